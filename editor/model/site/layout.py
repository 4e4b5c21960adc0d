"""Where the cards of a site are: Jekyll's folders, and what its `_config.yml` says about them."""

import fnmatch
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from editor.model.card.card import CardId
from editor.model.site.data_files import read_mapping
from editor.model.site.errors import StoreError
from editor.model.site.steps import sorted_in_runs
from editor.model.text.errors import EditorError
from editor.model.text.scalars import Value

EXTENSIONS = (".md", ".markdown")

_CONFIGS = ("_config.yml", "_config.yaml")
_NEVER = frozenset(("node_modules",))
_NO_COLLECTION = frozenset(
    ("_site", "_data", "_includes", "_layouts", "_plugins", "_sass", "_themes", "assets", "vendor", *_NEVER)
)
_MOVABLE = ("destination", "data_dir", "includes_dir", "layouts_dir", "plugins_dir")  # folders that the config renames
_FENCE = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t\r]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Site:
    """A folder of cards. A value: it says where things are and keeps nothing open.

    `root` is absolute and free of links. `collections` are the folders of cards that Jekyll knows by their name
    (`_news`, `_learning`), as they are on the disk, relative to the root. `url` has no slash at its end, `baseurl`
    begins with one or is empty. `jekyll` tells a site with a config from a plain folder of cards. `notes` are sentences
    about what could not be understood; the site works all the same.
    """

    root: Path
    name: str
    config: Mapping[str, Value]
    url: str
    baseurl: str
    collections: tuple[str, ...]
    jekyll: bool = True
    notes: tuple[str, ...] = ()

    @property
    def data(self) -> Path:
        """The folder of the site's own vocabulary; it need not exist."""
        return self.root / (_text(self.config, "data_dir") or "_data")

    def place(self, card_id: CardId) -> Path:
        """Where a card's file or link stands, wherever that link leads. Any thread. StoreError: outside of the site."""
        place = self.root / card_id
        # Compared as text, and not through Path, since this is asked for every card of the site.
        if ".." in card_id.split("/") or not str(place).startswith(str(self.root).rstrip(os.sep) + os.sep):
            raise StoreError(f"{card_id} leads out of the site {self.root}, so it is left alone.", place)
        return place

    def path(self, card_id: CardId) -> Path:
        """The file of a card. Any thread. Raises StoreError when it lies, or links to, outside of the site."""
        path = self.place(card_id)
        is_link = os.path.islink(path)  # noqa: PTH114 (Path's own raises where a folder may not be looked into)
        if is_link and not Path(os.path.realpath(path)).is_relative_to(self.root):
            raise StoreError(f"{card_id} is a link that leads out of the site {self.root}; it is left alone.", path)
        return path

    def card_id(self, path: Path) -> CardId:
        """The id of a file below the root, whether it holds a card or not. Raises StoreError when it is elsewhere."""
        place = path.absolute()
        # A card that is a link keeps its own name, which `..` is not.
        place = place.resolve() if place.name == ".." else place.parent.resolve() / place.name
        if place == self.root or not place.is_relative_to(self.root):
            raise StoreError(f"{path} lies outside of the site {self.root}.", path)
        return place.relative_to(self.root).as_posix()


def open_site(path: Path) -> Site:
    """The site that a folder or a card belongs to. Writes nothing; any thread. Raises StoreError.

    Its root is the nearest folder at or above `path` that has a `_config.yml` or is a Git repository's; without any,
    the folder itself.
    """
    start = path.absolute()
    try:
        start.lstat()
        folder = (start if start.is_dir() else start.parent).resolve(strict=True)
        root = _root_of(folder)
        config, notes = _read_config(root)
        collections = _collections(root, _text(config or {}, "collections_dir"))
    except PermissionError as error:
        raise StoreError(f"There is no permission to look into {error.filename or start}.", start) from error
    except OSError as error:
        raise StoreError(f"{start} cannot be opened: {error.strerror}.", start) from error
    settings = config or {}
    base = _text(settings, "baseurl").strip("/")
    return Site(
        root=root,
        name=_text(settings, "title") or root.name,
        config=settings,
        url=_text(settings, "url").rstrip("/"),
        baseurl=f"/{base}" if base else "",
        collections=collections,
        jekyll=config is not None,
        notes=notes,
    )


