"""How many cards each saved search finds, counted one after the other while the window is at rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal

CountCards = Callable[[str, Callable[[int], None]], None]
"""Counts the cards that a search finds, and calls back with the number, now or later."""

_PAUSE = 100
"""Milliseconds between two searches: the window's thread has other things to do."""


class SearchCounts(QObject):
    """Belongs to the window's thread. Asks for one number at a time, and for none while nobody looks."""

    counted = Signal(str, int)
    """This search finds so many cards."""

    def __init__(self, count: CountCards, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._count = count
        self._queries: tuple[str, ...] = ()
        self._waiting: list[str] = []
        self._is_watched = False
        self._asked = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)

    def set_queries(self, queries: Iterable[str]) -> None:
        """Count what these searches find; they can be understood."""
        self._queries = tuple(dict.fromkeys(queries))
        self._asked = ""  # what was asked of another site is never answered
        self.recount()

    def set_watched(self, watched: bool) -> None:
        """Whether anybody sees the numbers; counting goes on when they do."""
        self._is_watched = watched
        self._go_on()

    def recount(self) -> None:
        """Cards have changed: all numbers are asked for again, those first that were not answered yet."""
        first = [query for query in self._waiting if query in self._queries]
        self._waiting = [*first, *(query for query in self._queries if query not in first)]
        self._go_on()

    def _go_on(self) -> None:
        if self._is_watched and self._waiting and not self._asked and not self._pause.isActive():
            self._pause.start()

    def _ask(self) -> None:
        if not (self._is_watched and self._waiting):
            return
        query = self._asked = self._waiting.pop(0)

        def done(number: int) -> None:
            self._asked = ""
            if query in self._queries:
                self.counted.emit(query, number)
            self._go_on()

        self._count(query, done)
