"""A value that comes back gets the characters that it had."""

import pytest

from editor.model.text.errors import EditRefused
from tests.helpers.edited_cards import SETTINGS, card, lines_of


@pytest.mark.parametrize(("before", "value", "after"), SETTINGS)
def test_setting_it_back_like_it_was_gives_the_first_bytes(before, value, after):
    document = card(before)
    edited = document.set(("a",), value)
    if "# 1" not in before and "# d" not in before:
        assert edited.set(("a",), document.value(("a",)), like=document) == document


def test_the_spelling_is_restored_beside_a_comment_that_has_changed():
    first = card("a: 'x' # one\nb: |\n  t\n")
    edited = card('a: "y" # two\nb: 5 # new\n').set(("a",), "x", like=first).set(("b",), "t\n", like=first)
    assert lines_of(edited) == "a: 'x' # two\nb: \"t\\n\" # new\n"


def test_a_spelling_that_means_something_else_here_is_not_taken():
    first = card("a: &x 1\nb:\n  - *x\nc: 1\n")
    edited = card("a: &x 2\nb: 3\nc: *x\n")
    assert lines_of(edited.set(("b",), [1], like=first)) == "a: &x 2\nb:\n  - 1\nc: *x\n"


def test_an_anchor_that_others_refer_to_stays():
    first = card("a: [1]\nb: 1\n")
    with pytest.raises(EditRefused, match="elsewhere"):
        card("a: [&x 2, *x]\nb: *x\n").set(("a",), [1], like=first)


def test_another_value_gives_no_spelling():
    assert lines_of(card("a: 1\n").set(("a",), "x", like=card("a: 'y'\n"))) == "a: x\n"
    assert lines_of(card("a: 1\n").set(("a",), "x", like=card("b: 'x'\n"))) == "a: x\n"


def test_colons_come_and_go_with_the_value():
    document = card("a: {b, c: 1}\n")
    edited = document.set(("a", "b"), 2)
    assert lines_of(edited) == "a: {b: 2, c: 1}\n"
    assert edited.set(("a", "b"), None, like=document) == document
