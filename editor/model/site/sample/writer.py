"""Writes the sample site: a Jekyll site about an invented coast, with its own pictures."""

import functools
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeAlias

from editor.model.site.errors import StoreError
from editor.model.site.sample.cards import BASE_URL, SITE_URL, Desk, Draft
from editor.model.site.sample.dice import Dice
from editor.model.site.sample.flaws import FLAWS
from editor.model.site.sample.lexicon import load_lexicon
from editor.model.site.sample.pictures import LOGO_SIZES, Shelf, Shot, logo_path
from editor.model.site.sample.stories import Newsroom, slug
from editor.model.site.sample.wide import WideNewsroom, widened
from editor.model.site.sample.world import Outlet, Topic, load_world

_CONFIG = f"""\
# A made-up site: no outlet, company, town or person in it exists.
title: The Harbour Gazette
description: News from an invented coast
url: {SITE_URL}
baseurl: "{BASE_URL}"
locale: en-gb
permalink: /:year/:month/:day/:title/

collections:
  news:
    output: true
  learning:
    output: true
  samples:
    output: true
  people:
    output: true

exclude:
  - README.md
"""

# In each round of forty cards these are not news.
_OTHERS = {
    3: "_archive",
    7: "_learning/videos",
    13: "_learning/courses",
    17: "_archive",
    21: "_samples",
    27: "_learning/videos",
    31: "_people",
    33: "_archive",
    37: "_learning/collections",
}
_ROUND, _COURSE = 40, 13
_CRLF = 0.03  # of the cards have Windows line ends

_NARROW = 1000  # cards that the small world's few hundred sentences are enough for
_ONE_FOLDER = 100_000  # cards; of a larger site every year has a folder, since Git and file managers suffer
_PIECE = 500  # cards that are made up at a time


class Page(NamedTuple):
    """A card that is ready to be written: its folder, its file's name, its bytes and the site's own pictures in it."""

    place: str
    name: str
    data: bytes
    shots: tuple[Shot, ...]


Spread: TypeAlias = Callable[[Callable[[range], list[Page]], Iterable[range]], Iterable[list[Page]]]
"""What makes pages of ranges of numbers, in order: `map`, or that of `processes.spreading`, which uses all cores."""


def write_sample(
    folder: Path,
    *,
    cards: int = 120,
    seed: int = 1,
    flaws: bool = True,
    spread: Spread = map,
    progressed: Callable[[int], object] = lambda _: None,
) -> None:
    """Writes a site of `cards` cards into a new or empty folder.

    The same seed and number of cards give the same cards, byte for byte, on every platform and Python, however the
    work is spread; the pictures look the same and are encoded by the installed Pillow. They are a few dozen however
    many cards there are. With `flaws` a handful of cards (at most one in ten) have mistakes to find. More than 1,000
    cards come from a wider world: ten years instead of three, thousands of providers, some 200 topics, and as many
    different words as real sites have. `progressed` is told how many cards are written.

    Any thread; memory does not grow with the number of cards, but for names that several cards would have.

    Raises StoreError when the folder is not empty or cannot be written; what was written until then is removed again.
    """
    made = _start(folder)
    try:
        _write(folder, Plan(cards, seed, len(FLAWS) if flaws else 0), spread, progressed)
    except BaseException as error:  # Ctrl+C among them: half a site would be taken for a whole one
        _clear(folder, made)
        if isinstance(error, OSError):
            raise StoreError(f"The sample could not be written to {folder}: {error.strerror}.", folder) from error
        raise


def _start(folder: Path) -> bool:
    """Makes sure of an empty folder; says whether it is new."""
    try:
        made = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        occupied = any(folder.iterdir())
    except OSError as error:
        raise StoreError(f"The folder {folder} cannot be made: {error.strerror}.", folder) from error
    if occupied:
        raise StoreError(f"The folder {folder} is not empty, so no sample is written there.", folder)
    return made


def _clear(folder: Path, made: bool) -> None:
    for entry in folder.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    if made:
        folder.rmdir()


