import pytest
from PySide6.QtCore import Qt

from editor.ui.cards.card_grid import CardGrid
from editor.ui.cards.card_selection import CardSelection
from editor.ui.cards.card_table import CardTableModel
from editor.ui.theme import Theme
from tests.ui.cards.conftest import Cards, FakePictures, Show


@pytest.fixture
def grid(
    model: CardTableModel, chosen: CardSelection, theme: Theme, pictures: FakePictures, cards: Cards, show: Show
) -> CardGrid:
    grid = CardGrid(model, chosen, theme, pictures)
    grid.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    show(grid, 800, 600)
    model.set_ids(cards.add(100))
    grid.arrange()
    return grid


@pytest.mark.parametrize(("width", "columns"), [(100, 1), (300, 1), (420, 2), (800, 3), (1500, 6)])
def test_there_are_as_many_tiles_side_by_side_as_there_is_room_for(grid: CardGrid, width: int, columns: int) -> None:
    shape = grid.shape(width)
    assert shape.columns == columns
    assert shape.cell.width() == max(120, width // columns)


def test_tiles_share_the_width_and_do_not_overlap(grid: CardGrid) -> None:
    places = [grid.place_of(at) for at in range(4)]
    assert [place.left() for place in places] == [0, 266, 532, 0]
    assert places[3].top() == places[0].bottom() + 1
    assert grid.horizontalScrollBar().maximum() == 0


def test_a_picture_is_as_wide_as_its_tile_allows_and_of_a_cards_shape(grid: CardGrid) -> None:
    frame = grid._tiles.frame_of(grid.place_of(0))
    assert frame.size() == grid.picture_size(800)
    assert grid.place_of(0).contains(frame)
    assert frame.width() * 5 // 8 == frame.height()


def test_the_mark_stands_in_its_tile_below_the_picture(grid: CardGrid) -> None:
    mark, frame = grid.mark_rect(1), grid._tiles.frame_of(grid.place_of(1))
    assert grid.place_of(1).contains(mark)
    assert not mark.intersects(frame)
