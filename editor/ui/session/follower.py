"""Follows the disk: what something else does to the cards of the open site arrives here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from editor.model.card.card import CardId
from editor.model.card.schema import Schemas
from editor.model.site.arrivals import Arrival, look
from editor.model.site.layout import Site
from editor.model.site.library import Library
from editor.model.site.stamp import Stamp
from editor.model.site.stamps import Differences, Stamps, differences
from editor.model.site.steps import Held, held_by
from editor.model.site.survey import stamp_of, survey, survey_apart
from editor.model.site.watching import hints
from editor.model.text.errors import EditorError
from editor.model.text.quick_read import QuickReader
from editor.ui.tasks import Task, Tasks, in_batches

_EVERY = 60_000
"""Milliseconds between two looks at all of the disk: hints can be lost, and some disks give none."""

_BATCH_SECONDS = 0.05
_MANY = 8000  # cards, from where a process to look at their files pays


class Follower(QObject):
    """Watches the folders of the open site, and reads again what may have changed. Belongs to the window's thread.

    One look is under way at a time; what is hinted at meanwhile is looked at when it has ended.
    """

    arrived = Signal(object)
    """A list of `Arrival`."""
    renamed = Signal(str, str)
    """A card has another name on the disk; its arrival under that follows."""
    looking = Signal(int, int)
    """So many cards have been read again, of so many; equal numbers mean the end."""
    looked = Signal()
    """A look at all of the disk has ended, and what it found has arrived."""
    failed = Signal(str)
    """A sentence: why the disk cannot be followed. Told once."""

    def __init__(self, schemas: Schemas, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._schemas = schemas
        self._tasks = tasks
        self._library: Library | None = None
        self._stamps = Stamps()
        self._watches: list[Task] = []
        self._look: Task | None = None
        self._wanted: set[CardId] = set()
        self._wants_all = False
        self._is_whole = False
        self._looks_at_all = False
        self._told = ""
        self._every = QTimer(self, interval=_EVERY)
        self._every.timeout.connect(self.look_everywhere)

    def start(self, library: Library) -> None:
        """Follow this site's cards as soon as they are noted, all of them from `go` on."""
        self._library = library
        self._is_whole = False
        self._watch(library.site)
        self._every.start()

    def note(self, stamps: Stamps) -> None:
        """These cards had these stamps when they were read. They are the follower's from now on."""
        if not self._stamps:
            self._stamps = stamps
            return
        self._stamps.complete(stamps)  # what it has been read with since is newer

    def go(self) -> None:
        """Those are all that were read: what is not among them is new."""
        self._is_whole = True
        self._begin()

    def stop(self) -> list[Held]:
        """Follow nothing any more. What is known of the files comes back to be let go of."""
        for task in (*self._watches, *([self._look] if self._look else [])):
            task.cancel()
        self._watches.clear()
        self._wanted.clear()
        self._library, self._look, self._wants_all, self._told = None, None, False, ""
        self._every.stop()
        held, self._stamps = held_by(self._stamps), Stamps()
        return held

    def look(self, ids: Iterable[CardId]) -> None:
        """Read these cards again."""
        self._wanted.update(ids)
        self._begin()

    def look_everywhere(self) -> None:
        """Ask for the stamps of all cards, and read again those that differ."""
        self._wants_all = True
        self._begin()

    def _watch(self, site: Site) -> None:
        def watching(*, below: bool) -> Callable[[Task, Callable[[frozenset[CardId] | None], None]], None]:
            def work(task: Task, report: Callable[[frozenset[CardId] | None], None]) -> None:
                for cards in hints(site, task, below=below):
                    report(cards)

            return work

        for below in (True, False):
            work = watching(below=below)
            self._watches.append(self._tasks.watch(work, progress=self._on_hint, failed=self._on_not_watched))

    def _on_hint(self, cards: frozenset[CardId] | None) -> None:
        if cards is None or not cards <= self._stamps.keys():
            self.look_everywhere()  # whether a new file is a card takes all rules of the site
        else:
            self.look(cards)

    def _on_not_watched(self, error: Exception) -> None:
        self._tell(
            self.tr("The site’s folder cannot be watched ({}); come back to this window to see what is new.").format(
                error
            )
        )

    def _begin(self) -> None:
        library = self._library
        if self._look is not None or library is None:
            return
        if self._looks_at_all and not self._wants_all and not self._wanted:
            self._looks_at_all = False
            self.looked.emit()
        if self._wants_all and self._is_whole:
            self._wants_all, self._looks_at_all = False, True
            site, before = library.site, self._stamps  # which nothing changes while a look is under way

            def work() -> tuple[Stamps, Differences]:
                stamps = Stamps.of(survey_apart(site) if len(before) > _MANY else survey(site))
                return stamps, differences(before, stamps)

            self._look = self._tasks.read(work, done=self._on_surveyed, failed=self._on_failed)
        elif self._wanted:
            wanted, self._wanted = sorted(self._wanted), set()
            self._read(library, wanted)

    def _on_surveyed(self, surveyed: tuple[Stamps, Differences]) -> None:
        self._look, self._told = None, ""
        self._stamps, found = surveyed
        for old, new in found.renamed:
            self.renamed.emit(old, new)
        old_names = {old for old, _ in found.renamed}
        self._wanted.update((*found.changed, *found.added), (each for each in found.removed if each not in old_names))
        self._begin()

    def _read(self, library: Library, ids: Sequence[CardId]) -> None:
        site, schemas = library.site, self._schemas
        edited, known = library.edited(ids), library.known(ids)
        read = 0

        def stamped() -> Iterator[tuple[CardId, Stamp, Arrival | None]]:
            quick = QuickReader().read
            for card_id in ids:
                stamp = stamp_of(site, card_id)  # before the reading: what comes in between is seen the next time
                arrival = look(site, schemas, card_id, edited.get(card_id), known.get(card_id), quick)
                yield card_id, stamp, arrival

        def work(task: Task, report: Callable[[list[tuple[CardId, Stamp, Arrival | None]]], None]) -> None:
            for batch in in_batches(stamped(), _BATCH_SECONDS):
                if task.cancelled:
                    return
                report(batch)

        def progress(batch: list[tuple[CardId, Stamp, Arrival | None]]) -> None:
            nonlocal read
            read += len(batch)
            for card_id, stamp, arrival in batch:
                if arrival is None or arrival.row is not None:
                    self._stamps[card_id] = stamp
                else:
                    self._stamps.pop(card_id, None)
            arrivals = [arrival for _, _, arrival in batch if arrival is not None]
            if arrivals:
                self.arrived.emit(arrivals)
            self.looking.emit(read, len(ids))

        def done(_: None) -> None:
            self._look = None
            self._begin()

        self._look = self._tasks.scan(work, progress=progress, done=done, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self._look = None
        if not isinstance(error, EditorError):
            raise error
        self._tell(str(error))
        self._begin()

    def _tell(self, sentence: str) -> None:
        if sentence != self._told:
            self._told = sentence
            self.failed.emit(sentence)
