"""A card's YAML as nodes that know their place in the file.

Composed from the parser's events, never by PyYAML's own composer: that one recurses (in C, until the process dies),
gives an alias its anchor's place, and keeps quiet about keys that occur twice. All places are indexes into the file's
text, in characters.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from editor.model.text.envelope import MAX_DEPTH, Envelope, line_and_column
from editor.model.text.errors import Unreadable
from editor.model.text.lines import BREAKS
from editor.model.text.problems import TOO_DEEP, explain
from editor.model.text.resolution import MAP, MERGE, SEQ, STR, resolve, short_tag
from editor.model.text.scalars import Style

MAX_WEIGHT = 100_000
"""Nodes that a card may have once its aliases are followed: a few hundred bytes of aliases can mean billions."""

Event: TypeAlias = Any
"""An event of PyYAML's: its published types leave every mark optional, which they never are here."""

Loader: TypeAlias = "type[yaml.CSafeLoader] | type[yaml.SafeLoader]"

LOADER: Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml is what Ruby's Psych reads with; the Python parser is stricter with tabs, and ten times slower."""

_LINE = re.compile(f"[^{BREAKS}]*(?:\r\n|[{BREAKS}])|[^{BREAKS}]+")
_BREAK = re.compile("[\n\u2028\u2029]")
_STYLES: dict[str | None, Style] = {
    None: "plain",
    "": "plain",
    "'": "single",
    '"': "double",
    "|": "literal",
    ">": "folded",
}


@dataclass(slots=True, eq=False)
class Node:
    """`outer` is where the anchor or the tag begins, `start` where the value does; an empty value has no width."""

    outer: int
    start: int
    end: int
    tag: str
    tagged: bool
    anchor: str | None


@dataclass(slots=True, eq=False)
class ScalarNode(Node):
    """`text` is without quotes and folds. A block scalar ends before the line break that ends its last line."""

    text: str
    style: Style


@dataclass(slots=True, eq=False)
class SequenceNode(Node):
    flow: bool
    items: list[AnyNode]


@dataclass(slots=True, eq=False)
class MappingNode(Node):
    """`pairs` are all keys in the file's order; `last` finds a key by name, the last where it occurs twice;
    `merges` tells that one of them is `<<`."""

    flow: bool
    pairs: list[Pair]
    last: dict[str, Pair]
    merges: bool = False


@dataclass(slots=True, eq=False)
class AliasNode(Node):
    """`nth`: how many anchors of that name stand above, for a name can be given again."""

    name: str
    target: AnyNode
    nth: int


AnyNode: TypeAlias = ScalarNode | SequenceNode | MappingNode | AliasNode


@dataclass(slots=True, eq=False)
class Pair:
    """A key and its value, from `start` on.

    `name` is how a path says the key; `merge` marks `<<`, `complex_key` one that stands after a `?` or is no scalar.
    """

    start: int
    key: AnyNode
    value: AnyNode
    name: str
    merge: bool
    complex_key: bool


@dataclass(slots=True, eq=False)
class Tree:
    """`aliases` and `duplicates` let the common card, which has neither, skip looking for them."""

    root: MappingNode
    aliases: tuple[AliasNode, ...]
    duplicates: bool


def compose(envelope: Envelope, loader: Loader = LOADER) -> Tree:
    """The nodes of a card's front matter; an empty one is a mapping without keys. Raises Unreadable."""
    return _Composer(envelope, loader).compose()


def parsed_part(envelope: Envelope) -> tuple[str, int]:
    """What is given to the parser, and where it begins in the text.

    A parser drops a byte order mark, and counts from behind it (the C one) or not (the Python one): it never sees one.
    """
    yaml_text = envelope.yaml.removeprefix("\ufeff")
    return yaml_text, envelope.yaml_start + len(envelope.yaml) - len(yaml_text)


