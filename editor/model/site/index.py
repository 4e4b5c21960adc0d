"""All rows of a site, and which of them a search finds, in order."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from editor.model.card.card import CardId
from editor.model.site.query import NO_MARKS, Marks, Query
from editor.model.site.summary import Row, fold

_Key: TypeAlias = tuple[int, float | str]


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


class Index:
    """The rows by id. One thread at a time.

    The order of the last `find` is kept until a row changes, so that typing a search only has to go through the rows.
    """

    def __init__(self) -> None:
        self._rows: dict[CardId, Row] = {}
        self._ordered: list[Row] = []
        self._order: tuple[str, bool] | None = None
        self._kinds: Counter[str] = Counter()
        self._topics: Counter[str] = Counter()
        self._providers: Counter[str] = Counter()
        self._months: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, card_id: object) -> bool:
        return card_id in self._rows

    def update(self, rows: Iterable[Row]) -> None:
        """Take in new rows, and rows that take the place of those with the same id."""
        for row in rows:
            if row.id in self._rows:
                self._count(self._rows[row.id], -1)
            self._rows[row.id] = row
            self._count(row, 1)
        self._order = None

    def remove(self, ids: Iterable[CardId]) -> None:
        """Forget these cards; those that are not there do not matter."""
        for card_id in ids:
            if card_id in self._rows:
                self._count(self._rows.pop(card_id), -1)
        self._order = None

    def row(self, card_id: CardId) -> Row:
        """The card's row; KeyError when there is none."""
        return self._rows[card_id]

    def find(
        self, query: Query, *, sort: str = "date", descending: bool = True, marks: Marks = NO_MARKS
    ) -> list[CardId]:
        """The ids of the cards that `query` looks for, ordered by a field of Row or a key of its values.

        Cards without that field come last either way; cards that are equal in it are ordered by id.
        """
        if self._order != (sort, descending):
            self._ordered = _sorted(self._rows.values(), sort, descending)
            self._order = (sort, descending)
        return [row.id for row in query.narrow(self._ordered, marks)]

    def fields(self) -> frozenset[str]:
        """The names that `find` can sort by: those of every row, and the keys that any card has."""
        return frozenset(_ROW_FIELDS).union(*(row.values for row in self._rows.values()))

    def counts(self) -> Counts:
        """How many cards there are of each kind."""
        kinds = self._kinds
        return Counts(
            all=len(self._rows),
            published=kinds["published"],
            unpublished=kinds["unpublished"],
            broken=kinds["broken"],
            problems=kinds["problems"],
            topics=_most_first(self._topics),
            providers=_most_first(self._providers),
            months=tuple(sorted((+self._months).items(), reverse=True)),
        )

    def _count(self, row: Row, by: int) -> None:
        self._kinds["broken" if row.error else "published" if row.is_published else "unpublished"] += by
        self._kinds["problems"] += by if row.problems else 0
        for topic in set(row.topics):
            self._topics[topic] += by
        if row.provider:
            self._providers[row.provider] += by
        if row.date:
            self._months[f"{row.date.year:04}-{row.date.month:02}"] += by


def _most_first(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((+counted).items(), key=lambda pair: (-pair[1], fold(pair[0]))))


def _sorted(rows: Iterable[Row], sort: str, descending: bool) -> list[Row]:
    value_of = _ROW_FIELDS.get(sort) or (lambda row: next(iter(row.values.get(sort, ())), None))
    filled: list[tuple[_Key, Row]] = []
    missing: list[Row] = []
    for row in sorted(rows, key=lambda row: row.id):
        value = value_of(row)
        if value is None or value == "" or value != value:  # the last is YAML's .nan
            missing.append(row)
        else:
            filled.append((_key(value), row))
    filled.sort(key=lambda pair: pair[0], reverse=descending)
    return [row for _, row in filled] + missing


_ROW_FIELDS: dict[str, Callable[[Row], object]] = {
    "id": lambda row: row.id,
    "title": lambda row: row.title,
    "excerpt": lambda row: row.excerpt,
    "date": lambda row: row.date,
    "publishing": lambda row: row.publishing,
    "published": lambda row: row.is_published,
    "provider": lambda row: row.provider,
    "topics": lambda row: ", ".join(row.topics),
    "type": lambda row: row.type,
    "schema": lambda row: row.schema,
    "problems": lambda row: row.problems,
    "error": lambda row: row.error,
}


def _key(value: object) -> _Key:
    """Numbers before text, so that a field with both can be sorted."""
    if isinstance(value, datetime.datetime):
        return 0, value.timestamp()
    if isinstance(value, bool | int | float):
        return 0, value
    return 1, fold(str(value))
