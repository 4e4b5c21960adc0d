import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.model.site.index import Group
from editor.ui.cards.card_selection import CardSelection
from editor.ui.cards.card_table import CardTableModel
from editor.ui.cards.groups import Grouping
from editor.ui.cards.shelf_view import ShelfView
from editor.ui.cards.shelves import Shape
from editor.ui.theme import Theme
from tests.ui.cards.conftest import Cards, Painted, Show

NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
Key = Qt.Key


class Tiles(ShelfView):
    def shape(self, width: int) -> Shape:
        return Shape(3, QSize(100, 80), self.head_height())


@pytest.fixture
def tiles(model: CardTableModel, chosen: CardSelection, theme: Theme, show: Show, cards: Cards) -> Tiles:
    """Three tiles side by side, three rows on screen, forty cards."""
    painted = Painted()
    tiles = Tiles(model, chosen, painted, theme)
    painted.setParent(tiles)
    tiles.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    chosen.moved.connect(tiles.bring_on_screen)
    show(tiles, 300, 240)
    model.set_ids(cards.add(40))
    tiles.arrange()
    tiles.setFocus()
    return tiles


def click(tiles: Tiles, position: int, qtbot: QtBot, held: Qt.KeyboardModifier = NONE) -> None:
    qtbot.mouseClick(tiles.viewport(), LEFT, held, tiles.place_of(position).center())


@pytest.mark.parametrize(
    ("key", "to"),
    [
        (Key.Key_Right, 11),
        (Key.Key_Left, 9),
        (Key.Key_Down, 13),
        (Key.Key_Up, 7),
        (Key.Key_Home, 0),
        (Key.Key_End, 39),
        (Key.Key_PageDown, 19),
        (Key.Key_PageUp, 1),
    ],
)
def test_keys_go_in_two_directions(tiles: Tiles, chosen: CardSelection, qtbot: QtBot, key: Qt.Key, to: int) -> None:
    chosen.go_to(10)
    qtbot.keyClick(tiles, key)
    assert (chosen.current, chosen.runs) == (to, ((to, to),))
    assert tiles.viewport().rect().contains(tiles.place_of(to))


def test_left_and_right_are_turned_for_who_reads_from_the_right(
    tiles: Tiles, chosen: CardSelection, qtbot: QtBot
) -> None:
    tiles.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    chosen.go_to(10)
    qtbot.keyClick(tiles, Key.Key_Left)
    assert chosen.current == 11


def test_keys_stop_at_the_ends(tiles: Tiles, chosen: CardSelection, qtbot: QtBot) -> None:
    chosen.go_to(39)
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_PageDown):
        qtbot.keyClick(tiles, key)
    assert chosen.current == 39
    chosen.go_to(0)
    for key in (Key.Key_Left, Key.Key_Up, Key.Key_PageUp):
        qtbot.keyClick(tiles, key)
    assert chosen.current == 0


def test_keys_pass_over_the_heads_of_groups(
    tiles: Tiles, model: CardTableModel, chosen: CardSelection, qtbot: QtBot
) -> None:
    model.set_ids(model.ids, [Group("a", 0, 4), Group("b", 4, 36)], Grouping.PROVIDER)
    tiles.arrange()
    chosen.go_to(3)
    qtbot.keyClick(tiles, Key.Key_Right)
    assert chosen.current == 4
    qtbot.keyClick(tiles, Key.Key_Up)
    assert chosen.current == 3


def test_shift_selects_in_the_order_of_the_cards_not_a_rectangle(
    tiles: Tiles, chosen: CardSelection, qtbot: QtBot
) -> None:
    chosen.go_to(1)
    qtbot.keyClick(tiles, Key.Key_Down, SHIFT)
    assert chosen.runs == ((1, 4),)
    click(tiles, 6, qtbot, SHIFT)
    assert chosen.runs == ((1, 6),)
    click(tiles, 0, qtbot, SHIFT)
    assert chosen.runs == ((0, 1),)


