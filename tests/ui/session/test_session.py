"""The session: opening, looking, changing and saving, on real files."""

from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from editor.model.card.edits import AddItem, SetValue
from editor.model.card.merge import Side
from editor.model.card.schema import load_schemas
from editor.model.site.changes import Changes
from editor.model.site.index_file import IndexFile
from editor.model.site.layout import open_site
from editor.model.site.query import QueryError
from editor.model.site.reading import read_site
from editor.ui.session import Session, reader
from editor.ui.tasks import Tasks
from tests.helpers.harbour_site import CAFE, FERRY

FERRY_ID, CAFE_ID, PLAIN_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md", "_news/plain.md"
BROKEN_ID = "_news/2022-01-01-broken.md"
TITLE = ("title",)


def state(root: Path) -> dict[str, tuple[bytes, int]]:
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in root.rglob("*") if path.is_file()}


def save(qtbot: QtBot, session: Session, *ids: str):
    with qtbot.waitSignal(session.saved) as saved:
        session.save(ids)
    return saved.args[0]


def test_opening_reads_every_card_and_writes_nothing(qtbot: QtBot, session: Session, site: Path):
    before = state(site)
    with qtbot.waitSignal(session.reading, check_params_cb=lambda read, of: read == of > 0):
        session.open(site)
    assert session.find("", "date", descending=True) == [FERRY_ID, CAFE_ID, BROKEN_ID, PLAIN_ID]
    assert session.row(BROKEN_ID).error
    assert session.counts().published == 2
    assert "Ferries" in session.vocabulary.topics()
    assert state(site) == before


