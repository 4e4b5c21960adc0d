"""Small pictures for the rows on screen: asked for late, given up early, kept in memory for a while."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QImage, QPainter, QPixmap

from editor.model.site.summary import Row

MEMORY = 48 * 1024 * 1024
"""Bytes of pixels that are held ready to draw: a few hundred pictures of a grid, thousands of a list."""

SHARE = 0.004
"""Seconds of one turn of the event loop that pictures may take to be made ready: they come by the dozen."""

_UNIT = QSize(80, 50)  # pixels; pictures are asked for in multiples of it, so that few sizes are kept on disk
_SPARE = 2  # times the frame is asked for where the picture is cropped, so that wide ones are not stretched
CORNER = 4.0
"""Of a small picture's corners, in points."""


class HasImage(Protocol):
    """What arrives for an address: an image, or None when it could not be had."""

    @property
    def image(self) -> QImage | None: ...


class Request(Protocol):
    """A picture on its way."""

    def cancel(self) -> None:
        """Nobody waits for it any more: the receiver is not called."""


class PictureSource(Protocol):
    """What the thumbnails need of the picture service: it answers later, on the window's thread, newest wish first."""

    def want(
        self, url: str, size: QSize, *, receiver: Callable[[HasImage], None], urgent: bool, small: bool
    ) -> Request:
        """Bring the picture, scaled down to fit into `size` in pixels; what is not `urgent` waits for what is.

        What is `small` is kept on disk in that size.
        """


@dataclass(frozen=True, slots=True)
class Thumb:
    """One small picture: a logo is shown whole, any other picture fills the frame and is cropped."""

    url: str
    logo: bool = False


class Thumbnails(QObject):
    """Keeps the small pictures of the rows that are being looked at.

    `show` says which are wanted now, the most urgent first; whatever else is still on its way is given up. Pictures
    that could not be had are remembered as such until `retry`, or until they fall out of memory.
    """

    arrived = Signal(object)
    """A Thumb that can be had now, or that is known to be missing now."""

    def __init__(
        self, pictures: PictureSource, *, memory: int = MEMORY, share: float = SHARE, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._memory = memory
        self._weight = 0
        self._size = QSize()
        self._ratio = 1.0
        self._had: OrderedDict[Thumb, QPixmap | None] = OrderedDict()  # None: could not be had
        self._asked: dict[Thumb, Request] = {}
        self._waiting: deque[tuple[Thumb, QImage]] = deque()
        self._share = share
        self._left = share  # seconds of this turn
        self._next_turn = QTimer(self, singleShot=True, interval=0)
        self._next_turn.timeout.connect(self._on_next_turn)

    def set_size(self, size: QSize, ratio: float) -> None:
        """The frame in points, and the screen's pixels per point; another one forgets what is there."""
        if (size, ratio) != (self._size, self._ratio):
            self._size, self._ratio = size, ratio
            self.clear()

    def show(self, thumbs: Iterable[Thumb]) -> None:
        """Ask for these unless they are here already, and give up on all others."""
        wanted = dict.fromkeys(thumbs)
        for thumb in [thumb for thumb in self._asked if thumb not in wanted]:
            self._give_up(thumb)
        for thumb in reversed(wanted):
            if thumb in self._had:
                self._had.move_to_end(thumb)
            elif thumb not in self._asked:
                self._ask(thumb)

    def thumb_of(self, row: Row) -> Thumb | None:
        """The picture that stands for a card: its first, else (or when that cannot be had) its provider's logo."""
        picture = Thumb(row.picture) if row.picture else None
        if row.provider_picture and (picture is None or self.is_missing(picture)):
            return Thumb(row.provider_picture, logo=True)
        return picture

    def pixmap(self, thumb: Thumb) -> QPixmap | None:
        """The picture ready to draw, None when it is not here (yet)."""
        return self._had.get(thumb)

    def is_missing(self, thumb: Thumb) -> bool:
        """Whether the picture was asked for and could not be had."""
        return thumb in self._had and self._had[thumb] is None

    def retry(self) -> None:
        """Forget which pictures could not be had, so that the next `show` asks again."""
        for thumb in [thumb for thumb, pixmap in self._had.items() if pixmap is None]:
            self._weight -= _bytes_of(self._had.pop(thumb))

    def clear(self) -> None:
        """Forget every picture and every request."""
        for thumb in list(self._asked):
            self._give_up(thumb)
        self._had.clear()
        self._waiting.clear()
        self._weight = 0

    def _ask(self, thumb: Thumb) -> None:
        size = self._size * (self._ratio * (1 if thumb.logo else _SPARE))
        units = max(-(-size.width() // _UNIT.width()), -(-size.height() // _UNIT.height()))
        receive = partial(self._receive, thumb)
        self._asked[thumb] = self._pictures.want(thumb.url, _UNIT * units, receiver=receive, urgent=False, small=True)

    def _give_up(self, thumb: Thumb) -> None:
        self._asked.pop(thumb).cancel()

    def _receive(self, thumb: Thumb, picture: HasImage) -> None:
        if thumb not in self._asked:
            return  # given up in the meantime
        image = picture.image
        if image is None or image.isNull():
            self._keep(thumb, None)
        else:
            self._waiting.append((thumb, image))
            self._frame_some()

    def _frame_some(self) -> None:
        """Make pictures ready for as long as this turn allows, the others in the next ones."""
        if not self._next_turn.isActive():
            self._next_turn.start()
        while self._waiting and self._left > 0:
            thumb, image = self._waiting.popleft()
            if thumb in self._asked:
                begun = time.perf_counter()
                self._keep(thumb, self._framed(image, whole=thumb.logo))
                self._left -= time.perf_counter() - begun

    def _on_next_turn(self) -> None:
        self._left = self._share
        if self._waiting:
            self._frame_some()

    def _keep(self, thumb: Thumb, pixmap: QPixmap | None) -> None:
        del self._asked[thumb]
        self._had[thumb] = pixmap
        self._weight += _bytes_of(pixmap)
        while self._weight > self._memory and len(self._had) > 1:
            self._weight -= _bytes_of(self._had.popitem(last=False)[1])
        self.arrived.emit(thumb)

    def _framed(self, image: QImage, *, whole: bool) -> QPixmap:
        """The image in a frame with round corners, in the screen's pixels, see-through where it does not reach."""
        frame = QPixmap(self._size * self._ratio)
        frame.fill(Qt.GlobalColor.transparent)
        fit = Qt.AspectRatioMode.KeepAspectRatio if whole else Qt.AspectRatioMode.KeepAspectRatioByExpanding
        scaled = image.scaled(frame.size(), fit, Qt.TransformationMode.SmoothTransformation)
        place = QRect(QPoint(), scaled.size())
        place.moveCenter(frame.rect().center())
        painter = QPainter(frame)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(scaled))
        painter.setBrushOrigin(place.topLeft())
        painter.drawRoundedRect(place & frame.rect(), CORNER * self._ratio, CORNER * self._ratio)
        painter.end()
        frame.setDevicePixelRatio(self._ratio)
        return frame


def _bytes_of(pixmap: QPixmap | None) -> int:
    """A picture that could not be had weighs a little, too, or there would be no end to them."""
    return 1024 if pixmap is None else 4 * pixmap.width() * pixmap.height()
