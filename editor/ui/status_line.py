"""The status bar: how many cards there are, what has just happened, and how far the reading is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from editor.ui.parts import named
from editor.ui.theme import SPACE_M, Theme

_SHOWN = 8000
"""Milliseconds that a message stays."""


class StatusLine(QStatusBar):
    """Counts at the left, progress and the offline mark at the right; a message covers the counts for a while."""

    cancel_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        self._theme = theme
        self._counts = named(QLabel(), "status.counts")
        self._counts.setContentsMargins(SPACE_M, 0, SPACE_M, 0)
        self._words = named(QLabel(), "status.reading")
        self._bar = named(QProgressBar(), "status.progress")
        self._bar.setFixedWidth(140)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._cancel = named(QPushButton(self.tr("Cancel")), "status.cancel")
        self._cancel.setStyleSheet("padding: 0 8px; min-height: 16px;")  # the bar has room for a line of text
        self._cancel.clicked.connect(self.cancel_requested)
        self._offline = named(QLabel(self.tr("Offline")), "status.offline", tone="muted")
        self._offline.setContentsMargins(SPACE_M, 0, SPACE_M, 0)
        self._offline.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.addWidget(self._counts)
        for widget in (self._words, self._bar, self._cancel, self._offline):
            self.addPermanentWidget(widget)
            widget.hide()

    def tell(self, sentence: str) -> None:
        """Show a sentence for a few seconds."""
        self.showMessage(sentence, _SHOWN)

    def tell_merged(self, unsaved: int, clashing: int) -> None:
        """Say that the files of so many unsaved cards have changed, and that so many of them wait for a choice."""
        if clashing:
            self.tell(self.tr("%n unsaved card(s) changed on disk, too, in the same place.", "", clashing))
        elif unsaved:
            self.tell(self.tr("%n unsaved card(s) changed on disk; both changes are kept.", "", unsaved))

    def set_counts(self, total: int, published: int, unsaved: int) -> None:
        """Show how many cards there are; nothing when there are none."""
        locale = self.locale()
        parts = [self.tr("%Ln card(s)", "", total), self.tr("{} published").format(locale.toString(published))]
        if unsaved:
            parts.append(self.tr("{} unsaved").format(locale.toString(unsaved)))
        self._counts.setText(" · ".join(parts) if total else "")

    def set_reading(self, read: int, of: int, seconds_left: float = 0.0) -> None:
        """Show that so many cards of so many have been read, and how long it will take; equal numbers end it.

        How many there are may not be known yet: 0 of 1 is a mere beginning.
        """
        self._show_progress(self.tr("reading {} of {}"), read, of)
        if (read, of) == (0, 1):
            self._words.setText(self.tr("reading…"))
            self._bar.setRange(0, 0)
        self._cancel.setVisible(read < of)
        if read < of and round(seconds_left):
            self._words.setText(f"{self._words.text()} · {self._left(round(seconds_left))}")

    def _left(self, seconds: int) -> str:
        if seconds < 60:
            return self.tr("%n second(s) left", "", seconds)
        return self.tr("%n minute(s) left", "", round(seconds / 60))

    def set_changing(self, worked_out: int, of: int) -> None:
        """Show how far a change of many cards has been worked out, and a way to give it up; equal numbers end it."""
        self._show_progress(self.tr("changing {} of {}"), worked_out, of)
        self._cancel.setVisible(worked_out < of)

    def _show_progress(self, words: str, done: int, of: int) -> None:
        under_way = done < of
        self._words.setVisible(under_way)
        self._bar.setVisible(under_way)
        if under_way:
            locale = self.locale()
            self._words.setText(words.format(locale.toString(done), locale.toString(of)))
            self._bar.setUpdatesEnabled(False)  # it would paint itself, and the window with it, at once
            self._bar.setRange(0, of)
            self._bar.setValue(done)
            self._bar.setUpdatesEnabled(True)

    def set_offline(self, offline: bool) -> None:
        """Say that no pictures are fetched."""
        self._offline.setVisible(offline)
