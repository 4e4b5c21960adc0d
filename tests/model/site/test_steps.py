"""Long work in steps."""

import weakref
from collections.abc import Iterator
from itertools import pairwise

from editor.model.site.steps import SLICE, Steps, held_by, let_go, run, run_for, slices, sorted_in_runs


def counting(to: int, log: list[int]) -> Steps[str]:
    for number in range(to):
        log.append(number)
        yield
    return "counted"


def test_work_that_is_run_gives_what_came_of_it():
    log: list[int] = []
    assert run(counting(3, log)) == "counted"
    assert log == [0, 1, 2]


def test_work_without_time_takes_one_step_and_goes_on_later():
    log: list[int] = []
    steps = counting(2, log)
    assert [run_for(steps, 0) for _ in range(3)] == [(False, None), (False, None), (True, "counted")]
    assert log == [0, 1]


def test_work_that_has_time_ends_at_once():
    assert run_for(counting(100, []), 60) == (True, "counted")


def test_slices_have_everything_in_order():
    def numbers() -> Iterator[int]:
        yield from range(7)

    assert list(slices(numbers(), 3)) == [[0, 1, 2], [3, 4, 5], [6]]
    assert list(slices([], 3)) == []


def test_runs_make_one_order():
    names = [str(number * 7919 % 10_000) for number in range(10_000)]
    assert sorted_in_runs(names) == sorted(names)
    assert sorted_in_runs([]) == []


class Card:
    pass


class Owner:
    def __init__(self, count: int) -> None:
        self.name = "owner"
        self.cards = {Card(): Card() for _ in range(count)}
        self.others = (Card(), Card())
        self.left = 7


def test_what_an_object_holds_is_let_go_of_a_little_at_a_time():
    owner = Owner(SLICE)
    held = held_by(owner)
    assert held == [owner.cards, owner.others]
    living = weakref.WeakSet([*owner.cards, *owner.cards.values(), *owner.others])
    shared = owner.others[0]
    del owner
    steps = let_go(held)
    assert len(living) == 2 * SLICE + 2
    numbers = [len(living) for _ in steps]
    assert max(before - after for before, after in pairwise(numbers)) == SLICE
    assert (list(living), held) == ([shared], [])
