"""A card: what the bytes of one file mean to an editor."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

from editor.model.card.schema import Schema, Schemas
from editor.model.card.values import read_datetime
from editor.model.text.document import Document
from editor.model.text.envelope import decode
from editor.model.text.errors import Unreadable
from editor.model.text.paths import Path
from editor.model.text.scalars import Value

CardId: TypeAlias = str
"""The card's path relative to the site's root, with '/' between its parts."""

_STAMP = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-(?=.)")
_HIDES = frozenset({"false", "no", "off"})
_LISTS = frozenset({"null"})
_PICTURE_KINDS = {"provider": "provider", "related": "related"}


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

    A broken card has an `error` and no `document`; all its fields are empty but `title`, a guess from the file's name.
    """

    id: CardId
    text: str
    schema: Schema
    document: Document | None = field(compare=False)
    error: Unreadable | None = field(compare=False, default=None)

    @cached_property
    def values(self) -> Mapping[str, Value]:
        """The whole front matter; empty for a broken card. To be read only."""
        values = self.document.value() if self.document else None
        return values if isinstance(values, dict) else {}

    def get(self, path: Path, default: Value = None) -> Value:
        """The value at `path`, or `default` where the card has none."""
        return self.document.get(path, default) if self.document else default

    def has(self, path: Path) -> bool:
        """Whether the card has that key or item, be it empty."""
        return self.document is not None and self.document.has(path)

    def spelled(self, path: Path) -> str:
        """A scalar as text: a string's own, else as the file spells it (`2024`, `0x1F`); "" for anything else."""
        value = self.get(path)
        if isinstance(value, str):
            return value
        if value is None or isinstance(value, list | dict) or self.document is None:
            return ""
        return self.document.raw(path)

    @property
    def title(self) -> str:
        """What to call the card: its title, else its name, else its file's name in words (as Jekyll); never ""."""
        return self.spelled(("title",)).strip() or self.spelled(("name",)).strip() or _title_from(self.id)

    @property
    def excerpt(self) -> str:
        """The excerpt, or ""."""
        return self.spelled(("excerpt",))

    @property
    def date(self) -> datetime | None:
        """When the story came out, in UTC: `publishedDateTime`, else `date`; None where neither is a date."""
        for key in ("publishedDateTime", "date"):
            moment = _moment(self.values.get(key))
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
        if isinstance(value, str) and self.document:
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
        value = self.values.get("topics")
        paths: list[Path] = (
            [("topics", index) for index in range(len(value))] if isinstance(value, list) else [("topics",)]
        )
        return tuple(filter(None, map(self.spelled, paths)))

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The card's own pictures, then its provider's, then those of related stories."""
        found = []
        for path, known, value in self.schema.walk(self.values):
            if known is None or not known.picture or not isinstance(value, str) or not value.strip():
                continue
            within = path[:-1]
            kind = _PICTURE_KINDS.get(str(path[0]), "image")
            found.append(
                Picture(within, value.strip(), self._size(within, "width"), self._size(within, "height"), kind)
            )
        return tuple(sorted(found, key=lambda picture: ("image", "provider", "related").index(picture.kind)))

    @property
    def story_url(self) -> str:
        """Where the story is to be read: the web link, else the original link, else ""."""
        return self.spelled(("webUrl",)) or self.spelled(("originalUrl",))

    def _size(self, picture: Path, key: str) -> int | None:
        value = self.get((*picture, key))
        return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def read_card(card_id: CardId, data: bytes | str, schemas: Schemas) -> Card:
    """Reads a card and never raises: what cannot be read is a card with an `error`.

    Bytes that are not UTF-8 are kept in `text` as surrogates (PEP 383), and such a card cannot be edited.
    """
    try:
        if isinstance(data, str) and not is_storable(data):
            raise Unreadable("this text holds characters that no file can hold")
        document = Document.parse(data if isinstance(data, str) else decode(data))
    except Unreadable as error:
        text = data if isinstance(data, str) else data.decode("utf-8", "surrogateescape")
        return Card(card_id, text, schemas.for_card(card_id, {}), None, error)
    return card_of(card_id, document, schemas)


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
    schema = schemas.for_card(card_id, values if isinstance(values, dict) else {})
    return Card(card_id, document.text, schema, document)


def _moment(value: Value) -> datetime | None:
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


def _title_from(card_id: CardId) -> str:
    """The file's name in words, without a post's date; the rule of Jekyll's `Utils.titleize_slug`."""
    name = card_id.rpartition("/")[2]
    stem = _STAMP.sub("", name.rpartition(".")[0] or name, count=1)
    words = stem.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] if words else name or card_id
