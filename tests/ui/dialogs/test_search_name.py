"""The question for the name of a search."""

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from editor.ui.dialogs.search_name import SearchNameDialog


def parts(dialog: SearchNameDialog) -> tuple[QLineEdit, QPushButton, QLabel]:
    button = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    return dialog.findChild(QLineEdit, "search_name.name"), button, dialog.findChild(QLabel, "search_name.note")


def test_a_new_search_takes_a_name_and_tells_it_without_blanks(qtbot: QtBot):
    dialog = SearchNameDialog("is:new <b>", ["Gulls"])
    qtbot.addWidget(dialog)
    name, button, note = parts(dialog)
    assert dialog.findChild(QLabel, "search_name.query").text() == "is:new <b>"
    assert not button.isEnabled()
    name.setText("  ")
    assert not button.isEnabled()
    qtbot.keyClicks(name, "  New   cards ")
    assert (button.text(), button.isEnabled()) == ("Save", True)
    assert ".newscards/searches.yml" in note.text()
    with qtbot.waitSignal(dialog.chosen) as chosen:
        button.click()
    assert chosen.args == ["New cards"]


def test_a_new_search_may_take_the_place_of_another(qtbot: QtBot):
    dialog = SearchNameDialog("is:new", ["Gulls"])
    qtbot.addWidget(dialog)
    name, button, note = parts(dialog)
    qtbot.keyClicks(name, "Gulls")
    assert (button.text(), button.isEnabled()) == ("Replace", True)
    assert "take its place" in note.text()


@pytest.mark.parametrize(("typed", "allowed"), [("Gulls", False), ("Terns", False), ("", False), ("Birds", True)])
def test_another_name_must_be_free(qtbot: QtBot, typed: str, allowed: bool):
    dialog = SearchNameDialog("gulls", ["Gulls", "Terns"], name="Gulls")
    qtbot.addWidget(dialog)
    name, button, note = parts(dialog)
    assert name.selectedText() == "Gulls"
    name.setText(typed)
    assert (button.text(), button.isEnabled()) == ("Rename", allowed)
    assert ("already" in note.text()) == (typed == "Terns")


def test_to_leave_it_chooses_nothing(qtbot: QtBot):
    dialog = SearchNameDialog("gulls", [])
    qtbot.addWidget(dialog)
    with qtbot.assertNotEmitted(dialog.chosen):
        dialog.reject()
