"""Editors of single values: text, numbers, choices, and what can only be looked at."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from editor.model.card.diff import State
from editor.model.card.values import format_value, parse_value
from editor.model.text.scalars import Plain, Value
from editor.ui.form.completion import WordCompleter
from editor.ui.form.field_editor import FieldEditor, Shown
from editor.ui.form.inputs import ChoiceInput, LineInput, TextInput
from editor.ui.form.kit import FormKit
from editor.ui.theme import SPACE_S, FontRole


class TextEditor(FieldEditor):
    """A line of text, sent with every keystroke; completes from the field's vocabulary where it has one."""

    def __init__(self, kit: FormKit, parent: QWidget | None = None) -> None:
        super().__init__(kit, parent)
        self._input: LineInput | TextInput = self._make_input()
        self._row.addWidget(self._input)
        self._follow(self._input.manners)
        self._input.textEdited.connect(self._on_text_edited)

    @property
    def input(self) -> QWidget:
        return self._input

    def _make_input(self) -> LineInput | TextInput:
        line = LineInput()
        completer = WordCompleter(line, self._words)
        completer.chosen.connect(self._on_chosen)
        return line

    def _words(self) -> list[str]:
        vocabulary = self.shown.field.vocabulary
        return list(self.kit.words(vocabulary)) if vocabulary else []

    def _on_chosen(self, word: str) -> None:
        self._input.show_text(word)
        self._on_text_edited(word)

    def _on_text_edited(self, text: str) -> None:
        self._count(text)
        self._send(text)

    def _fill(self, shown: Shown, *, again: bool) -> None:
        self._input.setPlaceholderText(shown.placeholder)
        self._input.show_text(shown.text)
        self._count(shown.text)
        # What the input cannot hold as it is (a lone carriage return, say) would be lost with the next keystroke.
        exact = self._input.text() == shown.text
        self._input.setReadOnly(not exact)
        self._remark(note="" if exact else self.tr("This text has characters that only Source can edit."))

    def _count(self, text: str) -> None:
        limit = self.shown.field.limit
        over = limit is not None and len(text) > limit
        self._input.show_count(f"{len(text)}/{limit}" if limit and text else "", "warning" if over else "muted")


class LongTextEditor(TextEditor):
    """Several lines of text, sent with every keystroke."""

    def _make_input(self) -> LineInput | TextInput:
        return TextInput()


class ParsedEditor(FieldEditor):
    """A line of text that is sent only when it reads as a value of the field's type."""

    def __init__(self, kit: FormKit, parent: QWidget | None = None) -> None:
        super().__init__(kit, parent)
        self._input = LineInput()
        self._row.addWidget(self._input)
        self._follow(self._input.manners)
        self._input.textEdited.connect(self._on_text_edited)
        self._input.manners.focus_changed.connect(self._on_focus_changed)

    @property
    def input(self) -> QWidget:
        return self._input

    def _describe(self, text: str) -> str:
        """What stands under a text that can be read."""
        return ""

    def _on_text_edited(self, text: str) -> None:
        if (value := self._judge(text)) is not None:
            # A value that stands in quotes stays a string, and so in its quotes.
            self._send(text if isinstance(self.shown.value, str) else value)

    def _judge(self, text: str) -> Value:
        """The value that `text` means, None when none; says under the field what it means or what is wrong."""
        try:
            value = parse_value(self.shown.field, text)
        except ValueError as error:
            self._remark(complaint=str(error))
            return None
        self._remark(note=self._describe(text))
        return value

    def _fill(self, shown: Shown, *, again: bool) -> None:
        self._input.setPlaceholderText(shown.placeholder)
        typed = self._input.text()
        if again and self._input.hasFocus() and typed and self._is_shown(self._judge(typed)):
            return  # "01" stays "01" while it is being typed, though the file says 1
        self._input.show_text(shown.text)
        if shown.text:
            self._judge(shown.text)
        else:
            self._remark()

    def _is_shown(self, value: Value) -> bool:
        return value.text == self.shown.text if isinstance(value, Plain) else value == self.shown.value

    def _on_focus_changed(self, here: bool) -> None:
        if not here and not self.complaint:
            self._input.show_text(self.shown.text)


