import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.model.site.search_patterns import PatternError, compile_pattern


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"^(a|an|the) ", "The pier"),
        (r"\bferr(y|ies)\b", "two ferries"),
        (r"pier.*boat", "The pier and its boats"),
        (r".*pier.*boat.*", "The pier and its boats"),
        (r"\w+\s+\w+\s+\w+", "one two three"),
        (r"\w+\s*-\s*\w+", "one - two"),
        (r"(\d{2}){3}", "123456"),
        (r"(\d{1,3}\.){3}\d", "10.0.12.7"),
        (r"(foo ?){1,3}", "foo foo"),
        (r"(very )+old", "very very old"),
        (r"(?i:FERRY)(?#a boat)", "ferry"),
        (r"(?P<first>\w)(?P=first)", "ferry"),
        (r"(?<=old )pier(?! x)", "old pier"),
        (r"(?>fer)+ry", "ferry"),
        (r"[^a-z]+$", "ab 12"),
        (r"[]a]+", "]"),
        (r"a{2}|b{,3}", "aa"),
        (r"\.\*\(\)", ".*()"),
        (r"\w+\.?\w*", "a.b"),
        (r".*|x", "anything"),
        (r".*", ""),
        (r"x{}y", "x{}y"),
    ],
)
def test_patterns_that_people_write_are_taken(pattern: str, text: str):
    assert compile_pattern(pattern).search(text)


@pytest.mark.parametrize(
    ("pattern", "position"),
    [
        ("(a+)+$", 3),
        ("(a*)*b", 3),
        ("(a|a)*b", 4),
        ("(a|aa)+$", 5),
        ("(a?){30}a{30}", 3),
        ("((a{1,20})){1,20}$", 10),
        (r"^(\w+\s?)*$", 8),
        (r"([a-z]+[0-9]*)*!", 13),
        ("(?:(?:x+x+)+y)", 10),
        ("(?P<word>a+)+$", 11),
        ("(?=(a+)+b)", 6),
    ],
)
def test_a_group_that_repeats_and_varies_is_refused_at_its_end(pattern: str, position: int):
    with pytest.raises(PatternError, match="A group that repeats cannot have") as caught:
        compile_pattern(pattern)
    assert caught.value.position == position


@pytest.mark.parametrize(
    "pattern",
    ["x.*.*y", ".*a.*b.*c.*d.*e", "a*a*a*a*a*b", r"x\w*\d*\w*\d*\w*x", "x(.*)(.*)y", "x.*a?.*y", "x.{0,99}.*y"],
)
def test_too_many_repeats_are_refused(pattern: str):
    with pytest.raises(PatternError, match="too many"):
        compile_pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "position", "sentence"),
    [
        ("old (pier", 4, "This is not a regular expression: missing ), unterminated subpattern."),
        ("*a", 0, "This is not a regular expression: nothing to repeat."),
        ("(?x) a b", 0, "A search cannot use (?x)."),
        ("a{99999999999999999999}", 0, "This is not a regular expression: the repetition number is too large."),
    ],
)
def test_what_is_no_pattern_is_named_with_its_place(pattern: str, position: int, sentence: str):
    with pytest.raises(PatternError) as caught:
        compile_pattern(pattern)
    assert (str(caught.value), caught.value.position) == (sentence, position)


@given(st.text("ab.*+?|()[]{}^$\\,2d#:P<>=!-", max_size=14), st.text("ab ", max_size=12))
def test_a_pattern_that_is_taken_finds_what_it_finds_by_itself(pattern: str, text: str):
    try:
        taken, place = compile_pattern(pattern), 0
    except PatternError as error:
        taken, place = None, error.position
    assert 0 <= place <= len(pattern)
    assert taken is None or bool(taken.search(text)) == bool(re.compile(pattern, re.IGNORECASE).search(text))
