import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.ui.panes.tokens import BODY, DOUBLE, LITERAL, SINGLE, START, YAML, tokens


def seen(line: str, state: int = YAML) -> list[tuple[str, str]]:
    return [(token.kind, line[token.start : token.end]) for token in tokens(line, state)[0]]


def state_after(*lines: str) -> int:
    state = START
    for line in lines:
        state = tokens(line, state)[1]
    return state


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("title: Ferry", [("key", "title"), ("string", "Ferry")]),
        ("  name:", [("key", "name")]),
        ("- url: https://a.example/b#c", [("key", "url"), ("string", "https://a.example/b#c")]),
        ('"odd key" : 1', [("key", '"odd key"'), ("number", "1")]),
        ("'it''s': 1", [("key", "'it''s'"), ("number", "1")]),
        ("- AI", [("string", "AI")]),
        ("- - 3", [("number", "3")]),
        ("-1: x", [("key", "-1"), ("string", "x")]),
        ('title: "a \\" # b" # c', [("key", "title"), ("string", '"a \\" # b"'), ("comment", "# c")]),
        ("title: 'it''s' # c", [("key", "title"), ("string", "'it''s'"), ("comment", "# c")]),
        ("title: a # b", [("key", "title"), ("string", "a "), ("comment", "# b")]),
        ("title: a#b", [("key", "title"), ("string", "a#b")]),
        ("# all of it: x", [("comment", "# all of it: x")]),
        ("  # indented", [("comment", "# indented")]),
        ("published: false", [("key", "published"), ("number", "false")]),
        ("x: YES", [("key", "x"), ("number", "YES")]),
        ("x: ~", [("key", "x"), ("number", "~")]),
        ("x: -1.5e3", [("key", "x"), ("number", "-1.5e3")]),
        ("x: 0x1F", [("key", "x"), ("number", "0x1F")]),
        ("x: 2024-05-01T10:00:00Z", [("key", "x"), ("number", "2024-05-01T10:00:00Z")]),
        ("x: 12 monkeys", [("key", "x"), ("string", "12 monkeys")]),
        ("x: [a, 1]", [("key", "x"), ("string", "a"), ("number", "1")]),
        ("x: &anchor a", [("key", "x"), ("number", "&anchor"), ("string", "a")]),
        ("x: *alias", [("key", "x"), ("number", "*alias")]),
        ("x: |-  # c", [("key", "x"), ("number", "|-"), ("comment", "# c")]),
        ("", []),
        ("   ", []),
    ],
)
def test_front_matter(line: str, expected: list[tuple[str, str]]):
    assert seen(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("## Heading `x`", [("heading", "## Heading `x`")]),
        ("a **b** c", [("strong", "**b**")]),
        (
            "see [it](https://a.example) or https://b.example.",
            [("link", "[it](https://a.example)"), ("link", "https://b.example.")],
        ),
        ("<b>x</b> {{ page.x }} {% if %}", [("code", t) for t in ("<b>", "</b>", "{{ page.x }}", "{% if %}")]),
        ("key: value", []),
        ("---", []),
    ],
)
def test_body(line: str, expected: list[tuple[str, str]]):
    assert seen(line, BODY) == expected


@pytest.mark.parametrize("fence", ["---", "--- ", "...", "...\t"])
def test_front_matter_ends_at_a_fence_wherever_it_stands(fence: str):
    assert state_after("---", "a: 1") == YAML
    assert state_after("---", fence) == BODY
    assert state_after("---", 'a: "open', fence) == BODY
    assert state_after("---", "a: |", fence) == BODY
    assert seen(fence) == [("fence", fence)]


def test_a_text_without_front_matter_is_all_body():
    assert state_after("# Title") == BODY
    assert state_after("") == BODY
    assert seen("\ufeff---", START) == [("fence", "\ufeff---")]


def test_a_block_scalar_goes_on_while_it_is_indented():
    assert tokens("  notes: |", YAML)[1] == LITERAL + 2
    assert seen("    a: b # c", LITERAL + 2) == [("string", "    a: b # c")]
    assert tokens("", LITERAL + 2)[1] == LITERAL + 2
    assert seen("  next: 1", LITERAL + 2) == [("key", "next"), ("number", "1")]
    assert tokens("  next: 1", LITERAL + 2)[1] == YAML
    assert tokens("- >+2", YAML)[1] == LITERAL


@pytest.mark.parametrize(("opening", "closing", "state"), [('a: "x', 'y" # c', DOUBLE), ("a: 'x", "y' # c", SINGLE)])
def test_a_quoted_string_goes_on_to_its_end(opening: str, closing: str, state: int):
    assert tokens(opening, YAML)[1] == state
    assert tokens("in: between \\", state)[1] == state
    assert seen("in: between", state) == [("string", "in: between")]
    assert seen(closing, state) == [("string", closing[:2]), ("comment", "# c")]
    assert tokens(closing, state)[1] == YAML


@given(
    st.text(st.sampled_from([*"ab1 :#\"'\\-|>[]{}&*!,.~\t\r`<\u2028😀"]), max_size=60),
    st.sampled_from([START, YAML, BODY, DOUBLE, SINGLE, LITERAL, LITERAL + 2]),
)
def test_tokens_are_in_order_and_within_the_line(line: str, state: int):
    found, after = tokens(line, state)
    ends = [0]
    for token in found:
        assert ends[-1] <= token.start <= token.end <= len(line)
        ends.append(token.end)
    assert after in (YAML, BODY, DOUBLE, SINGLE) or after >= LITERAL


@pytest.mark.parametrize("piece", ["a", "a ", "a:", '"', "'", "\\", "- ", "[", "#", "*", "<a", "**", "{{", "[a]", "`"])
@pytest.mark.parametrize("state", [START, YAML, BODY, DOUBLE, SINGLE])
def test_a_very_long_line_is_done_in_one_go(piece: str, state: int):
    """Patterns that go back and forth would take hours here."""
    line = piece * 100_000
    assert all(token.end <= len(line) for token in tokens(line, state)[0])
