"""For developers: how quickly the window answers, in its corner. CONTRIBUTING.md says how it is shown."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from editor.ui.parts import named
from editor.ui.tasks import Tasks
from editor.ui.theme import SPACE_M, SPACE_S, SPACE_XS
from editor.ui.watchdog import Stall, Watchdog

_REFRESHED = 500  # milliseconds
_WIDTH, _LIST_HEIGHT = 380, 120
_HELD = Path("/proc/self/statm")


class WatchOverlay(QFrame):
    """Shows the watchdog's figures and the stalls with their places. Costs nothing while it is hidden."""

    def __init__(self, tasks: Tasks, cards: Callable[[], int], window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("watch_overlay")
        self.setAccessibleName(self.tr("How quickly the window answers"))
        self.setProperty("panel", True)
        self.setAutoFillBackground(True)
        self._tasks, self._cards, self._window = tasks, cards, window
        self.watchdog = Watchdog(tasks, parent=self)
        self.watchdog.stalled.connect(self._on_stalled)
        self._refreshing = QTimer(self, interval=_REFRESHED)
        self._refreshing.timeout.connect(self._refresh)
        self._figures = {
            "longest": self.tr("Longest gap"),
            "last": self.tr("Last gap"),
            "p95": self.tr("95 of 100, last 10 s"),
            "tasks": self.tr("Pending tasks"),
            "cards": self.tr("Cards"),
            "memory": self.tr("Memory"),
        }
        self._values = {name: named(QLabel(), f"watch.{name}") for name in self._figures}
        self._list = named(QListWidget(), "watch.stalls")
        self._list.setAccessibleName(self.tr("Stalls of more than 50 ms"))
        self._list.setFixedHeight(_LIST_HEIGHT)
        self._copy = named(QPushButton(self.tr("Copy")), "watch.copy")
        self._reset = named(QPushButton(self.tr("Start anew")), "watch.reset")
        self._close = named(QPushButton(self.tr("Close")), "watch.close")
        self._copy.clicked.connect(self._on_copy)
        self._reset.clicked.connect(self._on_reset)
        self._close.clicked.connect(self.hide)
        self._lay_out()
        window.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays in the window's corner."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_reset()
        self._refreshing.start()
        self._place()
        self.raise_()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.watchdog.stop()
        self._refreshing.stop()

    def text(self) -> str:
        """All that is shown, with the stack of every stall."""
        figures = (f"{label}: {self._values[name].text()}" for name, label in self._figures.items())
        return "\n".join((*figures, *map(str, self.watchdog.stalls)))

    def _lay_out(self) -> None:
        figures = QFormLayout()
        figures.setVerticalSpacing(SPACE_XS)
        for name, label in self._figures.items():
            figures.addRow(label, self._values[name])
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        for button in (self._copy, self._reset, self._close):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        layout.setSpacing(SPACE_S)
        layout.addLayout(figures)
        layout.addWidget(self._list)
        layout.addLayout(buttons)
        self.setFixedWidth(_WIDTH)

    def _place(self) -> None:
        self.adjustSize()
        room = self._window.rect()
        self.move(room.right() - self.width() - SPACE_M, room.bottom() - self.height() - 3 * SPACE_M)

    def _refresh(self) -> None:
        watchdog = self.watchdog
        held = held_memory()
        for name, value in (
            ("longest", _milliseconds(watchdog.longest)),
            ("last", _milliseconds(watchdog.last)),
            ("p95", _milliseconds(watchdog.p95())),
            ("tasks", str(self._tasks.pending)),
            ("cards", QLocale().toString(self._cards())),
            ("memory", QLocale().formattedDataSize(held) if held else self.tr("unknown")),
        ):
            self._values[name].setText(value)

    def _on_stalled(self, stall: Stall) -> None:
        place = stall.place or self.tr("below Python")
        self._list.insertItem(0, f"{stall.at:%H:%M:%S}  {_milliseconds(stall.seconds)}  {place}")
        self._list.item(0).setToolTip(str(stall))
        while self._list.count() > len(self.watchdog.stalls):
            self._list.takeItem(self._list.count() - 1)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())

    def _on_reset(self) -> None:
        self._list.clear()
        self.watchdog.start()
        self._refresh()


def held_memory() -> int:
    """The bytes of memory that this process holds; 0 where the system does not say so in a file (Linux does)."""
    try:
        return int(_HELD.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"
