"""A search as a tree of conditions, and how each of them picks rows out of the columns of a site."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Container, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from editor.model.card.card import CardId, Publishing
from editor.model.site.block import as_date, as_microseconds
from editor.model.site.coded import Coded, T
from editor.model.site.columns import Columns
from editor.model.site.letters import COMMON
from editor.model.site.query_values import Asked, Period, Question
from editor.model.site.slots import NO_SLOTS, Mask, Slots, parts
from editor.model.site.steps import Steps, slices
from editor.model.site.summary import EXCERPT, fold
from editor.model.site.words import END

Test: TypeAlias = Callable[[Slots], Mask]
"""Whether each of some slots fulfils a condition. Quick: a few ns for each, 100 where texts are looked through."""

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
    def prepare(self, columns: Columns, marks: Marks) -> Steps[Test]:
        """What tells the rows that fulfil it, as long as `columns` do not change."""


@dataclass(frozen=True, slots=True)
class Word(Node):
    """Title, excerpt, provider or topics contain this (folded) text."""

    text: str

    def prepare(self, columns: Columns, marks: Marks) -> Steps[Test]:
        """What tells the rows that fulfil it; this is what every key typed waits for."""
        text, texts = self.text, columns.texts
        if not text:  # such as a quotation mark by itself
            return lambda slots: np.ones(len(slots), np.bool_)
        having = columns.letters.having(text)
        is_certain = having is not None
        for piece in _pieces(text) if having is None else ():
            in_words = columns.words.having(piece)
            having = in_words if having is None else having & in_words
            is_certain = piece == text
        learned = 0 if having is None else len(having)
        may_have = np.ones(len(texts), np.bool_)
        if having is not None:
            may_have[:learned] = having
        yield

        def fits(slots: Slots) -> Mask:
            found: Mask = may_have[slots]
            if not is_certain or learned < len(may_have):
                left = np.flatnonzero(found & (slots >= learned) if is_certain else found)
                found[left] = _contain(texts, slots[left], text)
            return found

        return fits


def _pieces(text: str) -> list[str]:
    """What must stand in the words of a text that contains this one, as `Words.having` takes it.

    Beside a blank a word begins or ends. A common letter by itself is left out: too many words have it.
    """
    words = text.split()
    ends = [END if text[:1].isspace() else "", *(END for _ in words[1:]), END if text[-1:].isspace() else ""]
    pieces = zip(ends, words, ends[1:], strict=False)
    return [f"{begin}{word}{end}" for begin, word, end in pieces if word not in COMMON]


def _contain(texts: Sequence[str], slots: Slots, text: str) -> Mask:
    return np.fromiter((text in texts[slot] for slot in slots.tolist()), np.bool_, len(slots))


@dataclass(frozen=True, slots=True)
class FieldIs(Node):
    """One of the field's values is as asked."""

    name: "FieldName"
    question: Question

    def prepare(self, columns: Columns, marks: Marks) -> Steps[Test]:
        """What tells the rows that fulfil it."""
        if self.name.is_date:
            return _within(columns, self.question.period)
        return (yield from self.name.test(columns, self.question.accepts))


@dataclass(frozen=True, slots=True)
class FieldFits(Node):
    """One of the field's values fits the regular expression somewhere."""

    name: "FieldName"
    pattern: re.Pattern[str]

    def prepare(self, columns: Columns, marks: Marks) -> Steps[Test]:
        """What tells the rows that fulfil it."""
        search = self.pattern.search
        return (yield from self.name.test(columns, lambda value: value is not None and bool(search(str(value)))))


@dataclass(frozen=True, slots=True)
class Has(Node):
    """The field is there and not empty."""

    name: "FieldName"

    def prepare(self, columns: Columns, marks: Marks) -> Steps[Test]:
        """What tells the rows that fulfil it."""
        return (yield from self.name.test(columns, lambda value: value is not None and value != ""))


@dataclass(frozen=True, slots=True)
class StateIs(Node):
    """The card is in one of STATES."""

    name: str

    def prepare(self, columns: Columns, marks: Marks) -> Steps[Test]:
        """What tells the rows that fulfil it."""
        return (yield from STATES[self.name](columns, marks))


