"""The first reading of a site: every file to a row of the list, with nothing remembered from before."""

from collections.abc import Iterator

from editor.model.card.schema import load_schemas
from editor.model.site.layout import find_cards, open_site
from editor.model.site.library import read_rows
from tests.benchmarks.harness import Goal, Line, Place, paired


def measure(place: Place) -> Iterator[Line]:
    """Finding, reading, checking and summarising, beside finding and reading alone."""
    site, schemas = open_site(place.site), load_schemas()

    def ours() -> None:
        for _row in read_rows(site, schemas, find_cards(site)):
            pass

    def bare() -> None:
        for card_id in find_cards(site):
            (site.root / card_id).read_bytes()

    times = paired(ours, bare, rounds=3, warm=False)  # the files were written a moment ago: no disk is waited for
    yield Line(f"first reading of {place.cards:,} cards", *times, "bare reading", Goal("times", 3))
