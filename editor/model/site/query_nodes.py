"""A search as a tree of conditions, and what each of them says of a row."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from editor.model.card.card import CardId
from editor.model.site.query_values import Asked, Question
from editor.model.site.summary import Row, Scalar


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of cards beside their rows, for `is:`: the ids of those with unsaved edits, changed since the last
    commit, telling the same story as another, and new since the last look."""

    unsaved: Container[CardId] = frozenset()
    changed: Container[CardId] = frozenset()
    duplicate: Container[CardId] = frozenset()
    new: Container[CardId] = frozenset()


NO_MARKS = Marks()

STATES: Mapping[str, Callable[[Row, Marks], bool]] = {
    "published": lambda row, marks: row.is_published,
    "unpublished": lambda row, marks: row.is_unpublished,
    "broken": lambda row, marks: bool(row.error),
    "unsaved": lambda row, marks: row.id in marks.unsaved,
    "changed": lambda row, marks: row.id in marks.changed,
    "duplicate": lambda row, marks: row.id in marks.duplicate,
    "new": lambda row, marks: row.id in marks.new,
}

_Values: TypeAlias = Iterable[Asked]
_ROW_FIELDS: Mapping[str, Callable[[Row], _Values]] = {
    "title": lambda row: (row.title,),
    "excerpt": lambda row: (row.excerpt,),
    "date": lambda row: (row.date,),
    "publisheddatetime": lambda row: (row.date,),
    "provider": lambda row: (row.provider,),
    "topic": lambda row: row.topics,
    "topics": lambda row: row.topics,
    "type": lambda row: (row.type,),
    "schema": lambda row: (row.schema,),
    "file": lambda row: (row.id,),
    "error": lambda row: (row.error,),
    "problems": lambda row: (row.problems or None,),
}
_INDEX = re.compile(r"\[\d*\]")
_OTHER_NAMES = {"image": "images", "picture": "images", "author": "provider.authors.name", "url": "originalUrl"}


class Node(ABC):
    """One condition."""

    @abstractmethod
    def matches(self, row: Row, marks: Marks) -> bool:
        """Whether the row fulfils it."""

    def narrow(self, rows: Iterable[Row], marks: Marks) -> list[Row]:
        """The rows that fulfil it, in their order."""
        return [row for row in rows if self.matches(row, marks)]


@dataclass(frozen=True, slots=True)
class Word(Node):
    """Title, excerpt, provider or topics contain this (folded) text."""

    text: str

    def matches(self, row: Row, marks: Marks) -> bool:
        """Whether the row fulfils it."""
        return self.text in row.search

    def narrow(self, rows: Iterable[Row], marks: Marks) -> list[Row]:
        """The rows that fulfil it; apart from `matches` since this is what every key typed waits for."""
        text = self.text
        return [row for row in rows if text in row.search]


@dataclass(frozen=True, slots=True)
class FieldIs(Node):
    """One of the field's values is as asked."""

    name: "FieldName"
    question: Question

    def matches(self, row: Row, marks: Marks) -> bool:
        """Whether the row fulfils it."""
        accepts = self.question.accepts
        return any(accepts(value) for value in self.name.values(row))


@dataclass(frozen=True, slots=True)
class FieldFits(Node):
    """One of the field's values fits the regular expression somewhere."""

    name: "FieldName"
    pattern: re.Pattern[str]

    def matches(self, row: Row, marks: Marks) -> bool:
        """Whether the row fulfils it."""
        search = self.pattern.search
        return any(value is not None and search(str(value)) for value in self.name.values(row))


@dataclass(frozen=True, slots=True)
class Has(Node):
    """The field is there and not empty."""

    name: "FieldName"

    def matches(self, row: Row, marks: Marks) -> bool:
        """Whether the row fulfils it."""
        return any(value is not None and value != "" for value in self.name.values(row))


@dataclass(frozen=True, slots=True)
class StateIs(Node):
    """The card is in one of STATES."""

    name: str

    def matches(self, row: Row, marks: Marks) -> bool:
        """Whether the row fulfils it."""
        return STATES[self.name](row, marks)


@dataclass(frozen=True, slots=True)
class Not(Node):
    """The condition is not fulfilled."""

    node: Node

    def matches(self, row: Row, marks: Marks) -> bool:
        """Whether the row fulfils it."""
        return not self.node.matches(row, marks)


@dataclass(frozen=True, slots=True)
class And(Node):
    """All conditions are fulfilled; every row fulfils none at all."""

    nodes: tuple[Node, ...]

    def matches(self, row: Row, marks: Marks) -> bool:
        """Whether the row fulfils it."""
        return all(node.matches(row, marks) for node in self.nodes)

    def narrow(self, rows: Iterable[Row], marks: Marks) -> list[Row]:
        """The rows that fulfil it, by one condition after the other."""
        left = list(rows)
        for node in self.nodes:
            left = node.narrow(left, marks)
        return left


@dataclass(frozen=True, slots=True)
class Or(Node):
    """One of the conditions is fulfilled."""

    nodes: tuple[Node, ...]

    def matches(self, row: Row, marks: Marks) -> bool:
        """Whether the row fulfils it."""
        return any(node.matches(row, marks) for node in self.nodes)


class FieldName:
    """A field as a search names it: without regard to case and indexes, and standing for all that is nested in it.

    A field that no card has is no mistake, since any key may be in a file: it has no values.
    """

    def __init__(self, name: str) -> None:
        self.name = name = _INDEX.sub("", name)
        self._key = _OTHER_NAMES.get(name.lower(), name)
        self._of_row = _ROW_FIELDS.get(name.lower())
        self._known = _Belongs(self._key.lower())

    @property
    def is_date(self) -> bool:
        """Whether only a date can be asked for."""
        return self.name.lower() in ("date", "publisheddatetime")

    def values(self, row: Row) -> _Values:
        """The row's values of that field."""
        if self._of_row:
            return self._of_row(row)
        exact = row.values.get(self._key)
        return self._nested(row) if exact is None else exact

    def _nested(self, row: Row) -> Iterator[Scalar]:
        known = self._known
        return (value for key, values in row.values.items() if known[key] for value in values)


class _Belongs(dict[str, bool]):
    """Remembers which keys a name stands for: sites have few keys and many cards."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def __missing__(self, key: str) -> bool:
        lower = key.lower()
        self[key] = belongs = lower == self._name or lower.startswith(self._name + ".")
        return belongs
