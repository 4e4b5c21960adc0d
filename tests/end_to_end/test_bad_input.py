"""Whatever lies in the folder or happens to it: a row or a sentence says what and where, and the rest works."""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton

from editor.model.site import store
from editor.ui.dialogs.clashes import ClashDialog
from tests.helpers.desk import Desk
from tests.helpers.git_site import CAFE_ID, FERRY_ID, PLAIN_ID, STORY, GitSite
from tests.helpers.harbour_site import CAFE

LATIN, ENDLESS, SCALAR = "_news/2019-01-01-latin.md", "_news/2019-01-02-endless.md", "_news/2019-01-03-scalar.md"
EMPTY, HUGE, FOLDER = "_news/2019-01-04-empty.md", "_news/2019-01-05-huge.md", "_news/x.md"
DANGLING, CIRCLE, OUTSIDE = "_news/dangling.md", "_news/circle.md", "_news/outside.md"

REASONS = {
    LATIN: "UTF-8",
    ENDLESS: "never ends",
    SCALAR: "not made of `key: value` lines",
    EMPTY: "empty",
    HUGE: "50 MB",
    FOLDER: "is a folder",
    DANGLING: "link to a file that is not there",
    CIRCLE: "leads back to itself",
    OUTSIDE: "leads out of the site",
}


@pytest.fixture
def bad_site(git_site: GitSite, tmp_path: Path) -> GitSite:
    """The site with one of everything that can be wrong."""
    root = git_site.root
    git_site.write(LATIN, b'---\ntitle: "Caf\xe9"\npublished: true\n---\n')
    git_site.write(ENDLESS, b'---\ntitle: "No end"\npublished: true\n')
    git_site.write(SCALAR, b"---\njust words\n---\n")
    git_site.write(EMPTY, b"")
    os.truncate(git_site.write(HUGE, b"---\n"), 50 * 1024 * 1024)
    (root / FOLDER).mkdir()
    (root / DANGLING).symlink_to("nowhere.md")
    (root / CIRCLE).symlink_to("circle.md")
    (tmp_path / "elsewhere.md").write_bytes(CAFE.encode())
    (root / OUTSIDE).symlink_to(tmp_path / "elsewhere.md")
    return git_site


def test_each_is_a_row_that_says_why_and_cannot_be_changed(at_desk: Desk, bad_site: GitSite):
    desk, before = at_desk, bad_site.snapshot()
    desk.open(bad_site.root)
    assert sorted(desk.listed()) == sorted([FERRY_ID, CAFE_ID, PLAIN_ID, *REASONS])
    for card_id, reason in REASONS.items():
        desk.window.list.cards.setFocus()
        desk.click_card(card_id)
        assert reason in desk.session.row(card_id).error
        assert reason in desk.panel_says(), desk.panel_says()
        desk.press("P")
        assert Path(card_id).name in desk.message()
        assert not desk.session.is_unsaved(card_id)
    desk.search("is:broken")
    assert sorted(desk.listed()) == sorted(REASONS)
    assert bad_site.snapshot() == before


def test_beside_them_all_the_rest_works(at_desk: Desk, bad_site: GitSite):
    desk = at_desk
    desk.open(bad_site.root)
    before = bad_site.snapshot()
    desk.click_card(FERRY_ID)
    desk.press("P")
    desk.press("Ctrl+A")
    desk.qtbot.waitUntil(lambda: len(desk.window.panel.ids) == len(desk.listed()))
    assert f"{len(REASONS)} of the selected cards cannot be read" in desk.panel_says()
    desk.press("P")  # of all, which the broken ones refuse
    assert desk.session.unsaved() == (FERRY_ID,)
    desk.save("Ctrl+Shift+S")
    after = bad_site.snapshot()
    changed = {path for path in before if before[path] != after[path]}
    assert changed == {str(bad_site.root / FERRY_ID)}
    assert bad_site.read(FERRY_ID) == STORY.replace("published: true", "published: false").encode()


@pytest.mark.parametrize(
    ("card_id", "mended"), [(ENDLESS, '---\ntitle: "No end"\npublished: true\n---'), (EMPTY, "---\ntitle: New\n---")]
)
def test_what_is_text_is_mended_in_source(at_desk: Desk, bad_site: GitSite, card_id: str, mended: str):
    desk = at_desk
    desk.open(bad_site.root)
    desk.click_card(card_id)
    desk.click("broken.mend")
    assert desk.focus is desk.window.panel.source.editor
    desk.press("Ctrl+End")
    desk.type(mended.removeprefix(bad_site.read(card_id).decode()))
    assert desk.session.card(card_id).error is None
    desk.save()
    assert bad_site.read(card_id) == mended.encode()
    assert desk.session.row(card_id).error == ""


