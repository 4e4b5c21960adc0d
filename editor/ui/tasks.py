"""Work away from the window's thread: the only maker of threads for the window."""

from __future__ import annotations

import itertools
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent import futures
from dataclasses import dataclass
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from editor.model.site.steps import Steps, run, run_for

T = TypeVar("T")
P = TypeVar("P")

READERS = 4
WATCHERS = 5  # two for the site that is open, for a moment those of the one before, and one for the watchdog
CLOSING_SECONDS = 10.0

TURN = 0.008
"""Seconds of one turn of the window's loop for steps, or what workers bring; the rest waits for the next turn."""

_END = object()


class Task:
    """One piece of work under way. Made by `Tasks` only; `cancel` from the window's thread, all else from any."""

    def __init__(self) -> None:
        self._cancelled = False

    @property
    def cancelled(self) -> bool:
        """Whether nobody waits for the result any more; long work looks at this and stops early."""
        return self._cancelled

    def is_set(self) -> bool:
        """The same, by the name that it has for what waits for an event to stop."""
        return self._cancelled

    def cancel(self) -> None:
        """From now on neither `done`, `failed` nor `progress` is called. Work under way goes on until it looks."""
        self._cancelled = True


@dataclass(slots=True)
class _Job:
    """What the window's thread keeps of a task, so that it is also the thread that lets go of it."""

    task: Task
    work: Callable[[], object]
    done: Callable[[object], None]
    failed: Callable[[Exception], None] | None
    progress: Callable[[object], None] | None = None
    always_runs: bool = False
    watches: bool = False
    result: object = None
    error: Exception | None = None

    def perform(self) -> None:
        try:
            self.result = self.work()
        except Exception as error:  # whatever it is, it belongs to the caller, not to the worker
            self.error = error


