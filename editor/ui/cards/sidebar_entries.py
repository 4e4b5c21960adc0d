"""One line of the sidebar, and how it is told in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt

from editor.model.site.query_edits import Mark
from editor.model.site.searches import SavedSearch

ENTRY = Qt.ItemDataRole.UserRole
"""The role of the `Entry` itself."""

SEARCHES = "searches"
"""The group of saved searches; the others are named by their fields: "topic", "provider", "date"."""

translate = QCoreApplication.translate


class Kind(Enum):
    """What an entry is."""

    STATE = auto()
    GROUP = auto()
    VALUE = auto()
    YEAR = auto()
    SEARCH = auto()
    MORE = auto()
    SAVE = auto()
    PROBLEM = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the sidebar.

    `query` is what it asks for, None where it asks for nothing; `count` is None where it is not known. `field` is that
    of its group. A `problem` is a sentence. `holds_mark` tells of a group in which something is asked for or left out.
    """

    kind: Kind
    name: str
    field: str = ""
    query: str | None = None
    count: int | None = None
    icon: str = ""
    mark: Mark | None = None
    holds_mark: bool = False
    problem: str = ""
    search: SavedSearch | None = None


def tool_tip(entry: Entry) -> str:
    """The name, which may have been cut short, with its number; below, what it asks for, what is wrong, or the keys."""
    name = entry.name if entry.count is None else f"{entry.name} ({QLocale().toString(entry.count)})"
    lines = [name]
    if entry.kind is Kind.SEARCH and entry.query:
        lines.append(entry.query)
    if entry.problem:
        lines.append(entry.problem)
    elif entry.query:
        lines.append(usage())
    return "\n".join(lines)


def usage() -> str:
    """What a click does, in one line."""
    return translate("sidebar", "Click: only these. Ctrl and click: these, too. Alt and click: all but these.")


def spoken(entry: Entry) -> str:
    """What a screen reader says: name, number, whether it is asked for, what is wrong."""
    said = ""
    if entry.mark is not None:
        said = translate("sidebar", "shown") if entry.mark is Mark.ASKED else translate("sidebar", "left out")
    number = "" if entry.count is None else QLocale().toString(entry.count)
    return ", ".join(filter(None, (entry.name, number, said, entry.problem)))


def month_name(month: str, *, with_year: bool) -> str:
    """ "2020-05" as people write it."""
    year, _, number = month.partition("-")
    if with_year:
        return QLocale().toString(QDate(int(year), int(number), 1), "MMMM yyyy")
    return QLocale().standaloneMonthName(int(number))
