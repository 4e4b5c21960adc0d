"""Saves cards, away from the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.model.card.card import CardId
from editor.model.site.changes import SaveReport
from editor.model.site.library import Library
from editor.model.site.saving import Written, write_cards
from editor.ui.tasks import Tasks


class Saver(QObject):
    """One save after the other, in the order in which they were asked for. Belongs to the window's thread."""

    saved = Signal(object)
    """`SaveReport`."""

    def __init__(self, tasks: Tasks, state: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._state = state
        self._saving: set[CardId] = set()
        self._library: Library | None = None
        self.begun = 0
        """How many saves were asked for: typing does not go on in the same step across one."""

    @property
    def is_saving(self) -> bool:
        """Whether a save is still under way."""
        return bool(self._saving)

    def start(self, library: Library | None) -> None:
        """Save the cards of this library from now on. What is under way is still written, and nobody hears of it."""
        self._library = library
        self._saving.clear()

    def save(
        self,
        ids: Iterable[CardId],
        then: Callable[[SaveReport], None] | None,
        failed: Callable[[Exception], None],
    ) -> None:
        """Write those of these cards that are unsaved; `saved` follows, then `then`."""
        library, state = self._library, self._state
        if library is None:
            return
        pending = library.pending(card_id for card_id in ids if card_id not in self._saving)
        saving = {save.id for save in pending}
        self._saving |= saving
        self.begun += 1

        def on_done(written: list[Written]) -> None:
            if self._library is not library:
                return  # the site was left meanwhile; the files are written all the same
            self._saving -= saving
            report = library.finish(written)
            self.saved.emit(report)
            if then is not None:
                then(report)

        def on_failed(error: Exception) -> None:
            self._saving -= saving
            failed(error)

        self._tasks.write(
            lambda: write_cards(library.site, library.schemas, pending, state=state), done=on_done, failed=on_failed
        )
