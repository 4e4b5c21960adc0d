"""The question before unsaved cards would be left behind."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from editor.model.card.edits import SetValue
from editor.ui.dialogs.unsaved import UnsavedDialog
from editor.ui.guard import Guard
from editor.ui.session import Session
from tests.helpers.harbour_site import FERRY

FERRY_ID = "_news/2024-05-01-ferry.md"


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.fixture
def guard(opened: Session, page: QWidget) -> Guard:
    return Guard(opened, page)


def test_nothing_unsaved_needs_no_question(guard: Guard, page: QWidget):
    done = []
    guard.ask(lambda: done.append(True))
    assert done
    assert page.findChild(UnsavedDialog) is None


@pytest.mark.parametrize(
    ("button", "goes_on", "written"),
    [
        (QMessageBox.StandardButton.Save, True, True),
        (QMessageBox.StandardButton.Discard, True, False),
        (QMessageBox.StandardButton.Cancel, False, False),
    ],
)
def test_the_answer_decides(
    qtbot: QtBot, opened: Session, guard: Guard, page: QWidget, site: Path, button, goes_on: bool, written: bool
):
    opened.edit((FERRY_ID,), (SetValue(("heat",), 1),), "heat")
    done = []
    guard.ask(lambda: done.append(True))
    dialog = page.findChild(UnsavedDialog)
    assert "Ferry" in dialog.text()
    dialog.button(button).click()
    if written:
        qtbot.waitUntil(lambda: bool(done))
    assert bool(done) == goes_on
    assert ((site / FERRY_ID).read_bytes() != FERRY.encode()) == written


def test_a_save_that_fails_stops_what_was_to_follow(
    qtbot: QtBot, opened: Session, guard: Guard, page: QWidget, site: Path
):
    opened.edit((FERRY_ID,), (SetValue(("heat",), 1),), "heat")
    (site / FERRY_ID).write_bytes(b"---\ntitle: a bot was here\n---\n")
    done = []
    guard.ask(lambda: done.append(True))
    with qtbot.waitSignal(opened.saved) as saved:
        page.findChild(UnsavedDialog).button(QMessageBox.StandardButton.Save).click()
    assert not done
    assert opened.unsaved() == (FERRY_ID,)
    guard.tell_failures(saved.args[0])
    box = page.findChild(QMessageBox, "not_saved")
    assert "2024-05-01-ferry.md" in box.informativeText()
