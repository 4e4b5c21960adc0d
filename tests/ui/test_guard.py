"""The question before unsaved cards would be left behind."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from editor.model.card.edits import SetValue
from editor.model.site.changes import SaveReport
from editor.ui.dialogs.clashes import ClashDialog
from editor.ui.dialogs.unsaved import UnsavedDialog
from editor.ui.guard import Guard
from editor.ui.session import Session
from editor.ui.theme import Theme
from tests.helpers.harbour_site import CAFE, FERRY

FERRY_ID, CAFE_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md"


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.fixture
def guard(opened: Session, theme: Theme, page: QWidget) -> Guard:
    return Guard(opened, theme, page)


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


def saved(qtbot: QtBot, session: Session, guard: Guard) -> SaveReport:
    """What the guard asks after a save of all cards."""
    with qtbot.waitSignal(session.saved) as told:
        session.save(session.unsaved())
    report: SaveReport = told.args[0]
    guard.answer_for(report)
    return report


def test_a_save_that_fails_stops_what_was_to_follow(
    qtbot: QtBot, opened: Session, guard: Guard, page: QWidget, site: Path
):
    opened.edit((FERRY_ID,), (SetValue(("heat",), 1),), "heat")
    (site / FERRY_ID).chmod(0o444)
    done = []
    guard.ask(lambda: done.append(True))
    with qtbot.waitSignal(opened.saved) as told:
        page.findChild(UnsavedDialog).button(QMessageBox.StandardButton.Save).click()
    assert not done
    assert opened.unsaved() == (FERRY_ID,)
    guard.answer_for(told.args[0])
    box = page.findChild(QMessageBox, "not_saved")
    assert "2024-05-01-ferry.md is read-only" in box.informativeText()


def test_what_both_changed_is_asked_for_and_then_saved(
    qtbot: QtBot, opened: Session, guard: Guard, page: QWidget, site: Path
):
    opened.edit((FERRY_ID, CAFE_ID), (SetValue(("title",), "Mine"),), "title")
    for card_id, text in ((FERRY_ID, FERRY), (CAFE_ID, CAFE)):
        (site / card_id).write_text(re.sub("title: .*", "title: Theirs", text, count=1), encoding="utf-8")
    assert saved(qtbot, opened, guard).clashing == (CAFE_ID, FERRY_ID)
    for card_id, key in ((CAFE_ID, Qt.Key.Key_2), (FERRY_ID, Qt.Key.Key_3)):
        dialog = page.findChildren(ClashDialog)[-1]
        assert opened.row(card_id).title in dialog.findChild(QLabel, "clashes.title").text()
        qtbot.keyClick(dialog.rows[0], key)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda card_id=card_id: card_id not in opened.unsaved())
    assert 'title: "Mine"' in (site / CAFE_ID).read_text(encoding="utf-8")
    assert "title: Theirs\n" in (site / FERRY_ID).read_text(encoding="utf-8")


def test_a_choice_that_is_put_off_leaves_everything_as_it_is(
    qtbot: QtBot, opened: Session, guard: Guard, page: QWidget, site: Path
):
    opened.edit((FERRY_ID,), (SetValue(("title",), "Mine"),), "title")
    theirs = FERRY.replace("Ferry returns", "Ferry leaves")
    (site / FERRY_ID).write_text(theirs, encoding="utf-8")
    saved(qtbot, opened, guard)
    qtbot.keyClick(page.findChild(ClashDialog), Qt.Key.Key_Escape)
    assert opened.clashing() == opened.unsaved() == (FERRY_ID,)
    assert (site / FERRY_ID).read_text(encoding="utf-8") == theirs
    guard.settle((CAFE_ID,), save=True)  # which agrees with its file


def test_a_file_that_changes_once_more_under_the_question_is_asked_about_anew(
    qtbot: QtBot, opened: Session, guard: Guard, page: QWidget, site: Path
):
    opened.edit((FERRY_ID,), (SetValue(("title",), "Mine"), SetValue(("excerpt",), "Mine too")), "both")
    (site / FERRY_ID).write_text(FERRY.replace("Ferry returns", "Ferry leaves"), encoding="utf-8")
    saved(qtbot, opened, guard)
    (first,) = page.findChildren(ClashDialog)
    theirs = FERRY.replace("Ferry returns", "Ferry sinks").replace("After nine years", "After ten years")
    (site / FERRY_ID).write_text(theirs, encoding="utf-8")
    with qtbot.waitSignal(opened.looked):
        opened.look_at_disk()
    qtbot.keyClick(first.rows[0], Qt.Key.Key_2)
    qtbot.keyClick(first, Qt.Key.Key_Return)
    second = page.findChildren(ClashDialog)[-1]
    assert second is not first
    assert [row.clash.place for row in second.rows] == [("title",), ("excerpt",)]
    assert (site / FERRY_ID).read_text(encoding="utf-8") == theirs


@pytest.mark.parametrize(
    ("button", "is_there", "unsaved"), [("again", True, 0), ("let_go", False, 0), ("later", False, 1)]
)
def test_a_card_whose_file_is_gone_is_written_again_let_go_or_left(
    qtbot: QtBot, opened: Session, guard: Guard, page: QWidget, site: Path, button: str, is_there: bool, unsaved: int
):
    opened.edit((FERRY_ID,), (SetValue(("title",), "Mine"),), "title")
    (site / FERRY_ID).unlink()
    assert saved(qtbot, opened, guard).gone == (FERRY_ID,)
    box = page.findChild(QMessageBox, "gone_dialog")
    assert "“Mine”" in box.text()
    box.findChild(QPushButton, f"gone.{button}").click()
    qtbot.waitUntil(lambda: not opened.is_saving)
    assert (site / FERRY_ID).exists() == is_there
    assert len(opened.unsaved()) == unsaved
    assert (FERRY_ID in opened.find("", "date", descending=True)) == (button != "let_go")
