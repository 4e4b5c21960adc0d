"""Hypothesis strategies that write made-up cards in every style YAML has, and PyYAML's own reading of them to judge by.

The cards are written by rules of their own, not by the editor's: what writes and what is tested share no mistake.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import yaml
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

BOUNDED = settings(
    max_examples=80,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
"""Enough to find what is wrong, over runs, and short enough to run always."""

WORDS = (
    "harbour",
    "ferry",
    "tide",
    "Mayor",
    "opens",
    "the",
    "new",
    "pier",
    "at",
    "dawn",
    "café",
    "Ångström",
    "🚢",
    "船",
)
PLAIN = (
    *(
        "Harbour Times",
        "true",
        "false",
        "no",
        "Yes",
        "null",
        "~",
        "0",
        "-1",
        "73",
        "012",
        "1_000",
        "1:30",
        "0x1F",
        "1.5",
        "-.5",
    ),
    *(
        "1e3",
        ".inf",
        "2024-05-01",
        "2024-05-01T10:00:00Z",
        "2024-05-01 10:00:00 +02:00",
        "2024-02-30",
        "2024-13-01",
        "a#b",
    ),
    *(
        "http://harbourtimes.example/?a=1",
        "it's",
        "y",
        "don't stop",
        "a:b",
        "=",
        "tRue",
        "1,000",
        "-x",
        "C#",
        "50% off",
    ),
)
HOSTILE = (
    *(
        "",
        " ",
        "  lead",
        "trail  ",
        "\n",
        "a\n",
        "\na",
        "a\n\n",
        "\n\na",
        "a\nb\n\n\n",
        "  a\n b\n",
        "a\n  b",
        "\t",
        "\ta",
        "a\t",
    ),
    *(
        "- a",
        "? a",
        ": a",
        "a: b",
        "a:",
        "a #b",
        "#a",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "'",
        '"',
        "''",
        '"a',
        "%a",
        "@a",
        "`a",
        "{a",
        "[a",
    ),
    *(
        "a, b",
        "a]",
        "a}",
        "---",
        "...",
        "--- a",
        "~",
        "null",
        "nULL",
        "tRue",
        "yes",
        "NO",
        "on",
        "y",
        "<<",
        "=",
        ":sym",
        "1,000",
    ),
    *(
        "012",
        "0o14",
        "1e3",
        ".5",
        "-.5",
        "1.",
        "+1",
        "1:30",
        "01:30",
        "20:59",
        "2024-01-02",
        "2024-02-30",
        "2024-01-02T03:04:05Z",
    ),
    *(
        "\x00",
        "\x07",
        "\x1b",
        "\x7f",
        "\x80",
        "\x85",
        "a\x85b",
        "\xa0",
        "\u2028",
        "a\u2029b",
        "\ufeff",
        "\ufffe",
        "\uffff",
        "\r",
        "a\r\nb",
    ),
    *("🚢", "\U0010ffff", "é", "e\u0301", "\\", "\\n", "a\\", "a\u200bb", "\u3000a", "a" * 200, "word " * 40),
)
NEWLINES = ("\n", "\r\n")


def texts() -> st.SearchStrategy[str]:
    """Strings that a field may be given, hostile ones first among them."""
    anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    return st.one_of(st.sampled_from(HOSTILE), st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join), anything)


def values() -> st.SearchStrategy[Any]:
    """Values that an edit may bring: scalars of every type, lists and mappings of them."""
    scalars = st.one_of(
        texts(),
        st.booleans(),
        st.integers(-(10**6), 10**20),
        st.floats(allow_nan=False),
        st.none(),
        st.dates(),
        st.datetimes(timezones=st.none() | st.timezones())
        .map(lambda moment: moment.replace(fold=0))
        .filter(_is_plain_offset)
        .map(_with_its_offset),
    )
    return st.recursive(
        scalars,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(("url", "width", "odd key", "1")), inner, max_size=3)
        ),
        max_leaves=5,
    )


def _with_its_offset(moment: datetime.datetime) -> datetime.datetime:
    """Of a moment that a zone passes over Python says that it is equal to none of another zone."""
    offset = moment.utcoffset()
    return moment if offset is None else moment.replace(tzinfo=datetime.timezone(offset))


def _is_plain_offset(moment: Any) -> bool:
    """Offsets of whole minutes only: YAML has no others."""
    offset = moment.utcoffset()
    return offset is None or offset.total_seconds() % 60 == 0


@dataclass
class _Writer:
    """Draws one card's text."""

    draw: Any
    anchors: int = 0

    def card(self) -> str:
        newline = self.draw(st.sampled_from(NEWLINES))
        body = self.draw(st.sampled_from(("", "Body.\n", "\n---\nno fence\n", "no end")))
        text = "---\n" + self.mapping(0, 0) + self.draw(st.sampled_from(("", "# end\n", "\n")))
        text += self.draw(st.sampled_from(("---\n", "...\n", "---  \n"))) + body
        if not body and self.flip(3):
            text = text[:-1]
        return self.draw(st.sampled_from(("", "", "\ufeff"))) + text.replace("\n", newline)

    def flip(self, odds: int) -> bool:
        return self.draw(st.integers(0, odds)) == 0

    def mapping(self, column: int, depth: int) -> str:
        names = self.draw(st.lists(st.sampled_from(self.KEYS), min_size=1, max_size=4, unique=True))
        if self.flip(25):
            names.append(names[0])
        return "".join(self.above(column) + " " * column + self.pair(name, column, depth) for name in names)

    KEYS = ("title", "url", "width", "published", "topics", "images", '"odd key"', "'it''s'", "1", "two words", "é")

    def pair(self, name: str, column: int, depth: int) -> str:
        gap = self.draw(st.sampled_from(("", "", " ")))
        return name + gap + ":" + self.value(column, depth, after_key=True)

    def above(self, column: int) -> str:
        kind = self.draw(st.integers(0, 9))
        if kind == 0:
            return "\n"
        if kind == 1:
            return " " * column + "# about: what 'follows'\n"
        return "" if kind < 9 else "\n" + " " * column + "# section\n"

    def sequence(self, column: int, depth: int) -> str:
        count = self.draw(st.integers(1, 3))
        gap = " " * self.draw(st.sampled_from((1, 1, 1, 3)))
        items = ""
        for _ in range(count):
            items += self.above(column) + " " * column + "-"
            kind = self.draw(st.integers(0, 3)) if depth < 3 else 3
            inner = column + 1 + len(gap)
            if kind == 0:
                items += gap + self.compact(self.mapping(inner, depth + 1), inner)
            elif kind == 1:
                items += gap + self.compact(self.sequence(inner, depth + 1), inner)
            else:
                items += self.value(column, depth + 1, after_key=False)
        return items

    def compact(self, text: str, column: int) -> str:
        """Begin a collection beside the dash; comments and blank lines above its first entry cannot come along."""
        lines = text.splitlines(keepends=True)
        while not lines[0].strip() or lines[0].lstrip().startswith("#"):
            lines.pop(0)
        return "".join(lines)[column:]

    def value(self, column: int, depth: int, *, after_key: bool) -> str:
        """What follows a colon or a dash, line break included."""
        prefix = self.prefix()
        comment = self.draw(st.sampled_from(("", "", "", " # said 'so'", "   #", "  ")))
        kind = self.draw(st.integers(0, 9))
        if kind == 0 and depth < 3:
            deeper = column + self.draw(st.sampled_from((2, 2, 4)))
            return prefix + comment + "\n" + self.mapping(deeper, depth + 1)
        if kind == 1 and depth < 3:
            offsets = (0, 2, 2, 4) if after_key else (2, 4)
            return prefix + comment + "\n" + self.sequence(column + self.draw(st.sampled_from(offsets)), depth + 1)
        if kind == 2:
            return prefix + " " + self.block(column, comment)
        if kind == 3 and not prefix and self.anchors and self.flip(2):
            return f" *a{self.draw(st.integers(1, self.anchors))}{comment}\n"
        if kind == 4:
            return prefix + comment + "\n"
        written = self.flow(column + 1, depth) if kind == 5 else self.scalar(column + 1, flow=False)
        return prefix + " " + written + comment + "\n"

    def prefix(self) -> str:
        kind = self.draw(st.integers(0, 24))
        if kind == 0:
            self.anchors += 1
            return f" &a{self.anchors}"
        return " !local" if kind == 1 else ""

    def block(self, column: int, comment: str) -> str:
        indent = self.draw(st.integers(1, 4))
        style = self.draw(st.sampled_from("|>"))
        chomping = self.draw(st.sampled_from(("", "-", "+")))
        lines = self.draw(
            st.lists(st.sampled_from(("ferry", "  deep", "# no comment", "a: b", "", "---", "tail ")), max_size=4)
        )
        spaced = [line for line in lines if line.strip()]
        indicator = str(indent) if spaced and (spaced[0].startswith(" ") or self.flip(4)) else ""
        written = "".join(" " * (column + indent) + line + "\n" if line else "\n" for line in lines)
        return style + indicator + chomping + comment + "\n" + written

    def scalar(self, column: int, *, flow: bool) -> str:
        kind = self.draw(st.integers(0, 5))
        words = self.draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5))
        line_break = "\n" + " " * max(1, column)
        if kind == 0:
            return '"' + "".join(_escaped(character) for character in self.draw(texts())) + '"'
        if kind == 1:
            return "'" + " ".join(words).replace("a", "''") + "'"
        if kind == 2:
            quote = self.draw(st.sampled_from("'\""))
            return quote + line_break.join(words) + (line_break if self.flip(3) else "") + quote
        if kind == 3:
            return line_break.join(words) if self.flip(1) else " ".join(words)
        return self.draw(st.sampled_from([text for text in PLAIN if not (flow and (":" in text or "," in text))]))

    def flow(self, column: int, depth: int) -> str:
        line_break = "\n" + " " * max(1, column)
        between, comma = self.draw(
            st.sampled_from(
                ((" ", ", "), ("", ","), (line_break, "," + line_break), (line_break, ", # c" + line_break))
            )
        )
        items = [self.flow_item(column, depth) for _ in range(self.draw(st.integers(0, 3)))]
        tail = "," if items and self.flip(4) else ""
        if self.flip(1):
            return "[" + (between if items else "") + comma.join(items) + tail + (between if items else "") + "]"
        names = self.draw(st.permutations(("url", "width", '"odd key"')))
        pairs = [f"{name}: {item}" for name, item in zip(names, items, strict=False)]
        return "{" + (between if items else "") + comma.join(pairs) + tail + (between if items else "") + "}"

    def flow_item(self, column: int, depth: int) -> str:
        return self.flow(column, depth + 1) if depth < 3 and self.flip(4) else self.scalar(column, flow=True)


