"""The saved searches of a site: a short YAML file in it, to be read, edited by hand, committed and merged.

    searches:
      - name: "To publish"
        query: "is:unpublished -has:problems"

It lies in a dot folder, which Jekyll passes over. Whatever else is in it stays: comments, order, other keys. It is
written only when somebody changes a search, and a file that cannot be read is never written over.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from editor.model.site import store
from editor.model.site.errors import ChangedOnDisk, StoreError
from editor.model.site.layout import Site
from editor.model.site.query import QueryError, parse_query
from editor.model.text.document import Document
from editor.model.text.envelope import decode
from editor.model.text.errors import EditRefused, Unreadable
from editor.model.text.scalars import Styled, Value

PLACE = ".newscards/searches.yml"
"""Relative to the site."""

_KEY = "searches"
_NEW = "# Saved searches of the News Card Editor, shown in its sidebar in this order. Commit them to share them.\n"
_TRIES = 5  # where another program writes all the time
_Edit = Callable[[Document], Document]


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search and its name, as the file has them; two are equal when these are.

    `problem` is a sentence about what is wrong with it; `query` may be empty then.
    """

    name: str
    query: str
    problem: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Searches:
    """All of a site's saved searches, in their order. `problem` is a sentence where the file cannot be read."""

    entries: tuple[SavedSearch, ...] = ()
    problem: str = ""


def read_searches(site: Site) -> Searches:
    """What the file has; none where there is no file. Writes nothing, never raises; any thread."""
    try:
        loaded = _load(site)
        return Searches() if loaded is None else Searches(tuple(_entries(loaded.document)))
    except StoreError as error:
        return Searches(problem=str(error))


def save_search(site: Site, name: str, query: str) -> Searches:
    """Put a search at the end, or give the one that has this name already another query; answers with all.

    Like all changes below: the file is read again first, so that what somebody else has written stays. Any thread, one
    at a time. Raises StoreError; the file is then as it was.
    """

    def edit(document: Document) -> Document:
        entries = list(_entries(document))
        for index, entry in enumerate(entries):
            if entry.name == name:
                return document.set((_KEY, index, "query"), Styled(query, "double"))
        new: Value = {"name": Styled(name, "double"), "query": Styled(query, "double")}
        return document.insert((_KEY,), len(entries), new)

    return _change(site, edit)


def rename_search(site: Site, search: SavedSearch, name: str) -> Searches:
    """Give a search another name. Raises StoreError, also when it is not there any more."""
    return _change(site, lambda document: document.set((_KEY, _find(site, document, search), "name"), name))


def delete_search(site: Site, search: SavedSearch) -> Searches:
    """Take a search out. Raises StoreError, also when it is not there any more."""
    return _change(site, lambda document: document.remove((_KEY, _find(site, document, search))))


def move_search(site: Site, search: SavedSearch, to: int) -> Searches:
    """Put a search at another place, counted from 0 and without it. Raises StoreError, also when it is not there."""

    def edit(document: Document) -> Document:
        last = len(list(_entries(document))) - 1
        return document.move((_KEY,), _find(site, document, search), min(to, last))

    return _change(site, edit)


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The file as the front matter of a card without a body: one reader, one way to edit, one set of limits."""

    document: Document
    before: str  # a byte order mark and what opens a YAML document, in the file
    head: str  # what stands in its place
    tail: str  # what closes the front matter, and is not in the file
    digest: str | None

    def text(self, document: Document) -> str:
        """The file's text for a changed document."""
        return self.before + document.text.removeprefix(self.head).removesuffix(self.tail)


def _load(site: Site) -> _Loaded | None:
    """None where there is no file. Raises StoreError."""
    path = _path(site)
    if not os.path.lexists(path):
        return None
    stored = store.read(path)
    try:
        return _read(decode(stored.data), stored.digest)
    except Unreadable as error:
        line = "" if error.line is None else f", line {error.line}"
        raise StoreError(f"{PLACE}{line}: {error.reason}. Mend the file to see its searches.", path) from None


def _read(text: str, digest: str | None) -> _Loaded:
    newline = "\r\n" if "\r\n" in text else "\n"
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    yaml = text.removeprefix(mark)
    first = yaml.split("\n", 1)[0]
    opens = first.rstrip() == "---" and "\n" in yaml
    before = mark + first + "\n" if opens else mark
    yaml = text.removeprefix(before)
    head = f"---{newline}"
    tail = f"---{newline}" if yaml.endswith("\n") or not yaml else f"{newline}---{newline}"
    try:
        document = Document.parse(head + yaml + tail)
    except Unreadable as error:
        line = None if error.line is None else error.line - (0 if opens else 1)
        raise Unreadable(error.reason, line=line, column=error.column) from None
    if document.has((_KEY,)) and not isinstance(document.value((_KEY,)), list | None):
        line = document.line((_KEY,)) - (0 if opens else 1)
        raise Unreadable(f"`{_KEY}` is not a list", line=line)
    return _Loaded(document, before, head, tail, digest)


def _entries(document: Document) -> Iterator[SavedSearch]:
    items = document.get((_KEY,))
    for index, item in enumerate(items if isinstance(items, list) else []):
        name, query = (_text(document, index, key) if isinstance(item, dict) else "" for key in ("name", "query"))
        yield SavedSearch(name, query, _problem(query) if name else "This search has no name.")


def _text(document: Document, index: int, key: str) -> str:
    """The value as text on one line; what is no text to YAML, such as `2020-05` or `yes`, as it is spelled."""
    value = document.get((_KEY, index, key))
    if value is None or isinstance(value, list | dict):
        return ""
    text = value if isinstance(value, str) else document.raw((_KEY, index, key))
    return text.replace("\n", " ").strip()


def _problem(query: str) -> str:
    if not query:
        return "This search has no query."
    try:
        parse_query(query)
    except QueryError as error:
        return str(error)
    return ""


def _find(site: Site, document: Document, search: SavedSearch) -> int:
    for index, entry in enumerate(_entries(document)):
        if entry == search:
            return index
    raise StoreError(f"“{search.name}” is not in {PLACE} any more; somebody has changed it.", _path(site))


def _change(site: Site, edit: _Edit) -> Searches:
    path = _path(site)
    for _ in range(_TRIES):
        loaded = _load(site) or _read(_NEW, None)
        try:
            document = edit(loaded.document)
        except EditRefused as error:
            raise StoreError(f"{PLACE} was not changed: {error.reason}.", path) from None
        text = loaded.text(document)
        try:
            if document != loaded.document:
                store.write(path, text.encode(), expected=loaded.digest)
        except ChangedOnDisk:
            continue
        return Searches(tuple(_entries(document)))
    raise ChangedOnDisk(f"{PLACE} is being changed by something else all the time; try again.", path)


def _path(site: Site) -> Path:
    """Raises StoreError where it leads out of the site."""
    path = site.path(PLACE)
    if not Path(os.path.realpath(path)).is_relative_to(site.root):
        raise StoreError(f"{PLACE} leads out of the site {site.root}, so it is left alone.", path)
    return path
