"""Dates, with the file's own spelling, and durations."""

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLabel

from tests.ui.form.conftest import NEWS

FIELD = "field.publishedDateTime"


def notes(host):
    return [label.text() for label in host.form.findChildren(QLabel) if label.isVisible()]


@pytest.mark.parametrize(
    ("spelled", "human"),
    [
        ("2020-05-19T15:53:00Z", "Tue 19 May 2020, 15:53 UTC"),
        ("2020-05-19T15:53:07+02:00", "Tue 19 May 2020, 15:53:07 UTC+02:00"),
        ("2020-05-19 15:53:00", "Tue 19 May 2020, 15:53"),
        ("2020-05-19", "Tue 19 May 2020"),
        ('"2020-05-19T15:53:00Z"', "Tue 19 May 2020, 15:53 UTC"),
    ],
)
def test_a_date_is_shown_as_spelled_and_read_out(open_host, spelled, human):
    host = open_host(NEWS.replace("2024-05-01T10:00:00Z", spelled))
    assert host.field(FIELD).text() == spelled.strip('"')
    assert human in notes(host)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2020-05-19T15:53:00Z", "2020-05-07T15:53:00Z"),
        ("2020-05-19T15:53:07+02:00", "2020-05-07T15:53:07+02:00"),
        ("2020-05-19 15:53:00", "2020-05-07 15:53:00"),
        ("2020-05-19", "2020-05-07"),
    ],
)
def test_choosing_a_day_keeps_time_zone_and_spelling(open_host, qtbot, before, after):
    host = open_host(NEWS.replace("2024-05-01T10:00:00Z", before))
    qtbot.mouseClick(host.field(f"{FIELD}.calendar"), Qt.MouseButton.LeftButton)
    calendar = QApplication.activePopupWidget().findChild(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2020, 5, 19)
    calendar.clicked.emit(QDate(2020, 5, 7))
    assert host.text == NEWS.replace("2024-05-01T10:00:00Z", after)
    assert QApplication.activePopupWidget() is None
    assert host.field(FIELD).hasFocus()
    calendar.activated.emit(QDate(2020, 5, 8))
    assert len(host.edits) == 1


def test_a_day_is_chosen_by_keyboard(host, qtbot):
    qtbot.keyClick(host.field(f"{FIELD}.calendar"), Qt.Key.Key_Space)
    calendar = QApplication.activePopupWidget().findChild(QCalendarWidget)
    view = calendar.findChild(QCalendarWidget) or calendar.focusWidget() or QApplication.focusWidget()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert host.text == NEWS.replace("2024-05-01T10", "2024-05-02T10")


def test_a_day_for_no_date_is_that_day_at_midnight(open_host, qtbot):
    host = open_host('---\ntitle: "T"\n---\n')
    qtbot.mouseClick(host.field(f"{FIELD}.calendar"), Qt.MouseButton.LeftButton)
    calendar = QApplication.activePopupWidget().findChild(QCalendarWidget)
    assert calendar.selectedDate() == QDate.currentDate()
    calendar.clicked.emit(QDate(2024, 5, 1))
    assert host.text == '---\ntitle: "T"\npublishedDateTime: 2024-05-01T00:00:00Z\n---\n'


def test_what_is_no_date_is_said_and_not_sent(host, qtbot):
    date = host.field(FIELD)
    date.setFocus()
    date.selectAll()
    qtbot.keyClicks(date, "2024-02-3")
    sent = list(host.edits)
    qtbot.keyClicks(date, "0")
    assert host.edits == sent
    assert date.property("bad") is True
    assert any("takes a date" in text for text in notes(host))
    assert date.text() == "2024-02-30"


def test_a_date_that_no_calendar_has_is_shown_as_it_stands(open_host):
    host = open_host(NEWS.replace("2024-05-01T10:00:00Z", "2024-02-30"))
    assert host.field(FIELD).text() == "2024-02-30"
    assert host.field(FIELD).property("bad") is True


def test_a_duration_is_read_out(open_host, qtbot):
    host = open_host('---\ntitle: "T"\nlength: PT4H15M\n---\n', folder="_learning/videos")
    host.form.focus_field(("length",))
    length = host.field("field.length")
    assert "4 h 15 min" in notes(host)
    qtbot.keyClick(length, Qt.Key.Key_End)
    qtbot.keyClicks(length, "30")
    assert host.edits == []
    qtbot.keyClicks(length, "S")
    assert host.text == '---\ntitle: "T"\nlength: PT4H15M30S\n---\n'
    assert "4 h 15 min 30 s" in notes(host)
