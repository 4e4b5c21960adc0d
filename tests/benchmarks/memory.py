"""What the cards of a site weigh in the window. Run as a program it is the window that is weighed."""

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.harness import Goal, Line, Place
from tests.benchmarks.sites import multiplied
from tests.benchmarks.windows import read_site, shown_window

_STATE = Path("/proc/self/statm")
_GOAL = 200 * 1048576 / 100_000  # bytes for a card


def measure(place: Place) -> Iterator[Line]:
    """The window with 5 times as many cards as the site has, beside the one with none."""
    if not _STATE.exists():  # only Linux says what a process holds at the moment
        return
    count = place.cards * 5
    full = place.of(count)
    empty = multiplied(place.site, place.scratch / "empty", 0)
    weights = [_weigh(site, place.scratch) for site in (full, empty)]
    yield Line(
        f"memory of the window, {count:,} cards", *weights, "with 0 cards", Goal("more", _GOAL * count), unit="MB"
    )


def _weigh(site: Path, scratch: Path) -> int:
    command = (sys.executable, "-m", "tests.benchmarks.memory", str(site), str(scratch))
    return int(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def _held(site: Path, scratch: Path) -> int:
    with shown_window(scratch) as parts:
        read_site(parts, site)
        gc.collect()
        return int(_STATE.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    print(_held(Path(sys.argv[1]), Path(sys.argv[2])))
