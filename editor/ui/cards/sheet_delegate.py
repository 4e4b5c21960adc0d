"""How a card looks as a row of the table."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QToolTip

from editor.model.card.card import Publishing
from editor.ui.cards.card_table import ROW, CardItem
from editor.ui.cards.cells import cell_of
from editor.ui.cards.columns import Column
from editor.ui.cards.delegate import CardDelegate
from editor.ui.cards.marked_line import shown_marks
from editor.ui.cards.thumbnails import Thumbnails
from editor.ui.theme import SPACE_S, SPACE_XS, FontRole, Theme

_BAR = 3  # points: the current card's
_ICON = 16
_KEPT = 4000  # cells whose words are remembered: some fifteen screens

_State = QStyle.StateFlag


@dataclass(frozen=True, slots=True)
class Section:
    """A column, and where it stands in the viewport."""

    column: Column
    left: int
    width: int


class SheetDelegate(CardDelegate):
    """Paints a CardItem in the columns of `sections`: a whole row at once, from one look at the card."""

    def __init__(self, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__(theme, thumbnails)
        self.sections: Sequence[Section] = ()
        self._font = theme.font(FontRole.BODY)
        self._metrics = QFontMetrics(self._font)
        self._words: dict[tuple[str, int], tuple[str, int]] = {}
        theme.changed.connect(self._on_theme_changed)

    def row_height(self) -> int:
        """The height of every row in points, for the font of now."""
        return self._metrics.height() + SPACE_S + SPACE_XS

    def mark_rect(self, row: QRect, direction: Qt.LayoutDirection) -> QRect:
        for section in self.sections:
            if section.column.key == "published":
                cell = QRect(section.left, row.top(), section.width, row.height())
                mark = QRect(cell.left(), cell.top(), min(cell.width(), cell.height() + SPACE_S), cell.height())
                return QStyle.visualRect(direction, cell, mark)
        return QRect()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self.row_height())

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """All of the words of a cell; the whole card where its title is."""
        x = event.pos().x()
        section = next((each for each in self.sections if each.left <= x < each.left + each.width), None)
        if not index.isValid() or section is None or section.column.key in ("title", "published"):
            return super().helpEvent(event, view, option, index)
        item: CardItem = index.data(ROW)
        place = QRect(section.left, option.rect.top(), section.width, option.rect.height())
        QToolTip.showText(event.globalPos(), cell_of(item.row, section.column).text, view.viewport(), place)
        return True

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        item: CardItem = index.data(ROW)
        row, direction = option.rect, option.direction
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_row(painter, option)
        painter.setFont(self._font)
        has_title = any(section.column.key == "title" for section in self.sections)
        for number, section in enumerate(self.sections):
            if section.left >= row.right() or section.left + section.width <= row.left():
                continue  # scrolled out at a side
            room = QRect(section.left + SPACE_S, row.top(), section.width - 2 * SPACE_S, row.height() - 1)
            if section.column.key == "title" if has_title else number == 0:
                room = self._paint_badges(painter, room, item, direction)
            self._paint_cell(painter, room, item, section.column, direction)
        painter.restore()

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours, state, row = self._theme.colours, option.state, option.rect
        if state & _State.State_Selected:
            painter.fillRect(row, colours.selection if state & _State.State_Active else colours.pressed)
        elif state & _State.State_MouseOver:
            painter.fillRect(row, colours.hover)
        painter.fillRect(row.left(), row.bottom(), row.width(), 1, colours.border)
        if state & _State.State_HasFocus:
            bar = QRect(row.left(), row.top(), _BAR, row.height())
            painter.fillRect(QStyle.visualRect(option.direction, row, bar), colours.accent)

    def _paint_cell(
        self, painter: QPainter, room: QRect, item: CardItem, column: Column, direction: Qt.LayoutDirection
    ) -> None:
        row, colours = item.row, self._theme.colours
        cell = cell_of(row, column)
        if column.key == "published":
            if not row.error:
                self._paint_mark(painter, self.mark_rect(room, direction), row.publishing)
        elif cell.mark is not None:
            self._paint_yes_or_no(painter, room, direction, yes=cell.mark)
        elif cell.text:
            stands_out = column.key == "title" and row.publishing is Publishing.PUBLISHED
            painter.setPen(colours.error if row.error else colours.text if stands_out else colours.muted)
            words, width = self._fitting(cell.text, room.width())
            at_right = cell.at_end == (direction is Qt.LayoutDirection.LeftToRight)
            left = room.left() + room.width() - width if at_right else room.left()
            marks = self._marker.spans(column.key, cell.text) if row.title or column.key != "title" else ()
            if marks:
                (marks,) = shown_marks(cell.text, (words,), marks)
                place = QRect(left, room.top(), width, room.height())
                self._marker.draw(painter, place, words, marks, ground=colours.found, direction=direction)
                return
            # At a point, not in a rectangle: that costs a third, and there are hundreds on a screen.
            middle = room.top() + (room.height() + self._metrics.ascent() - self._metrics.descent()) // 2
            painter.drawText(QPoint(left, middle), words)

    def _fitting(self, text: str, width: int) -> tuple[str, int]:
        """The words cut to this width with an ellipsis, and how wide they are; remembered for the next paint."""
        known = self._words.get((text, width))
        if known is None:
            words = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            known = words, self._metrics.horizontalAdvance(words)
            if len(self._words) >= _KEPT:
                self._words.clear()
            self._words[text, width] = known
        return known

    def _on_theme_changed(self) -> None:
        self._font = self._theme.font(FontRole.BODY)
        self._metrics = QFontMetrics(self._font)
        self._words.clear()

    def _paint_yes_or_no(self, painter: QPainter, room: QRect, direction: Qt.LayoutDirection, *, yes: bool) -> None:
        colours = self._theme.colours
        place = QStyle.visualRect(direction, room, QRect(room.left(), room.top(), _ICON, room.height()))
        name, ink = ("mdi6.check", colours.text) if yes else ("mdi6.minus", colours.placeholder)
        self._paint_icon(painter, place, name, _ICON, ink)
