import io

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from editor.model.text.scalars import Plain, Styled
from editor.model.text.spelling import Spelling, block, double, plain, single, spellings
from tests.helpers.yaml_made_up import BOUNDED, HOSTILE, texts


def readings(text):
    """What three readers make of a document with one key."""
    ruamel = YAML(typ="safe", pure=True)
    ruamel.version = (1, 1)
    return [
        yaml.load(text, yaml.CSafeLoader)["k"],
        yaml.load(text, yaml.SafeLoader)["k"],
        ruamel.load(io.StringIO(text))["k"],
    ]


def assert_read_back(value, written, in_flow=True):
    for text in (f"k: {written}\n", f"k: {written}\nz: 1\n"):
        assert readings(text) == [value] * 3
    if in_flow:
        assert readings(f"k: [{written}, {{a: {written}}}]\n") == [[value, {"a": value}]] * 3


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_strings_are_read_back_equal(text):
    assert_read_back(text, double(text))
    if (quoted := single(text)) is not None:
        assert_read_back(text, quoted)
    if (bare := plain(text, flow=True)) is not None:
        assert_read_back(text, bare)
    if (bare := plain(text, flow=False)) is not None:
        assert_read_back(text, bare, in_flow=False)
    for style in ("literal", "folded"):
        if (written := block(text, style, offset=2)) is not None:
            for newline in ("\n", "\r\n"):
                assert readings(f"k: {written.render('  ', newline)}{newline}z: 1{newline}") == [text] * 3


@BOUNDED
@given(texts(), st.integers(1, 4), st.integers(3, 20))
def test_any_string_is_read_back_equal(text, offset, width):
    assert_read_back(text, double(text))
    for quoted in (single(text), plain(text, flow=True)):
        if quoted is not None:
            assert_read_back(text, quoted)
    for style in ("literal", "folded"):
        written = block(text, style, offset=offset, width=width)
        if written is not None:
            assert readings(f"k: {written.render(' ' * offset, chr(10))}\nz: 1\n") == [text] * 3


@pytest.mark.parametrize(
    "text",
    [
        *(
            "tRue",
            "nULL",
            "yes",
            "y",
            "N",
            "Off",
            "1,000",
            "1e3",
            ".5",
            "-.5",
            "1.",
            "012",
            "08",
            "0o14",
            "1:30",
            "20:59",
            "2024-01-02",
        ),
        *(
            "2024-1-2",
            ":sym",
            "<<",
            "=",
            "~",
            "",
            " a",
            "a ",
            "a: b",
            "a #b",
            "a:",
            "- a",
            "-a",
            "+1",
            "@a",
            "`a",
            "%a",
            "&a",
            "*a",
        ),
        *(
            "!a",
            "'a'",
            '"a',
            "#a",
            "[a",
            "{a",
            "|",
            ">",
            ",a",
            "a\tb",
            "a\nb",
            "\x85",
            "\ufeff",
            ".inf",
            "NaN",
            "0xff",
            "...",
            "---",
        ),
    ],
)
def test_what_some_reader_takes_for_something_else_is_never_plain(text):
    assert plain(text, flow=False) is None


@pytest.mark.parametrize(
    "text",
    ["Harbour Times", "AI", "C#", "Q&A (2020)", "50% off", "don't", ".NET", "3 piers", "/assets/a.png", "Ø", "🚢"],
)
def test_everyday_words_need_no_quotes(text):
    assert plain(text, flow=False) == text


@pytest.mark.parametrize("text", ["a, b", "a]", "{a}b", "a:b", "why?"])
def test_within_brackets_less_is_plain(text):
    assert plain(text, flow=True) is None


def test_double_quotes_escape_what_readers_trip_over():
    assert (
        double('a"b\\c\n\t\r\0\x1b\x7f\x85\u2028\ufeff\uffff🚢é')
        == '"a\\"b\\\\c\\n\\t\\r\\0\\x1B\\x7F\\x85\\u2028\\uFEFF\\uFFFF🚢é"'
    )


def test_a_block_says_how_it_ends_and_how_deep_it_begins():
    assert block("a\nb\n", "literal", offset=2) == Spelling("|", ("a", "b"))
    assert block("a", "literal", offset=2) == Spelling("|-", ("a",))
    assert block("a\n\n\n", "literal", offset=2) == Spelling("|+", ("a", "", ""))
    assert block("  a\n", "literal", offset=3) == Spelling("|3", ("  a",))
    assert block("a b c\nd", "folded", offset=2, width=3) == Spelling(">-", ("a b", "c", "", "d"))
    assert block(" a", "folded", offset=2) is None
    assert block("\n", "literal", offset=2) is None
    assert block("a\x85b", "literal", offset=2) is None


def test_styles_are_tried_in_order_and_double_quotes_are_last():
    assert [found.head for found in spellings("it's", ("single", None), flow=False, offset=2)] == [
        "'it''s'",
        "it's",
        '"it\'s"',
    ]
    assert [found.head for found in spellings("a\nb", ("plain", "literal"), flow=False, offset=2)] == ["|-", '"a\\nb"']
    assert [found.head for found in spellings("a\nb", ("literal",), flow=True, offset=2)] == ['"a\\nb"']
    assert [found.head for found in spellings(Styled("a", "double"), (), flow=False, offset=2)] == ["a", '"a"']
    assert [found.head for found in spellings(Plain("yes"), (), flow=False, offset=2)] == ["yes"]
    assert [found.head for found in spellings(3, ("double",), flow=False, offset=2)] == ["3"]
