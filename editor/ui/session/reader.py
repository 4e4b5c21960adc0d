"""Reads the rows of a site's cards for the first time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from editor.model.card.card import CardId
from editor.model.site.library import Library
from editor.model.site.summary import Row
from editor.ui.tasks import Task, Tasks, in_batches

_BATCH_SECONDS = 0.05
"""How long rows are gathered in the reading thread before the window hears of them."""


class Reader(QObject):
    """Belongs to the window's thread; the reading goes on in another."""

    read = Signal(object)
    """A list of `Row`, as the cards are on the disk."""
    progressed = Signal(int, int)
    """So many rows have been read, of so many; equal numbers mean the end."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._task: Task | None = None

    def start(self, library: Library, first: CardId, failed: Callable[[Exception], None]) -> None:
        """Read all of these cards; the one that is `first`, if any, before all others."""
        self.stop()
        ids = library.ids()
        order = (first, *(card_id for card_id in ids if card_id != first)) if first else ids
        read = 0

        def work(task: Task, report: Callable[[list[Row]], None]) -> None:
            for rows in in_batches(library.read(order), _BATCH_SECONDS):
                if task.cancelled:
                    return
                report(rows)

        def progress(rows: list[Row]) -> None:
            nonlocal read
            read += len(rows)
            self.read.emit(rows)
            self.progressed.emit(read, len(ids))

        def done(_: None) -> None:
            self._task = None

        self.progressed.emit(0, len(ids))
        self._task = self._tasks.scan(work, progress=progress, done=done, failed=failed)

    @property
    def under_way(self) -> bool:
        """Whether there are cards that have not been read yet."""
        return self._task is not None

    def stop(self) -> None:
        """Give up what has not been read yet."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
