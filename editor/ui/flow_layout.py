"""A layout that sets its items side by side and goes on in the next line where the width ends."""

from typing import TypeAlias

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Items keep their size hint; in a line they stand on one middle. An item that can grow fills its line's rest."""

    def __init__(self, parent: QWidget | None = None, *, gap: int, line_gap: int, indent: int = 0) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width: the layouts around ask many times over
        self._measured: list[_Measured] | None = None
        self._gap = gap
        self._line_gap = line_gap
        self._indent = indent  # of all lines but the first
        self.setContentsMargins(0, 0, 0, 0)

    def insertWidget(self, index: int, widget: QWidget) -> None:
        """Like `addWidget`, at a place; named as QBoxLayout names it."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self._measured = None

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._measured = None

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self._measured = None
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            margins = self.contentsMargins()
            inside = QRect(0, 0, width, 0).marginsRemoved(margins)
            self._heights[width] = self._arrange(inside, move=False) + margins.top() + margins.bottom()
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        self._measured = None
        super().invalidate()

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for shown in self._shown():
            size = size.expandedTo(shown.least)
        return size.grownBy(self.contentsMargins())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect.marginsRemoved(self.contentsMargins()), move=True)

    def _shown(self) -> "list[_Measured]":
        """The items that take room, measured once until one of them changes."""
        if self._measured is None:
            self._measured = [_Measured(item) for item in self._items if not item.isEmpty()]
        return self._measured

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """The height that the items take; `move` puts them there as well."""
        left, top, right = rect.left(), rect.top(), rect.left() + rect.width()
        line: list[_Placed] = []
        used = 0
        top_line = True
        for shown in self._shown():
            width = min(shown.width, right - left)
            height = shown.item.heightForWidth(width) if shown.follows_width else shown.height
            if line and used + self._gap + width > right - left:
                top += self._set_line(line, left, right, top, move=move) + self._line_gap
                line, used = [], 0
                left += self._indent if top_line else 0
                top_line = False
            used += width + (self._gap if line else 0)
            line.append((shown, width, height))
        return top + self._set_line(line, left, right, top, move=move) - rect.top()

    def _set_line(self, line: "list[_Placed]", left: int, right: int, top: int, *, move: bool) -> int:
        height = max((height for _shown, _width, height in line), default=0)
        if not move:
            return height
        rest = right - left - sum(width for _shown, width, _height in line) - self._gap * (len(line) - 1)
        for shown, width, own in line:
            if rest > 0 and shown.can_grow:
                width, rest = width + rest, 0
            shown.item.setGeometry(QRect(left, top + (height - own) // 2, width, own))
            left += width + self._gap
        return height


class _Measured:
    """What an item asks for."""

    __slots__ = ("can_grow", "follows_width", "height", "item", "least", "width")

    def __init__(self, item: QLayoutItem) -> None:
        hint = item.sizeHint()
        self.item = item
        self.width, self.height = hint.width(), hint.height()
        self.least = item.minimumSize()
        self.follows_width = item.hasHeightForWidth()
        self.can_grow = _can_grow(item)


_Placed: TypeAlias = tuple[_Measured, int, int]
"""An item, its width before one of the line grows, and its height."""


def _can_grow(item: QLayoutItem) -> bool:
    """By the widget's own word: a layout inside it that could stretch does not count."""
    widget = item.widget()
    return widget is not None and bool(widget.sizePolicy().expandingDirections() & Qt.Orientation.Horizontal)
