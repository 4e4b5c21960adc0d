import pytest

from editor.model.card.diff import ABSENT, FieldChange, FieldState, State, changed_fields, equal_values, field_states
from editor.model.text.scalars import Plain, Styled

TITLE = ("title",)
HEAT = ("heat",)


def test_one_card_has_its_own_values(read):
    assert field_states([read('title: "A"\n')], [TITLE, HEAT]) == {
        TITLE: FieldState("A", State.SAME),
        HEAT: FieldState(None, State.MISSING),
    }


@pytest.mark.parametrize(
    ("first", "second", "state"),
    [
        ("heat: 1\n", "heat: 1\n", FieldState(1, State.SAME)),
        ("heat: 1\n", "heat: 0x1\n", FieldState(1, State.SAME)),
        ("heat: 1\n", "heat: 2\n", FieldState(None, State.MIXED)),
        ("heat: 1\n", "heat: 1.0\n", FieldState(None, State.MIXED)),
        ("heat: 1\n", "heat: true\n", FieldState(None, State.MIXED)),
        ("heat: 1\n", 'heat: "1"\n', FieldState(None, State.MIXED)),
        ("heat: 1\n", "heat:\n", FieldState(None, State.MIXED)),
        ("heat: 1\n", "title: A\n", FieldState(1, State.PARTLY)),
        ("heat:\n", "title: A\n", FieldState(None, State.PARTLY)),
        ("title: A\n", "title: A\n", FieldState(None, State.MISSING)),
    ],
)
def test_several_cards_agree_differ_or_miss_the_field(read, first, second, state):
    assert field_states([read(first), read(second)], [HEAT]) == {HEAT: state}


def test_some_of_three_have_different_values(read):
    cards = [read("heat: 1\n"), read("heat: 2\n"), read("title: A\n")]
    assert field_states(cards, [HEAT]) == {HEAT: FieldState(None, State.PARTLY)}


def test_broken_cards_do_not_count(read):
    assert field_states([read("heat: 1\n"), read("heat: [\n")], [HEAT])[HEAT] == FieldState(1, State.SAME)
    assert field_states([read("heat: [\n")], [HEAT])[HEAT].state is State.MISSING
    assert field_states([], [HEAT])[HEAT].state is State.MISSING


def test_a_change_is_told_leaf_by_leaf_in_the_order_of_the_new_card(read):
    old = read("title: A\nheat: 1\nprovider:\n  name: Mint\n  domain: m.example\ntopics: [AI]\n")
    new = read("title: B\nprovider:\n  name: Mint\ntopics: [AI, Cloud]\nheat: 1\nmood: calm\n")
    assert changed_fields(old, new) == (
        FieldChange(("title",), "A", "B"),
        FieldChange(("topics", 1), ABSENT, "Cloud"),
        FieldChange(("mood",), ABSENT, "calm"),
        FieldChange(("provider", "domain"), "m.example", ABSENT),
    )


def test_an_empty_list_that_is_filled_is_told_with_what_is_in_it(read):
    changes = changed_fields(read("topics: []\n"), read("topics: [AI]\n"))
    assert changes == (FieldChange(("topics", 0), ABSENT, "AI"), FieldChange(("topics",), [], ["AI"]))


def test_null_and_absent_are_two_things(read):
    assert changed_fields(read("title: A\npublished:\n"), read("title: A\n")) == (
        FieldChange(("published",), None, ABSENT),
    )
    assert changed_fields(read("published:\n"), read("published: false\n")) == (
        FieldChange(("published",), None, False),
    )


def test_spelling_order_and_comments_are_no_change_of_fields(read):
    old = read("title: A\nheat: 10\n")
    assert changed_fields(old, read('heat: 0xA # warm\n\ntitle: "A"\n')) == ()


def test_the_body_has_the_empty_path(read):
    old, new = read("---\ntitle: A\n---\nOne\n"), read("---\ntitle: A\n---\nTwo\n")
    assert changed_fields(old, new) == (FieldChange((), "One\n", "Two\n"),)


def test_of_a_broken_card_only_the_text_is_known(read):
    old, new = read("title: A\n"), read("title: [\n")
    assert changed_fields(old, new) == (FieldChange((), old.text, new.text),)
    assert changed_fields(new, new) == ()


def test_a_story_and_its_twin_differ_in_nothing(story, read):
    assert changed_fields(story, read(story.text)) == ()


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ({"a": 1, "b": [1]}, {"b": [1], "a": 1}, True),
        ({"a": 1}, {"a": True}, False),
        ({"a": 1}, {"a": 1, "b": None}, False),
        ([1, 2], [2, 1], False),
        ([1], [1, 2], False),
        ([], {}, False),
        ([], None, False),
        ({}, "", False),
        (float("nan"), float("nan"), True),
        (Plain("1"), 1, False),
        (Plain("1"), Plain("1"), True),
        ("a", Styled("a", "double"), False),
    ],
)
def test_values_are_equal_in_type_and_value(one, other, equal):
    assert equal_values(one, other) is equal
    assert equal_values(other, one) is equal
