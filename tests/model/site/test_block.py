"""Rows as columns, and as bytes."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.model.card.schema import Schemas
from editor.model.site.block import NO_DATE, Block, as_date, as_microseconds, numbers, repeated, unpacked
from editor.model.site.packing import BROKEN
from editor.model.site.rows import versions_of
from editor.model.site.stamps import Stamps
from editor.model.site.summary import Row
from editor.model.site.words import Numbers, sorted_words
from tests.helpers.harbour_site import CAFE, FERRY

BROKEN_CARD = "---\ntitle: [\n---\n"
TEXTS = {"a.md": FERRY, "b.md": CAFE, "c.md": BROKEN_CARD}
STAMPS = [(1, 2, 3, 4), None, (5, 6, 7, 8)]


@pytest.fixture
def rows(schemas: Schemas) -> list[Row]:
    return [version.row for version in versions_of(TEXTS, schemas).values()]


@pytest.fixture(scope="module")
def whole_block(schemas: Schemas) -> bytes:
    return Block.of([version.row for version in versions_of(TEXTS, schemas).values()], STAMPS).encode()


def test_a_block_comes_back_from_its_bytes(rows: list[Row]):
    block = Block.of(rows, STAMPS)
    again = Block.decode(block.encode())
    assert again == block
    assert len(again) == 3
    assert [*Stamps(again.ids, again.stamps).values()] == STAMPS
    ((length, cells),) = again.chunks
    values, codes = unpacked(cells["provider.name"])
    assert length == 3
    assert [values[code] for code in numbers(codes)] == [("Harbour Times",), ("Gull Post",), ()]


def test_words_that_do_not_fit_their_texts_are_refused(rows: list[Row]):
    words = sorted_words([row.text for row in rows], Numbers())
    before, names, found, starts, texts = words
    block = replace(Block.of(rows, STAMPS), words=words)
    assert Block.decode(block.encode()).words == words
    for wrong in (
        (before, names[1:], found, starts, texts),
        (before, names, found[4:], starts, texts),
        (before, names, found, starts[4:], texts),
        (before, names, found, starts[:4] + starts[8:12] + starts[4:8] + starts[12:], texts),
        (before, names, found, starts, texts[4:]),
        sorted_words([row.text for row in [*rows, *rows]], Numbers()),
    ):
        with pytest.raises(ValueError, match="words does not fit"):
            Block.decode(replace(block, words=wrong).encode())


def test_a_column_without_cards_and_one_with_the_same_value_often():
    assert repeated([]) == ((), b"")
    values, codes = repeated(["a", "b", "a"])
    assert (values, len(codes)) == (("a", "b"), 12)
    assert Block.decode(Block.of([], []).encode()) == Block.of([], [])


def test_cells_that_are_equal_and_of_other_types_stay_what_they_are(rows: list[Row]):
    cells = [(1,), (True,), (1.0,), ("1",), (1, "x"), (True, "x"), (), (None,), (1,)]
    block = Block.of([replace(rows[0], values={"heat": cell}) for cell in cells], [None] * len(cells))
    ((_, packed),) = block.chunks
    values, codes = unpacked(packed["heat"])
    assert repr([values[code] for code in numbers(codes)]) == repr(cells)
    assert len(values) == len(cells) - 1


@pytest.mark.parametrize("year", [1, 1969, 1970, 2024, 9999])
def test_a_date_comes_back_to_the_microsecond(year: int):
    date = datetime.datetime(year, 2, 3, 4, 5, 6, 7, tzinfo=datetime.UTC)
    assert as_date(as_microseconds(date)) == date
    assert as_date(as_microseconds(None)) is None
    assert as_microseconds(None) == NO_DATE


@given(st.data())
def test_bytes_that_were_changed_are_an_error_that_is_known_or_a_block_that_fits(
    whole_block: bytes, data: st.DataObject
):
    whole = bytearray(whole_block)
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        block = Block.decode(bytes(whole[: data.draw(st.integers(0, len(whole)))]))
    except BROKEN:
        return
    assert len(block.titles) == len(Stamps(block.ids, block.stamps)) == len(block)
