import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from editor.model.site import turns

if sys.platform == "win32":
    pytest.skip("Windows has no such locks", allow_module_level=True)

import fcntl


def test_a_turn_begins_when_the_one_before_has_ended(tmp_path: Path):
    told: list[str] = []

    def second() -> None:
        with turns.in_turn(tmp_path):
            told.append("second")

    with ThreadPoolExecutor(1) as pool:
        with turns.in_turn(tmp_path):
            waiting = pool.submit(second)
            time.sleep(0.1)
            told.append("first")
        waiting.result()
    assert told == ["first", "second"]


def test_a_turn_ends_with_an_error_too(tmp_path: Path):
    with pytest.raises(KeyError), turns.in_turn(tmp_path):
        raise KeyError
    other = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(other)


def test_an_editor_that_has_stopped_in_its_turn_is_not_waited_for_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(turns, "_LONGEST_TURN", 0.05)
    other = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)
    entered = False
    try:
        with turns.in_turn(tmp_path):
            entered = True
    finally:
        os.close(other)
    assert entered


def test_where_there_are_no_locks_it_goes_without(tmp_path: Path):
    with turns.in_turn(tmp_path / "gone"):
        assert not (tmp_path / "gone").exists()
