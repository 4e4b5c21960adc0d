"""A card's structure as nested tuples that can be compared: what the proof of an edit compares.

Tag and text of every scalar, keys in their order, anchors, aliases and tags; not the style that a scalar is written in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from editor.model.text.resolution import MAP, SEQ, STR, resolve, spell
from editor.model.text.scalars import Plain, Styled, Value
from editor.model.text.spans import AliasNode, AnyNode, MappingNode, ScalarNode, SequenceNode

Shape: TypeAlias = tuple[object, ...]


def shape(node: AnyNode, changed: Mapping[int, Shape] | None = None) -> Shape:
    """The shape of a node; where `changed` has another for one of the nodes below it (by `id`), that one."""
    if changed and id(node) in changed:
        return changed[id(node)]
    if isinstance(node, ScalarNode):
        return node.tag, node.tagged, node.anchor, node.text
    if isinstance(node, AliasNode):
        return "*", node.name, node.nth
    if isinstance(node, SequenceNode):
        return list_shape(node, [shape(item, changed) for item in node.items])
    return mapping_shape(node, [(shape(pair.key, changed), shape(pair.value, changed)) for pair in node.pairs])


def list_shape(node: SequenceNode, items: Iterable[Shape]) -> Shape:
    """The shape of a list with other items."""
    return node.tag, node.tagged, node.anchor, tuple(items)


def mapping_shape(node: MappingNode, pairs: Iterable[tuple[Shape, Shape]]) -> Shape:
    """The shape of a mapping with other pairs."""
    return node.tag, node.tagged, node.anchor, tuple(pairs)


def shape_of(value: Value) -> Shape:
    """The shape that a value has once it is written."""
    if isinstance(value, Plain):
        return resolve(value.text), False, None, value.text
    if isinstance(value, Styled):
        return STR, False, None, value.value
    if isinstance(value, list):
        return SEQ, False, None, tuple(shape_of(item) for item in value)
    if isinstance(value, dict):
        return MAP, False, None, tuple((key_shape(key), shape_of(item)) for key, item in value.items())
    tag, text = spell(value)
    return tag, False, None, text


def key_shape(name: str) -> Shape:
    """The shape of a key that the editor writes: always a string."""
    return STR, False, None, name
