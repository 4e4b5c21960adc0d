"""What can be put into a card, and how a single value is spelled in YAML."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, TypeAlias

Style: TypeAlias = Literal["plain", "double", "single", "literal", "folded"]


@dataclass(frozen=True, slots=True)
class Plain:
    """A scalar written plain with exactly this spelling, meaning whatever YAML 1.1 reads it as."""

    text: str


@dataclass(frozen=True, slots=True)
class Styled:
    """A string that prefers this style where there is no style to keep."""

    value: str
    style: Style


Scalar: TypeAlias = bool | int | float | str | datetime.date | datetime.datetime | None

Value: TypeAlias = "Scalar | Plain | Styled | list[Value] | dict[str, Value]"
