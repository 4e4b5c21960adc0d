"""What the nodes of a card mean: plain Python values, found by path, aliases and merge keys followed."""

from __future__ import annotations

from collections.abc import Mapping

from editor.model.text.paths import Path
from editor.model.text.resolution import STR, construct, equal
from editor.model.text.scalars import Plain, Styled, Value
from editor.model.text.spans import AliasNode, AnyNode, MappingNode, Pair, ScalarNode, SequenceNode


def followed(node: AnyNode) -> ScalarNode | SequenceNode | MappingNode:
    """What an alias stands for; any other node itself."""
    while isinstance(node, AliasNode):
        node = node.target
    return node


def entries(mapping: MappingNode) -> Mapping[str, Pair]:
    """The keys that a mapping means, with those that its merge keys bring, which yield to its own."""
    if not mapping.merges:
        return mapping.last
    found: dict[str, Pair] = {}
    for pair in mapping.pairs:
        sources = _sources(pair)
        if sources is None:
            found[pair.name] = mapping.last[pair.name]
            continue
        for source in sources:
            for name, merged in entries(source).items():
                found.setdefault(name, mapping.last.get(name, merged))
    return found


def find(root: AnyNode, path: Path) -> AnyNode:
    """The node of a value. Raises KeyError with the path when there is none."""
    node = root
    for step in path:
        inner = followed(node)
        if isinstance(inner, MappingNode) and isinstance(step, str):
            pair = entries(inner).get(step)
            if pair is None:
                raise KeyError(path)
            node = pair.value
        elif isinstance(inner, SequenceNode) and isinstance(step, int) and 0 <= step < len(inner.items):
            node = inner.items[step]
        else:
            raise KeyError(path)
    return node


def to_value(node: AnyNode) -> Value:
    """A fresh Python value. Of what carries a tag by hand, the text is given: tags are never acted upon."""
    node = followed(node)
    if isinstance(node, ScalarNode):
        return node.text if node.tagged else construct(node.tag, node.text)
    if isinstance(node, SequenceNode):
        return [to_value(item) for item in node.items]
    return {name: to_value(pair.value) for name, pair in entries(node).items()}


def as_written(node: AnyNode) -> Value:
    """A value whose scalars ask for the spelling that they have here, for an edit that is not to read them anew."""
    node = followed(node)
    if isinstance(node, ScalarNode):
        return Styled(node.text, node.style) if node.tag == STR or node.tagged else Plain(node.text)
    if isinstance(node, SequenceNode):
        return [as_written(item) for item in node.items]
    return {name: as_written(pair.value) for name, pair in entries(node).items()}


def same(node: AnyNode, value: Value) -> bool:
    """Whether a node means a value, type and all. `Plain` means its spelling; the order of keys means nothing."""
    node = followed(node)
    if isinstance(value, list):
        return (
            isinstance(node, SequenceNode)
            and len(node.items) == len(value)
            and all(same(item, expected) for item, expected in zip(node.items, value, strict=True))
        )
    if isinstance(value, dict):
        found = entries(node) if isinstance(node, MappingNode) else {}
        return (
            isinstance(node, MappingNode)
            and found.keys() == value.keys()
            and all(same(pair.value, value[name]) for name, pair in found.items())
        )
    if not isinstance(node, ScalarNode):
        return False
    if isinstance(value, Plain):
        return node.style == "plain" and not node.tagged and node.text == value.text
    meant = node.text if node.tagged else construct(node.tag, node.text)
    return equal(meant, value.value if isinstance(value, Styled) else value)


def _sources(pair: Pair) -> list[MappingNode] | None:
    """The mappings that a merge key brings, the strongest first; None where the key is one like others."""
    if not pair.merge:
        return None
    value = followed(pair.value)
    found = [followed(item) for item in value.items] if isinstance(value, SequenceNode) else [value]
    mappings = [source for source in found if isinstance(source, MappingNode)]
    return mappings if len(mappings) == len(found) else None
