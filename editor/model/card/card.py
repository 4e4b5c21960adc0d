"""A card: what the bytes of one file mean to an editor."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

from editor.model.card.fields import Field
from editor.model.card.schema import Schema, Schemas
from editor.model.card.values import read_datetime
from editor.model.text.document import Document
from editor.model.text.envelope import decode, split
from editor.model.text.errors import Unreadable
from editor.model.text.paths import Path
from editor.model.text.scalars import Plain, Value
from editor.model.text.spans import compose

CardId: TypeAlias = str
"""The card's path relative to the site's root, with '/' between its parts."""

_STAMP = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-(?=.)")
_HIDES = frozenset({"false", "no", "off"})
_LISTS = frozenset({"null"})
_ABSENT = Plain("")  # nothing that a card can hold: its values are never `Plain`

Quick: TypeAlias = Callable[[str], dict[str, Value] | None]
"""Reads the front matter of the common card without its places: exactly `Document.value()`, or None for all others.

What it reads has no key twice.
"""

_Address: TypeAlias = tuple[Path, str, Value]
"""Path and address of a picture, and the mapping or the list in which it stands."""

PICTURE_KINDS = ("image", "provider", "related")
"""What a picture can be to a card, in the order in which they are told."""


class Publishing(StrEnum):
    """What Jekyll makes of a card (`document.rb` and `publisher.rb`). LISTED: in lists, but no page is written."""

    PUBLISHED = "published"
    HIDDEN = "hidden"
    LISTED = "listed"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a card names. `path` is its mapping, sizes are as declared, `kind` is image, provider, related."""

    path: Path
    url: str
    width: int | None
    height: int | None
    kind: str


@dataclass(frozen=True)
class Card:
    """One file as a card; read with `read_card`. Immutable, and safe in any thread.

    `values` is the whole front matter, to be read only; `parsed` is the document where the card was read with it. A
    broken card has an `error`, and neither values nor a document; its title is a guess from the file's name.
    """

    id: CardId
    text: str
    schema: Schema
    values: dict[str, Value] = field(compare=False, repr=False)
    error: Unreadable | None = field(compare=False, default=None)
    parsed: Document | None = field(compare=False, default=None, repr=False)

    @cached_property
    def document(self) -> Document | None:
        """The text that can be asked for places and edited; None for a broken card.

        A card that was read quickly is parsed when this is first asked for: 0.3 ms.
        """
        return None if self.error is not None else self.parsed or Document.parse(self.text)

    @property
    def duplicates(self) -> tuple[Path, ...]:
        """The keys that occur more than once in their mapping; a card that was read quickly has none."""
        return self.parsed.duplicates if self.parsed is not None else ()

    def get(self, path: Path, default: Value = None) -> Value:
        """The value at `path`, to be read only, or `default` where the card has none."""
        if self.error is not None:
            return default
        value: Value = self.values
        for step in path:
            if isinstance(value, dict) and isinstance(step, str):
                value = value.get(step, _ABSENT)
            elif isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
                value = value[step]
            else:
                return default
        return default if value is _ABSENT else value

    def has(self, path: Path) -> bool:
        """Whether the card has that key or item, be it empty."""
        return self.get(path, _ABSENT) is not _ABSENT

    def spelled(self, path: Path) -> str:
        """A scalar as text: a string's own, else as the file spells it (`2024`, `0x1F`); "" for anything else."""
        value = self.get(path)
        if isinstance(value, str):
            return value
        if value is None or isinstance(value, list | dict) or self.document is None:
            return ""
        return self.document.raw(path)

    def spelled_items(self, path: Path) -> list[str]:
        """The items of a list as text, each as `spelled` gives it."""
        items = self.get(path)
        if not isinstance(items, list):
            return []
        return [item if isinstance(item, str) else self.spelled((*path, index)) for index, item in enumerate(items)]

    @property
    def title(self) -> str:
        """What to call the card: its title, else its name, else its file's name in words (as Jekyll); never ""."""
        return self.spelled(("title",)).strip() or self.spelled(("name",)).strip() or title_from(self.id)

    @property
    def excerpt(self) -> str:
        """The excerpt, or ""."""
        return self.spelled(("excerpt",))

    @property
    def date(self) -> datetime | None:
        """When the story came out, in UTC: `publishedDateTime`, else `date`; None where neither is a date."""
        for key in ("publishedDateTime", "date"):
            moment = in_utc(self.values.get(key))
            if moment is not None:
                return moment
        return None

    @property
    def publishing(self) -> Publishing:
        """Jekyll's truth: only false hides, only null lists without a page; "false" in quotes, 0 and no key publish."""
        value = self.values.get("published", True)
        if value is False:
            return Publishing.HIDDEN
        if value is None:
            return Publishing.LISTED
        if isinstance(value, str) and value.lower() in _HIDES | _LISTS and self.document:
            # Jekyll reads plain scalars through SafeYAML, for which `fAlse` and `nULL` mean the same as in lower case.
            spelling = self.document.raw(("published",)).lower()
            if spelling in _HIDES:
                return Publishing.HIDDEN
            if spelling in _LISTS:
                return Publishing.LISTED
        return Publishing.PUBLISHED

    @property
    def is_published(self) -> bool:
        """Whether Jekyll writes a page for the card."""
        return self.publishing is Publishing.PUBLISHED

    @property
    def provider(self) -> str:
        """The provider's name, or ""."""
        return self.spelled(("provider", "name")) or self.spelled(("provider",))

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics in the file's order; a lone topic that is no list counts too."""
        if isinstance(self.values.get("topics"), list):
            return tuple(filter(None, self.spelled_items(("topics",))))
        return tuple(filter(None, (self.spelled(("topics",)),)))

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The card's own pictures, then its provider's, then those of related stories."""
        keys = [key for key in self.values if key in self.schema.root.picturing]
        keys.sort(key=lambda key: PICTURE_KINDS.index(picture_kind((key,))))
        return tuple(
            Picture(path[:-1], address, *declared_size(around), picture_kind(path))
            for key in keys
            for path, address, around in self._addresses(key)
        )

    @property
    def picture(self) -> str:
        """The address of the first of the card's own pictures, or ""."""
        picturing = self.schema.root.picturing
        for key in self.values:
            if key in picturing and picture_kind((key,)) == "image" and (found := self._addresses(key)):
                return found[0][1]
        return ""

    @property
    def provider_picture(self) -> str:
        """The address of the first picture of the card's provider, or ""."""
        found = self._addresses("provider")
        return found[0][1] if found else ""

    @property
    def story_url(self) -> str:
        """Where the story is to be read: the web link, else the original link, else ""."""
        return self.spelled(("webUrl",)) or self.spelled(("originalUrl",))

    def _addresses(self, key: str) -> list[_Address]:
        """The addresses of the pictures in the value of this key, in the file's order."""
        found: list[_Address] = []
        known = self.schema.root.picturing.get(key)
        if known is not None and key in self.values:
            _collect_addresses((key,), known, self.values[key], self.values, found)
        return found