@dataclass(frozen=True, slots=True)
class Not(Node):
    """The condition is not fulfilled."""

    node: Node

    def prepare(self, columns: Columns, marks: Marks) -> Steps[Test]:
        """What tells the rows that fulfil it."""
        fits = yield from self.node.prepare(columns, marks)
        return lambda slots: ~fits(slots)


@dataclass(frozen=True, slots=True)
class And(Node):
    """All conditions are fulfilled; every row fulfils none at all."""

    nodes: tuple[Node, ...]

    def prepare(self, columns: Columns, marks: Marks) -> Steps[Test]:
        """What tells the rows that fulfil it, by one condition after the other."""
        tests = yield from _prepare_all(self.nodes, columns, marks)

        def fit(slots: Slots) -> Mask:
            found = np.ones(len(slots), np.bool_)
            for fits in tests:
                left = np.flatnonzero(found)
                found[left] = fits(slots[left])
            return found

        return fit


@dataclass(frozen=True, slots=True)
class Or(Node):
    """One of the conditions is fulfilled."""

    nodes: tuple[Node, ...]

    def prepare(self, columns: Columns, marks: Marks) -> Steps[Test]:
        """What tells the rows that fulfil it."""
        return _any_of((yield from _prepare_all(self.nodes, columns, marks)))


def _prepare_all(nodes: Iterable[Node], columns: Columns, marks: Marks) -> Steps[list[Test]]:
    tests: list[Test] = []
    for node in nodes:
        fits = yield from node.prepare(columns, marks)
        tests.append(fits)
    return tests


def _any_of(tests: Sequence[Test]) -> Test:
    return lambda slots: reduce(np.logical_or, (fits(slots) for fits in tests), np.zeros(len(slots), np.bool_))


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

    def test(self, columns: Columns, accepts: _Accepts) -> Steps[Test]:
        """What tells the rows of which one value of the field is accepted."""
        if self._own is not None:
            return (yield from self._own(columns, accepts))
        tests: list[Test] = []
        for path in sorted(filter(self.stands_for, columns.paths())):
            fits = yield from _test_cells(columns, path, accepts)
            tests.append(fits)
        return tests[0] if len(tests) == 1 else _any_of(tests)

    def stands_for(self, path: str) -> bool:
        """Whether the name means that nested field."""
        lower = path.lower()
        return lower == self._key or lower.startswith(self._key + ".")


_INDEX = re.compile(r"\[\d*\]")
_OTHER_NAMES = {"image": "images", "picture": "images", "author": "provider.authors.name", "url": "originalUrl"}


def _test_coded(column: Coded[T], accepts: Callable[[T], bool]) -> Steps[Test]:
    """Each different value is asked once."""
    codes, accepted = column.numbers(), list[bool]()  # of the rows that there are now: more may come meanwhile
    for part in slices(list(column.values), 2048):
        accepted += map(accepts, part)
        yield
    return _by_code(codes, accepted)


def _by_code(codes: NDArray[np.uint32], accepted: Sequence[bool]) -> Test:
    """Whether the value that a slot has is accepted, by the values' numbers."""
    fits = np.array(accepted, np.bool_)[codes]
    return lambda slots: fits[slots]


def _test_cells(columns: Columns, path: str, accepts: _Accepts) -> Steps[Test]:
    column = yield from columns.field(path)
    return (yield from _test_coded(column, lambda cell: any(map(accepts, cell))))


def _test_topics(columns: Columns, accepts: _Accepts) -> Steps[Test]:
    codes = columns.topics.numbers()
    topics = yield from columns.topic_members()
    fits = topics.fitting(accepts)[codes]
    return lambda slots: fits[slots]


def _test_texts(texts: Sequence[str], accepts: _Accepts) -> Steps[Test]:
    return lambda slots: np.fromiter((accepts(texts[slot]) for slot in slots.tolist()), np.bool_, len(slots))
    yield


