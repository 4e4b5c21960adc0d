"""A person's desk with the window on it, and a site in Git to work on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.ui.app import Parts
from tests.helpers.desk import Desk
from tests.helpers.git_site import GitSite
from tests.helpers.picture_server import PictureServer
from tests.helpers.window_fixtures import parts, sample_site, settings, site_folder, start_window

__all__ = ["parts", "sample_site", "settings", "site_folder", "start_window"]


@pytest.fixture
def git_site(tmp_path: Path) -> GitSite:
    """The site, committed, with nothing open."""
    return GitSite(tmp_path / "harbour")


@pytest.fixture
def at_desk(qtbot: QtBot, parts: Parts) -> Desk:
    """The window with the welcome page."""
    return Desk(qtbot, parts)


@pytest.fixture
def desk(at_desk: Desk, git_site: GitSite) -> Desk:
    """The window with the site open, the newest card selected."""
    at_desk.open(git_site.root)
    return at_desk


@pytest.fixture
def server() -> Iterator[PictureServer]:
    """Pictures on localhost."""
    with PictureServer() as server:
        yield server
