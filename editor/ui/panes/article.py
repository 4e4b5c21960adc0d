"""One card as an article: what a reader of the site sees of it."""

import html
from datetime import date

from PySide6.QtCore import QDate, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.model.card.card import Card, Picture, Publishing
from editor.model.card.values import read_datetime
from editor.model.text.paths import Path
from editor.model.text.scalars import Value
from editor.ui.flow_layout import FlowLayout
from editor.ui.panes.body_view import BodyView
from editor.ui.panes.picture_box import PictureBox
from editor.ui.parts import named
from editor.ui.pictures import PictureService
from editor.ui.theme import ICON, RADIUS, SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS, FontRole, Theme

WIDTH = 680
"""Pixels that an article is wide at most: longer lines are hard to read."""

_PICTURE = QSize(WIDTH, 340)
_LOGO = QSize(28, 28)
_SMALL = QSize(84, 60)


class Article(QWidget):
    """A card as it is now, read-only; another state of the card is another article."""

    open_url_requested = Signal(str)

    def __init__(self, card: Card, pictures: PictureService, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card_view.article")
        self.setMaximumWidth(WIDTH + 2 * SPACE_XL)
        self._card = card
        self._service = pictures
        self._theme = theme
        self._boxes: list[PictureBox] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(SPACE_XL, SPACE_L, SPACE_XL, SPACE_XL)
        self._layout.setSpacing(SPACE_M)
        self._add_ribbon()
        picture = self._first("image")
        if picture is not None:
            self._layout.addWidget(named(self._box(picture, _PICTURE), "card_view.picture"))
        self._add_source()
        self._add_words()
        self._add_topics()
        self._add_link()
        self._add_body()
        self._add_related()
        self._layout.addStretch(1)

    def let_go(self) -> None:
        """Nobody will look at it any more: its pictures need not come."""
        for box in self._boxes:
            box.let_go()

    def _add_ribbon(self) -> None:
        words = {
            Publishing.HIDDEN: self.tr("Not published"),
            Publishing.LISTED: self.tr("In lists only, without a page of its own"),
        }
        if self._card.publishing in words:
            pill = Pill(self._theme, words[self._card.publishing], warning=True)
            self._layout.addWidget(named(pill, "card_view.ribbon", tone="warning"), 0, Qt.AlignmentFlag.AlignLeft)

    def _add_source(self) -> None:
        """Who brings it, and when."""
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        logo = self._first("provider")
        if logo is not None:
            box = named(self._box(logo, _LOGO, whole=True), "card_view.logo")
            box.setFixedSize(_LOGO)
            row.addWidget(box)
        words = " · ".join(filter(None, (self._card.provider, in_words(self._card.date))))
        if words:
            row.addWidget(named(_label(words), "card_view.source", tone="muted"), 1)
        if row.count():
            self._layout.addLayout(row)

    def _add_words(self) -> None:
        title = named(_label(self._card.title), "card_view.title")
        font = self._theme.font(FontRole.TITLE)
        font.setPointSizeF(font.pointSizeF() * 1.3)
        font.setWeight(QFont.Weight.Bold)
        title.setFont(font)
        self._layout.addWidget(title)
        if self._card.excerpt:
            excerpt = named(_label(self._card.excerpt), "card_view.excerpt")
            font = self._theme.font(FontRole.BODY)
            font.setPointSizeF(font.pointSizeF() * 1.1)
            excerpt.setFont(font)
            self._layout.addWidget(excerpt)

    def _add_topics(self) -> None:
        if self._card.topics:
            flow = FlowLayout(gap=SPACE_XS, line_gap=SPACE_XS)
            for topic in self._card.topics:
                flow.addWidget(named(Pill(self._theme, topic), "card_view.topic"))
            self._layout.addLayout(flow)

    def _add_link(self) -> None:
        url = self._card.story_url
        if url:
            button = named(QPushButton(self.tr("Read the story")), "card_view.read")
            button.setIcon(self._theme.icon("mdi6.open-in-new"))
            button.setIconSize(ICON)
            button.setToolTip(url)
            button.clicked.connect(lambda: self.open_url_requested.emit(url))
            self._layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_body(self) -> None:
        body = self._card.document.envelope.body if self._card.document is not None else ""
        if body.strip():
            view = BodyView(body)
            view.open_url_requested.connect(self.open_url_requested)
            self._layout.addWidget(view)

    def _add_related(self) -> None:
        related = self._card.get(("related",))
        if not isinstance(related, list) or not related:
            return
        self._layout.addSpacing(SPACE_S)
        self._layout.addWidget(named(_label(self.tr("Related stories")), "card_view.related", role="heading"))
        for index in range(len(related)):
            path: Path = ("related", index)
            picture = next((picture for picture in self._card.pictures if picture.path[:2] == path), None)
            url = self._card.spelled((*path, "webUrl")) or self._card.spelled((*path, "originalUrl"))
            box = self._box(picture, _SMALL) if picture is not None else None
            provider = self._card.spelled((*path, "provider", "name"))
            words = " · ".join(filter(None, (provider, in_words(self._card.get((*path, "publishedDateTime"))))))
            story = RelatedStory(self._theme, self._card.spelled((*path, "title")), words, url, box)
            story.open_url_requested.connect(self.open_url_requested)
            self._layout.addWidget(story)

    def _first(self, kind: str) -> Picture | None:
        return next((picture for picture in self._card.pictures if picture.kind == kind), None)

    def _box(self, picture: Picture, bounds: QSize, *, whole: bool = False) -> PictureBox:
        box = PictureBox(self._service, self._theme, picture, bounds=bounds, whole=whole)
        self._boxes.append(box)
        return box


class RelatedStory(QFrame):
    """A related story as a small card; a click or Return asks for its page."""

    open_url_requested = Signal(str)

    def __init__(self, theme: Theme, title: str, words: str, url: str, picture: PictureBox | None) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("card_view.related_story")
        self.setProperty("panel", True)
        self._url = url
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        row.setSpacing(SPACE_M)
        if picture is not None:
            picture.setFixedSize(_SMALL)
            row.addWidget(picture)
        column = QVBoxLayout()
        column.setSpacing(SPACE_XS)
        column.addStretch(1)
        column.addWidget(named(_label(title or self.tr("Without a title")), "card_view.related_title", role="heading"))
        if words:
            column.addWidget(named(_label(words), "card_view.related_source", tone="muted", role="small"))
        column.addStretch(1)
        row.addLayout(column, 1)
        self.setAccessibleName(" · ".join(filter(None, (title, words))))
        if url:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip(url)
            self.setAccessibleDescription(self.tr("Return opens its page in the browser"))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colours.accent, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
            painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        if self._url:
            self.open_url_requested.emit(self._url)


class Pill(QLabel):
    """A word or two on a round ground."""

    def __init__(self, theme: Theme, text: str, *, warning: bool = False) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setContentsMargins(SPACE_S + 2, SPACE_XS - 1, SPACE_S + 2, SPACE_XS - 1)
        self._theme = theme
        self._warning = warning

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.warning_soft if self._warning else colours.chip)
        painter.drawRoundedRect(self.rect(), self.height() / 2, self.height() / 2)
        painter.end()
        super().paintEvent(event)


def in_words(value: Value) -> str:
    """The day of a date, as people write it: 19 May 2020; "" for anything that is none."""
    moment = read_datetime(value) if isinstance(value, str) else value
    if not isinstance(moment, date):
        return ""
    return QLocale().toString(QDate(moment.year, moment.month, moment.day), "d MMMM yyyy")


def _label(text: str) -> QLabel:
    """A site writes these fields into HTML, where `&#8217;` is an apostrophe to its readers."""
    label = QLabel(html.unescape(text))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
