"""All rows of a site, and which of them a search finds, in order."""

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from editor.model.card.card import CardId, Publishing
from editor.model.site.block import Block
from editor.model.site.card_ids import CardIds
from editor.model.site.columns import Columns
from editor.model.site.ordering import OWN_FIELDS, Order, keys_of
from editor.model.site.query import NO_MARKS, Marks, Query
from editor.model.site.query_nodes import narrowed
from editor.model.site.slots import Slots
from editor.model.site.steps import Steps, run, slices
from editor.model.site.summary import EXCERPT, Row, Use, fold

T = TypeVar("T")

_KEPT_ANSWERS = 8  # searches whose answers are kept, for the next key typed and for keys taken back
_KEPT_ORDERS = 4
_SLOW_ORDER = ("title", False)  # nearly each title is another, so that it takes 0.2 s for 100,000 cards
_KEPT_VALUES = 8  # fields whose values are kept, for the next key typed behind their names
_KEPT_NAMES = 20_000  # of topics and providers, as they are sorted
_NAMES = 1024  # that are folded in one step: about 4 ms


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cards there are of each kind. A broken card is neither published nor unpublished; `new` are those that
    `is:new` finds.

    Topics and providers with their numbers, the most used first; months as ("2020-05", number), the newest first.
    """

    all: int = 0
    published: int = 0
    unpublished: int = 0
    broken: int = 0
    problems: int = 0
    topics: tuple[tuple[str, int], ...] = ()
    providers: tuple[tuple[str, int], ...] = ()
    months: tuple[tuple[str, int], ...] = ()
    new: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Cards that stand together: `count` of them from the place `start` on; `key` is "" for those without the field."""

    key: str
    start: int
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search has found, in order; `groups` are empty where none were asked for."""

    ids: Sequence[CardId] = ()
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a search has found, as slots, while nothing has changed."""

    query: Query
    marks: Marks
    order: tuple[str, bool]
    slots: Slots


