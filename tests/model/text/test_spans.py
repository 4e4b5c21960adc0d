import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from editor.model.text.envelope import MAX_DEPTH, split
from editor.model.text.errors import Unreadable
from editor.model.text.spans import AliasNode, MappingNode, ScalarNode, SequenceNode, compose

LOADERS = [yaml.CSafeLoader, yaml.SafeLoader]


def composed(lines, loader=yaml.CSafeLoader, before="---\n"):
    text = f"{before}{lines}---\nbody\n"
    return text, compose(split(text), loader)


def cut(text, node):
    return text[node.start : node.end]


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("before", ["---\n", "\ufeff---\r\n", "---\n\ufeff", "\ufeff--- \n\ufeff"])
@pytest.mark.parametrize(
    ("lines", "raw", "meaning"),
    [
        ("k: plain text  # c\n", "plain text", "plain text"),
        ("🚢: 🚢 é # c\n", "🚢 é", "🚢 é"),
        ('k: "a\\n🚢" # c\n', '"a\\n🚢"', "a\n🚢"),
        ("k: 'it''s'\n", "'it''s'", "it's"),
        ("k: a\n  b\n\n  c\nz: 1\n", "a\n  b\n\n  c", "a b\nc"),
        ('k: "a\n  b"\nz: 1\n', '"a\n  b"', "a b"),
        ("k:\n  below\n", "below", "below"),
        ("k: &x !!str anchored # c\n", "anchored", "anchored"),
        ("k: !local\n  &x\n  'far'\n", "'far'", "far"),
        ("k:\nz: 1\n", "", ""),
        ("k: # c\n", "", ""),
        ("k: &x # c\nz: 1\n", "", ""),
        ("k: !!str\nz: 1\n", "", ""),
        ("k: |\n  a\n  b\n\n\nz: 1\n", "|\n  a\n  b", "a\nb\n"),
        ("k: |- # c\n  a\n\n# d\nz: 1\n", "|- # c\n  a", "a"),
        ("k: |+\n  a\n\n\nz: 1\n", "|+\n  a\n\n", "a\n\n\n"),
        ("k: >\n  a\n  b\n\n  c\n", ">\n  a\n  b\n\n  c", "a b\nc\n"),
        ("k: |2\n    a\n   \n\nz: 1\n", "|2\n    a\n   ", "  a\n \n"),
        ("k: |\nz: 1\n", "|", ""),
        ("k: |+\n\n\nz: 1\n", "|+\n\n", "\n\n"),
        ("k: | # +\n  a\n\nz: 1\n", "| # +\n  a", "a\n"),
    ],
)
def test_a_scalar_knows_its_place_and_its_meaning(lines, raw, meaning, before, loader):
    text, tree = composed(lines, loader, before)
    node = tree.root.pairs[0].value
    assert isinstance(node, ScalarNode)
    assert (cut(text, node), node.text) == (raw, meaning)


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("lines", "raw"),
    [
        ("k:\n  - a\n  - b # c\n\n# d\nz: 1\n", "- a\n  - b"),
        ("k:\n- a\n-\nz: 1\n", "- a\n-"),
        ("k: &x\n  # c\n  - a\n\n", "- a"),
        ("k: !t # c\n- a\n", "- a"),
        ("k:\n  a: 1\n  b: # c\n\nz: 1\n", "a: 1\n  b:"),
        ("k: &x\n\n  a: 1\n", "a: 1"),
        ("k: [a, # c\n  b ] # d\n", "[a, # c\n  b ]"),
        ("k: &x {a: 1}\n", "{a: 1}"),
        ("k:\n  - |\n    a\n\n\nz: 1\n", "- |\n    a"),
    ],
)
def test_a_collection_ends_with_its_last_child(lines, raw, loader):
    text, tree = composed(lines, loader)
    assert cut(text, tree.root.pairs[0].value) == raw


@pytest.mark.parametrize("loader", LOADERS)
def test_front_matter_without_keys_is_a_mapping(loader):
    for lines in ("", "\n", "# only a comment\n"):
        _, tree = composed(lines, loader)
        assert tree.root.pairs == []
    assert composed("{}\n", loader)[1].root.flow


def test_an_alias_has_a_place_of_its_own():
    text, tree = composed("a: &x [1, 2]\nb: *x # c\n")
    alias = tree.root.last["b"].value
    assert isinstance(alias, AliasNode)
    assert cut(text, alias) == "*x"
    assert alias.target is tree.root.last["a"].value
    assert tree.aliases == (alias,)


