import pytest

from editor.ui.cards.place import Place, current_now, looked_at, position_in, positions_in, selected_now

OLD = tuple("abcdefgh")


def at(card_id: str, **values: object) -> Place:
    return Place(OLD, OLD.index(card_id), **values)


def test_the_current_card_stays_current_wherever_it_goes() -> None:
    assert current_now(at("d"), "hgfedcba") == 4


def test_when_the_current_card_goes_the_next_one_below_takes_its_place() -> None:
    assert current_now(at("d"), "abcefgh") == 3
    assert current_now(at("d"), "abg") == 2


def test_when_nothing_below_is_left_the_nearest_above_takes_its_place() -> None:
    assert current_now(at("d"), "abc") == 2
    assert current_now(at("h"), "xab") == 2


def test_when_no_old_card_is_left_the_first_is_current() -> None:
    assert current_now(at("d"), "xyz") == 0


def test_the_nearest_card_is_found_far_below_too() -> None:
    ids = tuple(f"{number:03}" for number in range(300))
    assert current_now(Place(ids, 10), ("000", "299")) == 1


@pytest.mark.parametrize("gone", [1, 3, 70])
def test_the_nearest_of_many_that_are_left_is_found_below_and_then_above(gone: int) -> None:
    ids = tuple(f"{number:04}" for number in range(1200))
    now = ids[:600] + ids[600 + gone :]
    assert now[current_now(Place(ids, 600), now)] == ids[600 + gone]
    assert now[current_now(Place(ids, 1199), now[:-gone])] == ids[1199 - gone]
    selected = Place(ids, 600, selected=((0, 3), (590, 640)))
    assert now[current_now(selected, now, among_selected=True)] == ids[600 + gone if gone < 40 else 599]


def test_the_current_card_is_chosen_among_those_that_stay_selected() -> None:
    place = at("d", selected=((1, 1), (3, 3), (6, 6)))
    now = "abcefgh"
    assert selected_now(place, now) == [(1, 1), (5, 5)]
    assert current_now(place, now, among_selected=True) == 5
    assert current_now(place, "abcefh", among_selected=True) == 1


def test_selected_cards_are_found_in_their_new_order() -> None:
    place = Place(OLD, 0, selected=((0, 5),))
    assert place.selected_ids() == list("abcdef")
    assert selected_now(place, "hfxedabc") == [(1, 1), (3, 7)]


def test_all_of_many_are_one_run() -> None:
    ids = tuple(map(str, range(1000)))
    assert positions_in(ids, ids) == [(0, 999)]
    assert positions_in(ids[::2], ids) == [(0, 499)]
    assert positions_in(ids, ids[:10] + ids[20:30]) == [(0, 9), (20, 29)]


def test_one_looks_at_the_current_card_when_it_is_seen() -> None:
    assert looked_at(at("d", visible=range(2, 6)), "xxabcdefgh") == (3, 5)
    assert looked_at(at("d", visible=range(2, 6)), "xabcefgh") == (2, 3)


def test_one_looks_at_the_topmost_card_that_stays() -> None:
    assert looked_at(at("a", visible=range(2, 6)), "xabdefgh") == (3, 3)
    assert looked_at(at("d", visible=range(2, 6)), "cfgh") == (2, 0)


def test_one_looks_at_nothing_when_all_that_was_seen_is_gone() -> None:
    assert looked_at(at("d", visible=range(2, 6)), "abgh") is None
    assert looked_at(Place(), "ab") is None


def test_a_card_has_a_position_or_none() -> None:
    assert (position_in(OLD, "c"), position_in(OLD, "x")) == (2, None)


def test_positions_form_runs() -> None:
    assert positions_in(OLD, []) == []
    assert positions_in(OLD, ["x"]) == []
    assert positions_in(OLD, ["f"]) == [(5, 5)]
    assert positions_in(OLD, ["h", "c", "a", "f", "b"]) == [(0, 2), (5, 5), (7, 7)]