def _within(columns: Columns, period: Period | None) -> Test:
    """A quicker way to ask for dates, which months are clicked by."""
    if period is None:
        return lambda slots: np.zeros(len(slots), np.bool_)
    dates, begin, end = np.array(columns.dates), as_microseconds(period.begin), as_microseconds(period.end)
    fits = (begin <= dates) & (dates < end)
    return lambda slots: fits[slots]


def _test_dates(columns: Columns, accepts: _Accepts) -> Steps[Test]:
    dates = columns.dates
    return lambda slots: np.fromiter((accepts(as_date(dates[slot])) for slot in slots.tolist()), np.bool_, len(slots))
    yield


_OWN_FIELDS: Mapping[str, Callable[[Columns, _Accepts], Steps[Test]]] = {
    "title": lambda columns, accepts: _test_texts(columns.titles, accepts),
    "excerpt": lambda columns, accepts: _test_cells(columns, EXCERPT, accepts),
    "file": lambda columns, accepts: _test_texts(columns.ids, accepts),
    "date": _test_dates,
    "publisheddatetime": _test_dates,
    "provider": lambda columns, accepts: _test_coded(columns.providers, accepts),
    "topic": _test_topics,
    "topics": _test_topics,
    "type": lambda columns, accepts: _test_coded(columns.types, accepts),
    "schema": lambda columns, accepts: _test_coded(columns.schemas, accepts),
    "error": lambda columns, accepts: _test_coded(columns.errors, accepts),
    "problems": lambda columns, accepts: _test_coded(columns.problems, lambda number: accepts(number or None)),
}


def _in_state(*, published: bool) -> Callable[[Columns, Marks], Steps[Test]]:
    """By what Jekyll makes of the card; a broken one is neither."""

    def prepare(columns: Columns, marks: Marks) -> Steps[Test]:
        yield
        state = [(value == Publishing.PUBLISHED) == published for value in columns.publishing.values]
        in_state, is_broken = _by_code(columns.publishing.numbers(), state), _is_broken(columns)
        return lambda slots: in_state(slots) & ~is_broken(slots)

    return prepare


def _broken(columns: Columns, marks: Marks) -> Steps[Test]:
    yield
    return _is_broken(columns)


def _is_broken(columns: Columns) -> Test:
    return _by_code(columns.errors.numbers(), [bool(error) for error in columns.errors.values])


def _duplicate(columns: Columns, marks: Marks) -> Steps[Test]:
    """Cards that have the title of another, whatever its case and accents, or the address of its story."""
    alike: dict[Hashable, list[int]] = {}
    for part in parts(columns.live_slots()):
        for slot in part.tolist():
            alike.setdefault(fold(columns.titles[slot]), []).append(slot)
        yield
    for path in _STORY:
        column = yield from columns.field(path)
        for part in parts(columns.live_slots()):
            for slot in part.tolist():
                for address in column.at(slot):
                    alike.setdefault(("", address), []).append(slot)
            yield
    fits = np.zeros(len(columns.live), np.bool_)
    fits[[slot for slots in alike.values() if len(set(slots)) > 1 for slot in slots]] = True
    return lambda slots: fits[slots]


_STORY = ("originalUrl", "webUrl")


def _marked(marked: Callable[[Marks], Container[CardId]]) -> Callable[[Columns, Marks], Steps[Test]]:
    def prepare(columns: Columns, marks: Marks) -> Steps[Test]:
        yield
        ids, those = columns.ids, marked(marks)
        return lambda slots: np.fromiter((ids[slot] in those for slot in slots.tolist()), np.bool_, len(slots))

    return prepare


STATES: Mapping[str, Callable[[Columns, Marks], Steps[Test]]] = {
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


def narrowed(node: Node, columns: Columns, marks: Marks, slots: Slots) -> Steps[Slots]:
    """The slots whose rows fulfil the condition, in their order."""
    if node == _EVERYTHING:
        return slots
    fits = yield from node.prepare(columns, marks)
    found = [NO_SLOTS]
    for part in parts(slots):
        found.append(part[fits(part)])
        yield
    return np.concatenate(found)
