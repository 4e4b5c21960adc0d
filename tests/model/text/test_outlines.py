import pytest

from editor.model.text import outlines
from editor.model.text.outlines import Leaf, OutlineReader, Uncertain, plain_yaml

BLOCK = """\
provider:
  name: Harbour Times
  images:
    - url: "https://harbourtimes.example/a.png"
      width: 50
extra:"""


def known(*yamls: str) -> OutlineReader:
    """A reader that has met these before."""
    reader = OutlineReader()
    for yaml in (*yamls, *yamls):
        reader.read(yaml)
    return reader


def test_a_block_that_was_met_before_is_its_outline_and_what_it_takes():
    reader = OutlineReader()
    assert [reader.read(BLOCK) is None for _ in range(3)] == [True, True, False]
    ((outline, taken),) = reader.read(BLOCK.replace("50", "60"))
    assert taken == ("Harbour Times", "https://harbourtimes.example/a.png", "60")
    name, images = outline.shape["provider"]["name"], outline.shape["provider"]["images"]
    assert (name.number, name.type, images[0]["url"].number, images[0]["width"].type) == (0, str, 1, int)
    assert outline.shape["extra"] is None


def test_other_heads_are_another_outline():
    reader = known(BLOCK)
    for other in (BLOCK.replace("name", "title"), BLOCK.replace("    - url", "  - url"), f"{BLOCK}\nmore:"):
        assert reader.read(other) is None


def test_blocks_are_met_one_by_one():
    reader = known("a: 1\n\nb: 2")
    assert reader.read("b: 5\n\na: 6") is not None
    assert reader.read("a: 1\n\nc: 2") is None
    assert reader.read("a: 1\n\nc: 2") is None
    assert reader.read("c: 2") is not None


@pytest.mark.parametrize(
    "block", ["a: [1]", "a: {b: 1}", "a: &x 1", "# a\nb: 1", "  a: 1", "- a", "a: 1\na: 2", "a:\n b: 1\n  c: 2", ""]
)
def test_what_is_not_certain_has_no_outline(block: str):
    assert known(block, block).read(block) is None


def test_one_that_is_not_certain_keeps_no_other_from_being_known():
    reader = OutlineReader()
    assert [reader.read(block) is None for block in ("a: b", "a: [b]", "a: &x b", "a: b", "a: c")] == [
        True,
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ('"Ferry \\"returns\\""', str, 'Ferry "returns"'),
        ('"a\\tb"', str, "a\tb"),
        ("'it''s'", str, "it's"),
        ("https://a.example/b?c=d", str, "https://a.example/b?c=d"),
        ("Harbour Times", str, "Harbour Times"),
        ("-3", int, -3),
        ("1.5", float, 1.5),
        ("no", bool, False),
        ("false", bool, False),
        ("null", type(None), None),
    ],
)
def test_a_leaf_reads_what_is_spelled_in_its_way(text: str, kind: type, value: object):
    ((outline, taken),) = known(f"a: {text}").read(f"a: {text}")
    leaf = outline.shape["a"]
    assert leaf.type is kind
    assert [*leaf.read(taken)] == [value]


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ('"a"', "a\nb"),
        ('"a"', "a\\"),
        ('"a"', "\\x"),
        ("3", "03"),
        ("3", "-0"),
        ("3", "9" * 19),
        ("2024-05-01T06:30:00Z", "2024-02-30T06:30:00Z"),
        ("2024-05-01T06:30:00Z", "2024-05-01T24:00:00Z"),
        ("2024-05-01T06:30:00Z", "2024-05-01-06:30:00Z"),
        ("word", "yes"),
        ("word", "&a b"),
        ("word", "12"),
    ],
)
def test_a_leaf_does_not_read_what_only_looks_like_it(text: str, taken: str):
    ((outline, _),) = known(f"a: {text}").read(f"a: {text}")
    leaf = outline.shape["a"]
    assert isinstance(leaf, Leaf)
    with pytest.raises(Uncertain):
        leaf.read((taken,))


def test_only_moments_in_utc_are_spelled_out():
    for text, is_moment in (("2024-05-01T06:30:00Z", True), ("2024-05-01", False), ("2024-05-01 06:30:00", False)):
        ((outline, _),) = known(f"a: {text}").read(f"a: {text}")
        assert outline.shape["a"].is_moment is is_moment


def test_the_outline_that_is_common_is_tried_first():
    reader = known('a: "1"', "a: 1")
    (patterns,) = reader._outlines.values()
    first = patterns[0]
    reader.read("a: 7")
    assert patterns[1] is first
    assert reader.read('a: "8"') is not None
    assert patterns[0] is first


def test_a_block_that_is_far_too_long_has_no_outline():
    block = "\n".join(f"k{number}: 1" for number in range(300))
    assert known(block, block).read(block) is not None
    assert known(f"{block}\nk: 1", f"{block}\nk: 1").read(f"{block}\nk: 1") is None


def test_blank_lines_without_end_are_not_gone_through():
    reader = known("a: 1")
    assert reader.read("a: 1\n\nb: 2" + "\n\n" * 100) is None
    assert reader._met.keys() == {(("a: ", 4),)}


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(outlines, "_REMEMBERED", 3)
    monkeypatch.setattr(outlines, "_MOST", 2)
    reader = OutlineReader()
    for number in range(20):
        for _ in range(3):
            reader.read(f"k{number}: word{number}\n\na:\n  k{number}: 1")
    assert len(reader._blocks) <= 3
    assert len(reader._met) <= 3
    assert max(map(len, reader._outlines.values())) <= 2


@pytest.mark.parametrize(
    ("data", "yaml"),
    [
        (b"---\na: 1\n---\nBody.\n", "a: 1"),
        (b"---\na: 1\n---", "a: 1"),
        (b"---\r\na: 1\r\nb: 2\r\n---\r\nBody.\r\n", "a: 1\nb: 2"),
        ("---\na: “é”\n---\n".encode(), "a: “é”"),
        (b"---\na: 1\r\nb: 2\n---\n", None),
        (b"\xef\xbb\xbf---\na: 1\n---\n", None),
        (b"--- \na: 1\n---\n", None),
        (b"---\na: 1\n--- \n", None),
        (b"---\na: 1\n---x\n---\n", None),
        (b"---\na: 1\n", None),
        (b"---\n---\n", None),
        (b"a: 1\n---\n", None),
        (b"", None),
        (b"---\na: \t1\n---\n", None),
        ("---\na: \u2028\n---\n".encode(), None),
        (b"---\na: \xff\n---\n", None),
        (b"---\na: 1\n---\n\xff\n", None),
        (b"---\na: " + b"x" * 300_000 + b"\n---\n", None),
    ],
)
def test_the_yaml_of_a_file_in_which_nothing_is_unusual(data: bytes, yaml: str | None):
    assert plain_yaml(data) == yaml
