import pytest

from editor.model.card.declared import FieldReader, SchemaError
from editor.model.card.fields import Field, FieldType

GROUPS = {
    "basic": [
        {"key": "title", "type": "text", "limit": 110, "label": "Title"},
        {"key": "link", "type": "url", "section": "links"},
    ],
    "more": [{"use": "basic"}, {"key": "extra", "type": "integer"}],
    "loop": [{"key": "again", "type": "mapping", "fields": [{"use": "loop"}]}],
    "snake": [{"use": "snake"}],
}


def read(*entries, styles=None) -> tuple[Field, ...]:
    return FieldReader(GROUPS, styles or {}).read(list(entries), "x.yml")


def test_a_field_says_what_it_is_and_the_rest_has_a_default():
    (field,) = read({"key": "webUrl", "type": "url"})
    assert field == Field("webUrl", "Web url", FieldType.URL, section="main")


def test_a_group_stands_for_its_fields_in_their_order():
    assert [field.key for field in read({"use": "more"})] == ["title", "link", "extra"]


def test_one_field_of_a_group_can_say_something_else():
    (field,) = read({"use": "more.title", "required": True, "limit": 80})
    assert (field.key, field.label, field.required, field.limit) == ("title", "Title", True, 80)
    assert [field.limit for field in read({"use": "basic.title"})] == [110]


def test_nested_fields_stand_in_the_section_of_their_parent():
    (field,) = read({"key": "source", "type": "mapping", "section": "provider", "fields": [{"use": "basic"}]})
    assert [child.section for child in field.fields] == ["provider", "provider"]


def test_the_item_of_a_list_has_the_key_of_the_list():
    (field,) = read({"key": "topics", "type": "list", "item": {"type": "text", "label": "Topic"}})
    assert field.item is not None
    assert (field.item.key, field.item.label, field.item.type) == ("topics", "Topic", FieldType.TEXT)


def test_a_schema_can_give_a_style_to_a_type_and_a_field_can_differ():
    fields = read(
        {"use": "basic.link"}, {"key": "b", "type": "url", "style": "single"}, styles={FieldType.URL: "plain"}
    )
    assert [field.style for field in fields] == ["plain", "single"]


LIST = {"key": "a", "type": "list", "item": {"type": "text"}}
ROWS = {"key": "a", "type": "list", "item": {"type": "mapping", "fields": [{"key": "url", "type": "url"}]}}


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ({"type": "text"}, "x.yml: a field has no `key`."),
        ({"key": "a"}, "x.yml: a: `type` is one of text, "),
        ({"key": "a", "type": "link"}, "x.yml: a: `type` is one of text, "),
        ({"key": "a", "type": "text", "colour": "red"}, "x.yml: a: `colour` is nothing that a field can say."),
        ({"key": "a", "type": "text", "required": "yes"}, "x.yml: a: `required` must be a true or false, not 'yes'."),
        ({"key": "a", "type": "text", "limit": True}, "x.yml: a: `limit` must be a whole number, not True."),
        ({"key": "a", "type": "text", "limit": -1}, "x.yml: a: `limit` is a number of characters above 0."),
        ({"key": "a", "type": "integer", "limit": 3}, "x.yml: a: `limit` is for text."),
        ({"key": "a", "type": "text", "choices": ["x"]}, "x.yml: a: `choices` belong to a choice"),
        ({"key": "a", "type": "choice"}, "x.yml: a: `choices` belong to a choice, and a choice needs them."),
        ({"key": "a", "type": "mapping"}, "x.yml: a: `fields` belong to a mapping"),
        ({"key": "a", "type": "list"}, "x.yml: a: `item` belongs to a list"),
        ({"key": "a", "type": "list", "item": {"key": "b", "type": "text"}}, "x.yml: a: `item` is one field without"),
        ({"key": "a", "type": "list", "item": {"type": "choice"}}, "x.yml: a: a: `choices` belong to a choice"),
        ({"key": "a", "type": "text", "vocabulary": "words"}, "x.yml: a: `vocabulary` is one of topics, providers."),
        ({"key": "a", "type": "integer", "vocabulary": "topics"}, "x.yml: a: `vocabulary` is for text"),
        ({"key": "a", "type": "url", "picture": True}, "x.yml: a: `picture` is for a `url` of type url."),
        ({"key": "a", "type": "text", "section": "attic"}, "x.yml: a: `section` is one of main, "),
        ({"key": "a", "type": "text", "style": "bold"}, "x.yml: a: `style` is one of plain, "),
        ({"key": "a", "type": "text", "merge": "mine"}, "x.yml: a: `merge` is ask, theirs, ours, set, or by a key."),
        ({"key": "a", "type": "text", "merge": "set"}, "x.yml: a: `merge: set` is for lists of scalars."),
        ({**ROWS, "merge": "set"}, "x.yml: a: `merge: set` is for lists of scalars."),
        ({**ROWS, "merge": "by name"}, "x.yml: a: `merge: by KEY` is for lists of mappings with that key."),
        ({**LIST, "merge": "by url"}, "x.yml: a: `merge: by KEY` is for lists of mappings with that key."),
        ({"key": "a", "type": "mapping", "fields": "b"}, "x.yml: a: fields are a list of mappings."),
        ({"use": "none"}, "x.yml: there is no group `none`."),
        ({"use": "basic.none"}, "x.yml: group `basic` has no field `none`."),
        (
            {"use": "basic", "required": True},
            "x.yml: a whole group is used as it is; pick one field (`use: basic.key`)",
        ),
        ({"use": "loop"}, "nests more than 8 levels; does a group use itself?"),
        ({"use": "snake"}, "nests more than 8 levels; does a group use itself?"),
    ],
)
def test_a_wrong_field_is_named_in_a_sentence(entry, sentence):
    with pytest.raises(SchemaError) as caught:
        read(entry)
    assert sentence in str(caught.value)


def test_a_key_cannot_be_declared_twice():
    with pytest.raises(SchemaError, match="`title` is declared twice"):
        read({"use": "basic"}, {"key": "title", "type": "text"})


@pytest.mark.parametrize("good", [{**LIST, "merge": "set"}, {**ROWS, "merge": "by url"}])
def test_merge_rules_that_fit_are_read(good):
    assert read(good)[0].merge == good["merge"]
