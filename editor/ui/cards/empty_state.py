"""What the list says while there is no card in it."""

from enum import StrEnum

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from editor.ui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, Theme

_ICON = 48  # points
_GHOST_ROW, _GHOST_PICTURE, _GHOST_LINE = 68, QSize(80, 50), 10  # points; the size of real rows


class Empty(StrEnum):
    """Why no card is listed."""

    NO_SITE = "no-site"
    LOADING = "loading"
    NO_CARDS = "no-cards"
    NO_MATCH = "no-match"


_ICONS = {
    Empty.NO_SITE: "mdi6.folder-open-outline",
    Empty.NO_CARDS: "mdi6.newspaper-variant-outline",
    Empty.NO_MATCH: "mdi6.magnify-close",
}


class EmptyState(QWidget):
    """A sentence, an icon and the way out; shapes of rows while the cards are being read."""

    clear_search_requested = Signal()
    open_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emptyState")
        self._theme = theme
        self._reason = Empty.NO_SITE
        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._sentence = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._sentence.setObjectName("emptySentence")
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._button = QPushButton(flat=True)
        self._button.setObjectName("emptyButton")
        self._button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._button.clicked.connect(self._on_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        layout.setSpacing(SPACE_S)
        layout.addStretch(2)
        layout.addWidget(self._icon)
        layout.addWidget(self._sentence)
        layout.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        theme.changed.connect(self._dress)
        self._dress()
        self.set_reason(Empty.NO_SITE)

    def set_reason(self, reason: Empty, query: str = "") -> None:
        """Say this; `query` is the search that matches nothing."""
        self._reason = reason
        self._sentence.setText(self._sentence_for(query))
        self._button.setText(self.tr("Clear the search") if reason is Empty.NO_MATCH else self.tr("Open a site…"))
        self._button.setVisible(reason in (Empty.NO_SITE, Empty.NO_MATCH))
        for widget in (self._icon, self._sentence):
            widget.setVisible(reason is not Empty.LOADING)
        self.setAccessibleName(self._sentence.text())
        self._show_icon()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._reason is not Empty.LOADING:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colours.hover)
        for number, top in enumerate(range(0, self.height(), _GHOST_ROW)):
            painter.setOpacity(max(0.15, 1.0 - number * 0.12))
            for shape in self._ghost(top):
                painter.drawRoundedRect(shape, 4, 4)

    def _ghost(self, top: int) -> tuple[QRect, QRect, QRect]:
        """A row that is still to come: its picture and two lines of text."""
        picture = QRect(SPACE_M, top + (_GHOST_ROW - _GHOST_PICTURE.height()) // 2, *_GHOST_PICTURE.toTuple())
        left, room = picture.right() + SPACE_M, self.width() - picture.right() - SPACE_M - SPACE_XL
        first = QRect(left, picture.top() + SPACE_S, room * 3 // 4, _GHOST_LINE)
        return picture, first, QRect(left, first.bottom() + SPACE_M, room // 3, _GHOST_LINE)

    def _sentence_for(self, query: str) -> str:
        sentences = {
            Empty.NO_SITE: self.tr("No site is open."),
            Empty.LOADING: self.tr("Reading the cards…"),
            Empty.NO_CARDS: self.tr("There are no cards in this folder."),
            Empty.NO_MATCH: self.tr("No card matches “{}”.").format(query),
        }
        return sentences[self._reason]

    def _show_icon(self) -> None:
        if self._reason in _ICONS:
            colour, ratio = self._theme.colours.placeholder, self.devicePixelRatioF()
            self._icon.setPixmap(self._theme.pixmap(_ICONS[self._reason], _ICON, colour, ratio))
        self.update()

    def _dress(self) -> None:
        colours = self._theme.colours
        self._sentence.setStyleSheet(f"color: {colours.muted.name()};")
        self._button.setStyleSheet(
            f"QPushButton {{ color: {colours.link.name()}; border: none; background: transparent;"
            f" padding: {SPACE_S}px {SPACE_L}px; }}"
            " QPushButton:hover, QPushButton:focus { text-decoration: underline; }"
        )
        self._show_icon()

    def _on_clicked(self) -> None:
        if self._reason is Empty.NO_MATCH:
            self.clear_search_requested.emit()
        else:
            self.open_requested.emit()
