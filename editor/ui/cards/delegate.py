"""How a card looks in the list."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TypeAlias
from zlib import crc32

from PySide6.QtCore import (
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from editor.model.card.card import CardId, Publishing
from editor.model.site.highlights import Needles, Span
from editor.model.site.summary import Row
from editor.ui.cards.card_table import ROW, CardItem, day_of
from editor.ui.cards.marked_line import LineMarker, shown_marks
from editor.ui.cards.row_layout import LineEnd, RowLayout, TitleLines, lay_out, row_height
from editor.ui.cards.thumbnails import CORNER, Thumbnails
from editor.ui.theme import SPACE_S, SPACE_XS, FontRole, Theme

_DOT = 10  # points: the published mark
_SMALL_DOT = 8  # points: the unsaved mark
_BADGE_ICON = 14
_PLACEHOLDER_ICON = 22
_BAR = 3  # points: the current card's
_BETWEEN = " · "  # the parts of the line below the title

_KEPT = 400  # rows whose words are remembered: more than a tall window shows

_State = QStyle.StateFlag
_Line: TypeAlias = tuple[str, tuple[Span, ...]]


@dataclass(slots=True)
class _Words:
    """The words of a row as they were painted last: lines with what is marked in them."""

    row: Row
    width: int
    font: QFont
    title: tuple[_Line, ...]
    room_below: int = -1
    below: _Line = ("", ())


class CardDelegate(QStyledItemDelegate):
    """Paints a CardItem: picture, title on two lines at most, a line below it, badges, the published mark."""

    def __init__(self, theme: Theme, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._thumbnails = thumbnails
        self._lines = TitleLines()
        self._marker = LineMarker()
        self._painted: OrderedDict[CardId, _Words] = OrderedDict()
        self._icons: dict[tuple[str, int, str, float], QPixmap] = {}
        theme.changed.connect(self._icons.clear)

    def set_needles(self, needles: Needles) -> bool:
        """Mark these in the words of the cards from now on; says whether they are others than before."""
        is_other = self._marker.set_needles(needles)
        if is_other:
            self._painted.clear()
        return is_other

    def row_height(self) -> int:
        """The height of every row in points, for the font of now."""
        return row_height(QFontMetrics(self._theme.font(FontRole.HEADING)))

    def mark_rect(self, row: QRect, direction: Qt.LayoutDirection) -> QRect:
        """Where a click toggles `published`, in a row that takes this rectangle."""
        return lay_out(row, direction).mark

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self.row_height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        item: CardItem = index.data(ROW)
        parts = lay_out(option.rect, option.direction)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, parts)
        self._paint_picture(painter, parts.picture, item.row)
        self._paint_words(painter, parts.text, item, option.direction)
        if not item.row.error:
            self._paint_mark(painter, parts.mark, item.row.publishing)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if not index.isValid():
            return super().helpEvent(event, view, option, index)
        item: CardItem = index.data(ROW)
        mark = self.mark_rect(option.rect, option.direction)
        on_mark = mark.contains(event.pos()) and not item.row.error
        text, place = (self._mark_help(item.row.publishing), mark) if on_mark else (self._help(item), option.rect)
        QToolTip.showText(event.globalPos(), text, view.viewport(), place)
        return True

    # painting, back to front

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, parts: RowLayout) -> None:
        colours, state, row = self._theme.colours, option.state, option.rect
        selected, current = bool(state & _State.State_Selected), bool(state & _State.State_HasFocus)
        active = bool(state & _State.State_Active)
        if selected:
            painter.fillRect(row, colours.selection if active else colours.pressed)
        elif state & _State.State_MouseOver:
            painter.fillRect(row, colours.hover)
        else:
            line = parts.text.united(parts.mark)
            painter.fillRect(line.left(), row.bottom(), line.width(), 1, colours.border)
        if current:
            bar = QRect(row.left(), row.top(), _BAR, row.height())
            painter.fillRect(QStyle.visualRect(option.direction, row, bar), colours.accent)

    def _paint_picture(self, painter: QPainter, frame: QRect, row: Row) -> None:
        colours = self._theme.colours
        thumb = self._thumbnails.thumb_of(row)
        if row.error:
            self._paint_placeholder(painter, frame, "mdi6.file-alert-outline", colours.error_soft, colours.error)
        elif thumb is None:
            self._paint_initial(painter, frame, row.provider)
        elif (pixmap := self._thumbnails.pixmap(thumb)) is not None:
            if thumb.logo:
                self._paint_plate(
                    painter, frame, colours.text if self._theme.is_dark else colours.surface, colours.border
                )
            painter.drawPixmap(frame.topLeft(), pixmap)
        elif self._thumbnails.is_missing(thumb):
            self._paint_placeholder(painter, frame, "mdi6.image-off-outline", colours.chip, colours.placeholder)
        else:
            self._paint_plate(painter, frame, colours.chip)

    def _paint_words(self, painter: QPainter, room: QRect, item: CardItem, direction: Qt.LayoutDirection) -> None:
        row, colours = item.row, self._theme.colours
        font, small = self._theme.font(FontRole.HEADING), self._theme.font(FontRole.SMALL)
        height, below = QFontMetrics(font).height(), QFontMetrics(small)
        words = self._worded(row, room.width(), font)
        top = room.top() + (room.height() - len(words.title) * height - SPACE_XS - below.height()) // 2
        painter.setFont(font)
        painter.setPen(colours.text if row.publishing is Publishing.PUBLISHED or row.error else colours.muted)
        for line, marks in words.title:
            place = QRect(room.left(), top, room.width(), height)
            self._marker.draw(painter, place, line, marks, ground=colours.found, direction=direction)
            top += height
        rest = QRect(room.left(), top + SPACE_XS, room.width(), below.height())
        painter.setFont(small)
        rest = self._paint_badges(painter, rest, item, direction)
        painter.setPen(colours.error if row.error else colours.muted)
        if words.room_below != rest.width():
            line, marks = self._below_title(row)
            shown = below.elidedText(line, Qt.TextElideMode.ElideRight, rest.width())
            (marks,) = shown_marks(line, (shown,), marks)
            words.room_below, words.below = rest.width(), (shown, marks)
        line, marks = words.below
        self._marker.draw(painter, rest, line, marks, ground=colours.found, direction=direction)

    def _worded(self, row: Row, width: int, font: QFont) -> _Words:
        """The words of a row, worked out where they are not as they were when it was painted last."""
        words = self._painted.pop(row.id, None)
        if words is None or words.row is not row or words.width != width or words.font != font:
            title = _title(row)
            lines = self._lines.of(title, width, font)
            marks = self._marker.spans("title", title) if row.title else ()
            words = _Words(row, width, font, tuple(zip(lines, shown_marks(title, lines, marks), strict=True)))
        self._painted[row.id] = words
        if len(self._painted) > _KEPT:
            self._painted.popitem(last=False)
        return words

    def _below_title(self, row: Row) -> tuple[str, tuple[Span, ...]]:
        """The words of the line below the title, and where in them stands what is looked for."""
        if row.error:
            return row.error, self._marker.spans("error", row.error)
        date = QLocale().toString(day_of(row.date), "d MMM yyyy") if row.date else ""
        topics = [(", " if number else _BETWEEN, "topics", topic) for number, topic in enumerate(row.topics)]
        words = ""
        marks: list[Span] = []
        for before, field, part in ((_BETWEEN, "provider", row.provider), (_BETWEEN, "date", date), *topics):
            if part:
                words += f"{before if words else ''}{part}"
                begin = len(words) - len(part)
                marks.extend((begin + first, begin + last) for first, last in self._marker.spans(field, part))
        return words, tuple(marks)

    def _paint_badges(self, painter: QPainter, line: QRect, item: CardItem, direction: Qt.LayoutDirection) -> QRect:
        """Badges at the end of the line; returns what is left of it."""
        colours, end = self._theme.colours, LineEnd(line, direction)
        if item.unsaved:
            dot = QRect(0, 0, _SMALL_DOT, _SMALL_DOT)
            dot.moveCenter(end.take(_SMALL_DOT, gap=SPACE_S).center())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.unsaved)
            painter.drawEllipse(dot)
        if item.row.problems and not item.row.error:
            number = QLocale().toString(item.row.problems)
            place = end.take(painter.fontMetrics().horizontalAdvance(number), gap=2)
            painter.setPen(colours.warning)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, number)
            place = end.take(_BADGE_ICON, gap=SPACE_S)
            self._paint_icon(painter, place, "mdi6.alert-outline", _BADGE_ICON, colours.warning)
        return end.rest

    def _paint_mark(self, painter: QPainter, room: QRect, publishing: Publishing) -> None:
        """A full dot is published, a ring is not, a ring around a dot is listed without a page."""
        colours = self._theme.colours
        colour = colours.unpublished if publishing is Publishing.HIDDEN else colours.published
        dot = QRect(0, 0, _DOT, _DOT)
        dot.moveCenter(room.center())
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(colour if publishing is Publishing.PUBLISHED else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(dot)
        if publishing is Publishing.LISTED:
            painter.setBrush(colour)
            painter.drawEllipse(dot.adjusted(3, 3, -3, -3))

    def _paint_plate(self, painter: QPainter, frame: QRect, ground: QColor, border: QColor | None = None) -> None:
        painter.setPen(border or Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(frame, CORNER, CORNER)

    def _paint_placeholder(self, painter: QPainter, frame: QRect, icon: str, ground: QColor, ink: QColor) -> None:
        self._paint_plate(painter, frame, ground)
        self._paint_icon(painter, frame, icon, _PLACEHOLDER_ICON, ink)

    def _paint_initial(self, painter: QPainter, frame: QRect, provider: str) -> None:
        """The provider's first letter on a tint that is always the same for that provider."""
        initial = next((letter for letter in provider if letter.isalnum()), "")
        if not initial:
            colours = self._theme.colours
            self._paint_placeholder(painter, frame, "mdi6.newspaper-variant-outline", colours.chip, colours.placeholder)
            return
        hue = crc32(provider.casefold().encode("utf-8", "replace")) % 360
        dark = self._theme.is_dark
        self._paint_plate(painter, frame, QColor.fromHsl(hue, 70 if dark else 110, 62 if dark else 226))
        painter.setPen(QColor.fromHsl(hue, 110, 200 if dark else 75))
        painter.setFont(self._theme.font(FontRole.TITLE))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, initial.upper())

    def _paint_icon(self, painter: QPainter, room: QRect, name: str, size: int, ink: QColor) -> None:
        ratio = painter.device().devicePixelRatioF()
        key = (name, size, ink.name(), ratio)
        if key not in self._icons:
            self._icons[key] = self._theme.pixmap(name, size, ink, ratio)
        painter.drawPixmap(room.center() - QPoint(size // 2 - 1, size // 2 - 1), self._icons[key])

    # words

    def _mark_help(self, publishing: Publishing) -> str:
        if publishing is Publishing.PUBLISHED:
            return self.tr("Published – click to hide")
        if publishing is Publishing.LISTED:
            return self.tr("Listed, but without a page of its own – click to publish")
        return self.tr("Unpublished – click to publish")

    def _help(self, item: CardItem) -> str:
        row = item.row
        return "\n".join(line for line in (_title(row), row.error, row.excerpt, row.id) if line)


def _title(row: Row) -> str:
    """On one line; a card without a title goes by its file's name."""
    return " ".join(row.title.split()) or row.id.rpartition("/")[2]
