"""A check box drawn as a switch: the one that says whether a card is published."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QStyle, QWidget

from editor.ui.theme import SPACE_S, Theme

_WIDTH, _HEIGHT, _GAP = 36, 20, 3
_PLACES = {Qt.CheckState.Unchecked: 0.0, Qt.CheckState.PartiallyChecked: 0.5, Qt.CheckState.Checked: 1.0}


class Switch(QCheckBox):
    """Keyboard, accessibility and signals are QCheckBox's own; half on (tristate) stands for several values.

    A click never leaves it half on: `clicked` means on or off. Setting it from code moves the knob without `clicked`.
    """

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._place = 0.0
        self._slide = QVariantAnimation(self)
        self._slide.valueChanged.connect(self._on_slid)
        self.checkStateChanged.connect(self._on_state_changed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """The track, and the text beside it."""
        text = self.fontMetrics().horizontalAdvance(self.text()) + SPACE_S if self.text() else 0
        return QSize(_WIDTH + text + 4, max(_HEIGHT, self.fontMetrics().height()) + 4)

    def minimumSizeHint(self) -> QSize:
        """It does not shrink."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        """All of it can be clicked."""
        return True

    def nextCheckState(self) -> None:
        """From half on to on; then on and off."""
        self.setCheckState(
            Qt.CheckState.Unchecked if self.checkState() is Qt.CheckState.Checked else Qt.CheckState.Checked
        )

    def stop_sliding(self) -> None:
        """The knob stands where it belongs at once: what it showed before was something else."""
        self._slide.stop()
        self._on_slid(_PLACES[self.checkState()])

    def paintEvent(self, event: QPaintEvent) -> None:
        """A track with a knob, a ring when it has the focus."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(2, (self.height() - _HEIGHT) / 2, _WIDTH, _HEIGHT)
        if self.hasFocus():
            painter.setPen(QPen(colours.accent, 2))
            painter.drawRoundedRect(track.adjusted(-1, -1, 1, 1), _HEIGHT / 2 + 1, _HEIGHT / 2 + 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._track_colour())
        painter.drawRoundedRect(track.adjusted(1, 1, -1, -1), _HEIGHT / 2 - 1, _HEIGHT / 2 - 1)
        self._draw_knob(painter, track)
        if self.text():
            painter.setPen(colours.text if self.isEnabled() else colours.disabled)
            place = self.rect().adjusted(_WIDTH + 2 + SPACE_S, 0, 0, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic, self.text())

    def _draw_knob(self, painter: QPainter, track: QRectF) -> None:
        radius = _HEIGHT / 2 - _GAP
        travel = _WIDTH - _HEIGHT
        centre = QPointF(track.left() + _HEIGHT / 2 + travel * self._place, track.center().y())
        painter.setBrush(QColor("white") if self.isEnabled() else self._theme.colours.window)
        if self.checkState() is Qt.CheckState.PartiallyChecked:
            painter.drawRoundedRect(QRectF(centre.x() - radius, centre.y() - 1.5, 2 * radius, 3), 1.5, 1.5)
        else:
            painter.drawEllipse(centre, radius, radius)

    def _track_colour(self) -> QColor:
        colours = self._theme.colours
        if not self.isEnabled():
            return colours.field_border
        return colours.switch_on if self.checkState() is Qt.CheckState.Checked else colours.switch_off

    def _on_state_changed(self, state: Qt.CheckState) -> None:
        wanted = _PLACES[state]
        self._slide.stop()
        if not self.isVisible():
            self._on_slid(wanted)
            return
        self._slide.setDuration(self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self))
        self._slide.setStartValue(self._place)
        self._slide.setEndValue(wanted)
        self._slide.start()

    def _on_slid(self, place: float) -> None:
        self._place = place
        self.update()
