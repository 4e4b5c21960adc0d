"""The two who change the same cards in replays: a bot that commits, and an editor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from editor.model.card.card import Card, read_card
from editor.model.card.schema import Schemas, load_schemas
from editor.model.site.sample.cards import Desk
from editor.model.site.sample.dice import Dice
from editor.model.site.sample.stories import Newsroom, Telling
from editor.model.site.sample.world import load_world
from editor.model.text.document import Document

CARDS = 400


class Studio:
    """Where cards are made, and changed as a bot and as an editor change them."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.schemas: Schemas = load_schemas()
        self.newsroom = Newsroom(load_world(), cards=CARDS, seed=seed)
        self.desk = Desk(self.newsroom, seed=seed)

    def read(self, text: str) -> Card:
        return read_card("_news/card.md", text, self.schemas)

    def card(self, number: int, dice: Dice) -> str:
        text = self.desk.news(number % CARDS).text
        return text + "".join(f"\nParagraph {n} of {number}.\n" for n in range(dice.below(5)))

    def committed(self, text: str, number: int, dice: Dice) -> str:
        """The card after a bot's commit."""
        document = Document.parse(text)
        if dice.chance(0.05):
            other = self.newsroom.tell(dice.below(CARDS), retelling=dice.below(3))
            return _swapped(document, other, dice).text
        document = document.set(("heat",), dice.between(-1, 150)).set(("secured",), dice.base64(24))
        told = self.newsroom.tell(number % CARDS, retelling=dice.between(1, 4))
        for change in dice.some(BOT, dice.below(3)):
            document = change(document, told, dice)
        return document.text

    def edited(self, text: str, dice: Dice) -> str:
        """The card after some of an editor's changes."""
        document = Document.parse(text)
        told = self.newsroom.tell(dice.below(CARDS))
        for change in dice.some(EDITOR, dice.between(1, 3)):
            document = change(document, told, dice)
        return document.text

    def flip_against_numbers(self, number: int) -> tuple[str, str, str]:
        """A card, the same with `published` flipped, and the same with another seal and, two in five, heat."""
        dice = Dice(self.seed, "flip", number)
        base = self.desk.news(number % CARDS, by_machine=True).text
        moved = Document.parse(base).set(("secured",), dice.base64(24))
        if dice.chance(0.4):
            moved = moved.set(("heat",), dice.between(151, 300))
        return base, _flip(Document.parse(base), self.newsroom.tell(0), dice).text, moved.text

    def both(self, moved: str, flipped: str) -> str:
        """The moved card with the flipped one's line `published`."""
        line = next(line for line in flipped.split("\n") if line.startswith("published:"))
        return "\n".join(line if old.startswith("published:") else old for old in moved.split("\n"))


Change: TypeAlias = Callable[[Document, Telling, Dice], Document]


def _swapped(document: Document, told: Telling, dice: Dice) -> Document:
    document = document.set(("title",), told.title).set(("excerpt",), told.excerpt)
    document = document.set(("webUrl",), told.web_url).set(("provider", "name"), told.outlet.name)
    return document.set(("provider", "domain"), told.outlet.domain).set(("heat",), dice.between(0, 9))


def _items(document: Document, path: str) -> list[Any]:
    items = document.get((path,), [])
    return items if isinstance(items, list) else []


def _flip(document: Document, told: Telling, dice: Dice) -> Document:
    return document.set(("published",), not document.get(("published",)))


def _title(document: Document, told: Telling, dice: Dice) -> Document:
    return document.set(("title",), told.title)


def _excerpt(document: Document, told: Telling, dice: Dice) -> Document:
    return document.set(("excerpt",), told.excerpt)


def _date(document: Document, told: Telling, dice: Dice) -> Document:
    return document.set(("publishedDateTime",), told.date)


def _quality(document: Document, told: Telling, dice: Dice) -> Document:
    return document.set(("quality",), dice.between(1, 150))


def _add_topic(document: Document, told: Telling, dice: Dice) -> Document:
    topics = _items(document, "topics")
    new = dice.pick(("Harbours", "Whales", "Night", "Lanterns", *told.topics))
    return document if new in topics else document.insert(("topics",), len(topics), new)


def _remove_topic(document: Document, told: Telling, dice: Dice) -> Document:
    topics = _items(document, "topics")
    return document.remove(("topics", dice.below(len(topics)))) if topics else document


def _within(name: str, key: str, value: Callable[[Telling, Dice], Any]) -> Change:
    """A change of one key of one item of a list."""

    def change(document: Document, told: Telling, dice: Dice) -> Document:
        items = _items(document, name)
        return document.set((name, dice.below(len(items)), key), value(told, dice)) if items else document

    return change


def _without(name: str) -> Change:
    """One item of a list less."""

    def change(document: Document, told: Telling, dice: Dice) -> Document:
        items = _items(document, name)
        return document.remove((name, dice.below(len(items)))) if items else document

    return change


def _add_picture(document: Document, told: Telling, dice: Dice) -> Document:
    picture = {"url": f"https://pictures.example/{dice.below(4)}.jpg", "width": 600, "height": dice.between(300, 400)}
    pictures = _items(document, "images")
    if any(known["url"] == picture["url"] for known in pictures):
        return document
    return document.insert(("images",), dice.below(len(pictures) + 1), picture)


def _add_related(document: Document, told: Telling, dice: Dice) -> Document:
    related = _items(document, "related")
    if any(known["webUrl"] == told.web_url for known in related):
        return document
    story = {"title": told.title, "webUrl": told.web_url, "provider": {"name": told.outlet.name}, "quality": 1}
    return document.insert(("related",), len(related), story)


def _body(document: Document, told: Telling, dice: Dice) -> Document:
    lines = document.envelope.body.split("\n")
    written = [at for at, line in enumerate(lines) if line]
    if not written:
        return document.with_body("\n" + told.title + "\n")
    at = dice.pick(written)
    lines[at] = f"{lines[at]} {told.title}"
    return document.with_body("\n".join(lines))


def _note(document: Document, told: Telling, dice: Dice) -> Document:
    return Document.parse(document.text.replace("\nheat:", f"\n# {told.author} called\nheat:", 1))


def _width(told: Telling, dice: Dice) -> int:
    return dice.between(100, 900)


BOT: tuple[Change, ...] = (
    _quality,
    _title,
    _excerpt,
    _add_topic,
    _remove_topic,
    _add_picture,
    _within("images", "width", _width),
    _within("images", "height", _width),
    _within("images", "isCached", lambda told, dice: dice.chance(0.5)),
    _within("related", "quality", _width),
    _add_related,
    _without("related"),
    _body,
)
EDITOR: tuple[Change, ...] = (
    _flip,
    _flip,
    _flip,
    _title,
    _excerpt,
    _date,
    _add_topic,
    _remove_topic,
    _within("images", "width", _width),
    _within("images", "url", lambda told, dice: f"{told.web_url}/{dice.below(99)}.jpg"),
    _without("images"),
    _within("related", "title", lambda told, dice: told.title),
    _without("related"),
    _body,
    _note,
)
