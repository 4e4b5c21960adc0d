import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.model.text.envelope import MAX_FRONT_MATTER, decode, line_and_column, split
from editor.model.text.errors import Unreadable
from tests.helpers.yaml_made_up import BOUNDED


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("---\na: 1\n---\nbody\n", ("", "---\n", "a: 1\n", "---\n", "body\n")),
        ("\ufeff---\na: 1\n---\n", ("\ufeff", "---\n", "a: 1\n", "---\n", "")),
        ("---  \r\na: 1\r\n--- \t\r\n\r\nx", ("", "---  \r\n", "a: 1\r\n", "--- \t\r\n", "\r\nx")),
        ("---\na: 1\n...\n---\n", ("", "---\n", "a: 1\n", "...\n", "---\n")),
        ("---\na: 1\n---\n...\n", ("", "---\n", "a: 1\n", "---\n", "...\n")),
        ("---\n---", ("", "---\n", "", "---", "")),
        ("---\n...", ("", "---\n", "", "...", "")),
        (
            "---\na: |\n  ---\n ---\nb: ---\n----\n---x\n---\n",
            ("", "---\n", "a: |\n  ---\n ---\nb: ---\n----\n---x\n", "---\n", ""),
        ),
        ("---\n...x\n--- y\n...\n", ("", "---\n", "...x\n--- y\n", "...\n", "")),
    ],
)
def test_a_file_is_cut_where_jekyll_cuts_it(text, pieces):
    envelope = split(text)
    assert (envelope.bom, envelope.head, envelope.yaml, envelope.fence, envelope.body) == pieces
    assert envelope.text == text
    assert text[envelope.yaml_start :].startswith(envelope.yaml)
    assert envelope.around == (pieces[0], pieces[1], pieces[3], pieces[4])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("\ufeff \r\n\n", "empty"),
        ("# Title\n", "no front matter"),
        (" ---\na: 1\n---\n", "no front matter"),
        ("--- # c\na: 1\n---\n", "no front matter"),
        ("---\ra: 1\r---\r", "no front matter"),
        ("---", "no front matter"),
        ("---\na: 1\n", "never ends"),
        ("---\na: 1\n ---\n---- \n", "never ends"),
        ("---\na: '" + "x" * MAX_FRONT_MATTER + "'\n---\n", "larger than 256 KiB"),
        ("---\na: '" + "é" * (MAX_FRONT_MATTER // 2) + "'\n---\n", "larger than 256 KiB"),
    ],
)
def test_what_is_no_card_says_why(text, reason):
    with pytest.raises(Unreadable, match=reason) as caught:
        split(text)
    assert caught.value.line == 1


def test_a_long_body_is_no_reason_to_refuse():
    assert len(split("---\na: 1\n---\n" + "x\n" * MAX_FRONT_MATTER).body) == 2 * MAX_FRONT_MATTER


@pytest.mark.parametrize(
    ("text", "newline"),
    [
        ("---\na: 1\n---\n", "\n"),
        ("---\r\na: 1\r\n---\r\n", "\r\n"),
        ("---\r\na: 1\r\nb: 2\n---\r\n", "\r\n"),
        ("---\na: 1\r\nb: 2\n---\r\n", "\n"),
        ("---\na: 1\n---\nbody\r\nbody\r\nbody\r\nbody\r\nbody\r\n", "\n"),
    ],
)
def test_the_line_end_is_the_commonest_of_the_front_matter(text, newline):
    assert split(text).newline == newline


def test_bytes_that_are_not_utf_8_are_named():
    with pytest.raises(Unreadable, match="byte 0xff at offset 9") as caught:
        decode("---\na: é".encode() + b"\xff\n---\n")
    assert (caught.value.line, caught.value.column) == (2, 5)


def test_half_a_character_is_named():
    with pytest.raises(Unreadable, match="half of a character") as caught:
        split("---\na: \ud83d\n---\n")
    assert (caught.value.line, caught.value.column) == (2, 4)


def test_decoding_keeps_the_byte_order_mark():
    assert decode(b"\xef\xbb\xbf---\n") == "\ufeff---\n"


@BOUNDED
@given(
    st.lists(st.sampled_from(["---", "...", "a: 1", " ", "\n", "\r\n", "\r", "\ufeff", "x", "\x85", "\u2028"])).map(
        "".join
    )
)
def test_the_pieces_are_the_file_whatever_it_holds(text):
    try:
        envelope = split(text)
    except Unreadable:
        return
    assert envelope.text == text
    assert not envelope.yaml or envelope.yaml.endswith("\n")


def test_lines_and_columns_count_as_an_editor_shows_them():
    text = "a\r\nb\rc\nd\u2028e"
    assert [line_and_column(text, text.index(letter)) for letter in "abcde"] == [(1, 1), (2, 1), (3, 1), (4, 1), (4, 3)]
