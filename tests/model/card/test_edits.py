import datetime

import pytest

from editor.model.card.card import read_card
from editor.model.card.edits import (
    AddItem,
    Move,
    Remove,
    RemoveItem,
    ReplaceText,
    SetBody,
    SetValue,
    apply_edits,
)
from editor.model.text.errors import EditRefused
from editor.model.text.scalars import Plain, Styled


@pytest.fixture
def edit(schemas, read):
    """The text after an edit, without the fences where the card was given without them."""

    def edit_it(text, *edits, **options):
        card = read(text) if isinstance(text, str) else text
        return apply_edits(card, edits, schemas, **options).text.removeprefix("---\n").removesuffix("---\n")

    return edit_it


@pytest.fixture
def refused(schemas, read):
    def refuse(text, *edits):
        card = read(text) if isinstance(text, str) else text
        with pytest.raises(EditRefused) as caught:
            apply_edits(card, edits, schemas)
        return str(caught.value)

    return refuse


def test_flipping_published_changes_one_line(edit, story):
    assert edit(story, SetValue(("published",), True)) == story.text.removeprefix("---\n").replace(
        "published: false", "published: true"
    )


def test_no_edits_and_equal_values_give_the_same_card(schemas, story):
    assert apply_edits(story, [], schemas) is story
    same = [SetValue(("published",), False), SetValue(("topics",), ["Books", "Boats"]), SetValue(("heat",), "-1")]
    assert apply_edits(story, same, schemas) is story


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("heat",), "12", "heat: 12"),
        (("heat",), 12, "heat: 12"),
        (("published",), "true", "published: true"),
        (("publishedDateTime",), "2024-05-02", "publishedDateTime: 2024-05-02"),
        (("publishedDateTime",), "2024-05-02T10:00Z", "publishedDateTime: 2024-05-02T10:00:00Z"),
        (("publishedDateTime",), Plain("2024-05-02 10:00:00"), "publishedDateTime: 2024-05-02 10:00:00"),
        (
            ("publishedDateTime",),
            datetime.datetime(2024, 5, 2, 10, tzinfo=datetime.UTC),
            "publishedDateTime: 2024-05-02T10:00:00Z",
        ),
        (("title",), "yes", 'title: "yes"'),
        (("topics", 0), "AI", "  - AI"),
        (("topics", 0), "2024", '  - "2024"'),
        (("provider", "name"), "Lantern Post", "  name: Lantern Post"),
        (("related", 0, "images", 0, "width"), "640", "        width: 640"),
    ],
)
def test_text_is_read_as_the_type_of_the_field(edit, story, path, value, line):
    before = story.text.splitlines()
    after = ("---\n" + edit(story, SetValue(path, value))).splitlines()
    assert [new for old, new in zip(before, after, strict=True) if old != new] == [line]


