"""Saves cards, away from the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.model.card.card import CardId
from editor.model.site.changes import Changes, SaveReport
from editor.model.site.library import Library
from editor.model.site.saving import Written, pieces_of, write_in_pieces
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

        pieces = write_in_pieces(library.site, library.schemas, pending, state=state)
        reports: list[SaveReport] = []
        errors: list[Exception] = []

        def on_piece(written: list[Written] | None) -> None:
            if self._library is not library:
                return  # the site was left meanwhile; the files are written all the same
            if written is not None:
                reports.append(library.finish(written))
                return
            self._saving -= saving
            report = _together(reports)
            self.saved.emit(report)
            if then is not None and not errors:
                then(report)

        def on_failed(error: Exception) -> None:
            errors.append(error)
            failed(error)

        # What is durable is known at once, before the news of it comes back from the disk as somebody else's change.
        for _ in range(pieces_of(pending) + 1):
            self._tasks.write(lambda: next(pieces, None), done=on_piece, failed=on_failed)


def _together(reports: Sequence[SaveReport]) -> SaveReport:
    """What the pieces of a save came to."""
    return SaveReport(
        Changes("saved", tuple(card_id for report in reports for card_id in report.changes.ids)),
        Changes("merged", tuple(sorted(card_id for report in reports for card_id in report.merged.ids))),
        tuple(card_id for report in reports for card_id in report.clashing),
        tuple(card_id for report in reports for card_id in report.gone),
        {card_id: error for report in reports for card_id, error in report.failures.items()},
        {card_id: warning for report in reports for card_id, warning in report.warnings.items()},
    )
