"""A search as a tree of conditions, and how each of them picks rows out of the columns of a site."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Container, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from editor.model.card.card import CardId, Publishing
from editor.model.site.block import EXCERPT, as_date, as_microseconds
from editor.model.site.coded import Coded, T
from editor.model.site.columns import Columns
from editor.model.site.query_values import Asked, Period, Question
from editor.model.site.steps import Steps, slices
from editor.model.site.summary import fold

Picker: TypeAlias = Callable[[Sequence[int]], list[int]]
"""Of some slots those that fulfil a condition, in their order. Quick: about 50 ns for each."""

_Accepts: TypeAlias = Callable[[Asked], bool]


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of cards beside their rows, for `is:`: the ids of those with unsaved edits, changed since the last
    commit, and new since the last visit."""

    unsaved: Container[CardId] = frozenset()
    changed: Container[CardId] = frozenset()
    new: Container[CardId] = frozenset()


NO_MARKS = Marks()


class Node(ABC):
    """One condition."""

    @abstractmethod
    def prepare(self, columns: Columns, marks: Marks) -> Steps[Picker]:
        """What picks the rows that fulfil it, as long as `columns` do not change."""


@dataclass(frozen=True, slots=True)
class Word(Node):
    """Title, excerpt, provider or topics contain this (folded) text."""

    text: str

    def prepare(self, columns: Columns, marks: Marks) -> Steps[Picker]:
        """What picks the rows that fulfil it; this is what every key typed waits for."""
        text, texts, learned = self.text, columns.texts, len(columns.words)
        if len(text) == 1:
            marked = columns.words.marks(text)
            if learned == len(texts):
                return lambda slots: [slot for slot in slots if marked[slot]]
            return lambda slots: [slot for slot in slots if (marked[slot] if slot < learned else text in texts[slot])]
        found = columns.words.having(text, texts)
        yield
        if found is None:
            return lambda slots: [slot for slot in slots if text in texts[slot]]
        if learned == len(texts):
            return lambda slots: [slot for slot in slots if slot in found]
        return lambda slots: [slot for slot in slots if slot in found or (slot >= learned and text in texts[slot])]


@dataclass(frozen=True, slots=True)
class FieldIs(Node):
    """One of the field's values is as asked."""

    name: "FieldName"
    question: Question

    def prepare(self, columns: Columns, marks: Marks) -> Steps[Picker]:
        """What picks the rows that fulfil it."""
        if self.name.is_date:
            return _within(columns, self.question.period)
        return (yield from self.name.picker(columns, self.question.accepts))


@dataclass(frozen=True, slots=True)
class FieldFits(Node):
    """One of the field's values fits the regular expression somewhere."""

    name: "FieldName"
    pattern: re.Pattern[str]

    def prepare(self, columns: Columns, marks: Marks) -> Steps[Picker]:
        """What picks the rows that fulfil it."""
        search = self.pattern.search
        return (yield from self.name.picker(columns, lambda value: value is not None and bool(search(str(value)))))


@dataclass(frozen=True, slots=True)
class Has(Node):
    """The field is there and not empty."""

    name: "FieldName"

    def prepare(self, columns: Columns, marks: Marks) -> Steps[Picker]:
        """What picks the rows that fulfil it."""
        return (yield from self.name.picker(columns, lambda value: value is not None and value != ""))


@dataclass(frozen=True, slots=True)
class StateIs(Node):
    """The card is in one of STATES."""

    name: str

    def prepare(self, columns: Columns, marks: Marks) -> Steps[Picker]:
        """What picks the rows that fulfil it."""
        return (yield from STATES[self.name](columns, marks))


@dataclass(frozen=True, slots=True)
class Not(Node):
    """The condition is not fulfilled."""

    node: Node

    def prepare(self, columns: Columns, marks: Marks) -> Steps[Picker]:
        """What picks the rows that fulfil it."""
        pick = yield from self.node.prepare(columns, marks)

        def others(slots: Sequence[int]) -> list[int]:
            out = set(pick(slots))
            return [slot for slot in slots if slot not in out]

        return others


