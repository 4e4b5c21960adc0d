"""The question after saving several cards was cut short."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from editor.ui.parts import restyle


class Answer(Enum):
    """What to do with cards of which only some were written."""

    FINISH = auto()
    PUT_BACK = auto()
    LATER = auto()


class CutShortDialog(QMessageBox):
    """Says how many cards of one saving were written, and asks: write the rest, put these back, or ask again later."""

    def __init__(self, written: int, total: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cut_short_dialog")
        self.setWindowTitle(self.tr("Saving was cut short"))
        self.setIcon(QMessageBox.Icon.Warning)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(self.tr("Saving %n card(s) was cut short.", "", total))
        self.setInformativeText(
            self.tr("Written: {0}. Not written: {1}.").format(written, total - written)
            + "\n\n"
            + self.tr(
                "Finish writes the rest. Put back makes the files what they were, and keeps your changes unsaved. "
                "Later leaves everything as it is, and asks at the next start."
            )
        )
        finish = self.addButton(self.tr("&Finish"), QMessageBox.ButtonRole.AcceptRole)
        put_back = self.addButton(self.tr("&Put back"), QMessageBox.ButtonRole.DestructiveRole)
        later = self.addButton(self.tr("&Later"), QMessageBox.ButtonRole.RejectRole)
        self._answers = {finish: Answer.FINISH, put_back: Answer.PUT_BACK}
        restyle(finish, primary=True)
        self.setDefaultButton(finish)
        self.setEscapeButton(later)

    def ask(self) -> Answer:
        """Show it, and wait for the answer."""
        self.exec()
        return self.answer

    @property
    def answer(self) -> Answer:
        """What was clicked; to close the question is to leave it for later."""
        clicked = self.clickedButton()
        return next((answer for button, answer in self._answers.items() if button is clicked), Answer.LATER)
