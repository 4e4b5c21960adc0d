import pytest
import yaml

from editor.model.text.envelope import split
from editor.model.text.errors import Unreadable
from editor.model.text.spans import compose


@pytest.mark.parametrize(
    ("lines", "line", "column", "sentence"),
    [
        ('a: 1\nb: "x\n', 3, 4, "this quote is never closed"),
        ("a: 1\nb: 'x\n", 3, 4, "this quote is never closed"),
        ("a: x: y\n", 2, 5, "a `: ` stands inside of this value"),
        ("a: 1\n b: 2\n", 3, 3, "this line does not fit what stands above it"),
        ("a\nb: 1\n", 3, 2, "this line does not fit what stands above it"),
        ('a: "x"\nb: "y" z\n', 3, 8, "this line does not fit what stands above it"),
        (" a: 1\nb: 2\n", 3, 1, "this line does not fit what stands above it"),
        ("a:\n\tb: 1\n", 3, 1, "a tab stands where only spaces may indent"),
        ("a: 1\n<<<<<<< ours\nb: 1\n=======\nb: 2\n>>>>>>> theirs\n", 3, 1, "Git has left a conflict here"),
        ("a: @x\n", 2, 4, "a value cannot begin with `@`"),
        ("a: `x`\n", 2, 4, "a value cannot begin with ```"),
        ("a: [1, 2\nb: 1\n", 2, 4, "the list that opens here"),
        ("a: {x: 1\n", 2, 4, "the `{` that opens here"),
        ("a: - b\n", 2, 4, "a list's `- ` cannot stand here"),
        ('a: "\\q"\n', 2, 5, "a backslash in double quotes"),
        ('a: "\\x1"\n', 2, 7, "the backslash code"),
        ("a: |x\n", 2, 5, "only a comment may follow"),
        ("a: *\n", 2, 5, "need a name"),
        ("a: !x!y z\n", 2, 4, "nothing explains this `!` tag"),
        ("a: ]\n", 2, 4, "a value is missing here"),
        ("a: 1\nb: é\x07\n", 3, 5, "the character U+0007 cannot stand in a card"),
        ("a: 1\n--- b\n", 3, 1, "a second YAML document begins here"),
        ("a: 1\nb: *x\n", 3, 4, "`*x` refers to `&x`, which does not stand above it"),
        ("a: &x [*x]\n", 2, 8, "`*x` stands inside of what it refers to"),
        ("- a\n", 2, 1, "not made of `key: value` lines"),
        ("just text\n", 2, 1, "not made of `key: value` lines"),
        ("%BAD\n", 2, 5, "while scanning a directive found unknown directive name"),
        ("a: |0\n", 2, 5, "while scanning a block scalar found an indentation indicator equal to 0"),
    ],
)
def test_what_cannot_be_read_is_said_in_plain_words_at_its_place(lines, line, column, sentence):
    with pytest.raises(Unreadable) as caught:
        compose(split(f"\ufeff---\n{lines}---\nbody\n"))
    assert sentence in caught.value.reason
    assert caught.value.line == line
    assert caught.value.column == column


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
@pytest.mark.parametrize(
    "lines", ['b: "x\n', "a: 1\n b: 2\n", "a: @x\n", "a: [1\n", "a: \x07\n", "a: ]\n", "a: - b\n", "a:\n\tb: 1\n"]
)
def test_both_parsers_are_understood(lines, loader):
    with pytest.raises(Unreadable) as caught:
        compose(split(f"---\n{lines}---\n"), loader)
    assert not caught.value.reason.startswith(("while", "did not", "expected"))
    assert caught.value.line in (2, 3)
