"""A card as a row of the list: small enough to keep for every card, and all that search and sorting need."""

import contextlib
import datetime
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from editor.model.card.card import Card, CardId, Publishing
from editor.model.card.schema import Schema
from editor.model.site.packing import pack, unpack
from editor.model.text.scalars import Value

Scalar: TypeAlias = str | int | float | bool | None

Use: TypeAlias = tuple[str, str, tuple[tuple[Scalar, ...], ...]]
"""A provider as one card gives it: name, domain, pictures as tuples of url, width and height."""

NO_USE: Use = ("", "", ())
"""What a card without a provider has."""

EXCERPT = "\0excerpt"
"""The path of what is no nested value, but long and seldom asked for: no key begins like this."""

PICTURE_KEYS = ("url", "width", "height")
_LOOKALIKES = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "}


@dataclass(frozen=True, slots=True)
class Row:
    """What the list, search and sorting know of a card.

    `date` is in UTC. `picture` and `provider_picture` are addresses as the card spells them, or "". `error` is a
    sentence when the card is broken, else "". `problems` counts what the checks found. `values` has every scalar of the
    front matter by its path without indexes (`related.provider.name` has the names of all related stories), dates as
    `2020-05-19T10:00:00Z` or `2020-05-19`; locked fields and title are left out, the excerpt is at EXCERPT. `text` is
    what words are looked for in, folded. `use` is how the card gives its provider.
    """

    id: CardId
    title: str
    date: datetime.datetime | None
    publishing: Publishing
    provider: str
    topics: tuple[str, ...]
    type: str
    picture: str
    provider_picture: str
    schema: str
    error: str
    problems: int
    values: Mapping[str, tuple[Scalar, ...]]
    text: str = ""
    use: Use = NO_USE

    @property
    def excerpt(self) -> str:
        """The excerpt as the card spells it, "" where it has none."""
        return str(self.values.get(EXCERPT, ("",))[0])

    @property
    def is_published(self) -> bool:
        """Whether Jekyll writes a page for the card. A broken card is neither published nor unpublished."""
        return self.publishing is Publishing.PUBLISHED and not self.error

    @property
    def is_unpublished(self) -> bool:
        """Whether the card can be read and waits without a page."""
        return self.publishing is not Publishing.PUBLISHED and not self.error


class PackedValues(Mapping[str, tuple[Scalar, ...]]):
    """A card's values by path as bytes: a third of the memory. Unpacked each time it is asked."""

    __slots__ = ("_data",)

    def __init__(self, values: Mapping[str, tuple[Scalar, ...]]) -> None:
        self._data = pack(values)

    def __getitem__(self, path: str) -> tuple[Scalar, ...]:
        return self._values()[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values())

    def __len__(self) -> int:
        return len(self._values())

    def _values(self) -> dict[str, tuple[Scalar, ...]]:
        values = unpack(self._data)
        assert isinstance(values, dict)
        return values


def summarise(card: Card, problems: int = 0) -> Row:
    """The row of a card in which the checks have found so many problems. Any thread."""
    values = _flatten(card)
    title, excerpt, provider, topics = card.title, card.excerpt, card.provider, card.topics
    values[EXCERPT] = (excerpt,)
    return Row(
        id=card.id,
        title=title,
        date=card.date,
        publishing=card.publishing,
        provider=provider,
        topics=topics,
        type=card.spelled(("type",)),
        picture=card.picture,
        provider_picture=card.provider_picture,
        schema=card.schema.name,
        error=str(card.error) if card.error else "",
        problems=problems,
        values=values,
        text=text_of(title, excerpt, provider, topics),
        use=use_of(provider, values),
    )


def use_of(provider: str, values: Mapping[str, tuple[Scalar, ...]]) -> Use:
    """How a card with these values by path gives its provider.

    Pictures are put together again where every one of them has all three.
    """
    domain = values.get("provider.domain", (None,))[0]
    urls = values.get("provider.images.url", ())
    widths, heights = values.get("provider.images.width", ()), values.get("provider.images.height", ())
    if len(urls) == len(widths) == len(heights):
        pictures = tuple(zip(urls, widths, heights, strict=True))
    else:
        pictures = tuple((url, None, None) for url in urls)
    return provider, "" if domain is None else str(domain), pictures


def text_of(title: str, excerpt: str, provider: str, topics: Iterable[str]) -> str:
    """What words are looked for in, folded."""
    return fold("\n".join((title, excerpt, provider, *topics)))


def month(date: datetime.datetime | None) -> str:
    """The month of a date, as "2020-05"; "" for none."""
    return f"{date.year:04}-{date.month:02}" if date else ""


def fold(text: str) -> str:
    """The text without regard to case, accents, curly quotes and long dashes: "Café" and "CAFE" become the same."""
    if text.isascii():
        return text.lower()
    text = text.casefold()
    for letter, plain in _LOOKALIKES.items():  # `translate` takes ten times as long
        text = text.replace(letter, plain)
    if text.isascii():  # curly quotes and dashes were all there was, as in most
        return text
    for letter in set(text):
        if (folded := _folded(letter)) != letter:
            text = text.replace(letter, folded)
    return text


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    decomposed = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in decomposed if not unicodedata.combining(part)).casefold()


def _flatten(card: Card) -> dict[str, tuple[Scalar, ...]]:
    passed = card.schema.once(passed_over)
    found: dict[str, list[Scalar]] = {}
    for key, value in card.values.items():
        if key not in passed:
            _collect(key, value, found)
    return dict(zip(found, map(tuple, found.values()), strict=True))


def passed_over(schema: Schema) -> frozenset[str]:
    """The top-level keys whose values are not among those by path."""
    return frozenset(("title", "excerpt", *(field.key for field in schema.fields if field.locked)))


def _collect(path: str, value: Value, found: dict[str, list[Scalar]]) -> None:
    if isinstance(value, dict):
        for key, child in value.items():
            inner = f"{path}.{key}"
            if type(child) is str and inner not in found:  # as most are: not worth a call
                found[inner] = [child]
            else:
                _collect(inner, child, found)
    elif isinstance(value, list):
        for item in value:
            _collect(path, item, found)
    else:
        scalar = value if isinstance(value, str) else as_scalar(value)
        if path in found:
            found[path].append(scalar)
        else:
            found[path] = [scalar]


def as_scalar(value: Value) -> Scalar:
    """A scalar as it is among the values by path: a date as text, the moment in UTC."""
    if not isinstance(value, datetime.date):
        assert value is None or isinstance(value, str | int | float)
        return value
    if not isinstance(value, datetime.datetime):
        return value.isoformat()
    moment = value if value.tzinfo else value.replace(tzinfo=datetime.UTC)
    if moment.tzinfo is not datetime.UTC:
        with contextlib.suppress(OverflowError):  # year 1 or 9999, carried over the edge by its offset
            moment = moment.astimezone(datetime.UTC)
    return moment.isoformat().replace("+00:00", "Z")
