"""The first reading of a site: every file to a row of the list, with nothing remembered from before."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from editor.model.site.layout import find_cards, open_site
from tests.benchmarks.harness import Goal, Line, Place, timed
from tests.benchmarks.peers import Peer, Reading, peers

_GOALS = {"gray-matter": 1 / 2.5, "hugo list all": 1 / 8}  # of their time; the others are for orientation
_ROUNDS = 3


def measure(place: Place) -> Iterator[Line]:
    """Finding, reading, checking and summarising, beside finding and reading alone; then beside other programs."""
    site, count = open_site(place.site), place.cards

    def bare() -> None:
        for card_id in find_cards(site):
            (site.root / card_id).read_bytes()

    bare()  # now the files are in the page cache: no disk is waited for
    own, other = zip(*[(first_reading(place.site, count).own, timed(bare)) for _ in range(_ROUNDS)], strict=True)
    work = f"first reading of {count:,} cards"
    yield Line(work, statistics.median(own), statistics.median(other), "bare reading", Goal("times", 3))
    for peer in peers(place.scratch):
        if peer.missing:
            print(f"{peer.name} is left out: {peer.missing}", file=sys.stderr)
        else:
            yield from _beside(peer, place)


def first_reading(site: Path, count: int) -> Reading:
    """All cards read by a process of its own, as the window is."""
    start = time.perf_counter()
    command = (sys.executable, "-m", "tests.benchmarks.first_reading", str(site))
    said = subprocess.run(command, stdout=subprocess.PIPE, check=True, env=os.environ, text=True).stdout
    cards, own = said.split()
    assert int(cards) == count, f"{cards} of {count} cards were read"
    return Reading(count, float(own), time.perf_counter() - start)


def _beside(peer: Peer, place: Place) -> Iterator[Line]:
    ours, theirs = list[Reading](), list[Reading]()
    for _ in range(_ROUNDS):
        ours.append(first_reading(place.site, place.cards))
        theirs.append(peer.read(place.site))
        assert theirs[-1].cards == place.cards, f"{theirs[-1].cards} of {place.cards} cards were read"
    goal = Goal("times", _GOALS[peer.name]) if peer.name in _GOALS else None
    work = f"first reading of {place.cards:,} cards"
    if theirs[0].own < theirs[0].whole:
        own, other = (statistics.median(reading.own for reading in readings) for readings in (ours, theirs))
        yield Line(work, own, other, peer.name, goal)
    own, other = (statistics.median(reading.whole for reading in readings) for readings in (ours, theirs))
    yield Line(f"{work}, whole process", own, other, peer.name, goal)