@pytest.mark.parametrize("card_id", [LATIN, HUGE, FOLDER, DANGLING])
def test_what_is_no_text_cannot_be_typed_into(at_desk: Desk, bad_site: GitSite, card_id: str):
    desk, before = at_desk, bad_site.snapshot()
    desk.open(bad_site.root)
    desk.click_card(card_id)
    desk.press("Ctrl+2")
    desk.type("x")
    desk.paste_over("---\ntitle: x\n---\n")
    assert desk.session.unsaved() == ()
    desk.press("Ctrl+S")
    desk.qtbot.waitUntil(lambda: desk.parts.tasks.pending == 0)
    assert bad_site.snapshot() == before


def test_a_folder_without_cards_says_so(at_desk: Desk, tmp_path: Path):
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "notes.txt").write_text("no card")
    desk = at_desk
    with desk.qtbot.waitSignal(desk.session.opened):
        desk.window.open(empty)
    desk.qtbot.waitUntil(lambda: "no cards" in desk.panel_says().lower())
    desk.press("P")
    desk.press("Ctrl+S")
    desk.press("J")
    desk.press("F5")
    desk.qtbot.waitUntil(lambda: desk.parts.tasks.pending == 0)
    assert [path.name for path in empty.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("name", ["nowhere", "file.txt/below"])
def test_a_folder_that_is_not_there_is_told_and_what_is_open_stays(desk: Desk, git_site: GitSite, name: str):
    git_site.write("file.txt", b"")
    with desk.qtbot.waitSignal(desk.session.refused):
        desk.window.open(git_site.root / name)
    assert str(git_site.root / name) in desk.message()
    assert desk.listed() == [FERRY_ID, CAFE_ID, PLAIN_ID]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_told(at_desk: Desk, git_site: GitSite):
    git_site.root.chmod(0)
    try:
        with at_desk.qtbot.waitSignal(at_desk.session.refused):
            at_desk.window.open(git_site.root)
    finally:
        git_site.root.chmod(0o755)
    assert "permission" in at_desk.message()


def test_a_folder_that_vanishes_while_it_is_open_loses_no_edit(desk: Desk, git_site: GitSite, tmp_path: Path):
    desk.press("P")
    aside = tmp_path / "aside"
    git_site.root.rename(aside)
    desk.save()
    box = dismiss(desk)
    assert str(git_site.root) in box
    assert desk.session.unsaved() == (FERRY_ID,)
    with desk.qtbot.waitSignal(desk.session.refused):
        desk.press("F5")
    assert str(git_site.root) in desk.message()
    desk.press("J")  # a card that has not been looked at before
    assert desk.current() == CAFE_ID
    assert "is not there any more" in desk.panel_says()
    desk.press("P")
    assert desk.session.unsaved() == (FERRY_ID,)
    assert not git_site.root.exists()

    aside.rename(git_site.root)
    desk.save("Ctrl+Shift+S")
    assert git_site.read(FERRY_ID) == STORY.replace("published: true", "published: false").encode()
    assert git_site.status() == f" M {FERRY_ID}\n"


def test_a_card_that_is_deleted_while_it_is_edited_keeps_its_edit_and_is_offered_back(desk: Desk, git_site: GitSite):
    desk.press("P")
    (git_site.root / FERRY_ID).unlink()
    desk.save()
    box = desk.window.findChild(QMessageBox, "gone_dialog")
    assert "no longer there" in box.text()
    box.findChild(QPushButton, "gone.later").click()
    desk.come_back()
    assert desk.session.unsaved() == (FERRY_ID,)
    assert not (git_site.root / FERRY_ID).exists()
    desk.look_again()
    assert not desk.session.card(FERRY_ID).is_published
    assert "no longer there" in desk.panel_says()
    desk.click_card(CAFE_ID)
    desk.press("P")
    desk.save()
    assert git_site.read(CAFE_ID) == CAFE.replace("published: false", "published: true").encode()
    desk.click_card(FERRY_ID)
    with desk.qtbot.waitSignal(desk.session.saved):
        desk.click("notice.write_again")
    assert git_site.read(FERRY_ID) == STORY.replace("published: true", "published: false").encode()
    assert desk.session.unsaved() == ()


def test_a_card_that_is_deleted_unedited_goes_with_the_next_look(desk: Desk, git_site: GitSite):
    desk.click_card(CAFE_ID)
    (git_site.root / CAFE_ID).unlink()
    desk.look_again()
    assert desk.listed() == [FERRY_ID, PLAIN_ID]
    assert desk.current() == PLAIN_ID
    desk.qtbot.waitUntil(lambda: desk.window.panel.current is not None and desk.window.panel.current.id == PLAIN_ID)


def test_a_card_that_became_read_only_is_told_and_saved_when_it_is_not_any_more(desk: Desk, git_site: GitSite):
    card = git_site.root / FERRY_ID
    desk.press("P")
    card.chmod(0o444)
    desk.save()
    assert "read-only" in dismiss(desk)
    assert card.read_bytes() == STORY.encode()
    assert desk.session.unsaved() == (FERRY_ID,)
    card.chmod(0o640)
    desk.save()
    assert card.read_bytes() == STORY.replace("published: true", "published: false").encode()
    assert card.stat().st_mode & 0o777 == 0o640


def test_a_card_that_became_a_folder_is_told(desk: Desk, git_site: GitSite):
    card = git_site.root / FERRY_ID
    desk.press("P")
    card.unlink()
    card.mkdir()
    desk.save()
    assert "folder" in dismiss(desk)
    assert desk.session.unsaved() == (FERRY_ID,)
    assert card.is_dir()
    assert list(card.iterdir()) == []


def test_what_a_bot_wrote_meanwhile_is_saved_with_mine(desk: Desk, git_site: GitSite):
    desk.press("P")
    theirs = STORY.replace("heat: 137", "heat: 138").encode()
    git_site.write(FERRY_ID, theirs)
    desk.save()
    assert git_site.read(FERRY_ID) == theirs.replace(b"published: true", b"published: false")
    assert desk.session.unsaved() == ()


def test_where_both_changed_the_same_the_person_says_what_it_is_to_be(desk: Desk, git_site: GitSite):
    desk.press("E")
    desk.retype("Mine")
    theirs = STORY.replace("Ferry returns to the old pier", "Theirs").replace("heat: 137", "heat: 138").encode()
    git_site.write(FERRY_ID, theirs)
    desk.save()
    assert git_site.read(FERRY_ID) == theirs
    dialog = desk.window.findChild(ClashDialog)
    desk.qtbot.waitUntil(lambda: dialog.isAncestorOf(desk.focus))
    desk.press("2")
    with desk.qtbot.waitSignal(desk.session.saved):
        desk.press("Return")
    desk.come_back()
    assert git_site.read(FERRY_ID) == theirs.replace(b"Theirs", b"Mine")
    assert desk.session.unsaved() == ()
    assert desk.session.card(FERRY_ID).get(("heat",)) == 138


def test_of_several_the_ones_that_can_be_saved_are(desk: Desk, git_site: GitSite):
    desk.press("Ctrl+A")
    desk.qtbot.waitUntil(lambda: len(desk.window.panel.ids) == 3)
    desk.press("P")
    assert desk.session.unsaved() == (FERRY_ID, PLAIN_ID)  # the café was hidden before
    (git_site.root / FERRY_ID).chmod(0o444)
    desk.save("Ctrl+Shift+S")
    assert "2024-05-01-ferry.md" in dismiss(desk)
    assert desk.session.unsaved() == (FERRY_ID,)
    assert git_site.read(FERRY_ID) == STORY.encode()
    assert b"published: false" in git_site.read(PLAIN_ID)


def test_a_disk_that_does_not_confirm_a_save_is_told(desk: Desk, git_site: GitSite, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(store, "_flush_folder", lambda _: "the disk said nothing")
    desk.press("P")
    desk.save()
    sentence = (
        "2024-05-01-ferry.md is saved, but the disk did not confirm it (the disk said nothing); look at the disk."
    )
    assert desk.message() == sentence
    assert desk.session.unsaved() == ()
    assert git_site.status() == f" M {FERRY_ID}\n"


def test_undo_takes_mine_back_and_leaves_what_the_bot_wrote_since(desk: Desk, git_site: GitSite):
    desk.press("P")
    desk.save()
    theirs = git_site.read(FERRY_ID).replace(b"heat: 137", b"heat: 138")
    git_site.write(FERRY_ID, theirs)
    desk.look_again()
    assert desk.session.card(FERRY_ID).get(("heat",)) == 138
    desk.press("Ctrl+Z")
    assert desk.session.card(FERRY_ID).text.encode() == STORY.replace("heat: 137", "heat: 138").encode()
    assert git_site.read(FERRY_ID) == theirs


def test_looking_at_the_disk_again_while_it_is_looked_at_finds_what_is_there_last(desk: Desk, git_site: GitSite):
    desk.press("F5", times=3)
    (git_site.root / CAFE_ID).unlink()
    desk.press("F5", times=3)
    desk.qtbot.waitUntil(lambda: desk.parts.tasks.pending == 0)
    assert desk.listed() == [FERRY_ID, PLAIN_ID]
    assert desk.session.counts().all == 2


def test_a_picture_of_the_site_that_is_not_there_says_so(at_desk: Desk, git_site: GitSite):
    (git_site.root / "assets/images/ferry.png").unlink()
    desk = at_desk
    desk.open(git_site.root)
    pane = desk.window.panel.picture
    desk.qtbot.waitUntil(lambda: pane.loaded is not None)
    assert pane.loaded.image is None
    assert pane.loaded.why
    assert pane.loaded.why in desk.panel_says()


def dismiss(desk: Desk) -> str:
    """Say OK to the box that tells what was not saved; all that it said."""
    box = desk.window.findChild(QMessageBox, "not_saved")
    assert box is not None
    assert box.isVisible()
    said = f"{box.text()}\n{box.informativeText()}"
    box.button(QMessageBox.StandardButton.Ok).click()
    box.deleteLater()
    desk.come_back()
    return said
