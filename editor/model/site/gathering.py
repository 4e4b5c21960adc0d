"""The columns of a block from what was taken of its cards, outline by outline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import repeat
from operator import itemgetter
from typing import Any, TypeVar

from editor.model.card.card import CardId, Publishing, in_utc, title_from
from editor.model.site.block import PICTURE, Block, Cell, as_microseconds, cells_of, columns_of
from editor.model.site.digest import Digest, Taken, Values
from editor.model.site.stamp import Stamp
from editor.model.site.summary import EXCERPT, NO_USE, Row, Use, as_scalar, month, text_of, use_of
from editor.model.text.outlines import Leaf

T = TypeVar("T")

_PUBLISHING = {True: Publishing.PUBLISHED.value, False: Publishing.HIDDEN.value}


class Gathered:
    """Some of the cards `ids`: `schemas` has the names of their schemas by their places there."""

    def __init__(self, ids: Sequence[CardId], schemas: Mapping[int, str]) -> None:
        self.schemas = schemas
        self._ids = ids
        self._said: defaultdict[str, dict[int, Any]] = defaultdict(dict)
        self._cells: defaultdict[str, dict[int, Cell]] = defaultdict(dict)

    def take(self, digest: Digest, taken: Taken, values: Values) -> None:
        """Take in what was taken of blocks with one outline, and what that means."""
        if not taken:
            return
        scalars = [*map(_as_scalars, digest.leaves, zip(*taken.values(), strict=True), values)]
        for name, leaf in digest.said:
            self._said[name].update(zip(taken, values[leaf.number], strict=True))
        if digest.topics:
            topics = zip(*[values[leaf.number] for leaf in digest.topics], strict=True)
            self._said["topics"].update(zip(taken, topics, strict=True))
        for path, leaves in digest.cells:
            columns = [[None] * len(taken) if leaf is None else scalars[leaf.number] for leaf in leaves]
            self._cells[path].update(zip(taken, zip(*columns, strict=True), strict=True))
        if digest.uses:
            self._said["use"].update(zip(taken, self._uses(digest, taken), strict=True))

    def _uses(self, digest: Digest, taken: Taken) -> Iterator[Use]:
        """How each of these cards gives its provider: most as others do."""
        uses: dict[tuple[str, ...], Use] = {}
        for at, texts in taken.items():
            if texts not in uses:
                values = {path: self._cells[path][at] for path in digest.uses}
                uses[texts] = use_of(self._said["provider"].get(at, ""), values)
            yield uses[texts]

    def block(self, left: Mapping[int, Row], stamps: Iterable[Stamp]) -> Block:
        """The cards that are here, and those that are left, in the order of their places; stamps are in that order."""
        here, rows = self.schemas, [*left.values()]
        own, more = self._columns(), columns_of(rows)
        absent: Sequence[Cell] = [()] * len(rows)
        own_cells, more_cells = self._cells, cells_of(rows)
        cells = {
            path: [*map(own_cells[path].get, here, repeat(())), *more_cells.get(path, absent)]
            for path in dict.fromkeys((*own_cells, *more_cells))
        }
        places = [*here, *left]
        arranged = itemgetter(*sorted(range(len(places)), key=places.__getitem__))
        return Block.from_columns(
            {name: arranged([*own[name], *column]) for name, column in more.items()},
            {path: arranged(column) for path, column in cells.items()},
            stamps,
        )

    def _columns(self) -> dict[str, Sequence[Any]]:
        here = self.schemas
        ids = [self._ids[at] for at in here]
        excerpts, providers, pictures = (self._column(name, "") for name in ("excerpt", "provider", "picture"))
        topics = [tuple(filter(None, each)) for each in self._column("topics", ())]
        titles = [
            title.strip() or name.strip() or title_from(card_id)
            for title, name, card_id in zip(self._column("title", ""), self._column("name", ""), ids, strict=True)
        ]
        dates: list[datetime | None] = [
            in_utc(one) or in_utc(other)
            for one, other in zip(self._column("publishedDateTime", None), self._column("date", None), strict=True)
        ]
        self._cells[EXCERPT] = dict(zip(here, zip(excerpts, strict=True), strict=True))
        self._cells[PICTURE] = dict(zip(here, zip(map(str.strip, pictures), strict=True), strict=True))
        return {
            "ids": ids,
            "titles": titles,
            "texts": [*map(text_of, titles, excerpts, providers, topics)],
            "dates": [*map(as_microseconds, dates)],
            "months": [*map(month, dates)],
            "publishing": [*map(_PUBLISHING.__getitem__, self._column("published", True))],
            "providers": providers,
            "topics": topics,
            "types": self._column("type", ""),
            "provider_pictures": [*map(str.strip, self._column("provider_picture", ""))],
            "uses": self._column("use", NO_USE),
            "schemas": [*here.values()],
            "errors": [""] * len(here),
            "problems": [0] * len(here),
        }

    def _column(self, name: str, default: T) -> list[Any | T]:
        return [*map(self._said[name].get, self.schemas, repeat(default))]


def _as_scalars(leaf: Leaf, texts: Sequence[str], values: Sequence[Any]) -> Sequence[Any]:
    if not issubclass(leaf.type, date):
        return values
    return texts if leaf.is_moment else [*map(as_scalar, values)]
