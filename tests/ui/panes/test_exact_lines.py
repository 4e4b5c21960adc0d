import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.ui.panes.exact_lines import ExactLines

ENDS = ["\n", "\r\n", "\r", "\u2029", "\ufdd0", "\ufdd1"]
odd = st.text(
    st.sampled_from([*"ab :\"'\t\n\r\u2028\u2029\x85\x00\x0b\x0c\ufeff\ufdd0\ufdd1\ufffc\u00a0é😀"]), max_size=40
)


def changed(text: str, first: int, removed: int, *texts: str) -> str:
    lines = ExactLines(text)
    lines.replace(first, removed, texts)
    return lines.text


@given(odd)
def test_a_text_is_the_sum_of_its_lines(text: str):
    lines = ExactLines(text)
    assert lines.text == text
    assert lines.count == lines.shown.count("\n") + 1


@given(odd)
def test_what_is_shown_has_one_kind_of_line_end_and_no_mark(text: str):
    shown = ExactLines(text).shown
    assert not any(end in shown for end in ENDS[1:])
    assert len(ExactLines("\ufeff" + text).shown) == len(shown) + text.startswith("\ufeff")


@given(odd, st.data())
def test_typing_in_one_line_changes_that_line_only(text: str, data: st.DataObject):
    lines = ExactLines(text)
    number = data.draw(st.integers(0, lines.count - 1))
    shown = lines.shown.split("\n")
    typed = data.draw(st.text(st.sampled_from("xyz: "), max_size=5))
    lines.replace(number, 1, [typed])
    before, after = "\n".join(shown[:number]), "\n".join(shown[number + 1 :])
    head, tail = text[: len(text) - len(text.lstrip("\ufeff"))][:1], lines.text
    assert tail.startswith(head)
    assert lines.shown == "\n".join([*shown[:number], typed, *shown[number + 1 :]])
    # Putting the line back gives the first bytes back.
    lines.replace(number, 1, [shown[number]])
    assert lines.text == text
    assert len(before) + len(after) <= len(text)


@given(odd, st.data())
def test_a_line_that_is_added_and_taken_away_leaves_no_trace(text: str, data: st.DataObject):
    lines = ExactLines(text)
    number = data.draw(st.integers(0, lines.count - 1))
    line = lines.shown.split("\n")[number]
    cut = data.draw(st.integers(0, len(line)))
    lines.replace(number, 1, [line[:cut], line[cut:]])  # Return
    lines.replace(number, 2, [line])  # Backspace
    assert lines.text == text


@pytest.mark.parametrize(
    ("text", "newline"),
    [("a\nb", "\n"), ("a\r\nb", "\r\n"), ("a\r\nb\nc\r\n", "\r\n"), ("a\r\nb\n", "\n"), ("", "\n"), ("a\rb", "\n")],
)
def test_a_new_line_ends_as_most_lines_do(text: str, newline: str):
    assert changed(text, 0, 1, "x", "y").startswith(f"x{newline}y")


def test_joining_two_lines_takes_the_end_between_them():
    assert changed("a\r\nb\nc", 0, 2, "ab") == "ab\nc"


def test_taking_a_line_away_takes_its_own_end():
    assert changed("a\r\nb\nc\r\nd", 1, 2, "c") == "a\r\nc\r\nd"


def test_pasting_several_lines_keeps_the_ends_around_them():
    assert changed("a\rb\r\nc\r\nd\n", 1, 1, "b1", "x", "b2") == "a\rb1\r\nx\r\nb2\r\nc\r\nd\n"


def test_a_change_that_is_told_too_large_keeps_the_ends_of_what_is_the_same():
    assert changed("a\r\nb\nc\rd", 0, 4, "a", "new", "b", "c", "d") == "a\r\nnew\nb\nc\rd"
    assert changed("a\r\nb\nc\rd", 0, 4, "a", "d") == "a\r\nd"
    assert changed("a\r\nb\nc\rd", 0, 4, "A", "B", "C", "D") == "A\r\nB\nC\rD"


def test_the_byte_order_mark_stays_in_front():
    assert changed("\ufeffa\r\nb", 0, 1, "x") == "\ufeffx\r\nb"
    assert ExactLines("\ufeffa").shown == "a"
