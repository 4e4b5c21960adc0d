"""Processes: from their start to their end, or to the first paint of their window."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.harness import Goal, Line, Place, installed, paired

_NOTHING = (sys.executable, "-c", "pass")
_EDITOR = (sys.executable, "-m", "editor")


def commands(place: Place) -> Iterator[Line]:
    """The program without a window, beside a Python that does nothing."""
    root = Path(shutil.copytree(place.site, place.scratch / "site"))
    card = next(iter(sorted((root / "_news").glob("*.md"))))
    values = iter(range(1000))

    def set_heat() -> None:
        _run(place, *_EDITOR, "set", str(card), f"heat={next(values)}")

    base, mine, theirs = (place.scratch / name for name in ("base", "mine", "theirs"))
    before = card.read_bytes()
    base.write_bytes(before)
    theirs.write_bytes(re.sub(rb"\nheat: .*", rb"\nheat: 1001", before))
    retopic = place.scratch / "retopic"
    retopic.write_bytes(before.replace(b"\n  - ", b"\n  - Weather\n  - ", 1))

    def hide() -> None:
        mine.write_bytes(re.sub(rb"\npublished: .*", rb"\npublished: null", before))

    def merge(incoming: Path) -> None:
        _run(place, *_EDITOR, "merge", str(base), str(mine), str(incoming), f"--path=_news/{card.name}")

    for work, ours, most in (
        ("newscards --help", lambda: _run(place, *_EDITOR, "--help"), 0.15),
        ("newscards set, one card", set_heat, 0.15),
        ("newscards check, one card", lambda: _run(place, *_EDITOR, "check", str(card)), 0.15),
        ("newscards merge, heat and published", lambda: merge(theirs), 0.05),
        ("newscards merge, topics and published", lambda: merge(retopic), 0.05),
    ):
        times = paired(ours, lambda: _run(place, *_NOTHING), prepare=hide)
        yield Line(work, *times, "python -c pass", Goal("more", most))


def window(place: Place) -> Iterator[Line]:
    """From the start of the process to the first paint of the empty window, beside the barest window of Qt."""
    times = paired(lambda: _until_painted("editor", place), lambda: _until_painted("bare", place), rounds=3)
    yield Line("process start to empty window", *times, "bare window", Goal("more", 0.3))


def _run(place: Place, *command: str) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, env=installed(place.scratch), check=True)


def _until_painted(which: str, place: Place) -> None:
    module = f"tests.benchmarks.{which}_window"
    command = (sys.executable, "-m", module, str(place.scratch))
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=installed(place.scratch)
    ) as process:
        assert process.stdout is not None
        assert process.stdout.read(1) == b"."
        process.kill()
