"""A layout that sets its items side by side and goes on in the next line where the width ends."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Items keep their size hint; in a line they stand on one middle. An item that can grow fills its line's rest."""

    def __init__(self, parent: QWidget | None = None, *, gap: int, line_gap: int, indent: int = 0) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width: the layouts around ask many times over
        self._gap = gap
        self._line_gap = line_gap
        self._indent = indent  # of all lines but the first
        self.setContentsMargins(0, 0, 0, 0)

    def insertWidget(self, index: int, widget: QWidget) -> None:
        """Like `addWidget`, at a place; named as QBoxLayout names it."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
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
        super().invalidate()

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect.marginsRemoved(self.contentsMargins()), move=True)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """The height that the items take; `move` puts them there as well."""
        top = rect.top()
        line: list[tuple[QLayoutItem, QSize]] = []
        used = 0
        top_line = True
        for item in self._items:
            if item.isEmpty():
                continue
            size = QSize(min(item.sizeHint().width(), rect.width()), item.sizeHint().height())
            size.setHeight(item.heightForWidth(size.width()) if item.hasHeightForWidth() else size.height())
            if line and used + self._gap + size.width() > rect.width():
                top += self._set_line(line, rect, top, move=move) + self._line_gap
                line, used = [], 0
                rect = rect.adjusted(self._indent if top_line else 0, 0, 0, 0)
                top_line = False
            used += size.width() + (self._gap if line else 0)
            line.append((item, size))
        return top + self._set_line(line, rect, top, move=move) - rect.top()

    def _set_line(self, line: list[tuple[QLayoutItem, QSize]], rect: QRect, top: int, *, move: bool) -> int:
        height = max((size.height() for _item, size in line), default=0)
        if not move:
            return height
        rest = rect.width() - sum(size.width() for _item, size in line) - self._gap * (len(line) - 1)
        left = rect.left()
        for item, size in line:
            width = size.width()
            if rest > 0 and _can_grow(item):
                width, rest = width + rest, 0
            item.setGeometry(QRect(QPoint(left, top + (height - size.height()) // 2), QSize(width, size.height())))
            left += width + self._gap
        return height


def _can_grow(item: QLayoutItem) -> bool:
    """By the widget's own word: a layout inside it that could stretch does not count."""
    widget = item.widget()
    return widget is not None and bool(widget.sizePolicy().expandingDirections() & Qt.Orientation.Horizontal)
