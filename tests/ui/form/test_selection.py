"""The selected cards, asked field by field."""

from editor.model.card.card import read_card
from editor.model.card.diff import State
from editor.model.card.fields import FieldType
from editor.ui.form.selection import Selection, holds_forms
from tests.ui.form.conftest import NEWS


def select(schemas, *texts, findings=None, saved=()):
    cards = [read_card(f"_news/{number}.md", text, schemas) for number, text in enumerate(texts)]
    return Selection(cards, findings or {}, [read_card("_news/0.md", text, schemas) for text in saved])


def shown(selection, key):
    return next(
        selection.shown(path, field) for path, field in selection.places((), selection.declared()) if path == (key,)
    )


def test_declared_fields_come_first_then_the_files_own(schemas):
    selection = select(schemas, NEWS, NEWS.replace("mood:", "other: 1\nmood:"))
    keys = [path[0] for path, _field in selection.places((), selection.declared())]
    assert keys[-2:] == ["mood", "other"]
    assert keys.index("title") < keys.index("secured")
    assert len(keys) == len(set(keys))


def test_a_value_of_another_kind_gets_a_field_of_its_own_kind(schemas):
    selection = select(schemas, '---\ntitle: [a, b]\ntopics: AI\nprovider: Bay\nexcerpt: {a: 1}\nheat: "a\\nb"\n---\n')
    assert shown(selection, "title").field.type is FieldType.LIST
    assert shown(selection, "title").field.label == "Title"
    assert shown(selection, "topics").field.type is FieldType.TEXT
    assert shown(selection, "provider").field.type is FieldType.TEXT
    assert shown(selection, "excerpt").field.type is FieldType.MAPPING


def test_an_empty_value_keeps_the_declared_kind(schemas):
    selection = select(schemas, "---\ntopics:\nimages:\nprovider:\n---\n")
    assert shown(selection, "topics").field.type is FieldType.LIST
    assert holds_forms(shown(selection, "images"))
    assert not holds_forms(shown(selection, "topics"))


def test_states_of_several_cards(schemas):
    selection = select(schemas, NEWS, NEWS.replace("heat: -1", "heat: 3").replace('mood: "fair"\n', ""))
    assert shown(selection, "heat").state is State.MIXED
    assert (shown(selection, "mood").state, shown(selection, "mood").value) == (State.PARTLY, None)
    assert shown(selection, "title").value == "Harbour opens"
    assert shown(selection, "topics").shares == (("AI", 2), ("Ships", 2))


def test_problems_and_unsaved_places_are_known_at_and_above_them(schemas):
    selection = select(
        schemas, NEWS, saved=[NEWS.replace("width: 600", "width: 1")], findings={("images", 0, "width"): "Too wide."}
    )
    assert selection.is_unsaved(("images",))
    assert selection.is_unsaved(("images", 0, "width"))
    assert not selection.is_unsaved(("images", 1))
    assert selection.problems_below(("images",)) == 1
    assert selection.problems_below(("title",)) == 0
