"""The saved searches of the open site, in step with their file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from editor.model.site.layout import Site
from editor.model.site.searches import (
    SavedSearch,
    Searches,
    delete_search,
    move_search,
    read_searches,
    rename_search,
    save_search,
)
from editor.model.text.errors import EditorError
from editor.ui.tasks import Tasks


class SavedSearches(QObject):
    """Belongs to the window's thread; files are read and written in others.

    A change is written at once, onto what the file has by then, and shown when it is in the file.
    """

    changed = Signal()
    """`found` is another."""
    refused = Signal(str)
    """A sentence: why a search was not changed. The file is as it was."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._site: Site | None = None
        self._found = Searches()
        self._version = 0  # a reading that a change has overtaken is not shown

    @property
    def found(self) -> Searches:
        """What the file had when it was last looked at; nothing before that."""
        return self._found

    def start(self, site: Site | None) -> None:
        """Follow the file of this site, or none."""
        self._site = site
        self._take(Searches())
        self.reread()

    def reread(self) -> None:
        """Look at the file again; `changed` follows where it has changed."""
        site, version = self._site, self._version
        if site is None:
            return

        def done(found: Searches) -> None:
            if self._site is site and self._version == version:
                self._take(found)

        self._tasks.read(lambda: read_searches(site), done=done)

    def save(self, name: str, query: str) -> None:
        """Keep this search under this name, in place of the one that has the name already."""
        self._change(lambda site: save_search(site, name, query))

    def rename(self, search: SavedSearch, name: str) -> None:
        """Give a search another name."""
        self._change(lambda site: rename_search(site, search, name))

    def delete(self, search: SavedSearch) -> None:
        """Take a search out."""
        self._change(lambda site: delete_search(site, search))

    def move(self, search: SavedSearch, to: int) -> None:
        """Put a search at another place, counted from 0 and without it."""
        self._change(lambda site: move_search(site, search, to))

    def _change(self, change: Callable[[Site], Searches]) -> None:
        site = self._site
        if site is None:
            return
        self._version += 1

        def done(found: Searches) -> None:
            if self._site is site:
                self._version += 1
                self._take(found)

        def failed(error: Exception) -> None:
            if not isinstance(error, EditorError):
                raise error
            self.refused.emit(str(error))
            self.reread()

        self._tasks.write(lambda: change(site), done=done, failed=failed)

    def _take(self, found: Searches) -> None:
        if found != self._found:
            self._found = found
            self.changed.emit()
