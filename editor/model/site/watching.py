"""Hints that something has happened on the disk below a site.

The system's events are hints and no more: they can be lost when very many come at once, a folder that was just made may
be heard of without what is in it, and some disks give none at all. So what they lead to is always another look.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from watchfiles import Change, watch

from editor.model.card.card import CardId
from editor.model.site.layout import EXTENSIONS, Site

_GATHERED = 1000  # milliseconds that events are gathered for at most
_QUIET = 100  # milliseconds without an event that end the gathering before


class Stop(Protocol):
    """What ends the watching once it is set."""

    def is_set(self) -> bool: ...


def hints(site: Site, stop: Stop, *, below: bool) -> Iterator[frozenset[CardId] | None]:
    """The cards that may have changed, or None where any card may have, whenever something has happened.

    Two watches make a whole: `below` the folders of cards, and the site's own folder itself, in which such folders come
    and go. Runs until `stop` is set, in a thread of its own. Raises OSError where the system gives no events, such as
    when all of its watches are taken.
    """
    is_again = False
    while True:
        folders = folders_below(site) if below else [str(site.root)]
        if not folders:
            return
        changes = watch(
            *folders,
            watch_filter=_is_news,
            debounce=_GATHERED,
            step=_QUIET,
            stop_event=stop,
            rust_timeout=1000,
            yield_on_timeout=is_again,
            raise_interrupt=False,
            recursive=below and not _ONE_BY_ONE,
            ignore_permission_denied=True,
        )
        for found in changes:
            cards = _cards(site, [path for _, path in found])
            is_unclear = cards is None
            if is_again:  # from here on the new watch sees what happens: what happened before is looked for
                is_again, cards = False, None
            if cards is None or cards:
                yield cards
            if is_unclear and below and _ONE_BY_ONE:  # a folder, perhaps, that came, or came again
                is_again = True
                break
        else:
            return


_ONE_BY_ONE = sys.platform == "linux"
"""Whether each folder is watched for itself. The system has no other way there, and who asks for all that is below a
folder waits, and holds Python's lock, until each of 100,000 files has been asked whether it is a folder: 0.3 s."""


def folders_below(site: Site) -> list[str]:
    """What is watched for the cards: on Linux every folder that may have some, else those right below the root."""
    tops = [str(site.root / name) for name in watched_folders(site)]
    if not _ONE_BY_ONE:
        return tops
    found: dict[str, str] = {}
    for top in tops:
        _add_all_below(top, str(site.root), found)
    return list(found.values())


def _add_all_below(folder: str, root: str, found: dict[str, str]) -> None:
    """Add the folder and those below it by where they truly are: a link to one is followed once, and not out of the
    site."""
    real = os.path.realpath(folder)
    if real in found or not real.startswith(root.rstrip(os.sep) + os.sep):
        return
    found[real] = folder
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for name in [entry.name for entry in entries if entry.name[0] != "." and entry.is_dir()]:
            _add_all_below(f"{folder}{os.sep}{name}", root, found)


def watched_folders(site: Site) -> tuple[str, ...]:
    """The folders right below the root in which cards can be; of a plain folder, all but hidden ones."""
    if site.jekyll:
        tops = {name.split("/")[0] for name in site.collections}
    else:
        with os.scandir(site.root) as entries:
            tops = {entry.name for entry in entries if entry.is_dir() and entry.name[0] != "."}
    return tuple(sorted(tops - {"node_modules"}))


def _is_news(change: Change, path: str) -> bool:
    """Leaves out what is no card, and no folder: Git's own files, and those that a save goes through."""
    name = os.path.basename(path)  # noqa: PTH119 (asked for every event, of which there may be 100,000)
    return name[:1] != "."


def _cards(site: Site, paths: list[str]) -> frozenset[CardId] | None:
    root = str(site.root) + os.sep
    if all(path.lower().endswith(EXTENSIONS) and path.startswith(root) for path in paths):
        return frozenset(Path(path.removeprefix(root)).as_posix() for path in paths)
    return None
