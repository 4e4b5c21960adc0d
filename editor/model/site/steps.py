"""Long work in the window's own thread, cut into steps so that the window can answer in between."""

import time
from collections.abc import Generator, Iterable, Iterator
from itertools import chain, islice
from typing import Any, TypeAlias, TypeVar

T = TypeVar("T")

Steps: TypeAlias = Generator[None, None, T]
"""Work that pauses at each `yield`, after a few milliseconds at most, and returns what came of it."""

Held: TypeAlias = list[Any] | tuple[Any, ...] | set[Any] | dict[Any, Any]
"""What may hold many values."""

SLICE = 4096
"""Cards that one step goes through: some tenths of a millisecond of simple work, 4 ms of hard."""


def slices(items: Iterable[T], size: int = SLICE) -> Iterator[list[T]]:
    """The items, so many at a time."""
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part


def sorted_in_runs(items: Iterable[str]) -> list[str]:
    """`sorted`, for another thread: to sort 100,000 at once would hold Python's lock for 40 ms, to merge takes less."""
    runs = [sorted(part) for part in slices(items)]
    while len(runs) > 1:
        runs = [sorted(chain(*runs[at : at + 2])) for at in range(0, len(runs), 2)]
    return runs[0] if runs else []


def held_by(owner: object) -> list[Held]:
    """The containers that an object has in its attributes."""
    return [each for each in vars(owner).values() if isinstance(each, list | tuple | set | dict)]


def let_go(held: list[Held]) -> Steps[None]:
    """Let go of what is in these containers, which nobody needs any more; of the list too. At once that takes long."""
    while held:
        container = held.pop()
        values = [*container, *container.values()] if isinstance(container, dict) else [*container]
        del container
        yield
        while values:
            del values[-SLICE:]
            yield


def run(steps: Steps[T]) -> T:
    """Do all of the work at once."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result


def run_for(steps: Steps[T], seconds: float) -> tuple[bool, T | None]:
    """Go on with the work for about so long: whether it has ended, and what came of it."""
    until = time.perf_counter() + seconds
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return True, end.value
        if time.perf_counter() >= until:
            return False, None
