"""The topics and providers that a site knows: those declared in `_data`, and those in use."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from editor.model.site.data_files import read_mapping
from editor.model.site.index import Index
from editor.model.site.layout import Site
from editor.model.site.summary import PICTURE_KEYS, Use, fold
from editor.model.text.errors import EditorError
from editor.model.text.scalars import Value

_DATA_FILES = (".yml", ".yaml", ".md")


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic as `_data/topics` declares it; one that is only in use has nothing but its name."""

    name: str
    short_name: str = ""
    keywords: tuple[str, ...] = ()


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
        self._index = Index()
        self._counted = -1
        self._topic_uses: Counter[str] = Counter()
        self._uses: Counter[Use] = Counter()

    def count(self, index: Index) -> None:
        """From now on these cards say what is in use."""
        self._index, self._counted = index, -1

    def topics(self) -> tuple[str, ...]:
        """All topics: by use, then as declared."""
        self._recount()
        return _by_use(self._topics, self._topic_uses)

    def topic(self, name: str) -> Topic:
        """What is known of a topic."""
        return self._topics.get(name) or Topic(name)

    def providers(self) -> tuple[str, ...]:
        """The names of all providers: by use, then as declared."""
        self._recount()
        uses: Counter[str] = Counter()
        for (name, _, _), count in self._uses.items():
            uses[name] += count
        return _by_use(self._providers, uses)

    def provider(self, name: str) -> Mapping[str, Value]:
        """What choosing this provider fills in, in the schema's terms: name, domain, images as far as they are known.

        Declared ones as in `_data/organizations`, others as most cards give them; empty for a name that is in neither.
        """
        declared = self._providers.get(name)
        if declared is not None:
            return declared
        self._recount()
        uses = [use for use in self._uses if use[0] == name]
        return _as_mapping(max(uses, key=lambda use: self._uses[use])) if uses else {}

    def _recount(self) -> None:
        if self._counted != self._index.changes:
            self._counted = self._index.changes
            self._topic_uses, self._uses = self._index.topic_uses(), self._index.uses()


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


def _as_mapping(use: Use) -> Mapping[str, Value]:
    name, domain, pictures = use
    found: dict[str, Value] = {"name": name}
    if domain:
        found["domain"] = domain
    if pictures:
        found["images"] = [
            {key: value for key, value in zip(PICTURE_KEYS, picture, strict=True) if value is not None}
            for picture in pictures
        ]
    return found


def _by_use(declared: Iterable[str], uses: Counter[str]) -> tuple[str, ...]:
    names = dict.fromkeys((*declared, *sorted(uses, key=fold)))
    return tuple(sorted(names, key=lambda name: -uses[name]))
