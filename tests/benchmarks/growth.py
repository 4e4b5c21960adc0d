"""What ten times as many cards cost: reading, opening and memory, 5 and 50 times as many cards as the site has.

With `--full` these are 100,000 and 1,000,000. Only run where it is asked for, and given up when it takes too long.
"""

import os
import subprocess
import sys
from collections.abc import Iterator

from tests.benchmarks.harness import Goal, Line, Place, timed
from tests.benchmarks.opening import Opening, opened

_AT_MOST = 1800.0  # seconds for one reading or opening
_GOAL = Goal("times", 11)


def measure(place: Place) -> Iterator[Line]:
    """Each once: at this size a run is long enough to be trusted."""
    few, many = place.cards * 5, place.cards * 50
    beside = f"with {few:,}"
    making = [timed(lambda count=count: place.of(count)) for count in (few, many)]
    if min(making) > 0.1:  # else they were there already
        yield Line(f"making a site of {many:,} cards", making[1], making[0], beside, None)
    reading, openings = list[float](), list[tuple[Opening, Opening]]()
    for count in (few, many):
        root, kept = place.of(count), place.scratch / str(count)
        command = (sys.executable, "-m", "tests.benchmarks.first_reading", str(root))
        said = subprocess.run(command, stdout=subprocess.PIPE, check=True, env=os.environ, timeout=_AT_MOST).stdout
        cards, seconds = said.split()
        assert int(cards) == count
        reading.append(float(seconds))
        first = opened(root, kept, count, within=_AT_MOST)
        openings.append((first, opened(root, kept, count, within=_AT_MOST)))
    yield Line(f"first reading of {many:,} cards", reading[1], reading[0], beside, _GOAL)
    yield Line(f"opening {many:,} cards for the first time", openings[1][0].all, openings[0][0].all, beside, _GOAL)
    yield Line(f"opening {many:,} cards seen before", openings[1][1].all, openings[0][1].all, beside, _GOAL)
    held = [seen.held for _, seen in openings]
    if all(held):
        yield Line(f"memory of the window, {many:,} cards", held[1], held[0], beside, _GOAL, unit="MB")
