"""How an entry of the sidebar looks: icon, name, number."""

from PySide6.QtCore import QLocale, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.ui.theme import RADIUS, SPACE_S, SPACE_XS, FontRole, Theme

QUERY = Qt.ItemDataRole.UserRole
"""The search that an entry asks for; None for groups and "more"."""
COUNT = Qt.ItemDataRole.UserRole + 1
"""The number of cards, shown at the end of the line."""
GROUP = Qt.ItemDataRole.UserRole + 2
"""The field of a group: "topic", "provider", "date"."""
ICON_NAME = Qt.ItemDataRole.UserRole + 3
"""The name of the entry's icon, None or "" for none."""

_ICON = 16  # points
_HEIGHT = 28  # points at least
_CHEVRONS = {True: "mdi6.chevron-down", False: "mdi6.chevron-right"}

_State = QStyle.StateFlag


class SidebarDelegate(QStyledItemDelegate):
    """Paints entries with round grounds; a group has a chevron at the end of its line."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        height = QFontMetrics(self._theme.font(FontRole.BODY)).height() + 2 * SPACE_XS
        return QSize(0, max(_HEIGHT, height))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, group, asks = self._theme.colours, index.data(GROUP), index.data(QUERY) is not None
        self._paint_ground(painter, option)
        room = option.rect.adjusted(2 * SPACE_S, 0, -2 * SPACE_S, 0)
        if index.data(ICON_NAME):
            selected = bool(option.state & _State.State_Selected)
            self._paint_icon(painter, option, room, index.data(ICON_NAME), colours.link if selected else colours.muted)
        room.setLeft(room.left() + _ICON + SPACE_S)
        if group:
            opened = bool(option.state & _State.State_Open)
            end = QRect(room.right() - _ICON + 1, room.top(), _ICON, room.height())
            self._paint_icon(painter, option, end, _CHEVRONS[opened], colours.muted)
            room.setRight(end.left() - SPACE_S)
        elif asks:
            painter.setFont(self._theme.font(FontRole.SMALL))
            painter.setPen(colours.muted)
            number = QLocale().toString(index.data(COUNT))
            self._write(painter, option, room, number, Qt.AlignmentFlag.AlignRight)
            room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(number) - SPACE_S)
        painter.setFont(self._theme.font(FontRole.HEADING if group else FontRole.BODY))
        painter.setPen(colours.text if group or asks else colours.link)
        self._write(painter, option, room, index.data(), Qt.AlignmentFlag.AlignLeft)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours, state = self._theme.colours, option.state
        ground = QRect(option.rect).adjusted(SPACE_XS, 1, -SPACE_XS, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if state & _State.State_Selected:
            painter.setBrush(colours.selection)
        elif state & _State.State_MouseOver:
            painter.setBrush(colours.hover)
        if state & _State.State_HasFocus:
            painter.setPen(colours.accent)
        painter.drawRoundedRect(ground, RADIUS, RADIUS)

    def _paint_icon(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, name: str, ink: QColor) -> None:
        """At the start of `room`."""
        place = QRect(room.left(), room.center().y() - _ICON // 2 + 1, _ICON, _ICON)
        place = QStyle.visualRect(option.direction, option.rect, place)
        painter.drawPixmap(place, self._theme.pixmap(name, _ICON, ink, painter.device().devicePixelRatioF()))

    def _write(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, text: str, side: Qt.AlignmentFlag
    ) -> None:
        align = QStyle.visualAlignment(option.direction, side) | Qt.AlignmentFlag.AlignVCenter
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QStyle.visualRect(option.direction, option.rect, room), align, shown)
