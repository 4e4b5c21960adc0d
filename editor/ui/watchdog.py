"""How long the window's thread stays away from its event loop, and what it was doing then."""

from __future__ import annotations

import faulthandler
import math
import re
import tempfile
import time
from collections import deque
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from editor.ui.tasks import Task, Tasks, this_thread

LIMIT = 0.05
"""Seconds after which an absence is a stall: three frames of a 60 Hz screen."""

REMEMBERED = 10.0
"""Seconds whose gaps `p95` looks at."""

_TICK = 5  # milliseconds
_LOOK = 0.005  # seconds between two looks at the clock of the window's thread
_MOST_STALLS = 200
_DEEPEST = 40
_PACKAGE = Path(__file__).parent.parent
_PLACE = re.compile(r'  File "(.*)", line (\d+) in (.*)')


@dataclass(frozen=True, slots=True)
class Place:
    """A line of code that was being run."""

    file: str
    line: int
    function: str

    def __str__(self) -> str:
        path = Path(self.file)
        shown = path.relative_to(_PACKAGE.parent) if path.is_relative_to(_PACKAGE) else Path(*path.parts[-2:])
        return f"{shown.as_posix()}:{self.line} in {self.function}"


@dataclass(frozen=True, slots=True)
class Stall:
    """One absence of the window's thread. `stack` is what it was seen doing half-way, the innermost call first.

    It is empty where nothing was seen: in work below Python that lets no other thread run. `looks` is how often it was
    looked at: never while the whole process stood still.
    """

    seconds: float
    at: datetime
    stack: tuple[Place, ...] = ()
    looks: int = 0

    @property
    def place(self) -> str:
        """The innermost line of the editor's own code, else of any."""
        own = (place for place in self.stack if Path(place.file).is_relative_to(_PACKAGE))
        place = next(own, next(iter(self.stack), None))
        return str(place) if place is not None else ""

    def __str__(self) -> str:
        head = f"{self.at:%H:%M:%S}  {self.seconds * 1000:.0f} ms"
        return "\n    ".join((head, *map(str, self.stack)))


class Watchdog(QObject):
    """Measures gaps between ticks of a timer in the window's thread from `start` to `stop`; at rest it does nothing.

    A gap is as long as a key or a click could have waited. One of more than `limit` seconds is a stall; another thread,
    which `tasks` runs, then looks at what the window's thread is doing. The methods belong to the window's thread.
    """

    stalled = Signal(object)
    """A `Stall`, when it is over."""

    def __init__(self, tasks: Tasks, *, limit: float = LIMIT, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._limit = limit
        self._watched = _Watched(this_thread(), limit)
        self._task: Task | None = None
        self._timer = QTimer(self, interval=_TICK, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._gaps: deque[tuple[float, float]] = deque()
        self.stalls: deque[Stall] = deque(maxlen=_MOST_STALLS)
        self.longest = 0.0
        self.last = 0.0

    def __enter__(self) -> Watchdog:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def is_watching(self) -> bool:
        """Whether it measures."""
        return self._task is not None

    def start(self) -> None:
        """Measure from now on, anew."""
        self.stop()
        self.longest = self.last = 0.0
        self.stalls.clear()
        self._gaps.clear()
        self._watched = watched = _Watched(this_thread(), self._limit / 2)
        self._task = self._tasks.watch(lambda task, _: watched.look_until(task), progress=_ignore, failed=_ignore)
        self._timer.start()

    def stop(self) -> None:
        """Measure no more. What has been found stays."""
        if self._task is not None:
            self._tick()
            self._timer.stop()
            self._task.cancel()
            self._task = None

    def p95(self) -> float:
        """Seconds that 95 of 100 gaps of the last while do not exceed; 0 before the first."""
        gaps = sorted(gap for _, gap in self._gaps)
        return gaps[math.ceil(len(gaps) * 0.95) - 1] if gaps else 0.0

    def _tick(self) -> None:
        now = time.perf_counter()
        gap, stacks = self._watched.tick(now)
        self.last = gap
        self.longest = max(self.longest, gap)
        self._gaps.append((now, gap))
        while self._gaps[0][0] < now - REMEMBERED:
            self._gaps.popleft()
        if gap > self._limit:
            half_way = stacks[len(stacks) // 2] if stacks else ()
            stall = Stall(gap, datetime.now().astimezone(), half_way, len(stacks))
            self.stalls.append(stall)
            self.stalled.emit(stall)


class _Watched:
    """What both threads know: when the window's thread was last in its loop, and what it was seen doing since."""

    def __init__(self, thread: int, patience: float) -> None:
        """Of this thread; it is looked at when it has been away for so many seconds."""
        self._thread = thread
        self._patience = patience
        self._beat = time.perf_counter()
        self._seen: tuple[float, list[tuple[Place, ...]]] = (self._beat, [])

    def tick(self, now: float) -> tuple[float, list[tuple[Place, ...]]]:
        """On the window's thread: the gap since the last tick, and what was seen in it."""
        (beat, stacks), before = self._seen, self._beat
        self._beat = now
        return now - before, stacks if beat == before else []

    def look_until(self, stop: Task) -> None:
        """On another thread: look again and again."""
        with tempfile.TemporaryFile("w+", encoding="utf-8") as paper:
            while not stop.cancelled:
                time.sleep(_LOOK)
                self._look(paper)

    def _look(self, paper: IO[str]) -> None:
        beat = self._beat
        if time.perf_counter() - beat < self._patience:
            return
        stack = _stack(self._thread, paper)
        if self._beat != beat:  # it has come back meanwhile
            return
        if self._seen[0] != beat:
            self._seen = (beat, [])
        self._seen[1].append(stack)


def _stack(thread: int, paper: IO[str]) -> tuple[Place, ...]:
    """What a thread is doing, the innermost call first.

    By way of a file: who holds a frame of another thread for a moment may be the one who lets go of what is in it, and
    a painter must be let go of by the thread that paints.
    """
    paper.seek(0)
    paper.truncate()
    faulthandler.dump_traceback(paper)
    paper.seek(0)
    own = re.split(rf"hread 0x0*{thread:x} ", paper.read())[-1].split("\n\n")[0]
    lines = map(_PLACE.match, own.splitlines()[1:])
    return tuple(Place(found[1], int(found[2]), found[3]) for found in lines if found is not None)[:_DEEPEST]


def _ignore(_: object) -> None:
    """Nobody waits for the end of looking."""
