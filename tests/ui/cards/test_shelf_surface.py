import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QStyle
from pytestqt.qtbot import QtBot

from editor.model.site.index import Group
from editor.ui.cards.card_selection import CardSelection
from editor.ui.cards.card_table import CardTableModel
from editor.ui.cards.groups import Grouping
from editor.ui.cards.shelf_surface import ShelfSurface
from editor.ui.cards.shelves import Shape
from editor.ui.theme import Theme
from tests.ui.cards.conftest import Cards, Painted, Show

TILE = QSize(100, 80)
State = QStyle.StateFlag


class Surface(ShelfSurface):
    """Three tiles side by side, or as many as there is room for."""

    def shape(self, width: int) -> Shape:
        return Shape(max(1, width // TILE.width()), TILE, self.head_height())


@pytest.fixture
def painted(qapp: object) -> Painted:
    return Painted()


@pytest.fixture
def surface(model: CardTableModel, chosen: CardSelection, painted: Painted, theme: Theme, show: Show) -> Surface:
    surface = Surface(model, chosen, painted, theme)
    surface.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    show(surface, 300, 240)
    return surface


@pytest.fixture
def ids(surface: Surface, model: CardTableModel, cards: Cards) -> list[str]:
    ids = cards.add(60)
    model.set_ids(ids)
    surface.arrange()
    return ids


def in_groups(surface: Surface, model: CardTableModel, ids: list[str], each: int) -> None:
    groups = [Group(f"2020-{1 + at // each:02}", at, min(each, len(ids) - at)) for at in range(0, len(ids), each)]
    model.set_ids(ids, groups, Grouping.MONTH)
    surface.arrange()


def test_only_what_is_on_screen_is_painted(surface: Surface, ids: list[str], painted: Painted) -> None:
    painted.cells.clear()
    surface.viewport().repaint()
    assert painted.positions() == list(range(9))
    surface.verticalScrollBar().setValue(40)
    surface.viewport().repaint()
    assert set(painted.positions()) == set(range(12))


def test_cards_are_asked_of_the_model_only_where_they_are_seen(surface: Surface, model: CardTableModel) -> None:
    model.set_ids([f"{number}.md" for number in range(100_000)])  # of which no row is known
    surface.hide()
    surface.arrange()
    assert surface.verticalScrollBar().maximum() == -(-100_000 // 3) * 80 - 240


def test_a_card_is_where_it_is_painted(surface: Surface, ids: list[str], painted: Painted) -> None:
    surface.verticalScrollBar().setValue(100)
    painted.cells.clear()
    surface.viewport().repaint()
    for position, place, _ in painted.cells:
        assert surface.place_of(position) == place
        assert surface.position_at(place.center()) == position
        assert surface.indexAt(place.center()).row() == position


def test_people_who_read_from_the_right_begin_at_the_right(surface: Surface, ids: list[str], painted: Painted) -> None:
    surface.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert surface.place_of(0) == QRect(200, 0, 100, 80)
    assert surface.position_at(QPoint(10, 10)) == 2


def test_state_is_what_the_selection_says(
    surface: Surface, ids: list[str], chosen: CardSelection, painted: Painted
) -> None:
    chosen.go_to(1)
    chosen.extend_to(2)
    surface.setFocus()
    painted.cells.clear()
    surface.viewport().repaint()
    states = {position: state for position, _, state in painted.cells}
    assert [bool(states[at] & State.State_Selected) for at in range(4)] == [False, True, True, False]
    assert [bool(states[at] & State.State_HasFocus) for at in range(4)] == [False, False, True, False]


def test_only_cards_that_changed_are_painted_again(
    surface: Surface, ids: list[str], model: CardTableModel, painted: Painted, qtbot: QtBot
) -> None:
    surface.viewport().repaint()
    painted.cells.clear()
    model.refresh([ids[4], ids[50]])
    qtbot.waitUntil(lambda: bool(painted.cells))
    assert painted.positions() == [4]


def test_the_card_that_one_looks_at_stays_when_the_width_changes(
    surface: Surface, ids: list[str], chosen: CardSelection
) -> None:
    chosen.go_to(30)
    surface.bring_on_screen(30)
    surface.window().resize(200, 240)
    surface.resize(200, 240)
    assert surface.viewport().rect().contains(surface.place_of(30))
    assert surface.place_of(1).left() == 100
    assert surface.place_of(2).left() == 0


def test_a_card_is_brought_on_screen_below_the_head_that_stays_there(
    surface: Surface, ids: list[str], model: CardTableModel
) -> None:
    in_groups(surface, model, ids, 20)
    surface.bring_on_screen(35)
    assert surface.viewport().rect().contains(surface.place_of(35))
    surface.bring_on_screen(5)
    assert surface.place_of(5).top() == surface.head_height()
    surface.bring_on_screen(0)
    assert surface.verticalScrollBar().value() == 0


def test_heads_stand_between_cards_and_the_one_of_the_group_at_the_top(
    surface: Surface, ids: list[str], model: CardTableModel, theme: Theme
) -> None:
    in_groups(surface, model, ids, 3)
    head = surface.head_height()
    assert surface.place_of(3).top() == 2 * head + 80
    assert surface.position_at(QPoint(10, head // 2)) == -1
    ground, sheet = theme.colours.window, theme.colours.surface
    image = surface.viewport().grab().toImage()
    assert image.pixelColor(290, 5) == ground
    assert image.pixelColor(290, head + 40) == sheet
    assert image.pixelColor(290, head + 80 + 5) == ground
    surface.verticalScrollBar().setValue(40)
    assert surface.viewport().grab().toImage().pixelColor(290, 5) == ground
    assert surface.is_under_head(QPoint(10, 5))
    assert not surface.is_under_head(QPoint(10, head + 5))


def test_a_screen_reader_meets_a_list_of_cards(surface: Surface, ids: list[str], chosen: CardSelection) -> None:
    chosen.go_to(4)
    interface = QAccessible.queryAccessibleInterface(surface)
    assert interface.role() == QAccessible.Role.List
    assert interface.childCount() == 60
    item = interface.child(4)
    assert item.role() == QAccessible.Role.ListItem
    assert item.text(QAccessible.Text.Name).startswith(f"Story {ids[4]}")
    assert item.rect().size() == TILE


def test_the_cards_of_another_order_do_not_empty_the_selection(
    surface: Surface, ids: list[str], model: CardTableModel, chosen: CardSelection
) -> None:
    """Qt's own view would: two views on one selection would each empty it."""
    model.set_ids(ids[::-1])
    chosen.go_to(3)
    surface.reset()
    assert chosen.runs == ((3, 3),)


def test_selecting_very_many_makes_no_index_of_each(
    surface: Surface, model: CardTableModel, cards: Cards, chosen: CardSelection, painted: Painted, qtbot: QtBot
) -> None:
    """With a screen reader at work Qt's own view would: 100,000 of them take seconds."""
    model.set_ids(cards.add(5000))
    surface.arrange()
    surface.viewport().repaint()
    painted.cells.clear()
    chosen.select_all()
    qtbot.waitUntil(lambda: bool(painted.cells))
    assert all(state & State.State_Selected for _, _, state in painted.cells)
