"""What the window remembers between two mornings."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from editor.ui.colours import Scheme

RECENT_SITES = 10
RECENT_SEARCHES = 20


def default_path() -> Path:
    """The settings file of this user, where the platform keeps such files; needs the application's name set."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)) / "settings.ini"


class Settings:
    """A typed view of one INI file. Reading never raises: what is missing or makes no sense is the default.

    Writes reach the disk a little later, or at `sync`. Belongs to the window's thread.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._file = QSettings(str(path or default_path()), QSettings.Format.IniFormat)

    def sync(self) -> bool:
        """Write now; says whether the file could be written."""
        self._file.sync()
        return self._file.status() == QSettings.Status.NoError

    @property
    def theme(self) -> Scheme:
        """Light, dark, or as the system has it."""
        try:
            return Scheme(self._text("window/theme"))
        except ValueError:
            return Scheme.SYSTEM

    @theme.setter
    def theme(self, value: Scheme) -> None:
        self._file.setValue("window/theme", value.value)

    @property
    def last_site(self) -> str:
        """The folder that was open when the window was closed; empty when none was."""
        return self._text("sites/last")

    @last_site.setter
    def last_site(self, value: str) -> None:
        self._file.setValue("sites/last", value)

    @property
    def recent_sites(self) -> tuple[str, ...]:
        """Folders opened before, the latest first, each once."""
        return self._list("sites/recent")[:RECENT_SITES]

    def add_recent_site(self, path: str) -> None:
        """Put `path` first."""
        self._set_recent((path, *(other for other in self.recent_sites if other != path)))

    def remove_recent_site(self, path: str) -> None:
        """Forget `path`; the folder itself stays as it is."""
        self._set_recent(tuple(other for other in self.recent_sites if other != path))

    @property
    def recent_searches(self) -> tuple[str, ...]:
        """What was searched for, the latest first, each once."""
        return self._list("searches/recent")[:RECENT_SEARCHES]

    def add_recent_search(self, search: str) -> None:
        """Put `search` first."""
        searches = (search, *(other for other in self.recent_searches if other != search))
        self._file.setValue("searches/recent", list(searches[:RECENT_SEARCHES]))

    @property
    def offline(self) -> bool:
        """Whether pictures stay unfetched."""
        return self._flag("pictures/offline", default=False)

    @offline.setter
    def offline(self, value: bool) -> None:
        self._file.setValue("pictures/offline", value)

    @property
    def picture_fits(self) -> bool:
        """Whether pictures are scaled to their pane rather than shown at 100 %."""
        return self._flag("pictures/fits", default=True)

    @picture_fits.setter
    def picture_fits(self, value: bool) -> None:
        self._file.setValue("pictures/fits", value)

    @property
    def sort(self) -> str:
        """The field that the list is sorted by."""
        return self._text("list/sort") or "date"

    @sort.setter
    def sort(self, value: str) -> None:
        self._file.setValue("list/sort", value)

    @property
    def descending(self) -> bool:
        """Whether the list begins with the greatest value, for dates the newest."""
        return self._flag("list/descending", default=True)

    @descending.setter
    def descending(self, value: bool) -> None:
        self._file.setValue("list/descending", value)

    @property
    def sidebar_opened(self) -> tuple[str, ...]:
        """The groups of the sidebar that stand open, by their names."""
        return self._list("sidebar/opened", default=("searches",))

    @sidebar_opened.setter
    def sidebar_opened(self, value: tuple[str, ...]) -> None:
        self._file.setValue("sidebar/opened", list(value) or [""])

    @property
    def view(self) -> str:
        """As what the cards are shown: list, table or grid."""
        return self._text("list/view") or "list"

    @view.setter
    def view(self, value: str) -> None:
        self._file.setValue("list/view", value)

    @property
    def grouping(self) -> str:
        """What the cards are put together by; empty for nothing."""
        return self._text("list/grouping")

    @grouping.setter
    def grouping(self, value: str) -> None:
        self._file.setValue("list/grouping", value)

    @property
    def columns(self) -> list[object]:
        """The columns of the table in their order, each with its width; empty when nobody has chosen."""
        try:
            value = json.loads(self._text("list/columns") or "[]")
        except ValueError:
            return []
        return value if isinstance(value, list) else []

    @columns.setter
    def columns(self, value: list[object]) -> None:
        self._file.setValue("list/columns", json.dumps(value))

    def layout(self, name: str) -> QByteArray:
        """What `keep_layout` was given under this name: geometry, state, a splitter's sizes. Empty when nothing was."""
        value = self._file.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_layout(self, name: str, value: QByteArray) -> None:
        """Keep what `saveGeometry` or `saveState` of a window or splitter returned."""
        self._file.setValue(f"layout/{name}", value)

    def _set_recent(self, paths: tuple[str, ...]) -> None:
        self._file.setValue("sites/recent", list(paths[:RECENT_SITES]))

    def _text(self, key: str) -> str:
        value = self._file.value(key)
        return value if isinstance(value, str) else ""

    def _list(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Texts, each once, without empty ones."""
        value = self._file.value(key)
        if value is None:
            return default
        items = value if isinstance(value, list) else [value]
        return tuple(dict.fromkeys(item for item in items if isinstance(item, str) and item))

    def _flag(self, key: str, *, default: bool) -> bool:
        value = self._file.value(key)
        if isinstance(value, bool):
            return value
        return {"true": True, "false": False}.get(value, default) if isinstance(value, str) else default
