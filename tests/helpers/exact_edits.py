"""What an edit must come to, worked out on another reader's tree of the card: the editor's own reading is not asked."""

from __future__ import annotations

from typing import Any

import yaml

from editor.model.text.document import Document
from editor.model.text.scalars import Styled
from tests.helpers.yaml_made_up import Tree, changed_tree, reference_tree


def tree_of(document: Document) -> Tree:
    """PyYAML's reading of a document."""
    return reference_tree(document.envelope.yaml.removeprefix("\ufeff"))


def leaf_tree(value: Any) -> Any:
    """What PyYAML must read of a value that was written."""
    if isinstance(value, Styled):
        value = value.value
    if isinstance(value, list):
        return [leaf_tree(item) for item in value]
    if isinstance(value, dict):
        return "map", [(("tag:yaml.org,2002:str", key), leaf_tree(item)) for key, item in value.items()]
    return "tag:yaml.org,2002:str" if isinstance(value, str) else None, value


def agrees(tree: Any, expected: Any) -> bool:
    """Whether a tree is the expected one. Written strings compare by text, other values as PyYAML loads them."""
    if isinstance(expected, list):
        return isinstance(tree, list) and len(tree) == len(expected) and all(map(agrees, tree, expected))
    if expected[0] == "map" and isinstance(expected[1], list):
        pairs = list(zip(tree[1], expected[1], strict=False))
        same_names = [name(key) for key, _ in tree[1]] == [name(key) for key, _ in expected[1]]
        return tree[0] == "map" and same_names and all(agrees(found, wanted) for (_, found), (_, wanted) in pairs)
    if isinstance(tree, list) or expected[0] is not None:
        return tree == expected
    loaded = yaml.load(tree[1] or "null", yaml.CSafeLoader)
    return type(loaded) is type(expected[1]) and (loaded == expected[1])


def expected_tree(document: Document, name: str, arguments: tuple[Any, ...], tree: Tree) -> Tree:
    """The document's tree with the edit made on it."""
    path = arguments[0]
    if name == "set" and document.has(path):
        return changed_tree(tree, path, lambda old: leaf_tree(arguments[1]))
    if name == "set":
        return changed_tree(tree, path[:-1], lambda old: _with_key(old, path[-1], leaf_tree(arguments[1])))
    if name == "insert":
        return changed_tree(tree, path, lambda old: _with_item(old, arguments[1], leaf_tree(arguments[2])))
    if name == "remove":
        return changed_tree(tree, path[:-1], lambda old: _without(old, path[-1]))
    return changed_tree(tree, path, lambda old: _moved(old, arguments[1], arguments[2]))


def _with_key(tree: Any, key: str, value: Any) -> Any:
    pairs = tree[1] if tree[0] == "map" else []
    return "map", [*pairs, (("tag:yaml.org,2002:str", key), value)]


def _with_item(tree: Any, index: int, item: Any) -> Any:
    items = tree if isinstance(tree, list) else []
    return [*items[:index], item, *items[index:]]


def _without(tree: Any, step: Any) -> Any:
    if isinstance(tree, list):
        return [item for at, item in enumerate(tree) if at != step]
    return "map", [(key, value) for key, value in tree[1] if key[1] != step]


def _moved(tree: list[Any], index: int, to: int) -> list[Any]:
    items = list(tree)
    items.insert(to, items.pop(index))
    return items


def name(key: Any) -> str:
    """What a path calls a key: its text. A key that is there already may be a number to YAML."""
    return str(key[1] if isinstance(key, tuple) else key)


def sorted_maps(tree: Any) -> Any:
    """A tree in which the order of keys does not count: a mapping that is set keeps the order that it has."""
    if isinstance(tree, list):
        return [sorted_maps(item) for item in tree]
    if tree[0] == "map" and isinstance(tree[1], list):
        return "map", sorted(((key, sorted_maps(value)) for key, value in tree[1]), key=lambda pair: name(pair[0]))
    return tree
