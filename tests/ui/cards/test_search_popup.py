import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from editor.model.site.query_completion import Candidate
from editor.ui.cards.search_popup import CandidateModel, SearchPopup
from editor.ui.colours import Scheme
from editor.ui.theme import Theme
from tests.ui.cards.conftest import Show

CANDIDATES = (
    Candidate("AI", "AI", count=1200),
    Candidate('"AI Builder"', "AI Builder", "a note", 12),
    Candidate("x" * 200, "x" * 200, "y" * 200, 1),
)


@pytest.fixture
def line(theme: Theme, show: Show) -> QLineEdit:
    line = QLineEdit()
    show(line, 300, 400)
    line.resize(300, 30)
    return line


@pytest.fixture
def popup(theme: Theme, line: QLineEdit) -> SearchPopup:
    return SearchPopup(theme, line)


def test_the_model_is_sound(qapp: object, qtmodeltester: ModelTester) -> None:
    model = CandidateModel()
    model.set_candidates(CANDIDATES)
    qtmodeltester.check(model)


def test_a_row_tells_screen_readers_all_of_it(qapp: object) -> None:
    model = CandidateModel()
    model.set_candidates(CANDIDATES)
    spoken = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert spoken == [f"AI, {QLocale().toString(1200)}", "AI Builder, a note, 12"]


def test_it_shows_candidates_or_a_sentence_or_nothing(popup: SearchPopup) -> None:
    assert (popup.has_candidates, popup.first, popup.current) == (False, None, None)
    popup.show_candidates(CANDIDATES)
    assert (popup.has_candidates, popup.first, popup.current) == (True, CANDIDATES[0], None)
    popup.step(1)
    popup.step(1)
    assert popup.current == CANDIDATES[1]
    popup.show_hint("Go on.")
    assert popup.isVisible()
    assert (popup.has_candidates, popup.first, popup.current) == (False, None, None)
    popup.show_candidates(())
    assert not popup.isVisible()


def test_it_grows_with_what_it_shows_up_to_a_few_rows(popup: SearchPopup) -> None:
    heights = []
    for count in (1, 2, 30, 40):
        popup.show_candidates(CANDIDATES[:1] * count)
        heights.append(popup.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_it_never_takes_the_keyboard(popup: SearchPopup, line: QLineEdit, qtbot: QtBot) -> None:
    line.window().activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    popup.show_candidates(CANDIDATES)
    popup.step(1)
    assert line.hasFocus()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_it_is_painted_in_the_colours_of_now(popup: SearchPopup, theme: Theme, direction: Qt.LayoutDirection) -> None:
    popup.setLayoutDirection(direction)
    popup.show_candidates(CANDIDATES)

    def image() -> QImage:
        return popup.grab().toImage()

    light = image()
    theme.set_scheme(Scheme.DARK)
    dark = image()
    theme.set_scheme(Scheme.LIGHT)
    assert dark != light
    assert image() == light
    popup.show_candidates((Candidate("AI", "AI"), *CANDIDATES[1:]))
    assert image() != light
