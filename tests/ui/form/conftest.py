"""A window with the form in it, that does with edits what the real one does: makes them, and shows the card again."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAction, QCursor, QKeySequence
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from editor.model.card.card import Card, read_card
from editor.model.card.edits import Edit, apply_edits
from editor.model.card.schema import Schemas, load_schemas
from editor.model.site.vocabulary import Topic, Vocabulary
from editor.model.text.paths import Path
from editor.ui.form.card_form import CardForm
from editor.ui.theme import Theme

NEWS = """\
---
category: news
title: "Harbour opens"
excerpt: "The new harbour opened on Monday."
publishedDateTime: 2024-05-01T10:00:00Z
webUrl: "https://harbourtimes.example/harbour-opens"
type: article
quality: 7
heat: -1
published: false

provider:
  name: Harbour Times
  domain: harbourtimes.example

topics:
  - AI
  - Ships

images:
  - url: "https://harbourtimes.example/a.jpg"
    width: 600
    height: 338
  - url: "https://harbourtimes.example/b.jpg"

related:
  - title: "Ships come in"
    webUrl: "https://bay.example/ships"
    provider:
      name: Bay News
      domain: bay.example
    images:
      - url: "https://bay.example/s.jpg"
        width: 10
        height: 20

mood: "fair"
secured: "c2VjcmV0"
---
"""


class Host(QMainWindow):
    """Holds the cards' texts and a history of them, one step for each edit."""

    def __init__(self, schemas: Schemas, theme: Theme) -> None:
        super().__init__()
        self.schemas = schemas
        self.vocabulary = Vocabulary(
            [Topic(name) for name in ("AI", "Ships", "Café culture", "Harbours", "Weather")],
            [{"name": "Harbour Times", "domain": "harbourtimes.example", "images": [{"url": "/assets/h.png"}]}],
        )
        self.form = CardForm(self.vocabulary, theme)
        self.setCentralWidget(self.form)
        self.cards: list[Card] = []
        self.saved: list[Card] = []
        self.edits: list[Edit] = []
        self.labels: list[str] = []
        self.findings: dict[Path, str] = {}
        self._history: list[list[Card]] = []
        self.form.edited.connect(self._on_edited)
        undo = QAction("Undo", self)
        undo.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
        undo.triggered.connect(self._undo)
        self.addAction(undo)

    def show_texts(self, *texts: str, folder: str = "_news", first: int = 0) -> None:
        self.cards = [read_card(f"{folder}/{n}.md", text, self.schemas) for n, text in enumerate(texts, first)]
        self.saved = list(self.cards)
        self.refresh()

    def refresh(self) -> None:
        self.form.show_cards(self.cards, self.findings, self.saved)

    @property
    def text(self) -> str:
        return self.cards[0].text

    def field(self, name: str) -> QWidget:
        found = [widget for widget in self.form.findChildren(QWidget, name) if widget.isVisible()]
        assert len(found) == 1, (name, found)
        return found[0]

    def has_field(self, name: str) -> bool:
        return any(widget.isVisible() for widget in self.form.findChildren(QWidget, name))

    def _on_edited(self, edits: object, label: str) -> None:
        assert isinstance(edits, tuple)
        self._history.append(self.cards)
        self.edits.extend(edits)
        self.labels.append(label)
        self.cards = [
            apply_edits(card, edits, self.schemas, like=old) for card, old in zip(self.cards, self.saved, strict=True)
        ]
        self.refresh()

    def _undo(self) -> None:
        if self._history:
            self.cards = self._history.pop()
            self.refresh()


def pytest_itemcollected(item: pytest.Item) -> None:
    """The offscreen platform complains of every window with a layout and of all that pops up."""
    item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"), append=False)


@pytest.fixture(scope="session")
def schemas() -> Schemas:
    return load_schemas()


@pytest.fixture
def open_host(qtbot: QtBot, schemas: Schemas, theme: Theme) -> Callable[..., Host]:
    def build(*texts: str, folder: str = "_news") -> Host:
        host = Host(schemas, theme)
        qtbot.addWidget(host)
        host.resize(700, 900)
        host.move(50, 50)
        QCursor.setPos(0, 0)  # an earlier test may have left it where a row comes to lie
        host.show()
        if texts:
            host.show_texts(*texts, folder=folder)
        host.activateWindow()
        qtbot.waitUntil(host.isActiveWindow)
        return host

    return build


@pytest.fixture
def host(open_host: Callable[..., Host]) -> Host:
    """The form on one card with everything in it."""
    return open_host(NEWS)