def test_ctrl_walks_without_selecting_and_space_adds(tiles: Tiles, chosen: CardSelection, qtbot: QtBot) -> None:
    chosen.go_to(0)
    qtbot.keyClick(tiles, Key.Key_Down, CTRL)
    assert (chosen.current, chosen.runs) == (3, ((0, 0),))
    qtbot.keyClick(tiles, Key.Key_Space, CTRL)
    assert chosen.runs == ((0, 0), (3, 3))


def test_the_windows_keys_for_next_and_previous_are_left_to_it(
    tiles: Tiles, chosen: CardSelection, qtbot: QtBot
) -> None:
    chosen.go_to(5)
    qtbot.keyClick(tiles, Key.Key_PageDown, CTRL)
    qtbot.keyClick(tiles, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert chosen.current == 5


def test_a_drag_with_the_mouse_down_selects(tiles: Tiles, chosen: CardSelection, qtbot: QtBot) -> None:
    viewport = tiles.viewport()
    qtbot.mousePress(viewport, LEFT, NONE, tiles.place_of(1).center())
    qtbot.mouseMove(viewport, tiles.place_of(3).center())
    qtbot.mouseMove(viewport, tiles.place_of(5).center())
    qtbot.mouseRelease(viewport, LEFT, NONE, tiles.place_of(5).center())
    assert (chosen.current, chosen.runs) == (5, ((1, 5),))


def test_the_right_button_keeps_a_selection_that_it_is_on(tiles: Tiles, chosen: CardSelection, qtbot: QtBot) -> None:
    chosen.go_to(1)
    chosen.extend_to(3)
    qtbot.mouseClick(tiles.viewport(), RIGHT, NONE, tiles.place_of(2).center())
    assert chosen.runs == ((1, 3),)
    qtbot.mouseClick(tiles.viewport(), RIGHT, NONE, tiles.place_of(5).center())
    assert chosen.runs == ((5, 5),)


def test_a_click_on_a_head_or_beside_the_cards_chooses_nothing(
    tiles: Tiles, model: CardTableModel, chosen: CardSelection, qtbot: QtBot
) -> None:
    model.set_ids(model.ids, [Group("a", 0, 4), Group("b", 4, 36)], Grouping.PROVIDER)
    tiles.arrange()
    qtbot.mouseClick(tiles.viewport(), LEFT, NONE, QPoint(20, 5))
    tiles.verticalScrollBar().setValue(60)
    qtbot.mouseClick(tiles.viewport(), LEFT, NONE, QPoint(20, 5))
    qtbot.mouseDClick(tiles.viewport(), LEFT, NONE, QPoint(20, 5))
    assert chosen.current == -1


def test_the_mark_of_a_tile_toggles(tiles: Tiles, model: CardTableModel, chosen: CardSelection, qtbot: QtBot) -> None:
    place = tiles.place_of(4)
    with qtbot.waitSignal(tiles.publish_toggled) as toggled:
        qtbot.mouseClick(tiles.viewport(), LEFT, NONE, QPoint(place.right() - 10, place.center().y()))
    assert toggled.args == [model.id_at(4)]
    assert chosen.current == -1


def test_a_menu_by_key_is_for_the_current_card(tiles: Tiles, chosen: CardSelection, qtbot: QtBot) -> None:
    chosen.go_to(4)
    with qtbot.waitSignal(tiles.context_menu_requested) as wanted:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), tiles.mapToGlobal(QPoint(0, 0)))
        QApplication.sendEvent(tiles.viewport(), event)
    assert wanted.args == [tiles.viewport().mapToGlobal(tiles.place_of(4).center()), tiles._cards.id_at(4)]


def test_only_the_card_under_the_mouse_is_told_so(tiles: Tiles, qtbot: QtBot) -> None:
    qtbot.mouseMove(tiles.viewport(), tiles.place_of(2).center())
    qtbot.waitUntil(lambda: tiles._hover == 2)
    qtbot.mouseMove(tiles.viewport(), tiles.place_of(5).center())
    qtbot.waitUntil(lambda: tiles._hover == 5)
