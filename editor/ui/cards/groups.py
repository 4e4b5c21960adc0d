"""Cards under heads: by month, provider or topic."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from editor.model.card.card import CardId
from editor.model.site.summary import Row


@dataclass(frozen=True, slots=True)
class Group:
    """Cards that stand together: `count` of them from position `start` on. `key` is "" for cards without any."""

    key: str
    start: int
    count: int


class Grouping(StrEnum):
    """What the cards are put together by."""

    NONE = ""
    MONTH = "month"
    PROVIDER = "provider"
    TOPIC = "topic"


def group_name(key: str, grouping: Grouping) -> str:
    """A group's name as its head says it: "May 2020" for the month 2020-05."""
    if grouping is Grouping.MONTH and key:
        year, _, month = key.partition("-")
        return QLocale().toString(QDate(int(year), int(month), 1), "MMMM yyyy")
    return (
        key
        or {
            Grouping.MONTH: _translate("No month"),
            Grouping.PROVIDER: _translate("No provider"),
            Grouping.TOPIC: _translate("No topic"),
            Grouping.NONE: "",
        }[grouping]
    )


def grouped(
    ids: Sequence[CardId], row_of: Callable[[CardId], Row], grouping: Grouping
) -> tuple[list[CardId], tuple[Group, ...]]:
    """The cards by their groups, in the order that they have; groups as their first cards come, cards without last."""
    together: dict[str, list[CardId]] = {}
    for card_id in ids:
        together.setdefault(_KEYS[grouping](row_of(card_id)), []).append(card_id)
    if "" in together:
        together[""] = together.pop("")
    ordered: list[CardId] = []
    groups: list[Group] = []
    for key, members in together.items():
        groups.append(Group(key, len(ordered), len(members)))
        ordered += members
    return ordered, tuple(groups) if grouping else ()


_KEYS: dict[Grouping, Callable[[Row], str]] = {
    Grouping.NONE: lambda _: "",
    Grouping.MONTH: lambda row: f"{row.date.year:04}-{row.date.month:02}" if row.date else "",
    Grouping.PROVIDER: lambda row: row.provider,
    Grouping.TOPIC: lambda row: row.topics[0] if row.topics else "",
}


def _translate(text: str) -> str:
    return QCoreApplication.translate("Groups", text)
