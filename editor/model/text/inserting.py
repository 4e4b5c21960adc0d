"""Splices that add a key to a mapping or an item to a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from editor.model.text.emit import Emitter, key_style_of, string_style
from editor.model.text.ground import Candidate, Entry, Ground, Spot
from editor.model.text.habits import is_block
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
from editor.model.text.replacing import replacements
from editor.model.text.scalars import Value
from editor.model.text.spans import AnyNode, MappingNode, SequenceNode
from editor.model.text.splices import Splice
from editor.model.text.trees import Shape, key_shape, list_shape, mapping_shape, shape, shape_of


def added_keys(
    ground: Ground, spot: Spot, key: str, value: Value, order: Sequence[str], model: AnyNode | None
) -> Iterator[Candidate]:
    """Ways to add a key that a mapping does not have."""
    node = spot.node
    assert isinstance(node, MappingNode)
    if not node.pairs:
        return replacements(ground, spot, {key: value}) if spot.parent else _into_nothing(ground, key, value)
    index = _place_by_order(node, key, order)
    pairs = [(shape(pair.key), shape(pair.value)) for pair in node.pairs]
    pairs.insert(index, (key_shape(key), shape_of(value)))
    expected = mapping_shape(node, pairs)
    style = key_style_of(node)
    indent = _indent(ground, node)
    blank = node is ground.tree.root and _needs_blank(ground, node, index, value)

    def write(emitter: Emitter) -> str:
        if node.flow:
            return emitter.flow_entry(key, value, model=model, key_style=style)
        return emitter.entry(key, value, indent, model=model, key_style=style)

    return _additions(ground, node, index, write, expected, blank=blank)


def inserted_items(ground: Ground, spot: Spot, index: int, value: Value) -> Iterator[Candidate]:
    """Ways to put an item into a list, before the item that is at the index now."""
    node = spot.node
    assert isinstance(node, SequenceNode)
    if not node.items:
        return replacements(ground, spot, [value])
    items = [shape(item) for item in node.items]
    items.insert(index, shape_of(value))
    expected = list_shape(node, items)
    model, indent = _model(node, index), _indent(ground, node)
    gap = None if node.flow else _dash_gap(ground, node)

    def write(emitter: Emitter) -> str:
        if node.flow:
            return emitter.flow(value, model=model)
        return emitter.item(value, indent, model=model, gap=gap)

    return _additions(ground, node, index, write, expected, blank=False)


def _into_nothing(ground: Ground, key: str, value: Value) -> Iterator[Candidate]:
    """The card's first key: in the place of `{}`, or below the comments if there are any."""
    root, end = ground.tree.root, ground.yaml_end
    for quoted in (False, True):
        written = Emitter(ground.habits, quoted=quoted).entry(key, value, "")
        added = Splice(end, end, written + ground.habits.newline)
        splice = Splice(root.start, root.end, written) if root.flow else added
        yield ground.candidate((splice,), root, mapping_shape(root, [(key_shape(key), shape_of(value))]))


def _additions(
    ground: Ground,
    node: MappingNode | SequenceNode,
    index: int,
    write: Callable[[Emitter], str],
    expected: Shape,
    *,
    blank: bool,
) -> Iterator[Candidate]:
    """An entry before the one that is at the index now.

    Tried without a blank line, too: behind a block scalar that keeps its blank lines, one more would change that.
    """
    entries = ground.entries(node)
    blank = blank or _is_apart(ground.text, entries)
    for quoted in (False, True):
        written = write(Emitter(ground.habits, quoted=quoted))
        if node.flow:
            yield ground.candidate(_into_flow(ground, node, entries, index, written), node, expected)
        else:
            for apart in dict.fromkeys((blank, False)):
                yield ground.candidate(_into_block(ground, entries, index, written, apart=apart), node, expected)


def _into_block(ground: Ground, entries: list[Entry], index: int, written: str, *, apart: bool) -> tuple[Splice, ...]:
    """An entry on lines of its own, above the comments that belong to the next one."""
    text, newline = ground.text, ground.habits.newline
    indent = indent_before(text, entries[0].start)
    gap = newline if apart else ""
    if index == 0:
        if not first_on_line(text, entries[0].start):
            return (Splice(entries[0].start, entries[0].start, written + newline + gap + indent),)
        above = comments_above(text, entries[0].start)
        return (Splice(above, above, indent + written + newline + gap),)
    end = ground.end_with_comments(entries[index - 1].end, len(indent))
    crowded = apart and index < len(entries) and not is_blank(text, next_line(text, end))
    return (Splice(end, end, newline + gap + indent + written + (newline if crowded else "")),)


def _into_flow(
    ground: Ground, node: MappingNode | SequenceNode, entries: list[Entry], index: int, written: str
) -> tuple[Splice, ...]:
    """An entry between brackets: on a line of its own where the others have one."""
    text = ground.text
    at = entries[min(index, len(entries) - 1)]
    own_line = first_on_line(text, at.start) and line_start(text, at.start) > node.start
    line_break = ground.habits.newline + indent_before(text, at.start) if own_line else ""
    if index < len(entries):
        return (Splice(at.start, at.start, written + "," + (line_break or " ")),)
    comma = ground.punctuation.comma(at.end, node.end)
    end = line_end(text, at.end)
    if not line_break or end >= node.end:
        return (Splice(at.end, at.end, "," + (line_break or " ") + written),)
    if comma is not None:
        return (Splice(end, end, line_break + written + ","),)
    return Splice(at.end, at.end, ","), Splice(end, end, line_break + written)


def _place_by_order(node: MappingNode, key: str, order: Sequence[str]) -> int:
    """Behind the nearest key that precedes it in the order, else before the nearest that follows, else at the end."""
    if key in order:
        names = [pair.name for pair in node.pairs]
        for name in reversed(order[: order.index(key)]):
            if name in names:
                return len(names) - names[::-1].index(name)
        for name in order[order.index(key) + 1 :]:
            if name in names:
                return names.index(name)
    return len(node.pairs)


def _needs_blank(ground: Ground, node: MappingNode, index: int, value: Value) -> bool:
    """Whether a blank line goes above a new top-level key: a block is above it or in it, and the file parts blocks."""
    return ground.habits.blank_above_blocks and (
        (isinstance(value, list | dict) and bool(value)) or (index > 0 and is_block(node.pairs[index - 1].value))
    )


def _model(node: SequenceNode, index: int) -> AnyNode:
    """The neighbour that a new item looks like: the mapping with the most keys, else the string before."""
    mappings = [item for item in node.items if isinstance(item, MappingNode)]
    if mappings:
        return max(mappings, key=lambda item: len(item.pairs))
    before = [item for item in node.items[:index] if string_style(item)]
    return before[-1] if before else next((item for item in node.items if string_style(item)), node.items[0])


def _indent(ground: Ground, node: MappingNode | SequenceNode) -> str:
    """What reaches the column of the keys or dashes of a collection."""
    return indent_before(ground.text, ground.entries(node)[0].start)


def _dash_gap(ground: Ground, node: SequenceNode) -> str | None:
    """What stands between the dashes of this list and their items."""
    for entry, item in zip(ground.entries(node), node.items, strict=True):
        gap = ground.text[entry.start + 1 : item.outer]
        if gap and not gap.strip(" "):
            return gap
    return None


def _is_apart(text: str, entries: list[Entry]) -> bool:
    """Whether blank lines stand between all entries."""
    starts = [comments_above(text, entry.start) for entry in entries[1:]]
    return bool(starts) and all(blank_lines_above(text, start) < start for start in starts)
