import pytest

from editor.cli.columns import columns


@pytest.mark.parametrize(("text", "width"), [("", 0), ("boat", 4), ("港口", 4), ("e\u0301", 1), ("Ｆ", 2), ("é", 1)])
def test_wide_characters_take_two_columns_and_accents_none(text: str, width: int):
    assert columns(text) == width
