from dataclasses import replace

import pytest

from editor.model.card.fields import FieldType
from editor.model.site.summary import Row
from editor.ui.cards.cells import Cell, cell_of
from editor.ui.cards.columns import Column
from tests.ui.cards.conftest import Cards


@pytest.fixture
def row(cards: Cards) -> Row:
    (card_id,) = cards.add(1)
    return cards.rows[card_id]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("title", "Story _news/00000.md"),
        ("date", "19 May 2020"),
        ("provider", "Harbour Times"),
        ("topics", "Ferries, Night"),
        ("id", "_news/00000.md"),
        ("excerpt", "Ferries run until two."),
        ("problems", ""),
    ],
)
def test_what_every_row_has_stands_in_its_cell(row: Row, key: str, text: str) -> None:
    assert cell_of(row, Column(key, key)).text == text


def test_a_card_without_a_title_goes_by_its_files_name(row: Row) -> None:
    assert cell_of(replace(row, title=" "), Column("title", "Title")).text == "00000.md"


def test_published_is_a_mark_and_a_broken_card_has_none(row: Row) -> None:
    column = Column("published", "Published", FieldType.BOOLEAN)
    assert cell_of(row, column) == Cell(mark=True)
    assert cell_of(replace(row, error="It never ends."), column) == Cell()


def test_numbers_stand_at_the_end_and_booleans_are_marks(row: Row) -> None:
    row = replace(row, values={"heat": (-1,), "odd": (True,), "quality": (7, 8), "size": ("8",)})
    assert cell_of(row, Column("heat", "Heat", FieldType.INTEGER)) == Cell("-1", at_end=True)
    assert cell_of(row, Column("odd", "Odd")) == Cell(mark=True)
    assert cell_of(row, Column("quality", "Quality")) == Cell("7, 8", at_end=True)
    assert cell_of(row, Column("size", "Size")) == Cell("8")
    assert cell_of(row, Column("gone", "Gone")) == Cell()


def test_of_many_values_the_first_are_told_and_how_many_more(row: Row) -> None:
    row = replace(row, values={"related.title": ("One", "Two\nlines", None, "Four", "Five")})
    assert cell_of(row, Column("related.title", "Related")).text == "One, Two lines +2"


def test_dates_are_spelled_as_the_reader_does_and_what_is_none_stays(row: Row) -> None:
    column = Column("made", "Made", FieldType.DATETIME)
    assert cell_of(replace(row, values={"made": ("2020-05-19T10:00:00Z",)}), column).text == "19 May 2020"
    assert cell_of(replace(row, values={"made": ("soon",)}), column).text == "soon"
