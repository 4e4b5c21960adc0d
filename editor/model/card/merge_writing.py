"""Makes a card's text mean the values that were merged, by splicing what differs and leaving all else as it is."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from editor.model.card.diff import equal_values
from editor.model.card.fields import Field
from editor.model.card.merge_values import identities
from editor.model.card.schema import Schema
from editor.model.text.document import Document
from editor.model.text.paths import Path
from editor.model.text.scalars import Styled, Value

_Like: TypeAlias = tuple[Document, Path]
"""The same value's place in another version, whose spelling it may take."""


def with_values(document: Document, wanted: dict[str, Value], schema: Schema, likes: Sequence[Document]) -> Document:
    """The document with exactly these values; what comes in is spelled as the first of `likes` has it at that place.

    Locks do not count: a machine's own version may bring what it has sealed. Raises EditRefused.
    """
    had = document.value()
    assert isinstance(had, dict)
    target = _Target((), schema.root, tuple((like, ()) for like in likes))
    return _with_mapping(document, had, wanted, target)


@dataclass(frozen=True, slots=True)
class _Target:
    """A place to write at, what belongs there, and where other versions have it."""

    path: Path
    field: Field | None
    likes: tuple[_Like, ...]

    def key(self, key: str) -> _Target:
        likes = tuple((like, (*path, key)) for like, path in self.likes if like.has((*path, key)))
        return _Target((*self.path, key), self.field.child(key) if self.field else None, likes)

    def item(self, index: int, name: Hashable) -> _Target:
        """The item at the index; other versions have it where its name is the same."""
        likes = []
        for like, path in self.likes:
            items = like.get(path)
            names = identities(items, self.field) if isinstance(items, list) else None
            if names is not None and name in names:
                likes.append((like, (*path, names.index(name))))
        return _Target((*self.path, index), self.field.item if self.field else None, tuple(likes))

    @property
    def like(self) -> Document | None:
        """A version that has its value at the very same path."""
        return next((like for like, path in self.likes if path == self.path), None)

    def order(self, key: str) -> Sequence[str]:
        """The order in which a new key finds its place: the house's, else that of a version that has it."""
        house = self.field.order if self.field else ()
        if key in house:
            return house
        return next((like.keys(path) for like, path in self.likes if like.has((*path, key))), house)


def _with_value(document: Document, had: Value, wanted: Value, target: _Target) -> Document:
    if isinstance(had, dict) and isinstance(wanted, dict):
        return _with_mapping(document, had, wanted, target)
    if isinstance(had, list) and isinstance(wanted, list):
        names, goal = identities(had, target.field), identities(wanted, target.field)
        if names is not None and goal is not None:
            return _with_items(
                document, dict(zip(names, had, strict=True)), dict(zip(goal, wanted, strict=True)), target
            )
    return document.set(target.path, _spelled(wanted, target), like=target.like)


def _with_mapping(document: Document, had: dict[str, Value], wanted: dict[str, Value], target: _Target) -> Document:
    for key, value in wanted.items():
        if key not in had:
            inner = target.key(key)
            document = document.set(inner.path, _spelled(value, inner), order=target.order(key))
        elif not equal_values(had[key], value):
            document = _with_value(document, had[key], value, target.key(key))
    for key in had:
        if key not in wanted:
            document = document.remove((*target.path, key))
    return document


def _with_items(
    document: Document, had: dict[Hashable, Value], wanted: dict[Hashable, Value], target: _Target
) -> Document:
    """Items taken out, put in and moved by their names; those that stay are changed within."""
    path, names = target.path, list(had)
    if any(name in wanted for name in names):  # else the last to go would take the list's style with it
        document = _without_items(document, names, wanted, path, 0)
    for index, (name, value) in enumerate(wanted.items()):
        if name not in had:
            document = document.insert(path, index, _spelled(value, target.item(index, name)))
            names.insert(index, name)
        elif names[index] != name:
            document = document.move(path, names.index(name), index)
            names.remove(name)
            names.insert(index, name)
    document = _without_items(document, names, wanted, path, len(wanted))
    for index, (name, value) in enumerate(wanted.items()):
        if name in had and not equal_values(had[name], value):
            document = _with_value(document, had[name], value, target.item(index, name))
    return document


def _without_items(
    document: Document, names: list[Hashable], wanted: dict[Hashable, Value], path: Path, first: int
) -> Document:
    """Takes out the items from `first` on that are not wanted, out of `names`, too."""
    for index in range(len(names) - 1, first - 1, -1):
        if names[index] not in wanted:
            document = document.remove((*path, index))
            del names[index]
    return document


def _spelled(value: Value, target: _Target) -> Value:
    """A value that asks for the spelling it has in another version, else for the schema's style."""
    for like, path in target.likes:
        if equal_values(like.get(path), value):
            return like.as_written(path)
    match value:
        case dict():
            return {key: _spelled(item, target.key(key)) for key, item in value.items()}
        case list():
            names: Sequence[Hashable] = identities(value, target.field) or [None] * len(value)
            return [
                _spelled(item, target.item(at, name)) for at, (item, name) in enumerate(zip(value, names, strict=True))
            ]
        case str() if target.field:
            return Styled(value, target.field.style)
    return value
