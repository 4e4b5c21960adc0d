"""Dates and durations: read out for people, and moved to another day with a card's spelling kept."""

import re
from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

_DAY = re.compile(r"\s*\d{4}-\d{1,2}-\d{1,2}(?=[Tt\s]|$)")
_DURATION = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)


def human_moment(moment: date) -> str:
    """A date, or date and time, in the words of the user's language: `Tue 19 May 2020, 15:53 UTC`."""
    words = QLocale().toString(QDate(moment.year, moment.month, moment.day), "ddd d MMM yyyy")
    if not isinstance(moment, datetime):
        return words
    clock = moment.strftime("%H:%M:%S" if moment.second else "%H:%M")
    return f"{words}, {clock} {moment.tzname() or ''}".rstrip()


def how_long_ago(moment: datetime, now: datetime) -> str:
    """When something happened, as people say it by the clock of this place: `5 min ago`, `yesterday at 17:40`."""
    moment, now = moment.astimezone(), now.astimezone()
    minutes = int((now - moment).total_seconds() // 60)
    clock = QLocale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)
    if 0 <= minutes < 1:
        return QCoreApplication.translate("Moments", "just now")
    if 0 < minutes < 60:
        return QCoreApplication.translate("Moments", "{0} min ago").format(minutes)
    if moment.date() == now.date():
        return QCoreApplication.translate("Moments", "today at {0}").format(clock)
    if moment.date() == now.date() - timedelta(days=1):
        return QCoreApplication.translate("Moments", "yesterday at {0}").format(clock)
    day = QLocale().toString(QDate(moment.year, moment.month, moment.day), "d MMM yyyy")
    return QCoreApplication.translate("Moments", "{0} at {1}").format(day, clock)


def with_day(text: str, day: date) -> str:
    """`text` on another day: time and zone stay as they are spelled. From what is no date: that day at 00:00 UTC."""
    match = _DAY.match(text)
    return f"{day.isoformat()}{text[match.end() :]}" if match else f"{day.isoformat()}T00:00:00Z"


def human_duration(text: str) -> str:
    """`PT4H15M` as `4 h 15 min`; "" when `text` is no ISO 8601 duration."""
    match = _DURATION.fullmatch(text)
    if match is None:
        return ""
    units = (
        QCoreApplication.translate("Duration", "years"),
        QCoreApplication.translate("Duration", "months"),
        QCoreApplication.translate("Duration", "weeks"),
        QCoreApplication.translate("Duration", "days"),
        QCoreApplication.translate("Duration", "h"),
        QCoreApplication.translate("Duration", "min"),
        QCoreApplication.translate("Duration", "s"),
    )
    return " ".join(f"{amount} {unit}" for amount, unit in zip(match.groups(), units, strict=True) if amount)
