"""Which words and lines differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.model.text.differences import Difference, Pieces, line_differences, word_difference


def marked(pieces: Pieces) -> str:
    return "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("old", "new", "marked_old", "marked_new"),
    [
        ("The ferry is back", "The boat is back", "The [ferry] is back", "The [boat] is back"),
        ("The ferry is back", "The ferry is back at dawn", "The ferry is back", "The ferry is back[ at dawn]"),
        ("one two three four", "one 2 3 four", "one [two three] four", "one [2 3] four"),
        ("a b c d e f", "x y c z w v", "[a b c d e f]", "[x y c z w v]"),  # little is the same
        ("same", "same", "same", "same"),
        ("", "new", "", "[new]"),
        ("It’s here", "It’s here.", "It’s here", "It’s here[.]"),
        ("one  two", "one two", "one[  ]two", "one[ ]two"),
    ],
)
def test_words_that_differ_are_marked_on_both_sides(old, new, marked_old, marked_new):
    difference = word_difference(old, new)
    assert (marked(difference.old), marked(difference.new)) == (marked_old, marked_new)


def test_lines_that_are_the_same_are_left_out():
    old = "one\ntwo old words here\nthree\nfour\n"
    new = "one\ntwo new words here\nthree\nfour\nfive"
    first, second = line_differences(old, new)
    assert (marked(first.old), marked(first.new)) == ("two [old] words here\n", "two [new] words here\n")
    assert (second.old, marked(second.new)) == ((), "[five]")


def test_a_very_long_text_is_not_compared_word_by_word():
    old, new = (f"begin {' '.join(f'{word}{number}' for number in range(3000))} end" for word in ("a", "b"))
    difference = word_difference(old, new)
    assert [piece.differs for piece in difference.old] == [True]
    assert line_differences("same\n" * 5000 + "old\n", "same\n" * 5000 + "new\n") == (
        word_difference("old\n", "new\n"),
    )


@given(st.text("ab \n.", max_size=30), st.text("ab \n.", max_size=30))
def test_the_pieces_are_the_texts(old: str, new: str):
    difference = word_difference(old, new)
    assert "".join(piece.text for piece in difference.old) == old
    assert "".join(piece.text for piece in difference.new) == new
    assert (difference == Difference(difference.old, difference.old)) == (old == new)
    assert (line_differences(old, new) == ()) == (old == new)
