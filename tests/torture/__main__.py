"""Runs the tortures and prints their table: python -m tests.torture [--only GROUP] [--scale X] [--seed N]."""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from tests.torture import coverage_guided, kills, mutants, quick_read, replays, syscalls, windows, yaml_suite
from tests.torture.figures import Figure

Group: TypeAlias = Callable[[float, int], Iterator[Figure]]
"""Given how much to try (1 is the whole) and a seed."""

GROUPS: Mapping[str, Group] = {
    "kills": lambda scale, seed: kills.run(round(1000 * scale) or 1, seed),
    "windows": lambda scale, seed: windows.run(round(20 * scale) or 1, seed),
    "replays": lambda scale, seed: replays.run(round(2000 * scale) or 1, seed),
    "syscalls": lambda scale, seed: syscalls.run(min(scale, 1), seed),
    "yaml-suite": lambda scale, seed: yaml_suite.run(min(scale, 1), seed),
    "mutants": lambda scale, seed: mutants.run(round(1_000_000 * scale) or 1, seed),
    "quick-read": lambda scale, seed: quick_read.run(round(1_000_000 * scale) or 1, seed),
    "coverage-guided": lambda scale, seed: coverage_guided.run(round(100_000 * scale) or 1, seed),
}


def main() -> int:
    """Exit code 1 where a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description="What the promises are tried with.")
    parser.add_argument("--only", choices=GROUPS, action="append", help="this group; may be given several times")
    parser.add_argument("--scale", type=float, default=1.0, metavar="X", help="how much is tried; 1 takes an hour")
    parser.add_argument("--seed", type=int, metavar="N", help="to repeat a run; otherwise another each time")
    options = parser.parse_args()
    seed = random.SystemRandom().randrange(10**6) if options.seed is None else options.seed
    rows: list[tuple[Figure, float]] = []
    for name in options.only or GROUPS:
        start = time.perf_counter()
        for figure in GROUPS[name](options.scale, seed):
            now = time.perf_counter()
            rows.append((figure, now - start))
            print(f"{figure.what}: {figure.tried:,} tried, {figure.bad:,} bad, {now - start:.0f} s", file=sys.stderr)
            start = now
    print(table(rows))
    broken = [figure for figure, _ in rows if figure.bad]
    only = " ".join(f"--only {name}" for name in options.only or ())
    print(f"\nseed {seed}; to repeat: python -m tests.torture {only} --scale {options.scale:g} --seed {seed}")
    return 1 if broken else 0


def table(rows: Sequence[tuple[Figure, float]]) -> str:
    """All figures as a Markdown table; of a broken promise all that is known."""
    cells = [("what", "tried", "bad", "seconds", "seen")]
    cells += [
        (figure.what, f"{figure.tried:,}", f"{figure.bad:,}", f"{taken:.0f}", figure.note.replace("\n", " "))
        for figure, taken in rows
    ]
    widths = [max(len(row[column]) for row in cells) for column in range(4)]
    lines = ["| " + " | ".join((*map(str.ljust, row[:4], widths), row[4])) + " |" for row in cells]
    return "\n".join((lines[0], "|" + "|".join("-" * (width + 2) for width in (*widths, 4)) + "|", *lines[1:]))


if __name__ == "__main__":
    sys.exit(main())
