"""How a reader meets the card."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from editor.model.card.card import Card
from editor.ui.panes.article import Article
from editor.ui.panes.message import Message
from editor.ui.pictures import PictureService
from editor.ui.theme import Theme


class CardView(QWidget):
    """The card as an article, read-only. Nothing is opened but by a click or a key, through `open_url_requested`."""

    open_url_requested = Signal(str)

    def __init__(self, pictures: PictureService, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card_view")
        self._service = pictures
        self._theme = theme
        self._card: Card | None = None
        self._article: Article | None = None
        self._place = 0  # where to scroll to, once the article is long enough
        self._message = Message(theme)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName(self.tr("The card as a reader sees it"))
        self._scroll.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._message)
        self._stack.addWidget(self._scroll)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setFocusProxy(self._scroll)
        theme.changed.connect(self._on_theme_changed)
        self.show_card(None)

    @property
    def article(self) -> Article | None:
        """What is shown; None when there is no card that can be read."""
        return self._article

    def show_card(self, card: Card | None) -> None:
        """Show this card; the same card in another state keeps its place."""
        if card is None or card != self._card:
            self._show(card)

    def _show(self, card: Card | None) -> None:
        same = card is not None and self._card is not None and card.id == self._card.id
        self._place = self._scroll.verticalScrollBar().value() if same else 0
        if self._article is not None:
            self._article.let_go()
            self._article = None
        self._card = card
        if card is None:
            self._tell("mdi6.card-text-outline", self.tr("No card selected"), "")
        elif card.error is not None:
            self._tell("mdi6.file-alert-outline", self.tr("This card cannot be read"), self.tr("Mend it in Source."))
        else:
            self._article = Article(card, self._service, self._theme)
            self._article.open_url_requested.connect(self.open_url_requested)
            page = QWidget()
            row = QHBoxLayout(page)
            row.setContentsMargins(0, 0, 0, 0)
            row.addStretch(1)
            row.addWidget(self._article, 100)
            row.addStretch(1)
            self._scroll.setWidget(page)
            self._stack.setCurrentWidget(self._scroll)

    def _on_theme_changed(self) -> None:
        self._show(self._card)

    def _on_range_changed(self, lowest: int, highest: int) -> None:
        if 0 < self._place <= highest:
            self._scroll.verticalScrollBar().setValue(self._place)
            self._place = 0

    def _tell(self, icon: str, title: str, text: str) -> None:
        self._message.tell(icon, title, text)
        self._stack.setCurrentWidget(self._message)
