"""Ids that are looked up when they are asked for."""

from collections.abc import Sequence

import numpy as np
import pytest

from editor.model.site.card_ids import CardIds, among

IDS = ["a", "b", "c", "a2", "d"]


def ids_of(
    slots: list[int], ids: list[str], slot_of: dict[str, int], before: Sequence[int] = (-1,) * 9, state: int | None = 7
) -> CardIds:
    return CardIds(np.array(slots, np.int32), ids, slot_of, before, state)


@pytest.fixture
def found() -> CardIds:
    return ids_of([4, 0, 2], IDS, {card_id: slot for slot, card_id in enumerate(IDS)})


def test_they_are_a_sequence(found: CardIds):
    assert list(found) == ["d", "a", "c"]
    assert (len(found), found[0], found[-1], found[1:]) == (3, "d", "c", ("a", "c"))
    assert ("c" in found, "b" in found) == (True, False)
    with pytest.raises(IndexError):
        found[3]


def test_they_are_equal_to_the_same_ids_in_the_same_order(found: CardIds):
    assert found == ["d", "a", "c"]
    assert found == ("d", "a", "c")
    assert found == ids_of([4, 0, 2], IDS, {})
    assert found != ids_of([4, 0], IDS, {})
    assert found != ["d", "a"]
    assert found != ["d", "c", "a"]
    assert found != {"d", "a", "c"}


def test_a_place_is_found_be_the_slot_known_or_another_by_now(found: CardIds):
    assert [found.index(card_id) for card_id in ("d", "a", "c")] == [0, 1, 2]
    ids = list(IDS)
    moved = ids_of([4, 0, 2], ids, {"b": 8, "c": 7, "new": 6}, [-1, -1, -1, -1, -1, 2, -1, 5, 1])
    ids += ["c", "new", "c", "b"]
    assert moved.index("c") == 2
    assert "b" not in moved
    assert "new" not in moved
    assert "d" in moved  # which is no more
    assert found.index("c", 1) == 2
    for missing, begin in (("b", 0), ("nowhere", 0), ("d", 1)):
        with pytest.raises(ValueError, match="not "):
            found.index(missing, begin)
    with pytest.raises(ValueError, match="not "):
        found.index(7)


def test_those_among_others_are_told_be_they_rows_of_now_or_of_before(found: CardIds):
    others = ids_of([2, 1], IDS, {})
    assert among(found, others).tolist() == [False, False, True]
    assert among(["x", "c"], others).tolist() == [False, True]
    assert among(found, ("a", "x")).tolist() == [False, True, False]
    ids = list(IDS)
    before = ids_of([4, 0, 2], ids, {})
    ids.append("c")  # has another slot by now
    for state in (8, None):
        now = ids_of([5, 1], ids, {}, state=state)
        assert among(before, now).tolist() == [False, False, True]
        assert among(now, before).tolist() == [True, False]
    assert among(before, ()).tolist() == [False] * 3


def test_a_card_that_got_another_slot_while_it_was_looked_for_is_found_where_it_stands():
    ids = [*IDS, "c"]
    found = ids_of([4, 0, 2], ids, {"c": 5, "d": 4, "a": 0, "b": 1}, (-1, -1, -1, -1, -1, 2), state=None)
    assert found.index("c") == 2
    assert "b" not in found
