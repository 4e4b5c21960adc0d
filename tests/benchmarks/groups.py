"""The groups of benchmarks by name, and how one of them is run."""

from collections.abc import Callable, Iterator

from tests.benchmarks import (
    growth,
    memory,
    opening,
    pulling,
    reading,
    saving,
    showing,
    stalls,
    starting,
    typing_keys,
    views,
)
from tests.benchmarks.harness import Line, Place

GROUPS: dict[str, Callable[[Place], Iterator[Line]]] = {
    "reading": reading.measure,
    "opening": opening.measure,
    "searching": typing_keys.measure,
    "next-card": showing.next_card,
    "stalls": stalls.measure,
    "pulling": pulling.measure,
    "save-one": saving.save_one,
    "publish-all": saving.publish_all,
    "memory": memory.measure,
    "views": views.measure,
    "commands": starting.commands,
    "window": starting.window,
    "growth": growth.measure,
}
USUAL = tuple(name for name in GROUPS if name != "growth")
"""What is run where no group is named: growth makes a site of 50 times the size."""


def measure(name: str, place: Place) -> list[Line]:
    """The group's lines of the table."""
    return list(GROUPS[name](place))
