"""A picture in a page: it keeps its room while it is on its way, and gives it up when it cannot be had."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.model.card.card import Picture
from editor.ui.pictures import LoadedPicture, PictureService
from editor.ui.theme import RADIUS, Theme


class PictureBox(QWidget):
    """Fills its room with the picture, cropped; with `whole` the picture is fitted in instead.

    Without a fixed size it is as wide as the page, and as high as the picture wants, up to `bounds`.
    """

    def __init__(
        self, service: PictureService, theme: Theme, picture: Picture, *, bounds: QSize, whole: bool = False
    ) -> None:
        super().__init__()
        self._theme = theme
        self._bounds = bounds
        self._whole = whole
        self._loaded: LoadedPicture | None = None
        self._shape = QSize(picture.width or 16, picture.height or 9)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        size = bounds * self.devicePixelRatioF() * (1 if whole else 2)  # enough of it to be cropped
        at_hand = service.at_hand(picture.url, size)
        self._request = None if at_hand else service.want(picture.url, size, receiver=self._on_loaded)
        if at_hand is not None:
            self._on_loaded(at_hand)

    @property
    def loaded(self) -> LoadedPicture | None:
        """What came; None while it is on its way."""
        return self._loaded

    def let_go(self) -> None:
        """Nobody will look at it any more."""
        if self._request is not None:
            self._request.cancel()

    def _on_loaded(self, loaded: LoadedPicture) -> None:
        self._loaded = loaded
        if loaded.image is None:
            self.hide()
            return
        self._shape = QSize(loaded.width, loaded.height)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return min(self._bounds.height(), max(1, round(width * self._shape.height() / self._shape.width())))

    def sizeHint(self) -> QSize:
        return QSize(self._bounds.width(), self.heightForWidth(self._bounds.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.setClipPath(path)
        image = self._loaded.image if self._loaded is not None else None
        if image is None:
            painter.fillRect(self.rect(), self._theme.colours.hover)
        else:
            mode = Qt.AspectRatioMode
            fit = mode.KeepAspectRatio if self._whole else mode.KeepAspectRatioByExpanding
            target = QRectF(0, 0, *image.size().scaled(self.size(), fit).toTuple())
            target.moveCenter(QRectF(self.rect()).center())
            painter.drawImage(target, image)
        painter.end()
