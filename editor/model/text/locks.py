"""Which places of a card the editor leaves alone, and why."""

from __future__ import annotations

from collections.abc import Iterator

from editor.model.text.meaning import followed
from editor.model.text.paths import Path
from editor.model.text.spans import AliasNode, AnyNode, MappingNode, Pair, SequenceNode, Tree


def locked_reason(tree: Tree, path: Path) -> str | None:
    """Why nothing can be edited at a path or below it; None where it can, or where there is nothing yet."""
    targets = {id(alias.target) for alias in tree.aliases}
    node: AnyNode = tree.root
    reason = _node_reason(node, targets)
    for step in path:
        if reason is not None:
            return reason
        if isinstance(node, MappingNode) and isinstance(step, str):
            pair = node.last.get(step)
            if pair is None:
                return _merged_reason(node, step)
            reason = _pair_reason(node, pair)
            node = pair.value
        elif isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(node.items):
            node = node.items[step]
        else:
            return None
        reason = reason or _node_reason(node, targets)
    return reason


def lost_anchor(tree: Tree, start: int, end: int) -> str | None:
    """Why what stands between two places cannot go: an alias from elsewhere refers into it."""
    for alias in tree.aliases:
        if start <= alias.target.outer < end and not start <= alias.start < end:
            return f"`*{alias.name}` elsewhere in the card refers to this value"
    return None


def duplicates(tree: Tree) -> tuple[Path, ...]:
    """The keys that occur more than once, each once."""
    return tuple(_duplicates(tree.root, ())) if tree.duplicates else ()


def _duplicates(node: AnyNode, path: Path) -> Iterator[Path]:
    if isinstance(node, MappingNode):
        seen: set[str] = set()
        doubled: dict[str, None] = {}
        for pair in node.pairs:
            if pair.name in seen:
                doubled[pair.name] = None
            seen.add(pair.name)
        for name in doubled:
            yield (*path, name)
        for pair in node.last.values():
            yield from _duplicates(pair.value, (*path, pair.name))
    elif isinstance(node, SequenceNode):
        for index, item in enumerate(node.items):
            yield from _duplicates(item, (*path, index))


def _node_reason(node: AnyNode, targets: set[int]) -> str | None:
    if isinstance(node, AliasNode):
        return f"this is an alias: `*{node.name}` repeats the value of `&{node.name}`"
    if node.tagged:
        return "this value carries a YAML tag"
    if id(node) in targets:
        return f"`*{node.anchor}` elsewhere in the card repeats this value"
    return None


def _pair_reason(mapping: MappingNode, pair: Pair) -> str | None:
    if pair.merge:
        return "this is a merge key"
    if pair.complex_key:
        return "this key is more than a simple name"
    if len(mapping.last) < len(mapping.pairs) and sum(other.name == pair.name for other in mapping.pairs) > 1:
        return f"the key `{pair.name}` stands here more than once"
    return None


def _merged_reason(mapping: MappingNode, name: str) -> str | None:
    """A key that only a merge key brings has no place of its own."""
    for pair in mapping.pairs:
        if pair.merge and name in _brought(pair.value):
            return f"the merge key `{pair.name}` brings this key"
    return None


def _brought(node: AnyNode) -> set[str]:
    value = followed(node)
    if isinstance(value, SequenceNode):
        return {name for item in value.items for name in _brought(item)}
    if isinstance(value, MappingNode):
        return {name for pair in value.pairs for name in (_brought(pair.value) if pair.merge else {pair.name})}
    return set()
