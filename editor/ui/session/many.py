"""Changes of many cards, read and worked out away from the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from editor.model.card.card import CardId
from editor.model.card.edits import Edit
from editor.model.site.arrivals import OnDisk
from editor.model.site.bulk import Bulk, Standing, standing, work_out
from editor.model.site.changes import Version
from editor.model.site.library import Library
from editor.ui.tasks import Task, Tasks

T = TypeVar("T")

FEW = 20
"""So many cards are changed at once; more are worked out in a reading thread."""


class ManyChanges(QObject):
    """One change of many cards at a time. Belongs to the window's thread."""

    progressed = Signal(int, int)
    """So many cards have been worked out, of so many; two zeros mean the end."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._task: Task | None = None

    @property
    def under_way(self) -> bool:
        """Whether a change is being worked out."""
        return self._task is not None

    def stop(self) -> None:
        """Give it up: nothing has changed."""
        if self._task is not None:
            self._task.cancel()
            self._end()

    def work_out(
        self,
        library: Library,
        ids: Sequence[CardId],
        edits: Sequence[Edit],
        *,
        done: Callable[[Bulk], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """What these edits make of these cards; `done` or `failed` follows, once."""
        self._begin(library, ids, lambda cards: work_out(cards, edits, library.schemas), done, failed)

    def read(
        self,
        library: Library,
        ids: Sequence[CardId],
        versions: Mapping[CardId, Version],
        *,
        done: Callable[[Mapping[CardId, OnDisk]], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """What the files of those of these cards have that are not edited; `done` or `failed` follows, once.

        `versions`, which they are to become, have their rows by then.
        """

        def work(cards: Iterable[Standing]) -> Mapping[CardId, OnDisk]:
            found: dict[CardId, OnDisk] = {}
            for card, version in zip(cards, versions.values(), strict=False):
                _ = version.row
                if card.digest:
                    found[card.id] = OnDisk(card.saved, card.digest)
            return found

        self._begin(library, ids, work, done, failed)

    def _begin(
        self,
        library: Library,
        ids: Sequence[CardId],
        work_on: Callable[[Iterable[Standing]], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        edited = library.edited(ids)

        def work(task: Task, report: Callable[[int], None]) -> T:
            def cards() -> Iterator[Standing]:
                for number, card_id in enumerate(ids):
                    if task.cancelled:
                        return
                    if number % FEW == 0:
                        report(number)
                    yield standing(library.site, card_id, edited.get(card_id))

            return work_on(cards())

        def on_done(result: T) -> None:
            self._end()
            done(result)

        def on_failed(error: Exception) -> None:
            self._end()
            failed(error)

        self._task = self._tasks.scan(
            work, progress=lambda number: self.progressed.emit(number, len(ids)), done=on_done, failed=on_failed
        )

    def _end(self) -> None:
        self._task = None
        self.progressed.emit(0, 0)
