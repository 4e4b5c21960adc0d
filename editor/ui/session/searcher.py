"""Searches of the open site, in the window's own thread but never for longer than it takes to show a frame."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from editor.model.site.index import Found, Index
from editor.model.site.query import Marks, Query
from editor.model.site.steps import Steps, T, run_for

_AT_ONCE = 0.012
"""Seconds that an answer may take to come at once."""

_TURN = 0.006
"""Seconds of each turn of the event loop for what takes longer."""

_LEARN_AFTER = 400
"""Milliseconds without anything else before the words of the site are learnt."""


class Searcher(QObject):
    """One search at a time, a newer one in place of it; then what is to be counted, in turn; then what can be learnt.

    Belongs to the window's thread.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._index = Index()
        self._search: Steps[None] | None = None
        self._waiting: deque[Steps[None]] = deque()
        self._learning: Steps[None] | None = None
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._go_on)
        self._idle = QTimer(self, singleShot=True, interval=_LEARN_AFTER)
        self._idle.timeout.connect(self._learn)

    def start(self, index: Index) -> None:
        """Search these rows from now on; what is under way is dropped."""
        self._index = index
        self._search = self._learning = None
        self._waiting.clear()
        self._turn.stop()
        self._idle.stop()

    def search(
        self, query: Query, marks: Marks, sort: str, *, descending: bool, group: str, done: Callable[[Found], None]
    ) -> None:
        """Find what matches: `done` is called at once where that is quick, else a little later."""
        found = self._index.search(query, sort=sort, descending=descending, group=group, marks=marks)
        steps = self._search = _then(found, done)
        if run_for(steps, _AT_ONCE)[0] and self._search is steps:  # the answer may have led to another search
            self._search = None
        self._go_on_soon()

    def later(self, steps: Steps[T], done: Callable[[T], None]) -> None:
        """Do this too, when its turn comes."""
        self._waiting.append(_then(steps, done))
        self._go_on_soon()

    def soon(self, steps: Steps[T], done: Callable[[T], None]) -> None:
        """The same, at once where that is quick."""
        doing = _then(steps, done)
        if not run_for(doing, _AT_ONCE)[0]:
            self._waiting.append(doing)
            self._go_on_soon()

    def changed(self) -> None:
        """There are other rows; what they are made of may be learnt."""
        self._idle.start()

    def _learn(self) -> None:
        self._learning = self._index.learn()
        self._go_on_soon()

    def _go_on_soon(self) -> None:
        if self._search or self._waiting or self._learning:
            self._turn.start()

    def _go_on(self) -> None:
        if self._search:
            steps = self._search
            if run_for(steps, _TURN)[0] and self._search is steps:
                self._search = None
        elif self._waiting:
            if run_for(self._waiting[0], _TURN)[0] and self._waiting:
                self._waiting.popleft()
        elif self._learning:
            if run_for(self._learning, _TURN)[0]:
                self._learning = None
        else:
            self._turn.stop()


def _then(steps: Steps[T], done: Callable[[T], None]) -> Steps[None]:
    done((yield from steps))
