"""What a torture prints: one line for each promise that was tried."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`what` was tried so many times; `bad` of them broke a promise, and must be 0. `note` says what else was seen."""

    what: str
    tried: int
    bad: int
    note: str = ""
