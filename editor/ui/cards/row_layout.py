"""Where things stand in a card's row, and how its words fit there."""

from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle

from editor.ui.theme import SPACE_M, SPACE_S, SPACE_XS

PICTURE = QSize(80, 50)
"""The frame of a row's picture in points: 16:10."""

_LEAST_HEIGHT = 68  # points
_MARK = 28  # points square: a comfortable target for the mouse
_KEPT = 400  # titles whose lines are remembered: more than a tall window shows, so that scrolling back is free


@dataclass(frozen=True, slots=True)
class RowLayout:
    """The parts of one row, in the coordinates of the row's rectangle, mirrored where people read from the right."""

    picture: QRect
    text: QRect
    mark: QRect


def row_height(metrics: QFontMetrics) -> int:
    """Two lines of title, one below it, and the picture with air around it, in points."""
    return max(_LEAST_HEIGHT, 3 * metrics.height() + SPACE_XS + 2 * SPACE_S)


def lay_out(row: QRect, direction: Qt.LayoutDirection) -> RowLayout:
    """The parts of a row in `row`."""
    parts = _laid_out(row.width(), row.height(), direction)
    left, top = row.left(), row.top()
    return RowLayout(
        parts.picture.translated(left, top), parts.text.translated(left, top), parts.mark.translated(left, top)
    )


@lru_cache(maxsize=16)
def _laid_out(width: int, height: int, direction: Qt.LayoutDirection) -> RowLayout:
    row = QRect(0, 0, width, height)
    picture = QRect(QPoint(row.left() + SPACE_M, row.center().y() - PICTURE.height() // 2 + 1), PICTURE)
    mark = QRect(row.right() - SPACE_S - _MARK + 1, row.center().y() - _MARK // 2 + 1, _MARK, _MARK)
    left = picture.right() + 1 + SPACE_M
    text = QRect(left, row.top(), max(0, mark.left() - SPACE_XS - left), row.height())
    return RowLayout(*(QStyle.visualRect(direction, row, part) for part in (picture, text, mark)))


class LineEnd:
    """Hands out places at the end of a line, the outermost first."""

    def __init__(self, line: QRect, direction: Qt.LayoutDirection) -> None:
        self._line = line
        self._direction = direction
        self._end = line.right() + 1

    def take(self, width: int, *, gap: int) -> QRect:
        """The next place of `width` points, with `gap` points before it."""
        place = QRect(self._end - width, self._line.top(), width, self._line.height())
        self._end -= width + gap
        return QStyle.visualRect(self._direction, self._line, place)

    @property
    def rest(self) -> QRect:
        """What is left of the line."""
        room = QRect(self._line.topLeft(), QSize(max(0, self._end - self._line.left()), self._line.height()))
        return QStyle.visualRect(self._direction, self._line, room)


class TitleLines:
    """Titles broken into two lines at most, the second shortened with an ellipsis. Remembers the last few hundred."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, int, str], tuple[str, ...]] = OrderedDict()

    def of(self, title: str, width: int, font: QFont) -> tuple[str, ...]:
        """The one or two lines of `title` in `width` points."""
        key = (title, width, font.key())
        if key not in self._kept:
            self._kept[key] = _broken(title, width, font)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return self._kept[key]


def _broken(title: str, width: int, font: QFont) -> tuple[str, ...]:
    layout = QTextLayout(title, font)
    layout.setTextOption(_wrapping())
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(width)
    layout.endLayout()
    units = line.textLength() if line.isValid() else 0  # Qt counts UTF-16
    first = title.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "surrogatepass")
    rest = title[len(first) :].strip()
    if not rest:
        return (first.rstrip(),)
    return first.rstrip(), QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