@dataclass(frozen=True, slots=True)
class And(Node):
    """All conditions are fulfilled; every row fulfils none at all."""

    nodes: tuple[Node, ...]

    def prepare(self, columns: Columns, marks: Marks) -> Steps[Picker]:
        """What picks the rows that fulfil it, by one condition after the other."""
        picks = yield from _prepare_all(self.nodes, columns, marks)

        def all_of(slots: Sequence[int]) -> list[int]:
            left = list(slots)
            for pick in picks:
                left = pick(left)
            return left

        return all_of


@dataclass(frozen=True, slots=True)
class Or(Node):
    """One of the conditions is fulfilled."""

    nodes: tuple[Node, ...]

    def prepare(self, columns: Columns, marks: Marks) -> Steps[Picker]:
        """What picks the rows that fulfil it."""
        return _any_of((yield from _prepare_all(self.nodes, columns, marks)))


def _prepare_all(nodes: Iterable[Node], columns: Columns, marks: Marks) -> Steps[list[Picker]]:
    picks: list[Picker] = []
    for node in nodes:
        pick = yield from node.prepare(columns, marks)
        picks.append(pick)
    return picks


def _any_of(picks: Sequence[Picker]) -> Picker:
    def any_of(slots: Sequence[int]) -> list[int]:
        found: set[int] = set().union(*(pick(slots) for pick in picks))
        return [slot for slot in slots if slot in found]

    return any_of


_EVERYTHING = And(())


class FieldName:
    """A field as a search names it: without regard to case and indexes, and standing for all that is nested in it.

    A field that no card has is no mistake, since any key may be in a file: it has no values.
    """

    def __init__(self, name: str) -> None:
        self.name = name = _INDEX.sub("", name)
        self._key = _OTHER_NAMES.get(name.lower(), name).lower()
        self._own = _OWN_FIELDS.get(name.lower())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FieldName) and (self._key, self._own) == (other._key, other._own)

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def is_date(self) -> bool:
        """Whether only a date can be asked for."""
        return self.name.lower() in ("date", "publisheddatetime")

    def picker(self, columns: Columns, accepts: _Accepts) -> Steps[Picker]:
        """What picks the rows of which one value of the field is accepted."""
        if self._own is not None:
            return (yield from self._own(columns, accepts))
        picks: list[Picker] = []
        for path in sorted(filter(self.stands_for, columns.paths())):
            pick = yield from _pick_cells(columns, path, accepts)
            picks.append(pick)
        return picks[0] if len(picks) == 1 else _any_of(picks)

    def stands_for(self, path: str) -> bool:
        """Whether the name means that nested field."""
        lower = path.lower()
        return lower == self._key or lower.startswith(self._key + ".")


_INDEX = re.compile(r"\[\d*\]")
_OTHER_NAMES = {"image": "images", "picture": "images", "author": "provider.authors.name", "url": "originalUrl"}


def _pick_coded(column: Coded[T], accepts: Callable[[T], bool]) -> Steps[Picker]:
    """Each different value is asked once."""
    accepted: list[bool] = []
    for part in slices(list(column.values), 2048):
        accepted += map(accepts, part)
        yield
    codes = column.codes
    return lambda slots: [slot for slot in slots if accepted[codes[slot]]]


def _pick_cells(columns: Columns, path: str, accepts: _Accepts) -> Steps[Picker]:
    column = yield from columns.field(path)
    return (yield from _pick_coded(column, lambda cell: any(map(accepts, cell))))


def _pick_texts(texts: Sequence[str], accepts: _Accepts) -> Steps[Picker]:
    return lambda slots: [slot for slot in slots if accepts(texts[slot])]
    yield


def _within(columns: Columns, period: Period | None) -> Picker:
    """A quicker way to ask for dates, which months are clicked by."""
    if period is None:
        return lambda slots: []
    dates, begin, end = columns.dates, as_microseconds(period.begin), as_microseconds(period.end)
    return lambda slots: [slot for slot in slots if begin <= dates[slot] < end]


def _pick_dates(columns: Columns, accepts: _Accepts) -> Steps[Picker]:
    dates = columns.dates
    return lambda slots: [slot for slot in slots if accepts(as_date(dates[slot]))]
    yield


