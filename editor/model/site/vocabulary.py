"""The topics and providers that a site knows: those declared in `_data`, and those in use."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from editor.model.card.card import CardId
from editor.model.site.data_files import read_mapping
from editor.model.site.layout import Site
from editor.model.site.summary import Row, fold
from editor.model.text.errors import EditorError
from editor.model.text.scalars import Value

_T = TypeVar("_T")
_DATA_FILES = (".yml", ".yaml", ".md")
_PICTURE_KEYS = ("url", "width", "height")


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic as `_data/topics` declares it; one that is only in use has nothing but its name."""

    name: str
    short_name: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Use:
    """A provider as one card gives it; the pictures as tuples of url, width and height."""

    name: str
    domain: str
    pictures: tuple[tuple[Value, ...], ...]


class Vocabulary:
    """Names for completion, the most used first. May be made in any thread, then belongs to one.

    `notes` are sentences about files of `_data` that could not be read.
    """

    def __init__(
        self, topics: Iterable[Topic] = (), providers: Iterable[Mapping[str, Value]] = (), notes: Iterable[str] = ()
    ) -> None:
        self.notes = tuple(notes)
        self._topics = {topic.name: topic for topic in topics}
        self._providers = {str(provider["name"]): provider for provider in providers}
        self._cards: dict[CardId, tuple[tuple[str, ...], _Use]] = {}
        self._topic_uses: Counter[str] = Counter()
        self._provider_uses: Counter[_Use] = Counter()

    def topics(self) -> tuple[str, ...]:
        """All topics: by use, then as declared."""
        return _by_use(self._topics, self._topic_uses)

    def topic(self, name: str) -> Topic:
        """What is known of a topic."""
        return self._topics.get(name) or Topic(name)

    def providers(self) -> tuple[str, ...]:
        """The names of all providers: by use, then as declared."""
        uses: Counter[str] = Counter()
        for use, count in self._provider_uses.items():
            uses[use.name] += count
        return _by_use(self._providers, uses)

    def provider(self, name: str) -> Mapping[str, Value]:
        """What choosing this provider fills in, in the schema's terms: name, domain, images as far as they are known.

        Declared ones as in `_data/organizations`, others as most cards give them; empty for a name that is in neither.
        """
        declared = self._providers.get(name)
        if declared is not None:
            return declared
        uses = [use for use in self._provider_uses if use.name == name]
        return _as_mapping(max(uses, key=lambda use: self._provider_uses[use])) if uses else {}

    def update(self, row: Row) -> None:
        """Count what a card uses, in place of what it used before."""
        self.forget(row.id)
        use = _Use(row.provider, _first_text(row, "provider.domain"), _pictures(row))
        self._cards[row.id] = row.topics, use
        self._topic_uses.update(row.topics)
        if use.name:
            self._provider_uses[use] += 1

    def forget(self, card_id: CardId) -> None:
        """Count a card no more; one that was not counted does not matter."""
        topics, use = self._cards.pop(card_id, ((), None))
        for topic in topics:
            _drop(self._topic_uses, topic)
        if use is not None and use.name:
            _drop(self._provider_uses, use)


def read_vocabulary(site: Site) -> Vocabulary:
    """What the site declares, without any use counted. Any thread; never raises, writes nothing."""
    notes: list[str] = []
    topics = [_topic(values) for values in _declared(site.data / "topics", notes)]
    providers = [_provider(values) for values in _declared(site.data / "organizations", notes)]
    return Vocabulary(topics, providers, notes)


def _declared(folder: Path, notes: list[str]) -> Iterator[Mapping[str, Value]]:
    """The files of a folder that have a name in them, in the order of the files' own names."""
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in _DATA_FILES)
    except OSError:  # most sites have no such folder
        return
    for path in paths:
        try:
            values = read_mapping(path)
        except EditorError as error:
            notes.append(f"{path.name} in {folder} cannot be read: {error}.")
            continue
        if values.get("name"):
            yield values


def _topic(values: Mapping[str, Value]) -> Topic:
    keywords = values.get("keywords")
    words = keywords if isinstance(keywords, list) else []
    return Topic(str(values["name"]), str(values.get("shortname") or ""), tuple(str(word) for word in words))


def _provider(values: Mapping[str, Value]) -> Mapping[str, Value]:
    return {"name": str(values["name"]), **{key: values[key] for key in ("domain", "images") if values.get(key)}}


def _as_mapping(use: _Use) -> Mapping[str, Value]:
    found: dict[str, Value] = {"name": use.name}
    if use.domain:
        found["domain"] = use.domain
    if use.pictures:
        found["images"] = [
            {key: value for key, value in zip(_PICTURE_KEYS, picture, strict=True) if value is not None}
            for picture in use.pictures
        ]
    return found


def _pictures(row: Row) -> tuple[tuple[Value, ...], ...]:
    """Put together again from the row's flat values, where every picture has all three."""
    urls, *sizes = (row.values.get(f"provider.images.{key}", ()) for key in _PICTURE_KEYS)
    if any(len(values) != len(urls) for values in sizes):
        return tuple((url, None, None) for url in urls)
    return tuple(zip(urls, *sizes, strict=True))


def _first_text(row: Row, name: str) -> str:
    value = next(iter(row.values.get(name, ())), None)
    return "" if value is None else str(value)


def _by_use(declared: Iterable[str], uses: Counter[str]) -> tuple[str, ...]:
    names = dict.fromkeys((*declared, *sorted(uses, key=fold)))
    return tuple(sorted(names, key=lambda name: -uses[name]))


def _drop(uses: Counter[_T], what: _T) -> None:
    uses[what] -= 1
    if not uses[what]:
        del uses[what]
