"""Values with their spelling."""

import pytest

from editor.model.card.spelled import spelled
from editor.model.text.document import Document
from editor.model.text.scalars import Plain, Styled


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0x1F", Plain("0x1F")),
        ("yes", Plain("yes")),
        ("2024-05-01 10:00:00", Plain("2024-05-01 10:00:00")),
        ("2024-02-30", Plain("2024-02-30")),  # a day of no calendar, and so a string
        ('"12"', Styled("12", "double")),
        ("'it''s'", Styled("it's", "single")),
        ("a boat", Styled("a boat", "plain")),
        ("|\n  two\n  lines", Styled("two\nlines\n", "literal")),
        (">-\n  two\n  lines", Styled("two lines", "folded")),
        ("", Plain("")),
        ("[1, {b: x}]", [Plain("1"), {"b": Styled("x", "plain")}]),
        ("!!str 12", Styled("12", "plain")),
    ],
)
def test_each_value_keeps_how_it_is_written(written, value):
    assert spelled(Document.parse(f"---\na: {written}\n---\n"), ("a",)) == value
