"""Chance that falls the same way on every platform and every Python."""

import base64
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Random choices that depend on the key alone.

    Built on `random()` only: of Python's generator just that sequence is promised to stay the same (library reference,
    `random`, "Notes on Reproducibility").
    """

    def __init__(self, *key: str | int) -> None:
        self.random = random.Random("/".join(map(str, key))).random

    def below(self, limit: int) -> int:
        """A whole number from 0 to limit - 1."""
        return int(self.random() * limit)

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + self.below(high - low + 1)

    def spread(self, low: float, high: float) -> float:
        """A number from low up to high."""
        return low + self.random() * (high - low)

    def chance(self, share: float) -> bool:
        """True in this share (0 to 1) of the cases."""
        return self.random() < share

    def pick(self, things: Sequence[T]) -> T:
        return things[self.below(len(things))]

    def some(self, things: Sequence[T], count: int) -> list[T]:
        """Up to `count` different things, in their own order of chance."""
        left = list(things)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]

    def base64(self, size: int) -> str:
        """`size` random bytes, as base64 text."""
        random = self.random  # every card has a few hundred: no call more than is needed
        return base64.b64encode(bytes([int(random() * 256) for _ in range(size)])).decode("ascii")