class _Composer:
    """One pass over the events of one front matter."""

    def __init__(self, envelope: Envelope, loader: Loader) -> None:
        self._envelope = envelope
        self._loader = loader
        self._yaml, self._base = parsed_part(envelope)
        self._anchors: dict[str, list[AnyNode | None]] = {}
        self._aliases: list[AliasNode] = []
        self._duplicates = False
        self._known_tokens: tuple[list[int], list[int]] | None = None

    def compose(self) -> Tree:
        try:
            root = self._root()
        except yaml.YAMLError as error:
            raise explain(error, self._envelope.text, self._yaml, self._base) from None
        if root is None:
            end = self._base + len(self._yaml)
            root = MappingNode(end, end, end, MAP, False, None, False, [], {})
        if not isinstance(root, MappingNode):
            raise self._unreadable("the front matter is not made of `key: value` lines", root.outer)
        if self._aliases:
            self._weigh(root, 0, {})
        return Tree(root, tuple(self._aliases), self._duplicates)

    def _root(self) -> AnyNode | None:
        loader = self._loader(self._yaml)
        opened: list[tuple[Event, list[AnyNode]]] = []
        children: list[AnyNode] = []
        while True:
            event: Event = loader.get_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                children.append(self._scalar(event))
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if len(opened) >= MAX_DEPTH:
                    raise self._unreadable(TOO_DEEP, self._base + event.start_mark.index)
                if event.anchor is not None:
                    self._anchors.setdefault(event.anchor, []).append(None)
                opened.append((event, children))
                children = []
            elif kind is yaml.MappingEndEvent:
                start, siblings = opened.pop()
                siblings.append(self._mapping(start, children, event))
                children = siblings
            elif kind is yaml.SequenceEndEvent:
                start, siblings = opened.pop()
                siblings.append(self._sequence(start, children, event))
                children = siblings
            elif kind is yaml.AliasEvent:
                children.append(self._alias(event))
            elif kind is yaml.DocumentStartEvent and children:
                raise self._unreadable("a second YAML document begins here", self._base + event.start_mark.index)
            elif kind is yaml.StreamEndEvent:
                return children[0] if children else None

    def _scalar(self, event: Event) -> ScalarNode:
        outer = start = self._base + event.start_mark.index
        end = self._base + event.end_mark.index
        text = event.value
        style = _STYLES[event.style]
        tagged = event.tag is not None
        if tagged or event.anchor is not None:
            start = end if style == "plain" and not text else self._own_start(outer)
        if style in ("literal", "folded"):
            end = self._block_end(start, end, text)
        tag = short_tag(event.tag) if tagged else resolve(text) if style == "plain" else STR
        node = ScalarNode(outer, start, end, tag, tagged, event.anchor, text, style)
        if event.anchor is not None:
            self._anchors.setdefault(event.anchor, []).append(node)
        return node

    def _sequence(self, event: Event, items: list[AnyNode], close: Event) -> SequenceNode:
        node = SequenceNode(*self._collection(event, items, close, SEQ), items)
        if event.anchor is not None:
            self._finish(event.anchor, node)
        return node

    def _mapping(self, event: Event, children: list[AnyNode], close: Event) -> MappingNode:
        pairs: list[Pair] = []
        last: dict[str, Pair] = {}
        merges = False
        text = self._envelope.text
        gap = self._base + event.start_mark.index
        for key, value in zip(children[::2], children[1::2], strict=True):
            begin = self._question(gap, key.outer) if "?" in text[gap : key.outer] else key.outer
            if isinstance(key, ScalarNode):
                merge = key.tag == MERGE and not key.tagged
                merges = merges or merge
                pair = Pair(begin, key, value, key.text, merge, begin != key.outer)
            else:
                pair = Pair(begin, key, value, text[key.outer : key.end], False, True)
            if value.outer == value.end and isinstance(value, ScalarNode) and text[value.end - 1] != ":":
                # Left out together with its colon: the parser reports it at whatever comes next.
                value.outer = value.start = value.end = key.end
            gap = value.end
            pairs.append(pair)
            last[pair.name] = pair
        node = MappingNode(*self._collection(event, children, close, MAP), pairs, last, merges)
        if len(last) < len(pairs):
            self._duplicates = True
        if event.anchor is not None:
            self._finish(event.anchor, node)
        return node

    def _collection(
        self, event: Event, children: list[AnyNode], close: Event, tag: str
    ) -> tuple[int, int, int, str, bool, str | None, bool]:
        """What all collections share. In block style the end event stands behind comments and blank lines."""
        outer = start = self._base + event.start_mark.index
        tagged = event.tag is not None
        flow = bool(event.flow_style)
        if tagged or event.anchor is not None:
            start = self._own_start(outer)
        end = self._base + close.end_mark.index if flow or not children else children[-1].end
        return outer, start, end, short_tag(event.tag) if tagged else tag, tagged, event.anchor, flow

    def _alias(self, event: Event) -> AliasNode:
        start = self._base + event.start_mark.index
        name = event.anchor
        known = self._anchors.get(name, [])
        if not known:
            raise self._unreadable(f"`*{name}` refers to `&{name}`, which does not stand above it", start)
        target = known[-1]
        if target is None:
            raise self._unreadable(f"`*{name}` stands inside of what it refers to", start)
        node = AliasNode(
            start, start, self._base + event.end_mark.index, target.tag, False, None, name, target, len(known)
        )
        self._aliases.append(node)
        return node

    def _finish(self, anchor: str, node: AnyNode) -> None:
        """Give a collection's anchor its node: until its end, an alias to it stands inside of it."""
        known = self._anchors[anchor]
        known[len(known) - 1 - known[::-1].index(None)] = node

    def _weigh(self, node: AnyNode, depth: int, known: dict[int, tuple[int, int]]) -> tuple[int, int]:
        """Nodes and levels of a node, aliases followed: what they refer to stands above, so it was weighed before."""
        if isinstance(node, AliasNode):
            weight, height = known[id(node.target)]
        else:
            children: list[AnyNode] = []
            if isinstance(node, SequenceNode):
                children = node.items
            elif isinstance(node, MappingNode):
                children = [child for pair in node.pairs for child in (pair.key, pair.value)]
            figures = [self._weigh(child, depth + 1, known) for child in children]
            weight = 1 + sum(weight for weight, _ in figures)
            height = max((1 + height for _, height in figures), default=0)
            known[id(node)] = weight, height
        if weight > MAX_WEIGHT:
            raise self._unreadable(f"its aliases make more than {MAX_WEIGHT:,} values of it", node.outer)
        if depth + height > MAX_DEPTH:
            raise self._unreadable(TOO_DEEP, node.outer)
        return weight, height

    def _own_start(self, outer: int) -> int:
        """Where a value begins behind its anchor and tag: events do not say, tokens do."""
        starts, _ = self._tokens()
        return starts[bisect_left(starts, outer)]

    def _question(self, gap: int, key: int) -> int:
        """Where the `?` before a key stands, unless it is a comment's: then where the key does."""
        _, marks = self._tokens()
        at = bisect_left(marks, gap)
        return marks[at] if at < len(marks) and marks[at] < key else key

    def _tokens(self) -> tuple[list[int], list[int]]:
        """Where tokens begin that are neither anchor nor tag, and where a `?` stands. Few cards need to know."""
        if self._known_tokens is None:
            starts: list[int] = []
            marks: list[int] = []
            for token in yaml.scan(self._yaml, Loader=self._loader):
                start = self._base + token.start_mark.index
                if not isinstance(token, (yaml.AnchorToken, yaml.TagToken)):
                    starts.append(start)
                if isinstance(token, yaml.KeyToken) and token.end_mark.index > token.start_mark.index:
                    marks.append(start)
            self._known_tokens = starts, marks
        return self._known_tokens

    def _block_end(self, start: int, end: int, text: str) -> int:
        """The end of a block scalar's last own line: its event reaches to the next token, over blank lines."""
        header, *lines = _LINE.findall(self._envelope.text[start:end])
        indicators = header.partition("#")[0]
        if "+" in indicators:
            own = len(lines)
        elif header.startswith("|"):
            own = len(_BREAK.findall(text)) + (text != "" and not _BREAK.match(text[-1]))
        else:
            indent = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
            own = len(lines)
            while own and not lines[own - 1].strip() and len(lines[own - 1].rstrip(BREAKS)) <= indent:
                own -= 1
        last = lines[own - 1] if own else header
        return start + len(header) + sum(map(len, lines[:own])) - len(last) + len(last.rstrip(BREAKS))

    def _unreadable(self, reason: str, index: int) -> Unreadable:
        line, column = line_and_column(self._envelope.text, index)
        return Unreadable(reason, line=line, column=column)
