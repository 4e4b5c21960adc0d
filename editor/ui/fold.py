"""A heading that opens and closes what is below it."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from editor.ui.theme import ICON, Theme


class Fold(QToolButton):
    """A heading with a chevron that opens and closes what is below it, by mouse, Space, Left and Right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setCheckable(True)
        self.setAutoRaise(True)
        self.setProperty("part", "fold")
        self.setIconSize(QSize(ICON.width() * 3 // 4, ICON.height()))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._paint_chevron)
        theme.changed.connect(self._paint_chevron)
        self._paint_chevron()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Right:
                self.setChecked(True)
            case Qt.Key.Key_Left:
                self.setChecked(False)
            case _:
                super().keyPressEvent(event)

    def _paint_chevron(self) -> None:
        """Without the empty left of the icon, so that headings begin where labels do."""
        icon = self._theme.icon("mdi6.chevron-down" if self.isChecked() else "mdi6.chevron-right")
        whole = icon.pixmap(ICON, self.devicePixelRatioF())
        self.setIcon(QIcon(whole.copy(QRect(whole.width() // 4, 0, whole.width() * 3 // 4, whole.height()))))
