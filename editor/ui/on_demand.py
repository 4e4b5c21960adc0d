"""What the window imports only when it is first asked for: most of a start is imports (docs/architecture.md)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from editor.ui.actions import ActionTable
    from editor.ui.tasks import Tasks
    from editor.ui.theme import Theme
    from editor.ui.watch_overlay import WatchOverlay


def write_sample(folder: Path) -> None:
    """Write the made-up site. For a worker's thread."""
    from editor.model.site.sample import write_sample

    write_sample(folder)


def command_palette(actions: ActionTable, theme: Theme, window: QWidget) -> QDialog:
    """Any command, by name."""
    from editor.ui.dialogs.palette import CommandPalette

    return CommandPalette(actions, theme, window)


def about_dialog(window: QWidget) -> QDialog:
    """Which version this is, and what it is made of."""
    from editor.ui.dialogs.about import AboutDialog

    return AboutDialog(window)


def watch_overlay(tasks: Tasks, cards: Callable[[], int], window: QWidget) -> WatchOverlay:
    """For developers: how quickly the window answers; `cards` says how many there are."""
    from editor.ui.watch_overlay import WatchOverlay

    return WatchOverlay(tasks, cards, window)
