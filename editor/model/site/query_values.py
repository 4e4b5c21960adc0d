"""What a field's value can be asked in a search: contains, equals, lies between."""

import calendar
import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeAlias

from editor.model.site.summary import Scalar, fold

Asked: TypeAlias = Scalar | datetime
"""A value as a search meets it: a scalar of the front matter, or the card's own date (aware)."""

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[Tt](\d{1,2}):(\d{2})(?::(\d{2}))?Z?)?)?)?")
_COMPARISON = re.compile(r"(>=|<=|>|<)(.*)", re.DOTALL)
_DAY_BEGUN = r"(?:\d{0,3}|\d{4}-0?|\d{4}-\d{1,2}-0?|\d{4}-\d{1,2}-\d{1,2}[Tt][\d:]*)"
_BEGUN = re.compile(rf"(?:[<>]=?)?{_DAY_BEGUN}|(?:[<>]=?)?[+-]?\.?|[\d-]*\.|[\d-]*\.\.{_DAY_BEGUN}")
_BOOLEANS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_FIRST = datetime.min.replace(tzinfo=UTC)
_LAST = datetime.max.replace(tzinfo=UTC)


class Question(Protocol):
    """What is asked of a field's values, one by one. `period` is when a date is to be, None where none is asked for."""

    @property
    def period(self) -> "Period | None": ...

    def accepts(self, value: Asked) -> bool:
        """Whether the value is as asked."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time in UTC, from `begin` up to but without `end`."""

    begin: datetime
    end: datetime

    def holds(self, moment: datetime) -> bool:
        """Whether that moment, aware, lies within."""
        return self.begin <= moment < self.end


@dataclass(frozen=True, slots=True)
class Like:
    """Text contains it (is it, when `whole`) without regard to case and accents; numbers, booleans and dates are it."""

    text: str
    number: float | None
    boolean: bool | None
    period: Period | None
    whole: bool

    def accepts(self, value: Asked) -> bool:
        """Whether the value is as asked."""
        if isinstance(value, str):
            return self.text == fold(value) if self.whole else self.text in fold(value)
        if isinstance(value, bool):
            return value is self.boolean
        if isinstance(value, datetime):
            return self.period is not None and self.period.holds(value)
        return value is not None and value == self.number


@dataclass(frozen=True, slots=True)
class Between:
    """Numbers from the first to the second, both included; dates within the period. None asks for none of that kind."""

    numbers: tuple[float, float] | None
    period: Period | None

    def accepts(self, value: Asked) -> bool:
        """Whether the value is as asked. Text that is a date in ISO's form counts as a date."""
        if isinstance(value, str):
            moment = _moment(value)
            return moment is not None and self.accepts(moment)
        if isinstance(value, datetime):
            return self.period is not None and self.period.holds(value)
        if value is None or isinstance(value, bool) or self.numbers is None:
            return False
        return self.numbers[0] <= value <= self.numbers[1]


def read_like(text: str, *, whole: bool = False) -> Like:
    """The question that a plain value stands for."""
    return Like(fold(text), _number(text), read_boolean(text), read_period(text), whole)


def read_between(text: str) -> Between | None:
    """The question that `>50`, `<=2020-05`, `10..20` or `2020..` stands for; None for other text.

    Raises ValueError with a sentence where a comparison has no number or date.
    """
    compared = _COMPARISON.fullmatch(text)
    if compared is None:
        low, dots, high = text.partition("..")
        return _range(low, high) if dots and (low or high) else None
    sign, bound = compared.groups()
    number, period = _number(bound), read_period(bound)
    if number is None and period is None:
        raise ValueError(f"Write a number or a date such as 2020-05 after {sign}.")
    return Between(
        None if number is None else _compared_numbers(sign, number),
        None if period is None else _compared_dates(sign, period),
    )


def read_period(text: str) -> Period | None:
    """The year, month, day, minute or second that a date as typed stands for, in UTC; None when it is no date."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = (None if part is None else int(part) for part in found.groups())
    assert year is not None
    try:
        begin = datetime(
            year,
            1 if month is None else month,
            1 if day is None else day,
            hour or 0,
            minute or 0,
            second or 0,
            tzinfo=UTC,
        )
    except ValueError:  # a thirteenth month, a year 0
        return None
    if month is None:
        length = timedelta(days=366 if calendar.isleap(year) else 365)
    elif day is None:
        length = timedelta(days=calendar.monthrange(year, month)[1])
    elif minute is None:
        length = timedelta(days=1)
    else:
        length = timedelta(minutes=1) if second is None else timedelta(seconds=1)
    return Period(begin, begin + length if begin <= _LAST - length else _LAST)


def is_begun(text: str) -> bool:
    """Whether a date, a comparison or a stretch of time could still come of what cannot be read as one."""
    return _BEGUN.fullmatch(text) is not None


def read_boolean(text: str) -> bool | None:
    """What YAML reads as true or false; None for other text."""
    return _BOOLEANS.get(text.lower())


def _range(low: str, high: str) -> Between | None:
    least, most = _number(low) if low else -math.inf, _number(high) if high else math.inf
    first = read_period(low) if low else Period(_FIRST, _FIRST)
    last = read_period(high) if high else Period(_LAST, _LAST)
    numbers = None if least is None or most is None else (least, most)
    period = None if first is None or last is None else Period(first.begin, last.end)
    return Between(numbers, period) if numbers or period else None


def _compared_numbers(sign: str, bound: float) -> tuple[float, float]:
    if sign[0] == ">":
        return (bound if sign == ">=" else math.nextafter(bound, math.inf)), math.inf
    return -math.inf, (bound if sign == "<=" else math.nextafter(bound, -math.inf))


def _compared_dates(sign: str, bound: Period) -> Period:
    """After a month is after its end, from a month on is from its begin."""
    if sign[0] == ">":
        return Period(bound.begin if sign == ">=" else bound.end, _LAST)
    return Period(_FIRST, bound.end if sign == "<=" else bound.begin)


def _number(text: str) -> float | None:
    return float(text) if _NUMBER.fullmatch(text) else None


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
