"""Git's markers around what differs."""

import pytest

from editor.model.text.line_merge import Hunk, merge_lines
from editor.model.text.markers import Markers, without_conflicts


def test_what_differs_stands_between_markers_and_the_rest_as_it_is():
    hunks = merge_lines("a\nb\nc\n", "a\nB\nc\n", "a\nX\nc\n")
    assert Markers().text(hunks) == "a\n<<<<<<< ours\nB\n=======\nX\n>>>>>>> theirs\nc\n"


def test_size_and_labels_are_those_that_git_asked_for():
    text = Markers(9, ("HEAD", "base", "bot")).text([Hunk("", "m\n", "t\n")])
    assert text == "<<<<<<<<< HEAD\nm\n=========\nt\n>>>>>>>>> bot\n"


def test_the_base_is_shown_when_asked_for():
    text = Markers(with_base=True).text([Hunk("b\n", "m\n", "")])
    assert text == "<<<<<<< ours\nm\n||||||| base\nb\n=======\n>>>>>>> theirs\n"


def test_lines_that_both_begin_or_end_with_stand_outside():
    text = Markers().text([Hunk("", "a\nm\nz\n", "a\nt\nz\n")])
    assert text == "a\n<<<<<<< ours\nm\n=======\nt\n>>>>>>> theirs\nz\n"


def test_with_the_base_only_lines_that_all_three_share_stand_outside():
    text = Markers(with_base=True).text([Hunk("a\n", "a\nm\nz\n", "a\nt\nz\n")])
    assert text == "a\n<<<<<<< ours\nm\nz\n||||||| base\n=======\nt\nz\n>>>>>>> theirs\n"


def test_markers_end_as_the_lines_around_them_do():
    text = Markers().text([Hunk("", "m\r\n", "t\r\n")])
    assert text == "<<<<<<< ours\r\nm\r\n=======\r\nt\r\n>>>>>>> theirs\r\n"
    assert "=======\r\n" in Markers().text([Hunk("a\r\n", "a\r\n", "a\r\n"), Hunk("", "", "t")])


def test_a_last_line_without_an_end_gets_one_before_a_marker():
    assert Markers().text([Hunk("", "m", "t")]) == "<<<<<<< ours\nm\n=======\nt\n>>>>>>> theirs\n"
    assert "m\r\n=======\r\nt\r\n" in Markers().text([Hunk("", "m\r\n", "t\r")])


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\n<<<<<<< x\nb\n=======\nc\n>>>>>>> y\nd\n", "a\nd\n"),
        ("a\r\n<<<<<<<\r\nb\r\n=======\r\n>>>>>>>\r\nd", "a\r\nd"),
        ("<<<<<<<<< x\nb\n>>>>>>> inner\n=========\nc\n>>>>>>>>> y\nd\n", "d\n"),
        ("a\n<<<<<<< never closed\nb\n", "a\n<<<<<<< never closed\nb\n"),
        ("a\n<<<<<<<b\nc\n>>>>>>> d\n", "a\n<<<<<<<b\nc\n>>>>>>> d\n"),
    ],
)
def test_what_is_in_dispute_can_be_left_out(text: str, kept: str):
    assert without_conflicts(text) == kept