_OWN_FIELDS: Mapping[str, Callable[[Columns, _Accepts], Steps[Picker]]] = {
    "title": lambda columns, accepts: _pick_texts(columns.titles, accepts),
    "excerpt": lambda columns, accepts: _pick_cells(columns, EXCERPT, accepts),
    "file": lambda columns, accepts: _pick_texts(columns.ids, accepts),
    "date": _pick_dates,
    "publisheddatetime": _pick_dates,
    "provider": lambda columns, accepts: _pick_coded(columns.providers, accepts),
    "topic": lambda columns, accepts: _pick_coded(columns.topics, lambda topics: any(map(accepts, topics))),
    "topics": lambda columns, accepts: _pick_coded(columns.topics, lambda topics: any(map(accepts, topics))),
    "type": lambda columns, accepts: _pick_coded(columns.types, accepts),
    "schema": lambda columns, accepts: _pick_coded(columns.schemas, accepts),
    "error": lambda columns, accepts: _pick_coded(columns.errors, accepts),
    "problems": lambda columns, accepts: _pick_coded(columns.problems, lambda number: accepts(number or None)),
}


def _in_state(*, published: bool) -> Callable[[Columns, Marks], Steps[Picker]]:
    """By what Jekyll makes of the card; a broken one is neither."""

    def prepare(columns: Columns, marks: Marks) -> Steps[Picker]:
        yield
        state, error = columns.publishing.codes, columns.errors.codes
        wanted = [(value == Publishing.PUBLISHED) == published for value in columns.publishing.values]
        whole = [not value for value in columns.errors.values]
        return lambda slots: [slot for slot in slots if wanted[state[slot]] and whole[error[slot]]]

    return prepare


def _broken(columns: Columns, marks: Marks) -> Steps[Picker]:
    yield
    codes, broken = columns.errors.codes, [bool(value) for value in columns.errors.values]
    return lambda slots: [slot for slot in slots if broken[codes[slot]]]


def _duplicate(columns: Columns, marks: Marks) -> Steps[Picker]:
    """Cards that have the title of another, whatever its case and accents, or the address of its story."""
    alike: dict[Hashable, list[int]] = {}
    for part in slices(columns.live_slots()):
        for slot in part:
            alike.setdefault(fold(columns.titles[slot]), []).append(slot)
        yield
    for path in _STORY:
        column = yield from columns.field(path)
        for part in slices(columns.live_slots()):
            for slot in part:
                for address in column.at(slot):
                    alike.setdefault(("", address), []).append(slot)
            yield
    found = {slot for slots in alike.values() if len(set(slots)) > 1 for slot in slots}
    return lambda slots: [slot for slot in slots if slot in found]


_STORY = ("originalUrl", "webUrl")


def _marked(marked: Callable[[Marks], Container[CardId]]) -> Callable[[Columns, Marks], Steps[Picker]]:
    def prepare(columns: Columns, marks: Marks) -> Steps[Picker]:
        yield
        ids, those = columns.ids, marked(marks)
        return lambda slots: [slot for slot in slots if ids[slot] in those]

    return prepare


STATES: Mapping[str, Callable[[Columns, Marks], Steps[Picker]]] = {
    "published": _in_state(published=True),
    "unpublished": _in_state(published=False),
    "broken": _broken,
    "unsaved": _marked(lambda marks: marks.unsaved),
    "changed": _marked(lambda marks: marks.changed),
    "duplicate": _duplicate,
    "new": _marked(lambda marks: marks.new),
}


def states_of(node: Node) -> frozenset[str]:
    """Which of STATES a search asks for."""
    match node:
        case StateIs(name):
            return frozenset((name,))
        case Not(inner):
            return states_of(inner)
        case And(nodes) | Or(nodes):
            return frozenset().union(*map(states_of, nodes))
    return frozenset()


def narrowed(node: Node, columns: Columns, marks: Marks, slots: Iterable[int]) -> Steps[list[int]]:
    """The slots whose rows fulfil the condition, in their order."""
    if node == _EVERYTHING:
        return list(slots)
    pick = yield from node.prepare(columns, marks)
    found: list[int] = []
    for part in slices(slots):
        found += pick(part)
        yield
    return found