class NumberEditor(ParsedEditor):
    """A whole or a decimal number."""

    def __init__(self, kit: FormKit, parent: QWidget | None = None) -> None:
        super().__init__(kit, parent)
        self._input.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self._row.addStretch()

    def _fill(self, shown: Shown, *, again: bool) -> None:
        super()._fill(shown, again=again)
        content = "0" * 6 if shown.text else shown.placeholder
        self._input.setFixedWidth(self.fontMetrics().horizontalAdvance(content) + 3 * SPACE_S)


class ChoiceEditor(FieldEditor):
    """One of the schema's choices, or any other word that is typed or stands in the file."""

    def __init__(self, kit: FormKit, parent: QWidget | None = None) -> None:
        super().__init__(kit, parent)
        self._combo = ChoiceInput()
        self._row.addWidget(self._combo)
        self._follow(self._combo.manners)
        self._combo.line.manners.menu_requested.connect(self.menu_requested)
        self._combo.line.textEdited.connect(self._send)
        self._combo.textActivated.connect(self._send)

    @property
    def input(self) -> QWidget:
        return self._combo

    def _fill(self, shown: Shown, *, again: bool) -> None:
        offered = [self._combo.itemText(index) for index in range(self._combo.count())]
        typing = again and self._combo.hasFocus()
        choices = list(shown.field.choices)
        if shown.text and shown.text not in choices and not typing:
            choices.append(shown.text)
        if offered != choices and not typing:
            self._combo.clear()
            self._combo.addItems(choices)
        self._combo.line.setPlaceholderText(shown.placeholder)
        self._combo.setMinimumContentsLength(0 if shown.text else len(shown.placeholder))
        self._combo.setCurrentIndex(self._combo.findText(shown.text))
        self._combo.line.show_text(shown.text)


class LockedEditor(FieldEditor):
    """What can be looked at and copied: a locked field, or one that the text floor would refuse to change."""

    def __init__(self, kit: FormKit, parent: QWidget | None = None) -> None:
        super().__init__(kit, parent)
        self._input = LineInput()
        self._input.setReadOnly(True)
        self._input.setFont(kit.theme.font(FontRole.MONO))
        self._lock = QLabel()
        self._row.addWidget(self._lock)
        self._row.addWidget(self._input)
        self._follow(self._input.manners)
        self._input.setProperty("part", "locked")
        kit.theme.changed.connect(self._paint_lock)
        self._paint_lock()

    @property
    def input(self) -> QWidget:
        return self._input

    def _paint_lock(self) -> None:
        self._lock.setPixmap(self.kit.theme.pixmap("mdi6.lock-outline", 16, ratio=self.devicePixelRatioF()))

    def _fill(self, shown: Shown, *, again: bool) -> None:
        same = shown.state is State.SAME
        self._input.show_text((shown.text or format_value(shown.value)) if same else "")
        self._input.setPlaceholderText(shown.placeholder)
        reason = self.tr("Locked. Kept byte for byte.") if shown.field.locked else shown.locked
        self.setToolTip(reason)
        self._remark(note="" if shown.field.locked else reason)


class DifferingEditor(FieldEditor):
    """A list of small forms while several cards are selected: said, not edited."""

    def __init__(self, kit: FormKit, parent: QWidget | None = None) -> None:
        super().__init__(kit, parent)
        self._label = QLabel()
        self._label.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._label.setProperty("part", "locked")
        self._label.setProperty("tone", "muted")
        self._row.addWidget(self._label)

    @property
    def input(self) -> QWidget:
        return self._label

    def _fill(self, shown: Shown, *, again: bool) -> None:
        count = len(shown.cards)
        if shown.state is State.SAME:
            text = self.tr("The same in {0} cards.")
        elif shown.state is State.MISSING:
            text = self.tr("In none of {0} cards.")
        else:
            text = self.tr("Differs between {0} cards.")
        self._label.setText(text.format(count))
