"""Ids that are looked up when they are asked for."""

import pytest

from editor.model.site.card_ids import CardIds

IDS = ["a", "b", "c", "a2", "d"]


@pytest.fixture
def found() -> CardIds:
    return CardIds([4, 0, 2], IDS, {card_id: slot for slot, card_id in enumerate(IDS)})


def test_they_are_a_sequence(found: CardIds):
    assert list(found) == ["d", "a", "c"]
    assert (len(found), found[0], found[-1], found[1:]) == (3, "d", "c", ("a", "c"))
    assert ("c" in found, "b" in found) == (True, False)
    with pytest.raises(IndexError):
        found[3]


def test_they_are_equal_to_the_same_ids_in_the_same_order(found: CardIds):
    assert found == ["d", "a", "c"]
    assert found == ("d", "a", "c")
    assert found == CardIds([4, 0, 2], IDS, {})
    assert found != CardIds([4, 0], IDS, {})
    assert found != ["d", "a"]
    assert found != ["d", "c", "a"]
    assert found != {"d", "a", "c"}


def test_a_place_is_found_be_the_slot_known_or_another_by_now(found: CardIds):
    assert [found.index(card_id) for card_id in ("d", "a", "c")] == [0, 1, 2]
    moved = CardIds([4, 0, 2], [*IDS, "c"], {"c": 5})
    assert moved.index("c") == 2
    assert found.index("c", 1) == 2
    for missing, begin in (("b", 0), ("nowhere", 0), ("d", 1)):
        with pytest.raises(ValueError, match="not in tuple"):
            found.index(missing, begin)
    with pytest.raises(ValueError, match="not in tuple"):
        found.index(7)
