"""Inputs that grow towards code which none before has reached: Atheris, where it is installed; never a part of CI."""

import importlib.util
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.torture.figures import Figure
from tests.torture.inputs import BOMBS, sample_cards

SMALL = 8192  # bytes of an input


def run(inputs: int, seed: int) -> Iterator[Figure]:
    """So many inputs in a process of its own, since libFuzzer ends the process that it runs in."""
    if importlib.util.find_spec("atheris") is None:
        yield Figure("coverage-guided", 0, 0, "skipped: Atheris is not installed (pip install atheris; Linux, macOS)")
        return
    with tempfile.TemporaryDirectory(prefix="newscards-") as scratch:
        folder = Path(scratch) / "inputs"
        folder.mkdir()
        small = [data for data in (*sample_cards(Path(scratch) / "site"), *BOMBS.values()) if len(data) < SMALL]
        for number, data in enumerate(small):
            (folder / str(number)).write_bytes(data)
        call = [sys.executable, "-m", "tests.torture.guided", str(folder), f"-runs={inputs}", f"-seed={seed}"]
        call += [f"-max_len={SMALL}", "-timeout=20", "-rss_limit_mb=1024", f"-artifact_prefix={scratch}/"]
        done = subprocess.run(call, capture_output=True, text=True, errors="replace", check=False)
        reached = re.findall(r"cov: (\d+)", done.stderr) or ["0"]
        note = f"{reached[0]} places reached at first, {reached[-1]} at the end"
        if done.returncode:
            found = [path.read_bytes() for path in Path(scratch).glob("*-*") if path.is_file()]
            note += f"; {done.stdout[-1500:]} {done.stderr[-1500:]}; input: {found!r}"
        yield Figure("coverage-guided", inputs, int(done.returncode != 0), note)
