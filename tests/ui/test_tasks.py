"""editor.ui.tasks: work leaves the window's thread, and its answer comes back to it."""

import gc
import threading
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from editor.model.site.steps import Steps
from editor.ui import tasks as tasks_module
from editor.ui.tasks import READERS, Task, Tasks, in_batches


class Answers:
    """Remembers what came back and where."""

    def __init__(self) -> None:
        self.values: list[object] = []
        self.errors: list[Exception] = []
        self.threads: set[int] = set()

    def take(self, value: object) -> None:
        self.values.append(value)
        self.threads.add(threading.get_ident())

    def fail(self, error: Exception) -> None:
        self.errors.append(error)
        self.threads.add(threading.get_ident())


def raising(error: Exception) -> Callable[[], None]:
    def work() -> None:
        raise error

    return work


@pytest.fixture
def answers() -> Answers:
    return Answers()


def test_a_read_runs_elsewhere_and_is_answered_on_the_windows_thread(tasks: Tasks, answers: Answers, qtbot: QtBot):
    tasks.read(threading.get_ident, done=answers.take)
    qtbot.waitUntil(lambda: len(answers.values) == 1)
    assert answers.values != [threading.get_ident()]
    assert answers.threads == {threading.get_ident()}


def test_no_answer_comes_before_the_call_returns(tasks: Tasks, answers: Answers, qtbot: QtBot):
    tasks.read(lambda: 1, done=answers.take)
    assert answers.values == []
    qtbot.waitUntil(lambda: answers.values == [1])


def test_reads_run_at_the_same_time(tasks: Tasks, answers: Answers, qtbot: QtBot):
    together = threading.Barrier(READERS)  # breaks unless as many readers stand at it at once
    for _ in range(READERS):
        tasks.read(lambda: together.wait(timeout=10), done=answers.take)
    qtbot.waitUntil(lambda: len(answers.values) == READERS)


def test_writes_run_one_after_the_other_in_order(tasks: Tasks, answers: Answers, qtbot: QtBot):
    order: list[int] = []
    for number in range(50):
        tasks.write(lambda number=number: order.append(number), done=answers.take)
    qtbot.waitUntil(lambda: len(answers.values) == 50)
    assert order == list(range(50))


def test_a_write_does_not_wait_for_reads(tasks: Tasks, answers: Answers, qtbot: QtBot):
    gate = threading.Event()
    for _ in range(READERS):
        tasks.read(gate.wait, done=answers.take)
    tasks.write(lambda: "written", done=answers.take)
    qtbot.waitUntil(lambda: answers.values == ["written"])
    gate.set()
    qtbot.waitUntil(lambda: tasks.pending == 0)


@pytest.mark.parametrize("lane", ["read", "write"])
def test_an_exception_goes_to_failed_on_the_windows_thread(lane: str, tasks: Tasks, answers: Answers, qtbot: QtBot):
    error = OSError("the disk is gone")
    getattr(tasks, lane)(raising(error), done=answers.take, failed=answers.fail)
    qtbot.waitUntil(lambda: answers.errors == [error])
    assert answers.values == []
    assert answers.threads == {threading.get_ident()}


def test_an_exception_that_nobody_takes_is_signalled(tasks: Tasks, answers: Answers, qtbot: QtBot):
    error = ValueError("nobody asked")
    with qtbot.waitSignal(tasks.failed) as caught:
        tasks.read(raising(error), done=answers.take)
    assert caught.args == [error]


def test_a_cancelled_task_is_not_answered(tasks: Tasks, answers: Answers, qtbot: QtBot):
    gate = threading.Event()
    task = tasks.read(gate.wait, done=answers.take, failed=answers.fail)
    task.cancel()
    gate.set()
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert task.cancelled
    assert answers.values == []


def test_a_read_that_is_cancelled_before_it_begins_never_runs(tasks: Tasks, answers: Answers, qtbot: QtBot):
    gate = threading.Event()
    for _ in range(READERS):
        tasks.read(gate.wait, done=answers.take)
    ran: list[int] = []
    tasks.read(lambda: ran.append(1), done=answers.take).cancel()
    gate.set()
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert ran == []


def test_a_cancelled_write_is_made_all_the_same(tasks: Tasks, answers: Answers, qtbot: QtBot):
    gate = threading.Event()
    written: list[int] = []
    tasks.write(gate.wait, done=answers.take)
    tasks.write(lambda: written.append(1), done=answers.take).cancel()
    gate.set()
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert written == [1]
    assert answers.values == [True]


