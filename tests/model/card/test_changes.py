"""What changed, as people name it, and each change's way back."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from editor.model.card.card import Card, read_card
from editor.model.card.changes import WHOLE, CardChange, Kind, card_changes, revert_all
from editor.model.card.diff import ABSENT, changed_fields
from editor.model.card.edits import AddItem, Edit, Move, Remove, ReplaceText, SetBody, SetValue, apply_edits
from editor.model.card.schema import load_schemas
from editor.model.text.errors import EditRefused
from editor.model.text.scalars import Plain, Styled
from tests.helpers.yaml_made_up import BOUNDED, made_up_cards

SCHEMAS = load_schemas()
ABC = """\
images:
  - url: "https://bay.example/a.jpg"
    width: 0x258
  - url: "https://bay.example/b.jpg"
    width: 640
  - url: "https://bay.example/c.jpg"
    width: "12"
"""


def reverted(change: CardChange, old: Card, new: Card) -> Card:
    return apply_edits(new, change.revert, SCHEMAS, like=old)


def the_change(old: Card, new: Card) -> CardChange:
    (change,) = card_changes(old, new)
    return change


@pytest.mark.parametrize(
    ("old", "new", "label", "values"),
    [
        ("title: A\n", "title: B\n", "Title", ("A", "B")),
        ("title: A\n", "title: A\nheat:\n", "Heat", (ABSENT, None)),
        ("title: A\nheat: 1\n", "title: A\n", "Heat", (1, ABSENT)),
        ('heat: "1"\n', "heat: 1\n", "Heat", ("1", 1)),
        (
            "provider:\n  name: Lake Post\n",
            "provider:\n  name: Bay Post\n",
            "Provider › Name",
            ("Lake Post", "Bay Post"),
        ),
        ("title: A\n", "title: A\nprovider:\n  name: B\n", "Provider", (ABSENT, {"name": "B"})),
        ("provider: Bay\n", "provider:\n  name: Bay\n", "Provider", ("Bay", {"name": "Bay"})),
        ("oddKey: 1\n", "oddKey: 2\n", "Odd key", (1, 2)),
    ],
)
def test_a_value_is_one_change_with_the_names_that_people_know(read, old, new, label, values):
    old, new = read(old), read(new)
    change = the_change(old, new)
    assert (change.kind, change.label, (change.old, change.new)) == (Kind.VALUE, label, values)
    assert reverted(change, old, new).text == old.text


def test_a_list_of_words_is_one_change_that_says_what_came_and_went(read):
    old, new = read("topics: [AI, 2024, AI, Sea]\n"), read('topics: [Sea, AI, "2024", Fog]\n')
    change = the_change(old, new)
    assert (change.kind, change.label, change.place, change.path) == (Kind.WORDS, "Topics", ("topics",), ("topics",))
    assert (change.added, change.removed) == (("2024", "Fog"), (2024, "AI"))
    assert change.revert == (SetValue(("topics",), ["AI", 2024, "AI", "Sea"]),)
    assert reverted(change, old, new).text == old.text


def test_words_in_another_order_came_and_went_not(read):
    change = the_change(read("topics: [AI, Sea]\n"), read("topics: [Sea, AI]\n"))
    assert (change.kind, change.added, change.removed) == (Kind.WORDS, (), ())


def test_a_list_that_comes_or_goes_is_told_as_words(read):
    change = the_change(read("title: A\n"), read("title: A\ntopics:\n  - AI\n"))
    assert (change.kind, change.added, change.removed, change.revert) == (
        Kind.WORDS,
        ("AI",),
        (),
        (Remove(("topics",)),),
    )


def test_an_item_in_front_is_one_item_more_and_moves_no_other(read):
    old = read(ABC)
    new = read(ABC.replace("images:\n", 'images:\n  - url: "/x.png"\n    height: 1\n'))
    change = the_change(old, new)
    assert (change.kind, change.label, change.place) == (Kind.ITEM, "Images › 1", ("images", "/x.png"))
    assert (change.old, change.new) == (ABSENT, {"url": "/x.png", "height": 1})
    assert reverted(change, old, new).text == old.text


def test_an_item_that_is_gone_comes_back_to_its_place_as_it_was_written(read):
    old = read(ABC)
    new = read(ABC.replace('  - url: "https://bay.example/b.jpg"\n    width: 640\n', ""))
    change = the_change(old, new)
    assert (change.kind, change.label, change.path) == (Kind.ITEM, "Images › 2", ("images", 1))
    assert isinstance(change.revert[0], AddItem)
    assert reverted(change, old, new).text == old.text


def test_a_change_inside_an_item_is_named_by_where_the_item_stands_now(read):
    old = read(ABC)
    new = read('images:\n  - url: "/x.png"\n' + ABC.removeprefix("images:\n").replace("0x258", "700"))
    added, inside = card_changes(old, new)
    assert (added.label, inside.label, inside.path) == ("Images › 1", "Images › 2 › Width", ("images", 1, "width"))
    assert inside.place == ("images", "https://bay.example/a.jpg", "width")
    assert inside.revert == (SetValue(("images", 1, "width"), Plain("0x258")),)
    assert "width: 0x258\n" in reverted(inside, old, new).text


def test_text_stays_text_on_its_way_back_to_an_item_that_has_moved(read):
    old = read(ABC)
    new = read('images:\n  - url: "/x.png"\n' + ABC.removeprefix("images:\n").replace('"12"', "12"))
    _, inside = card_changes(old, new)
    assert inside.revert == (SetValue(("images", 3, "width"), Styled("12", "double")),)
    assert reverted(inside, old, new).get(("images", 3, "width")) == "12"


def test_a_date_comes_back_as_one_though_it_stands_in_quotes_now(read):
    item = 'related:\n  - webUrl: "/x"\n    publishedDateTime: {}\n'
    old = read(item.format("2024-05-01 10:00:00"))
    new = read(item.format('"2024-05-02T10:00:00Z"').replace("related:\n", 'related:\n  - webUrl: "/y"\n'))
    inside = card_changes(old, new)[-1]
    assert inside.label == "Related › 2 › Date"
    assert "publishedDateTime: 2024-05-01 10:00:00\n" in reverted(inside, old, new).text


def test_another_order_is_one_change_beside_what_came_went_and_changed_inside(read):
    old = read("images:\n  - url: a\n  - url: b\n    width: 1\n  - url: c\n")
    new = read("images:\n  - url: c\n  - url: x\n  - url: b\n    width: 2\n  - url: a\n")
    changes = card_changes(old, new)
    assert [(change.kind, change.label) for change in changes] == [
        (Kind.ITEM, "Images › 2"),
        (Kind.VALUE, "Images › 3 › Width"),
        (Kind.ORDER, "Images"),
    ]
    order = changes[-1]
    assert all(isinstance(edit, Move) for edit in order.revert)
    assert [item["url"] for item in order.old] == ["a", "b", "c"]
    assert [item["url"] for item in order.new] == ["c", "b", "a"]
    assert [item["url"] for item in reverted(order, old, new).get(("images",))] == ["a", "b", "c", "x"]


def test_a_picture_whose_address_was_mended_is_still_that_picture(read):
    old, new = read(ABC), read(ABC.replace("example/b.jpg", "example/b.png"))
    change = the_change(old, new)
    assert (change.label, change.path) == ("Images › 2 › Address", ("images", 1, "url"))
    assert reverted(change, old, new).text == old.text


def test_a_list_without_keys_is_one_change(read):
    old = read("images:\n  - url: a\n  - url: a\n")
    new = read("images:\n  - url: a\n")
    change = the_change(old, new)
    assert (change.kind, change.old, change.new) == (Kind.VALUE, [{"url": "a"}, {"url": "a"}], [{"url": "a"}])
    assert reverted(change, old, new).text == old.text


def test_lists_within_items_are_told_item_by_item_too(read):
    old = read("related:\n  - webUrl: /x\n    images:\n      - url: a\n        width: 1\n")
    new = read("related:\n  - webUrl: /x\n    images:\n      - url: a\n        width: 2\n")
    assert the_change(old, new).label == "Related › 1 › Images › 1 › Width"


def test_the_body_is_one_change(read):
    old, new = read("---\ntitle: A\n---\nOne\n"), read("---\ntitle: A\n---\nTwo\n")
    change = the_change(old, new)
    assert (change.kind, change.place, change.old, change.new) == (Kind.BODY, (), "One\n", "Two\n")
    assert change.revert == (SetBody("One\n"),)
    assert reverted(change, old, new).text == old.text


def test_a_broken_card_is_one_change_of_its_whole_text(read):
    old, new = read("title: A\n"), read("title: [\n")
    for before, after in ((old, new), (new, old)):
        change = the_change(before, after)
        assert (change.kind, change.place, change.revert) == (Kind.TEXT, WHOLE, (ReplaceText(before.text),))
    assert card_changes(new, new) == ()


def test_where_only_the_spelling_differs_that_is_said(read):
    old, new = read("title: A # c\nheat: 10\n"), read('heat: 0xA\ntitle: "A"\n')
    change = the_change(old, new)
    assert (change.kind, change.place) == (Kind.SPELLING, WHOLE)
    assert reverted(change, old, new).text == old.text


def test_what_only_the_machine_writes_is_marked_and_a_locked_field_has_no_way_back(read):
    old = read("title: A\nheat: 1\nsecured: x\nratings:\n  count: 1\n", "_learning/videos/a.md")
    new = read("title: B\nheat: 2\nsecured: y\nratings:\n  count: 2\n", "_learning/videos/a.md")
    changes = {change.label: change for change in card_changes(old, new)}
    machine = {label for label, change in changes.items() if change.machine}
    assert machine == {"Heat", "Secured", "Ratings › Count"}
    assert not changes["Title"].machine
    assert changes["Secured"].revert == ()


def test_what_an_edit_cannot_reach_has_no_way_back(read):
    change = the_change(read("title: A\n"), read("title: !local B\n"))
    assert change.revert == ()


def test_all_is_reverted_to_the_byte_but_for_what_is_locked(read):
    old = read("---\ntitle: A   # c\nheat: 0x1\ntopics: [AI]\n---\nOne\n")
    new = read('---\nheat: 2\ntitle: "B"\nprovider:\n  name: X\n---\nTwo\n')
    assert revert_all(old, old) == ()
    assert apply_edits(new, revert_all(old, new), SCHEMAS, like=old).text == old.text
    old = read("title: A   # c\nheat: 0x1\nsecured: x\n")
    new = read("title: B   # c\nheat: 0x1\ntopics: [AI]\nsecured: y\n")
    back = apply_edits(new, revert_all(old, new), SCHEMAS, like=old)
    assert back.text == old.text.replace("secured: x", "secured: y")


def test_a_story_and_its_twin_differ_in_nothing(story, read):
    assert card_changes(story, read(story.text)) == ()


WORDS = st.sampled_from(("ferry", "tide", "12", "yes", "", "2024-05-01", "a: b"))
SCALARS = st.one_of(WORDS, st.integers(-1, 2), st.booleans(), st.none(), st.dates())
TEXTS = st.sampled_from(("/a.png", "/b.png", "/c.png", "/d.png"))


def mapping(**fields: st.SearchStrategy) -> st.SearchStrategy:
    return st.fixed_dictionaries({}, optional=fields)


def keyed(key: str, **fields: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(st.fixed_dictionaries({key: TEXTS}, optional=fields), max_size=4, unique_by=lambda item: item[key])


PICTURES = keyed("url", width=SCALARS, height=SCALARS, title=WORDS)
VALUES = st.fixed_dictionaries(
    {"category": st.just("news")},
    optional={
        "title": SCALARS,
        "heat": SCALARS,
        "odd": SCALARS | st.lists(SCALARS, max_size=3) | mapping(x=SCALARS, y=SCALARS),
        "publishedDateTime": SCALARS,
        "provider": mapping(name=WORDS, domain=WORDS, images=PICTURES) | SCALARS,
        "topics": st.lists(SCALARS, max_size=3),
        "images": PICTURES,
        "related": keyed("webUrl", title=SCALARS, publishedDateTime=SCALARS, provider=mapping(name=WORDS)),
    },
)


@st.composite
def versions(draw) -> tuple[Card, Card]:
    """A card before and after: unlike, or alike but for their lists."""
    before, after = draw(VALUES), draw(VALUES)
    if draw(st.booleans()):
        after = {**before, **{key: after[key] for key in ("images", "related") if key in after}}
    flow, body = draw(st.sampled_from((None, False))), st.sampled_from(("", "Body.\n"))
    texts = [
        f"---\n{yaml.safe_dump(values, sort_keys=False, default_flow_style=flow)}---\n{draw(body)}"
        for values in (before, after)
    ]
    old, new = (read_card("_news/ferry.md", text, SCHEMAS) for text in texts)
    assert old.document is not None
    assert new.document is not None
    return old, new


def named(changes: tuple[CardChange, ...]) -> dict[tuple[object, ...], tuple[object, object]]:
    """The changes but for where they stand, which moves."""
    found = {(change.kind, change.place): (repr(change.old), repr(change.new)) for change in changes}
    assert len(found) == len(changes)
    return {key: values for key, values in found.items() if key[0] is not Kind.SPELLING}


def unordered(changes: dict[tuple[object, ...], tuple[object, object]]) -> dict[tuple[object, ...], object]:
    """Without the values of an order, which holds one item more once an item is back."""
    return {key: None if key[0] is Kind.ORDER else values for key, values in changes.items()}


@BOUNDED
@given(versions())
def test_each_change_is_reverted_alone(cards: tuple[Card, Card]):
    old, new = cards
    changes = card_changes(old, new)
    for change in changes:
        after = card_changes(old, reverted(change, old, new))
        left = {key: values for key, values in named(changes).items() if key != (change.kind, change.place)}
        assert unordered(named(after)) == unordered(left)


@BOUNDED
@given(versions())
def test_one_after_the_other_leads_back_to_the_old_values(cards: tuple[Card, Card]):
    old, new = cards
    while changes := card_changes(old, new):
        new = reverted(changes[0], old, new)
    assert new.text == old.text


@BOUNDED
@given(versions())
def test_there_is_a_change_where_and_only_where_a_value_differs(cards: tuple[Card, Card]):
    old, new = cards
    seen = [change for change in card_changes(old, new) if change.kind is not Kind.SPELLING]
    assert bool(seen) == bool(changed_fields(old, new))


@BOUNDED
@given(made_up_cards(), made_up_cards())
def test_of_any_two_cards_each_way_back_holds_or_is_refused(one: str, other: str):
    old, new = (read_card("_news/ferry.md", text, SCHEMAS) for text in (one, other))
    for change in card_changes(old, new):
        try:
            back = reverted(change, old, new)
        except EditRefused:
            continue
        assert (change.kind, change.place) not in named(card_changes(old, back)) or not change.revert
    everything: tuple[Edit, ...] = revert_all(old, new)
    assert apply_edits(new, everything, SCHEMAS, like=old).text == old.text
