"""editor.ui.settings: what is kept comes back, and garbage is the default."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication
from PySide6.QtWidgets import QApplication

from editor.ui.colours import Scheme
from editor.ui.settings import RECENT_SEARCHES, RECENT_SITES, Settings, default_path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.ini"


def test_a_first_start_has_the_defaults(path: Path):
    settings = Settings(path)
    assert settings.theme is Scheme.SYSTEM
    assert settings.last_site == ""
    assert settings.recent_sites == ()
    assert settings.recent_searches == ()
    assert not settings.offline
    assert settings.picture_fits
    assert settings.sort == "date"
    assert settings.descending
    assert settings.layout("geometry").isEmpty()
    assert settings.sidebar_opened == ("searches",)


@pytest.mark.parametrize("opened", [(), ("topic",), ("2021", "date", "searches")])
def test_the_open_groups_of_the_sidebar_come_back(path: Path, opened: tuple[str, ...]):
    settings = Settings(path)
    settings.sidebar_opened = opened
    assert settings.sidebar_opened == opened
    assert settings.sync()
    assert Settings(path).sidebar_opened == opened


def test_everything_comes_back_in_the_next_session(path: Path):
    settings = Settings(path)
    settings.theme = Scheme.DARK
    settings.last_site = "/sites/harbour, times & tides"
    settings.offline = True
    settings.picture_fits = False
    settings.sort = "title"
    settings.descending = False
    settings.add_recent_site("/sites/härbour")
    settings.add_recent_search('topic:"a, b" \\ ü')
    settings.keep_layout("geometry", QByteArray(b"\x00\x01\xff,;\n"))
    assert settings.sync()

    settings = Settings(path)
    assert settings.theme is Scheme.DARK
    assert settings.last_site == "/sites/harbour, times & tides"
    assert settings.offline
    assert not settings.picture_fits
    assert settings.sort == "title"
    assert not settings.descending
    assert settings.recent_sites == ("/sites/härbour",)
    assert settings.recent_searches == ('topic:"a, b" \\ ü',)
    assert settings.layout("geometry").data() == b"\x00\x01\xff,;\n"


def test_recent_sites_are_the_latest_first_each_once_and_not_too_many(path: Path):
    settings = Settings(path)
    for number in range(RECENT_SITES + 3):
        settings.add_recent_site(f"/sites/{number}")
    settings.add_recent_site("/sites/9")
    assert settings.recent_sites[:2] == ("/sites/9", "/sites/12")
    assert len(settings.recent_sites) == RECENT_SITES
    settings.remove_recent_site("/sites/12")
    assert settings.recent_sites[1] == "/sites/11"


def test_the_last_recent_site_can_be_forgotten(path: Path):
    settings = Settings(path)
    settings.add_recent_site("/sites/one")
    settings.remove_recent_site("/sites/one")
    settings.remove_recent_site("/sites/never-there")
    settings.sync()
    assert Settings(path).recent_sites == ()


@pytest.mark.parametrize(
    "text",
    [
        "[window]\ntheme=purple\n[pictures]\noffline=perhaps\nfits=7\n[sites]\nlast=a, b\nrecent=@ByteArray(x)\n"
        "[layout]\ngeometry=not bytes\n[list]\nsort=1, 2\ndescending=\n",
        "[window\ntheme=\x00\n=\n]]",
        pytest.param(
            "[window]\ntheme=@Variant(\\0\\0\\0\\x7f)\n[sites]\nrecent=@Invalid()\n",
            marks=pytest.mark.qt_log_ignore("QVariant::load"),  # Qt's word about it, to the log alone
        ),
    ],
)
def test_garbage_is_the_default(path: Path, text: str):
    path.write_text(text)
    settings = Settings(path)
    assert settings.theme is Scheme.SYSTEM
    assert settings.last_site == ""
    assert settings.recent_sites == ()
    assert settings.recent_searches == ()
    assert not settings.offline
    assert settings.picture_fits
    assert settings.sort == "date"
    assert settings.descending
    assert settings.layout("geometry").isEmpty()


def test_a_truth_of_any_case_spelled_by_hand_is_read(path: Path):
    path.write_text("[pictures]\noffline=true\nfits=false\n")
    settings = Settings(path)
    assert settings.offline
    assert not settings.picture_fits


def test_what_was_just_set_is_read_without_a_sync(path: Path):
    settings = Settings(path)
    settings.offline = True
    assert settings.offline


def test_a_file_that_cannot_be_written_is_told_by_sync_alone(tmp_path: Path):
    (tmp_path / "file").write_text("not a folder")
    settings = Settings(tmp_path / "file" / "settings.ini")
    settings.offline = True
    assert settings.offline
    assert not settings.sync()


def test_the_settings_of_a_user_lie_where_the_platform_keeps_them(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    name = QCoreApplication.applicationName()
    QCoreApplication.setApplicationName("newscards-test")
    try:
        assert default_path().name == "settings.ini"
        assert "newscards-test" in default_path().parts
    finally:
        QCoreApplication.setApplicationName(name)


def test_recent_searches_are_the_latest_first_each_once_and_not_too_many(path: Path):
    settings = Settings(path)
    for number in range(RECENT_SEARCHES + 3):
        settings.add_recent_search(f"word{number}")
    settings.add_recent_search("word9")
    assert settings.recent_searches[:2] == ("word9", f"word{RECENT_SEARCHES + 2}")
    assert len(settings.recent_searches) == RECENT_SEARCHES


def test_view_groups_and_columns_are_kept(tmp_path: Path):
    settings = Settings(tmp_path / "settings.ini")
    assert (settings.view, settings.grouping, settings.columns) == ("list", "", [])
    settings.view, settings.grouping, settings.columns = "grid", "topic", [["title", 300], ["a.b", 80]]
    settings.sync()
    again = Settings(tmp_path / "settings.ini")
    assert (again.view, again.grouping, again.columns) == ("grid", "topic", [["title", 300], ["a.b", 80]])


def test_columns_that_cannot_be_read_are_none(tmp_path: Path):
    (tmp_path / "settings.ini").write_text('[list]\ncolumns="[[broken"\n', encoding="utf-8")
    assert Settings(tmp_path / "settings.ini").columns == []
