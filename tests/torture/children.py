"""Processes that do a flow's work and may be killed at any moment; what they said until then outlives them."""

import contextlib
import ctypes
import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from pathlib import Path
from types import TracebackType
from typing import Any, TypeAlias

ROOM = 1 << 16  # bytes that a child may say
_KILLED = (-9, -15)  # the second is what Python says on Windows
PATIENCE = 30  # seconds for what takes milliseconds

Said: TypeAlias = list[Any]
"""What a child said: JSON values, by convention a list that begins with a word."""

Work: TypeAlias = Callable[[Path, int, "Voice"], None]
"""What a child does in a folder with so many cards; a function of a module, so that another process finds it."""


class Voice:
    """Says things without any system call, into memory that the parent shares: no fault and no kill silences it."""

    def __init__(self, memory: Any) -> None:
        bytes_ = memoryview(memory).cast("B")
        self._length, self._lines = bytes_[:4].cast("I"), bytes_[4:]

    def say(self, *words: object) -> None:
        """One more thing, whole or not at all: the length is stored last, and in one step."""
        line = json.dumps(words).encode() + b"\n"
        length = self._length[0]
        self._lines[length : length + len(line)] = line
        self._length[0] = length + len(line)

    def heard(self) -> list[Said]:
        """All that was said."""
        return [json.loads(line) for line in bytes(self._lines[: self._length[0]]).splitlines()]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended. `crash` is the traceback of what it did not expect, else ""."""

    said: tuple[Said, ...]
    killed: bool
    crash: str = ""

    def about(self, word: str) -> list[Said]:
        """What it said that begins with this word, without the word."""
        return [said[1:] for said in self.said if said[0] == word]


class Child:
    """A process that does some work in a folder; used as `with Child(work, folder, cards) as child`.

    On POSIX it is forked from a server that has imported everything, so it costs a few milliseconds.
    """

    def __init__(self, work: Work, folder: Path, cards: int, *, held: bool = False) -> None:
        """Returns when the work begins; `held`: right before, until `go`."""
        context = _context()
        memory = context.RawArray("c", ROOM)
        self._voice = Voice(memory)
        self._begun, begun = context.Pipe(duplex=False)
        self._process = context.Process(target=_run, args=(work, folder, cards, memory, begun, held))
        self._process.start()
        begun.close()
        if not self._begun.poll(PATIENCE):
            self.kill()
            raise TimeoutError(f"{work} has not begun")

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def go(self) -> None:
        """Let a held child begin."""
        os.kill(self.pid, signal.SIGUSR1)

    def kill(self) -> None:
        """`kill -9`, now."""
        self._process.kill()

    def wait(self, patience: float = PATIENCE) -> Ended:
        """How it ended. Raises TimeoutError when it does not end in so many seconds; it is killed then."""
        wait([self._process.sentinel], patience)
        hangs = self._process.is_alive()
        if hangs:
            self.kill()
        self._process.join()
        said = self._voice.heard()
        if hangs:
            raise TimeoutError(f"no end after {patience} s; it said {said}")
        crash = "".join(words[1] for words in said if words[0] == "crash")
        killed = self._process.exitcode in _KILLED
        if not killed and not crash and self._process.exitcode != 0:
            crash = f"ended with {self._process.exitcode}"
        return Ended(tuple(words for words in said if words[0] != "crash"), killed, crash)

    def __enter__(self) -> "Child":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.is_alive():
            self.kill()
        self._process.join()
        self._process.close()
        self._begun.close()


def seconds(work: Work, folder: Path, cards: int) -> float:
    """How long the work takes when nothing disturbs it, by the child's own clock."""
    with Child(work, folder, cards) as child:
        [[taken]] = child.wait().about("took")
    return taken


def _context() -> BaseContext:
    if sys.platform == "win32":
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.torture.flows", "tests.torture.mutants"])
    return context


def _run(work: Work, folder: Path, cards: int, memory: Any, begun: Connection, held: bool) -> None:
    voice = Voice(memory)
    if held:
        _may_be_traced_by_all()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    begun.send_bytes(b"begun")
    if held:
        signal.sigwait({signal.SIGUSR1})  # no call for a file: those are counted from here on
    start = time.perf_counter()
    try:
        work(folder, cards, voice)
    except BaseException:
        voice.say("crash", traceback.format_exc()[-4000:])
    voice.say("took", time.perf_counter() - start)
    os._exit(0)  # nothing of Python's own end is part of the work


def _may_be_traced_by_all() -> None:
    """Where only parents may look into their children (`ptrace_scope`), a brother may now, too."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(0x59616D61, -1, 0, 0, 0)  # PR_SET_PTRACER, PR_SET_PTRACER_ANY


def spread(moments: int, dice: random.Random) -> Iterator[float]:
    """Moments from 0 to 1, in any order: one somewhere in each of equally long pieces."""
    pieces = list(range(moments))
    dice.shuffle(pieces)
    return ((piece + dice.random()) / moments for piece in pieces)
