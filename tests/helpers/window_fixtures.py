"""What tests of the window stand on: made anew for each test, waited for, closed. A conftest names those it uses."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.model.card.schema import load_schemas
from editor.model.site.sample import write_sample
from editor.ui.app import Parts, build
from editor.ui.colours import Scheme
from editor.ui.main_window import MainWindow
from editor.ui.session import Session
from editor.ui.settings import Settings
from editor.ui.tasks import Tasks
from editor.ui.theme import Theme
from tests.helpers.harbour_site import write_harbour
from tests.helpers.tripwire import tripwire

StartWindow = Callable[[Settings], AbstractContextManager[Parts]]
"""Shows a whole window with these settings, and takes it away at the end. The test fails where the window freezes."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of nobody, in a file of this test."""
    return Settings(tmp_path / "settings" / "settings.ini")


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme, worn by the application for the length of a test."""
    theme = Theme(Scheme.LIGHT)
    theme.apply(qapp)
    yield theme
    theme.deleteLater()


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    """Tasks that are answered before the test's widgets go; none may be left over."""
    tasks = Tasks()
    yield tasks
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert tasks.close()
    tasks.deleteLater()


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a made-up site of 120 cards, written once: for reading only."""
    folder = tmp_path_factory.mktemp("sample") / "site"
    write_sample(folder)
    return folder


@pytest.fixture
def site_folder(sample_site: Path, tmp_path: Path) -> Path:
    """A copy of the made-up site that a test may change."""
    return Path(shutil.copytree(sample_site, tmp_path / "site"))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with the three cards of the Harbour Times and one that cannot be read."""
    root = tmp_path / "harbour"
    write_harbour(root)
    (root / "_news" / "2022-01-01-broken.md").write_text('---\ntitle: "never closed\n---\n', encoding="utf-8")
    return root


@pytest.fixture
def session(tasks: Tasks, theme: Theme, tmp_path: Path) -> Iterator[Session]:
    """A session with nothing open."""
    session = Session(load_schemas(), tasks, tmp_path / "state", tmp_path / "index")
    yield session
    session.close()
    session.deleteLater()


@pytest.fixture
def opened(qtbot: QtBot, session: Session, site: Path) -> Session:
    """A session with the site open and all of its rows read."""
    with qtbot.waitSignal(session.reading, check_params_cb=lambda read, of: read == of > 0):
        session.open(site)
    return session


@pytest.fixture
def start_window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> StartWindow:
    """Shows a whole window with nothing open, as often as a test wants one."""

    @contextmanager
    def start(settings: Settings) -> Iterator[Parts]:
        parts = build(qapp, settings, tmp_path / "pictures", tmp_path / "state")
        with qtbot.waitExposed(parts.window):
            parts.window.show()
        try:
            with tripwire(parts.tasks):
                yield parts
        finally:  # else its threads would keep the tests from ending
            parts.close()

    return start


@pytest.fixture
def parts(start_window: StartWindow, settings: Settings) -> Iterator[Parts]:
    """The whole window with nothing open, shown."""
    settings.theme = Scheme.LIGHT
    with start_window(settings) as parts:
        parts.window.setWindowState(Qt.WindowState.WindowNoState)  # the offscreen platform's screen is small
        parts.window.resize(1280, 800)
        yield parts


@pytest.fixture
def window(qtbot: QtBot, parts: Parts, site: Path) -> MainWindow:
    """The whole window with the site open, the first card selected."""
    with qtbot.waitSignal(parts.session.reading, check_params_cb=lambda read, of: read == of > 0):
        parts.window.open(site)
    qtbot.waitUntil(lambda: bool(parts.window.panel.ids))
    return parts.window