def test_a_quoted_date_stays_quoted(edit):
    text = 'publishedDateTime: "2024-05-01T10:00:00Z"\n'
    expected = 'publishedDateTime: "2024-05-02"\n'
    path = ("publishedDateTime",)
    assert edit(text, SetValue(path, "2024-05-02")) == expected
    assert edit(text, SetValue(path, Plain("2024-05-02"))) == expected
    assert edit(text, SetValue(path, datetime.date(2024, 5, 2))) == expected
    assert edit(text.replace('"', "'"), SetValue(path, "2024-05-02")) == expected.replace('"', "'")


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        (("heat",), "hot", "`heat` takes a whole number, not “hot”."),
        (("published",), "yes", "`published` takes true or false, not “yes”."),
        (("publishedDateTime",), "soon", "`publishedDateTime` takes a date such as 2024-05-01 or "),
        (("topics",), "AI", "`topics` takes a list such as [AI, Cloud], not “AI”."),
        (("images", 0), {"url": "/a.png", "width": "wide"}, "`width` takes a whole number, not “wide”."),
        ((), {}, "An edit needs the name of a field."),
        (("images", 2, "url"), "/a.png", "`images` has only 1 items"),
        (("provider", "authors", 1, "name"), "Ada", "there is no item before `provider.authors[1].name`"),
        (("title", 1), "x", "`title` is a single value"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(refused, story, path, value, sentence):
    assert refused(story, SetValue(path, value)).startswith(sentence)


def test_links_are_kept_as_typed_for_the_checks_to_judge(edit):
    assert edit('webUrl: "https://a.example"\n', SetValue(("webUrl",), "www")) == 'webUrl: "www"\n'


def test_lists_can_be_typed_as_flow(edit):
    assert edit("topics: [AI]\n", SetValue(("topics",), "[AI, 2024]")) == 'topics: [AI, "2024"]\n'


def test_a_new_key_stands_where_the_schema_has_it(edit):
    assert edit('category: news\ntitle: "A"\nheat: 1\n', SetValue(("publishedDateTime",), "2024-05-01")) == (
        'category: news\ntitle: "A"\npublishedDateTime: 2024-05-01\nheat: 1\n'
    )


def test_new_strings_have_the_style_of_the_schema(edit):
    edits = [SetValue(("excerpt",), "Short"), SetValue(("type",), "video"), SetValue(("webUrl",), "https://a.example/")]
    assert edit('title: "A"\nheat: 1\n', *edits) == (
        'title: "A"\nexcerpt: "Short"\nwebUrl: "https://a.example/"\ntype: video\nheat: 1\n'
    )


def test_styles_are_those_of_the_kind_of_card(schemas):
    card = read_card("_learning/videos/a.md", '---\ntitle: "A"\n---\n', schemas)
    edited = apply_edits(card, [SetValue(("originalUrl",), "https://a.example/1")], schemas)
    assert edited.text == '---\ntitle: "A"\noriginalUrl: https://a.example/1\n---\n'


def test_a_new_mapping_is_written_in_the_order_and_styles_of_the_schema(edit):
    picture = {"mood": "calm", "height": "338", "title": "Sail", "url": "/a.png", "width": 600}
    assert edit('title: "A"\n', AddItem(("images",), picture)).endswith(
        'images:\n  - url: "/a.png"\n    width: 600\n    height: 338\n    title: "Sail"\n    mood: calm\n'
    )


def test_parents_that_are_missing_or_empty_are_made_where_the_schema_has_them(edit):
    new = 'title: "A"\n\nprovider:\n  name: Mint\n\nsecured: "x"\n'
    assert edit('title: "A"\n\nsecured: "x"\n', SetValue(("provider", "name"), "Mint")).split() == new.split()
    assert edit("title: A\nprovider:\n", SetValue(("provider", "name"), "Mint")) == (
        "title: A\nprovider:\n  name: Mint\n"
    )
    made = edit("title: A\n", SetValue(("related", 0, "provider", "name"), "Mint"))
    assert made.split() == ["title:", "A", "related:", "-", "provider:", "name:", "Mint"]
    assert edit("topics: [AI]\n", SetValue(("topics", 1), "Cloud")) == "topics: [AI, Cloud]\n"


def test_an_item_is_added_at_the_end_or_where_it_is_asked_for(edit):
    text = "topics:\n  - AI\n  - Cloud\n"
    assert edit(text, AddItem(("topics",), "Boats")) == "topics:\n  - AI\n  - Cloud\n  - Boats\n"
    assert edit(text, AddItem(("topics",), "Boats", 0)) == "topics:\n  - Boats\n  - AI\n  - Cloud\n"


def test_a_topic_that_is_there_is_not_added_again(schemas, story, read):
    assert apply_edits(story, [AddItem(("topics",), "Books")], schemas) is story
    year = read("topics: [2024]\n")
    assert apply_edits(year, [AddItem(("topics",), "2024")], schemas) is year
    assert apply_edits(year, [AddItem(("topics",), Styled("2024", "plain"))], schemas) is year
    assert apply_edits(year, [AddItem(("topics",), Plain("2024"))], schemas) is year


def test_the_same_picture_can_be_added_again(edit):
    assert edit("images:\n  - url: /a.png\n", AddItem(("images",), {"url": "/a.png"})) == (
        "images:\n  - url: /a.png\n  - url: /a.png\n"
    )


def test_a_first_item_makes_the_list(edit):
    made = 'title: "A"\n\ntopics:\n  - AI\n\nsecured: "x"\n'
    assert edit('title: "A"\n\nsecured: "x"\n', AddItem(("topics",), "AI")).split() == made.split()
    assert edit("topics:\n", AddItem(("topics",), "AI")) == "topics:\n  - AI\n"
    assert edit("topics: []\n", AddItem(("topics",), "AI")) in ("topics: [AI]\n", "topics:\n  - AI\n")
    assert edit("mood: calm\n", AddItem(("colours",), "red")).startswith("mood: calm\ncolours:")


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ('topics:\n  - "AI"\n', '  - "Cloud"\n'),
        ("topics:\n  - 'AI'\n", "  - 'Cloud'\n"),
        ("topics:\n  - AI\n", "  - Cloud\n"),
        ("topics:\n  - 2024\n", "  - Cloud\n"),
    ],
)
def test_a_new_item_is_written_like_the_one_before_it(edit, text, added):
    assert edit(text, AddItem(("topics",), "Cloud")) == text + added


