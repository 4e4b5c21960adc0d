"""Rows by slot, in columns."""

import pytest

from editor.model.card.schema import Schemas
from editor.model.site.block import Block
from editor.model.site.columns import Columns
from editor.model.site.rows import versions_of
from editor.model.site.steps import run
from editor.model.site.summary import Row
from tests.helpers.harbour_site import CAFE, FERRY, PLAIN


@pytest.fixture
def rows(schemas: Schemas) -> dict[str, Row]:
    texts = {"ferry": FERRY, "cafe": CAFE, "plain": PLAIN, "broken": "---\ntitle: [\n---\n"}
    return {card_id: version.row for card_id, version in versions_of(texts, schemas).items()}


def row_at(columns: Columns, card_id: str) -> Row:
    return columns.row(columns.slots[card_id])


def test_rows_come_back_as_they_were_put_and_as_they_were_taken(rows: dict[str, Row]):
    put, taken = Columns(), Columns()
    put.put(rows.values())
    taken.take(Block.of(rows.values(), [None] * len(rows)))
    for card_id, row in rows.items():
        assert row_at(put, card_id) == row
        assert row_at(taken, card_id) == row
        assert dict(row_at(taken, card_id).values) == dict(row.values)
        assert len(row_at(taken, card_id).values) == len(row.values)


def test_a_row_that_is_asked_for_stays_as_it_was_when_another_takes_its_place(rows: dict[str, Row]):
    columns = Columns()
    columns.take(Block.of(rows.values(), [None] * len(rows)))
    before = row_at(columns, "ferry")
    columns.put([Row(**{**{name: getattr(rows["cafe"], name) for name in Row.__slots__}, "id": "ferry"})])
    run(columns.clear_up())
    assert before == rows["ferry"]
    assert row_at(columns, "ferry").title == rows["cafe"].title
    assert len(columns) == 4


def test_the_column_of_a_nested_field_goes_with_the_rows(rows: dict[str, Row]):
    columns = Columns()
    columns.take(Block.of([rows["ferry"], rows["plain"]], [None, None]))
    names = run(columns.field("provider.name"))
    assert [names.at(slot) for slot in columns.live_slots()] == [("Harbour Times",), ()]
    columns.put([rows["cafe"]])
    assert run(columns.field("provider.name")) is names
    assert names.at(columns.slots["cafe"]) == ("Gull Post",)
    columns.remove(["ferry", "nowhere"])
    assert run(columns.field("provider.name")).at(columns.slots["cafe"]) == ("Gull Post",)
    assert columns.live_slots().tolist() == [1, 2]


def test_counts_are_those_of_the_rows_that_are_there(rows: dict[str, Row]):
    columns = Columns()
    columns.put(rows.values())
    columns.put([rows["ferry"], rows["ferry"]])
    columns.remove(["plain"])
    assert dict(run(columns.topic_counts())) == {"Ferries": 1, "City": 2}
    assert len(columns) == sum(count for _, count in columns.schemas.counted()) == 3


def test_clearing_up_leaves_the_rows_and_makes_room(rows: dict[str, Row]):
    columns = Columns()
    for _ in range(20):
        columns.put(rows.values())
    columns.take(Block.of([rows["cafe"]], [None]))
    columns.remove(["broken"])
    run(columns.learn_words())
    assert not columns.is_wasteful  # little waste is left alone
    expected = {card_id: row_at(columns, card_id) for card_id in columns.slots}
    run(columns.clear_up())
    assert (len(columns.ids), len(columns), len(columns.words)) == (3, 3, 0)
    assert {card_id: row_at(columns, card_id) for card_id in columns.slots} == expected
    columns.put([rows["broken"]])
    assert row_at(columns, "broken") == rows["broken"]
    run(columns.learn_words())
    assert len(columns.words) == 4


def test_a_field_that_is_gone_through_while_rows_get_new_slots_is_gone_through_anew(rows: dict[str, Row]):
    columns = Columns()
    columns.put(rows.values())
    columns.remove([next(iter(rows))])
    steps = columns.field("provider.name")
    next(steps)
    next(steps)
    run(columns.clear_up())
    names = run(steps)
    assert {card_id: names.at(slot) for card_id, slot in columns.slots.items()} == {
        card_id: row_at(columns, card_id).values.get("provider.name", ()) for card_id in columns.slots
    }


def test_much_waste_is_to_be_cleared_up(rows: dict[str, Row], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("editor.model.site.columns._WASTE", 2)
    columns = Columns()
    columns.put(rows.values())
    columns.put(rows.values())
    assert columns.is_wasteful