class Index:
    """The rows by id. One thread at a time.

    Orders and the last answers are kept, so that a search that narrows the one before starts from what that has found.
    """

    def __init__(self) -> None:
        self.columns = Columns()
        self._orders: OrderedDict[tuple[str, bool], Order] = OrderedDict()
        self._answers: OrderedDict[str, _Answer] = OrderedDict()
        self._values: OrderedDict[str, tuple[tuple[str, int], ...]] = OrderedDict()
        self._by_id = self._in_order_of_id()
        self._clearings = 0

    def __len__(self) -> int:
        return len(self.columns)

    def __contains__(self, card_id: object) -> bool:
        return card_id in self.columns.slots

    def take(self, block: Block) -> None:
        """Take in rows that were read together, in place of those with the same ids."""
        self.columns.take(block)
        self._on_change()

    def update(self, rows: Iterable[Row]) -> None:
        """Take in new rows, and rows that take the place of those with the same id."""
        self.columns.put(rows)
        self._on_change()

    def remove(self, ids: Iterable[CardId]) -> None:
        """Forget these cards; those that are not there do not matter."""
        self.columns.remove(ids)
        self._on_change()

    def _on_change(self) -> None:
        self._answers.clear()
        self._values.clear()

    @property
    def is_wasteful(self) -> bool:
        """Whether `clear_up` is due."""
        return self.columns.is_wasteful

    def clear_up(self) -> Steps[None]:
        """Let go of what rows were once, where that is much. In steps between which no row may change."""
        if self.is_wasteful:
            by_id = yield from self._by_id.slots()
            moved = np.cumsum(np.frombuffer(bytes(self.columns.live), np.bool_), dtype=np.int32) - 1
            yield from self.columns.clear_up()
            self._answers.clear()
            self._orders.clear()
            self._by_id = self._in_order_of_id()
            self._by_id.begin_with(moved[by_id])
            self._clearings += 1

    def _in_order_of_id(self) -> Order:
        return Order(self.columns, run(keys_of(self.columns, "id")))

    @property
    def changes(self) -> int:
        """How often anything has changed: another number means other counts."""
        return self.columns.changes

    def row(self, card_id: CardId) -> Row:
        """The card's row; KeyError when there is none."""
        return self.columns.row(self.columns.slots[card_id])

    def learn(self) -> Steps[None]:
        """What can be done ahead, so that searches are quick: to be gone on with whenever there is nothing else."""
        yield from self.columns.learn_words()
        clearings = self._clearings
        try:
            yield from self._all(_SLOW_ORDER)
        except IndexError:  # a slot that is no more; who has changed the rows has them learnt anew
            if clearings == self._clearings:
                raise

    def find(
        self, query: Query, *, sort: str = "date", descending: bool = True, marks: Marks = NO_MARKS
    ) -> list[CardId]:
        """`search`, without groups and at once."""
        return list(run(self.search(query, sort=sort, descending=descending, marks=marks)).ids)

    def search(
        self,
        query: Query,
        *,
        sort: str = "date",
        descending: bool = True,
        group: str = "",
        marks: Marks = NO_MARKS,
    ) -> Steps[Found]:
        """The cards that `query` looks for, ordered by one of `fields`, in steps of a few milliseconds.

        Cards without that field come last either way; cards that are equal in it are ordered by id. With `group`
        ("month", "provider", "topic") cards stand in groups: months from the newest (from the oldest, where the oldest
        cards come first), others by name; a card with several topics stands at its first. Rows that change while it
        goes on may be found as they were.
        """

        def find() -> Steps[Found]:
            state = self.changes
            slots = yield from self._slots(query, sort, descending, marks)
            groups: tuple[Group, ...] = ()
            if group:
                oldest_first = sort == "date" and not descending
                slots, groups = yield from self._grouped(slots, group, oldest_first=oldest_first)
            columns, same = self.columns, state if state == self.changes else None
            return Found(CardIds(slots, columns.ids, columns.slots, columns.before, same), groups)

        return (yield from self._undisturbed(find))

    def count(self, query: Query, *, marks: Marks = NO_MARKS) -> Steps[int]:
        """How many cards `query` looks for, in steps."""
        columns = self.columns
        found = yield from self._undisturbed(lambda: narrowed(query.node, columns, marks, columns.live_slots()))
        return len(found)

    def _undisturbed(self, work: Callable[[], Steps[T]]) -> Steps[T]:
        """What comes of it; from the beginning, where the rows get new slots meanwhile."""
        while True:
            clearings = self._clearings
            try:
                result = yield from work()
            except IndexError:  # a slot that is no more
                if clearings == self._clearings:
                    raise
            if clearings == self._clearings:
                return result

    def _slots(self, query: Query, sort: str, descending: bool, marks: Marks) -> Steps[Slots]:
        order, changes = (sort, descending), self.changes
        slots = self._start(query, marks, order)
        if slots is None:
            slots = yield from self._all(order)
        found = yield from narrowed(query.node, self.columns, marks, slots)
        if changes == self.changes:
            self._answers[query.text] = _Answer(query, marks, order, found)
            while len(self._answers) > _KEPT_ANSWERS:
                self._answers.popitem(last=False)
        return found

    def _start(self, query: Query, marks: Marks, order: tuple[str, bool]) -> Slots | None:
        """The least that an earlier search has found and that has everything that this one will find."""
        fitting = [
            answer.slots
            for answer in self._answers.values()
            if answer.order == order and answer.marks == marks and query.refines(answer.query)
        ]
        return min(fitting, key=len, default=None)

    def _all(self, order: tuple[str, bool]) -> Steps[Slots]:
        kept = self._orders.get(order)
        if kept is None:
            sort, descending = order
            keys = yield from keys_of(self.columns, sort)
            kept = self._orders[order] = Order(self.columns, keys, self._by_id, descending=descending)
            while len(self._orders) > _KEPT_ORDERS:
                self._orders.popitem(last=False)
        self._orders.move_to_end(order)
        return (yield from kept.slots())

    def _grouped(self, slots: Slots, group: str, *, oldest_first: bool) -> Steps[tuple[Slots, tuple[Group, ...]]]:
        codes, keys = _GROUPS[group](self.columns)
        yield
        in_order = _in_order(set(keys), group, oldest_first=oldest_first)
        places = {key: place for place, key in enumerate(in_order)}
        place_of = np.array([places[key] for key in keys], np.intp)[codes[slots]]
        yield
        ordered = slots[np.argsort(place_of, kind="stable")]
        counts = np.bincount(place_of)
        groups: list[Group] = []
        start = 0
        for place in np.flatnonzero(counts).tolist():
            groups.append(Group(in_order[place], start, int(counts[place])))
            start += groups[-1].count
        return ordered, tuple(groups)

    def fields(self) -> frozenset[str]:
        """The names that `find` can sort by: those of every row, and the keys that any card has."""
        return OWN_FIELDS | self.columns.paths()

    def values_of(self, field: str) -> Steps[tuple[tuple[str, int], ...]]:
        """The values of a field, each with how many cards have it, the most used first. The last ones are kept."""
        values = self._values.get(field)
        if values is None:
            changes = self.changes
            values = yield from _most_first((yield from self._counted(field)).items())
            if changes == self.changes:
                self._values[field] = values
                while len(self._values) > _KEPT_VALUES:
                    self._values.popitem(last=False)
        return values

    def _counted(self, field: str) -> Steps[Counter[str]]:
        columns = self.columns
        counted: Counter[str] = Counter()
        if field in ("topic", "topics"):
            counted = yield from columns.topic_counts()
        elif field in _REPEATED:
            counted.update(dict(_REPEATED[field](columns)))
        else:
            for cell, count in (yield from columns.field(EXCERPT if field == "excerpt" else field)).counted():
                for value in set(cell):
                    if value is not None:
                        counted[str(value).lower() if isinstance(value, bool) else str(value)] += count
        counted.pop("", None)
        return counted

    def months(self) -> tuple[tuple[str, int], ...]:
        """The months that cards are of, as "2020-05", each with how many are, the newest first."""
        return tuple(sorted(((month, count) for month, count in self.columns.months.counted() if month), reverse=True))

    def counts(self, new: int = 0) -> Counts:
        """`counting`, at once."""
        return run(self.counting(new))

    def counting(self, new: int = 0) -> Steps[Counts]:
        """How many cards there are of each kind; so many of them are new."""
        columns = self.columns
        topics = yield from _most_first((yield from columns.topic_counts()).items())
        providers = yield from _most_first(pair for pair in columns.providers.counted() if pair[0])
        broken = sum(count for error, count in columns.errors.counted() if error)
        published = dict(columns.publishing.counted()).get(Publishing.PUBLISHED, 0)  # which broken ones count as
        return Counts(
            all=len(columns),
            published=published - broken,
            unpublished=len(columns) - published,
            broken=broken,
            problems=sum(count for problems, count in columns.problems.counted() if problems),
            new=new,
            topics=topics,
            providers=providers,
            months=self.months(),
        )

    def topic_uses(self) -> Counter[str]:
        """How many cards have each topic."""
        return run(self.columns.topic_counts())

    def uses(self) -> Counter[Use]:
        """How many cards give a provider in each way."""
        return Counter({use: count for use, count in self.columns.uses.counted() if use[0]})


