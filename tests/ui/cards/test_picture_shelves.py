import pytest
from pytestqt.qtbot import QtBot

from editor.ui.cards.card_grid import CardGrid
from editor.ui.cards.card_selection import CardSelection
from editor.ui.cards.card_table import CardTableModel
from editor.ui.theme import Theme
from tests.ui.cards.conftest import Cards, FakePictures, Show


@pytest.fixture
def grid(
    model: CardTableModel, chosen: CardSelection, theme: Theme, pictures: FakePictures, show: Show, cards: Cards
) -> CardGrid:
    grid = CardGrid(model, chosen, theme, pictures)
    show(grid, 800, 600)
    ids = cards.add(200)
    for card_id in ids:
        cards.change(card_id, picture=card_id)
    model.set_ids(ids)
    grid.arrange()
    return grid


def test_pictures_are_asked_for_what_is_on_screen_and_the_page_below(
    grid: CardGrid, model: CardTableModel, pictures: FakePictures, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bool(pictures.open))
    seen = grid.on_screen()
    assert pictures.open[::-1] == list(model.ids[: 2 * len(seen)])


def test_what_was_scrolled_past_is_given_up(
    grid: CardGrid, model: CardTableModel, pictures: FakePictures, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bool(pictures.open))
    asked = set(pictures.open)
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: model.ids[-1] in pictures.open)
    assert asked <= set(pictures.cancelled)


def test_scrolling_through_asks_only_where_one_stops(
    grid: CardGrid, model: CardTableModel, pictures: FakePictures, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bool(pictures.open))
    for value in range(0, grid.verticalScrollBar().maximum(), 500):
        grid.verticalScrollBar().setValue(value)
    qtbot.waitUntil(lambda: model.ids[grid.on_screen().start] in pictures.open)
    assert model.ids[100] not in pictures.open + pictures.cancelled


def test_a_view_that_is_hidden_wants_no_pictures(grid: CardGrid, pictures: FakePictures, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(pictures.open))
    grid.hide()
    assert pictures.open == []
    grid.show()
    qtbot.waitUntil(lambda: bool(pictures.open))


def test_a_picture_that_came_is_painted(grid: CardGrid, pictures: FakePictures, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(pictures.open))
    pictures.answer(pictures.open[-1], "#336699", width=480, height=300)
    place = grid._tiles.frame_of(grid.place_of(0)).center()
    assert grid.viewport().grab().toImage().pixelColor(place).name() == "#336699"
