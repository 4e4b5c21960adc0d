"""Writes the sample site: a Jekyll site about an invented coast, with its own pictures."""

import shutil
from pathlib import Path

from editor.model.site.errors import StoreError
from editor.model.site.sample.cards import BASE_URL, SITE_URL, Desk, Draft
from editor.model.site.sample.dice import Dice
from editor.model.site.sample.flaws import FLAWS
from editor.model.site.sample.pictures import LOGO_SIZES, Shelf, logo_path
from editor.model.site.sample.stories import Newsroom, slug
from editor.model.site.sample.world import Outlet, Topic, World, load_world

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


def write_sample(folder: Path, *, cards: int = 120, seed: int = 1, flaws: bool = True) -> None:
    """Writes a site of `cards` cards into a new or empty folder.

    The same seed and number of cards give the same cards, byte for byte, on every platform and Python; the pictures
    look the same and are encoded by the installed Pillow. They are a few dozen however many cards there are. With
    `flaws` a handful of cards (at most one in ten) have mistakes to find. Any thread; memory does not grow with the
    number of cards.

    Raises StoreError when the folder is not empty or cannot be written; what was written until then is removed again.
    """
    made = _start(folder)
    try:
        _write(folder, load_world(), cards=cards, seed=seed, flaws=len(FLAWS) if flaws else 0)
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


def _write(folder: Path, world: World, *, cards: int, seed: int, flaws: int) -> None:
    _put(folder / "_config.yml", _CONFIG)
    shelf = Shelf(folder, seed=seed)
    for rank, topic in enumerate(world.topics):
        _put(folder / "_data" / "topics" / f"{rank:02}-{slug(topic.name)}.yaml", _topic(topic))
    for outlet in (*world.outlets, *world.teachers):
        shelf.put_logos(outlet)
        _put(folder / "_data" / "organizations" / f"{outlet.domain}.md", _organization(outlet))
    for place in ("_news", *_OTHERS.values()):
        (folder / place).mkdir(parents=True, exist_ok=True)
    desk = Desk(Newsroom(world, cards=cards, seed=seed), seed=seed)
    spoilt, flaws = 0, min(flaws, cards // 10)
    for number in range(cards):
        place = _OTHERS.get(number % _ROUND, "_news")
        spoil = place == "_news" and spoilt < flaws and number >= (spoilt + 1) * cards // (flaws + 1)
        draft = _draft(desk, place, number, by_machine=spoil)
        data = draft.text.encode()
        if spoil:
            data = FLAWS[spoilt](draft.text)
            spoilt += 1
        elif Dice(seed, "line ends", number).chance(_CRLF):
            data = data.replace(b"\n", b"\r\n")
        for shot in draft.shots:
            shelf.put(shot)
        _put_new(folder / place, draft.name, data)


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


def _put_new(folder: Path, name: str, data: bytes) -> None:
    """Writes `name`.md, or `name`-2.md and so on where that is taken: the folder itself knows, no list has to grow."""
    number = 1
    while True:
        try:
            with (folder / f"{name}{f'-{number}' if number > 1 else ''}.md").open("xb") as file:
                file.write(data)
            return
        except FileExistsError:
            number += 1
