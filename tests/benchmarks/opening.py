"""Opening a site that was open before: from the start of the process to the first rows, and to all of them."""

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from editor.model.site.layout import find_cards, open_site
from tests.benchmarks.harness import Goal, Line, Place, installed, timed

_ROUNDS = 3


class Opening(NamedTuple):
    """Seconds from the start of the process to the window, its first rows and all cards; the bytes held at the end."""

    window: float
    rows: float
    all: float
    held: int


def measure(place: Place) -> Iterator[Line]:
    """Five times as many cards as the site has, none of them changed; beside asking the disk for each file's state."""
    count = place.cards * 5
    root = place.of(count)
    first = opened(root, place.scratch, count)  # makes what is kept for the next time
    site = open_site(root)
    openings, stats = list[Opening](), list[float]()
    for _ in range(_ROUNDS):
        openings.append(opened(root, place.scratch, count))
        stats.append(timed(lambda: [(site.root / card_id).stat() for card_id in find_cards(site)]))
    stat = statistics.median(stats)
    for work, ours, most in (
        (f"opening {count:,} cards seen before, from process start", statistics.median(o.all for o in openings), 1.5),
        ("the same, first rows after the window", statistics.median(o.rows - o.window for o in openings), 0.3),
    ):
        yield Line(work, ours, stat, "bare stat of all", Goal("limit", most))
    yield Line(f"opening {count:,} cards for the first time", first.all, stat, "bare stat of all", None)


def opened(site: Path, scratch: Path, cards: int, *, within: float | None = None) -> Opening:
    """One opening in a process of its own, which may take so many seconds (else: subprocess.TimeoutExpired)."""
    start = time.time()
    command = (sys.executable, "-m", "tests.benchmarks.opening_window", str(site), str(scratch), str(cards))
    said = subprocess.run(command, stdout=subprocess.PIPE, check=True, env=installed(scratch), timeout=within).stdout
    window, rows, all_cards, held = said.split()
    return Opening(float(window) - start, float(rows) - start, float(all_cards) - start, int(held))
