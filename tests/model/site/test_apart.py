"""Work in processes of its own."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.model.site.apart import Apart, undisturbed


def counting(to: int, *, name: str = "") -> Iterator[bytes]:
    for number in range(to):
        yield f"{name}{number}".encode()


def dying() -> Iterator[bytes]:
    yield b"first"
    os._exit(3)


def endless(log: str) -> Iterator[bytes]:
    while True:
        with Path(log).open("ab") as file:
            file.write(b".")
        yield b"x" * 100_000


def test_what_is_sent_arrives_in_its_order_and_then_nothing():
    apart = Apart(counting, 3, name="number ")
    assert [apart.next() for _ in range(5)] == [b"number 0", b"number 1", b"number 2", None, None]
    apart.stop()
    assert apart.next() is None


def test_a_process_that_dies_has_nothing_more_to_say():
    apart = Apart(dying)
    assert [apart.next(), apart.next()] == [b"first", None]
    apart.stop()


def test_nothing_is_sent_far_ahead_of_who_takes_it_and_a_stop_ends_it(tmp_path: Path):
    log = tmp_path / "log"
    apart = Apart(endless, str(log))
    for _ in range(3):
        assert apart.next() == b"x" * 100_000
    apart.stop()
    sent = log.stat().st_size
    assert sent < 100
    assert log.stat().st_size == sent


def test_one_can_see_whether_it_has_ended():
    apart, busy = Apart(counting, 0), Apart(counting, 100_000)
    assert apart.has_ended(within=60)
    assert not busy.has_ended(within=0)
    for each in (apart, busy):
        each.stop()


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_ctrl_c_waits_until_a_process_has_been_started():
    passed = []

    def interrupted() -> None:
        with undisturbed():
            signal.raise_signal(signal.SIGINT)  # for this thread, as that of a command is the only one
            passed.append(True)

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert passed
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
