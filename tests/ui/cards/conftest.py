"""Made-up rows, and a picture service that answers when the test says so."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from editor.model.card.card import CardId, Publishing
from editor.model.site.summary import EXCERPT, Row
from editor.ui.cards.card_selection import CardSelection
from editor.ui.cards.card_table import CardTableModel
from editor.ui.cards.thumbnails import HasImage

Show = Callable[[QWidget, int, int], None]

_ROW = Row(
    id="_news/one.md",
    title="Harbour opens at night",
    date=datetime(2020, 5, 19, 23, 30, tzinfo=UTC),
    publishing=Publishing.PUBLISHED,
    provider="Harbour Times",
    topics=("Ferries", "Night"),
    type="article",
    picture="",
    provider_picture="",
    schema="news",
    error="",
    problems=0,
    values={EXCERPT: ("Ferries run until two.",)},
)


@dataclass
class Cards:
    """What the model asks for rows: change it, then tell the model."""

    rows: dict[CardId, Row] = field(default_factory=dict)
    unsaved: set[CardId] = field(default_factory=set)

    def add(self, count: int, **values: object) -> list[CardId]:
        """`count` more cards, their ids in order; `picture` may have a place for the number."""
        ids = [f"_news/{number:05}.md" for number in range(len(self.rows), len(self.rows) + count)]
        self.rows |= {
            card_id: replace(_ROW, **({"id": card_id, "title": f"Story {card_id}"} | values)) for card_id in ids
        }
        return ids

    def change(self, card_id: CardId, **values: object) -> None:
        self.rows[card_id] = replace(self.rows[card_id], **values)


@dataclass
class Answer:
    image: QImage | None


@dataclass
class Wish:
    """A picture that was asked for."""

    url: str
    size: QSize
    receiver: Callable[[HasImage], None]
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True


class FakePictures:
    """As the picture service answers: later, at most once, never after a cancel."""

    def __init__(self) -> None:
        self.wishes: list[Wish] = []

    def want(self, url: str, size: QSize, *, receiver: Callable[[HasImage], None], urgent: bool, small: bool) -> Wish:
        assert not urgent
        assert small
        assert not size.isEmpty()
        wish = Wish(url, size, receiver)
        self.wishes.append(wish)
        return wish

    @property
    def open(self) -> list[str]:
        return [wish.url for wish in self.wishes if not wish.cancelled]

    @property
    def cancelled(self) -> list[str]:
        return [wish.url for wish in self.wishes if wish.cancelled]

    def answer(self, url: str, colour: str | None = "red", *, width: int = 160, height: int = 100) -> None:
        """Bring it in one colour, or say that it could not be had."""
        for wish in [wish for wish in self.wishes if wish.url == url and not wish.cancelled]:
            self.wishes.remove(wish)
            wish.receiver(Answer(filled(colour, width, height) if colour else None))


def filled(colour: str, width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor(colour) if colour else Qt.GlobalColor.transparent)
    return image


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Puts a widget into a window of this size, which lives as long as the test."""
    windows: list[QWidget] = []

    def show(widget: QWidget, width: int, height: int) -> None:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(width, height)
        widget.setParent(window)
        widget.resize(width, height)
        with qtbot.waitExposed(window):
            window.show()

    return show


@pytest.fixture
def cards() -> Cards:
    return Cards()


@pytest.fixture
def model(qapp: object, cards: Cards) -> CardTableModel:
    return CardTableModel(cards.rows.__getitem__, cards.unsaved.__contains__)


@pytest.fixture
def chosen(model: CardTableModel) -> CardSelection:
    """The selection that the views of a test share."""
    return CardSelection(model, model)


@pytest.fixture
def pictures() -> FakePictures:
    return FakePictures()


class Painted(QStyledItemDelegate):
    """A delegate that only notes what it was asked to paint, and how."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[tuple[int, QRect, QStyle.StateFlag]] = []

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        self.cells.append((index.row(), QRect(option.rect), option.state))

    def mark_rect(self, row: QRect, direction: Qt.LayoutDirection) -> QRect:
        return QRect(row.right() - 19, row.top(), 20, row.height())

    def positions(self) -> list[int]:
        found = [position for position, _, _ in self.cells]
        self.cells.clear()
        return found
