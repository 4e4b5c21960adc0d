"""A share of all faults in every flow, the order of a save, and a careless editor that must be found out."""

from pathlib import Path

import pytest

from tests.torture.flows import BATCH, CARELESS, SAVE, Flow
from tests.torture.syscalls import CARDS, fail_each_call, order_of, touching, traced, why_not, write_in_part


@pytest.fixture(autouse=True)
def strace() -> None:
    """Asked for when a test begins, not when tests are collected."""
    if why_not():
        pytest.skip(why_not())


SHARES = dict.fromkeys(CARDS, 0.02) | {SAVE: 0.08}


@pytest.mark.parametrize("flow", CARDS, ids=lambda flow: flow.name)
def test_a_failing_call_loses_nothing_and_is_told_truly(flow: Flow):
    figure = fail_each_call(flow, SHARES[flow], seed=1, cards=CARDS[flow], most=20)
    assert figure.bad == 0, figure.note
    assert figure.tried >= 20


def test_a_system_that_takes_a_part_of_what_is_written_tears_nothing():
    figure = write_in_part(0.1)
    assert figure.bad == 0, figure.note
    assert figure.tried >= 20


def test_a_save_is_flushed_before_it_takes_the_place_and_its_folder_afterwards(tmp_path: Path):
    SAVE.make(tmp_path / "site", 1)
    order = order_of(SAVE, tmp_path / "site", 1)
    assert order[order.index("openat temp") :] == [
        "openat temp",
        "write temp",
        "fsync temp",
        "openat folder",  # whose lock is the editors' turn
        "rename temp to card",
        "openat folder",
        "fsync folder",
    ]


def test_many_are_flushed_before_the_first_takes_its_place_and_their_folder_before_the_batch_is_closed(tmp_path: Path):
    BATCH.make(tmp_path / "site", 3)
    order = order_of(BATCH, tmp_path / "site", 3)
    assert order[order.index("openat temp") :] == [
        *["openat temp", "write temp"] * 3,
        *["fadvise64 temp"] * 3,
        *["fsync temp"] * 3,
        "openat folder",  # whose lock is the editors' turn
        *["rename temp to card"] * 3,
        "openat folder",
        "fsync folder",
        "unlink batch",
    ]
    begun = order[: order.index("openat temp")]
    assert begun[-2:] == ["write batch", "fsync batch"]


def test_a_close_that_fails_keeps_no_editor_waiting_for_itself(tmp_path: Path):
    folder = tmp_path / "site"
    SAVE.make(folder, 3)
    calls = iter(touching(folder, traced(SAVE, folder, 3)[1]))
    assert any(call.name == "rename" for call in calls)
    turn = next(call for call in calls if call.name == "close")
    SAVE.make(folder, 3)
    ended, _ = traced(SAVE, folder, 3, "-e", f"inject=close:error=EIO:when={turn.number}")
    assert len(ended.about("saved")) == 3


def test_an_editor_that_writes_into_the_cards_is_found_out():
    figure = fail_each_call(CARELESS, 0.3, seed=1, cards=1, most=30)
    assert figure.bad > 0
    assert "called saved and is" in figure.note or "is torn" in figure.note
