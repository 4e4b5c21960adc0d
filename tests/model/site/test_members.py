"""What the values of a column are made of."""

from hypothesis import given
from hypothesis import strategies as st

from editor.model.site import members as module
from editor.model.site.coded import Coded
from editor.model.site.members import Members
from editor.model.site.steps import run

CELLS = st.lists(st.lists(st.sampled_from("abcd"), max_size=3).map(tuple), max_size=8)


@given(CELLS, CELLS)
def test_texts_are_found_and_counted_as_by_going_through_the_cells(
    first: list[tuple[str, ...]], more: list[tuple[str, ...]]
):
    column = Coded(first)
    members = Members(column)
    run(members.learn())
    column.extend(more)
    run(members.learn())
    fits = members.fitting("bc".__contains__)
    assert [bool(fits[code]) for code in column.codes] == [not {"b", "c"}.isdisjoint(cell) for cell in (*first, *more)]
    column.let_go(range(len(first)))
    assert members.counted() == {text: count for text in "abcd" if (count := sum(text in cell for cell in more))}


def test_two_who_learn_in_turn_take_in_each_value_once():
    before = module._AT_ONCE
    module._AT_ONCE = 1
    try:
        members = Members(Coded([("a",), ("a", "b"), ("b",)]))
        one, other = members.learn(), members.learn()
        for _ in range(3):
            next(one, None)
            next(other, None)
        assert members.counted() == {"a": 2, "b": 2}
    finally:
        module._AT_ONCE = before
