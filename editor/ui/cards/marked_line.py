"""Lines of text with what was looked for on a soft ground: for the list, the table and the grid alike."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle

from editor.model.site.highlights import NO_NEEDLES, Needle, Needles, Span, spans

_KEPT = 800  # texts and lines that are remembered: more than a tall window shows
_ELLIPSIS = "…"

_ALIGN = {  # each flag that is worked out takes a microsecond
    direction: QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
    for direction in Qt.LayoutDirection
}

_Ground: TypeAlias = tuple[float, float]
"""Left edge from the begin of the line, and width, in points."""
_Key: TypeAlias = tuple[str, tuple[Span, ...], int, str, Qt.LayoutDirection]


class LineMarker:
    """Knows what is looked for, finds it in texts, and draws lines with it marked. Remembers what it has laid out."""

    def __init__(self) -> None:
        self._needles = NO_NEEDLES
        self._of_field: dict[str, tuple[Needle, ...]] = {}
        self._spans: OrderedDict[tuple[str, str], tuple[Span, ...]] = OrderedDict()
        self._known_grounds: OrderedDict[_Key, tuple[_Ground, ...]] = OrderedDict()
        self._options = {direction: _option(direction) for direction in Qt.LayoutDirection}

    def set_needles(self, needles: Needles) -> bool:
        """Look for these from now on; says whether they are others than before, so that rows are to be painted anew."""
        if needles == self._needles:
            return False
        self._needles = needles
        self._of_field.clear()
        self._spans.clear()
        return True

    def spans(self, field: str, text: str) -> tuple[Span, ...]:
        """Where something that is looked for stands in the text of a field, in characters of the text."""
        key = (field, text)
        if key not in self._spans:
            if field not in self._of_field:
                self._of_field[field] = self._needles.of(field)
            self._spans[key] = spans(text, self._of_field[field])
            if len(self._spans) > _KEPT:
                self._spans.popitem(last=False)
        return self._spans[key]

    def draw(
        self,
        painter: QPainter,
        room: QRect,
        line: str,
        marks: Sequence[Span],
        *,
        ground: QColor,
        direction: Qt.LayoutDirection,
    ) -> None:
        """One line at the begin of `room`, in its middle, with the painter's font and pen, `marks` in it on `ground`.

        The line is expected to fit: give it elided, and the marks as `shown_marks` cuts them.
        """
        if marks:  # the grounds first: no letter is cut by that of its neighbour
            for left, width in self._grounds(painter.font(), room.width(), line, tuple(marks), direction):
                painter.fillRect(QRectF(room.left() + left, room.top(), width, room.height()), ground)
        painter.drawText(room, _ALIGN[direction], line)

    def _grounds(
        self, font: QFont, width: int, line: str, marks: tuple[Span, ...], direction: Qt.LayoutDirection
    ) -> tuple[_Ground, ...]:
        """Where the marked letters stand; text that runs both ways can tear a mark apart."""
        key = (line, marks, width, font.key(), direction)
        if key not in self._known_grounds:
            layout = _layout(line, font, self._options[direction], width)
            pieces = (run for a, b in marks for run in layout.glyphRuns(_units(line[:a]), _units(line[a:b])))
            places = [piece.boundingRect() for piece in pieces]
            self._known_grounds[key] = tuple((place.left(), place.width()) for place in places)
            if len(self._known_grounds) > _KEPT:
                self._known_grounds.popitem(last=False)
        return self._known_grounds[key]


def shown_marks(text: str, lines: Sequence[str], marks: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """For each line that is shown of a text (broken, trimmed, the last one elided) the marks in it.

    What the ellipsis hides is not marked. The lines must come from the text, in their order.
    """
    if not marks:
        yield from ((),) * len(lines)
        return
    at = 0
    for line in lines:
        shown = line
        place = text.find(shown, at)
        if place < 0:
            shown = line.removesuffix(_ELLIPSIS)
            place = text.find(shown, at)
        if place < 0:
            yield ()
            continue
        at = place + len(shown)
        inside = ((max(begin, place) - place, min(end, at) - place) for begin, end in marks)
        yield tuple((begin, end) for begin, end in inside if begin < end)


def _layout(line: str, font: QFont, option: QTextOption, width: int) -> QTextLayout:
    layout = QTextLayout(line, font)
    layout.setTextOption(option)
    layout.beginLayout()
    layout.createLine().setLineWidth(width)
    layout.endLayout()
    return layout


def _option(direction: Qt.LayoutDirection) -> QTextOption:
    option = QTextOption(QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft))
    option.setTextDirection(direction)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return option


def _units(text: str) -> int:
    """The length as Qt counts it, in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