_folded = lru_cache(_KEPT_NAMES)(fold)


def _most_first(counted: Iterable[tuple[str, int]]) -> Steps[tuple[tuple[str, int], ...]]:
    keyed: list[tuple[int, str, str]] = []
    for part in slices(counted, _NAMES):
        keyed += ((-count, _folded(name), name) for name, count in part)
        yield
    keyed.sort()
    yield
    return tuple((name, -count) for count, _, name in keyed)


def _in_order(keys: Iterable[str], group: str, *, oldest_first: bool) -> list[str]:
    """Months as the cards in them, names from A to Z; those without last."""
    filled = [key for key in keys if key]
    ordered = (
        sorted(filled, reverse=not oldest_first)
        if group == "month"
        else sorted(filled, key=lambda key: (fold(key), key))
    )
    return [*ordered, *("" for key in keys if not key)]


_GROUPS: dict[str, Callable[[Columns], tuple[NDArray[np.uint32], list[str]]]] = {
    "month": lambda columns: (columns.months.numbers(), list(columns.months.values)),
    "provider": lambda columns: (columns.providers.numbers(), list(columns.providers.values)),
    "topic": lambda columns: (columns.topics.numbers(), [next(iter(topics), "") for topics in columns.topics.values]),
}
"""Of each slot the number of its group, and the groups' keys by their numbers."""

_REPEATED: dict[str, Callable[[Columns], Iterable[tuple[str, int]]]] = {
    "provider": lambda columns: columns.providers.counted(),
    "type": lambda columns: columns.types.counted(),
    "schema": lambda columns: columns.schemas.counted(),
}