@dataclass(frozen=True, slots=True)
class Plan:
    """Which card is what in a site of this many."""

    cards: int
    seed: int
    flaws: int

    def place(self, number: int) -> str:
        """The folder of the card of this number, without that of its year."""
        return _OTHERS.get(number % _ROUND, "_news")

    def spoilt(self) -> dict[int, int]:
        """The numbers of the cards that get a flaw, with which: news, spread over the site."""
        flaws = min(self.flaws, self.cards // 10)
        found: dict[int, int] = {}
        for flaw in range(flaws):
            start = max((flaw + 1) * self.cards // (flaws + 1), max(found, default=-1) + 1)
            number = next((n for n in range(start, self.cards) if self.place(n) == "_news"), None)
            if number is not None:
                found[number] = flaw
        return found


def _write(folder: Path, plan: Plan, spread: Spread, progressed: Callable[[int], object]) -> None:
    world = load_world()
    newsroom = Newsroom(world, cards=plan.cards, seed=plan.seed)
    if plan.cards > _NARROW:
        words = load_lexicon()
        world = widened(world, words)
        newsroom = WideNewsroom(world, words, cards=plan.cards, seed=plan.seed)
    _put(folder / "_config.yml", _CONFIG)
    shelf = Shelf(folder, seed=plan.seed)
    for rank, topic in enumerate(world.topics):
        _put(folder / "_data" / "topics" / f"{rank:02}-{slug(topic.name)}.yaml", _topic(topic))
    for outlet in (*world.outlets, *world.teachers):
        shelf.put_logos(outlet)
        _put(folder / "_data" / "organizations" / f"{outlet.domain}.md", _organization(outlet))
    for place in ("_news", *_OTHERS.values()):
        (folder / place).mkdir(parents=True, exist_ok=True)
    cabinet = _Cabinet(folder)
    pieces = [range(start, min(start + _PIECE, plan.cards)) for start in range(0, plan.cards, _PIECE)]
    work = functools.partial(make_pages, Desk(newsroom, seed=plan.seed), plan)
    for piece, pages in zip(pieces, spread(work, pieces), strict=True):
        for page in pages:
            for shot in page.shots:
                shelf.put(shot)
            cabinet.put(page)
        progressed(piece.stop)


def make_pages(desk: Desk, plan: Plan, numbers: range) -> list[Page]:
    """The cards of these numbers."""
    spoilt = plan.spoilt()
    pages = []
    for number in numbers:
        place, flaw = plan.place(number), spoilt.get(number)
        draft = _draft(desk, place, number, by_machine=flaw is not None)
        data = draft.text.encode()
        if flaw is not None:
            data = FLAWS[flaw](draft.text)
        elif Dice(plan.seed, "line ends", number).chance(_CRLF):
            data = data.replace(b"\n", b"\r\n")
        if plan.cards > _ONE_FOLDER and place in ("_news", "_archive"):
            place += f"/{draft.name[:4]}"
        pages.append(Page(place, draft.name, data, draft.shots))
    return pages


def _draft(desk: Desk, place: str, number: int, *, by_machine: bool) -> Draft:
    match place:
        case "_learning/videos":
            return desk.video(number)
        case "_learning/courses":
            return desk.course(number)
        case "_learning/collections":
            latest = number - number % _ROUND + _COURSE
            return desk.collection(number, courses=range(latest, -1, -_ROUND)[:4])
        case "_samples":
            return desk.sample(number)
        case "_people":
            return desk.person(number)
        case _:
            return desk.news(number, by_machine=by_machine)


def _topic(topic: Topic) -> str:
    address = f"{SITE_URL}{BASE_URL}/api/news/{slug(topic.name)}/"
    return "\n".join(
        (
            "taxonomy: topic",
            f"_id: {slug(topic.name)}",
            f"name: {topic.name}",
            *((f"parent: {topic.parent}",) if topic.parent else ()),
            "keywords:",
            *(f"  - {word}" for word in topic.keywords),
            "hashtags:",
            f'  - "{topic.hashtag}"',
            "services:",
            f"  news: {address}",
            "",
        )
    )


def _organization(outlet: Outlet) -> str:
    lines = [
        "---",
        "taxonomy: organization",
        f"_id: {outlet.domain}",
        f"name: {outlet.name}",
        f"domain: {outlet.domain}",
        "images:",
    ]
    for size in LOGO_SIZES:
        lines += [f"  - url: /{logo_path(outlet, size)}", f"    width: {size}", f"    height: {size}"]
    return "\n".join((*lines, "---", ""))


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


class _Cabinet:
    """Files pages below a folder, the second of a name as `name`-2.md and so on."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folders: set[str] = set()
        self._last: dict[str, int] = {}  # of names that were taken already, so that no number is tried twice

    def put(self, page: Page) -> None:
        if page.place not in self._folders:
            (self._root / page.place).mkdir(parents=True, exist_ok=True)
            self._folders.add(page.place)
        path = f"{self._root}/{page.place}/{page.name}"
        number = self._last.get(path, 0) + 1
        while not _written(f"{path}{f'-{number}' if number > 1 else ''}.md", page.data):
            number += 1
        if number > 1:
            self._last[path] = number


def _written(path: str, data: bytes) -> bool:
    """Writes a new file; says no where there is one. The folder itself knows which names are taken."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    except FileExistsError:
        return False
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    return True