def picture_kind(path: Path) -> str:
    """What a picture at `path` is to its card: one of PICTURE_KINDS."""
    return str(path[0]) if path[0] in PICTURE_KINDS else "image"


def declared_size(picture: Value) -> tuple[int | None, int | None]:
    """Width and height as the mapping of a picture says them; None for what is no whole number above 0."""
    if not isinstance(picture, dict):
        return None, None
    return _pixels(picture.get("width")), _pixels(picture.get("height"))


def read_card(card_id: CardId, data: bytes | str, schemas: Schemas, *, quick: Quick | None = None) -> Card:
    """Reads a card and never raises: what cannot be read is a card with an `error`.

    Where `quick` can read it, the card's document is left to whoever asks for it. Bytes that are not UTF-8 are kept in
    `text` as surrogates (PEP 383), and such a card cannot be edited.
    """
    try:
        if isinstance(data, str) and not is_storable(data):
            raise Unreadable("this text holds characters that no file can hold")
        text = data if isinstance(data, str) else decode(data)
        envelope = split(text)
        values = quick(envelope.yaml) if quick is not None else None
        if values is None:
            return card_of(card_id, Document(text, envelope, compose(envelope)), schemas)
    except Unreadable as error:
        text = data if isinstance(data, str) else data.decode("utf-8", "surrogateescape")
        return Card(card_id, text, schemas.for_card(card_id, {}), {}, error)
    return Card(card_id, text, schemas.for_card(card_id, values), values)


def is_storable(text: str) -> bool:
    """Whether `text` can be written as UTF-8: it holds no lone surrogates, as text does that stands for other bytes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def card_of(card_id: CardId, document: Document, schemas: Schemas) -> Card:
    """The card of a document that is read already."""
    values = document.value()
    assert isinstance(values, dict)  # a front matter that is no mapping is unreadable
    return Card(card_id, document.text, schemas.for_card(card_id, values), values, None, document)


def _collect_addresses(path: Path, known: Field, value: Value, around: Value, found: list[_Address]) -> None:
    if isinstance(value, str):
        if known.picture and (address := value.strip()):
            found.append((path, address, around))
    elif isinstance(value, dict):
        for key, child in value.items():
            if (inner := known.picturing.get(key)) is not None:
                _collect_addresses((*path, key), inner, child, value, found)
    elif isinstance(value, list) and known.item is not None and known.item.has_pictures:
        for index, child in enumerate(value):
            _collect_addresses((*path, index), known.item, child, value, found)


def _pixels(value: Value) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def in_utc(value: Value) -> datetime | None:
    """When that is; midnight of a day; None for what is no date."""
    if isinstance(value, str):
        value = read_datetime(value)
    if isinstance(value, datetime):
        try:
            return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
        except OverflowError:  # year 1 or 9999, carried over the edge by its offset
            return None
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return None


def title_from(card_id: CardId) -> str:
    """The file's name in words, without a post's date; the rule of Jekyll's `Utils.titleize_slug`."""
    name = card_id.rpartition("/")[2]
    stem = _STAMP.sub("", name.rpartition(".")[0] or name, count=1)
    words = stem.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] if words else name or card_id
