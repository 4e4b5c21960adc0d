from editor.ui.cards.place import Place, current_now, moved_by, selected_now

OLD = tuple("abcdefgh")


def position_in(ids: str):
    return {card_id: position for position, card_id in enumerate(ids)}.get


def at(card_id: str, **values: object) -> Place:
    return Place(OLD, OLD.index(card_id), **values)


def test_the_current_card_stays_current_wherever_it_goes() -> None:
    assert current_now(at("d"), position_in("hgfedcba")) == 4


def test_when_the_current_card_goes_the_next_one_below_takes_its_place() -> None:
    assert current_now(at("d"), position_in("abcefgh")) == 3
    assert current_now(at("d"), position_in("abg")) == 2


def test_when_nothing_below_is_left_the_nearest_above_takes_its_place() -> None:
    assert current_now(at("d"), position_in("abc")) == 2
    assert current_now(at("h"), position_in("xab")) == 2


def test_when_no_old_card_is_left_the_first_is_current() -> None:
    assert current_now(at("d"), position_in("xyz")) == 0


def test_the_current_card_is_chosen_among_those_that_stay_selected() -> None:
    place = at("d", selected=("b", "d", "g"))
    now = position_in("abcefgh")
    kept = selected_now(place, now)
    assert kept == [1, 5]
    assert current_now(place, now, frozenset(kept)) == 5


def test_the_list_moves_with_the_current_card_when_it_is_seen() -> None:
    assert moved_by(at("d", visible=range(2, 6)), position_in("xxabcdefgh")) == 2


def test_the_list_moves_with_the_topmost_card_that_stays() -> None:
    assert moved_by(at("a", visible=range(2, 6)), position_in("xabdefgh")) == 0
    assert moved_by(at("d", visible=range(2, 6)), position_in("cfgh")) == -2


def test_the_list_cannot_move_with_cards_that_are_gone() -> None:
    assert moved_by(at("d", visible=range(2, 6)), position_in("abgh")) is None
    assert moved_by(Place(), position_in("ab")) is None
