"""One change of a card: what it is called, what was, what is, and the button that takes it back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from editor.model.card.changes import CardChange, Kind
from editor.model.card.diff import Absent
from editor.model.card.fields import Field
from editor.model.text.scalars import Value
from editor.ui.panes.marked_text import Marker
from editor.ui.panes.value_words import item_name, stand_in, value_words
from editor.ui.parts import named
from editor.ui.theme import SPACE_S, SPACE_XS, FontRole, Theme

_REVERTS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_R)
_LONGEST_READ = 300  # characters of a value that a screen reader is given


class ChangeRow(QFrame):
    """Has the focus as a whole; Delete, Backspace and R revert. Of a list of rows one at a time is reached by Tab."""

    revert_requested = Signal()
    step_requested = Signal(int)  # the focus goes this many rows on
    focused = Signal()

    def __init__(self, theme: Theme, *, revertible: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._revertible = revertible
        self._change: CardChange | None = None
        self.setProperty("part", "change")
        self._label = named(QLabel(), "change.label", role="heading")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._remark = named(QLabel(), "change.remark", tone="muted")
        self.revert_button = QToolButton()
        self.revert_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.revert_button.setText(self.tr("Revert"))
        self.revert_button.setToolTip(self.tr("Brings the old value back (Delete)"))
        self._text = named(QLabel(), "change.text")
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._head = head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self._label)
        head.addWidget(self._remark, 1)
        head.addWidget(self.revert_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_S, SPACE_XS, SPACE_XS, SPACE_S)
        layout.setSpacing(SPACE_XS)
        layout.addLayout(head)
        layout.addWidget(self._text)
        self.revert_button.clicked.connect(self.revert_requested)
        theme.changed.connect(self._draw)
        self.set_current(False)

    @property
    def change(self) -> CardChange | None:
        """What is shown."""
        return self._change

    def show_change(self, change: CardChange) -> None:
        """Shows this one; costs nothing where it is shown already."""
        if change == self._change:
            return
        self._change = change
        name = "change." + ".".join((*change.place, change.kind) if change.kind is Kind.ORDER else change.place)
        self.setObjectName(name.rstrip("."))
        self.setAccessibleName(spoken(change))
        self._label.setText(change.label)
        remark = _remark(change)
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        self._head.setStretch(0, 0 if remark else 1)
        self.revert_button.setVisible(self._revertible and bool(change.revert))
        self.revert_button.setAccessibleName(self.tr("Revert {0}").format(change.label))
        self._draw()

    def set_current(self, current: bool) -> None:
        """Whether Tab comes here; a click does always."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus)
        self.revert_button.setFocusPolicy(Qt.FocusPolicy.TabFocus if current else Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self.step_requested.emit(steps[Qt.Key(event.key())])
        elif event.key() in _REVERTS and not event.modifiers() and not self.revert_button.isHidden():
            self.revert_requested.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the click has given the focus

    def _draw(self) -> None:
        self.revert_button.setIcon(self._theme.icon("mdi6.undo-variant"))
        if self._change is not None:
            whole = self._change.kind in (Kind.TEXT, Kind.SPELLING)
            self._text.setFont(self._theme.font(FontRole.MONO if whole else FontRole.BODY))
            self._text.setText(Marker(self._theme.colours).change(self._change))


def spoken(change: CardChange) -> str:
    """The change as a screen reader says it."""
    return QCoreApplication.translate("ChangeRow", "{0}: was {1}, is {2}").format(
        change.label, _read_out(change.old, change.field), _read_out(change.new, change.field)
    )


def _read_out(value: Value | Absent, field: Field | None) -> str:
    words = ", ".join(map(item_name, value)) if isinstance(value, list) else value_words(value, field)
    words = words if len(words) <= _LONGEST_READ else words[: _LONGEST_READ - 1] + "…"
    return words or stand_in(value)


def _remark(change: CardChange) -> str:
    """What the label leaves open."""
    translate = QCoreApplication.translate
    match change.kind:
        case Kind.ITEM if isinstance(change.old, Absent):
            return translate("ChangeRow", "added")
        case Kind.ITEM:
            return translate("ChangeRow", "removed")
        case Kind.ORDER:
            return translate("ChangeRow", "in another order")
        case Kind.WORDS if not (change.added or change.removed):
            return translate("ChangeRow", "in another order")
        case Kind.TEXT:
            return translate("ChangeRow", "one version cannot be read")
        case Kind.SPELLING:
            return translate("ChangeRow", "no field has another value")
    return ""
