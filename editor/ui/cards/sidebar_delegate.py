"""How an entry of the sidebar looks: icon, name, number."""

from PySide6.QtCore import QLocale, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.model.site.query_edits import Mark
from editor.ui.cards.sidebar_entries import ENTRY, Entry, Kind
from editor.ui.theme import RADIUS, SPACE_S, SPACE_XS, FontRole, Theme

ICON_SIDE = 16  # logical pixels
_HEIGHT = 28  # logical pixels at least
_DOT = 6  # logical pixels

_State = QStyle.StateFlag


def is_chevron(entry: Entry, line: QRect, x: int, direction: Qt.LayoutDirection) -> bool:
    """Whether this place in the line of a year is the mark that opens it, rather than the year."""
    begin = QStyle.visualRect(direction, line, QRect(line.left(), line.top(), 3 * SPACE_S + ICON_SIDE, line.height()))
    return entry.kind is Kind.YEAR and begin.left() <= x <= begin.right()


class SidebarDelegate(QStyledItemDelegate):
    """Paints entries with round grounds; a group has a chevron at the end of its line, a year at its beginning."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        height = QFontMetrics(self._theme.font(FontRole.BODY)).height() + 2 * SPACE_XS
        return QSize(0, max(_HEIGHT, height))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: Entry = index.data(ENTRY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, entry)
        room = option.rect.adjusted(2 * SPACE_S, 0, -2 * SPACE_S, 0)
        if entry.kind is Kind.VALUE and entry.field.isdigit():  # a month below its year
            room.setLeft(room.left() + SPACE_S)
        name, colour = self._icon(entry, option)
        if name:
            self._paint_icon(painter, option, room, name, colour)
        room.setLeft(room.left() + ICON_SIDE + SPACE_S)
        room.setRight(self._paint_end(painter, option, room, entry) - SPACE_S)
        self._paint_name(painter, option, room, entry)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
        colours, state = self._theme.colours, option.state
        ground = QRect(option.rect).adjusted(SPACE_XS, 1, -SPACE_XS, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if entry.mark is Mark.ASKED:
            painter.setBrush(colours.selection)
        elif entry.mark is Mark.LEFT_OUT:
            painter.setBrush(colours.removed_soft)
        elif state & _State.State_MouseOver:
            painter.setBrush(colours.hover)
        if state & _State.State_HasFocus:
            painter.setPen(colours.accent)
        painter.drawRoundedRect(ground, RADIUS, RADIUS)

    def _icon(self, entry: Entry, option: QStyleOptionViewItem) -> tuple[str, QColor]:
        """What stands before the name, "" for nothing."""
        colours = self._theme.colours
        if entry.mark is Mark.LEFT_OUT and entry.kind is not Kind.YEAR:
            return "mdi6.minus-circle-outline", colours.text
        if entry.kind is Kind.YEAR:
            return _chevron(option), colours.muted
        if entry.kind is Kind.PROBLEM:
            return entry.icon, colours.error
        is_link = entry.mark is Mark.ASKED or entry.kind is Kind.SAVE
        return entry.icon, colours.link if is_link else colours.muted

    def _paint_end(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, entry: Entry) -> int:
        """The chevron of a group, the number of anything else; gives where it begins."""
        colours = self._theme.colours
        end = QRect(room.right() - ICON_SIDE + 1, room.top(), ICON_SIDE, room.height())
        if entry.kind is Kind.GROUP:
            self._paint_icon(painter, option, end, _chevron(option), colours.muted)
            return self._paint_dot(painter, option, end, entry)
        if entry.kind is Kind.SEARCH and entry.problem:
            self._paint_icon(painter, option, end, "mdi6.alert-circle-outline", colours.error)
            return end.left()
        if entry.count is None:
            return room.right() + SPACE_S
        painter.setFont(self._theme.font(FontRole.SMALL))
        painter.setPen(colours.muted)
        number = QLocale().toString(entry.count)
        self._write(painter, option, room, number, Qt.AlignmentFlag.AlignRight)
        end.setLeft(room.right() - painter.fontMetrics().horizontalAdvance(number))
        return self._paint_dot(painter, option, end, entry)

    def _paint_name(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, entry: Entry) -> None:
        colours = self._theme.colours
        font = self._theme.font(FontRole.HEADING if entry.kind is Kind.GROUP else FontRole.BODY)
        font.setStrikeOut(entry.mark is Mark.LEFT_OUT)
        painter.setFont(font)
        painter.setPen(colours.link if entry.kind in (Kind.MORE, Kind.SAVE) else colours.text)
        self._write(painter, option, room, entry.name, Qt.AlignmentFlag.AlignLeft)

    def _paint_dot(self, painter: QPainter, option: QStyleOptionViewItem, end: QRect, entry: Entry) -> int:
        """Before the end of the line, where something in a closed group or year is asked for or left out."""
        if not entry.holds_mark or option.state & _State.State_Open:
            return end.left()
        room = QRect(end.left() - ICON_SIDE, end.top(), ICON_SIDE, end.height())
        dot = QRect(0, 0, _DOT, _DOT)
        dot.moveCenter(QStyle.visualRect(option.direction, option.rect, room).center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colours.accent)
        painter.drawEllipse(dot)
        return room.left()

    def _paint_icon(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, name: str, ink: QColor) -> None:
        """At the start of `room`."""
        place = QRect(room.left(), room.center().y() - ICON_SIDE // 2 + 1, ICON_SIDE, ICON_SIDE)
        place = QStyle.visualRect(option.direction, option.rect, place)
        painter.drawPixmap(place, self._theme.pixmap(name, ICON_SIDE, ink, painter.device().devicePixelRatioF()))

    def _write(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, text: str, side: Qt.AlignmentFlag
    ) -> None:
        align = QStyle.visualAlignment(option.direction, side) | Qt.AlignmentFlag.AlignVCenter
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QStyle.visualRect(option.direction, option.rect, room), align, shown)


def _chevron(option: QStyleOptionViewItem) -> str:
    """Down when open, else to where the writing goes."""
    if option.state & _State.State_Open:
        return "mdi6.chevron-down"
    rightwards = option.direction is not Qt.LayoutDirection.RightToLeft
    return "mdi6.chevron-right" if rightwards else "mdi6.chevron-left"
