"""What every benchmark is made of: work timed in turn with its baseline, and a line of the table."""

import gc
import math
import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.sites import made

FRAME = 1 / 60
"""Seconds that a 60 Hz screen shows one picture."""

_UNITS = {"s": (1, "s"), "ms": (1000, "ms"), "MB": (1 / 1048576, "MB")}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a group works: `sites` has made-up sites that are only read, `scratch` is the group's own folder."""

    sites: Path
    scratch: Path
    cards: int

    @property
    def site(self) -> Path:
        """The site of `cards` cards."""
        return self.of(self.cards)

    def of(self, cards: int) -> Path:
        """A site of so many cards, made when it is asked for first."""
        return made(self.sites / str(cards), cards)


@dataclass(frozen=True, slots=True)
class Goal:
    """The promise: ours is at most `most`, as a multiple of the baseline, on top of it, or by itself."""

    kind: str  # "times", "more", "limit"
    most: float

    def is_met(self, ours: float, baseline: float) -> bool:
        """Whether the figures keep the promise."""
        return {"times": ours / baseline, "more": ours - baseline, "limit": ours}[self.kind] <= self.most


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table. `ours` and `baseline` are in seconds, or bytes where `unit` is MB."""

    work: str
    ours: float
    baseline: float
    against: str
    goal: Goal | None
    unit: str = "s"

    def cells(self) -> tuple[str, ...]:
        """The line as the table shows it."""
        return (
            self.work,
            _shown(self.ours, self.unit),
            f"{_shown(self.baseline, self.unit)} {self.against}",
            f"{self.ours / self.baseline:.{1 if self.ours >= self.baseline else 2}f}",
            self._verdict(self.goal) if self.goal else "",
        )

    def _verdict(self, goal: Goal) -> str:
        most = f"{goal.most:g} ×" if goal.kind == "times" else _shown(goal.most, self.unit)
        sign = "+" if goal.kind == "more" else ""
        return f"≤ {sign}{most} {'met' if goal.is_met(self.ours, self.baseline) else '**short**'}"


def paired(
    ours: Callable[[], object],
    baseline: Callable[[], object],
    *,
    rounds: int = 5,
    warm: bool = True,
    prepare: Callable[[], object] = lambda: None,
) -> tuple[float, float]:
    """The medians in seconds of both, run in turn after a warm-up: what slows the machine down slows down both.

    `prepare` runs before each of them and is not timed. The garbage collector stays on, as it is in the product.
    """
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(-warm, rounds):
        for work, taken in zip((ours, baseline), times, strict=True):
            prepare()
            gc.collect()
            seconds = timed(work)
            if turn >= 0:
                taken.append(seconds)
    return statistics.median(times[0]), statistics.median(times[1])


def installed(scratch: Path) -> dict[str, str]:
    """An environment in which modules are compiled once, as they are where the program is installed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(scratch / "compiled")}


def timed(work: Callable[[], object]) -> float:
    """The seconds that `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def p95(times: Sequence[float]) -> float:
    """What 95 of 100 do not exceed."""
    return sorted(times)[math.ceil(len(times) * 0.95) - 1]


def table(lines: Sequence[Line]) -> str:
    """All lines as a Markdown table with aligned columns."""
    rows = [("work", "ours", "baseline", "ratio", "goal"), *(line.cells() for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    shown = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in rows]
    return "\n".join((shown[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *shown[1:]))


def _shown(value: float, unit: str) -> str:
    factor, name = _UNITS[unit]
    return f"{value * factor:.{0 if unit == 'MB' else 1 if unit == 'ms' else 2}f} {name}"
