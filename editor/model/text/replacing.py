"""Splices that put another value in the place of one that is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from editor.model.text.emit import Emitter, string_style
from editor.model.text.ground import Candidate, Ground, Spot, anchored
from editor.model.text.habits import is_block
from editor.model.text.lines import indent_before, line_end, line_end_above
from editor.model.text.scalars import Style, Styled, Value
from editor.model.text.spans import AnyNode, ScalarNode, SequenceNode
from editor.model.text.spelling import FOLD_WIDTH, Spelling, spellings
from editor.model.text.splices import Splice
from editor.model.text.trees import shape_of

_LINE_BREAK = re.compile(r"\r\n|[\r\n]")
_BLOCK_HEAD = re.compile(r"[|>][-+0-9]*")


def replacements(ground: Ground, spot: Spot, value: Value) -> Iterator[Candidate]:
    """Ways to put a value in the place of another, the one that looks most like the file first."""
    expected = anchored(shape_of(value), spot.node.anchor)
    if isinstance(value, list | dict) and value:
        for emitter in (Emitter(ground.habits), Emitter(ground.habits, quoted=True)):
            yield ground.candidate(_collection_over(ground, spot, value, emitter), spot.node, expected)
            flow = Spelling(emitter.flow(value))
            yield ground.candidate(scalar_over(ground, spot, flow, 1), spot.node, expected)
    elif isinstance(value, list | dict):
        yield ground.candidate(
            scalar_over(ground, spot, Spelling("{}" if isinstance(value, dict) else "[]"), 1), spot.node, expected
        )
    else:
        asked = value.style if isinstance(value, Styled) else None
        styles: tuple[Style | None, ...] = (string_style(spot.node), asked, _sibling_style(spot))
        offset = _block_offset(ground, spot)
        for spelling in spellings(
            value, styles, flow=spot.in_flow, offset=offset, width=_fold_width(ground, spot.node)
        ):
            yield ground.candidate(scalar_over(ground, spot, spelling, offset), spot.node, expected)


def scalar_over(ground: Ground, spot: Spot, spelling: Spelling, offset: int) -> tuple[Splice, ...]:
    """A spelling in the place of a value, with the comment that stands beside that value kept."""
    text, node = ground.text, spot.node
    newline = ground.habits.newline
    indent = ground.indent(spot) + " " * offset if spelling.lines else ""
    lines = "".join(newline + (indent + line if line else "") for line in spelling.lines)
    if is_block(node) and ground.is_below(node):
        head_end = ground.head_end(spot)
        above = line_end_above(text, node.start)
        return Splice(head_end, head_end, " " + spelling.head), Splice(above, line_end(text, node.end), lines)
    if isinstance(node, ScalarNode) and node.style in ("literal", "folded"):
        return (Splice(node.start, node.end, spelling.head + block_tail(text, node) + lines),)
    end = line_end(text, node.end)
    below = (Splice(end, end, lines),) if lines else ()
    if node.start < node.end and spelling.head:
        return Splice(node.start, node.end, spelling.head), *below
    if node.start < node.end:
        return (Splice(len(text[: node.start].rstrip(" ")), node.end, ""),)
    colon = ":" if spot.pair is not None and ground.punctuation.colon(spot.pair) is None else ""
    return Splice(node.end, node.end, f"{colon} {spelling.head}"), *below


def block_tail(text: str, node: ScalarNode) -> str:
    """What stands behind a block scalar's indicators on their line: blanks, a comment."""
    head = _BLOCK_HEAD.match(text, node.start)
    assert head is not None
    return text[head.end() : line_end(text, node.start)]


def _collection_over(
    ground: Ground, spot: Spot, value: list[Value] | dict[str, Value], emitter: Emitter
) -> tuple[Splice, ...]:
    """A collection in the place of a value, in block style where no brackets are open around it."""
    text, node = ground.text, spot.node
    newline = ground.habits.newline
    if spot.in_flow:
        return scalar_over(ground, spot, Spelling(emitter.flow(value)), 1)
    if spot.pair is None or (is_block(node) and ground.is_below(node)):
        return _collection_in_place(ground, spot, value, emitter)
    offset = ground.habits.map_offset if isinstance(value, dict) else ground.habits.list_offset
    deeper = ground.indent(spot) + " " * offset
    below = newline + deeper + _written(value, deeper, emitter)
    if isinstance(node, ScalarNode) and node.style in ("literal", "folded"):
        return (Splice(len(text[: node.start].rstrip(" ")), node.end, block_tail(text, node).rstrip(" ") + below),)
    end = line_end(text, node.end)
    start = len(text[: node.start].rstrip(" ")) if node.start < node.end else node.end
    return Splice(start, node.end, ""), Splice(end, end, below)


def _collection_in_place(
    ground: Ground, spot: Spot, value: list[Value] | dict[str, Value], emitter: Emitter
) -> tuple[Splice, ...]:
    """Beginning at the column of what is there, or behind its dash."""
    text, node = ground.text, spot.node
    if node.start < node.end:
        return (Splice(node.start, node.end, _written(value, indent_before(text, node.start), emitter)),)
    gap = ground.habits.dash_gap
    deeper = ground.indent(spot) + " " + " " * len(gap)
    return (Splice(node.end, node.end, gap + _written(value, deeper, emitter)),)


def _written(value: list[Value] | dict[str, Value], indent: str, emitter: Emitter) -> str:
    return emitter.mapping(value, indent) if isinstance(value, dict) else emitter.sequence(value, indent)


def _sibling_style(spot: Spot) -> Style | None:
    """The style of the nearest other string of the list that the value is in."""
    if not isinstance(spot.parent, SequenceNode):
        return None
    by_distance = sorted(range(len(spot.parent.items)), key=lambda index: abs(index - spot.index))
    styles = (string_style(spot.parent.items[index]) for index in by_distance if index != spot.index)
    return next((style for style in styles if style), None)


def _block_offset(ground: Ground, spot: Spot) -> int:
    """How much deeper than its key a block scalar's text stands: as deep as the one that is there."""
    node = spot.node
    if isinstance(node, ScalarNode) and node.style in ("literal", "folded"):
        raw = ground.text[node.start : node.end]
        digit = re.match(r"[|>][-+]?([1-9])", raw)
        if digit:
            return int(digit[1])
        for line in _LINE_BREAK.split(raw)[1:]:
            if line.strip(" "):
                return max(1, len(line) - len(line.lstrip(" ")) - len(ground.indent(spot)))
    return ground.habits.map_offset


def _fold_width(ground: Ground, node: AnyNode) -> int:
    """The width at which a folded block is folded: its longest line, if it is folded anywhere."""
    if isinstance(node, ScalarNode) and node.style == "folded":
        lines = [line.strip(" ") for line in _LINE_BREAK.split(ground.text[node.start : node.end])[1:]]
        if any(line and following for line, following in pairwise(lines)):
            return max(map(len, lines))
    return FOLD_WIDTH
