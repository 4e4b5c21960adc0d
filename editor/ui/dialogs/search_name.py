"""Asks what a saved search is called."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QWidget

from editor.ui.parts import ElidedLabel, named, restyle
from editor.ui.theme import SPACE_L, SPACE_M


class SearchNameDialog(QDialog):
    """For a new search, or (with `name`) for one that is to have another name."""

    chosen = Signal(str)
    """The name, without blanks around it."""

    def __init__(self, query: str, taken: Collection[str], *, name: str = "", parent: QWidget | None = None) -> None:
        """`taken` are the names that there are: a new search may take the place of one, a renamed one may not."""
        super().__init__(parent)
        self.setObjectName("search_name")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(420)
        self._taken = frozenset(taken)
        self._old = name
        self.setWindowTitle(self.tr("Rename the search") if name else self.tr("Save this search"))
        self._name = named(QLineEdit(name), "search_name.name")
        self._name.selectAll()
        self._query = named(ElidedLabel(query), "search_name.query", tone="muted")
        self._note = named(QLabel(), "search_name.note", role="small", tone="muted")
        self._note.setWordWrap(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        restyle(self._buttons.button(QDialogButtonBox.StandardButton.Ok), primary=True)
        layout = QFormLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setVerticalSpacing(SPACE_M)
        layout.addRow(self.tr("&Name"), self._name)
        layout.addRow(self.tr("Search"), self._query)
        layout.addRow(self._note)
        layout.addRow(self._buttons)
        self._name.textChanged.connect(lambda _: self._look())
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._look()

    def accept(self) -> None:
        self.chosen.emit(self._text())
        super().accept()

    def _text(self) -> str:
        return " ".join(self._name.text().split())

    def _look(self) -> None:
        """Say what saving under this name would do, and allow only what would do something."""
        name, old = self._text(), self._old
        is_taken = name in self._taken and name != old
        button = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        button.setEnabled(bool(name) and name != old and not (old and is_taken))
        if is_taken and old:
            note = self.tr("There is a search of that name already.")
        elif is_taken:
            note = self.tr("There is a search of that name already; this one will take its place.")
        else:
            note = self.tr("Kept in the site, in .newscards/searches.yml, where it can be committed.")
        self._note.setText(note)
        ok = self.tr("Rename") if old else self.tr("Replace") if is_taken else self.tr("Save")
        button.setText(ok)
