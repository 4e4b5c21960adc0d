"""The status bar."""

import pytest
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from editor.ui.status_line import StatusLine
from editor.ui.theme import Theme


@pytest.fixture
def line(qtbot: QtBot, theme: Theme) -> StatusLine:
    line = StatusLine(theme)
    qtbot.addWidget(line)
    line.show()
    return line


def text(line: StatusLine, name: str) -> str:
    return line.findChild(QLabel, name).text()


def test_counts_name_unsaved_cards_only_when_there_are_some(line: StatusLine):
    line.set_counts(674, 428, 0)
    assert "674" in text(line, "status.counts")
    assert "428 published" in text(line, "status.counts")
    assert "unsaved" not in text(line, "status.counts")
    line.set_counts(674, 428, 3)
    assert "3 unsaved" in text(line, "status.counts")
    line.set_counts(0, 0, 0)
    assert text(line, "status.counts") == ""


def test_progress_is_shown_while_there_is_some(line: StatusLine):
    bar = line.findChild(QProgressBar, "status.progress")
    line.set_reading(31000, 100000)
    assert bar.isVisible()
    assert bar.value() == 31000
    assert "31" in text(line, "status.reading")
    line.set_reading(100000, 100000)
    assert not bar.isVisible()


def test_a_change_of_many_can_be_given_up(qtbot: QtBot, line: StatusLine):
    cancel = line.findChild(QPushButton, "status.cancel")
    assert not cancel.isVisible()
    line.set_changing(40, 1000)
    assert "40" in text(line, "status.reading")
    with qtbot.waitSignal(line.cancel_requested):
        cancel.click()
    line.set_changing(0, 0)
    assert not cancel.isVisible()


def test_messages_and_the_offline_mark(line: StatusLine):
    line.tell("1 card saved")
    assert line.currentMessage() == "1 card saved"
    offline = line.findChild(QLabel, "status.offline")
    assert not offline.isVisible()
    line.set_offline(True)
    line.clearMessage()
    assert offline.isVisible()


def test_what_came_from_the_disk_to_unsaved_cards_is_told(line: StatusLine):
    line.tell_merged(0, 0)
    assert line.currentMessage() == ""
    line.tell_merged(2, 0)
    assert line.currentMessage() == "2 unsaved card(s) changed on disk; both changes are kept."
    line.tell_merged(2, 1)
    assert line.currentMessage() == "1 unsaved card(s) changed on disk, too, in the same place."


def test_the_button_that_gives_a_change_up_is_wholly_in_the_bar(line: StatusLine):
    line.resize(800, line.sizeHint().height())
    line.set_changing(1, 3)
    button = line.findChild(QPushButton, "status.cancel")
    line.resize(800, line.sizeHint().height())
    assert line.rect().contains(button.geometry())
    assert button.height() >= line.fontMetrics().height()
