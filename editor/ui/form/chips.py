"""The editor of a list of words: chips that can be taken away and moved, and a line that adds more."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QWidget

from editor.model.card.diff import State
from editor.model.card.edits import AddItem, Move, Remove, RemoveItem
from editor.model.card.values import format_value
from editor.model.site.summary import fold
from editor.model.text.paths import format_path
from editor.model.text.scalars import Value
from editor.ui.flow_layout import FlowLayout
from editor.ui.form.completion import WordCompleter
from editor.ui.form.field_editor import FieldEditor, Shown, undo_name
from editor.ui.form.inputs import LineInput
from editor.ui.form.kit import FormKit, IconButton, resting, set_shown
from editor.ui.parts import ElidedLabel, restyle
from editor.ui.theme import SPACE_XS

SEPARATORS = ",;"


class Chip(QFrame):
    """One word of the list. Delete and Backspace take it away, arrows go to its neighbours, Ctrl+arrows move it."""

    remove_requested = Signal()
    step_requested = Signal(int)  # the focus goes this many chips on
    move_requested = Signal(int)  # the chip itself goes this many places on
    dropped = Signal(QPoint)  # dragged to here, in the coordinates of the parent
    focus_changed = Signal(bool)

    def __init__(self, kit: FormKit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = ElidedLabel()
        self._label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.remove_button = IconButton(kit, "mdi6.close", self.tr("Remove"))
        self.remove_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remove_button.setFixedSize(20, 20)
        self.remove_button.setIconSize(QSize(14, 14))
        self.remove_button.clicked.connect(self.remove_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 2, 4, 2)
        layout.setSpacing(2)
        layout.addWidget(self._label)
        layout.addWidget(self.remove_button)
        self.setProperty("part", "chip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._pressed_at: QPoint | None = None

    def show_word(self, word: str, *, partly: str, name: str) -> None:
        """The word; `partly` says in how many of the selected cards it is, empty when in all."""
        text = f"{word}  {partly}".rstrip()
        self._label.setText(text)
        self.setToolTip(word)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.remove_button.setObjectName(f"{name}.remove")
        self.remove_button.setAccessibleName(self.tr("Remove {0}").format(word))
        restyle(self, partly=bool(partly))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_requested.emit()
        elif key in steps and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.move_requested.emit(steps[Qt.Key(key)])
        elif key in steps:
            self.step_requested.emit(steps[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            return
        if (event.position().toPoint() - self._pressed_at).manhattanLength() >= QApplication.startDragDistance():
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        start, self._pressed_at = self._pressed_at, None
        self.unsetCursor()
        end = event.position().toPoint()
        if start is not None and (end - start).manhattanLength() >= QApplication.startDragDistance():
            self.dropped.emit(self.mapToParent(end))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit(False)


class ChipsEditor(FieldEditor):
    """A list of scalars. Return or a comma adds what is typed; Backspace in the empty line goes to the last chip."""

    def __init__(self, kit: FormKit, parent: QWidget | None = None) -> None:
        super().__init__(kit, parent)
        self._items: list[Value] = []
        self._chips: list[Chip] = []
        self._line = _AddLine()
        self._line.setMinimumWidth(120)
        self._line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._flow = FlowLayout(gap=SPACE_XS + 2, line_gap=SPACE_XS + 2)
        self._flow.addWidget(self._line)
        self._row.addLayout(self._flow)
        self._completer = WordCompleter(self._line, self._words)
        self._completer.chosen.connect(self._add)
        self._line.textEdited.connect(self._on_text_edited)
        self._line.returnPressed.connect(self._on_return)
        self._line.left_requested.connect(lambda: self._focus_chip(len(self._items) - 1))
        self._follow(self._line.manners)

    @property
    def input(self) -> QWidget:
        return self._line

    def _fill(self, shown: Shown, *, again: bool) -> None:
        value = shown.value if isinstance(shown.value, list) else []
        parts = shown.shares or tuple((item, len(shown.cards)) for item in value)
        self._items = [item for item, _count in parts]
        while len(self._chips) < len(parts):
            self._make_chip()
        name = format_path(shown.path)
        with resting(self.layout()):
            for index, chip in enumerate(self._chips):
                if index < len(parts):
                    item, count = parts[index]
                    partly = f"{count}/{len(shown.cards)}" if count < len(shown.cards) else ""
                    chip.show_word(format_value(item), partly=partly, name=f"field.{name}[{index}]")
                set_shown(chip, index < len(parts))
        if not again:
            self._line.clear()
        missing = shown.is_missing or (shown.state is not State.SAME and not parts)
        self._line.setPlaceholderText(shown.placeholder if missing else self._invitation())
        self._line.setAccessibleName(self.tr("Add to {0}").format(shown.accessible_name))

    def _invitation(self) -> str:
        return self.tr("add a topic…") if self.shown.field.vocabulary == "topics" else self.tr("add…")

    def _make_chip(self) -> None:
        chip = Chip(self.kit)
        index = len(self._chips)
        chip.remove_requested.connect(lambda: self._remove(index))
        chip.step_requested.connect(lambda by: self._focus_chip(index + by))
        chip.move_requested.connect(lambda by: self._move(index, index + by))
        chip.dropped.connect(lambda place: self._move(index, self._index_at(place)))
        chip.focus_changed.connect(self.focus_changed)
        self._flow.insertWidget(index, chip)
        if self._chips:
            QWidget.setTabOrder(self._chips[-1], chip)
        QWidget.setTabOrder(chip, self._line)
        self._chips.append(chip)

    def _words(self) -> list[str]:
        vocabulary = self.shown.field.vocabulary
        there = {format_value(item) for item in self._items}
        return [word for word in self.kit.words(vocabulary) if word not in there] if vocabulary else []

    def _on_text_edited(self, text: str) -> None:
        if text[-1:] in SEPARATORS and text:
            self._add(text[:-1])

    def _on_return(self) -> None:
        if not self._completer.is_choosing:
            self._add(self._line.text())

    def _add(self, text: str) -> None:
        word = text.strip()
        self._line.clear()
        there = {format_value(item) for item, count in self._parts() if count == len(self.shown.cards)}
        if not word or word in there:
            return
        label = self.tr("add “{0}” to {1}").format(self._known_spelling(word), undo_name(self.shown.field))
        self._send_edits((AddItem(self.shown.path, self._known_spelling(word)),), label)

    def _known_spelling(self, word: str) -> str:
        """`ai` as the site spells it, `AI`, when the vocabulary has just one word that reads alike."""
        vocabulary = self.shown.field.vocabulary
        words = self.kit.words(vocabulary) if vocabulary else ()
        alike = [known for known in words if fold(known) == fold(word)]
        return alike[0] if len(alike) == 1 and word not in words else word

    def _parts(self) -> list[tuple[Value, int]]:
        return list(self.shown.shares) or [(item, len(self.shown.cards)) for item in self._items]

    def _remove(self, index: int) -> None:
        item, path = self._items[index], self.shown.path
        had_focus = self._chips[index].hasFocus()
        label = self.tr("remove “{0}” from {1}").format(format_value(item), undo_name(self.shown.field))
        only_one_of_equals = self._items.count(item) > 1
        self._send_edits((Remove((*path, index)) if only_one_of_equals else RemoveItem(path, item),), label)
        if had_focus:
            self._focus_chip(min(index, len(self._items) - 1))

    def _move(self, index: int, to: int) -> None:
        if len(self.shown.cards) > 1 or to == index or not 0 <= to < len(self._items):
            return
        self._send_edits(
            (Move(self.shown.path, index, to),), self.tr("reorder {0}").format(undo_name(self.shown.field))
        )
        self._focus_chip(to)

    def _focus_chip(self, index: int) -> None:
        if index >= len(self._items) or not self._items:
            self._line.setFocus()
        else:
            self._chips[max(0, index)].setFocus()

    def _index_at(self, place: QPoint) -> int:
        """Where a chip that is dropped at `place` is to stand."""
        shown = self._chips[: len(self._items)]
        nearest = min(shown, key=lambda chip: (chip.geometry().center() - place).manhattanLength())
        return shown.index(nearest)


class _AddLine(LineInput):
    """The line behind the chips."""

    left_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Left) and not self.text():
            self.left_requested.emit()
        else:
            super().keyPressEvent(event)
