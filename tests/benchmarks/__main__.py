"""Runs the benchmarks and prints their table: python -m tests.benchmarks [--cards N] [--only NAME] [--profile]."""

import argparse
import os
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from editor.model.site.sample import write_sample
from tests.benchmarks.groups import GROUPS, measure
from tests.benchmarks.harness import Line, Place, table


def main() -> None:
    """Each group in a process of its own, so that none pays for what another has left in memory."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Speed, as ratios in one run.")
    parser.add_argument("--cards", type=int, default=2000, metavar="N", help="cards of the made-up site (2000)")
    parser.add_argument("--only", choices=GROUPS, action="append", help="this group; may be given several times")
    parser.add_argument("--profile", action="store_true", help="print where the time goes too (and take more of it)")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="newscards-") as folder:
        site = Path(folder) / "site"
        write_sample(site, cards=options.cards, flaws=False)
        for name in options.only or GROUPS:
            scratch = Path(folder) / name
            scratch.mkdir()
            start = time.perf_counter()
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
                place = Place(site, scratch, options.cards)
                lines += process.submit(measure, name, place, profiled=options.profile).result()
            print(f"{name}: {time.perf_counter() - start:.0f} s", file=sys.stderr)
    print(table(lines))


if __name__ == "__main__":
    main()
