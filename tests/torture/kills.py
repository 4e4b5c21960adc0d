"""`kill -9` at moments all over the work: nothing torn, nothing lost, and whatever is left is found again."""

import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.torture.children import Child, Ended, seconds, spread
from tests.torture.figures import Figure
from tests.torture.flows import BATCH, KEYS, MERGE, REMEMBER, SAVE, SET, SETTLE, TYPING, Flow, beside, versions

CARDS = {SAVE: 40, BATCH: 200, SETTLE: 40, SET: 40, MERGE: 1, TYPING: 3, REMEMBER: 40}
"""The flows, and how many cards each works on: a change of many writes more than it has on their way at once."""


def run(kills: int, seed: int) -> Iterator[Figure]:
    """So many kills of each flow."""
    for flow, cards in CARDS.items():
        yield kill_often(flow, kills, seed, cards=cards)


def kill_often(flow: Flow, kills: int, seed: int, *, cards: int) -> Figure:
    """A kill after the end proves nothing, so the figure's note says how many met the work, and in what state."""
    dice = random.Random(f"{seed} {flow.name}")
    wrong: list[str] = []
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="newscards-") as scratch:
        folder = Path(scratch) / "kills"
        duration = _duration(flow, folder, cards)
        for part in spread(kills, dice):
            moment = part * duration
            flow.make(folder, cards)
            with Child(flow.work, folder, cards) as child:
                time.sleep(moment)
                child.kill()
                ended = child.wait()
            seen.update(_states(folder, cards, ended))
            for [taken] in ended.about("took"):  # too late: whatever else the machine does has changed since
                duration = taken
            broken = flow.judge(folder, cards, ended)
            wrong += [f"{flow.name}, killed after {moment * 1000:.2f} ms: {what}" for what in broken]
    note = ", ".join(f"{seen[state]} {state}" for state in ("met the work", "between two cards", "within a write"))
    return Figure(f"kill -9, {flow.name}", kills, len(wrong), "; ".join([note, *wrong[:3]]))


def _duration(flow: Flow, folder: Path, cards: int) -> float:
    """Seconds; the first run warms up, and the shortest of three more counts."""
    found = []
    for _ in range(4):
        flow.make(folder, cards)
        found.append(seconds(flow.work, folder, cards))
    return min(found[1:])


def _states(folder: Path, cards: int, ended: Ended) -> Iterator[str]:
    if ended.killed:
        yield "met the work"
    if {"old", "new"} <= set(versions(folder, cards)) or (0 < len(ended.about("kept")) < KEYS):
        yield "between two cards"
    if beside(folder):
        yield "within a write"