class Tasks(QObject):
    """Runs work on a few reading threads and two serial ones, and hands results back on the window's thread.

    One serial lane writes cards. The other keeps what a crash must not take, and so never waits for the first. What
    watches has a thread to itself for as long as it goes on.

    The methods belong to the window's thread. What workers bring stands in one line, and is handed on some milliseconds
    in each turn of the loop: a fast worker does not keep the window from answering. A worker only emits a signal that
    this object owns, and the job (with its callbacks, which may hold widgets) is let go of on the window's thread. A
    callback that is a method of a deleted widget is dropped.

    Long work that belongs to the window's own thread goes on in steps, in the same turns (`take`).
    """

    failed = Signal(object)
    """An exception that no `failed` callback asked for."""

    _brought = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readers = futures.ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        self._writer = futures.ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._keeper = futures.ThreadPoolExecutor(1, thread_name_prefix="keeper")
        self._watchers = futures.ThreadPoolExecutor(WATCHERS, thread_name_prefix="watcher")
        self._numbers = itertools.count()
        self._jobs: dict[int, _Job] = {}
        self._futures: dict[int, futures.Future[None]] = {}
        self._closed = False
        self._line: deque[tuple[int, object]] = deque()
        self._steps: deque[tuple[Steps[object], Callable[[object], None]]] = deque()
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._take_turn)
        self._brought.connect(self._turn.start, Qt.ConnectionType.QueuedConnection)

    @property
    def pending(self) -> int:
        """How many tasks have not been answered yet, cancelled ones included; what watches has no answer to give."""
        return sum(not job.watches for job in self._jobs.values()) + len(self._steps)

    def read(
        self, work: Callable[[], T], *, done: Callable[[T], None], failed: Callable[[Exception], None] | None = None
    ) -> Task:
        """Run `work` on the pool, several at once and in no promised order; then `done` or `failed`, once."""
        return self._start(_Job(Task(), work, _untyped(done), failed), self._readers)

    def scan(
        self,
        work: Callable[[Task, Callable[[P], None]], T],
        *,
        progress: Callable[[P], None],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> Task:
        """Like `read`, for long work: it is given its task (to look at `cancelled`) and a way to report as it goes.

        Every report arrives in `progress` on the window's thread, in order and before `done`.
        """
        return self._scan(work, progress, done, failed)

    def watch(
        self,
        work: Callable[[Task, Callable[[P], None]], None],
        *,
        progress: Callable[[P], None],
        failed: Callable[[Exception], None],
    ) -> Task:
        """Like `scan`, for work that goes on until its task is cancelled, and looks at that every second or so."""
        return self._scan(work, progress, lambda _: None, failed, watches=True)

    def _scan(
        self,
        work: Callable[[Task, Callable[[P], None]], T],
        progress: Callable[[P], None],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None,
        *,
        watches: bool = False,
    ) -> Task:
        task = Task()
        number = next(self._numbers)

        def report(value: P) -> None:
            if not task.cancelled:
                self._bring(number, value)

        job = _Job(task, lambda: work(task, report), _untyped(done), failed, _untyped(progress), watches=watches)
        return self._start(job, self._watchers if watches else self._readers, number)

    def write(
        self, work: Callable[[], T], *, done: Callable[[T], None], failed: Callable[[Exception], None] | None = None
    ) -> Task:
        """Run `work` on the writing lane: one at a time, in the order of the calls; even `close` lets it finish.

        Raises RuntimeError after `close`: a write is never dropped in silence.
        """
        return self._write(self._writer, work, done, failed)

    def keep(
        self, work: Callable[[], T], *, done: Callable[[T], None], failed: Callable[[Exception], None] | None = None
    ) -> Task:
        """Like `write`, on the lane of what is kept for after a crash."""
        return self._write(self._keeper, work, done, failed)

    def _write(
        self,
        lane: futures.ThreadPoolExecutor,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None,
    ) -> Task:
        if self._closed:
            raise RuntimeError("nothing can be written any more: the window is closing")
        return self._start(_Job(Task(), work, _untyped(done), failed, always_runs=True), lane)

    def take(self, steps: Steps[T], done: Callable[[T], object]) -> None:
        """Do this in the window's own thread, some milliseconds in each turn of its loop; then `done`.

        What workers bring waits until then. Whoever else would change what the steps go through has to `finish` first.
        """
        self._steps.append((steps, _untyped(done)))
        self._turn.start()

    def finish(self) -> None:
        """Do at once what is left of the steps that were taken."""
        while self._steps:
            steps, done = self._steps.popleft()
            done(run(steps))

    def close(self, seconds: float = CLOSING_SECONDS) -> bool:
        """Cancel what is being read, let what is being written finish, drop every result that comes later.

        Waits at most `seconds` and says whether all work has ended by then.
        """
        self._closed = True
        self._steps.clear()
        for number, job in self._jobs.items():
            job.task.cancel()
            if not job.always_runs:
                self._futures[number].cancel()
        for lane in (self._readers, self._writer, self._keeper, self._watchers):
            lane.shutdown(wait=False)
        begun = [future for future in self._futures.values() if not future.cancelled()]
        _, unfinished = futures.wait(begun, timeout=seconds)
        if not unfinished:
            self._jobs.clear()
            self._futures.clear()
        return not unfinished

    def _start(self, job: _Job, lane: futures.ThreadPoolExecutor, number: int | None = None) -> Task:
        if self._closed:
            job.task.cancel()
            return job.task
        number = next(self._numbers) if number is None else number
        self._jobs[number] = job
        self._futures[number] = lane.submit(self._run, number)
        return job.task

    def _run(self, number: int) -> None:
        """On the worker's thread. Holds no reference to the job by the time the window hears of its end."""
        if self._jobs[number].always_runs or not self._jobs[number].task.cancelled:
            self._jobs[number].perform()
        self._bring(number, _END)

    def _bring(self, number: int, value: object) -> None:
        """On the worker's thread."""
        self._line.append((number, value))
        self._brought.emit()

    def _take_turn(self) -> None:
        until = time.perf_counter() + TURN
        try:
            while (self._steps or self._line) and not self._closed:
                if self._steps:
                    self._go_on(until - time.perf_counter())
                else:
                    self._hand_on(*self._line.popleft())
                if time.perf_counter() >= until:
                    break
        finally:
            if (self._steps or self._line) and not self._closed:
                self._turn.start()

    def _go_on(self, seconds: float) -> None:
        steps, done = self._steps.popleft()  # which are not there any more for who asks while they go on
        has_ended, result = run_for(steps, seconds)
        if has_ended:
            done(result)
        else:
            self._steps.appendleft((steps, done))

    def _hand_on(self, number: int, value: object) -> None:
        if value is _END:
            self._on_ended(number)
        else:
            self._on_reported(number, value)

    def _on_ended(self, number: int) -> None:
        job = self._jobs.pop(number)
        del self._futures[number]
        if job.task.cancelled:
            return
        if job.error is None:
            if _is_alive(job.done):
                job.done(job.result)
        elif job.failed is None:
            self.failed.emit(job.error)
        elif _is_alive(job.failed):
            job.failed(job.error)

    def _on_reported(self, number: int, value: object) -> None:
        job = self._jobs[number]
        if job.progress is not None and not job.task.cancelled and _is_alive(job.progress):
            job.progress(value)


def in_batches(items: Iterable[T], seconds: float) -> Iterator[list[T]]:
    """What comes within each such time, together: for reports that would otherwise keep the window busy."""
    batch: list[T] = []
    begun = time.monotonic()
    for item in items:
        batch.append(item)
        if time.monotonic() - begun > seconds:
            yield batch
            batch, begun = [], time.monotonic()
    yield batch


def this_thread() -> int:
    """The number by which Python knows the thread that asks."""
    return threading.get_ident()


def _untyped(callback: Callable[[T], object]) -> Callable[[object], None]:
    """The job does not know its type; `read`, `scan` and `write` have paired work and callback already."""
    return callback  # type: ignore[return-value]  # see above


def _is_alive(callback: Callable[..., object]) -> bool:
    receiver = getattr(callback, "__self__", None)
    return not isinstance(receiver, QObject) or shiboken6.isValid(receiver)
