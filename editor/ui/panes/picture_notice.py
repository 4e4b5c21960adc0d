"""In place of a picture: why there is none, and what can be done."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.ui.parts import named
from editor.ui.theme import SPACE_S, SPACE_XS, Theme

_ICON = 32
_ROOM_FOR_ICON = 110  # below this height the sentence and the buttons are what counts


class PictureNotice(QWidget):
    """An icon, a sentence, and two buttons whose `clicked` is the pane's to answer."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picture.notice")
        self._theme = theme
        self._name = ""
        self._icon = QLabel()
        self.text = named(QLabel(), "picture.why", tone="muted")
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.again = named(QPushButton(self.tr("Try again")), "picture.again")
        self.browser = named(QPushButton(self.tr("Open in browser")), "picture.browser")
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addStretch(1)
        buttons.addWidget(self.again)
        buttons.addWidget(self.browser)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_S, SPACE_XS, SPACE_S, SPACE_XS)
        layout.setSpacing(SPACE_XS)
        layout.addStretch(1)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.text)
        layout.addLayout(buttons)
        layout.addStretch(1)
        theme.changed.connect(self._draw)

    def tell(self, icon: str, text: str, *, can_open: bool = False, failed: bool = False) -> None:
        """Say this; `failed` offers to try again, `can_open` to look in the browser."""
        self._name = icon
        self.text.setText(text)
        self.again.setVisible(failed)
        self.browser.setVisible(can_open)
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._icon.setVisible(event.size().height() >= _ROOM_FOR_ICON)

    def _draw(self) -> None:
        if self._name:
            self._icon.setPixmap(self._theme.pixmap(self._name, _ICON, ratio=self.devicePixelRatioF()))
