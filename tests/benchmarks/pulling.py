"""The longest time that the window does not answer: while searching, while Git brings others' work, while closing."""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from editor.model.card.edits import SetValue
from editor.ui.app import Parts
from editor.ui.watchdog import Watchdog
from tests.benchmarks.harness import Line, Place
from tests.benchmarks.sites import multiplied
from tests.benchmarks.stalls import line_of
from tests.benchmarks.typing_keys import TheList, searches
from tests.benchmarks.windows import read_site, settle, shown_window, wait_until

_SEARCHES = 2
_EDITED = 20  # every so manieth card that is pulled has unsaved changes
_HEAT = re.compile(rb"(?m)^heat:.*")


def measure(place: Place) -> Iterator[Line]:
    """Five times as many cards as the site has are open; as many as it has are pulled, some of them edited here."""
    folder = multiplied(place.of(place.cards), place.scratch / "site", place.cards * 5)
    names = _others_work(folder, place.scratch, place.cards)
    edited = names[::_EDITED]
    with shown_window(place.scratch) as parts:
        read_site(parts, folder)
        rest = _watched(parts, lambda: _wait(1.0)).longest
        the_list, wanted = TheList(parts), searches(folder)[-_SEARCHES:]
        # Each key by itself: what is waited for between them is the window at rest.
        yield line_of(f"filtering {place.cards * 5:,}", _watched(parts, lambda: _type(the_list, wanted)), rest)
        parts.session.edit(edited, (SetValue(("title",), "Mine"),), "title")
        settle(parts)
        pull = _watched(parts, lambda: _pull(parts, folder, names))
        yield line_of(f"a pull of {len(names):,}, {len(edited):,} of them merged,", pull, rest)
        assert {parts.session.card(card_id).get(("heat",)) for card_id in edited} == {-1}
        assert {parts.session.card(card_id).get(("title",)) for card_id in edited} == {"Mine"}
        yield line_of(f"closing {place.cards * 5:,}", _watched(parts, lambda: _close(parts)), rest)


def _others_work(folder: Path, scratch: Path, count: int) -> list[str]:
    """Makes the site a clone that is one commit behind; gives the names of the cards which that commit changes."""
    _git(folder, "init", "--quiet")
    _git(folder, "add", ".")
    _git(folder, "commit", "--quiet", "--message", "All")
    others = scratch / "others"
    subprocess.run(("git", "clone", "--quiet", str(folder), str(others)), check=True)
    names = []
    for path in sorted((others / "_news").rglob("*.md")):
        text, times = _HEAT.subn(b"heat: -1", path.read_bytes(), count=1)
        if times and len(names) < count:
            path.write_bytes(text)
            names.append(path.relative_to(others).as_posix())
    _git(others, "commit", "--quiet", "--all", "--message", "Heat")
    return names


def _type(the_list: TheList, wanted: Sequence[str]) -> None:
    for search in wanted:
        the_list.typed(search)
        the_list.taken_back(search)


def _pull(parts: Parts, folder: Path, names: list[str]) -> None:
    pulled = subprocess.Popen(
        ("git", *_SETTINGS, "-C", str(folder), "pull", "--quiet", "--ff-only", str(folder.parent / "others"), "HEAD")
    )
    wait_until(lambda: pulled.poll() is not None)
    assert pulled.returncode == 0
    wait_until(lambda: parts.session.row(names[-1]).values.get("heat") == (-1,))
    wait_until(lambda: all(parts.session.row(name).values.get("heat") == (-1,) for name in names[::_EDITED]))
    settle(parts)


def _close(parts: Parts) -> None:
    parts.session.close()
    settle(parts)


def _wait(seconds: float) -> None:
    end = time.monotonic() + seconds
    wait_until(lambda: time.monotonic() > end)


def _watched(parts: Parts, work: Callable[[], None]) -> Watchdog:
    with Watchdog(parts.tasks) as watchdog:
        work()
    return watchdog


_SETTINGS = ("-c", "user.name=Bench", "-c", "user.email=bench@newscards.example", "-c", "commit.gpgsign=false")


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(("git", *_SETTINGS, "-C", str(folder), *arguments), check=True, stdout=sys.stderr)
