"""The watchdog: it sees when the window's thread does not come back to its loop, for how long, and where it was."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import pytestqt.qtbot
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

import editor.ui.watchdog
from editor.model.site.sample import write_sample
from editor.ui.tasks import Tasks
from editor.ui.watchdog import Place, Stall, Watchdog
from tests.helpers.tripwire import is_freeze, tripwire

LOOP = Place(pytestqt.qtbot.__file__, 1, "QtBot.wait")
EDITOR = Place(editor.ui.watchdog.__file__, 1, "work")
TEST = Place(__file__, 1, "test")


def stand_still(until: Callable[[], bool]) -> None:
    """Keep the thread that calls busy; not for ever, should `until` never hold."""
    deadline = time.monotonic() + 20
    while not until() and time.monotonic() < deadline:
        pass


def in_the_loop(qtbot: QtBot, work: Callable[[], object]) -> None:
    """Run this as what a timer of the window does, and come back when it is over."""
    over: list[bool] = []
    QTimer.singleShot(0, lambda: (work(), over.append(True)))
    qtbot.waitUntil(lambda: bool(over), timeout=30_000)


def stall_until_seen(watchdog: Watchdog) -> None:
    """Keep the window's thread away from its loop until the other thread has looked at what it does here."""
    begun = time.perf_counter()
    stand_still(lambda: time.perf_counter() - begun > 0.03 and _is_seen(watchdog))


def _is_seen(watchdog: Watchdog) -> bool:
    stacks = watchdog._watched._seen[1]
    return bool(stacks) and any(place.function == "stand_still" for place in stacks[len(stacks) // 2])


def test_a_stall_is_reported_with_its_place_when_it_is_over(tasks: Tasks, qtbot: QtBot):
    told: list[Stall] = []
    watchdog = Watchdog(tasks, limit=0.02)
    watchdog.stalled.connect(told.append)
    with watchdog:
        in_the_loop(qtbot, lambda: None)  # what went before belongs to the test, not to the loop
        in_the_loop(qtbot, lambda: (stall_until_seen(watchdog), watchdog.stop()))  # which ends the stall then and there
    assert told == list(watchdog.stalls)
    stall = told[-1]
    assert watchdog.longest >= stall.seconds > 0.02
    assert stall.looks > 0
    assert "stand_still" in str(stall)
    assert f"{Path(__file__).name}:" in str(stall)


def test_the_place_is_the_editors_own_code_where_there_is_any(tasks: Tasks, qtbot: QtBot, tmp_path: Path):
    with Watchdog(tasks, limit=0.02) as watchdog:
        in_the_loop(qtbot, lambda: write_sample(tmp_path / "sample", cards=40))
        qtbot.waitUntil(lambda: bool(watchdog.stalls))
    assert watchdog.stalls[0].place.startswith("editor/model/")


def test_a_place_is_named_from_the_editors_folder_or_by_its_end():
    own = Place(editor.ui.watchdog.__file__, 7, "look")
    foreign = Place("/usr/lib/python3/json/decoder.py", 9, "decode")
    moment = datetime(2026, 5, 4, 3, 2, 1).astimezone()
    stall = Stall(0.1234, moment, (foreign, own))
    assert stall.place == "editor/ui/watchdog.py:7 in look"
    assert str(stall).splitlines() == [
        "03:02:01  123 ms",
        "    json/decoder.py:9 in decode",
        "    editor/ui/watchdog.py:7 in look",
    ]
    assert Stall(0.1, moment, (foreign,)).place == "json/decoder.py:9 in decode"
    assert Stall(0.1, moment).place == ""


def test_a_thread_that_comes_back_in_time_is_not_reported(tasks: Tasks, qtbot: QtBot):
    with Watchdog(tasks, limit=60) as watchdog:
        qtbot.waitUntil(lambda: watchdog.p95() > 0)
        in_the_loop(qtbot, lambda: stand_still(lambda: True))
    assert not watchdog.stalls
    assert watchdog.longest >= watchdog.last > 0


def test_it_looks_from_another_thread_only_while_it_watches(tasks: Tasks, qtbot: QtBot):
    watchdog = Watchdog(tasks)
    assert not watchdog.is_watching
    assert not tasks._jobs
    watchdog.start()
    assert watchdog.is_watching
    assert tasks.pending == 0  # nothing that anybody waits for
    watchdog.stop()
    assert not watchdog.is_watching
    qtbot.waitUntil(lambda: not tasks._jobs)


def test_it_begins_anew_with_every_start(tasks: Tasks, qtbot: QtBot):
    watchdog = Watchdog(tasks, limit=0.02)
    watchdog.start()
    in_the_loop(qtbot, lambda: (stall_until_seen(watchdog), watchdog.stop()))
    assert watchdog.longest > 0.02
    assert watchdog.stalls
    watchdog.start()
    assert (watchdog.longest, watchdog.p95(), len(watchdog.stalls)) == (0, 0, 0)
    watchdog.stop()


def test_a_window_that_freezes_fails_its_test(tasks: Tasks, qtbot: QtBot, tmp_path: Path):
    with (
        pytest.raises(AssertionError, match=r"did not answer:\n.*\n(.*\n)*    editor/model/"),
        tripwire(tasks, freeze=0.1),
    ):
        in_the_loop(qtbot, lambda: write_sample(tmp_path / "sample", cards=60))


def test_a_test_that_takes_its_time_is_no_frozen_window(tasks: Tasks, qtbot: QtBot, tmp_path: Path):
    with tripwire(tasks, freeze=0.1) as watchdog:
        write_sample(tmp_path / "sample", cards=60)
        qtbot.waitUntil(lambda: bool(watchdog.stalls))


@pytest.mark.parametrize(
    ("stack", "looks", "freezes"),
    [
        ((EDITOR, LOOP, TEST), 400, True),
        ((Place("/usr/lib/json.py", 1, "loads"), EDITOR, LOOP, TEST), 400, True),
        ((LOOP, TEST), 400, True),  # in Qt itself
        ((TEST, LOOP, TEST), 400, False),  # what the test waits for takes long to ask
        ((EDITOR, TEST), 400, False),
        ((EDITOR, LOOP, TEST), 1, False),  # the whole machine stood still
        ((), 0, False),
    ],
)
def test_what_a_freeze_is(stack: tuple[Place, ...], looks: int, freezes: bool):
    assert is_freeze(Stall(3, datetime.now().astimezone(), stack, looks)) is freezes
