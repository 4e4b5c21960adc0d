"""The longest time that the window does not answer, beside the same window at rest."""

from collections.abc import Iterator

from PySide6.QtCore import QTimer

from editor.model.card.edits import SetValue
from tests.benchmarks.harness import Goal, Line, Place
from tests.benchmarks.sites import multiplied
from tests.benchmarks.windows import Watchdog, read_site, settle, shown_window, wait_until

_AT_REST = 1000  # ms


def measure(place: Place) -> Iterator[Line]:
    """While 2.5 times as many cards as the site has are read; while half as many are published and saved."""
    to_read, to_publish = place.cards * 5 // 2, place.cards // 2
    folder = multiplied(place.site, place.scratch / "site", to_read)
    with shown_window(place.scratch) as parts:
        rest = _at_rest()
        with Watchdog() as while_reading:
            read_site(parts, folder)
        yield _line(f"reading {to_read:,}", while_reading, rest)
        ids = parts.session.find("", "date", descending=True)[:to_publish]
        value = not parts.session.card(ids[0]).is_published
        rest = _at_rest()
        with Watchdog() as while_publishing:
            parts.session.edit(ids, (SetValue(("published",), value),), "publish")
            settle(parts)
        yield _line(f"publishing {to_publish:,}", while_publishing, rest)
        rest = _at_rest()
        with Watchdog() as while_saving:
            parts.session.save(parts.session.unsaved())
            wait_until(lambda: not parts.session.unsaved())
            settle(parts)
        yield _line(f"saving {to_publish:,}", while_saving, rest)


def _at_rest() -> float:
    over: list[bool] = []
    QTimer.singleShot(_AT_REST, lambda: over.append(True))
    with Watchdog() as watchdog:
        wait_until(lambda: bool(over))
    return watchdog.longest


def _line(while_doing: str, watchdog: Watchdog, rest: float) -> Line:
    work = f"longest stall, {while_doing} cards"
    return Line(work, watchdog.longest, rest, "at rest", Goal("limit", 0.05), unit="ms")
