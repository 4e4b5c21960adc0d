"""Asks where a new card goes and what it is called."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

from editor.ui.parts import named
from editor.ui.theme import SPACE_L, SPACE_M


class NewCardDialog(QDialog):
    """Shows the file that would be made while the title is typed."""

    chosen = Signal(str, str)
    """The folder, relative to the site, and the title."""

    def __init__(
        self, folders: Sequence[str], folder: str, name_of: Callable[[str, str], str], parent: QWidget | None = None
    ) -> None:
        """`folder` is chosen at first; `name_of` gives the path of the file for a folder and a title."""
        super().__init__(parent)
        self.setObjectName("new_card")
        self.setWindowTitle(self.tr("New card"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        self._name_of = name_of
        self._folder = named(QComboBox(), "new_card.folder")
        self._folder.addItems(folders)
        self._folder.setCurrentText(folder)
        self._title = named(QLineEdit(), "new_card.title")
        self._file = named(QLabel(), "new_card.file", role="small", tone="muted")
        self._file.setWordWrap(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("Make the card"))
        layout = QFormLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setVerticalSpacing(SPACE_M)
        layout.addRow(self.tr("&Title"), self._title)
        layout.addRow(self.tr("&Folder"), self._folder)
        layout.addRow(self.tr("File"), self._file)
        layout.addRow(self._buttons)
        self._title.textChanged.connect(lambda _: self._show_name())
        self._folder.currentTextChanged.connect(lambda _: self._show_name())
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._title.setFocus()
        self._show_name()

    def accept(self) -> None:
        self.chosen.emit(self._folder.currentText(), self._title.text().strip())
        super().accept()

    def _show_name(self) -> None:
        title = self._title.text().strip()
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(title))
        self._file.setText(self._name_of(self._folder.currentText(), title) if title else "…")
