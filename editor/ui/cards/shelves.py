"""Where cards stand in a view: in rows of as many as there is room for, under the heads of their groups."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QPoint, QRect, QSize

from editor.model.site.index import Group


@dataclass(frozen=True, slots=True)
class Shape:
    """How many cards stand side by side, how large each is and how high a group's head is, in points."""

    columns: int
    cell: QSize
    head: int


class Shelves:
    """The places of `count` cards, in points from the top left corner of all of them. Never changes.

    Made in O(groups), asked in O(log groups): 100,000 cards cost what ten do. A card is known by its position, a group
    by its number in `groups`.
    """

    def __init__(self, count: int, shape: Shape, groups: Sequence[Group] = ()) -> None:
        self._count = count
        self.columns = shape.columns
        self._width, self._height = shape.cell.width(), shape.cell.height()
        self.head = shape.head if groups else 0
        """How high a head is; 0 where there are none."""
        shown = groups or (Group("", 0, count),)
        self._starts = [group.start for group in shown]
        self._ends = [group.start + group.count for group in shown]
        heights = (self.head + -(-group.count // self.columns) * self._height for group in shown)
        self._tops = list(accumulate(heights, initial=0))

    @property
    def size(self) -> QSize:
        """All of it."""
        return QSize(self.columns * self._width, self._tops[-1])

    def rect(self, position: int) -> QRect:
        """Where the card stands."""
        group = bisect_right(self._starts, position) - 1
        row, column = divmod(position - self._starts[group], self.columns)
        top = self._tops[group] + self.head + row * self._height
        return QRect(column * self._width, top, self._width, self._height)

    def position_at(self, point: QPoint) -> int:
        """The card that stands there, -1 on a head and where nothing is."""
        column, y = point.x() // self._width, point.y()
        if not (0 <= column < self.columns and 0 <= y < self._tops[-1]):
            return -1
        group = self._group_at(y)
        below_head = y - self._tops[group] - self.head
        position = self._starts[group] + below_head // self._height * self.columns + column
        return position if below_head >= 0 and position < self._ends[group] else -1

    def between(self, top: int, bottom: int) -> range:
        """The cards of which something is seen between these two, `bottom` excluded."""
        if not self._count or bottom <= 0 or top >= self._tops[-1]:
            return range(0)
        last = self._row_at(min(bottom, self._tops[-1]) - 1)
        end = min(last + self.columns, self._ends[bisect_right(self._starts, last) - 1])
        if self._is_head(min(bottom, self._tops[-1]) - 1):
            end = last
        return range(min(self._row_at(max(top, 0)), end), end)

    def heads(self, top: int, bottom: int) -> Iterator[tuple[int, int]]:
        """The groups whose heads are seen between these two, and the top of each."""
        if self.head:
            first = self._group_at(max(top, 0))
            for group in range(first, len(self._starts)):
                if self._tops[group] >= bottom:
                    return
                if self._tops[group] + self.head > top:
                    yield group, self._tops[group]

    def stuck(self, top: int) -> tuple[int, int] | None:
        """The group that one is in the middle of when `top` is the first line seen, and where its head belongs.

        It stands at the top until the next head pushes it out. None where the head is in its own place.
        """
        if not self.head or not 0 < top < self._tops[-1]:
            return None
        group = self._group_at(top)
        return (group, min(top, self._tops[group + 1] - self.head)) if self._tops[group] < top else None

    def above(self, position: int) -> int:
        """The card over this one, or the same at the top."""
        group = bisect_right(self._starts, position) - 1
        if position - self.columns >= self._starts[group]:
            return position - self.columns
        if group == 0:
            return position
        column = position - self._starts[group]
        first, end = self._starts[group - 1], self._ends[group - 1]
        last_row = first + (end - first - 1) // self.columns * self.columns
        return min(last_row + column, end - 1)

    def below(self, position: int) -> int:
        """The card under this one, or the same at the bottom; the last of a row that is shorter."""
        group = bisect_right(self._starts, position) - 1
        start, end = self._starts[group], self._ends[group]
        row, column = divmod(position - start, self.columns)
        if start + (row + 1) * self.columns < end:
            return min(position + self.columns, end - 1)
        if group + 1 == len(self._starts):
            return position
        return min(self._starts[group + 1] + column, self._ends[group + 1] - 1)

    def page(self, position: int, step: Callable[[int], int], room: int) -> int:
        """The card a screen of `room` points further, by steps `above` or `below`; the next row at least."""
        room, start = room - self.head, self.rect(position).top()
        while (after := step(position)) != position:
            if abs(self.rect(after).top() - start) > room and self.rect(position).top() != start:
                break
            position = after
        return position

    def _group_at(self, y: int) -> int:
        return min(bisect_right(self._tops, y), len(self._starts)) - 1

    def _is_head(self, y: int) -> bool:
        return y - self._tops[self._group_at(y)] < self.head

    def _row_at(self, y: int) -> int:
        """The first card of the row at that height; of the first row below it where a head is."""
        group = self._group_at(y)
        row = max(0, y - self._tops[group] - self.head) // self._height
        return self._starts[group] + row * self.columns
