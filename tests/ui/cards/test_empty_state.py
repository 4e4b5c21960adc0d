import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from editor.ui.cards.empty_state import Empty, EmptyState
from editor.ui.colours import Scheme
from editor.ui.theme import Theme
from tests.ui.cards.conftest import Show


@pytest.fixture
def empty(theme: Theme, show: Show) -> EmptyState:
    empty = EmptyState(theme)
    show(empty, 400, 500)
    return empty


def words(empty: EmptyState) -> tuple[str, str]:
    """The sentence and the button as one sees them."""
    sentence, button = empty.findChild(QLabel, "emptySentence"), empty.findChild(QPushButton, "emptyButton")
    assert sentence is not None
    assert button is not None
    return sentence.text() if sentence.isVisible() else "", button.text() if button.isVisible() else ""


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Empty.NO_SITE, ("No site is open.", "Open a site…")),
        (Empty.NO_CARDS, ("There are no cards in this folder.", "")),
        (Empty.NO_MATCH, ("No card matches “<b>ferries”.", "Clear the search")),
        (Empty.LOADING, ("", "")),
    ],
)
def test_it_says_why_there_is_no_card(empty: EmptyState, reason: Empty, said: tuple[str, str]) -> None:
    empty.set_reason(reason, "<b>ferries")
    assert words(empty) == said


def test_a_screen_reader_hears_that_cards_are_being_read(empty: EmptyState) -> None:
    empty.set_reason(Empty.LOADING)
    assert empty.accessibleName() == "Reading the cards…"


def test_the_button_is_the_way_out(empty: EmptyState, qtbot: QtBot) -> None:
    button = empty.findChild(QPushButton, "emptyButton")
    with qtbot.waitSignal(empty.open_requested), qtbot.assertNotEmitted(empty.clear_search_requested):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    empty.set_reason(Empty.NO_MATCH, "ferries")
    with qtbot.waitSignal(empty.clear_search_requested), qtbot.assertNotEmitted(empty.open_requested):
        qtbot.keyClick(button, Qt.Key.Key_Space)


def test_shapes_of_rows_stand_in_while_cards_are_read(empty: EmptyState, theme: Theme) -> None:
    empty.set_reason(Empty.LOADING)
    image = empty.grab().toImage()
    assert image.pixelColor(50, 34) == theme.colours.hover
    assert image.pixelColor(4, 4) != theme.colours.hover


def test_it_follows_the_colours(empty: EmptyState, theme: Theme) -> None:
    empty.set_reason(Empty.NO_CARDS)
    before = empty.grab().toImage()
    theme.set_scheme(Scheme.DARK)
    assert empty.grab().toImage() != before
    theme.set_scheme(Scheme.LIGHT)
