"""Where one picture is painted: fitted into the room there is, or pixel by pixel, to be moved about."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from editor.ui.theme import RADIUS, SPACE_S, Theme

WAIT_BEFORE_BUSY = 150
"""Milliseconds for which a picture on its way leaves the room calm."""

_MARGIN = SPACE_S
_CHECK = 8  # side of a square behind what is see-through
_SPINNER = 28
_TURN = 40  # milliseconds between two steps of the spinner


class PictureCanvas(QAbstractScrollArea):
    """Paints what it is given: nothing, a sign that something is on its way, or a picture."""

    step_requested = Signal(int)
    """+1: the next picture, -1: the one before."""
    zoom_requested = Signal()
    resized = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picture.canvas")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = theme
        self._image = QImage()
        self._real = QSize()
        self._zoomed = False
        self._held: QPoint | None = None
        self._angle = 0
        self._patience = QTimer(self, singleShot=True, interval=WAIT_BEFORE_BUSY)
        self._patience.timeout.connect(self._on_impatient)
        self._turning = QTimer(self, interval=_TURN)
        self._turning.timeout.connect(self._on_turn)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # what is behind it need not be painted
        theme.changed.connect(self.viewport().update)

    @property
    def is_busy(self) -> bool:
        """Whether the sign of waiting is shown."""
        return self._turning.isActive()

    @property
    def image(self) -> QImage:
        """What is painted; a null image when nothing is."""
        return self._image

    def clear(self) -> None:
        """Show nothing."""
        self._calm()
        self._image = QImage()
        self._real = QSize()
        self._arrange()

    def wait(self) -> None:
        """Show nothing, and after a moment that something is on its way."""
        self.clear()
        self._patience.start()

    def show_image(self, image: QImage, real: QSize) -> None:
        """Show this picture, which is `real` pixels large; the image may be smaller."""
        self._calm()
        self._image = image
        self._real = real
        self._arrange()

    def set_zoomed(self, zoomed: bool) -> None:
        """One pixel of the picture for each of the screen, instead of all of the picture."""
        self._zoomed = zoomed
        self._arrange()
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.setValue((bar.minimum() + bar.maximum()) // 2)

    def picture_rect(self) -> QRect:
        """Where in the viewport the picture is painted."""
        ratio = self.devicePixelRatioF()
        size = QSize(max(1, round(self._real.width() / ratio)), max(1, round(self._real.height() / ratio)))
        room = self.viewport().rect()
        if not self._zoomed:
            room = room.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
            if size.width() > room.width() or size.height() > room.height():
                size = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
        rect = QRect(QPoint(), size)
        rect.moveCenter(self.viewport().rect().center())
        for bar, move, over in (
            (self.horizontalScrollBar(), rect.moveLeft, size.width() > self.viewport().width()),
            (self.verticalScrollBar(), rect.moveTop, size.height() > self.viewport().height()),
        ):
            if over:
                move(-bar.value())
        return rect

    def _arrange(self) -> None:
        ratio = self.devicePixelRatioF()
        view = self.viewport().size()
        for bar, length, room in (
            (self.horizontalScrollBar(), self._real.width() / ratio, view.width()),
            (self.verticalScrollBar(), self._real.height() / ratio, view.height()),
        ):
            bar.setRange(0, max(0, round(length) - room) if self._zoomed else 0)
            bar.setPageStep(room)
            bar.setSingleStep(20)
        can_move = self.horizontalScrollBar().maximum() > 0 or self.verticalScrollBar().maximum() > 0
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if can_move else Qt.CursorShape.ArrowCursor)
        self.viewport().update()

    def _calm(self) -> None:
        self._patience.stop()
        self._turning.stop()

    def _on_impatient(self) -> None:
        self._turning.start()
        self.viewport().update()

    def _on_turn(self) -> None:
        self._angle = (self._angle - 24) % 360
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        colours = self._theme.colours
        painter.fillRect(self.viewport().rect(), colours.window)
        if not self._image.isNull():
            rect = self.picture_rect()
            if self._image.hasAlphaChannel():
                self._paint_check(painter, rect)
            painter.drawImage(rect, self._image)
        elif self.is_busy:
            self._paint_spinner(painter)
        if self.hasFocus():
            painter.setPen(QPen(colours.accent, 2))
            painter.drawRoundedRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.end()

    def _paint_check(self, painter: QPainter, rect: QRect) -> None:
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, self._theme.colours.surface)
        shown = rect.intersected(self.viewport().rect())
        for y in range(shown.top() // _CHECK * _CHECK, shown.bottom() + 1, _CHECK):
            for x in range(shown.left() // _CHECK * _CHECK, shown.right() + 1, _CHECK):
                if (x // _CHECK + y // _CHECK) % 2:
                    painter.fillRect(x, y, _CHECK, _CHECK, self._theme.colours.hover)
        painter.restore()

    def _paint_spinner(self, painter: QPainter) -> None:
        rect = QRectF(0, 0, _SPINNER, _SPINNER)
        rect.moveCenter(QRectF(self.viewport().rect()).center())
        pen = QPen(self._theme.colours.border, 3)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawEllipse(rect)
        pen.setColor(self._theme.colours.accent)
        painter.setPen(pen)
        painter.drawArc(rect, self._angle * 16, 80 * 16)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self.resized.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.viewport().cursor().shape() is not (
            Qt.CursorShape.ArrowCursor
        ):
            self._held = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            return
        here = event.position().toPoint()
        moved, self._held = here - self._held, here
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - moved.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() - moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._held = None
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.zoom_requested.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.step_requested.emit(1 if event.angleDelta().y() < 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and not self._zoomed:
            self.step_requested.emit(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Space:
            self.zoom_requested.emit()
        else:
            super().keyPressEvent(event)
