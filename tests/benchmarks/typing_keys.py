"""Typing a search, key by key, into the box of the window; seen from outside, by what the list shows and when."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit

from editor.ui.app import Parts
from tests.benchmarks.harness import FRAME, Goal, Line, Place, p95
from tests.benchmarks.windows import read_site, settle, shown_window

_QUIET = 120  # ms without a change of the list after which nothing more is expected of a key
_FIELDS = ("provider:harb", "topic:AI", "date:2020-05", "is:unpublished", "heat:>50", "-tram", '"per cent"', "AI")
_WORDS = 6


def measure(place: Place) -> Iterator[Line]:
    """Words of the site's own titles and fields, in five times as many cards as the site has; then another order."""
    count = place.cards * 5
    site = place.of(count)
    with shown_window(place.scratch) as parts:
        read_site(parts, site)
        box, wrong, keys = TheList(parts), list[str](), list[float]()
        for search in searches(site)[: max(2, count // 100)]:  # a small site is read to see that all this works
            keys += box.typed(search)
            found = parts.session.find(search, *_order(parts)[:1], descending=_order(parts)[1])
            if box.count != len(found):
                wrong.append(f"“{search}” shows {box.count} cards and finds {len(found)}")
            keys += box.taken_back(search)
        assert not wrong, wrong
        orders = [box.seconds(lambda order=order: parts.window.list.set_sort(*order)) for order in _ORDERS]
    frame = "one frame at 60 Hz"
    yield Line(f"a key of a search in {count:,} cards, p95", p95(keys), FRAME, frame, Goal("limit", 0.016), unit="ms")
    yield Line(f"a key of a search in {count:,} cards, max", max(keys), FRAME, frame, Goal("limit", 0.05), unit="ms")
    yield Line(f"another order of {count:,} cards, max", max(orders), FRAME, frame, Goal("limit", 0.05), unit="ms")


_ORDERS = (("title", False), ("provider", False), ("heat", True), ("date", True))


def searches(site: Path) -> list[str]:
    """What a person might look for: words of some titles, by themselves and two together, and fields."""
    chance = Random(1)
    cards = sorted((site / "_news").rglob("*.md"))
    titles = [path.stem[11:].split("-") for path in chance.sample(cards, min(_WORDS, len(cards)))]
    words = [max(title, key=len) for title in titles]
    pairs = [" ".join(word for word in title if len(word) > 2)[:24].strip() for title in titles[: _WORDS // 2]]
    return [*words, *pairs, *_FIELDS, f"is:published {words[0]}"]


class TheList:
    """The search box and the list of an open window, as a person at the keyboard meets them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._box = parts.window.list.findChild(QLineEdit, "searchField")
        views = [view for view in parts.window.list.findChildren(QAbstractItemView) if view.isVisible()]
        self._view = max(views, key=lambda view: view.width() * view.height())
        self._moments = _Moments(self._view)

    @property
    def count(self) -> int:
        """How many cards the list shows."""
        return self._view.model().rowCount()

    def typed(self, search: str) -> list[float]:
        """Seconds of each key, from the press to the list painted with what it answers."""
        self._box.setFocus()
        return [self.seconds(lambda key=key: QTest.keyClicks(self._box, key)) for key in search]

    def taken_back(self, search: str) -> list[float]:
        """Half of it key by key, the rest at once, as people do."""
        times = [self.seconds(lambda: QTest.keyClick(self._box, Qt.Key.Key_Backspace)) for _ in range(len(search) // 2)]
        self._box.selectAll()
        return [*times, self.seconds(lambda: QTest.keyClick(self._box, Qt.Key.Key_Delete))]

    def seconds(self, work: object) -> float:
        """From the beginning of `work` to the paint after the last change of the list that came of it.

        Where the list stands as it is, since it answers the longer word already, the time is that of the work alone.
        """
        self._moments.forget()
        start = time.perf_counter()
        assert callable(work)
        work()
        done = time.perf_counter()
        self._until_quiet()
        return max(done, self._moments.shown()) - start

    def _until_quiet(self) -> None:
        loop, timer = QEventLoop(), QTimer(interval=_QUIET)
        timer.timeout.connect(lambda: loop.quit() if self._is_quiet() else None)
        timer.start()
        loop.exec()
        timer.stop()
        settle(self._parts)

    def _is_quiet(self) -> bool:
        under_way = self._parts.tasks.pending or self._parts.window.list.is_asking
        return not under_way and time.perf_counter() - self._moments.last > _QUIET / 1000


class _Moments(QObject):
    """When the list changed, and when it was painted."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._changes: list[float] = []
        self._paints: list[float] = []
        model = view.model()
        for signal in (model.modelReset, model.layoutChanged, model.rowsInserted, model.rowsRemoved):
            signal.connect(self._on_changed)
        view.viewport().installEventFilter(self)

    @property
    def last(self) -> float:
        return max((*self._changes, *self._paints), default=0.0)

    def forget(self) -> None:
        self._changes.clear()
        self._paints.clear()

    def shown(self) -> float:
        """The first paint after the last change; 0.0 where nothing changed."""
        if not self._changes:
            return 0.0
        return next((paint for paint in self._paints if paint > self._changes[-1]), self._changes[-1])

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: self._paints.append(time.perf_counter()))  # after the paint
        return False

    def _on_changed(self, *_: object) -> None:
        self._changes.append(time.perf_counter())


def _order(parts: Parts) -> Sequence[object]:
    return parts.window.list.sort
