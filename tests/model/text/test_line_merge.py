"""Three versions of a text as hunks of lines."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.model.text.line_merge import Hunk, merge_lines, shared_lines, split_lines


def merged(base: str, mine: str, theirs: str, **options: bool) -> str:
    hunks = merge_lines(base, mine, theirs, **options)
    assert not any(hunk.clashes for hunk in hunks)
    return "".join(hunk.merged for hunk in hunks)


def clashing(base: str, mine: str, theirs: str, **options: bool) -> list[Hunk]:
    return [hunk for hunk in merge_lines(base, mine, theirs, **options) if hunk.clashes]


def test_changes_in_different_places_come_together():
    assert merged("a\nb\nc\nd\n", "A\nb\nc\nd\n", "a\nb\nc\nD\n") == "A\nb\nc\nD\n"


def test_lines_that_both_changed_clash_and_mine_stands():
    hunks = merge_lines("a\nb\nc\n", "a\nB\nc\n", "a\nX\nc\n")
    assert [hunk for hunk in hunks if hunk.clashes] == [Hunk("b\n", "B\n", "X\n")]
    assert "".join(hunk.merged for hunk in hunks) == "a\nB\nc\n"


def test_the_same_change_on_both_sides_is_no_clash():
    assert merged("a\nb\nc\n", "a\nB\nc\n", "a\nB\nc\n") == "a\nB\nc\n"


def test_changes_of_lines_that_touch_clash_unless_they_may_not():
    versions = ("heat: 1\npublished: false\n", "heat: 1\npublished: true\n", "heat: 2\npublished: false\n")
    assert len(clashing(*versions)) == 1
    assert merged(*versions, neighbours_clash=False) == "heat: 2\npublished: true\n"


@pytest.mark.parametrize("neighbours_clash", [True, False])
def test_lines_that_both_added_at_one_place_clash(neighbours_clash: bool):
    found = clashing("a\nz\n", "a\nm\nz\n", "a\nt\nz\n", neighbours_clash=neighbours_clash)
    assert found == [Hunk("", "m\n", "t\n")]


def test_a_line_that_one_side_removed_and_the_other_changed_clashes():
    assert clashing("a\nb\nc\n", "a\nc\n", "a\nB\nc\n") == [Hunk("b\n", "", "B\n")]


def test_a_line_added_beside_a_changed_one_stands_before_or_behind_it():
    assert merged("a\nb\n", "a\nnew\nb\n", "a\nB\n", neighbours_clash=False) == "a\nnew\nB\n"
    assert merged("a\nb\n", "A\nb\n", "a\nnew\nb\n", neighbours_clash=False) == "A\nnew\nb\n"


def test_only_a_line_feed_ends_a_line_and_a_carriage_return_stays_in_it():
    assert split_lines("a\r\nb\rc\x85d\u2028e\x0cf\ng") == ["a\r\n", "b\rc\x85d\u2028e\x0cf\n", "g"]
    assert clashing("a\r\nb\r\n", "a\nb\r\n", "A\r\nb\r\n") == [Hunk("a\r\n", "a\n", "A\r\n")]


def test_a_last_line_without_an_end_is_a_line_of_its_own():
    assert split_lines("") == []
    assert merged("a\nb\nc", "A\nb\nc", "a\nb\nc\n") == "A\nb\nc\n"
    assert clashing("a", "a\n", "b") == [Hunk("a", "a\n", "b")]


def test_the_lines_that_two_texts_share_stand_in_their_order():
    assert shared_lines("a\nb\nc\nd\n", "x\nb\nd\ny\n") == "b\nd\n"


def test_lines_that_repeat_find_their_partners():
    body = "\n".join(f"paragraph {n}\n" for n in range(40))
    mine, theirs = body.replace("h 3\n", "h three\n"), body.replace("h 5\n", "h five\n").replace("h 30\n", "")
    assert merged(body, mine, theirs) == mine.replace("h 5\n", "h five\n").replace("h 30\n", "")
    assert merged("x\nx\nx\nx\n", "y\nx\nx\nx\n", "x\nx\nx\nz\n") == "y\nx\nx\nz\n"


def test_a_long_stretch_in_which_no_line_occurs_once_is_one_change():
    base = "a\nb\n" * 400
    mine, theirs = "b\na\nc\n" * 300, base + "end\n"
    hunks = merge_lines(base, mine, theirs)
    assert "".join(hunk.mine for hunk in hunks) == mine
    assert len(hunks) < 5


LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\r\n", "\n", "d\n"]), max_size=12)
TEXTS = st.builds(lambda lines, rest: "".join(lines) + rest, LINES, st.sampled_from(["", "e"]))
NEIGHBOURS = st.booleans()


@settings(max_examples=150, deadline=None, database=None)
@given(TEXTS, TEXTS, TEXTS, NEIGHBOURS)
def test_the_hunks_put_together_are_the_three_texts(base: str, mine: str, theirs: str, neighbours_clash: bool):
    hunks = merge_lines(base, mine, theirs, neighbours_clash=neighbours_clash)
    assert "".join(hunk.base for hunk in hunks) == base
    assert "".join(hunk.mine for hunk in hunks) == mine
    assert "".join(hunk.theirs for hunk in hunks) == theirs
    changed = [not hunk.base == hunk.mine == hunk.theirs for hunk in hunks]
    assert not neighbours_clash or not any(one and other for one, other in pairwise(changed))


@settings(max_examples=150, deadline=None, database=None)
@given(TEXTS, TEXTS, NEIGHBOURS)
def test_where_one_side_changed_nothing_the_other_is_the_result(base: str, side: str, neighbours_clash: bool):
    assert merged(base, side, base, neighbours_clash=neighbours_clash) == side
    assert merged(base, base, side, neighbours_clash=neighbours_clash) == side
    assert merged(base, side, side, neighbours_clash=neighbours_clash) == side


@settings(max_examples=150, deadline=None, database=None)
@given(TEXTS, TEXTS, TEXTS, NEIGHBOURS)
def test_the_sides_may_change_places(base: str, mine: str, theirs: str, neighbours_clash: bool):
    hunks = merge_lines(base, mine, theirs, neighbours_clash=neighbours_clash)
    mirrored = merge_lines(base, theirs, mine, neighbours_clash=neighbours_clash)
    assert [(hunk.base, hunk.theirs, hunk.mine) for hunk in mirrored] == [
        (hunk.base, hunk.mine, hunk.theirs) for hunk in hunks
    ]
