"""Fixtures of the window's tests; they are described where they are made."""

import pytest

from tests.helpers.window_fixtures import (
    opened,
    parts,
    sample_site,
    session,
    settings,
    site,
    site_folder,
    start_window,
    tasks,
    theme,
    window,
)

__all__ = [
    "opened",
    "parts",
    "sample_site",
    "session",
    "settings",
    "site",
    "site_folder",
    "start_window",
    "tasks",
    "theme",
    "window",
]


def pytest_itemcollected(item: pytest.Item) -> None:
    """The offscreen platform says so of every window with a layout."""
    item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints"))