def test_an_anchor_can_be_given_again():
    _, tree = composed("a: &x 1\nb: *x\nc: &x [&x 2, 3]\nd: *x\n")
    assert [(alias.nth, alias.target) for alias in tree.aliases] == [
        (1, tree.root.last["a"].value),
        (3, tree.root.last["c"].value.items[0]),
    ]


def test_keys_are_named_and_doubled_ones_are_noticed():
    _, tree = composed("a: 1\n'b': 2\n1: 3\n? c\n: 4\n? [d]\n: 5\n<<: {e: 6}\n# ?\n\"f?\": 7\na: 8\n")
    assert [pair.name for pair in tree.root.pairs] == ["a", "b", "1", "c", "[d]", "<<", "f?", "a"]
    assert [pair.name for pair in tree.root.pairs if pair.complex_key] == ["c", "[d]"]
    assert [pair.name for pair in tree.root.pairs if pair.merge] == ["<<"]
    assert tree.duplicates
    assert tree.root.last["a"] is tree.root.pairs[-1]
    assert not composed("a: {b: 1}\nc: {b: 2}\n")[1].duplicates


def test_a_value_that_is_left_out_ends_with_its_key():
    text, tree = composed("? a\n\n# c\n? b\nd: {x, y: 1}\n")
    assert [text[pair.start : pair.value.end] for pair in tree.root.pairs[:2]] == ["? a", "? b"]
    flow = tree.root.last["d"].value
    assert isinstance(flow, MappingNode)
    assert text[: flow.pairs[0].value.end].endswith("{x")


def test_tags_are_kept_and_never_acted_upon():
    _, tree = composed("a: !!python/object:os.system {x: 1}\nb: !!int 'x'\nc: ! 5\nd: 5\n")
    a, b, c, d = (pair.value for pair in tree.root.pairs)
    assert (a.tag, a.tagged) == ("tag:yaml.org,2002:python/object:os.system".removeprefix("tag:yaml.org,2002:"), True)
    assert (b.tag, b.tagged) == ("int", True)
    assert c.tagged
    assert (d.tag, d.tagged) == ("int", False)


def test_nel_ls_and_ps_are_characters_of_the_text():
    text, tree = composed('a: "x\x85y"\nb: 1\u2028c: 2\n')
    assert [cut(text, pair.value) for pair in tree.root.pairs] == ['"x\x85y"', "1", "2"]


def test_the_parsers_differ_over_tabs():
    text, tree = composed("a:\t1\nb: 2\t# c\n")
    assert [cut(text, pair.value) for pair in tree.root.pairs] == ["1", "2"]
    with pytest.raises(Unreadable, match="tab"):
        composed("a:\t1\n", yaml.SafeLoader)


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("opening", ["[", "{a: ", "[{a: "])
@pytest.mark.parametrize("depth", [10_000, 100])
def test_deep_nesting_is_refused_before_it_is_read(opening, depth, loader):
    with pytest.raises(Unreadable, match="deeper than 64"):
        composed("a: " + opening * depth + "\n", loader)


def test_deep_block_nesting_is_refused():
    with pytest.raises(Unreadable, match="deeper than 64"):
        composed("".join(" " * depth + "a:\n" for depth in range(100)))
    with pytest.raises(Unreadable, match="deeper than 64"):
        composed("a:\n  " + "- " * 100 + "x\n")


def test_nesting_up_to_the_limit_is_read():
    inner = MAX_DEPTH - 1
    _, tree = composed("a: " + "[" * inner + "]" * inner + "\n")
    node = tree.root.last["a"].value
    for _ in range(inner - 1):
        assert isinstance(node, SequenceNode)
        node = node.items[0]
    with pytest.raises(Unreadable, match="deeper than 64"):
        composed("a: " + "[" * (inner + 1) + "]" * (inner + 1) + "\n")


def test_an_alias_bomb_is_refused():
    lines = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in range(1, 30):
        lines += f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n"
    with pytest.raises(Unreadable, match="more than 100,000 values"):
        composed(lines)


def test_depth_is_counted_through_aliases():
    lines = "a0: &a0 [x]\n" + "".join(f"a{level}: &a{level} [*a{level - 1}]\n" for level in range(1, 80))
    with pytest.raises(Unreadable, match="deeper than 64"):
        composed(lines)
    assert composed("a: &x [1]\nb: {c: *x, d: [*x]}\n")[1].aliases


def test_without_libyaml_the_python_parser_reads():
    program = (
        "import yaml; del yaml.CSafeLoader\n"
        "from editor.model.text.document import Document\n"
        "document = Document.parse('\\ufeff---\\nk: [a, 1] # c\\n---\\n')\n"
        "assert document.set(('k', 1), 'b').text == '\\ufeff---\\nk: [a, b] # c\\n---\\n'\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[3])
