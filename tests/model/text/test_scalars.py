from dataclasses import FrozenInstanceError

import pytest

from editor.model.text.scalars import Plain, Styled


def test_spellings_are_values():
    assert Plain("1") == Plain("1") != Plain("2")
    assert Styled("a", "double") != Styled("a", "single")
    with pytest.raises(FrozenInstanceError):
        Plain("1").text = "2"