def test_a_new_picture_is_written_like_the_one_before_it(edit):
    text = "images:\n  - url: /a.png\n    width: 1\n    title: 'A'\n"
    assert edit(text, AddItem(("images",), {"url": "/b.png", "width": 2, "title": "B"})) == (
        text + "  - url: /b.png\n    width: 2\n    title: 'B'\n"
    )


def test_a_list_that_is_set_whole_keeps_its_look(edit):
    assert edit('topics:\n  - "AI"\n', SetValue(("topics",), ["AI", "Cloud"])) == 'topics:\n  - "AI"\n  - "Cloud"\n'


def test_an_item_is_removed_by_its_value_wherever_it_is(edit, schemas, story):
    text = "topics:\n  - AI\n  - Cloud\n  - AI\n"
    assert edit(text, RemoveItem(("topics",), "AI")) == "topics:\n  - Cloud\n"
    assert edit("topics:\n  - 2024\n  - AI\n", RemoveItem(("topics",), "2024")) == "topics:\n  - AI\n"
    assert edit("images:\n  - url: /a.png\n  - url: /b.png\n", RemoveItem(("images",), {"url": "/a.png"})) == (
        "images:\n  - url: /b.png\n"
    )
    for absent in (RemoveItem(("topics",), "Poems"), RemoveItem(("mood",), "calm"), RemoveItem(("topics",), "")):
        assert apply_edits(story, [absent], schemas) is story


@pytest.mark.parametrize("edit_type", [AddItem, RemoveItem])
def test_what_is_no_list_has_no_items(refused, edit_type):
    assert refused("title: A\n", edit_type(("title",), "A")) == "`title` is not a list."
    assert refused("topics: AI\n", edit_type(("topics",), "AI")) == "`topics` is not a list."
    assert refused("title: A\n", edit_type(("excerpt",), "A")) == "`excerpt` is not a list."


def test_keys_and_items_are_removed_and_moved(edit, schemas, story):
    assert edit("title: A\nheat: 1\n", Remove(("heat",))) == "title: A\n"
    assert edit("topics:\n  - AI\n  - Cloud\n", Remove(("topics", 0))) == "topics:\n  - Cloud\n"
    assert edit("topics:\n  - AI\n  - Cloud\n", Move(("topics",), 1, 0)) == "topics:\n  - Cloud\n  - AI\n"
    assert apply_edits(story, [Remove(("mood",))], schemas) is story


def test_a_place_that_is_not_there_cannot_be_moved(refused):
    assert refused("title: A\n", Move(("topics",), 1, 0))


def test_the_body_and_the_whole_text_can_be_replaced(edit, schemas, story):
    assert edit("---\ntitle: A\n---\nOld\n", SetBody("New\n")).endswith("---\nNew\n")
    replaced = apply_edits(story, [ReplaceText(story.text.replace("Harbour opens", "Port opens"))], schemas)
    assert replaced.title == "Port opens its first floating library"
    assert apply_edits(story, [ReplaceText(story.text)], schemas) is story


def test_edits_are_made_one_after_the_other(edit):
    edits = [SetValue(("title",), "B"), AddItem(("topics",), "AI"), AddItem(("topics",), "Cloud"), Remove(("heat",))]
    assert edit('title: "A"\nheat: 1\ntopics:\n', *edits) == 'title: "B"\ntopics:\n  - AI\n  - Cloud\n'


def test_the_kind_of_a_card_follows_its_keys(schemas):
    card = read_card("a.md", "---\ntitle: A\n---\n", schemas)
    edits = [SetValue(("category",), "news"), SetValue(("quality",), "3")]
    edited = apply_edits(card, edits, schemas)
    assert (edited.schema.name, edited.get(("quality",))) == ("news", 3)


