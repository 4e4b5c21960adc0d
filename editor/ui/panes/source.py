"""The card's text itself: YAML in colour, editable, with the error marked at its line."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.model.card.card import Card, is_storable
from editor.ui.panes.source_editor import SourceEditor
from editor.ui.parts import named
from editor.ui.theme import ICON, SPACE_M, SPACE_S, SPACE_XS, Theme

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
        self._theme = theme
        self._card: str | None = None
        self._error: tuple[int, int, str] = (0, 0, "")
        self._waiting = QTimer(self, singleShot=True, interval=PATIENCE)
        self._waiting.timeout.connect(lambda: self.set_error(*self._error))
        self.editor = SourceEditor(theme)
        self.setFocusProxy(self.editor)
        self._icon = QLabel()
        self.sentence = named(QLabel(), "source.error", tone="error")
        self.sentence.setWordWrap(True)
        self.line_button = named(QPushButton(), "source.go_to_error")
        self.line_button.setFlat(True)
        self.bar = named(QFrame(), "source.error_bar")
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(SPACE_M, SPACE_XS, SPACE_S, SPACE_XS)
        row.setSpacing(SPACE_S)
        row.addWidget(self._icon)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.line_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.editor, 1)
        layout.addWidget(self.bar)
        self.bar.hide()

        self.editor.text_edited.connect(self.text_edited)
        self.line_button.clicked.connect(self._on_line_clicked)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

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
        self.sentence.setText(sentence)
        self.line_button.setText(self.tr("Line {0}").format(line))
        self.line_button.setToolTip(self.tr("Go to the line that is wrong"))
        self.line_button.setVisible(line > 0)
        if line > 0:
            self.editor.set_mark(line, column or None)
        else:
            self.editor.clear_mark()
        self.bar.show()

    def clear_error(self) -> None:
        """Take mark and sentence away."""
        self._waiting.stop()
        self.editor.clear_mark()
        self.bar.hide()

    def go_to_line(self, line: int) -> None:
        """Put the cursor at the beginning of this line, counted from 1 in the file, and bring it into sight."""
        self.editor.go_to(line)

    def _on_line_clicked(self) -> None:
        line, column, _ = self._error
        self.editor.go_to(line, column or None)
        self.editor.setFocus()

    def _on_theme_changed(self) -> None:
        error = self._theme.colours.error
        self._icon.setPixmap(
            self._theme.pixmap("mdi6.alert-circle-outline", ICON.width(), error, self.devicePixelRatioF())
        )
        soft = self._theme.colours.error_soft
        palette = self.bar.palette()
        palette.setColor(self.bar.backgroundRole(), soft)
        self.bar.setPalette(palette)
        self.bar.setAutoFillBackground(True)


def _sentence(reason: str) -> str:
    """The model's reason as a sentence of its own."""
    reason = reason[:1].upper() + reason[1:]
    return reason if reason.endswith((".", "!", "?")) else f"{reason}."
