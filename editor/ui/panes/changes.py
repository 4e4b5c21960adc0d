"""What changed in a card, field by field, each change with its way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from editor.model.card.card import CardId
from editor.model.card.changes import CardChange
from editor.model.card.edits import Edit
from editor.ui.panes.change_list import ChangeList
from editor.ui.panes.message import Message
from editor.ui.parts import named
from editor.ui.theme import SPACE_M, SPACE_S, Theme


class ChangesPane(QWidget):
    """Shows changes that it is given, and tells when one, or all of them, are to be taken back."""

    revert_requested = Signal(object, str)
    """The edits (a tuple) that take it back, and what an undo menu calls that."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("changes_pane")
        self._card: CardId = ""
        self._revert_all: tuple[Edit, ...] = ()
        self._theme = theme
        self._count = named(QLabel(), "changes.count", tone="muted")
        self.revert_all_button = named(QPushButton(self.tr("Revert all")), "changes.revert_all")
        self.revert_all_button.setToolTip(self.tr("Makes the card what it was"))
        self.list = ChangeList(theme)
        self._nothing = Message(theme)
        head = QHBoxLayout()
        head.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, 0)
        head.addWidget(self._count, 1)
        head.addWidget(self.revert_all_button)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.list.revert_requested.connect(self.revert_requested)
        self.revert_all_button.clicked.connect(self._on_revert_all)
        theme.changed.connect(self._draw)
        self._draw()
        self.show_changes((), card_id="")

    def show_changes(
        self, changes: Sequence[CardChange], *, card_id: CardId, revert_all: Sequence[Edit] = (), unchanged: str = ""
    ) -> None:
        """Shows the changes of a card; of the same card as before, the rows keep their place and the focus.

        `revert_all` are the edits that take all of them back, `unchanged` is what is said where there are none.
        """
        afresh, self._card = card_id != self._card, card_id
        self._revert_all = tuple(revert_all)
        own = sum(not change.machine for change in changes)
        self._count.setText(
            self.tr("%n change(s)", "", own) if own else self.tr("Only the site’s machine changed this card.")
        )
        self.revert_all_button.setVisible(bool(revert_all))
        if not changes:
            sentence = unchanged or self.tr("This card is as it was saved.")
            self._nothing.tell("mdi6.check-circle-outline", self.tr("Nothing changed"), sentence)
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self.list.show_changes(changes, afresh=afresh)
        self._stack.setCurrentIndex(1 if changes else 0)
        if had_focus and not changes:
            self.setFocus()  # else it would go where the last row was followed

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.list.focus_row()

    def _on_revert_all(self) -> None:
        self.revert_requested.emit(self._revert_all, self.tr("revert all changes"))

    def _draw(self) -> None:
        self.revert_all_button.setIcon(self._theme.icon("mdi6.undo-variant"))
