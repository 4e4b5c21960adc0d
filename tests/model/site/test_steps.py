"""Long work in steps."""

from collections.abc import Iterator

from editor.model.site.steps import Steps, run, run_for, slices


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
