"""Keys drawn as they look on a keyboard."""

from __future__ import annotations

import re

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.ui.theme import SPACE_M, SPACE_S, SPACE_XS, FontRole, Theme

_CORNER = 4
_PADDING = 6


def caps(keys: str) -> list[str]:
    """`Ctrl+Shift+S` as its keys; a plus that is itself a key stays one."""
    return re.split(r"(?<=.)\+(?=.)", keys)


def caps_width(keys: str, theme: Theme) -> int:
    """In logical pixels, as `draw_caps` draws them."""
    metrics = QFontMetrics(theme.font(FontRole.SMALL))
    return sum(_cap_width(cap, metrics) + SPACE_XS for cap in caps(keys)) - SPACE_XS


def draw_caps(painter: QPainter, left: int, middle: int, keys: str, theme: Theme, *, enabled: bool = True) -> None:
    """Draw the keys from `left`, centred on the line `middle`."""
    colours = theme.colours
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font(FontRole.SMALL))
    metrics = painter.fontMetrics()
    height = metrics.height() + SPACE_XS
    for cap in caps(keys):
        place = QRect(left, middle - height // 2, _cap_width(cap, metrics), height)
        painter.setPen(QPen(colours.field_border, 1))
        painter.setBrush(colours.window)
        painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
        painter.setPen(colours.muted if enabled else colours.disabled)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, cap)
        left = place.right() + 1 + SPACE_XS
    painter.restore()


class KeyCapsDelegate(QStyledItemDelegate):
    """Draws an item's text, alternatives separated by a comma and a space, as keys."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground as the style has it, then the keys."""
        self.initStyleOption(option, index)
        keys, option.text = option.text, ""
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        left = option.rect.left() + SPACE_XS
        for alternative in keys.split(", ") if keys else []:
            draw_caps(painter, left, option.rect.center().y(), alternative, self._theme)
            left += caps_width(alternative, self._theme) + SPACE_M

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for every key."""
        keys = str(index.data() or "")
        width = sum(caps_width(alternative, self._theme) + SPACE_M for alternative in keys.split(", "))
        return QSize(width + SPACE_S, super().sizeHint(option, index).height())


def _cap_width(cap: str, metrics: QFontMetrics) -> int:
    return max(metrics.horizontalAdvance(cap) + 2 * _PADDING, metrics.height() + SPACE_XS)
