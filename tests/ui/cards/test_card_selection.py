import pytest
from pytestqt.qtbot import QtBot

from editor.ui.cards.card_selection import CardSelection
from editor.ui.cards.card_table import CardTableModel
from editor.ui.cards.place import Place
from tests.ui.cards.conftest import Cards


@pytest.fixture
def ids(model: CardTableModel, cards: Cards, chosen: CardSelection) -> list[str]:
    ids = cards.add(20)
    model.set_ids(ids)
    return ids


def change(chosen: CardSelection, model: CardTableModel, ids: list[str]) -> None:
    """As the views do it."""
    place = Place(model.ids, chosen.current, chosen.runs, range(0, 5))
    chosen.hold()
    model.set_ids(ids)
    chosen.keep(place)
    chosen.release()


def test_going_to_a_card_selects_it_alone(chosen: CardSelection, ids: list[str]) -> None:
    assert chosen.go_to(3)
    assert (chosen.current, chosen.current_id(), chosen.selected_ids()) == (3, ids[3], (ids[3],))
    assert not chosen.go_to(20)
    assert not chosen.go_to(-1)
    assert chosen.current == 3


def test_walking_leaves_the_selection_and_toggling_adds_to_it(chosen: CardSelection, ids: list[str]) -> None:
    chosen.go_to(3)
    chosen.walk_to(6)
    assert (chosen.current, chosen.runs) == (6, ((3, 3),))
    chosen.toggle(6)
    assert chosen.runs == ((3, 3), (6, 6))
    chosen.toggle(3)
    assert (chosen.current, chosen.runs) == (3, ((6, 6),))


def test_a_range_grows_and_shrinks_from_where_it_began(chosen: CardSelection, ids: list[str]) -> None:
    chosen.go_to(5)
    chosen.extend_to(8)
    assert chosen.runs == ((5, 8),)
    chosen.extend_to(3)
    assert (chosen.current, chosen.runs) == (3, ((3, 5),))
    chosen.extend_to(6)
    assert chosen.runs == ((5, 6),)


def test_a_range_can_be_added(chosen: CardSelection, ids: list[str]) -> None:
    chosen.go_to(1)
    chosen.toggle(10)
    chosen.extend_to(12, keep=True)
    assert chosen.runs == ((1, 1), (10, 12))


def test_the_selection_is_told_once_for_many_steps(chosen: CardSelection, ids: list[str], qtbot: QtBot) -> None:
    told: list[tuple[str, ...]] = []
    chosen.selection_changed.connect(told.append)
    chosen.go_to(1)
    chosen.extend_to(3)
    qtbot.waitUntil(lambda: told == [tuple(ids[1:4])])


def test_what_was_gone_to_is_told_with_its_position(chosen: CardSelection, ids: list[str], qtbot: QtBot) -> None:
    with qtbot.waitSignal(chosen.moved) as moved:
        chosen.go_to(7)
    assert moved.args == [7]


def test_all_can_be_selected_and_kept(chosen: CardSelection, model: CardTableModel, ids: list[str]) -> None:
    chosen.go_to(4)
    chosen.select_all()
    assert chosen.runs == ((0, 19),)
    change(chosen, model, ids[::2])
    assert (chosen.current, chosen.runs) == (2, ((0, 9),))


def test_while_the_cards_change_nothing_is_told(
    chosen: CardSelection, model: CardTableModel, ids: list[str], qtbot: QtBot
) -> None:
    chosen.go_to(4)
    told: list[str] = []
    chosen.current_changed.connect(told.append)
    change(chosen, model, ids[2:])
    assert told == []
    change(chosen, model, ids[5:])
    assert told == [ids[5]]


def test_a_range_goes_on_from_the_card_that_has_moved(
    chosen: CardSelection, model: CardTableModel, ids: list[str]
) -> None:
    chosen.go_to(10)
    change(chosen, model, ids[5:])
    chosen.extend_to(7)
    assert chosen.selected_ids() == tuple(ids[10:13])
