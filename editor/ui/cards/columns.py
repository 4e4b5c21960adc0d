"""The columns that a table of cards can have: every field of every kind of card."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from editor.model.card.fields import Field, FieldType, label_of
from editor.model.card.schema import Schemas

_NUMBERS = frozenset({FieldType.INTEGER, FieldType.NUMBER})
_HIGH_FIRST = _NUMBERS | {FieldType.DATETIME, FieldType.BOOLEAN}
_WIDTHS = {
    FieldType.LONG_TEXT: 320,
    FieldType.URL: 220,
    FieldType.DATETIME: 104,
    FieldType.INTEGER: 72,
    FieldType.NUMBER: 72,
    FieldType.BOOLEAN: 84,
}
_WIDTH = 150  # points: of any other type
_NARROWEST = 32


@dataclass(frozen=True, slots=True)
class Column:
    """A field as a column. `key` is the name that search and sorting know it by, such as `provider.domain`."""

    key: str
    label: str
    type: FieldType = FieldType.TEXT

    @property
    def is_number(self) -> bool:
        """Whether its values stand at the end of their cells."""
        return self.type in _NUMBERS

    @property
    def starts_descending(self) -> bool:
        """Whether one wants the newest or the highest first; names are read from A to Z."""
        return self.type in _HIGH_FIRST

    @property
    def usual_width(self) -> int:
        """Points that it has before somebody chooses otherwise."""
        return 340 if self.key == "title" else _WIDTHS.get(self.type, _WIDTH)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A column that is shown, and its width in points."""

    key: str
    width: int


USUAL = ("title", "published", "date", "provider", "topics", "heat", "type", "problems")
"""The columns of a table that nobody has changed yet."""


class Columns:
    """All columns there are, by key: those of the row, those that the schemas declare, and any other by its name."""

    def __init__(self, schemas: Schemas) -> None:
        self._known = {column.key: column for column in (*_declared(schemas), *_of_rows())}

    def column(self, key: str) -> Column:
        """The column of this field; one that nothing is known of goes by its name."""
        return self._known.get(key) or Column(key, _spelled(key))

    def all(self, fields: Iterable[str]) -> tuple[Column, ...]:
        """The columns of these fields, the usual ones first, the others by their label."""
        keys = set(fields) - {"publishing", "error"}  # said by other columns
        rest = sorted(map(self.column, keys.difference(USUAL)), key=lambda column: column.label.casefold())
        return (*(self.column(key) for key in USUAL if key in keys), *rest)


def usual(columns: Columns) -> tuple[Chosen, ...]:
    """The choice of somebody who has not chosen yet."""
    return tuple(Chosen(key, columns.column(key).usual_width) for key in USUAL)


def chosen_from(saved: object) -> tuple[Chosen, ...]:
    """A choice as it was kept; whatever makes no sense in it is left out."""
    chosen: dict[str, Chosen] = {}
    for entry in saved if isinstance(saved, list) else ():
        match entry:
            case [str(key), int(width)] if key:
                chosen[key] = Chosen(key, max(_NARROWEST, min(width, 2000)))
    return tuple(chosen.values())


def _of_rows() -> Iterator[Column]:
    """What every row has, broken cards included."""
    yield Column("title", _translate("Title"))
    yield Column("excerpt", _translate("Excerpt"), FieldType.LONG_TEXT)
    yield Column("date", _translate("Date"), FieldType.DATETIME)
    yield Column("published", _translate("Published"), FieldType.BOOLEAN)
    yield Column("provider", _translate("Provider"))
    yield Column("topics", _translate("Topics"))
    yield Column("type", _translate("Type"))
    yield Column("schema", _translate("Kind of card"))
    yield Column("problems", _translate("Problems"), FieldType.INTEGER)
    yield Column("id", _translate("File"))


def _declared(schemas: Schemas) -> Iterator[Column]:
    labels: dict[str, Column] = {}
    for schema in schemas.all():
        for field in schema.fields:
            for column in _walk(field, "", ""):
                labels.setdefault(column.key, column)
    return iter(labels.values())


def _walk(field: Field, path: str, above: str) -> Iterator[Column]:
    """The scalars of a field; a list of them counts as one, items of a list have the path of the list."""
    key = f"{path}.{field.key}" if path else field.key
    label = f"{above} · {field.label}" if above else field.label
    if field.locked:
        return
    inner = field.item.fields if field.item else field.fields
    if inner:
        for child in inner:
            yield from _walk(child, key, label)
    else:
        kind = field.item.type if field.item else field.type
        yield Column(key, label, FieldType.TEXT if kind in (FieldType.LIST, FieldType.MAPPING) else kind)


def _spelled(key: str) -> str:
    return " · ".join(label_of(part) for part in key.split("."))


def labels_of(columns: Iterable[Column]) -> Mapping[str, str]:
    """Labels by key, told apart by the key where two are the same."""
    found: dict[str, str] = {}
    for column in columns:
        found[column.key] = f"{column.label} ({column.key})" if column.label in found.values() else column.label
    return found


def _translate(text: str) -> str:
    return QCoreApplication.translate("Columns", text)
