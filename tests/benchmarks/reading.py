"""The first reading of a site: every file to a row of the list, with nothing remembered from before.

Run as a program it reads a site, and prints how many cards and how many seconds of its own.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from editor.model.card.schema import load_schemas
from editor.model.site.layout import find_cards, open_site
from editor.model.site.reading import Rows, read_site
from tests.benchmarks.harness import Goal, Line, Place, paired
from tests.benchmarks.peers import Peer, Reading, peers

_GOALS = {"gray-matter": 1 / 2.5, "hugo list all": 1 / 8}  # of their time; the others are for orientation
_ROUNDS = 3


def read_all(root: Path) -> int:
    """Reads every card of a site as the window does for the first time; says how many there are."""
    pieces = read_site(open_site(root), load_schemas())
    return sum(len(piece.block) for piece in pieces if isinstance(piece, Rows))


def measure(place: Place) -> Iterator[Line]:
    """Finding, reading, checking and summarising, beside finding and reading alone; then beside other programs."""
    site, count = open_site(place.site), place.cards

    def bare() -> None:
        for card_id in find_cards(site):
            (site.root / card_id).read_bytes()

    bare()  # now the files are in the page cache: no disk is waited for
    times = paired(lambda: read_all(place.site), bare, rounds=_ROUNDS, warm=False)
    yield Line(f"first reading of {count:,} cards", *times, "bare reading", Goal("times", 3))
    for peer in peers(place.scratch):
        if peer.missing:
            print(f"{peer.name} is left out: {peer.missing}", file=sys.stderr)
        else:
            yield from _beside(peer, place)


def _beside(peer: Peer, place: Place) -> Iterator[Line]:
    ours, theirs = list[Reading](), list[Reading]()
    for _ in range(_ROUNDS):
        for read, taken in ((_ours, ours), (peer.read, theirs)):
            taken.append(read(place.site))
            assert taken[-1].cards == place.cards, f"{taken[-1].cards} of {place.cards} cards were read"
    goal = Goal("times", _GOALS[peer.name]) if peer.name in _GOALS else None
    work = f"first reading of {place.cards:,} cards"
    if theirs[0].own < theirs[0].whole:
        own, other = (statistics.median(reading.own for reading in readings) for readings in (ours, theirs))
        yield Line(work, own, other, peer.name, goal)
    own, other = (statistics.median(reading.whole for reading in readings) for readings in (ours, theirs))
    yield Line(f"{work}, whole process", own, other, peer.name, goal)


def _ours(site: Path) -> Reading:
    start = time.perf_counter()
    command = (sys.executable, "-m", "tests.benchmarks.reading", str(site))
    said = subprocess.run(command, stdout=subprocess.PIPE, check=True, env=os.environ, text=True).stdout
    cards, own = said.split()
    return Reading(int(cards), float(own), time.perf_counter() - start)


if __name__ == "__main__":
    begun = time.perf_counter()
    print(read_all(Path(sys.argv[1])), time.perf_counter() - begun)
