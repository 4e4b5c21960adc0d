"""The head of a group of cards: its name, and how many there are."""

from PySide6.QtCore import QLocale, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle

from editor.model.site.index import Group
from editor.ui.cards.groups import Grouping, group_name
from editor.ui.theme import SPACE_M, SPACE_S, FontRole, Theme


class HeadPainter:
    """Paints heads in the theme's colours."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._fonts: tuple[QFont, QFont] | None = None

    def forget(self) -> None:
        """The fonts have changed."""
        self._fonts = None

    def paint(
        self, painter: QPainter, place: QRect, group: Group, grouping: Grouping, direction: Qt.LayoutDirection
    ) -> None:
        """The head of `group` in `place`."""
        colours = self._theme.colours
        bold, small = self._fonts = self._fonts or (
            self._theme.font(FontRole.HEADING),
            self._theme.font(FontRole.SMALL),
        )
        painter.fillRect(place, colours.window)
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, colours.border)
        count = QLocale().toString(group.count)
        wide, number = QFontMetrics(bold), QFontMetrics(small).horizontalAdvance(count)
        room = place.adjusted(SPACE_M, 0, -SPACE_M, 0)
        name = wide.elidedText(
            group_name(group.key, grouping), Qt.TextElideMode.ElideRight, room.width() - number - SPACE_S
        )
        taken = wide.horizontalAdvance(name)
        align = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(bold)
        painter.setPen(colours.text)
        painter.drawText(room, align, name)
        after = QRect(room.left() + taken + SPACE_S, room.top(), number + 1, room.height())
        painter.setFont(small)
        painter.setPen(colours.muted)
        painter.drawText(QStyle.visualRect(direction, room, after), align, count)
