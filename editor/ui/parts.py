"""Small parts of the window that many of its pages share."""

from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QStyle, QStyleOption, QWidget

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str, *, tone: str = "", role: str = "") -> W:
    """The widget, with its object name, and the tone and role by which the style sheet dresses it."""
    widget.setObjectName(name)
    for key, value in (("tone", tone), ("role", role)):
        if value:
            widget.setProperty(key, value)
    return widget


def restyle(widget: QWidget, **properties: str | bool) -> None:
    """Give a widget properties that the style sheet asks for (`role`, `tone`, `bad` …), and have it looked at again.

    Costs next to nothing where it has them already; False and "" are the same as a property that was never set.
    """
    changed = {name: value for name, value in properties.items() if (widget.property(name) or "") != (value or "")}
    for name, value in changed.items():
        widget.setProperty(name, value)
    if changed and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # what never showed is polished then
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class ElidedLabel(QLabel):
    """A line of plain text that ends in an ellipsis where there is no room; an address gives way in its middle.

    The whole is its tooltip and its accessible name.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        if text != self.text():
            super().setText(text)
            self.setToolTip(text)
            self.setAccessibleName(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.fontMetrics().horizontalAdvance(self.text()) <= self.contentsRect().width():
            super().paintEvent(event)  # nothing to shorten: Qt does the same, in a tenth of the time
            return
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        mode = Qt.TextElideMode.ElideMiddle if "://" in self.text() else Qt.TextElideMode.ElideRight
        text = self.fontMetrics().elidedText(self.text(), mode, self.contentsRect().width())
        align = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        self.style().drawItemText(
            painter, self.contentsRect(), align, option.palette, self.isEnabled(), text, self.foregroundRole()
        )
        painter.end()
