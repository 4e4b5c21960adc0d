"""Asks, field by field, which side a card is to have where two versions of it changed the same."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from editor.model.card.merge_values import Clash, ClashKind, Side
from editor.ui.dialogs.clash_row import ClashRow, Read
from editor.ui.parts import named
from editor.ui.theme import SPACE_L, SPACE_M, SPACE_S, Theme

_SIZE = QSize(900, 620)  # with several clashes, and at most
_LOWEST = 360  # with one short one


class ClashDialog(QDialog):
    """All clashes of one card. Show it with `open()`.

    Nothing is chosen at first. Up and Down go from clash to clash, 1, 2 and 3 choose and go on to the next open one,
    Return uses the choices once none is open, Esc leaves everything as it is.
    """

    settled = Signal(object)
    """Which side was chosen for each clash: a Mapping[Place, Side]."""

    def __init__(
        self, title: str, clashes: Sequence[Clash], read: Read, theme: Theme, parent: QWidget | None = None
    ) -> None:
        """`read` reads the text of a card, for clashes of whole stories."""
        super().__init__(parent)
        self.setObjectName("clash_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Two versions of a card"))
        heading = named(QLabel(self.tr("“{0}” changed here and on disk").format(title)), "clashes.title", role="title")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        about = named(QLabel(self._explained(clashes)), "clashes.about", tone="muted")
        for label in (heading, about):
            label.setWordWrap(True)
        self._open = named(QLabel(), "clashes.open")
        all_mine = named(QPushButton(self.tr("All &mine")), "clashes.all_mine")
        all_theirs = named(QPushButton(self.tr("All from &disk")), "clashes.all_theirs")
        self.rows = [ClashRow(clash, read, theme) for clash in clashes]
        self._list = QScrollArea()
        self._list.setObjectName("clashes.list")
        self._list.setWidgetResizable(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        later = named(QPushButton(self.tr("&Later")), "clashes.later")
        self._use = named(QPushButton(self.tr("&Use these")), "clashes.use")
        self._use.setProperty("primary", True)
        self._use.setDefault(True)
        kept = named(QLabel(self.tr("Your changes stay unsaved until you choose.")), "clashes.kept", tone="muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        layout.setSpacing(SPACE_M)
        layout.addWidget(heading)
        layout.addWidget(about)
        layout.addLayout(_in_a_row(self._open, None, all_mine, all_theirs))
        layout.addWidget(self._list, 1)
        layout.addLayout(_in_a_row(kept, None, later, self._use))
        page = self._fill()
        rows = page.heightForWidth(_SIZE.width() - 3 * SPACE_L)
        needed = layout.sizeHint().height() - self._list.sizeHint().height() + rows
        self.resize(_SIZE.width(), max(_LOWEST, min(_SIZE.height(), needed)))

        all_mine.clicked.connect(lambda: self._choose_all(Side.MINE))
        all_theirs.clicked.connect(lambda: self._choose_all(Side.THEIRS))
        later.clicked.connect(self.reject)
        self._use.clicked.connect(self.accept)
        self._count()
        if self.rows:
            self._make_current(self.rows[0])
            self.rows[0].setFocus()

    def accept(self) -> None:
        """Tell the choices and close; while a clash is open, go there."""
        still_open = next((row for row in self.rows if row.choice is None), None)
        if still_open is not None:
            still_open.setFocus()
            return
        self.settled.emit({row.clash.place: row.choice for row in self.rows})
        super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _COMMANDS:
            self.accept()
        else:
            super().keyPressEvent(event)

    def _explained(self, clashes: Sequence[Clash]) -> str:
        if any(clash.kind in (ClashKind.STORY, ClashKind.TEXT) for clash in clashes):
            return self.tr("Choose the version that the card is to have.")
        return self.tr("What only one side changed is merged already. Choose what the card is to have for the rest.")

    def _fill(self) -> QVBoxLayout:
        page = QWidget()
        page.setObjectName("formPage")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, SPACE_S, 0)
        column.setSpacing(SPACE_M)
        for row in self.rows:
            column.addWidget(row)
            row.chosen.connect(lambda row=row: self._on_chosen(row))
            row.step_requested.connect(lambda by, row=row: self._on_step(row, by))
            row.focused.connect(lambda row=row: self._make_current(row))
        column.addStretch(1)
        self._list.setWidget(page)
        return column

    def _make_current(self, current: ClashRow) -> None:
        for row in self.rows:
            row.set_current(row is current)
        self._list.ensureWidgetVisible(current, 0, SPACE_S)

    def _choose_all(self, side: Side) -> None:
        for row in self.rows:
            row.blockSignals(True)
            row.choose(side)
            row.blockSignals(False)
        self._count()
        self._use.setFocus()

    def _on_chosen(self, row: ClashRow) -> None:
        self._count()
        at = self.rows.index(row)
        following = [*self.rows[at + 1 :], *self.rows[:at]]
        next((each for each in following if each.choice is None), row).setFocus()

    def _on_step(self, row: ClashRow, by: int) -> None:
        to = self.rows.index(row) + by
        if 0 <= to < len(self.rows):
            self.rows[to].setFocus()

    def _count(self) -> None:
        still_open = sum(row.choice is None for row in self.rows)
        self._open.setText(
            self.tr("{0} of {1} still open").format(still_open, len(self.rows))
            if still_open
            else self.tr("All chosen: Return uses them.")
        )
        self._use.setEnabled(not still_open)


_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def _in_a_row(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets side by side; None takes what room is left."""
    row = QHBoxLayout()
    row.setSpacing(SPACE_S)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row