def test_a_scan_reports_in_order_on_the_windows_thread_before_it_is_done(tasks: Tasks, answers: Answers, qtbot: QtBot):
    def work(task: Task, report: Callable[[int], None]) -> str:
        for number in range(20):
            report(number)
        return "all"

    tasks.scan(work, progress=answers.take, done=answers.take)
    qtbot.waitUntil(lambda: "all" in answers.values)
    assert answers.values == [*range(20), "all"]
    assert answers.threads == {threading.get_ident()}


def test_the_window_answers_between_two_reports_that_came_together(
    tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tasks_module, "TURN", 0.0)
    all_there = threading.Event()
    events: list[object] = []

    def work(_: Task, report: Callable[[int], None]) -> None:
        for number in range(3):
            report(number)
        all_there.set()

    def progress(number: int) -> None:
        events.append(number)
        QTimer.singleShot(0, lambda: events.append("a key"))

    tasks.scan(work, progress=progress, done=lambda _: events.append("done"))
    assert all_there.wait(10)
    qtbot.waitUntil(lambda: "done" in events)
    assert events == [0, "a key", 1, "a key", 2, "a key", "done"]


def counting(to: int, seen: list[object]) -> Steps[int]:
    for number in range(to):
        seen.append(number)
        yield
    return to


def test_steps_go_on_between_keys_and_before_what_workers_bring(
    tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tasks_module, "TURN", 0.0)
    events: list[object] = []
    tasks.take(counting(3, events), lambda to: events.append(f"all {to}"))
    tasks.read(lambda: "read", done=events.append)
    keys = QTimer(interval=0)
    keys.timeout.connect(lambda: events.append("a key"))
    keys.start()
    assert events == []
    qtbot.waitUntil(lambda: "read" in events)
    keys.stop()
    assert [each for each in events if each != "a key"] == [0, 1, 2, "all 3", "read"]
    assert "a key" in events[events.index(0) : events.index(2)]


def test_steps_are_finished_at_once_for_who_cannot_wait(tasks: Tasks, answers: Answers, qtbot: QtBot):
    seen: list[object] = []
    tasks.take(counting(3, seen), answers.take)
    tasks.take(counting(2, seen), lambda to: (tasks.finish(), answers.take(to)))
    assert tasks.pending == 2
    tasks.finish()
    assert (seen, answers.values, tasks.pending) == ([0, 1, 2, 0, 1], [3, 2], 0)


def test_a_scan_sees_that_it_is_cancelled_and_its_reports_are_dropped(tasks: Tasks, answers: Answers, qtbot: QtBot):
    begun, seen = threading.Event(), threading.Event()

    def work(task: Task, report: Callable[[int], None]) -> None:
        report(1)
        begun.set()
        while not task.cancelled:
            seen.wait(0.001)
        report(2)

    task = tasks.scan(work, progress=answers.take, done=answers.take)
    assert begun.wait(timeout=10)
    task.cancel()
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert answers.values == []


@pytest.mark.parametrize("lane", ["read", "write"])
def test_closing_drops_the_answer_of_what_is_under_way(lane: str, answers: Answers, qtbot: QtBot):
    tasks, gate, begun = Tasks(), threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        gate.wait()

    task = getattr(tasks, lane)(work, done=answers.take)
    assert begun.wait(timeout=10)
    gate.set()
    assert tasks.close()
    assert task.cancelled
    assert tasks.pending == 0
    with qtbot.waitSignal(tasks.destroyed):  # by then the queued answer has been delivered, to nobody
        tasks.deleteLater()
    assert answers.values == []


def test_closing_lets_every_write_finish_but_begins_no_read(answers: Answers):
    tasks, gate = Tasks(), threading.Event()
    done: list[str] = []
    for _ in range(READERS):
        tasks.read(gate.wait, done=answers.take)
    tasks.read(lambda: done.append("read"), done=answers.take)
    tasks.write(gate.wait, done=answers.take)
    tasks.write(lambda: done.append("written"), done=answers.take)
    threading.Timer(0.02, gate.set).start()
    assert tasks.close()
    assert done == ["written"]


