import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.model.site.highlights import NO_NEEDLES, Needle, Needles, needles_of, spans
from editor.model.site.query import parse_query
from editor.model.site.summary import fold

LETTERS = (
    "aAsSeEiIfF '\"-\u00df\ufb01\u0130\u0131\u00e9e\u0301\u0301\u0323\u201c\u201d\u2019\u2014\u00a0"
    "\u00c5\ud55c\u1e9e\u03a3\u03c2\U0001f600\u1f82\u2460"
)


def marked(text: str, *needles: Needle) -> str:
    """The text with brackets around what is marked."""
    for begin, end in reversed(spans(text, needles)):
        text = f"{text[:begin]}[{text[begin:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("text", "needles", "shown"),
    [
        ("The Ferry and the ferries", ("ferr",), "The [Ferr]y and the [ferr]ies"),
        ("The Ferry", ("ferry", "the"), "[The] [Ferry]"),
        ("aaa b", ("aa",), "[aaa] b"),
        ("Night ferry", ("night f", "t ferr"), "[Night ferr]y"),
        ("nothing here", ("x", ""), "nothing here"),
        ("nothing here", (), "nothing here"),
        ("", ("a",), ""),
        ("Caf\u00e9s", ("cafe",), "[Caf\u00e9]s"),
        ("Cafe\u0301s", ("cafe",), "[Cafe\u0301]s"),
        ("Cafe\u0301s", ("s",), "Cafe\u0301[s]"),
        ("Stra\u00dfe", ("s",), "[S]tra[\u00df]e"),
        ("Stra\u00dfe", ("sse",), "Stra[\u00dfe]"),
        ("\ufb01nal o\ufb03ce", ("i",), "[\ufb01]nal o[\ufb03]ce"),
        ("\u0130zmir", ("izm",), "[\u0130zm]ir"),
        ("say \u201cboo\u201d\u2014now", ('"boo"-n',), "say [\u201cboo\u201d\u2014n]ow"),
        ("\U0001f600 Ferry", ("ferry",), "\U0001f600 [Ferry]"),
        ("\U0001f600 Ferry", (re.compile("F.r"),), "\U0001f600 [Fer]ry"),
        ("one 12 two", (re.compile(r"\d*"), "two"), "one [12] [two]"),
    ],
)
def test_what_was_looked_for_is_marked_in_the_text_as_it_is_written(text: str, needles: tuple[Needle, ...], shown: str):
    assert marked(text, *needles) == shown


@given(st.text(st.sampled_from(LETTERS) | st.characters(), max_size=12))
def test_folding_letter_by_letter_is_folding(text: str):
    assert "".join(map(fold, text)) == fold(text)


@given(st.text(LETTERS, max_size=14), st.text(LETTERS, min_size=1, max_size=3))
def test_a_needle_is_marked_where_the_search_finds_it_and_nowhere_else(text: str, sought: str):
    needle = fold(sought)
    found = spans(text, (needle,))
    assert bool(found) == (needle != "" and needle in fold(text))
    assert all(0 <= begin < end <= len(text) for begin, end in found)
    assert all(before[1] < after[0] for before, after in pairwise(found))
    for begin, end in found:
        assert needle in fold(text[begin:end])
        assert fold(text[begin : begin + 1]) != ""
        assert end == len(text) or fold(text[end]) != ""
    unmarked = [
        text[a:b] for a, b in zip([0, *(end for _, end in found)], [*(b for b, _ in found), len(text)], strict=True)
    ]
    assert not any(needle and needle in fold(part) for part in unmarked)


def test_words_are_for_what_words_are_looked_for_in_and_the_rest_for_its_field():
    needles = parse_query(
        "Pier topic:City provider.name:Gull images:jpg TITLE:boat re:heat:/^1/ related.title:x"
    ).needles()
    assert needles.of("title") == ("pier", "boat")
    assert needles.of("Excerpt") == ("pier",)
    assert needles.of("topics") == needles.of("topic") == ("pier", "city")
    assert needles.of("provider") == ("pier", "gull")
    assert needles.of("images.url") == ("jpg",)
    assert needles.of("imagesque") == ()
    assert needles.of("related.title") == ("x",)
    (pattern,) = needles.of("heat")
    assert isinstance(pattern, re.Pattern)


def test_the_same_word_twice_is_one_needle():
    assert parse_query("pier PIER title:a title:A").needles() == Needles(("pier",), (("title", "a"),))


@pytest.mark.parametrize("text", ["", "-pier", "-(pier OR boat)", "is:new", "has:title", "no:title", "heat:>5", '""'])
def test_what_is_not_looked_for_is_no_needle(text: str):
    assert needles_of(parse_query(text).node) == NO_NEEDLES
