"""Columns with each different value once."""

from editor.model.site.coded import Coded


def test_slots_have_the_values_that_were_added():
    column = Coded(["a", "b", "a"])
    column.extend(["c", "a"])
    column.extend_coded(["b", "d"], [1, 0, 1])
    assert [column.at(slot) for slot in range(8)] == ["a", "b", "a", "c", "a", "d", "b", "d"]
    assert column.values == ["a", "b", "c", "d"]
    assert column.counted() == [("a", 3), ("b", 2), ("c", 1), ("d", 2)]


def test_what_is_let_go_is_counted_no_more_and_goes_when_the_rest_is_kept():
    column = Coded(["a", "b", "a"])
    column.let_go([1])
    assert column.counted() == [("a", 2)]
    column.keep([2, 0])
    assert [column.at(slot) for slot in range(2)] == ["a", "a"]


def test_a_key_tells_values_apart_that_python_takes_for_one():
    cells = [(1,), (True,), (1.0,), (1,)]
    assert len(Coded(cells).values) == 1
    told_apart = Coded(cells, key=lambda cell: (cell, *map(type, cell)))
    assert [told_apart.at(slot) for slot in range(4)] == cells
    assert list(map(type, (told_apart.at(1)[0], told_apart.at(2)[0]))) == [bool, float]