SEAL = "`secured` is locked: only the site’s machine writes it."


@pytest.mark.parametrize(
    "forbidden", [SetValue(("secured",), "x"), Remove(("secured",)), ReplaceText("---\ntitle: A\n---\n")]
)
def test_a_locked_field_cannot_change_in_any_way(refused, story, forbidden):
    assert refused(story, forbidden) == SEAL
    assert refused(story, SetValue(("heat",), 3), forbidden) == SEAL


def test_a_locked_field_cannot_be_added(refused):
    assert refused("title: A\n", SetValue(("secured",), "x")) == SEAL


def test_a_locked_field_may_be_set_to_what_it_is(schemas, story):
    assert apply_edits(story, [SetValue(("secured",), "c2VhbA==")], schemas) is story
    spelled_otherwise = story.text.replace('"c2VhbA=="', "'c2VhbA=='")
    assert apply_edits(story, [ReplaceText(spelled_otherwise)], schemas).text == spelled_otherwise


def test_a_broken_card_can_only_be_replaced(refused, read, schemas):
    broken = read("title: [\n")
    reason = refused(broken, SetValue(("title",), "A"))
    assert reason.startswith("This card cannot be read, so it can only be mended as text: ")
    assert refused(broken, SetBody("x")) == reason
    mended = apply_edits(broken, [ReplaceText("---\ntitle: A\n---\n"), SetValue(("title",), "B")], schemas)
    assert mended.text == "---\ntitle: B\n---\n"


def test_a_card_may_be_broken_by_its_text(schemas, story):
    assert apply_edits(story, [ReplaceText("---\ntitle: [\n---\n")], schemas).error is not None


def test_a_file_that_is_not_utf8_is_never_edited(refused, schemas, story):
    latin = read_card("a.md", '---\ntitle: "Zürich"\n---\n'.encode("latin-1"), schemas)
    assert refused(latin, ReplaceText("---\ntitle: A\n---\n")).startswith("This file is not UTF-8 text")
    assert "lone surrogate" in refused(story, ReplaceText("---\ntitle: \ud83d\n---\n"))


def test_an_alias_is_refused_with_the_reason_of_the_text_floor(refused):
    assert refused("a: &a [x]\nb: *a\n", AddItem(("b",), "y"))


def test_typing_a_value_back_gives_the_first_bytes_back(schemas, read):
    for line in ('heat: "12"', "heat: 0x1F", "title: 'A: b'", "title: yes", "publishedDateTime: 2024-05-01 10:00:00"):
        first = read(line + " # kept\n")
        (key,) = first.values
        for change in (Remove((key,)), SetValue((key,), {"heat": 1, "title": "B"}.get(key, "2024-06-01"))):
            changed = apply_edits(first, [change], schemas)
            back = apply_edits(changed, [SetValue((key,), first.get((key,)))], schemas, like=first)
            assert back.values == first.values, line
            if isinstance(change, SetValue):
                assert back.text == first.text, line


def test_an_unknown_key_keeps_the_type_it_has_where_the_text_allows_it(edit):
    assert edit("mood: 1\n", SetValue(("mood",), "2")) == "mood: 2\n"
    assert edit("mood: 1\n", SetValue(("mood",), "calm")) in ("mood: calm\n", 'mood: "calm"\n')
    assert edit("mood: 2024-05-01\n", SetValue(("mood",), "2024-05-02")) == "mood: 2024-05-02\n"
    assert edit("mood: calm\n", SetValue(("mood",), "true")) == 'mood: "true"\n'
    assert edit("mood: 1\n", SetValue(("mood",), Styled("2", "double"))) == 'mood: "2"\n'
    assert edit("title: A\n", SetValue(("mood",), 5)) == "title: A\nmood: 5\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_scalar_of_a_story_set_and_set_back_gives_the_first_bytes(schemas, story, newline):
    card = read_card(story.id, story.text.replace("\n", newline), schemas)
    for path, field, value in card.schema.walk(card.values):
        if isinstance(value, dict | list) or field is None or field.locked:
            continue
        other = (value + 1) if type(value) is int else (not value) if isinstance(value, bool) else "2020-01-01"
        changed = apply_edits(card, [SetValue(path, other)], schemas)
        assert changed.text != card.text, path
        assert apply_edits(changed, [SetValue(path, value)], schemas, like=card).text == card.text, path
