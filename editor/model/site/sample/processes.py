"""All cores at work on a large sample site."""

import contextlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Protocol, TypeVar

from editor.model.site.apart import undisturbed
from editor.model.text.errors import EditorError

Piece = TypeVar("Piece")
Done = TypeVar("Done")


class Spread(Protocol):
    """`map`, or what works like it."""

    def __call__(self, work: Callable[[Piece], Done], pieces: Iterable[Piece], /) -> Iterator[Done]: ...


@contextlib.contextmanager
def spreading(processes: int | None = None) -> Iterator[Spread]:
    """A `map` that works in processes, one for each core; few results wait at a time, however many pieces there are.

    Left early (Ctrl+C, an error), what has not begun is dropped. Raises EditorError where a process was killed.
    """
    count = processes or cores()
    # Spawned, not forked: the same on every platform, and safe beside threads.
    pool = ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"), initializer=_deaf)

    def spread(work: Callable[[Piece], Done], pieces: Iterable[Piece]) -> Iterator[Done]:
        waiting: deque[Future[Done]] = deque()
        for piece in pieces:
            with undisturbed():  # the first one starts the processes
                waiting.append(pool.submit(work, piece))
            if len(waiting) > 2 * count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    try:
        yield spread
    except BrokenProcessPool as error:
        raise EditorError("One of the processes at work was ended from outside; was the memory full?") from error
    finally:
        pool.shutdown(cancel_futures=True)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _deaf() -> None:
    """Ctrl+C goes to every process of a terminal; the first of them ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
