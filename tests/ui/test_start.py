"""The first steps of the program."""

import gc
from pathlib import Path

import pytest

from editor.ui.settings import Settings
from editor.ui.start import broken_qt, last_site, starting


@pytest.mark.parametrize(
    ("version", "python", "warns"),
    [("6.12.0", (3, 11), True), ("6.12.0", (3, 12), False), ("6.11.3", (3, 11), False), ("6.12.1", (3, 11), False)],
)
def test_the_qt_that_crashes_is_named_at_the_start(version: str, python: tuple[int, int], warns: bool):
    assert bool(broken_qt(version, python)) == warns


def test_the_last_site_is_opened_only_while_it_is_there(settings: Settings, tmp_path: Path):
    assert last_site(settings) is None
    settings.last_site = str(tmp_path)
    assert last_site(settings) == tmp_path
    settings.last_site = str(tmp_path / "gone")
    assert last_site(settings) is None


def test_garbage_is_searched_for_again_when_the_window_stands():
    with starting():
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.unfreeze()
