"""How a card looks in the grid of pictures."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from editor.ui.cards.card_table import ROW, CardItem
from editor.ui.cards.cells import title_of
from editor.ui.cards.delegate import CardDelegate
from editor.ui.cards.thumbnails import Thumbnails
from editor.ui.theme import RADIUS, SPACE_S, SPACE_XS, FontRole, Theme

_MARK = 28  # points square, as in the list
_GAP = 4  # points around a card: two of them between two cards

_State = QStyle.StateFlag


class GridDelegate(CardDelegate):
    """Paints a CardItem as a tile: the picture, below it what a row of the list says."""

    def __init__(self, theme: Theme, thumbnails: Thumbnails) -> None:
        super().__init__(theme, thumbnails)
        self._heading, self._line = QFont(), 0
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        """Once for all tiles: each of them asks several times."""
        self._heading = self._theme.font(FontRole.HEADING)
        self._line = QFontMetrics(self._heading).height()

    def height_below(self) -> int:
        """How high all of a tile is but for its picture: two lines of title, one below, and the air around."""
        return 3 * self._line + SPACE_XS + 3 * SPACE_S + 2 * _GAP

    def frame_of(self, tile: QRect) -> QRect:
        """Where the picture stands."""
        width = tile.width() - 2 * (_GAP + SPACE_S)
        return QRect(tile.left() + _GAP + SPACE_S, tile.top() + _GAP + SPACE_S, width, self.picture_height(tile))

    def picture_height(self, tile: QRect) -> int:
        """What the words leave of a tile."""
        return tile.height() - self.height_below()

    def mark_rect(self, row: QRect, direction: Qt.LayoutDirection) -> QRect:
        words = self._words_of(row)
        mark = QRect(words.right() + 1, words.bottom() - _MARK + 1, _MARK, _MARK)
        return QStyle.visualRect(direction, row, mark)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return option.rect.size()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        item: CardItem = index.data(ROW)
        tile, direction = option.rect, option.direction
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_tile(painter, option)
        self._paint_picture(painter, self.frame_of(tile), item.row)
        words = QStyle.visualRect(direction, tile, self._words_of(tile))
        words.setHeight(words.height() - self._spare_height(item, words.width()))
        self._paint_words(painter, words, item, direction)
        if not item.row.error:
            self._paint_mark(painter, self.mark_rect(tile, direction), item.row.publishing)
        painter.restore()

    def _words_of(self, tile: QRect) -> QRect:
        """Where title and the line below it stand, left of the mark."""
        frame = self.frame_of(tile)
        top = frame.bottom() + 1 + SPACE_S // 2
        return QRect(frame.left(), top, frame.width() - _MARK + SPACE_XS, tile.bottom() - _GAP - SPACE_XS - top)

    def _spare_height(self, item: CardItem, width: int) -> int:
        """What a title of one line leaves: it begins where one of two lines would."""
        is_short = len(self._lines.of(title_of(item.row), width, self._heading)) == 1
        return self._line if is_short else 0

    def _paint_tile(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours, state = self._theme.colours, option.state
        tile = option.rect.adjusted(_GAP, _GAP, -_GAP, -_GAP)
        ground, line, width = colours.surface, colours.border, 1
        if state & _State.State_Selected:
            ground = colours.selection if state & _State.State_Active else colours.pressed
            line = ground
        elif state & _State.State_MouseOver:
            ground = colours.hover
        if state & _State.State_HasFocus:
            line, width = colours.accent, 2
        painter.setPen(QPen(line, width))
        painter.setBrush(ground)
        painter.drawRoundedRect(tile, RADIUS, RADIUS)
