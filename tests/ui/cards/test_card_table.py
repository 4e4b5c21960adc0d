import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from editor.model.card.card import Publishing
from editor.model.site.index import Group
from editor.ui.cards.card_table import ROW, CardItem, CardTableModel
from editor.ui.cards.groups import Grouping
from tests.ui.cards.conftest import Cards

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def spoken(model: CardTableModel, position: int = 0) -> str:
    return model.data(model.index(position, 0), SPOKEN)


def test_it_is_a_proper_item_model(model: CardTableModel, cards: Cards, qtmodeltester: ModelTester) -> None:
    ids = cards.add(5)
    model.set_ids(ids)
    qtmodeltester.check(model)
    model.set_ids(ids[::2])
    model.refresh(ids)
    model.set_ids([])


def test_rows_stand_in_the_order_given(model: CardTableModel, cards: Cards) -> None:
    first, second, third = cards.add(3)
    model.set_ids([third, first])
    assert model.ids == (third, first)
    assert (model.rowCount(), model.columnCount()) == (2, 1)
    assert (model.id_at(0), model.id_at(1)) == (third, first)
    assert (model.position_of(first), model.position_of(second)) == (1, None)
    assert (model.rowCount(model.index(0, 0)), model.columnCount(model.index(0, 0))) == (0, 0)
    with pytest.raises(IndexError):
        model.id_at(2)


def test_a_row_is_built_when_it_is_asked_for(model: CardTableModel, cards: Cards) -> None:
    (card_id,) = cards.add(1)
    model.set_ids([card_id])
    index = model.index(0, 0)
    assert index.data(ROW) == CardItem(cards.rows[card_id], unsaved=False)
    cards.change(card_id, title="Another title")
    cards.unsaved.add(card_id)
    assert index.data(ROW) == CardItem(cards.rows[card_id], unsaved=True)
    assert index.data() == "Another title"
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    assert model.data(QModelIndex(), ROW) is None


def test_setting_ids_is_one_reset_and_the_same_ids_none(model: CardTableModel, cards: Cards, qtbot: QtBot) -> None:
    ids = cards.add(3)
    with qtbot.waitSignal(model.modelReset):
        model.set_ids(ids)
    with qtbot.assertNotEmitted(model.modelReset):
        model.set_ids(tuple(ids))


def test_setting_many_ids_asks_for_no_row(qapp: object) -> None:
    def never(card_id: str) -> object:
        raise AssertionError(card_id)

    model = CardTableModel(never, never)
    ids = [f"{number}.md" for number in range(100_000)]
    model.set_ids(ids)
    assert model.position_of("99999.md") == 99_999
    model.refresh(ids)


def test_only_the_rows_that_changed_are_told(model: CardTableModel, cards: Cards) -> None:
    ids = cards.add(8)
    model.set_ids(ids)
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.refresh([ids[5], ids[1], "_news/elsewhere.md", ids[2], ids[6]])
    assert told == [(1, 2), (5, 6)]


def test_of_many_cards_all_are_said_to_look_different_in_one_go(model: CardTableModel, cards: Cards) -> None:
    ids = cards.add(50)
    model.set_ids(ids)
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.refresh(ids[::2])
    assert told == [(0, 49)]
    model.set_ids([])
    model.refresh(ids)
    assert len(told) == 1


def test_groups_come_with_the_cards_and_are_no_rows(model: CardTableModel, cards: Cards, qtbot: QtBot) -> None:
    ids = cards.add(5)
    groups = (Group("a", 0, 2), Group("b", 2, 3))
    model.set_ids(ids, groups, Grouping.PROVIDER)
    assert (model.rowCount(), model.groups, model.grouping) == (5, groups, Grouping.PROVIDER)
    with qtbot.waitSignal(model.modelReset):
        model.set_ids(ids)
    assert (model.groups, model.grouping) == ((), Grouping.NONE)


def test_a_screen_reader_hears_what_is_painted(model: CardTableModel, cards: Cards) -> None:
    (card_id,) = cards.add(1)
    model.set_ids([card_id])
    assert spoken(model) == f"Story {card_id}, Harbour Times, Tuesday, 19 May 2020, published"
    assert model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleDescriptionRole) == "Ferries run until two."
    cards.change(card_id, publishing=Publishing.HIDDEN, date=None, problems=1)
    cards.unsaved.add(card_id)
    assert spoken(model) == f"Story {card_id}, Harbour Times, unpublished, unsaved, 1 problem"
    cards.change(card_id, publishing=Publishing.LISTED, provider="", problems=12)
    assert spoken(model) == f"Story {card_id}, listed without a page, unsaved, 12 problems"


def test_a_broken_card_says_why(model: CardTableModel, cards: Cards) -> None:
    (card_id,) = cards.add(1)
    cards.change(card_id, title="", error="The front matter never ends.", problems=1)
    model.set_ids([card_id])
    assert spoken(model) == f"{card_id}, broken, The front matter never ends., 1 problem"
