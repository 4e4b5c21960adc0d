"""Words that match what is typed."""

import pytest

from editor.ui.form.completion import MAX_SHOWN, matching_words

WORDS = ["Power Apps", "AI", "Café culture", "AI Builder", "Trains"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ai", ["AI", "AI Builder", "Trains"]),
        ("CAFE", ["Café culture"]),
        ("é c", ["Café culture"]),
        (" apps ", ["Power Apps"]),
        ("", []),
        ("  ", []),
        ("zz", []),
    ],
)
def test_words_match_anywhere_in_any_case_and_accent_those_that_begin_so_first(text, found):
    assert matching_words(text, WORDS) == found


def test_no_more_are_shown_than_can_be_read():
    assert len(matching_words("a", [f"a{number}" for number in range(500)])) == MAX_SHOWN