def _escaped(character: str) -> str:
    return character if character.isalnum() and character.isascii() else f"\\U{ord(character):08X}"


@st.composite
def made_up_cards(draw: Any) -> str:
    """The text of a card: most can be read, some cannot."""
    return _Writer(draw).card()


Tree = Any
"""PyYAML's reading: `(tag, text)` of a scalar, a list of trees, or `("map", [(key, value), ...])`; aliases followed."""


def reference_tree(text: str, loader: Any = yaml.CSafeLoader) -> Tree:
    """The tree of YAML as PyYAML composes it."""
    node = yaml.compose(text, loader)
    return ("map", []) if node is None else _tree(node)


def _tree(node: yaml.Node) -> Tree:
    if isinstance(node, yaml.ScalarNode):
        return node.tag, node.value
    if isinstance(node, yaml.SequenceNode):
        return [_tree(item) for item in node.value]
    return "map", [(_tree(key), _tree(value)) for key, value in node.value]


def changed_tree(tree: Tree, path: tuple[str | int, ...], change: Any) -> Tree:
    """The tree with `change(subtree)` in the place of the subtree at a path (of doubled keys, the last)."""
    if not path:
        return change(tree)
    if isinstance(tree, list):
        return [changed_tree(item, path[1:], change) if at == path[0] else item for at, item in enumerate(tree)]
    last = max(at for at, (key, _) in enumerate(tree[1]) if key[1] == path[0])
    return "map", [
        (key, changed_tree(value, path[1:], change) if at == last else value) for at, (key, value) in enumerate(tree[1])
    ]


def all_paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of a value and of all that is in it."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for step, item in inner for found in all_paths(item, (*path, step)))]
