"""The status bar: how many cards there are, what has just happened, and how far the reading is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QWidget

from editor.ui.parts import named
from editor.ui.theme import SPACE_M, Theme

_SHOWN = 8000
"""Milliseconds that a message stays."""


class StatusLine(QStatusBar):
    """Counts at the left, progress and the offline mark at the right; a message covers the counts for a while."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        self._theme = theme
        self._counts = named(QLabel(), "status.counts")
        self._counts.setContentsMargins(SPACE_M, 0, SPACE_M, 0)
        self._reading = named(QLabel(), "status.reading")
        self._bar = named(QProgressBar(), "status.progress")
        self._bar.setFixedWidth(140)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Reading cards"))
        self._offline = named(QLabel(self.tr("Offline")), "status.offline", tone="muted")
        self._offline.setContentsMargins(SPACE_M, 0, SPACE_M, 0)
        self._offline.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.addWidget(self._counts)
        for widget in (self._reading, self._bar, self._offline):
            self.addPermanentWidget(widget)
            widget.hide()

    def tell(self, sentence: str) -> None:
        """Show a sentence for a few seconds."""
        self.showMessage(sentence, _SHOWN)

    def set_counts(self, total: int, published: int, unsaved: int) -> None:
        """Show how many cards there are; nothing when there are none."""
        locale = self.locale()
        parts = [self.tr("%n card(s)", "", total), self.tr("{} published").format(locale.toString(published))]
        if unsaved:
            parts.append(self.tr("{} unsaved").format(locale.toString(unsaved)))
        self._counts.setText(" · ".join(parts) if total else "")

    def set_progress(self, read: int, of: int) -> None:
        """Show that so many cards of so many have been read; equal numbers end it."""
        under_way = read < of
        self._reading.setVisible(under_way)
        self._bar.setVisible(under_way)
        if under_way:
            locale = self.locale()
            self._reading.setText(self.tr("reading {} of {}").format(locale.toString(read), locale.toString(of)))
            self._bar.setRange(0, of)
            self._bar.setValue(read)

    def set_offline(self, offline: bool) -> None:
        """Say that no pictures are fetched."""
        self._offline.setVisible(offline)
