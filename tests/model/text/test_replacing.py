"""A value in the place of another, as the bytes before and after."""

import pytest

from tests.helpers.edited_cards import SETTINGS, card, lines_of


@pytest.mark.parametrize(("before", "value", "after"), SETTINGS)
def test_setting_a_value(before, value, after):
    document = card(before)
    edited = document.set(("a",), value)
    assert lines_of(edited) == after
    assert edited.set(("a",), value) is edited
