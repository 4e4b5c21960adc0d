"""The way to the developers' overlay: keys that no menu names. CONTRIBUTING.md tells of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from editor.ui.on_demand import watch_overlay
from editor.ui.tasks import Tasks

if TYPE_CHECKING:
    from editor.ui.watch_overlay import WatchOverlay

KEYS = "Ctrl+Alt+Shift+F12"


class WatchSwitch(QObject):
    """Shows and hides the overlay of one window by keys that no menu names; it is made when it is first wanted."""

    def __init__(self, tasks: Tasks, cards: Callable[[], int], window: QWidget) -> None:
        super().__init__(window)
        self._make: Callable[[], WatchOverlay] = lambda: watch_overlay(tasks, cards, window)
        self.overlay: WatchOverlay | None = None
        keys = QShortcut(QKeySequence(KEYS), window)
        keys.activated.connect(self.toggle)

    def toggle(self) -> None:
        """Show the overlay, or hide it."""
        if self.overlay is None:
            self.overlay = self._make()
        self.overlay.setVisible(self.overlay.isHidden())
