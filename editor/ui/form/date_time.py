"""Editors of dates and durations: the file's own spelling, and what it means."""

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QVBoxLayout, QWidget

from editor.model.card.values import read_datetime
from editor.ui.form.field_editor import Shown
from editor.ui.form.fields import ParsedEditor
from editor.ui.form.kit import FormKit, IconButton
from editor.ui.form.moments import human_duration, human_moment, with_day
from editor.ui.theme import SPACE_XS


class DateTimeEditor(ParsedEditor):
    """A date, with or without a time and a zone. The calendar changes the day and leaves the rest as it is spelled."""

    def __init__(self, kit: FormKit, parent: QWidget | None = None) -> None:
        super().__init__(kit, parent)
        self._input.setMinimumWidth(self.fontMetrics().horizontalAdvance("0" * 23))
        self._input.setMaximumWidth(self.fontMetrics().horizontalAdvance("0" * 34))
        self._button = IconButton(kit, "mdi6.calendar-month-outline", self.tr("Choose a day"))
        self._button.clicked.connect(self._open_calendar)
        self._row.addWidget(self._button)
        self._row.addStretch()
        self._popup: _CalendarPopup | None = None

    def _describe(self, text: str) -> str:
        moment = read_datetime(text)
        return human_moment(moment) if moment else ""

    def _fill(self, shown: Shown, *, again: bool) -> None:
        super()._fill(shown, again=again)
        self._button.setObjectName(f"{self._input.objectName()}.calendar")

    def _open_calendar(self) -> None:
        if self._popup is None:
            self._popup = _CalendarPopup(self)
            self._popup.calendar.activated.connect(self._on_day_chosen)
            self._popup.calendar.clicked.connect(self._on_day_chosen)
        moment = read_datetime(self._input.text())
        day = QDate(moment.year, moment.month, moment.day) if moment else QDate.currentDate()
        self._popup.calendar.setSelectedDate(day)
        self._popup.move(self._button.mapToGlobal(QPoint(0, self._button.height())))
        self._popup.show()
        self._popup.calendar.setFocus()

    def _on_day_chosen(self, day: QDate) -> None:
        if self._popup is None or not self._popup.isVisible():
            return  # Return and a click can both tell of one choice
        self._popup.hide()
        text = with_day(self._input.text(), date(day.year(), day.month(), day.day()))
        self._input.show_text(text)
        self._input.setFocus()
        self._on_text_edited(text)


class DurationEditor(ParsedEditor):
    """An ISO 8601 duration such as `PT4H15M`."""

    def __init__(self, kit: FormKit, parent: QWidget | None = None) -> None:
        super().__init__(kit, parent)
        self._input.setMaximumWidth(self.fontMetrics().horizontalAdvance("0" * 16))
        self._row.addStretch()

    def _describe(self, text: str) -> str:
        return human_duration(text)


class _CalendarPopup(QWidget):
    """A month to choose a day from."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.calendar = QCalendarWidget()
        self.calendar.setObjectName("form.calendar")
        self.calendar.setAccessibleName(self.tr("Calendar"))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setGridVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_XS, SPACE_XS, SPACE_XS, SPACE_XS)
        layout.addWidget(self.calendar)
