"""The numbers of the lines, beside a text, and a mark at the line that is wrong."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextBlock
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from editor.ui.theme import SPACE_S, SPACE_XS, FontRole, Theme

_DOT = 6


class Gutter(QWidget):
    """Paints one number for each line of `text`, however often it is wrapped."""

    def __init__(self, text: QPlainTextEdit, theme: Theme) -> None:
        super().__init__(text)
        self._text = text
        self._theme = theme
        self._bad: int | None = None
        self.setFont(theme.font(FontRole.MONO))

    def wanted_width(self) -> int:
        """Room for the largest number, in pixels."""
        digits = max(2, len(str(self._text.blockCount())))
        return SPACE_S + _DOT + SPACE_XS + self.fontMetrics().horizontalAdvance("9" * digits) + SPACE_S

    def sizeHint(self) -> QSize:
        return QSize(self.wanted_width(), 0)

    def set_bad(self, block: int | None) -> None:
        """Mark this line, counted from 0, as wrong; None: no line."""
        self._bad = block
        self.update()

    def follow(self, rect: QRect, scrolled: int) -> None:
        """The text has been painted anew in `rect`, or scrolled by so many pixels."""
        if scrolled:
            self.scroll(0, scrolled)
        else:
            self.update(0, rect.y(), self.width(), rect.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), colours.window)
        here = self._text.textCursor().blockNumber()
        for block, top in self._visible_blocks(event.rect()):
            number = block.blockNumber()
            line = QRect(0, top, self.width() - SPACE_S, self.fontMetrics().height())
            painter.setPen(colours.error if number == self._bad else colours.text if number == here else colours.muted)
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, str(number + 1))
            if number == self._bad:
                painter.setBrush(colours.error)
                painter.drawEllipse(SPACE_XS, line.center().y() - _DOT // 2 + 1, _DOT, _DOT)
        painter.end()

    def _visible_blocks(self, rect: QRect) -> Iterator[tuple[QTextBlock, int]]:
        """The lines that reach into `rect`, with their tops in pixels."""
        text = self._text
        block = text.firstVisibleBlock()
        top = text.blockBoundingGeometry(block).translated(text.contentOffset()).top()
        while block.isValid() and top <= rect.bottom():
            height = text.blockBoundingRect(block).height()
            if top + height >= rect.top():
                yield block, round(top)
            top += height
            block = block.next()
