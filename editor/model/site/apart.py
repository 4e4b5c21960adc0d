"""Work in processes of its own, on other cores: what they send arrives as it comes."""

import contextlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection
from typing import Generic, ParamSpec

P = ParamSpec("P")


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Around the start of a process: Ctrl+C waits, since a process whose start is cut off complains on the terminal.

    Those that are started are deaf to it from birth; it goes to every process of a terminal, and the first of them ends
    the others. Nothing where the system has no such means.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Apart(Generic[P]):
    """A process that sends the bytes that `work` gives, one after the other. One thread at a time.

    It is never far ahead of who takes them, and ends when nobody does any more, be it that this process was killed.
    """

    modesty = 10
    """Of 19 steps down in the system's order of turns: the window comes first where there are fewer cores than work."""

    def __init__(self, work: Callable[P, Iterable[bytes]], *arguments: P.args, **named: P.kwargs) -> None:
        """`work` is a function of a module, its arguments what can be pickled."""
        context = multiprocessing.get_context("spawn")  # a copy of a process with threads may hang
        self._taken, given = context.Pipe(duplex=False)
        self._process = context.Process(target=_send, args=(given, work, arguments, named), daemon=True)
        with undisturbed():
            self._process.start()
        given.close()
        if sys.platform != "win32":  # now: to start takes as much of a core as to work
            with contextlib.suppress(OSError):  # it has ended already
                os.setpriority(
                    os.PRIO_PROCESS, self._process.pid or 0, os.getpriority(os.PRIO_PROCESS, 0) + self.modesty
                )

    def next(self) -> bytes | None:
        """What comes next; None at the end, and where the process has died."""
        try:
            return self._taken.recv_bytes()
        except (EOFError, OSError):
            return None

    def has_ended(self, *, within: float) -> bool:
        """Whether it has nothing more to do, which is waited for so many seconds."""
        self._process.join(within)
        return self._process.exitcode is not None

    def stop(self) -> None:
        """Let the process end."""
        self._taken.close()
        self._process.terminate()
        self._process.join()


def _send(
    given: Connection,
    work: Callable[..., Iterable[bytes]],
    arguments: tuple[object, ...],
    named: dict[str, object],
) -> None:
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        for each in work(*arguments, **named):
            given.send_bytes(each)
