"""Looking writes nothing."""

import os
from pathlib import Path

from pytestqt.qtbot import QtBot

from editor.model.site.sample import write_sample
from editor.ui.settings import Settings
from tests.helpers.desk import Desk
from tests.helpers.git_site import GitSite, start_repository
from tests.helpers.window_fixtures import StartWindow


def test_looking_at_everything_leaves_every_byte_and_every_time_alone(
    qtbot: QtBot, start_window: StartWindow, tmp_path: Path
):
    site = tmp_path / "site"
    write_sample(site, cards=16)
    start_repository(site)
    before = tree_of(site)
    with start_window(Settings(tmp_path / "settings.ini")) as parts:
        desk = Desk(qtbot, parts)
        desk.open(site)
        cards = desk.listed()
        assert len(cards) == 16
        seen = [desk.current()]
        while desk.current() != cards[-1]:
            desk.press("J")
            seen.append(desk.current())
            for tab in ("Ctrl+2", "Ctrl+3", "Ctrl+1"):
                desk.press(tab)
                assert desk.window.panel.current.id == desk.current()
            desk.press("Esc")
        assert seen == cards
        desk.press("J")
        assert desk.current() == cards[-1]
        desk.press("K", times=len(cards))
        assert desk.current() == cards[0]
        unfold_everything(desk)
        for query in ("the", "is:unpublished", "has:image topic:a", 'date:2020 -"x"', "is:broken", "heat:>"):
            desk.search(query)
        desk.search("")
        assert desk.listed() == cards
        for field in ("title", "provider", "heat", "quality", "problems", "date"):
            desk.choose_sort(field)
            desk.click("sortDirection")
        assert sorted(desk.listed()) == sorted(cards)
        desk.press("Esc")
        desk.press("Ctrl+A")
        qtbot.waitUntil(lambda: len(desk.window.panel.ids) == len(cards))
        desk.look_again()
        with qtbot.waitSignal(desk.session.saved):
            desk.press("Ctrl+Shift+S")
        assert desk.session.unsaved() == ()
        assert not desk.window.isWindowModified()
        assert desk.session.undo_stack.count() == 0
        desk.window.close()
        assert not desk.window.isVisible()
    assert tree_of(site) == before


def test_a_field_that_is_typed_into_and_back_writes_nothing(desk: Desk, git_site: GitSite):
    before = tree_of(git_site.root)
    desk.press("E")
    desk.press("End")
    desk.type("!")
    assert desk.window.isWindowModified()
    desk.press("Backspace")
    assert not desk.window.isWindowModified()
    desk.save()
    assert tree_of(git_site.root) == before


def unfold_everything(desk: Desk) -> None:
    """By keys: every fold of the form is opened when Tab comes to it."""
    desk.press("E")
    form = desk.window.panel.form
    while form.isAncestorOf(desk.focus):
        if desk.focus.metaObject().className() == "Fold" and not desk.focus.isChecked():
            desk.press("Space")
        desk.press("Tab")


def tree_of(root: Path) -> dict[str, tuple[int, bytes]]:
    """Time of change and bytes of every file and folder, those of Git as well."""
    found = {}
    for folder, _, names in os.walk(root):
        for path in (Path(folder), *(Path(folder, name) for name in names)):
            found[str(path)] = path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b""
    return found
