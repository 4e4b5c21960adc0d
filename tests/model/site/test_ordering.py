"""Orders that are kept while rows come and go."""

from hypothesis import given
from hypothesis import strategies as st

from editor.model.card.card import Publishing
from editor.model.site.columns import Columns
from editor.model.site.ordering import Order, keys_of, sorted_by
from editor.model.site.steps import run
from editor.model.site.summary import Row

FIELDS = ("title", "heat", "id", "problems")
CHANGES = st.lists(
    st.lists(
        st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(["", "Å", "b", "c"]), st.integers(0, 3)), max_size=5
    ),
    max_size=6,
)


def row(card_id: str, title: str, number: int) -> Row:
    values = {"heat": (number,)} if number else {}
    return Row(card_id, title, None, Publishing.HIDDEN, "", (), "", "", "", "", "", number, values)


def expected(columns: Columns, field: str, *, descending: bool) -> list[str]:
    key_of = run(keys_of(columns, field)).of
    slots = sorted(columns.slots.values(), key=columns.ids.__getitem__)
    filled = [slot for slot in slots if key_of(slot) is not None]
    filled.sort(key=key_of, reverse=descending)  # type: ignore[arg-type]  # keys are alike
    return [columns.ids[slot] for slot in [*filled, *(slot for slot in slots if key_of(slot) is None)]]


@given(CHANGES, st.sampled_from(FIELDS), st.booleans())
def test_an_order_that_is_kept_is_the_order_made_anew(
    changes: list[list[tuple[str, str, int]]], field: str, descending: bool
):
    columns = Columns()
    by_id = Order(columns, run(keys_of(columns, "id")))
    order = Order(columns, run(keys_of(columns, field)), by_id, descending=descending)
    for rows in changes:
        columns.put(row(*each) for each in rows)
        columns.remove(each[0] for each in rows if each[2] == 3)
        assert [columns.ids[slot] for slot in run(order.slots())] == expected(columns, field, descending=descending)


def test_many_rows_are_sorted_as_few_are_and_stay_where_they_are_equal():
    numbers = [number * 7919 % 30_011 for number in range(30_000)]
    slots = list(range(len(numbers)))
    assert run(sorted_by(slots, lambda slot: numbers[slot] // 10)) == sorted(
        slots, key=lambda slot: numbers[slot] // 10
    )
    descending = run(sorted_by(slots, numbers.__getitem__, descending=True))
    assert descending == sorted(slots, key=numbers.__getitem__, reverse=True)
    assert run(sorted_by([], numbers.__getitem__)) == []
