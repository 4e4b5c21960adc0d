"""Searching and sorting very many rows: what every key in the search box waits for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice

from editor.model.card.schema import load_schemas
from editor.model.site.index import Index
from editor.model.site.layout import find_cards, open_site
from editor.model.site.library import read_rows
from editor.model.site.query import parse_query
from editor.model.site.summary import Row
from tests.benchmarks.harness import FRAME, Goal, Line, Place, p95, timed

_READ = 400
_ROUNDS = 3
_WORDS = ("h", "ha", "har", "harb", "harbo", "harbou", "harbour", "harbour l", "harbour li", "zebra", "the")
_FIELDS = ("topic:city", "provider:post", "provider.domain:example", "published:true", "heat:>50", "has:image")


def measure(place: Place) -> Iterator[Line]:
    """50 times as many made-up rows as the site has cards."""
    index, rows = Index(), _rows(place, place.cards * 50)
    index.update(rows)
    many = f"in {len(rows):,} rows, p95"
    frame = "one frame at 60 Hz"
    yield Line(f"a word {many}", _p95(index, _WORDS), FRAME, frame, Goal("limit", 0.016), unit="ms")
    yield Line(f"a field {many}", _p95(index, _FIELDS), FRAME, frame, Goal("limit", 0.016), unit="ms")
    everything, again = parse_query(""), []
    for row in rows[:_ROUNDS]:
        index.update((row,))
        again.append(timed(lambda: index.find(everything)))
    yield Line(
        f"order of {len(rows):,} rows after one changed", p95(again), FRAME, frame, Goal("limit", 0.05), unit="ms"
    )


def _p95(index: Index, queries: Sequence[str]) -> float:
    index.find(parse_query(""))
    return p95([timed(lambda q=query: index.find(parse_query(q))) for _ in range(_ROUNDS) for query in queries])


def _rows(place: Place, count: int) -> list[Row]:
    """Some rows over and over, each with an id and a search text of its own, as cards have them."""
    site = open_site(place.site)
    ids = islice(find_cards(site), _READ)
    read = cycle(list(read_rows(site, load_schemas(), ids)))
    return [
        replace(row, id=f"{number}/{row.id}", search=f"{row.search}\n{number}", values=dict(row.values))
        for number, row in zip(range(count), read, strict=False)
    ]
