"""Keeps unsaved changes where a crash cannot reach them, within a second of the key that made them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from editor.model.card.card import CardId
from editor.model.site.journal import Journal, Unsaved
from editor.model.site.library import Library
from editor.model.text.errors import EditorError
from editor.ui.tasks import Tasks

_SOON = 300
"""Milliseconds in which keys are gathered; none of them waits longer."""

_AGAIN = 5000
"""Milliseconds after which a disk that refused is asked again."""


class Keeper(QObject):
    """Writes the journal of one window, on a lane of its own. Belongs to the window's thread."""

    failed = Signal(str)
    """A sentence: why unsaved changes are not safe from a crash just now. Told once, until it works again."""

    def __init__(self, tasks: Tasks, state: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._state = state
        self._library: Library | None = None
        self._journal: Journal | None = None
        self._noted: set[CardId] = set()
        self._after: list[Callable[[], None]] = []
        self._is_failing = False
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._keep)

    def start(self, library: Library) -> None:
        """Keep the changes of this library from now on."""
        self._library, self._journal = library, Journal(self._state, library.site.root)

    def note(self, ids: Iterable[CardId], then: Callable[[], None] | None = None) -> None:
        """These cards are not what they were; `then` is called once that is on the disk."""
        self._noted.update(ids)
        if then is not None:
            self._after.append(then)
        if not self._soon.isActive():
            self._soon.start(_AGAIN if self._is_failing else _SOON)

    def stop(self, *, forget: bool) -> None:
        """Keep nothing more: `forget` what was kept, or leave it behind for the next start."""
        self._soon.stop()
        if self._journal is not None:
            if not forget:
                self._keep()
            for then in self._after:  # what is given up here is given up wherever else it may be kept
                then()
            self._tasks.keep(self._journal.forget if forget else self._journal.close, done=lambda _: None)
        self._library, self._journal, self._is_failing = None, None, False
        self._noted.clear()
        self._after.clear()

    def _keep(self) -> None:
        library, journal = self._library, self._journal
        if library is None or journal is None:
            return
        noted, self._noted = self._noted, set()
        after, self._after = self._after, []
        edited = library.unsaved_among(noted)

        def done(_: None) -> None:
            if self._journal is journal:
                self._is_failing = False
            for then in after:
                then()

        def failed(error: Exception) -> None:
            if not isinstance(error, EditorError):
                raise error
            if self._journal is journal:
                if not self._is_failing:
                    self._is_failing = True
                    self.failed.emit(str(error))
                self._after += after
                self.note(noted)

        def work() -> None:
            unsaved = [Unsaved(card_id, base.text, text) for card_id, (base, text) in edited.items()]
            journal.keep(unsaved, noted - edited.keys())

        self._tasks.keep(work, done=done, failed=failed)
