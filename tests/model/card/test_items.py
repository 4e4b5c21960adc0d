"""Which items are which."""

import pytest

from editor.model.card.fields import Field, FieldType
from editor.model.card.items import MOST, Matches, match_items

IMAGES = Field("images", "Images", FieldType.LIST, merge="by url")


def pictures(names):
    """A picture for each letter; `b2` is one that is like `b` but for its address."""
    return [{"url": name, "width": ord(name[0]), "title": name[0]} for name in names.split()]


def matched(old, new) -> Matches:
    matches = match_items(IMAGES, pictures(old), pictures(new))
    assert matches is not None
    return matches


@pytest.mark.parametrize(
    ("old", "new", "old_of", "moves"),
    [
        ("a b", "a b", {0: 0, 1: 1}, ()),
        ("a b", "x a b", {1: 0, 2: 1}, ()),
        ("a b", "b", {0: 1}, ()),
        ("a b c", "c a b", {0: 2, 1: 0, 2: 1}, ((1, 0), (2, 1))),
        ("a b", "a b2", {0: 0, 1: 1}, ()),
        ("a b", "b2 a", {1: 0}, ()),  # not between the same neighbours
        ("b c", "b2 c2", {0: 0, 1: 1}, ()),
        ("b c", "x b2", {1: 0}, ()),
        ("b", "b2 b3", {0: 0}, ()),
        ("a b", "b x a y", {0: 1, 2: 0}, ((2, 0), (3, 1))),
        ("", "a", {}, ()),
    ],
)
def test_items_are_matched_by_key_then_by_what_else_they_are(old, new, old_of, moves):
    matches = matched(old, new)
    assert matches.old_of == old_of
    assert matches.moves == moves


def test_an_item_that_is_gone_belongs_behind_its_neighbour():
    matches = matched("a b c d", "d a")
    assert [matches.place_for(was) for was in (1, 2)] == [2, 2]
    assert matched("a b", "b").place_for(0) == 0


def test_both_orders_are_told():
    matches = matched("a b c", "c x a")
    assert [item["url"] for item in matches.old_order] == ["a", "c"]
    assert [item["url"] for item in matches.new_order] == ["c", "a"]


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        (None, pictures("a"), pictures("b")),
        (Field("topics", "Topics", FieldType.LIST, merge="set"), pictures("a"), pictures("b")),
        (IMAGES, pictures("a a"), pictures("a")),
        (IMAGES, [{"width": 1}], pictures("a")),
        (IMAGES, [{"url": None}], pictures("a")),
        (IMAGES, ["a"], pictures("a")),
        (IMAGES, pictures("a"), [{"url": str(number)} for number in range(MOST + 1)]),
    ],
)
def test_without_a_key_of_its_own_no_item_is_known(field, old, new):
    assert match_items(field, old, new) is None
