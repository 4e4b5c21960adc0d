"""The question after saving was cut short: to do nothing is to leave it for later."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from editor.ui.dialogs.cut_short import Answer, CutShortDialog
from editor.ui.theme import Theme


@pytest.fixture
def dialog(theme: Theme, qtbot: QtBot) -> CutShortDialog:
    dialog = CutShortDialog(1, 3)
    qtbot.addWidget(dialog)
    return dialog


def button(dialog: CutShortDialog, text: str) -> QPushButton:
    return next(button for button in dialog.findChildren(QPushButton) if button.text() == text)


def test_it_says_what_was_written_and_what_was_not(dialog: CutShortDialog):
    assert dialog.text().startswith("Saving 3 card")
    assert dialog.informativeText().startswith("Written: 1. Not written: 2.")


@pytest.mark.parametrize(
    ("text", "answer"), [("&Finish", Answer.FINISH), ("&Put back", Answer.PUT_BACK), ("&Later", Answer.LATER)]
)
def test_each_button_is_an_answer(dialog: CutShortDialog, qtbot: QtBot, text: str, answer: Answer):
    QTimer.singleShot(0, lambda: qtbot.mouseClick(button(dialog, text), Qt.MouseButton.LeftButton))
    assert dialog.ask() is answer


@pytest.mark.parametrize(
    ("key", "answer"),
    [(Qt.Key.Key_Return, Answer.FINISH), (Qt.Key.Key_Escape, Answer.LATER)],
    ids=["return", "escape"],
)
def test_return_finishes_and_escape_leaves_it_for_later(dialog: CutShortDialog, qtbot: QtBot, key, answer: Answer):
    QTimer.singleShot(0, lambda: qtbot.keyClick(dialog, key))
    assert dialog.ask() is answer


def test_only_finishing_stands_out(dialog: CutShortDialog):
    primary = [button.text() for button in dialog.findChildren(QPushButton) if button.property("primary")]
    assert primary == ["&Finish"]
