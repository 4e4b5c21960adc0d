"""What a person waits for in the open window: the next card, and the first rows of a site."""

import time
from collections.abc import Iterator

from editor.model.site.layout import find_cards, open_site
from editor.ui.app import Parts
from tests.benchmarks.harness import FRAME, Goal, Line, Place, p95, timed
from tests.benchmarks.windows import PaintOf, read_site, settle, shown_window, turn, wait_until

_CARDS = 200
_OPENINGS = 3


def next_card(place: Place) -> Iterator[Line]:
    """From the step in the list to form, picture pane and list painted; then the same cards once more."""
    frame = "one frame at 60 Hz"
    with shown_window(place.scratch) as parts:
        read_site(parts, place.site)
        for work, most in (
            ("next card, never shown before, p95", _CARDS),
            ("next card, shown before, p95", _CARDS // 2),
        ):
            parts.window.list.cards.select_first()
            settle(parts)
            times = [_step(parts) for _ in range(min(most, place.cards - 1))]
            yield Line(work, p95(times), FRAME, frame, Goal("limit", 0.016), unit="ms")


def _step(parts: Parts) -> float:
    def step() -> None:
        parts.window.list.cards.next_card()
        turn()

    seconds = timed(step)
    settle(parts)
    return seconds


def first_rows(place: Place) -> Iterator[Line]:
    """From `open` to the first paint of the list with cards in it, beside asking the disk for every file's state."""
    times, stats = [], []
    with shown_window(place.scratch) as parts:
        for _ in range(_OPENINGS):
            times.append(_open(parts, place))
            parts.session.close()
            settle(parts)
            site = open_site(place.site)
            stats.append(timed(lambda site=site: [(site.root / card_id).stat() for card_id in find_cards(site)]))
    work = f"opening {place.cards:,} cards, to first rows painted"
    yield Line(work, sorted(times)[1], sorted(stats)[1], "bare stat of all", Goal("limit", 0.3))


def _open(parts: Parts, place: Place) -> float:
    cards, painted = parts.window.list.cards, list[float]()
    PaintOf(cards.viewport(), lambda: painted.append(time.perf_counter()), lambda: cards.model().rowCount() > 0)
    start = time.perf_counter()
    parts.window.open(place.site)
    wait_until(lambda: bool(painted))
    return painted[0] - start
