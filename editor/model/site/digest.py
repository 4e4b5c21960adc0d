"""Where what a row says stands in blocks of YAML with the same outline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

from editor.model.card.card import PICTURE_KINDS, picture_kind
from editor.model.card.fields import Field
from editor.model.card.quick_checks import Condition, conditions
from editor.model.card.schema import Schema
from editor.model.site.summary import passed_over
from editor.model.text.outlines import Leaf, Shape, Uncertain
from editor.model.text.scalars import Scalar

_SPELLED = ("title", "name", "excerpt", "type")
_VALUES = ("published", "publishedDateTime", "date")

Taken: TypeAlias = Mapping[int, tuple[str, ...]]
"""What was taken of blocks with one outline, by the places of their cards."""

Values: TypeAlias = Sequence[Sequence[Scalar]]
"""What that means: for each leaf the values of all blocks."""


@dataclass(frozen=True, eq=False)
class Digest:
    """Leaves of an outline by what they are to a row.

    `said` are leaves by the names of what they say, `cells` those of each path without indexes, None for an empty
    value. The blocks' top-level keys are `keys`.
    """

    keys: tuple[str, ...]
    leaves: tuple[Leaf, ...]
    conditions: tuple[Condition, ...]
    said: tuple[tuple[str, Leaf], ...]
    topics: tuple[Leaf, ...]
    cells: tuple[tuple[str, tuple[Leaf | None, ...]], ...]

    @cached_property
    def uses(self) -> tuple[str, ...]:
        """The paths that tell how a provider is used."""
        return tuple(path for path, _ in self.cells if path.partition(".")[0] == "provider")

    @cached_property
    def has_picture(self) -> bool:
        """Whether one of the card's own pictures stands here."""
        return any(name == "picture" for name, _ in self.said)

    def values(self, taken: Iterable[Sequence[str]]) -> Values | None:
        """The values of some blocks; None where a leaf has another value in one of them, or there is a problem."""
        texts = [*zip(*taken, strict=True)]
        if not texts:
            return []
        try:
            values = [leaf.read(each) for leaf, each in zip(self.leaves, texts, strict=True)]
        except Uncertain:
            return None
        holds = all(each.holds(*[values[leaf.number] for leaf in each.leaves]) for each in self.conditions)
        return values if holds else None


def digest(schema: Schema, shape: Mapping[str, Shape], horizon: date) -> Digest:
    """What blocks of this shape say of cards of a kind. Raises Uncertain where each card has to be asked."""
    said = {key: _texts(shape.get(key)) for key in _SPELLED}
    said |= {key: (leaf,) for key in _VALUES if isinstance(leaf := shape.get(key), Leaf)}
    provider, topics = shape.get("provider"), shape.get("topics")
    said["provider"] = _texts(provider.get("name") if isinstance(provider, dict) else provider)
    pictures = {kind: list[Leaf]() for kind in PICTURE_KINDS}
    for key, value in shape.items():
        if (known := schema.root.picturing.get(key)) is not None:
            pictures[picture_kind((key,))] += _pictures(known, value)
    said["picture"], said["provider_picture"] = tuple(pictures["image"]), tuple(pictures["provider"])
    cells: dict[str, list[Leaf | None]] = {}
    passed = schema.once(passed_over)
    for key, value in shape.items():
        if key not in passed:
            _collect(key, value, cells)
    return Digest(
        keys=tuple(shape),
        leaves=tuple(sorted(set(_leaves(shape)), key=lambda leaf: leaf.number)),
        conditions=tuple(conditions(shape, schema.root.children, horizon)),
        said=tuple((name, found[0]) for name, found in said.items() if found),
        topics=tuple(leaf for topic in (topics if isinstance(topics, list) else [topics]) for leaf in _texts(topic)),
        cells=tuple((path, tuple(found)) for path, found in cells.items()),
    )


def _texts(value: Shape) -> tuple[Leaf, ...]:
    """The leaf of a text, none where nothing stands there. Raises Uncertain where a spelling would have to be told."""
    if value is None:
        return ()
    if not isinstance(value, Leaf) or value.type is not str:
        raise Uncertain
    return (value,)


def _leaves(value: Shape | Mapping[str, Shape]) -> Iterator[Leaf]:
    if isinstance(value, Leaf):
        yield value
    elif value is not None:
        for child in value.values() if isinstance(value, Mapping) else value:
            yield from _leaves(child)


def _collect(path: str, value: Shape, found: dict[str, list[Leaf | None]]) -> None:
    if isinstance(value, dict):
        for key, child in value.items():
            _collect(f"{path}.{key}", child, found)
    elif isinstance(value, list):
        for item in value:
            _collect(path, item, found)
    else:
        found.setdefault(path, []).append(value)


def _pictures(known: Field, value: Shape) -> Iterator[Leaf]:
    if isinstance(value, Leaf):
        if known.picture and value.type is str:
            yield value
    elif isinstance(value, dict):
        for key, child in value.items():
            if (inner := known.picturing.get(key)) is not None:
                yield from _pictures(inner, child)
    elif isinstance(value, list) and known.item is not None and known.item.has_pictures:
        for child in value:
            yield from _pictures(known.item, child)
