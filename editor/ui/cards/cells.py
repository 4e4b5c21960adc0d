"""What stands in a cell of the table: one field of one card, in few words."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, QLocale

from editor.model.card.fields import FieldType
from editor.model.site.summary import Row, Scalar
from editor.ui.cards.card_table import day_of
from editor.ui.cards.columns import Column

_MOST = 3  # values of a list that are told
_LONGEST = 300  # characters of a cell; no cell is that wide


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell, and whether they stand at its end. `mark` is a yes or no, None where words say it all."""

    text: str = ""
    at_end: bool = False
    mark: bool | None = None


def cell_of(row: Row, column: Column) -> Cell:
    """The cell of that card in that column."""
    match column.key:
        case "title":
            return Cell(title_of(row)[:_LONGEST])
        case "published":
            return Cell(mark=None if row.error else row.is_published)
        case "date":
            return Cell(_day(day_of(row.date)) if row.date else "")
        case "problems":
            return Cell(QLocale().toString(row.problems) if row.problems else "", at_end=True)
        case "topics":
            return Cell(_joined(row.topics))
        case "id" | "excerpt" | "provider" | "type" | "schema" as name:
            return Cell(" ".join(str(getattr(row, name))[:_LONGEST].split()))
    return _of_values(row.values.get(column.key, ()), column)


def title_of(row: Row) -> str:
    """On one line; a card without a title goes by its file's name."""
    return " ".join(row.title.split()) or row.id.rpartition("/")[2]


def _of_values(values: tuple[Scalar, ...], column: Column) -> Cell:
    if len(values) == 1 and isinstance(values[0], bool):
        return Cell(mark=values[0])
    if column.type is FieldType.DATETIME:
        values = tuple(_spelled_day(value) for value in values)
    only_numbers = bool(values) and all(isinstance(value, int | float) for value in values)
    return Cell(_joined(values), at_end=column.is_number or only_numbers)


def _joined(values: tuple[Scalar, ...]) -> str:
    """The first values, and how many more there are."""
    words = ", ".join(" ".join(str(value)[:_LONGEST].split()) for value in values[:_MOST] if value is not None)
    return f"{words} +{len(values) - _MOST}" if len(values) > _MOST else words


def _spelled_day(value: Scalar) -> Scalar:
    """A date as the reader's language has it; what is none stays as it is spelled."""
    try:
        found = date.fromisoformat(str(value)[:10])
    except ValueError:
        return value
    return _day(QDate(found.year, found.month, found.day))


def _day(day: QDate) -> str:
    return QLocale().toString(day, "d MMM yyyy")
