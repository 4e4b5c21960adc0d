"""The card's text itself: YAML in colour, editable, with the error marked at its line."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.model.card.card import Card, is_storable
from editor.ui.panes.notice import NoticeBar
from editor.ui.panes.source_editor import SourceEditor
from editor.ui.theme import Theme

PATIENCE = 500
"""Milliseconds without a key until an error is named: a half-typed line is no mistake yet."""


class SourcePane(QWidget):
    """Shows and edits the exact text of a card.

    `text_edited` carries the whole text (a str) after each change by the person, the other lines byte for byte.
    Setting text from code never emits. A file that is not UTF-8 is shown, and cannot be edited.
    """

    text_edited = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("source_pane")
        self._card: str | None = None
        self._error: tuple[int, int, str] = (0, 0, "")
        self._waiting = QTimer(self, singleShot=True, interval=PATIENCE)
        self._waiting.timeout.connect(lambda: self.set_error(*self._error))
        self.editor = SourceEditor(theme)
        self.setFocusProxy(self.editor)
        self.bar = NoticeBar(theme, "source.error")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.editor, 1)
        layout.addWidget(self.bar)

        self.editor.text_edited.connect(self.text_edited)
        self.bar.chosen.connect(self._on_line_chosen)

    @property
    def text(self) -> str:
        """The exact text that is shown."""
        return self.editor.text

    def show_card(self, card: Card | None) -> None:
        """Show this card's text and what is wrong with it; the same card keeps cursor and place."""
        card_id = card.id if card is not None else None
        same = card_id == self._card
        self._card = card_id
        text = card.text if card is not None else ""
        as_typed = same and text == self.text
        self.editor.show_text(text, afresh=not same, read_only=card is None or not is_storable(text))
        error = card.error if card is not None else None
        if error is None:
            self.clear_error()
        elif as_typed and not self.bar.isVisibleTo(self):
            self._error = (error.line or 0, error.column or 0, _sentence(error.reason))
            self._waiting.start()
        else:
            self.set_error(error.line or 0, error.column or 0, _sentence(error.reason))

    def set_error(self, line: int, column: int, sentence: str) -> None:
        """Mark this place, counted from 1 in the file (0: not known), and say what is wrong there."""
        self._waiting.stop()
        self._error = (line, column, sentence)
        to_line = (("line", self.tr("Line {0}").format(line)),) if line > 0 else ()
        self.bar.tell(sentence, to_line, tone="error")
        if line > 0:
            self.editor.set_mark(line, column or None)
        else:
            self.editor.clear_mark()

    def clear_error(self) -> None:
        """Take mark and sentence away."""
        self._waiting.stop()
        self.editor.clear_mark()
        self.bar.clear()

    def go_to_line(self, line: int) -> None:
        """Put the cursor at the beginning of this line, counted from 1 in the file, and bring it into sight."""
        self.editor.go_to(line)

    def _on_line_chosen(self, _: str) -> None:
        line, column, _ = self._error
        self.editor.go_to(line, column or None)
        self.editor.setFocus()


def _sentence(reason: str) -> str:
    """The model's reason as a sentence of its own."""
    reason = reason[:1].upper() + reason[1:]
    return reason if reason.endswith((".", "!", "?")) else f"{reason}."
