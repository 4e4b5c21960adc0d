"""Mutated cards through all that looks at a card: no crash, no hang, bounded memory, and every edit exact or refused.

Workers are watched from outside, so that one which dies or hangs is pinned to its input.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from editor.model.card.card import read_card
from editor.model.card.checks import count_problems
from editor.model.card.merge import conflict_text, merge_cards
from editor.model.card.schema import Schemas, load_schemas
from editor.model.site.summary import summarise
from tests.torture.edits import Judge, libyaml, random_edit
from tests.torture.figures import Figure
from tests.torture.inputs import BOMBS, damaged, made_up, mutant, sample_cards, whole

HANGS = 20.0  # seconds that a worker may stay with one input; a card takes about two milliseconds
GROWTH = 64 << 20  # bytes that a worker may hold more after its share than after its first mutants
PEAK = 512 << 20  # bytes that a worker may ever hold; the modules and the cards are 60 MB of it
SHARE = 20_000  # inputs of one worker: a new one takes over then
REPORT = 250  # inputs between two reports
MADE_UP = 100  # cards that hypothesis makes up, beside those of the corpus and of the sample site
EDITED = 0.4  # of the cards that can be read: an edit takes longer than all the rest

Look = Callable[[bytes, random.Random], str]
"""Looks at one input; says what it was. What it raises is a broken promise."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """`make` gives the input of a number and the seed from these cards, `look` looks at it."""

    cards: tuple[bytes, ...]
    seed: int
    make: Callable[[int, int, Sequence[bytes]], bytes]
    look: Look

    def name(self, number: int) -> str:
        """How to make an input again."""
        return f"{self.make.__name__} {number} of seed {self.seed}"


class Broken(Exception):
    """A promise that an input has broken."""


@dataclass(slots=True)
class Tally:
    """What came of some inputs."""

    kinds: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slowest: tuple[float, int] = (0.0, 0)
    peak: int = 0
    growth: int = 0

    def add(self, other: "Tally") -> None:
        """Takes in what came of others."""
        self.kinds += other.kinds
        self.wrong += other.wrong
        self.slowest = max(self.slowest, other.slowest)
        self.peak, self.growth = max(self.peak, other.peak), max(self.growth, other.growth)


def run(mutants: int, seed: int, *, workers: int = 2, bomb_rounds: int = 4) -> Iterator[Figure]:
    """All bombs, each round with another edit if any, and so many mutants."""
    cards = _cards(seed)
    yield figure("bombs", Inputs(tuple(BOMBS.values()), seed, whole, look), bomb_rounds * len(BOMBS), workers)
    yield figure("mutants", Inputs(cards, seed, mutant, look), mutants, workers)
    yield figure("merges of mutants", Inputs(cards, seed, whole, merge), mutants // 100, workers)


def figure(what: str, inputs: Inputs, count: int, workers: int) -> Figure:
    """Looks at so many inputs, in so many processes."""
    tally = Tally()
    watched = [Watched(inputs) for _ in range(workers)]
    shares = iter([range(start, min(start + SHARE, count)) for start in range(0, count, SHARE)])
    while True:
        for each in watched:
            if each.is_idle and (share := next(shares, None)) is not None:
                each.begin(share)
        if all(each.is_idle for each in watched):
            break
        for each in watched:
            tally.add(each.watch(0.2 / workers))
    if tally.peak > PEAK or tally.growth > GROWTH:
        tally.wrong.append(f"memory: {tally.peak >> 20} MB at most, {tally.growth >> 20} MB more at a worker's end")
    slowest = f"slowest {tally.slowest[0] * 1000:.0f} ms (number {tally.slowest[1]})"
    kinds = "; ".join(f"{number:,} {kind}" for kind, number in sorted(tally.kinds.items()))
    note = f"{kinds}; {slowest}; peak {tally.peak >> 20} MB, grown by {tally.growth >> 20} MB"
    return Figure(what, count, len(tally.wrong), "; ".join([note, *tally.wrong[:5]]))


class Watched:
    """A worker process, and the one who watches it."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs
        self._context: Any = get_context("spawn" if sys.platform == "win32" else "forkserver")
        self._place = self._context.RawArray("d", 2)  # the input's number, and when it was begun
        self._process: Any = None
        self._rest = range(0)

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing left to do for it."""
        return self._process is None

    def begin(self, share: range) -> None:
        """Look at these inputs."""
        self._rest = share
        self._place[0], self._place[1] = share.start, time.monotonic() + HANGS  # it has to start first
        self._reports, end = self._context.Pipe(duplex=False)
        arguments = (self._inputs, share, self._place, end)
        self._process = self._context.Process(target=_work, args=arguments)
        self._process.start()
        end.close()

    def watch(self, patience: float) -> Tally:
        """What has come in; where the worker has died or hangs, that is the tally, and a new one goes on behind it."""
        if self.is_idle:
            return Tally()
        try:
            if self._reports.poll(patience):
                tally, done = self._reports.recv()
                self._rest = range(self._rest.start + done, self._rest.stop)
                if not self._rest:
                    self._end()
                return tally
        except EOFError:
            return self._go_on(f"the worker died ({self._end()})")
        if time.monotonic() - self._place[1] > HANGS:
            self._process.kill()
            self._end()
            return self._go_on(f"no end after {HANGS:.0f} s")
        return Tally()

    def _go_on(self, what: str) -> Tally:
        """Behind the input that did it. What was looked at since the last report is looked at again."""
        number = int(self._place[0])
        before, behind = range(self._rest.start, number), range(number + 1, self._rest.stop)
        tally = Tally(wrong=[f"{self._inputs.name(number)}: {what}"])
        for index in before:
            tally.add(_looked(self._inputs, index))
        tally.kinds["fatal"] += 1
        if behind:
            self.begin(behind)
        return tally

    def _end(self) -> int:
        self._process.join()
        code = self._process.exitcode
        self._process.close()
        self._process = None
        self._reports.close()
        return code


def _work(inputs: Inputs, share: range, place: Any, reports: Connection) -> None:
    tally, done, first = Tally(), 0, 0
    for number in share:
        place[0], place[1] = number, time.monotonic()
        tally.add(_looked(inputs, number))
        done += 1
        if done == REPORT or number == share[-1]:
            held, tally.peak = _memory()
            first = first or held
            tally.growth = held - first
            reports.send((tally, done))
            tally, done = Tally(), 0


def _looked(inputs: Inputs, number: int) -> Tally:
    data = inputs.make(number, inputs.seed, inputs.cards)
    start = time.perf_counter()
    try:
        kind = inputs.look(data, random.Random(f"{inputs.seed} {number} edit"))
    except Exception as error:
        return Tally(Counter(wrong=1), [f"{inputs.name(number)}: {error!r} for {data[:2000]!r}"])
    return Tally(Counter((kind,)), slowest=(time.perf_counter() - start, number))


def again(number: int, seed: int) -> bytes:
    """A mutant of a run, for whoever looks into it."""
    return mutant(number, seed, _cards(seed))


def _cards(seed: int) -> tuple[bytes, ...]:
    with tempfile.TemporaryDirectory(prefix="newscards-") as scratch:
        return (*sample_cards(Path(scratch) / "site"), *made_up(MADE_UP, seed))


def _memory() -> tuple[int, int]:
    """Bytes that this process holds, and has held at most; zeros where the system does not tell as Linux does."""
    if sys.platform != "linux":
        return 0, 0
    lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    told = dict(line.split(":", 1) for line in lines)
    return int(told["VmRSS"].split()[0]) << 10, int(told["VmHWM"].split()[0]) << 10


@cache
def _schemas() -> Schemas:
    return load_schemas()


def look(data: bytes, dice: random.Random) -> str:
    """As the list and the form do: read, checked, summarised, and one edit of some of the cards that can be read."""
    card = read_card("_news/2024-05-01-mutant.md", data, _schemas())
    row = summarise(card, count_problems(card))
    if card.text.encode("utf-8", "surrogateescape") != data:
        raise Broken("what was read is not what the file holds")
    if card.document is None:
        if not row.error or "\n" in row.error:
            raise Broken(f"no sentence: {row.error!r}")
        return "broken"
    if dice.random() > EDITED:
        return "readable"
    judge = Judge(card.document, {"libyaml": libyaml})
    verdict = judge.verdict(edit := random_edit(card.document, dice))
    if verdict.kind == "wrong":
        raise Broken(f"{edit}: {verdict.why}")
    return f"readable and edited, {verdict.kind}"


def merge(data: bytes, dice: random.Random) -> str:
    """As after a pull: two versions of a card, each with accidents of its own."""
    base, mine, theirs = (
        read_card("_news/2024-05-01-mutant.md", version, _schemas())
        for version in (data, damaged(data, dice, (data,)), damaged(data, dice, (data,)))
    )
    for one, other, result in ((mine, base, mine), (base, theirs, theirs), (mine, mine, mine)):
        alone = merge_cards(base, one, other, _schemas())
        if alone.clashes or alone.card.text != result.text:
            raise Broken(f"one side's change became {alone.card.text!r}, of {one.text!r} and {other.text!r}")
    merged = merge_cards(base, mine, theirs, _schemas())
    text = conflict_text(base, mine, theirs, _schemas())
    if not merged.clashes and text != merged.card.text:
        raise Broken(f"no clash, and yet markers in {text!r}")
    if merged.card.error and not (base.error or mine.error or theirs.error or merged.reason):
        raise Broken(f"of {mine.text!r} and {theirs.text!r} came {merged.card.text!r}")
    return "by lines" if merged.reason else "clashing" if merged.clashes else "merged"