def test_what_was_never_read_is_no_news_to_who_left_before_it_was(
    qtbot: QtBot, session: Session, tasks: Tasks, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    remembered = IndexFile(tmp_path / "index", open_site(site), load_schemas())
    left = Event()
    with monkeypatch.context() as patch:
        patch.setattr(reader, "read_site", lambda *given, **named: (left.wait(), read_site(*given, **named))[1])
        with qtbot.waitSignal(session.opened):
            session.open(site)
        session.close()  # while it is read
        left.set()
        qtbot.waitUntil(lambda: tasks.pending == 0)
    assert remembered.visited() == 0
    with qtbot.waitSignal(session.reading, check_params_cb=lambda read, of: read == of > 0):
        session.open(site)
    assert session.counts().new == 0
    session.close()
    qtbot.waitUntil(lambda: remembered.visited() > 0)


def test_a_card_opens_its_site_and_asks_to_be_shown(qtbot: QtBot, session: Session, site: Path):
    with qtbot.waitSignal(session.card_requested) as asked:
        session.open(site / PLAIN_ID)
    assert asked.args == [PLAIN_ID]
    assert session.site.root == site


def test_a_folder_that_is_not_there_is_refused_and_what_is_open_stays(qtbot: QtBot, opened: Session, site: Path):
    with qtbot.waitSignal(opened.refused) as refused:
        opened.open(site / "nowhere")
    assert "nowhere" in refused.args[0]
    assert opened.site.root == site


def test_an_edit_changes_the_card_and_its_row_but_not_the_file(qtbot: QtBot, opened: Session, site: Path):
    with qtbot.waitSignal(opened.changed) as changed:
        assert opened.edit((FERRY_ID,), (SetValue(TITLE, "Ferry stays"),), "title")
    assert changed.args[0].ids == (FERRY_ID,)
    assert opened.card(FERRY_ID).title == opened.row(FERRY_ID).title == "Ferry stays"
    assert opened.unsaved() == (FERRY_ID,)
    assert (site / FERRY_ID).read_bytes() == FERRY.encode()


def test_a_save_writes_the_edited_bytes_and_nothing_else(qtbot: QtBot, opened: Session, site: Path):
    opened.edit((FERRY_ID,), (SetValue(("published",), False),), "hide")
    report = save(qtbot, opened, FERRY_ID, CAFE_ID)
    assert report.changes.ids == (FERRY_ID,)
    assert (site / FERRY_ID).read_bytes() == FERRY.replace("published: true", "published: false").encode()
    assert (site / CAFE_ID).read_bytes() == CAFE.encode()
    assert opened.unsaved() == ()


def test_undo_after_a_save_is_unsaved_again(qtbot: QtBot, opened: Session):
    opened.edit((FERRY_ID,), (SetValue(TITLE, "Other"),), "title")
    save(qtbot, opened, FERRY_ID)
    opened.undo_stack.undo()
    assert opened.unsaved() == (FERRY_ID,)
    assert opened.card(FERRY_ID).text == FERRY


def test_typing_back_makes_the_card_saved_again(opened: Session):
    opened.edit((FERRY_ID,), (SetValue(TITLE, "Other"),), "title")
    opened.edit((FERRY_ID,), (SetValue(TITLE, "Ferry returns to the old pier"),), "title")
    assert opened.unsaved() == ()
    assert not opened.undo_stack.canUndo()


def test_many_cards_are_changed_in_one_step_or_not_at_all(qtbot: QtBot, opened: Session):
    assert opened.edit((FERRY_ID, CAFE_ID), (AddItem(("topics",), "Weather"),), "topic")
    assert opened.undo_stack.count() == 1
    opened.undo_stack.undo()
    assert opened.unsaved() == ()
    with qtbot.waitSignal(opened.refused) as refused:
        assert not opened.edit((FERRY_ID, BROKEN_ID), (AddItem(("topics",), "Weather"),), "topic")
    assert BROKEN_ID in refused.args[0]
    assert opened.unsaved() == ()


def test_a_locked_field_is_refused_with_a_sentence(qtbot: QtBot, opened: Session):
    with qtbot.waitSignal(opened.refused) as refused:
        assert not opened.edit((FERRY_ID,), (SetValue(("secured",), "forged"),), "secured")
    assert "secured" in refused.args[0]


def test_a_broken_card_is_mended_by_its_text(qtbot: QtBot, opened: Session, site: Path):
    mended = '---\ntitle: "now closed"\n---\n'
    assert opened.replace_text(BROKEN_ID, mended)
    assert opened.row(BROKEN_ID).error == ""
    save(qtbot, opened, BROKEN_ID)
    assert (site / BROKEN_ID).read_text(encoding="utf-8") == mended


def looked(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.looked):
        session.look_at_disk()


def test_what_the_disk_changed_elsewhere_in_the_card_is_saved_with_mine(qtbot: QtBot, opened: Session, site: Path):
    opened.edit((FERRY_ID,), (SetValue(TITLE, "Mine"),), "title")
    theirs = FERRY.replace("heat: 137", "heat: 138")
    (site / FERRY_ID).write_bytes(theirs.encode())
    report = save(qtbot, opened, FERRY_ID)
    assert report.is_complete
    assert (site / FERRY_ID).read_text(encoding="utf-8") == theirs.replace("Ferry returns to the old pier", "Mine")
    assert opened.card(FERRY_ID).text == (site / FERRY_ID).read_text(encoding="utf-8")
    assert opened.row(FERRY_ID).values["heat"] == (138,)
    assert opened.unsaved() == ()


def test_where_both_changed_the_same_the_file_is_not_written_until_that_is_settled(
    qtbot: QtBot, opened: Session, site: Path
):
    opened.edit((FERRY_ID,), (SetValue(TITLE, "Mine"),), "title")
    theirs = FERRY.replace("Ferry returns to the old pier", "Theirs").replace("heat: 137", "heat: 138")
    (site / FERRY_ID).write_bytes(theirs.encode())
    report = save(qtbot, opened, FERRY_ID)
    assert report.clashing == opened.clashing() == (FERRY_ID,)
    assert (site / FERRY_ID).read_bytes() == theirs.encode()
    assert opened.card(FERRY_ID).title == "Mine"

    opened.settle(FERRY_ID, {TITLE: Side.THEIRS})
    assert opened.card(FERRY_ID).text == theirs
    assert opened.unsaved() == opened.clashing() == ()
    opened.undo_stack.undo()  # takes the choice back, and nothing that the disk has brought
    assert opened.card(FERRY_ID).text == theirs.replace("Theirs", "Mine")
    assert opened.unsaved() == (FERRY_ID,)


def test_undo_takes_my_step_back_and_leaves_what_the_disk_has_brought(qtbot: QtBot, opened: Session, site: Path):
    opened.edit((FERRY_ID,), (SetValue(TITLE, "Mine"),), "title")
    save(qtbot, opened, FERRY_ID)
    (site / FERRY_ID).write_bytes((site / FERRY_ID).read_bytes().replace(b"heat: 137", b"heat: 138"))
    looked(qtbot, opened)
    opened.undo_stack.undo()
    assert opened.card(FERRY_ID).text == FERRY.replace("heat: 137", "heat: 138")
    opened.undo_stack.redo()
    assert opened.card(FERRY_ID).text == (site / FERRY_ID).read_text(encoding="utf-8")
    assert opened.unsaved() == ()


def test_a_step_whose_field_the_disk_has_changed_since_is_refused(qtbot: QtBot, opened: Session, site: Path):
    opened.edit((FERRY_ID,), (SetValue(TITLE, "Mine"),), "title")
    save(qtbot, opened, FERRY_ID)
    theirs = FERRY.replace("Ferry returns to the old pier", "Theirs")
    (site / FERRY_ID).write_bytes(theirs.encode())
    looked(qtbot, opened)
    with qtbot.waitSignal(opened.refused):
        opened.undo_stack.undo()
    assert opened.card(FERRY_ID).text == theirs


def test_typing_on_after_the_disk_has_brought_something_is_a_step_of_its_own(qtbot: QtBot, opened: Session, site: Path):
    opened.edit((FERRY_ID,), (SetValue(TITLE, "M"),), "title")
    (site / FERRY_ID).write_bytes(FERRY.replace("heat: 137", "heat: 138").encode())
    looked(qtbot, opened)
    opened.edit((FERRY_ID,), (SetValue(TITLE, "Mi"),), "title")
    for _ in range(opened.undo_stack.count()):
        opened.undo_stack.undo()
    assert opened.card(FERRY_ID).text == FERRY.replace("heat: 137", "heat: 138")


def test_looking_at_the_disk_again_finds_new_gone_and_changed_cards(qtbot: QtBot, opened: Session, site: Path):
    opened.edit((CAFE_ID,), (SetValue(TITLE, "Mine"),), "title")
    (site / FERRY_ID).write_bytes(FERRY.replace("Ferry returns", "Ferry leaves").encode())
    (site / PLAIN_ID).unlink()
    (site / "_news" / "new.md").write_bytes(b"---\ntitle: New\n---\n")
    seen: list[Changes] = []
    opened.changed.connect(seen.append)
    looked(qtbot, opened)
    assert opened.row(FERRY_ID).title == "Ferry leaves to the old pier"
    assert opened.row("_news/new.md").title == "New"
    assert PLAIN_ID not in opened.find("", "date", descending=True)
    assert opened.card(CAFE_ID).title == opened.row(CAFE_ID).title == "Mine"
    assert {"removed", "reloaded", "added"} <= {changes.kind for changes in seen}


def test_what_happens_on_the_disk_arrives_by_itself(qtbot: QtBot, opened: Session, site: Path):
    opened.edit((FERRY_ID,), (SetValue(TITLE, "Mine"),), "title")

    def arrived() -> None:  # hints begin a moment after a site is opened: write until one is followed
        path = site / FERRY_ID
        path.write_bytes(FERRY.replace("heat: 137", "heat: 138").encode())
        assert opened.card(FERRY_ID).get(("heat",)) == 138

    qtbot.waitUntil(arrived)
    assert opened.card(FERRY_ID).title == "Mine"
    assert opened.row(FERRY_ID).values["heat"] == (138,)
    assert opened.unsaved() == (FERRY_ID,)


def test_a_vanished_file_keeps_the_edit_which_can_be_saved_again_or_given_up(qtbot: QtBot, opened: Session, site: Path):
    opened.edit((FERRY_ID, CAFE_ID), (SetValue(TITLE, "Mine"),), "title")
    for card_id in (FERRY_ID, CAFE_ID):
        (site / card_id).unlink()
    assert save(qtbot, opened, FERRY_ID, CAFE_ID).gone == (CAFE_ID, FERRY_ID)
    assert opened.is_gone(FERRY_ID)
    assert opened.card(FERRY_ID).title == "Mine"
    assert save(qtbot, opened, FERRY_ID).is_complete
    assert b"Mine" in (site / FERRY_ID).read_bytes()
    opened.give_up((CAFE_ID, FERRY_ID))  # the latter has a file again
    assert CAFE_ID not in opened.find("", "date", descending=True)
    assert opened.unsaved() == ()


def test_a_renamed_card_keeps_its_edit_and_its_history(qtbot: QtBot, opened: Session, site: Path):
    opened.edit((FERRY_ID,), (SetValue(TITLE, "Mine"),), "title")
    (site / FERRY_ID).rename(site / "_news" / "moved.md")
    with qtbot.waitSignal(opened.renamed) as renamed:
        opened.look_at_disk()
    assert renamed.args == [FERRY_ID, "_news/moved.md"]
    assert opened.row("_news/moved.md").title == opened.card("_news/moved.md").title == "Mine"
    assert FERRY_ID not in opened.find("", "date", descending=True)
    opened.undo_stack.undo()
    assert opened.card("_news/moved.md").text == FERRY
    assert opened.row("_news/moved.md").id == "_news/moved.md"
    assert opened.unsaved() == ()


def test_a_new_card_is_made_unpublished_and_asks_to_be_shown(qtbot: QtBot, opened: Session, site: Path):
    with qtbot.waitSignal(opened.card_requested) as asked:
        opened.create("_news", "Lighthouse café reopens")
    (card_id,) = asked.args
    assert card_id.endswith("-lighthouse-cafe-reopens.md")
    assert opened.row(card_id).title == "Lighthouse café reopens"
    assert not opened.card(card_id).is_published
    assert (site / card_id).is_file()
    with qtbot.waitSignal(opened.refused):
        opened.create("_news", "Lighthouse café reopens")


def test_a_query_with_a_mistake_says_where(opened: Session):
    with pytest.raises(QueryError) as error:
        opened.find("is:nonsense", "date", descending=True)
    assert error.value.position >= 0


def test_closing_leaves_nothing(qtbot: QtBot, opened: Session):
    opened.edit((FERRY_ID,), (SetValue(TITLE, "Mine"),), "title")
    with qtbot.waitSignal(opened.opened):
        opened.close()
    assert opened.site is None
    assert opened.total == 0
    assert opened.unsaved() == ()
    assert not opened.undo_stack.canUndo()
    assert opened.find("", "date", descending=True) == []


def test_a_folder_of_cards_that_vanishes_is_said(qtbot: QtBot, opened: Session, site: Path):
    site.rename(site.with_name("elsewhere"))
    with qtbot.waitSignal(opened.refused) as refused:
        opened.look_at_disk()
    assert str(site) in refused.args[0]
