"""Asks before unsaved cards would be left behind, and tells what could not be saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from editor.model.card.card import CardId
from editor.model.site.changes import SaveReport
from editor.model.site.errors import ChangedOnDisk
from editor.ui.dialogs.unsaved import Answer, UnsavedDialog
from editor.ui.session import Session


class Guard(QObject):
    """Stands between the user and the loss of a change."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window

    def ask(self, then: Callable[[], None]) -> None:
        """Do `then` at once when nothing is unsaved, else after the user has said so; never when a save fails.

        What is being saved just now is waited for first: it need not be asked about.
        """
        if self._session.is_saving:
            self._session.save((), lambda _: self.ask(then))  # its turn comes when what is under way has ended
            return
        unsaved = self._session.unsaved()
        if not unsaved:
            then()
            return
        dialog = UnsavedDialog([self._session.row(card_id).title for card_id in unsaved], self._window)
        dialog.finished.connect(lambda _: self._on_answered(dialog.answer, unsaved, then))
        dialog.open()

    def _on_answered(self, answer: Answer, ids: tuple[CardId, ...], then: Callable[[], None]) -> None:
        if answer is Answer.SAVE:
            self._save_then(ids, then)
        elif answer is Answer.DISCARD:
            then()

    def _save_then(self, ids: tuple[CardId, ...], then: Callable[[], None]) -> None:
        def saved(report: SaveReport) -> None:
            if not report.failures:
                self.ask(then)  # something may have been typed meanwhile

        self._session.save(ids, saved)

    def tell_failures(self, report: SaveReport) -> None:
        """Say which cards were not saved and why; where the disk has moved on, offer what it has now."""
        moved = [card_id for card_id, error in report.failures.items() if isinstance(error, ChangedOnDisk)]
        box = QMessageBox(self._window)
        box.setObjectName("not_saved")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Not saved"))
        box.setText(self.tr("%n card(s) could not be saved. Your changes are kept.", "", len(report.failures)))
        box.setInformativeText("\n".join(str(error) for error in list(report.failures.values())[:10]))
        box.addButton(QMessageBox.StandardButton.Ok)
        if moved:
            take = box.addButton(self.tr("Take what is on disk"), QMessageBox.ButtonRole.DestructiveRole)
            take.setToolTip(self.tr("Undo brings your own text back."))
            take.clicked.connect(lambda: self._session.take_from_disk(moved))
        box.open()