def test_closing_waits_only_so_long(answers: Answers):
    tasks, gate = Tasks(), threading.Event()
    tasks.read(gate.wait, done=answers.take)
    assert not tasks.close(seconds=0.01)
    gate.set()
    assert tasks.close()


def test_after_closing_a_read_is_cancelled_at_once_and_a_write_refused(answers: Answers):
    tasks = Tasks()
    tasks.close()
    assert tasks.read(lambda: 1, done=answers.take).cancelled
    assert tasks.pending == 0
    with pytest.raises(RuntimeError, match="closing"):
        tasks.write(lambda: 1, done=answers.take)


def test_the_answer_for_a_deleted_widget_is_dropped(tasks: Tasks, qtbot: QtBot):
    gate = threading.Event()
    gone, failing, reported = QLabel(), QLabel(), QLabel()

    def work(task: Task, report: Callable[[str], None]) -> str:
        gate.wait()
        report("report")
        return "text"

    def fail() -> str:
        gate.wait()
        raise ValueError("too late")

    tasks.read(lambda: str(gate.wait()), done=gone.setText)
    tasks.read(fail, done=gone.setText, failed=failing.setWindowTitle)
    tasks.scan(work, progress=reported.setText, done=gone.setText)
    for label in (gone, failing, reported):
        with qtbot.waitSignal(label.destroyed):
            label.deleteLater()
    gate.set()
    qtbot.waitUntil(lambda: tasks.pending == 0)


def test_an_answered_task_keeps_nothing_alive(tasks: Tasks, qtbot: QtBot):
    class Panel(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.value = 0

        def take(self, value: int) -> None:
            self.value = value

        def work(self) -> int:
            return self.value + 1

    panels = [Panel()]
    left = weakref.ref(panels[0])
    task = tasks.read(panels[0].work, done=panels[0].take)
    qtbot.waitUntil(lambda: panels[0].value == 1)
    panels.clear()
    gc.collect()
    assert left() is None
    assert not task.cancelled


def test_a_callback_is_let_go_of_on_the_windows_thread(tasks: Tasks, qtbot: QtBot):
    threads: list[int] = []

    class Held:
        def __del__(self) -> None:
            threads.append(threading.get_ident())

        def work(self) -> None:
            return None

    for _ in range(200):
        held = Held()
        tasks.read(held.work, done=lambda _: None)
        del held
    qtbot.waitUntil(lambda: len(threads) == 200)
    assert set(threads) == {threading.get_ident()}


def test_what_comes_quickly_comes_together():
    assert list(in_batches(range(5), 60.0)) == [[0, 1, 2, 3, 4]]
    assert [item for batch in in_batches(range(5), -1.0) for item in batch] == [0, 1, 2, 3, 4]
    assert [0] in list(in_batches(range(5), -1.0))
    assert list(in_batches([], 1.0)) == [[]]


def test_what_is_kept_does_not_wait_for_what_is_written(tasks: Tasks, answers: Answers, qtbot: QtBot):
    kept = threading.Event()
    tasks.write(lambda: kept.wait(10), done=answers.take)
    tasks.keep(kept.set, done=lambda _: None)
    qtbot.waitUntil(lambda: answers.values == [True])


def test_what_watches_goes_on_until_it_is_cancelled_and_is_nothing_to_wait_for(
    tasks: Tasks, answers: Answers, qtbot: QtBot
):
    ended = threading.Event()

    def work(task: Task, report: Callable[[int], None]) -> None:
        report(1)
        while not task.is_set():
            ended.wait(0.01)
        ended.set()

    task = tasks.watch(work, progress=answers.take, failed=answers.fail)
    qtbot.waitUntil(lambda: answers.values == [1])
    assert tasks.pending == 0
    assert not ended.is_set()
    task.cancel()
    assert ended.wait(10)


def test_closing_ends_what_watches_and_waits_for_what_is_kept(tasks: Tasks):
    begun, kept = threading.Event(), []

    def watch(task: Task, report: Callable[[int], None]) -> None:
        begun.set()
        while not task.is_set():
            begun.wait(0.01)

    tasks.watch(watch, progress=lambda _: None, failed=lambda _: None)
    tasks.keep(lambda: kept.append(begun.wait(10)), done=lambda _: None)
    assert tasks.close()
    assert kept == [True]
    with pytest.raises(RuntimeError):
        tasks.keep(lambda: None, done=lambda _: None)
