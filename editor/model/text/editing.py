"""The edits of a document: which splices are tried, and the proof that lets one of them pass.

Every candidate's text is read again. Its structure must be the old one with exactly this change, and what stands around
the YAML must be the same; the first candidate for which that holds is the edit, and when there is none, the edit is
refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from editor.model.text import locks
from editor.model.text.errors import EditRefused, Unreadable
from editor.model.text.ground import Candidate, Ground, Spot
from editor.model.text.inserting import added_keys, inserted_items
from editor.model.text.meaning import entries, find, same
from editor.model.text.paths import Path, format_path
from editor.model.text.removing import moves, removals
from editor.model.text.replacing import replacements
from editor.model.text.resolution import NULL
from editor.model.text.restoring import restorations
from editor.model.text.scalars import Value
from editor.model.text.spans import AnyNode, MappingNode, ScalarNode, SequenceNode
from editor.model.text.splices import OverlapError, apply
from editor.model.text.trees import shape

if TYPE_CHECKING:
    from editor.model.text.document import Document

_NO_ROOM = "this cannot be changed here without touching the text around it: edit it in Source"


def set_value(document: Document, path: Path, value: Value, *, order: Sequence[str], like: Document | None) -> Document:
    """See `Document.set`."""
    if _has(document, path, value):
        return document
    _refuse_locked(document, path)
    ground = document.ground()
    spot = ground.spot(path)
    if spot is None:
        return _add(document, ground, path, value, order)
    restored = None if like is None or not path else _restored(document, ground, spot, path, value, like)
    if restored is not None:
        return restored
    if isinstance(value, list) and isinstance(spot.node, SequenceNode):
        return _set_items(document, spot.node, path, value, like)
    if isinstance(value, dict) and isinstance(spot.node, MappingNode):
        return _set_keys(document, spot.node, path, value, order, like)
    if not path:
        raise EditRefused("a card is made of `key: value` lines", path)
    _refuse_lost_anchor(document, spot.node.start, spot.node.end, path)
    return _first_proved(document, replacements(ground, spot, value), path)


def insert_item(document: Document, path: Path, index: int, value: Value) -> Document:
    """See `Document.insert`."""
    _refuse_locked(document, path)
    ground = document.ground()
    spot = ground.spot(path)
    if spot is None or (isinstance(spot.node, ScalarNode) and spot.node.tag == NULL):
        if index != 0:
            raise EditRefused(f"`{format_path(path)}` has no items yet", path)
        return document.set(path, [value])
    if not isinstance(spot.node, SequenceNode):
        raise EditRefused(f"`{format_path(path)}` is not a list", path)
    if not 0 <= index <= len(spot.node.items):
        raise EditRefused(f"`{format_path(path)}` has only {len(spot.node.items)} items", path)
    return _first_proved(document, inserted_items(ground, spot, index, value), path)


def remove_value(document: Document, path: Path) -> Document:
    """See `Document.remove`."""
    _refuse_locked(document, path)
    ground = document.ground()
    spot = ground.spot(path)
    container = ground.spot(path[:-1])
    if spot is None or container is None or not path:
        raise EditRefused(
            f"there is no `{format_path(path)}`" if path else "a card cannot lose all of its fields at once", path
        )
    entry = ground.entry(spot)
    _refuse_lost_anchor(document, entry.start, entry.end, path)
    index = spot.index
    if isinstance(container.node, MappingNode) and spot.pair is not None:
        index = container.node.pairs.index(spot.pair)
    return _first_proved(document, removals(ground, container, index), path)


def move_item(document: Document, path: Path, index: int, to: int) -> Document:
    """See `Document.move`."""
    _refuse_locked(document, path)
    ground = document.ground()
    spot = ground.spot(path)
    if spot is None or not isinstance(spot.node, SequenceNode):
        raise EditRefused(f"`{format_path(path)}` is not a list", path)
    if not (0 <= index < len(spot.node.items) and 0 <= to < len(spot.node.items)):
        raise EditRefused(f"`{format_path(path)}` has only {len(spot.node.items)} items", path)
    if index == to:
        return document
    return _first_proved(document, moves(ground, spot, index, to), path)


def _restored(
    document: Document, ground: Ground, spot: Spot, path: Path, value: Value, like: Document
) -> Document | None:
    """With the spelling of another document, where that has the value and the spelling means it here, too."""
    like_ground = like.ground()
    like_spot = like_ground.spot(path)
    if like_spot is None or not same(like_spot.node, value):
        return None
    if locks.lost_anchor(document.tree, spot.node.outer, spot.node.end) is not None:
        return None
    found = prove(document, restorations(ground, spot, like_ground, like_spot))
    return found if found is not None and _has(found, path, value) else None


def _add(document: Document, ground: Ground, path: Path, value: Value, order: Sequence[str]) -> Document:
    """Add what a path is missing, from its first missing step on."""
    depth = next(depth for depth in range(len(path), -1, -1) if ground.spot(path[:depth]) is not None)
    spot = ground.spot(path[:depth])
    assert spot is not None
    step, node = path[depth], spot.node
    wrapped = _wrapped(value, path, depth + 1)
    if isinstance(node, MappingNode) and isinstance(step, str):
        return _first_proved(document, added_keys(ground, spot, step, wrapped, order, _namesake(spot, step)), path)
    if isinstance(node, SequenceNode) and step == len(node.items):
        return _first_proved(document, inserted_items(ground, spot, step, wrapped), path)
    if isinstance(node, ScalarNode) and node.tag == NULL:
        return _first_proved(document, replacements(ground, spot, _wrapped(value, path, depth)), path)
    where = format_path(path[:depth])
    if isinstance(node, SequenceNode) and isinstance(step, int):
        raise EditRefused(f"`{where}` has only {len(node.items)} items", path)
    raise EditRefused(f"`{where or 'the card'}` {_kind(node)}, so there can be no `{format_path(path)}`", path)


def _kind(node: AnyNode) -> str:
    if isinstance(node, MappingNode):
        return "has keys"
    return "is a list" if isinstance(node, SequenceNode) else "is a single value"


def _has(document: Document, path: Path, value: Value) -> bool:
    """Whether a path means a value already, be it through an alias."""
    try:
        return same(find(document.tree.root, path), value)
    except KeyError:
        return False


def _wrapped(value: Value, path: Path, depth: int) -> Value:
    """The value inside of the parents that a path is missing."""
    for step in reversed(path[depth:]):
        if isinstance(step, str):
            value = {step: value}
        elif step == 0:
            value = [value]
        else:
            raise EditRefused(f"there is no item before `{format_path(path)}`", path)
    return value


def _namesake(spot: Spot, key: str) -> AnyNode | None:
    """The value of the same key in a neighbour of the same list, to look like."""
    if isinstance(spot.parent, SequenceNode):
        for item in spot.parent.items:
            if isinstance(item, MappingNode) and key in item.last:
                return item.last[key].value
    return None


def _set_items(
    document: Document, node: SequenceNode, path: Path, value: list[Value], like: Document | None
) -> Document:
    """Make a list equal by its items, so that those that stay are not touched."""
    old, new = len(node.items), len(value)
    shorter = min(old, new)
    first = next((at for at in range(shorter) if not same(node.items[at], value[at])), shorter)
    tail = next(
        (at for at in range(shorter - first) if not same(node.items[old - 1 - at], value[new - 1 - at])),
        shorter - first,
    )
    for at in range(first, shorter - tail):
        document = document.set((*path, at), value[at], like=like)
    for at in range(shorter - tail, new - tail):
        document = document.insert(path, at, value[at])
    for at in range(old - tail - 1, new - tail - 1, -1):
        document = document.remove((*path, at))
    return document


def _set_keys(
    document: Document,
    node: MappingNode,
    path: Path,
    value: dict[str, Value],
    order: Sequence[str],
    like: Document | None,
) -> Document:
    """Make a mapping equal by its keys, so that those that stay are not touched."""
    for key, item in value.items():
        document = document.set((*path, key), item, order=order, like=like)
    for key in entries(node):
        if key not in value:
            document = document.remove((*path, key))
    return document


def _refuse_locked(document: Document, path: Path) -> None:
    reason = document.locked_reason(path)
    if reason is not None:
        raise EditRefused(reason, path)


def _refuse_lost_anchor(document: Document, start: int, end: int, path: Path) -> None:
    reason = locks.lost_anchor(document.tree, start, end)
    if reason is not None:
        raise EditRefused(reason, path)


def _first_proved(document: Document, candidates: Iterable[Candidate], path: Path) -> Document:
    problems: list[str] = []
    found = prove(document, candidates, problems)
    if found is None:
        raise EditRefused(f"this cannot be written here: {problems[-1]}" if problems else _NO_ROOM, path)
    return found


def prove(document: Document, candidates: Iterable[Candidate], problems: list[str] | None = None) -> Document | None:
    """The first candidate that makes the card what is expected, and leaves all around the YAML alone.

    Why others could not even be read is added to `problems`.
    """
    around = document.envelope.around
    for candidate in candidates:
        try:
            found = type(document).parse(apply(document.text, candidate.splices))
        except Unreadable as error:
            if problems is not None:
                problems.append(error.reason)
            continue
        except OverlapError:
            continue
        if found.envelope.around == around and shape(found.tree.root) == candidate.expected:
            return found
    return None
