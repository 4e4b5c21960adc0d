"""The question before unsaved cards would be lost."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from editor.ui.parts import restyle

_LISTED = 8


class Answer(Enum):
    """What to do with unsaved cards."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


class UnsavedDialog(QMessageBox):
    """Names the unsaved cards, and asks: save, don't save, or stay. The buttons stand as the platform has them."""

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unsaved_dialog")
        self.setWindowTitle(self.tr("Unsaved cards"))
        self.setIcon(QMessageBox.Icon.Warning)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if len(titles) == 1:
            self.setText(self.tr("“{title}” has changes that are not saved.").format(title=titles[0]))
            self.setInformativeText(self.tr("If you don’t save, they are lost."))
        else:
            self.setText(self.tr("{count} cards have changes that are not saved.").format(count=len(titles)))
            self.setInformativeText(self._listed(titles))
        save = self.addButton(QMessageBox.StandardButton.Save)
        discard = self.addButton(QMessageBox.StandardButton.Discard)
        self.addButton(QMessageBox.StandardButton.Cancel)
        save.setText(self.tr("&Save") if len(titles) == 1 else self.tr("&Save all"))
        restyle(save, primary=True)
        discard.setText(self.tr("&Don’t save"))
        self.setDefaultButton(QMessageBox.StandardButton.Save)
        self.setEscapeButton(QMessageBox.StandardButton.Cancel)

    def ask(self) -> Answer:
        """Show it, and wait for the answer."""
        self.exec()
        return self.answer

    @property
    def answer(self) -> Answer:
        """What was clicked; to close the question is to stay."""
        clicked = self.standardButton(self.clickedButton())
        return {
            QMessageBox.StandardButton.Save: Answer.SAVE,
            QMessageBox.StandardButton.Discard: Answer.DISCARD,
        }.get(clicked, Answer.CANCEL)

    def _listed(self, titles: Sequence[str]) -> str:
        lines = [f"•  {title}" for title in titles[:_LISTED]]
        if len(titles) > _LISTED:
            lines.append(self.tr("and {count} more").format(count=len(titles) - _LISTED))
        return "\n".join([*lines, "", self.tr("If you don’t save, these changes are lost.")])
