"""Saved searches are counted one after the other, and only while somebody looks."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from editor.ui.search_counts import SearchCounts


class Counting:
    """Answers when the test says so."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Callable[[int], None]]] = []

    def __call__(self, text: str, done: Callable[[int], None]) -> None:
        self.asked.append((text, done))

    def answer(self, number: int) -> None:
        _, done = self.asked.pop()
        done(number)

    @property
    def waiting(self) -> list[str]:
        return [text for text, _ in self.asked]


@pytest.fixture
def counting() -> Counting:
    return Counting()


@pytest.fixture
def counts(qtbot: QtBot, counting: Counting) -> SearchCounts:
    counts = SearchCounts(counting)
    counts.told = []
    counts.counted.connect(lambda query, number: counts.told.append((query, number)))
    return counts


def answered(qtbot: QtBot, counting: Counting, text: str, number: int) -> None:
    qtbot.waitUntil(lambda: counting.waiting == [text])
    counting.answer(number)


def test_each_search_is_counted_once_and_the_next_when_the_last_is_answered(
    qtbot: QtBot, counts: SearchCounts, counting: Counting
):
    counts.set_watched(True)
    counts.set_queries(["a", "b", "a"])
    answered(qtbot, counting, "a", 3)
    answered(qtbot, counting, "b", 4)
    assert counts.told == [("a", 3), ("b", 4)]
    counts.recount()
    answered(qtbot, counting, "a", 5)
    answered(qtbot, counting, "b", 6)
    assert counts.told[2:] == [("a", 5), ("b", 6)]


def test_what_has_no_number_yet_comes_first(qtbot: QtBot, counts: SearchCounts, counting: Counting):
    counts.set_watched(True)
    counts.set_queries(["a", "b", "c"])
    qtbot.waitUntil(lambda: counting.waiting == ["a"])
    counts.recount()
    counting.answer(1)
    answered(qtbot, counting, "b", 2)
    answered(qtbot, counting, "c", 3)
    answered(qtbot, counting, "a", 4)


def test_nothing_is_counted_while_nobody_looks(qtbot: QtBot, counts: SearchCounts, counting: Counting):
    counts.set_queries(["a"])
    counts.set_watched(True)
    counts.set_watched(False)
    qtbot.wait(150)
    assert counting.waiting == []
    counts.set_watched(True)
    answered(qtbot, counting, "a", 1)
    assert counts.told == [("a", 1)]


def test_an_answer_for_a_search_that_is_gone_is_not_told(qtbot: QtBot, counts: SearchCounts, counting: Counting):
    counts.set_watched(True)
    counts.set_queries(["a"])
    qtbot.waitUntil(lambda: counting.waiting == ["a"])
    counts.set_queries(["b"])
    counting.answer(1)
    answered(qtbot, counting, "b", 2)
    assert counts.told == [("b", 2)]
