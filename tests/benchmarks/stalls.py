"""The longest time that the window does not answer, beside the same window at rest."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QTimer

from editor.model.card.card import CardId
from editor.model.card.edits import SetValue
from editor.ui.app import Parts
from editor.ui.watchdog import Watchdog
from tests.benchmarks.harness import Goal, Line, Place
from tests.benchmarks.sites import multiplied
from tests.benchmarks.windows import read_site, settle, shown_window, wait_until

_AT_REST = 1000  # ms
_LOOKED_AT = 100  # cards at once
_TOLD = 5  # stalls of each work whose places are named

_BOT = """
import pathlib, re, sys
for card_id in sys.argv[2:]:
    path = pathlib.Path(sys.argv[1], card_id)
    text = path.read_bytes()
    changed, times = re.subn(rb"(?m)^heat:.*", b"heat: -1", text, count=1)
    new = path.with_name(path.name + ".new")
    new.write_bytes(changed if times else text.replace(b"---", b"---\\nheat: -1", 1))
    new.replace(path)
"""


def measure(place: Place) -> Iterator[Line]:
    """While five times as many cards as the site has are read; while half as many are published and saved."""
    to_read, to_publish = place.cards * 5, place.cards // 2
    folder = multiplied(place.site, place.scratch / "site", to_read)
    with shown_window(place.scratch) as parts:
        rest = _at_rest(parts)
        with Watchdog(parts.tasks) as while_reading:
            read_site(parts, folder)
        yield line_of(f"reading {to_read:,}", while_reading, rest)
        ids = parts.session.find("", "date", descending=True)[:to_publish]
        value = not parts.session.card(ids[0]).is_published
        rest = _at_rest(parts)
        with Watchdog(parts.tasks) as while_publishing:
            parts.session.edit(ids, (SetValue(("published",), value),), "publish")
            settle(parts)
        yield line_of(f"publishing {to_publish:,}", while_publishing, rest)
        rest = _at_rest(parts)
        with Watchdog(parts.tasks) as while_saving:
            parts.session.save(parts.session.unsaved())
            wait_until(lambda: not parts.session.unsaved())
            settle(parts)
        yield line_of(f"saving {to_publish:,}", while_saving, rest)
        parts.session.edit(ids[:10], (SetValue(("title",), "Mine"),), "title")
        settle(parts)
        rest = _at_rest(parts)
        with Watchdog(parts.tasks) as while_following:
            bot = subprocess.Popen([sys.executable, "-c", _BOT, str(folder), *ids])
            wait_until(lambda: bot.poll() is not None)
            wait_until(_followed(parts, ids))
            settle(parts)
        yield line_of(f"following a bot that rewrote {to_publish:,}", while_following, rest)


def _followed(parts: Parts, ids: Sequence[CardId]) -> Callable[[], bool]:
    """Whether what the bot wrote is in the rows of these cards. To look at all of them each time would be a stall."""
    waiting = list(ids)

    def there() -> bool:
        last = waiting[-_LOOKED_AT:]
        waiting[-_LOOKED_AT:] = [each for each in last if parts.session.row(each).values.get("heat") != (-1,)]
        return not waiting

    return there


def _at_rest(parts: Parts) -> float:
    over: list[bool] = []
    QTimer.singleShot(_AT_REST, lambda: over.append(True))
    with Watchdog(parts.tasks) as watchdog:
        wait_until(lambda: bool(over))
    return watchdog.longest


def line_of(while_doing: str, watchdog: Watchdog, rest: float) -> Line:
    """The longest stall; the places of the longest ones go to stderr."""
    for stall in sorted(watchdog.stalls, key=lambda stall: -stall.seconds)[:_TOLD]:
        print(f"while {while_doing} cards: {stall.seconds * 1000:.0f} ms at {stall.place or 'Qt'}", file=sys.stderr)
    work = f"longest stall, {while_doing} cards"
    return Line(work, watchdog.longest, rest, "at rest", Goal("limit", 0.05), unit="ms")
