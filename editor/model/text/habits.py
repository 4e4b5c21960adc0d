"""How a file is laid out by whoever wrote it, so that what is added looks like the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from editor.model.text.lines import blank_lines_above, first_on_line, line_start
from editor.model.text.punctuation import Punctuation
from editor.model.text.spans import AnyNode, MappingNode, SequenceNode

HOUSE_OFFSET = 2
"""Spaces before a list's dash and before a nested key, where a file has neither: as machine-written cards do."""


@dataclass(frozen=True, slots=True)
class Habits:
    """`list_offset`, `map_offset`: columns from a key to the dashes or keys below it; `dash_gap` follows a dash."""

    newline: str
    list_offset: int
    map_offset: int
    dash_gap: str
    blank_above_blocks: bool


def habits_of(text: str, root: MappingNode, punctuation: Punctuation, newline: str) -> Habits:
    """What is most common in a file."""
    lists: Counter[int] = Counter()
    mappings: Counter[int] = Counter()
    for column, child in _nested(text, root):
        (lists if isinstance(child, SequenceNode) else mappings)[
            child.start - line_start(text, child.start) - column
        ] += 1
    gaps = Counter(_gap(text, dash) for dash in punctuation.dashes)
    gaps.pop("", None)
    blanks = Counter(
        blank_lines_above(text, pair.key.outer) < line_start(text, pair.key.outer)
        for pair in root.pairs[1:]
        if is_block(pair.value) and first_on_line(text, pair.key.outer)
    )
    return Habits(
        newline=newline,
        list_offset=_most_common(lists, HOUSE_OFFSET),
        map_offset=_most_common(mappings, HOUSE_OFFSET),
        dash_gap=gaps.most_common(1)[0][0] if gaps else " ",
        blank_above_blocks=blanks[True] > blanks[False],
    )


def is_block(node: AnyNode) -> bool:
    """Whether a value is a collection in block style, which stands on lines of its own."""
    return isinstance(node, MappingNode | SequenceNode) and not node.flow


def _nested(text: str, node: AnyNode) -> Iterator[tuple[int, MappingNode | SequenceNode]]:
    """Every block collection that is the value of a key, with that key's column."""
    if isinstance(node, SequenceNode):
        for item in node.items:
            yield from _nested(text, item)
    elif isinstance(node, MappingNode) and not node.flow:
        for pair in node.pairs:
            if isinstance(pair.value, MappingNode | SequenceNode) and not pair.value.flow and not pair.complex_key:
                yield pair.key.outer - line_start(text, pair.key.outer), pair.value
            yield from _nested(text, pair.value)


def _gap(text: str, dash: int) -> str:
    rest = text[dash + 1 : dash + 12]
    return rest[: len(rest) - len(rest.lstrip(" "))] if rest.lstrip(" ")[:1] not in ("", "\r", "\n", "#") else ""


def _most_common(counts: Counter[int], default: int) -> int:
    return counts.most_common(1)[0][0] if counts else default
