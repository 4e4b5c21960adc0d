"""editor.ui.dialogs.unsaved: nothing is lost without a clear yes."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from editor.ui.dialogs.unsaved import Answer, UnsavedDialog
from editor.ui.theme import Theme


def dialog_for(titles: list[str], qtbot: QtBot) -> UnsavedDialog:
    dialog = UnsavedDialog(titles)
    qtbot.addWidget(dialog)
    return dialog


def test_one_card_is_called_by_its_title_and_never_read_as_html(theme: Theme, qtbot: QtBot):
    dialog = dialog_for(["The <b>harbour</b> & its pier"], qtbot)
    assert dialog.text() == "“The <b>harbour</b> & its pier” has changes that are not saved."
    assert dialog.textFormat() is Qt.TextFormat.PlainText
    assert dialog.button(QMessageBox.StandardButton.Save).text() == "&Save"


def test_several_cards_are_counted_and_listed(theme: Theme, qtbot: QtBot):
    dialog = dialog_for(["Pier", "Lake", "Hill"], qtbot)
    assert dialog.text() == "3 cards have changes that are not saved."
    assert [line for line in dialog.informativeText().splitlines() if line.startswith("•")] == [
        "•  Pier",
        "•  Lake",
        "•  Hill",
    ]
    assert dialog.button(QMessageBox.StandardButton.Save).text() == "&Save all"


def test_very_many_cards_are_not_all_listed(theme: Theme, qtbot: QtBot):
    dialog = dialog_for([f"Card {number}" for number in range(500)], qtbot)
    assert dialog.informativeText().count("•") == 8
    assert "and 492 more" in dialog.informativeText()


@pytest.mark.parametrize(
    ("button", "answer"),
    [
        (QMessageBox.StandardButton.Save, Answer.SAVE),
        (QMessageBox.StandardButton.Discard, Answer.DISCARD),
        (QMessageBox.StandardButton.Cancel, Answer.CANCEL),
    ],
)
def test_each_button_is_an_answer(button: QMessageBox.StandardButton, answer: Answer, theme: Theme, qtbot: QtBot):
    dialog = dialog_for(["Pier"], qtbot)
    QTimer.singleShot(0, lambda: qtbot.mouseClick(dialog.button(button), Qt.MouseButton.LeftButton))
    assert dialog.ask() is answer


@pytest.mark.parametrize(
    ("key", "answer"), [(Qt.Key.Key_Return, Answer.SAVE), (Qt.Key.Key_Escape, Answer.CANCEL)], ids=["return", "escape"]
)
def test_return_saves_and_escape_stays(key: Qt.Key, answer: Answer, theme: Theme, qtbot: QtBot):
    dialog = dialog_for(["Pier", "Lake"], qtbot)
    QTimer.singleShot(0, lambda: qtbot.keyClick(dialog, key))
    assert dialog.ask() is answer


def test_it_can_be_asked_without_waiting(theme: Theme, qtbot: QtBot):
    dialog = dialog_for(["Pier"], qtbot)
    dialog.open()
    with qtbot.waitSignal(dialog.finished):
        qtbot.mouseClick(dialog.button(QMessageBox.StandardButton.Discard), Qt.MouseButton.LeftButton)
    assert dialog.answer is Answer.DISCARD


def test_only_saving_stands_out(theme: Theme, qtbot: QtBot):
    dialog = dialog_for(["Pier"], qtbot)
    primary = [button.text() for button in dialog.findChildren(QPushButton) if button.property("primary")]
    assert primary == ["&Save"]
