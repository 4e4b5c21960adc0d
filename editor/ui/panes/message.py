"""A calm page that says why there is nothing to see, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from editor.ui.parts import named
from editor.ui.theme import SPACE_S, SPACE_XL, Theme


class Message(QWidget):
    """An icon, a title and a sentence in the middle of the page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self._theme = theme
        self._name = ""
        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._title = named(QLabel(alignment=Qt.AlignmentFlag.AlignCenter), "message.title", role="title")
        self._text = named(QLabel(alignment=Qt.AlignmentFlag.AlignCenter), "message.text", tone="muted")
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        layout.setSpacing(SPACE_S)
        layout.addStretch(2)
        for label in (self._icon, self._title, self._text):
            layout.addWidget(label)
        layout.addStretch(3)
        theme.changed.connect(self._draw)

    def tell(self, icon: str, title: str, text: str) -> None:
        """Show this; `icon` is a name of the theme's icons."""
        self._name = icon
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(f"{title}. {text}")
        self._draw()

    def _draw(self) -> None:
        if self._name:
            self._icon.setPixmap(self._theme.pixmap(self._name, 48, ratio=self.devicePixelRatioF()))
