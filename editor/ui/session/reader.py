"""Reads the rows of a site's cards when it is opened."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from editor.model.card.schema import Schemas
from editor.model.site import store
from editor.model.site.apart import Apart
from editor.model.site.compacting import compact
from editor.model.site.index_file import IndexFile
from editor.model.site.layout import Site
from editor.model.site.opening import OpenedSite
from editor.model.site.reading import Known, Piece, read_site
from editor.ui.memory import give_back_all
from editor.ui.tasks import Task, Tasks

_LOOK = 0.2  # seconds between two looks whether somebody has lost interest


class Reader(QObject):
    """Belongs to the window's thread; the reading goes on in another, and in processes."""

    known = Signal(object)
    """`Known`: what is on the disk now."""
    read = Signal(object)
    """`Rows`: some of their rows."""
    progressed = Signal(int, int)
    """So many rows have been read, of so many; equal numbers mean the end."""

    def __init__(self, schemas: Schemas, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._schemas = schemas
        self._tasks = tasks
        self._task: Task | None = None
        self._tidying: Task | None = None
        self._known: Known | None = None
        self._read = self._to_read = 0
        self._began = 0.0

    def start(self, found: OpenedSite, failed: Callable[[Exception], None]) -> None:
        """Read all of the site's cards; the one that was asked for, if any, before all others."""
        self.stop()
        site, file, schemas = found.library.site, found.file, self._schemas

        def work(task: Task, report: Callable[[Piece], None]) -> None:
            for piece in read_site(site, schemas, file, survey=found.survey, first=found.card, stopped=task.is_set):
                report(piece)

        def done(_: None) -> None:
            self._task = None
            self.progressed.emit(self._to_read, self._to_read)
            known, self._known = self._known, None
            self._tidy(file, site, known)

        def on_failed(error: Exception) -> None:
            done(None)
            failed(error)

        self._read = self._to_read = 0
        self.progressed.emit(0, 1)  # how many there are is not known yet
        self._task = self._tasks.scan(work, progress=self._on_piece, done=done, failed=on_failed)

    @property
    def under_way(self) -> bool:
        """Whether there are cards that have not been read yet."""
        return self._task is not None

    @property
    def seconds_left(self) -> float:
        """How long the rest will take, as far as can be told; 0 where it cannot."""
        return (time.monotonic() - self._began) / self._read * (self._to_read - self._read) if self._read else 0.0

    def stop(self) -> None:
        """Give up what has not been read yet."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if self._tidying is not None:
            self._tidying.cancel()
            self._tidying = None
        self._known = None

    def _tidy(self, file: IndexFile, site: Site, known: Known | None) -> None:
        """What nobody waits for: take away what a killed editor left beside these cards, and have what is remembered
        put together for the next opening, in a process, where that is worth while."""
        ids = (*known.stamps, *known.to_read) if known is not None else ()  # now: the stamps change as files do

        def work(task: Task, _: Callable[[None], None]) -> None:
            store.sweep({site.root / folder for folder in {card_id.rpartition("/")[0] for card_id in ids}})
            give_back_all()
            if not file.is_scattered:
                return
            process = Apart(compact, file, site)
            while not (task.cancelled or process.has_ended(within=_LOOK)):
                pass
            process.stop()

        self._tidying = self._tasks.scan(work, progress=lambda _: None, done=lambda _: None)

    def _on_piece(self, piece: Piece) -> None:
        if isinstance(piece, Known):
            self._known, self._to_read, self._began = piece, len(piece.to_read), time.monotonic()
            self.known.emit(piece)
            return
        self.read.emit(piece)
        if piece.checked:
            self._read += len(piece.block)
            if self._read < self._to_read:
                self.progressed.emit(self._read, self._to_read)
