"""Stands between the user and the loss of a change, theirs or somebody else's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from editor.model.card.card import CardId
from editor.model.card.merge import Place, Side
from editor.model.site.changes import SaveReport
from editor.ui.dialogs.clashes import ClashDialog
from editor.ui.dialogs.unsaved import Answer, UnsavedDialog
from editor.ui.parts import restyle
from editor.ui.session import Session
from editor.ui.theme import Theme


class Guard(QObject):
    """Asks before unsaved cards would be left behind, and about cards whose files say something else."""

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._theme = theme
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
            self._session.let_go()
            then()

    def _save_then(self, ids: tuple[CardId, ...], then: Callable[[], None]) -> None:
        def saved(report: SaveReport) -> None:
            if report.is_complete:
                self.ask(then)  # something may have been typed meanwhile

        self._session.save(ids, saved)

    def answer_for(self, report: SaveReport) -> None:
        """Say which cards were not saved and why, or ask what is to become of them."""
        if report.failures:
            self._tell_failures(report)
        elif report.gone:
            self.ask_about_gone(report.gone)
        elif report.clashing:
            self.settle(report.clashing, save=True)

    def settle(self, ids: Sequence[CardId], *, save: bool) -> None:
        """Ask, card by card, what those that disagree with their files are to be, and `save` them if that was meant."""
        card_id, *others = ids
        merge = self._session.clash(card_id)
        if merge is None:
            if others:
                self.settle(others, save=save)
            return

        def settled(decided: Mapping[Place, Side]) -> None:
            now = self._session.clash(card_id)
            if now is not None and now.clashes != merge.clashes:
                self.settle(ids, save=save)  # the file has changed once more under the question
                return
            self._session.settle(card_id, decided)
            if save:
                self._session.save((card_id,))
            if others:
                self.settle(others, save=save)

        title = self._session.row(card_id).title
        dialog = ClashDialog(
            title, merge.clashes, lambda text: self._session.read(card_id, text), self._theme, self._window
        )
        dialog.settled.connect(settled)
        dialog.open()

    def ask_about_gone(self, ids: Sequence[CardId]) -> None:
        """Ask whether cards whose files are gone are to be written again, or let go of with their changes."""
        title = self._session.row(ids[0]).title
        box = QMessageBox(self._window)
        box.setObjectName("gone_dialog")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Not there any more"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        if len(ids) == 1:
            box.setText(self.tr("The file of “{}” is no longer there.").format(title))
            box.setInformativeText(self.tr("You can write it again as it is here, or let it go with what you changed."))
        else:
            box.setText(self.tr("The files of {} unsaved cards are no longer there.").format(len(ids)))
            box.setInformativeText(
                self.tr("You can write them again as they are here, or let them go with what you changed.")
            )
        again = box.addButton(self.tr("&Write again"), QMessageBox.ButtonRole.AcceptRole)
        let_go = box.addButton(self.tr("&Let go"), QMessageBox.ButtonRole.DestructiveRole)
        later = box.addButton(self.tr("L&ater"), QMessageBox.ButtonRole.RejectRole)
        for button, name in ((again, "gone.again"), (let_go, "gone.let_go"), (later, "gone.later")):
            button.setObjectName(name)
        restyle(again, primary=True)
        box.setDefaultButton(again)
        box.setEscapeButton(later)
        again.clicked.connect(lambda: self._session.save(ids))
        let_go.clicked.connect(lambda: self._session.give_up(ids))
        box.open()

    def _tell_failures(self, report: SaveReport) -> None:
        box = QMessageBox(self._window)
        box.setObjectName("not_saved")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Not saved"))
        box.setText(self.tr("%n card(s) could not be saved. Your changes are kept.", "", len(report.failures)))
        box.setInformativeText("\n".join(str(error) for error in list(report.failures.values())[:10]))
        box.addButton(QMessageBox.StandardButton.Ok)
        box.open()
