"""What an edit stands on: a card's text, its nodes, its signs and its habits, and the way to a place in it."""

from __future__ import annotations

from dataclasses import dataclass

from editor.model.text.envelope import Envelope
from editor.model.text.habits import Habits, habits_of
from editor.model.text.lines import first_on_line, indent_before, line_end, next_line
from editor.model.text.paths import Path
from editor.model.text.punctuation import Punctuation, scan
from editor.model.text.spans import AnyNode, MappingNode, Pair, SequenceNode, Tree
from editor.model.text.splices import Splice
from editor.model.text.trees import Shape, shape


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to make an edit, and what the card must then be, or the candidate is dropped."""

    splices: tuple[Splice, ...]
    expected: Shape


@dataclass(frozen=True, slots=True)
class Spot:
    """A node where it stands: the value of `pair`, or the item at `index`, of `parent`; the root has none."""

    node: AnyNode
    parent: MappingNode | SequenceNode | None = None
    pair: Pair | None = None
    index: int = 0

    @property
    def in_flow(self) -> bool:
        return self.parent is not None and self.parent.flow


@dataclass(frozen=True, slots=True)
class Entry:
    """A pair or an item: from its key, dash or first character to the end of its value."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Ground:
    text: str
    envelope: Envelope
    tree: Tree
    punctuation: Punctuation
    habits: Habits

    @classmethod
    def of(cls, text: str, envelope: Envelope, tree: Tree) -> Ground:
        punctuation = scan(envelope)
        return cls(text, envelope, tree, punctuation, habits_of(text, tree.root, punctuation, envelope.newline))

    @property
    def yaml_end(self) -> int:
        return self.envelope.yaml_start + len(self.envelope.yaml)

    def candidate(self, splices: tuple[Splice, ...], node: AnyNode, expected: Shape) -> Candidate:
        """The splices, after which one node must have another shape, and all others theirs."""
        return Candidate(splices, shape(self.tree.root, {id(node): expected}))

    def spot(self, path: Path) -> Spot | None:
        """The place of a path among the nodes that are written out, aliases and merge keys not followed."""
        spot = Spot(self.tree.root)
        for step in path:
            node = spot.node
            if isinstance(node, MappingNode) and isinstance(step, str) and step in node.last:
                pair = node.last[step]
                spot = Spot(pair.value, node, pair)
            elif isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(node.items):
                spot = Spot(node.items[step], node, None, step)
            else:
                return None
        return spot

    def entries(self, node: MappingNode | SequenceNode) -> list[Entry]:
        """The pairs or items of a collection in the file's order."""
        if isinstance(node, MappingNode):
            return [Entry(pair.start, max(pair.key.end, pair.value.end)) for pair in node.pairs]
        return [Entry(item.outer if node.flow else self.punctuation.dash(item), item.end) for item in node.items]

    def entry(self, spot: Spot) -> Entry:
        """The pair or item that a spot is in."""
        assert spot.parent is not None
        if isinstance(spot.parent, MappingNode):
            assert spot.pair is not None
            return self.entries(spot.parent)[spot.parent.pairs.index(spot.pair)]
        return self.entries(spot.parent)[spot.index]

    def head_end(self, spot: Spot) -> int:
        """Where the value may begin: behind the colon or the dash, and behind the value's anchor."""
        node = spot.node
        if spot.pair is not None:
            colon = self.punctuation.colon(spot.pair)
            end = spot.pair.key.end if colon is None else colon + 1
        elif spot.in_flow or spot.parent is None:
            end = node.outer
        else:
            end = self.punctuation.dash(node) + 1
        return end if node.anchor is None else self.text.index("&" + node.anchor, node.outer) + len(node.anchor) + 1

    def indent(self, spot: Spot) -> str:
        """What reaches the column of the key or dash that a value belongs to."""
        return indent_before(self.text, self.entry(spot).start)

    def end_with_comments(self, end: int, column: int) -> int:
        """The end of an entry's last line, or of the comments below it that stand deeper than the column."""
        found = line_end(self.text, end)
        while (start := next_line(self.text, found)) < self.yaml_end:
            line = self.text[start : line_end(self.text, start)]
            if not line.lstrip(" ").startswith("#") or len(line) - len(line.lstrip(" ")) <= column:
                break
            found = line_end(self.text, start)
        return found

    def is_below(self, node: AnyNode) -> bool:
        """Whether a block collection begins on a line of its own."""
        return first_on_line(self.text, node.start)


def anchored(expected: Shape, anchor: str | None) -> Shape:
    """The shape of a new value behind an anchor that stays."""
    return (*expected[:2], anchor, *expected[3:])
