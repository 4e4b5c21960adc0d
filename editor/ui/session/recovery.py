"""What a crash has left behind of the open site, until the user has said what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal

from editor.model.card.card import CardId
from editor.model.card.schema import Schemas
from editor.model.site.arrivals import Edited
from editor.model.site.batches import CutShort, cut_short
from editor.model.site.changes import Version
from editor.model.site.errors import StoreError
from editor.model.site.journal import Journal, Unsaved
from editor.model.site.layout import Site
from editor.model.site.recovery import Recovered, recoverable
from editor.model.site.rows import versions_of
from editor.model.text.errors import EditorError
from editor.ui.tasks import Tasks

_Unsaved: TypeAlias = Mapping[CardId, Edited]
_Versions: TypeAlias = Mapping[CardId, Version]


@dataclass(frozen=True, slots=True)
class _LeftBehind:
    journals: tuple[Journal, ...]
    batches: tuple[CutShort, ...]
    written: int = 0
    missing: int = 0


class Recovery(QObject):
    """Looks for it, holds it, and answers for it. Belongs to the window's thread.

    Whoever hears of neither signal, or gives no answer, loses nothing: it is all offered again at the next start.
    """

    cut_short = Signal(int, int)
    """A save of many cards was cut short: so many were written, so many not. `finish`, `put_back` or `later`."""
    found = Signal(object)
    """A tuple of `Recovered`: unsaved changes to `restore` or `discard`."""
    wrote = Signal()
    """Files of cards were written."""
    failed = Signal(str)
    """A sentence: what could not be written, or be read."""

    def __init__(self, schemas: Schemas, tasks: Tasks, state: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._schemas = schemas
        self._tasks = tasks
        self._state = state
        self._site: Site | None = None
        self._journals: tuple[Journal, ...] = ()
        self._batches: tuple[CutShort, ...] = ()

    def start(self, site: Site) -> None:
        """Look for what was left behind of this site."""
        self._site = site
        state = self._state

        def work() -> _LeftBehind:
            journals, batches = Journal.left_behind(state, site.root), cut_short(state, site.root)
            written = sum(len(batch.written) for batch in batches)
            missing = sum(len(batch.missing) for batch in batches)
            return _LeftBehind(tuple(journals), tuple(batches), written, missing)

        def done(left: _LeftBehind) -> None:
            if self._site is not site:
                self._let_go(left)
                return
            self._journals, self._batches = left.journals, left.batches
            if self._batches:
                self.cut_short.emit(left.written, left.missing)
            else:
                self._offer()

        self._tasks.read(work, done=done, failed=self._on_failed)

    def stop(self) -> None:
        """Let go of what nobody has answered for."""
        self._let_go(_LeftBehind(self._journals, self._batches))
        self._site, self._journals, self._batches = None, (), ()

    # --- a save that was cut short ------------------------------------------------------------------------------

    def finish(self) -> None:
        """Write what was not written."""
        self._settle_batches(finish=True)

    def put_back(self) -> None:
        """Give what was written its former text."""
        self._settle_batches(finish=False)

    def later(self) -> None:
        """Offer it again at the next start."""
        for batch in self._batches:
            batch.close()
        self._batches = ()
        self._offer()

    def _settle_batches(self, *, finish: bool) -> None:
        batches, self._batches = self._batches, ()

        def work() -> list[StoreError]:
            return [error for batch in batches for error in (batch.finish() if finish else batch.put_back())]

        def done(errors: list[StoreError]) -> None:
            if errors:
                self.failed.emit("\n".join(map(str, errors)))
            self.wrote.emit()
            self._offer()

        self._tasks.write(work, done=done, failed=self._on_failed)

    # --- unsaved changes ----------------------------------------------------------------------------------------

    def take(self, ids: Iterable[CardId], done: Callable[[_Unsaved, _Versions, _Versions], None]) -> None:
        """These changes, to be made unsaved again: `done` is given them, and versions of before and after.

        `settle` them once they are kept elsewhere.
        """
        kept, schemas = self._kept(), self._schemas
        edited = {card_id: Edited(kept[card_id].base, kept[card_id].text) for card_id in ids if card_id in kept}

        def work() -> tuple[_Versions, _Versions]:
            before = {card_id: each.base for card_id, each in edited.items()}
            after = {card_id: each.text for card_id, each in edited.items()}
            return versions_of(before, schemas), versions_of(after, schemas)

        self._tasks.read(work, done=lambda versions: done(edited, *versions), failed=self._on_failed)

    def settle(self, ids: Iterable[CardId]) -> None:
        """Forget these changes: they have been restored, or nobody wants them.

        What another window had made of the same card has not been asked about yet: it is offered at the next start.
        """
        kept, chosen = self._kept(), set(ids)
        settled = [
            (
                journal,
                [each for each in chosen & journal.unsaved.keys() if journal.unsaved[each].text == kept[each].text],
            )
            for journal in self._journals
        ]

        def work() -> None:
            for journal, ids in settled:
                journal.keep((), ids)

        self._tasks.keep(work, done=lambda _: None, failed=self._on_failed)

    def _kept(self) -> dict[CardId, Unsaved]:
        """The latest of each card: two windows may have left it behind."""
        found: dict[CardId, Unsaved] = {}
        for journal in self._journals:
            for card_id, unsaved in journal.unsaved.items():
                if card_id not in found or found[card_id].when < unsaved.when:
                    found[card_id] = unsaved
        return found

    def _offer(self) -> None:
        site, schemas, kept = self._site, self._schemas, self._kept()
        if site is None or not kept:
            return

        def done(found: list[Recovered]) -> None:
            if self._site is not site:
                return
            ids = {each.id for each in found}
            self.settle(card_id for card_id in kept if card_id not in ids)  # their files have it already
            if found:
                self.found.emit(tuple(found))

        self._tasks.read(lambda: recoverable(site, schemas, kept.values()), done=done, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, EditorError):
            raise error
        self.failed.emit(str(error))

    def _let_go(self, left: _LeftBehind) -> None:
        def work() -> None:
            for journal in left.journals:
                journal.close()
            for batch in left.batches:
                batch.close()

        if left.journals or left.batches:
            self._tasks.keep(work, done=lambda _: None)  # behind what is being settled
