"""Which cards have no problems, told for all blocks with the same outline, and without a walk through their values.

Each rule of `rules` is here in the form in which it finds nothing. Where that is not plain, the card has to be checked.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from editor.model.card.fields import Field, FieldType
from editor.model.card.values import PLAIN_URL, is_duration
from editor.model.text.outlines import Leaf, Shape, Uncertain

COVERED = frozenset(
    {
        *("duplicate-key", "missing", "empty", "type", "misread", "published-quoted", "published-value"),
        *("date", "future", "url", "choice", "long", "picture-size", "twice"),
    }
)
"""The rules that find nothing where all conditions hold and no key stands twice."""

_TYPES: Mapping[FieldType, frozenset[type]] = {
    FieldType.BOOLEAN: frozenset({bool}),
    FieldType.INTEGER: frozenset({int}),
    FieldType.NUMBER: frozenset({int, float}),
    FieldType.DATETIME: frozenset({datetime, date}),
}
"""What a field takes, of which nothing more than its value has to be looked at; all others take text."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold of the values of these leaves, for each leaf those of many blocks."""

    leaves: tuple[Leaf, ...]
    holds: Callable[..., bool]


def conditions(shape: Mapping[str, Shape], fields: Mapping[str, Field], horizon: date) -> Iterator[Condition]:
    """The conditions for blocks of this shape, in which top-level keys stand: `fields` are those of the card.

    Whether all needed keys are there, and each of them once, is a matter of the card. Raises Uncertain where a problem
    is there already, or nothing can be said.
    """
    published = shape.get("published", _NOTHING)
    if published is not _NOTHING and not (isinstance(published, Leaf) and published.type is bool):
        raise Uncertain
    yield from _conditions_of_mapping(shape, fields, horizon)


_NOTHING: Shape = {}


def _conditions_of_mapping(
    shape: Mapping[str, Shape], fields: Mapping[str, Field], horizon: date
) -> Iterator[Condition]:
    for key, value in shape.items():
        field = fields.get(key)
        if field is None:
            continue
        if field.required:
            yield from _filled(value)
        if field.picture and isinstance(value, Leaf):
            yield from _filled(value)
            yield from _sized(shape)
        yield from _conditions_of(value, field, horizon)


def _conditions_of(value: Shape, field: Field, horizon: date) -> Iterator[Condition]:
    if isinstance(value, Leaf):
        yield from _conditions_of_leaf(value, field, horizon)
    elif isinstance(value, dict):
        if field.type is not FieldType.MAPPING or set(field.needed) - value.keys():
            raise Uncertain
        yield from _conditions_of_mapping(value, field.children, horizon)
    elif isinstance(value, list):
        if field.type is not FieldType.LIST:
            raise Uncertain
        yield from _conditions_of_list(value, field, horizon)


def _conditions_of_list(items: list[Shape], field: Field, horizon: date) -> Iterator[Condition]:
    if field.merge == "set" and len(items) > 1:
        leaves = tuple(item for item in items if isinstance(item, Leaf) and item.type is str)
        if len(leaves) < len(items):
            raise Uncertain
        yield Condition(leaves, _are_different)
    if field.item is not None:
        if field.item.picture and any(isinstance(item, Leaf) for item in items):
            raise Uncertain  # there is no place for their sizes
        for item in items:
            yield from _conditions_of(item, field.item, horizon)


def _conditions_of_leaf(leaf: Leaf, field: Field, horizon: date) -> Iterator[Condition]:
    if leaf.type not in _TYPES.get(field.type, {str}) and not (field.locked and field.type.is_text):
        raise Uncertain
    if field.type in (FieldType.MAPPING, FieldType.LIST):
        raise Uncertain
    alone = (leaf,)
    if leaf.type in (datetime, date):
        yield Condition(alone, partial(_are_near, horizon))
    if leaf.type is str:
        if field.type is FieldType.URL:
            yield Condition(alone, partial(_each, PLAIN_URL.fullmatch))
        elif field.type is FieldType.CHOICE:
            yield Condition(alone, frozenset(field.choices).issuperset)
        elif field.type is FieldType.DURATION:
            yield Condition(alone, partial(_each, is_duration))
        if field.limit:
            yield Condition(alone, partial(_are_short, field.limit))


def _filled(value: Shape) -> Iterator[Condition]:
    if value is None:
        raise Uncertain
    if isinstance(value, Leaf) and value.type is str:
        yield Condition((value,), partial(_each, str.strip))


def _sized(picture: Mapping[str, Shape]) -> Iterator[Condition]:
    width, height = picture.get("width"), picture.get("height")
    if not (isinstance(width, Leaf) and isinstance(height, Leaf) and width.type is height.type is int):
        raise Uncertain
    yield Condition((width, height), lambda *sizes: min(map(min, sizes)) > 0)


def _each(passes: Callable[[str], object], texts: Sequence[str]) -> bool:
    return all(map(passes, texts))


def _are_short(limit: int, texts: Sequence[str]) -> bool:
    return max(map(len, texts)) <= limit


def _are_near(horizon: date, moments: Sequence[date]) -> bool:
    return all((moment.date() if isinstance(moment, datetime) else moment) <= horizon for moment in moments)


def _are_different(*texts: Sequence[str]) -> bool:
    return all(len(set(each)) == len(each) for each in zip(*texts, strict=True))
