"""The changes of a card as rows, those of the site's machine folded away."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from editor.model.card.changes import CardChange, Kind
from editor.model.card.merge_values import Place
from editor.ui.fold import Fold
from editor.ui.form.field_editor import undo_name
from editor.ui.panes.change_row import ChangeRow
from editor.ui.parts import named
from editor.ui.theme import SPACE_M, SPACE_S, Theme

MOST = 60
"""Rows that are made, at a few milliseconds each, and kept; how many more changes there are is said."""


class ChangeList(QScrollArea):
    """Up and Down go from row to row. Rows keep their place and the focus when the same card is shown again."""

    revert_requested = Signal(object, str)  # tuple[Edit, ...], what an undo menu calls it

    def __init__(self, theme: Theme, *, revertible: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("change_list")
        self.setAccessibleName(self.tr("Changes"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = theme
        self._revertible = revertible
        self._rows: dict[tuple[Place, bool], ChangeRow] = {}
        self._spare: list[ChangeRow] = []
        self._more = named(QLabel(), "changes.more", tone="muted")
        self.fold = Fold(theme)
        self.fold.setObjectName("changes.machine")
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        page = QFrame()
        page.setObjectName("formPage")
        self._own, self._machine = QVBoxLayout(), QVBoxLayout()
        self._folded = QWidget()
        self._folded.setLayout(self._machine)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_M)
        layout.setSpacing(SPACE_S)
        for rows in (self._own, self._machine):
            rows.setContentsMargins(0, 0, 0, 0)
            rows.setSpacing(SPACE_S)
        layout.addLayout(self._own)
        layout.addWidget(self._more)
        layout.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._folded)
        layout.addStretch(1)
        self.setWidget(page)
        self._folded.hide()
        self.fold.toggled.connect(self._on_folded)

    def show_changes(self, changes: Sequence[CardChange], *, afresh: bool = False) -> None:
        """Shows these; `afresh` begins at the top, with the machine's folded away, for it is another card."""
        before, focused = self._reachable(), QApplication.focusWidget()
        owner = next((row for row in before if _holds(row, focused)), None)
        at = 0 if owner is None or afresh else before.index(owner)
        if afresh:
            self.fold.setChecked(False)
            self.verticalScrollBar().setValue(0)
        shown = changes[:MOST]
        old, self._rows = self._rows, {}
        if afresh:
            self._spare = [*self._spare, *reversed(old.values())]
            old = {}
        for change in shown:
            key = (change.place, change.kind is Kind.ORDER)
            row = old.pop(key, None) or (self._spare.pop() if self._spare else self._made())
            self._rows[key] = row
            row.show_change(change)
        self._spare += old.values()
        ordered = list(zip(shown, self._rows.values(), strict=True))
        _place(self._own, [row for change, row in ordered if not change.machine])
        _place(self._machine, [row for change, row in ordered if change.machine])
        self._say_counts(len(changes) - len(shown), sum(change.machine for change in shown))
        if owner is not None and (afresh or owner not in self._reachable()):
            self._focus_at(at)
        for row in self._spare:
            row.hide()
        if afresh or not any(row.focusPolicy() is Qt.FocusPolicy.StrongFocus for row in self._reachable()):
            self._make_current(next(iter(self._reachable()), None))

    def focus_row(self) -> bool:
        """Gives the row that Tab comes to the focus; False where there is none."""
        rows = self._reachable()
        row = next((row for row in rows if row.focusPolicy() is Qt.FocusPolicy.StrongFocus), next(iter(rows), None))
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)
        return row is not None

    def _made(self) -> ChangeRow:
        row = ChangeRow(self._theme, revertible=self._revertible)
        row.revert_requested.connect(lambda: self._on_revert(row))
        row.step_requested.connect(lambda by: self._on_step(row, by))
        row.focused.connect(lambda: self._make_current(row))
        return row

    def _reachable(self) -> list[ChangeRow]:
        """The rows that are to be seen, from top to bottom."""
        layouts = [self._own, self._machine] if self.fold.isChecked() else [self._own]
        items = [layout.itemAt(index) for layout in layouts for index in range(layout.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, ChangeRow)]

    def _make_current(self, current: ChangeRow | None) -> None:
        for row in self._rows.values():
            row.set_current(row is current)
        if current is not None and current.hasFocus():
            self.ensureWidgetVisible(current, 0, SPACE_S)

    def _focus_at(self, index: int) -> None:
        """Gives the focus to the row at this place, else to the last one, else to the fold."""
        rows = self._reachable()
        if rows:
            rows[min(index, len(rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.fold.isHidden():
            self.fold.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_counts(self, more: int, machine: int) -> None:
        self._more.setText(self.tr("%n more change(s): Source shows them all.", "", more) if more else "")
        self._more.setVisible(more > 0)
        self.fold.setText(self.tr("%n change(s) by the site’s machine", "", machine))
        self.fold.setVisible(machine > 0)
        self._folded.setVisible(machine > 0 and self.fold.isChecked())

    def _on_folded(self, is_open: bool) -> None:
        self._folded.setVisible(is_open)

    def _on_step(self, row: ChangeRow, by: int) -> None:
        rows = self._reachable()
        to = rows.index(row) + by
        if 0 <= to < len(rows):
            rows[to].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_revert(self, row: ChangeRow) -> None:
        change = row.change
        if change is not None and change.revert:
            name = undo_name(change.field) if change.field else change.label
            self.revert_requested.emit(change.revert, self.tr("revert {0}").format(name))


def _holds(row: ChangeRow, widget: QWidget | None) -> bool:
    return widget is not None and (row is widget or row.isAncestorOf(widget))


def _place(layout: QVBoxLayout, rows: Sequence[ChangeRow]) -> None:
    """Puts these rows into the layout in their order, those that are there already left alone."""
    for index, row in enumerate(rows):
        item = layout.itemAt(index)
        if item is None or item.widget() is not row:
            layout.removeWidget(row)
            layout.insertWidget(index, row)
            row.show()  # now, so that it can have the focus at once
    while layout.count() > len(rows):
        layout.takeAt(layout.count() - 1)
    for before, after in pairwise(rows):
        QWidget.setTabOrder(before.revert_button, after)
