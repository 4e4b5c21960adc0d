"""Cards under heads: by month, provider or topic."""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QDate, QLocale


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


def _translate(text: str) -> str:
    return QCoreApplication.translate("Groups", text)