def find_cards(site: Site, below: Path | None = None) -> Iterator[CardId]:
    """The ids of all cards, sorted, while the folders are looked through. Any thread. Raises StoreError at the start.

    A card is a Markdown file below a folder whose name starts with `_`, but for Jekyll's own folders and what the
    config excludes. Where there is no config, any folder's Markdown files with front matter are cards as well. With
    `below`, only what lies below that folder (or that card alone).

    What cannot be read is listed too, so that it can be shown with its reason: a folder named like a card, a broken
    link, a link out of the site, a folder that may not be looked into.
    """
    start = "" if below is None else _start(site, below)
    place = site.root / start
    if start and not place.is_dir():
        yield start
        return
    try:
        os.scandir(place).close()
    except OSError as error:
        raise StoreError(f"The folder {place} cannot be opened: {error.strerror}.", place) from error
    walk = _Walk(site)
    found = [iter(walk.look(place, start + "/" if start else "", linked=False))]
    while found:
        for each in found[-1]:
            if each[-1] != "/":
                yield each
            else:
                found.append(iter(walk.look(site.root / each, each, linked=each in walk.links)))
                break
        else:
            found.pop()


def _start(site: Site, below: Path) -> CardId:
    """Where to look, relative to the root; "" for all of the site."""
    real = Path(os.path.realpath(below))
    if real == site.root:
        return ""
    try:
        return site.card_id(below)
    except StoreError:
        if not real.is_dir():
            raise
        return site.card_id(real)  # a link from elsewhere to a folder of the site


class _Walk:
    """Looks into one folder after the other by the rules of `find_cards`."""

    def __init__(self, site: Site) -> None:
        moved = [_text(site.config, key) for key in _MOVABLE]
        patterns = site.config.get("exclude")
        excluded = [str(pattern) for pattern in patterns] if isinstance(patterns, list) else []
        self._root = site.root
        self._plain_folders = not site.jekyll
        names = [name.removeprefix("./").strip("/") for name in (*excluded, *moved)]
        self._excludes = any(names)
        self.links = set[str]()  # folders that were found by way of a link
        self._excluded = re.compile("|".join(fnmatch.translate(name) for name in names if name))

    def look(self, folder: Path, prefix: str, *, linked: bool) -> list[str]:
        """What is in a folder, sorted: cards, and with "/" at their ends the folders to look into."""
        collection = any(part.startswith("_") for part in prefix.split("/"))
        passed_over = _NEVER if collection else _NO_COLLECTION
        cards = collection or self._plain_folders
        found: list[str] = []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    name = entry.name
                    card_id = prefix + name
                    if name[0] == "." or (self._excludes and self._excluded.match(card_id)):
                        continue
                    named = cards and (name.endswith(EXTENSIONS) or name.lower().endswith(EXTENSIONS))
                    is_folder = _is_folder(entry)
                    if is_folder and name not in passed_over:
                        is_link = entry.is_symlink()
                        if not is_link or not (linked or self._leads_out(entry)):
                            found.append(card_id + "/")
                            if linked or is_link:
                                self.links.add(card_id + "/")
                    if named and (is_folder or collection or _may_be_a_card(entry)):
                        found.append(card_id)
        except OSError:
            return [prefix[:-1]]  # the row of this id says why
        return sorted_in_runs(found)

    def _leads_out(self, link: os.DirEntry[str]) -> bool:
        """Out of the site, or back to a folder that the link itself is in."""
        target = Path(os.path.realpath(link))
        return not target.is_relative_to(self._root) or Path(link.path).is_relative_to(target)


def _root_of(folder: Path) -> Path:
    for place in (folder, *folder.parents):
        if any((place / name).is_file() for name in _CONFIGS) or (place / ".git").exists():
            return place
    return folder


def _read_config(root: Path) -> tuple[dict[str, Value] | None, tuple[str, ...]]:
    for path in (root / name for name in _CONFIGS):
        if path.is_file():
            try:
                return read_mapping(path), ()
            except EditorError as error:
                return {}, (f"{path.name} cannot be read, so the site's own settings are not known: {error}.",)
    return None, ()


def _collections(root: Path, inside: str) -> tuple[str, ...]:
    """The folders of the root, and of Jekyll's `collections_dir`, that hold cards by their name."""
    found: set[str] = set()
    for place in {root, root / inside}:
        if place.is_dir():
            with os.scandir(place) as entries:
                names = (entry.name for entry in entries if entry.name[0] == "_" and entry.is_dir())
                prefix = "" if place == root else f"{inside.strip('/')}/"
                found.update(prefix + name for name in names if name not in _NO_COLLECTION)
    return tuple(sorted(found))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads back to itself
        return False


def _may_be_a_card(entry: os.DirEntry[str]) -> bool:
    """Leaves out only what is plainly none: a file that can be read, is not empty and has no front matter."""
    try:
        if not entry.is_file():
            return True
        with Path(entry).open("rb") as file:
            head = file.read(64)
    except OSError:
        return True
    return not head.strip() or _FENCE.match(head) is not None


def _text(config: Mapping[str, Value], key: str) -> str:
    value = config.get(key)
    return value if isinstance(value, str) else ""
