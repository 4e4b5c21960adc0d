"""Fails the test in which the window freezes: its thread does not come back to the event loop for seconds.

No measure of speed: a machine that is slow, or stands still as a whole, does not trip it. `make bench` measures.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import editor
from editor.ui.tasks import Tasks
from editor.ui.watchdog import Place, Stall, Watchdog

FREEZE = 2.0
"""Seconds without a turn of the loop that are a freeze."""

_LEAST_LOOKS = 20
_EDITOR = Path(editor.__file__).parent


@contextmanager
def tripwire(tasks: Tasks, *, freeze: float = FREEZE) -> Iterator[Watchdog]:
    """Watches the window's thread; at the end, an AssertionError with the stack of every freeze."""
    with Watchdog(tasks, limit=freeze) as watchdog:
        yield watchdog
    frozen = [stall for stall in watchdog.stalls if is_freeze(stall)]
    assert not frozen, "the window did not answer:\n" + "\n".join(map(str, frozen))


def is_freeze(stall: Stall) -> bool:
    """Whether it was the window that did not come back, and not the test, which is what runs while no loop does."""
    within = list[Place]()  # what the loop, which pytest-qt runs for the test, has called
    for place in stall.stack:
        if "pytestqt" in Path(place.file).parts and Path(place.file).name != "plugin.py":
            called = [Path(place.file) for place in within]
            return stall.looks >= _LEAST_LOOKS and (not called or any(path.is_relative_to(_EDITOR) for path in called))
        within.append(place)
    return False
