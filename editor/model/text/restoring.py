"""Splices that give a value back the very characters that it had in another version of the card."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.model.text.ground import Candidate, Entry, Ground, Spot, anchored
from editor.model.text.habits import is_block
from editor.model.text.lines import BREAKS, line_end, line_end_above
from editor.model.text.replacing import block_tail
from editor.model.text.spans import AnyNode, MappingNode, ScalarNode, SequenceNode
from editor.model.text.splices import Splice
from editor.model.text.trees import shape


def restorations(ground: Ground, spot: Spot, like: Ground, like_spot: Spot) -> Iterator[Candidate]:
    """Ways to spell a value as `like` does: what stands behind the colon or dash, or all lines of the key or item.

    Lines are taken over only where no comment is lost by it.
    """
    alike = _has_colon(ground, spot) == _has_colon(like, like_spot)
    if alike and _is_on_one_line(ground, spot) and _is_on_one_line(like, like_spot):
        there = like.text[like.head_end(like_spot) : like_spot.node.end]
        expected = anchored(shape(like_spot.node), spot.node.anchor)
        yield ground.candidate((Splice(ground.head_end(spot), spot.node.end, there),), spot.node, expected)
    chunk, like_chunk = _chunk(ground, spot), _chunk(like, like_spot)
    left_over = _comments_before(like, like_spot)
    if ground.text.startswith(left_over, chunk.end):
        chunk = Entry(chunk.start, chunk.end + len(left_over))
    if _is_subsequence(_comments(ground, spot, chunk), _comments(like, like_spot, like_chunk)):
        splice = Splice(chunk.start, chunk.end, like.text[like_chunk.start : like_chunk.end])
        yield ground.candidate((splice,), spot.node, shape(like_spot.node))


def _has_colon(ground: Ground, spot: Spot) -> bool:
    return spot.pair is not None and ground.punctuation.colon(spot.pair) is not None


def _is_on_one_line(ground: Ground, spot: Spot) -> bool:
    """Whether a value stands beside its key or dash, with nothing but blanks between, and ends there."""
    node = spot.node
    if isinstance(node, ScalarNode) and node.style in ("literal", "folded"):
        return False
    before = ground.text[ground.head_end(spot) : node.start]
    return "#" not in before and not any(mark in before + ground.text[node.start : node.end] for mark in BREAKS)


def _chunk(ground: Ground, spot: Spot) -> Entry:
    """A key or an item with its value and, in block style, what stands behind it on its last line."""
    entry = ground.entry(spot)
    return entry if spot.in_flow else Entry(entry.start, line_end(ground.text, entry.end))


def _comments_before(ground: Ground, spot: Spot) -> str:
    """The lines between a key and the block below it, which stay when the block goes."""
    if not (is_block(spot.node) and ground.is_below(spot.node)):
        return ""
    return ground.text[line_end(ground.text, ground.head_end(spot)) : line_end_above(ground.text, spot.node.start)]


def _comments(ground: Ground, spot: Spot, chunk: Entry) -> list[str]:
    """The comments of a chunk, in order."""
    rest = ""
    done = chunk.start
    for leaf in _leaves(spot):
        start, tail = leaf.start, ""
        if isinstance(leaf, ScalarNode) and leaf.style in ("literal", "folded"):
            tail = block_tail(ground.text, leaf) + "\n"
        rest += ground.text[done : max(done, start)] + tail
        done = max(done, leaf.end)
    return re.findall(f"#[^{BREAKS}]*", rest + ground.text[done : chunk.end])


def _leaves(spot: Spot) -> Iterator[AnyNode]:
    if spot.pair is not None:
        yield from _scalars(spot.pair.key)
    yield from _scalars(spot.node)


def _scalars(node: AnyNode) -> Iterator[AnyNode]:
    if isinstance(node, MappingNode):
        for pair in node.pairs:
            yield from _scalars(pair.key)
            yield from _scalars(pair.value)
    elif isinstance(node, SequenceNode):
        for item in node.items:
            yield from _scalars(item)
    else:
        yield node


def _is_subsequence(few: list[str], many: list[str]) -> bool:
    rest = iter(many)
    return all(comment in rest for comment in few)
