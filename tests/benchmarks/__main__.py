"""Runs the benchmarks and prints their table: python -m tests.benchmarks [--full] [--only NAME] [--profile]."""

import argparse
import contextlib
import os
import platform
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import PySide6

from editor.model.site.sample.processes import cores
from tests.benchmarks import peers
from tests.benchmarks.groups import GROUPS, USUAL, measure
from tests.benchmarks.harness import Line, Place, table
from tests.benchmarks.profiling import profiled

_USUAL_CARDS, _FULL_CARDS = 2000, 20_000


def main() -> None:
    """Each group in a process of its own, so that none pays for what another has left in memory."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Speed, as ratios in one run.")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--cards", type=int, default=_USUAL_CARDS, metavar="N", help="cards of the site to read (2000)")
    size.add_argument(
        "--full", action="store_const", dest="cards", const=_FULL_CARDS, help="sizes of the promises: 20,000, 100,000"
    )
    parser.add_argument("--only", choices=GROUPS, action="append", help="this group; may be given several times")
    parser.add_argument("--profile", action="store_true", help="print where the time goes too (and take more of it)")
    parser.add_argument("--peers", action="store_true", help="install the programs to compare with, and end")
    options = parser.parse_args()
    if options.peers:
        peers.set_up()
        return
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="newscards-") as folder:
        for name in options.only or USUAL:
            place = Place(Path(folder) / "sites", Path(folder) / name, options.cards)
            place.scratch.mkdir()
            start = time.perf_counter()
            with profiled() if options.profile else contextlib.nullcontext():
                lines += _measured(name, place)
            print(f"{name}: {time.perf_counter() - start:.0f} s", file=sys.stderr)
    print(machine())
    print()
    print(table(lines))


def machine() -> str:
    """What the figures were taken on, and when."""
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    versions = f"CPython {platform.python_version()}, PySide6 {PySide6.__version__}"
    where = f"Qt on {os.environ['QT_QPA_PLATFORM']}; page cache warm"
    return f"{datetime.now(UTC):%Y-%m-%d}; {cores()} cores; {system}; {versions}; {where}"


def _measured(name: str, place: Place) -> list[Line]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(measure, name, place).result()


if __name__ == "__main__":
    main()
