"""The groups of benchmarks by name, and how one of them is run."""

import cProfile
import pstats
from collections.abc import Callable, Iterator

from tests.benchmarks import memory, reading, saving, searching, showing, stalls, starting, views
from tests.benchmarks.harness import Line, Place

GROUPS: dict[str, Callable[[Place], Iterator[Line]]] = {
    "reading": reading.measure,
    "save-one": saving.save_one,
    "publish-all": saving.publish_all,
    "searching": searching.measure,
    "next-card": showing.next_card,
    "first-rows": showing.first_rows,
    "views": views.measure,
    "commands": starting.commands,
    "window": starting.window,
    "memory": memory.measure,
    "stalls": stalls.measure,
}
_PROFILED = 40  # functions


def measure(name: str, place: Place, *, profiled: bool) -> list[Line]:
    """The group's lines of the table; with `profiled` also prints where the time went."""
    if not profiled:
        return list(GROUPS[name](place))
    with cProfile.Profile() as profile:
        lines = list(GROUPS[name](place))
    pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(_PROFILED)
    return lines
