"""A real window, killed while somebody types: at most the last second is gone."""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from editor.model.site.journal import Journal
from tests.helpers.harbour_site import write_harbour
from tests.torture.figures import Figure

ROOT = Path(__file__).parents[2]
MOST_LOST = 1.0
"""Seconds of typing that a crash may take."""


def run(kills: int, seed: int) -> Iterator[Figure]:
    """So many windows, each killed at some moment of the first four seconds of typing."""
    dice = random.Random(seed)
    lost, wrong = [], []
    for _ in range(kills):
        with tempfile.TemporaryDirectory(prefix="newscards-") as scratch:
            age, what = killed(Path(scratch), dice.uniform(0.5, 4))
        lost.append(age)
        wrong += [what] if what else []
    worst = f"of typing were gone: {max(lost) * 1000:.0f} ms at most, {sum(lost) / kills * 1000:.0f} ms on average"
    yield Figure("kill -9, a window typed into", kills, len(wrong), "; ".join([worst, *wrong[:3]]))


def killed(folder: Path, after: float) -> tuple[float, str]:
    """Type for so many seconds, and kill. How much of the typing is gone, in seconds, and what is wrong, or ""."""
    site = folder / "site"
    write_harbour(site)
    before = {path: path.read_bytes() for path in site.rglob("*.md")}
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    call = [sys.executable, "-m", "tests.torture.typist", str(site), str(folder)]
    with subprocess.Popen(call, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        keys = [process.stdout.readline()]
        begun = time.monotonic()
        while time.monotonic() - begun < after:
            keys.append(process.stdout.readline())
        process.kill()
        moment = time.clock_gettime(time.CLOCK_MONOTONIC)
        keys += process.stdout.readlines()
    times = {int(number): float(when) for number, when in (line.split() for line in keys if line.endswith("\n"))}
    return _lost(folder, times, moment, {path: path.read_bytes() for path in site.rglob("*.md")} == before)


def _lost(folder: Path, times: dict[int, float], moment: float, untouched: bool) -> tuple[float, str]:
    kept = 0
    for journal in Journal.left_behind(folder / "state", (folder / "site").resolve()):
        for unsaved in journal.unsaved.values():
            kept = max(kept, unsaved.text.count(".") - unsaved.base.count(".") + 1)
        journal.close()
    gone = [when for number, when in times.items() if number > kept]
    age = moment - min(gone) if gone else 0.0
    if not untouched:
        return age, "a card was written that nobody saved"
    if age > MOST_LOST:
        return age, f"{age:.2f} s of typing are gone: {kept} of {len(times)} keys were kept"
    return age, ""
