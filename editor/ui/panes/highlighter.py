"""The colours of a card's text."""

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from editor.ui.panes.tokens import tokens
from editor.ui.theme import Theme

LONGEST = 20_000
"""Longer lines stay without colour: Qt would take seconds to lay them out."""


class CardHighlighter(QSyntaxHighlighter):
    """Colours a document as a card, and again when the theme changes."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        self._formats = self._made_formats()
        theme.changed.connect(self._on_theme_changed)

    def highlightBlock(self, text: str) -> None:
        found, state = tokens(text, self.previousBlockState())
        self.setCurrentBlockState(state)
        if len(text) > LONGEST:
            return
        for token in found:
            start, length = _units(text[: token.start]), _units(text[token.start : token.end])
            self.setFormat(start, length, self._formats[token.kind])

    def _on_theme_changed(self) -> None:
        self._formats = self._made_formats()
        self.rehighlight()

    def _made_formats(self) -> dict[str, QTextCharFormat]:
        colours = self._theme.colours
        return {
            "key": _format(colours.syntax_key),
            "link": _format(colours.syntax_key),
            "string": _format(colours.syntax_string),
            "code": _format(colours.syntax_string),
            "number": _format(colours.syntax_number),
            "comment": _format(colours.syntax_comment, italic=True),
            "fence": _format(colours.syntax_comment),
            "heading": _format(colours.text, bold=True),
            "strong": _format(colours.text, bold=True),
        }


def _units(text: str) -> int:
    """How long Qt thinks the text is: an emoji counts two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _format(colour: QColor, *, bold: bool = False, italic: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(colour)
    made.setFontItalic(italic)
    if bold:
        made.setFontWeight(QFont.Weight.DemiBold)
    return made
