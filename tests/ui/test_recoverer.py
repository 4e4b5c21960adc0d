"""The questions after a crash stand in front of the window, and their answers are carried out."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from editor.model.site.batches import Batch, Rewrite
from editor.model.site.journal import Journal, Unsaved
from editor.ui.app import Parts
from editor.ui.dialogs.cut_short import CutShortDialog
from editor.ui.dialogs.recovery import RecoveryDialog
from tests.helpers.harbour_site import CAFE, FERRY

FERRY_ID, CAFE_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md"
HIDDEN = FERRY.replace("published: true", "published: false")
SHOWN = CAFE.replace("published: false", "published: true")


@pytest.fixture
def after_crash(tmp_path: Path, site: Path) -> Path:
    """What a window that was killed has left behind: two unsaved cards."""
    journal = Journal(tmp_path / "state", site)
    journal.keep([Unsaved(FERRY_ID, FERRY, HIDDEN), Unsaved(CAFE_ID, CAFE, SHOWN)])
    journal.close()
    return site


def asked(qtbot: QtBot, parts: Parts, kind: type) -> object:
    qtbot.waitUntil(lambda: parts.window.findChild(kind) is not None)
    return parts.window.findChild(kind)


def test_return_restores_what_is_ticked(qtbot: QtBot, parts: Parts, after_crash: Path):
    parts.window.open(after_crash)
    dialog = asked(qtbot, parts, RecoveryDialog)
    assert isinstance(dialog, RecoveryDialog)
    assert set(dialog.ticked) == {FERRY_ID, CAFE_ID}
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: parts.session.unsaved() == (CAFE_ID, FERRY_ID))
    assert parts.session.card(FERRY_ID).text == HIDDEN
    assert (after_crash / FERRY_ID).read_text(encoding="utf-8") == FERRY


def test_escape_leaves_it_for_the_next_start(qtbot: QtBot, parts: Parts, after_crash: Path):
    parts.window.open(after_crash)
    dialog = asked(qtbot, parts, RecoveryDialog)
    assert isinstance(dialog, RecoveryDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: parts.window.findChild(RecoveryDialog) is None)
    parts.session.close()
    qtbot.waitUntil(lambda: parts.tasks.pending == 0)
    parts.window.open(after_crash)
    again = asked(qtbot, parts, RecoveryDialog)
    assert isinstance(again, RecoveryDialog)
    assert set(again.ticked) == {FERRY_ID, CAFE_ID}


@pytest.mark.parametrize(
    ("word", "ferry", "cafe"), [("Finish", HIDDEN, SHOWN), ("Put back", FERRY, CAFE), ("Later", HIDDEN, CAFE)]
)
def test_a_save_that_was_cut_short_is_asked_about(
    qtbot: QtBot, parts: Parts, tmp_path: Path, site: Path, word: str, ferry: str, cafe: str
):
    batch = Batch(tmp_path / "state", [Rewrite(site / FERRY_ID, FERRY, HIDDEN), Rewrite(site / CAFE_ID, CAFE, SHOWN)])
    (site / FERRY_ID).write_text(HIDDEN, encoding="utf-8")
    batch._file.close()
    parts.window.open(site)
    dialog = asked(qtbot, parts, CutShortDialog)
    assert isinstance(dialog, CutShortDialog)
    button = next(each for each in dialog.findChildren(QPushButton) if each.text().replace("&", "") == word)
    button.click()
    qtbot.waitUntil(lambda: parts.tasks.pending == 0)
    assert (site / FERRY_ID).read_text(encoding="utf-8") == ferry
    assert (site / CAFE_ID).read_text(encoding="utf-8") == cafe
