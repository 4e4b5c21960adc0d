"""Whether a key is typed or is a shortcut, for the widget that has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from editor.ui.actions import ActionTable

Field = QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox | QComboBox
"""What keys can be typed into, or choose in."""

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class KeyGuard(QObject):
    """Settles each key of one window before Qt looks for a shortcut.

    - A key that types a character goes to a field that takes text, or to a combo box, never to a shortcut.
    - Undo and redo go to the field while it has something to undo or redo, then to the window.
    - Every other shortcut of the window wins over the field's own use of that key.

    Only fields are watched, from the first time that they have the focus; no other event passes through Python.
    """

    def __init__(self, actions: ActionTable, window: QWidget) -> None:
        super().__init__(window)
        self._shortcuts = {sequence for spec in actions.specs for sequence in spec.shortcuts()}
        window.winId()  # makes the platform's window, which tells of the focus
        window.windowHandle().focusObjectChanged.connect(self._on_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accepting the question “is this key yours?” keeps it from the shortcuts."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, Field) or (not isinstance(watched, QComboBox) and watched.isReadOnly()):
            return False
        redo = event.matches(QKeySequence.StandardKey.Redo)
        if _is_typed(event):
            event.accept()
        elif redo or event.matches(QKeySequence.StandardKey.Undo):
            event.setAccepted(_has_own_step(watched, redo=redo))
        elif QKeySequence(event.keyCombination()) in self._shortcuts:
            event.ignore()
        else:
            return False
        return True

    def _on_focus_changed(self, now: QObject | None) -> None:
        if isinstance(now, Field):
            now.installEventFilter(self)


def _is_typed(event: QKeyEvent) -> bool:
    return bool(event.text()) and event.text().isprintable() and not event.modifiers() & _COMMANDS


def _has_own_step(field: Field, *, redo: bool) -> bool:
    if isinstance(field, QAbstractSpinBox | QComboBox):
        line = field.lineEdit()
        return line is not None and _has_own_step(line, redo=redo)
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable() if redo else field.isUndoAvailable()
    return field.document().isRedoAvailable() if redo else field.document().isUndoAvailable()
