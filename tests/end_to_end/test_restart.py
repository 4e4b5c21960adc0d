"""The window is closed and comes back, with nothing but its settings file to go by."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from editor.ui.colours import Scheme
from editor.ui.dialogs.unsaved import UnsavedDialog
from editor.ui.settings import Settings
from editor.ui.start import last_site
from tests.helpers.desk import Desk
from tests.helpers.git_site import CAFE_ID, FERRY_ID, PLAIN_ID, STORY, GitSite
from tests.helpers.window_fixtures import StartWindow


def test_it_comes_back_as_it_was_left(qtbot: QtBot, start_window: StartWindow, git_site: GitSite, tmp_path: Path):
    file = tmp_path / "settings.ini"
    with start_window(Settings(file)) as parts:
        desk = Desk(qtbot, parts)
        desk.open(git_site.root)
        fresh = look_of(desk)
        parts.window.resize(790, 740)  # the offscreen platform's screen is not larger
        parts.window.splitter.setSizes([130, 260, 400])
        parts.window.panel.splitter.setSizes([300, 400])
        desk.choose_sort("title")
        desk.click("sortDirection")
        for name in ("work off", "dark"):
            run_command(desk, name)
        desk.press("Esc")
        desk.press("Z")
        left = look_of(desk)
        assert [part for part in left if left[part] == fresh[part]] == ["title"]
        desk.window.close()

    settings = Settings(file)
    assert last_site(settings) == git_site.root
    with start_window(settings) as parts:
        desk = Desk(qtbot, parts)
        desk.open(last_site(settings))
        assert look_of(desk) == left
        assert desk.listed() == [PLAIN_ID, FERRY_ID, CAFE_ID]
        assert parts.pictures.offline
        assert desk.find("status.offline").isVisible()
    assert git_site.status() == ""


def test_a_site_that_has_gone_leaves_the_welcome_page(
    qtbot: QtBot, start_window: StartWindow, git_site: GitSite, tmp_path: Path
):
    file = tmp_path / "settings.ini"
    with start_window(Settings(file)) as parts:
        Desk(qtbot, parts).open(git_site.root)
        parts.window.close()
    git_site.root.rename(tmp_path / "elsewhere")
    settings = Settings(file)
    assert last_site(settings) is None
    with start_window(settings) as parts:
        assert parts.window.welcome.isVisible()
        with qtbot.waitSignal(parts.session.refused):
            parts.window.welcome.recent_requested.emit(str(git_site.root))
        assert str(git_site.root) in Desk(qtbot, parts).message()


def test_what_was_saved_is_there_and_a_new_look_finds_nothing_unsaved(
    qtbot: QtBot, start_window: StartWindow, git_site: GitSite, tmp_path: Path
):
    settings = Settings(tmp_path / "settings.ini")
    with start_window(settings) as parts:
        desk = Desk(qtbot, parts)
        desk.open(git_site.root)
        desk.press("P")
        desk.save()
    with start_window(settings) as parts:
        desk = Desk(qtbot, parts)
        desk.open(git_site.root)
        assert not desk.session.card(FERRY_ID).is_published
        assert desk.session.unsaved() == ()
        desk.press("P")
        desk.save()
    assert git_site.read(FERRY_ID) == STORY.encode()


def test_closing_right_after_a_save_waits_for_it_and_asks_nothing(desk: Desk, git_site: GitSite):
    desk.press("P")
    desk.press("Ctrl+S")
    desk.press("Ctrl+Q")
    desk.qtbot.waitUntil(lambda: not desk.window.isVisible())
    assert desk.window.findChild(UnsavedDialog) is None
    assert git_site.read(FERRY_ID) == STORY.replace("published: true", "published: false").encode()


def test_what_is_typed_during_a_save_is_asked_about(desk: Desk, git_site: GitSite):
    desk.press("P")
    desk.press("Ctrl+S")
    desk.press("P")
    desk.press("Ctrl+Q")
    desk.qtbot.waitUntil(lambda: desk.window.findChild(UnsavedDialog) is not None)
    assert desk.window.isVisible()
    assert desk.session.unsaved() == (FERRY_ID,)
    assert git_site.read(FERRY_ID) == STORY.replace("published: true", "published: false").encode()


def run_command(desk: Desk, letters: str) -> None:
    desk.press("Ctrl+K")
    desk.wait_for_focus("command_query")
    desk.type(letters)
    desk.press("Return")
    desk.come_back()


def look_of(desk: Desk) -> dict[str, object]:
    """All that is to be the same after a restart."""
    window = desk.window
    return {
        "title": window.windowTitle(),
        "size": window.size(),
        "columns": window.splitter.sizes(),
        "picture and form": window.panel.splitter.sizes(),
        "sort": (desk.find("sortField").currentText(), desk.find("sortDirection").toolTip()),
        "cards": desk.listed(),
        "offline": window.actions_table.action("offline").isChecked(),
        "theme": [scheme for scheme in Scheme if window.actions_table.action(f"theme_{scheme}").isChecked()],
        "colour": window.palette().window().color().name(),
        "picture fits": window.actions_table.action("fit_picture").isChecked(),
    }
