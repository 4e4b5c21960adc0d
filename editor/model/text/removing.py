"""Splices that take a key or an item out, and that move an item within its list.

A comment belongs to the line that it stands on, or directly above. Above the first entry of a collection it may head
them all: there it belongs to the entry only where others have comments, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from editor.model.text.ground import Candidate, Entry, Ground, Spot
from editor.model.text.lines import (
    blank_lines_above,
    comments_above,
    first_on_line,
    indent_before,
    is_blank,
    line_end,
    line_start,
    next_line,
)
from editor.model.text.replacing import scalar_over
from editor.model.text.spans import MappingNode, SequenceNode
from editor.model.text.spelling import Spelling
from editor.model.text.splices import Splice
from editor.model.text.trees import Shape, list_shape, mapping_shape, shape


def removals(ground: Ground, container: Spot, index: int) -> Iterator[Candidate]:
    """Ways to take out the entry at an index of a mapping or a list; the last one leaves `{}` or `[]`."""
    node = container.node
    assert isinstance(node, MappingNode | SequenceNode)
    entries = ground.entries(node)
    expected = _without(node, index)
    if len(entries) == 1 and container.parent is not None:
        empty = Spelling("{}" if isinstance(node, MappingNode) else "[]")
        yield ground.candidate(scalar_over(ground, container, empty, 1), node, expected)
    elif node.flow:
        yield ground.candidate(_out_of_flow(ground, node, entries, index), node, expected)
    else:
        yield ground.candidate(_out_of_block(ground, entries, index), node, expected)
        # Blank lines above may be the end of a block scalar that keeps them.
        lines = Splice(_own_comments(ground.text, entries, index), next_line(ground.text, entries[index].end), "")
        yield ground.candidate((lines,), node, expected)


def moves(ground: Ground, container: Spot, index: int, to: int) -> Iterator[Candidate]:
    """The way to move an item: whole pieces of text change places, each with the comments above and beside it."""
    node = container.node
    assert isinstance(node, SequenceNode)
    slots = ground.entries(node)
    if not node.flow:
        slots = [_slot(ground, slots, at) for at in range(len(slots))]
    order = list(range(len(slots)))
    order.insert(to, order.pop(index))
    splices = tuple(
        Splice(slot.start, slot.end, ground.text[slots[source].start : slots[source].end])
        for slot, source in zip(slots, order, strict=True)
        if slot is not slots[source]
    )
    yield ground.candidate(splices, node, list_shape(node, [shape(node.items[source]) for source in order]))


def _without(node: MappingNode | SequenceNode, index: int) -> Shape:
    if isinstance(node, SequenceNode):
        return list_shape(node, [shape(item) for at, item in enumerate(node.items) if at != index])
    return mapping_shape(
        node, [(shape(pair.key), shape(pair.value)) for at, pair in enumerate(node.pairs) if at != index]
    )


def _out_of_block(ground: Ground, entries: list[Entry], index: int) -> tuple[Splice, ...]:
    """An entry's lines, and a blank line that would be left over."""
    text, entry = ground.text, entries[index]
    if not first_on_line(text, entry.start):
        return _out_of_dash_line(text, entry, entries[1])
    start, end = _own_comments(text, entries, index), next_line(text, entry.end)
    above = blank_lines_above(text, start)
    blank_follows = end < ground.yaml_end and is_blank(text, end)
    if index == 0 and len(entries) > 1:
        while blank_follows:
            end = next_line(text, end)
            blank_follows = end < ground.yaml_end and is_blank(text, end)
    elif above < start and (blank_follows or index == len(entries) - 1):
        start = above
    return (Splice(start, end, ""),)


def _out_of_dash_line(text: str, entry: Entry, following: Entry) -> tuple[Splice, ...]:
    """The first entry beside an outer dash: the next one takes its place, unless comments stand between them."""
    end = line_end(text, entry.end)
    between = text[next_line(text, entry.end) : line_start(text, following.start)]
    if between.strip():
        return (Splice(len(text[: entry.start].rstrip(" ")), end, ""),)
    return (Splice(entry.start, following.start, ""),)


def _out_of_flow(
    ground: Ground, node: MappingNode | SequenceNode, entries: list[Entry], index: int
) -> tuple[Splice, ...]:
    """An entry with its comma, and with its line where that would be left empty."""
    text, entry = ground.text, entries[index]
    comma = ground.punctuation.comma(entry.end, node.end)
    if comma is None and index > 0:
        before = ground.punctuation.comma(entries[index - 1].end, entry.start)
        assert before is not None
        gone = _own_lines(text, node, entry.start, entry.end)
        if gone is None:
            return (Splice(before, entry.end, ""),)
        return Splice(before, before + 1, ""), gone
    end = entry.end if comma is None else comma + 1
    gone = _own_lines(text, node, entry.start, end)
    if gone is not None:
        return (gone,)
    following = text[end : entries[index + 1].start] if index + 1 < len(entries) else ""
    blanks = len(following) - len(following.lstrip(" ")) if following.strip() == "" else 0
    return (Splice(entry.start, end + blanks, ""),)


def _own_lines(text: str, node: MappingNode | SequenceNode, start: int, end: int) -> Splice | None:
    """The whole lines of an entry of a flow collection, when nothing else but a comment stands on them."""
    rest = text[end : line_end(text, end)].strip(" \t")
    if not first_on_line(text, start) or (rest and not rest.startswith("#")) or line_start(text, start) <= node.start:
        return None
    return Splice(line_start(text, start), next_line(text, end), "")


def _slot(ground: Ground, entries: list[Entry], index: int) -> Entry:
    """What moves together with an item."""
    entry = entries[index]
    indent = indent_before(ground.text, entry.start)
    above = _own_comments(ground.text, entries, index)
    start = entry.start if above == line_start(ground.text, entry.start) else above + len(indent)
    return Entry(start, ground.end_with_comments(entry.end, len(indent)))


def _own_comments(text: str, entries: list[Entry], index: int) -> int:
    """Where the comment lines above an entry begin that belong to it; its own line's start when there are none."""
    start = entries[index].start
    others = entries[1:] if index == 0 else entries[index : index + 1]
    if first_on_line(text, start) and any(
        comments_above(text, entry.start) < line_start(text, entry.start) for entry in others
    ):
        return comments_above(text, start)
    return line_start(text, start)
