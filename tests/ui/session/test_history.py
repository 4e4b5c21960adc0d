"""Steps of the history, taken on cards as they are by then."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.model.card.edits import SetValue
from editor.model.card.schema import load_schemas
from editor.model.site.bulk import edit_cards
from editor.model.site.changes import Changes
from editor.model.site.errors import ChangedOnDisk
from editor.model.site.layout import open_site
from editor.model.site.library import Library
from editor.model.site.rows import versions_of
from editor.model.site.vocabulary import Vocabulary
from editor.ui.session.history import History
from editor.ui.session.open_site import OpenSite
from tests.helpers.following import follow
from tests.helpers.harbour_site import CAFE, FERRY

FERRY_ID, CAFE_ID, BROKEN_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md", "_news/2022-01-01-broken.md"
HEAT = FERRY.replace("heat: 137", "heat: 138")


class Desk:
    def __init__(self, site: Path) -> None:
        self.library = Library(open_site(site), load_schemas())
        self.site = OpenSite(self.library, Vocabulary())
        self.site.take_rows(self.library.read())
        self.history = History()
        self.history.start(self.site)
        self.changes: list[Changes] = []
        self.refused: list[str] = []
        self.to_look_at: list[str] = []
        self.history.stepped.connect(self.changes.append)
        self.history.refused.connect(self.refused.append)
        self.history.look_requested.connect(self.to_look_at.extend)

    def edit(self, title: str, *ids: str) -> bool:
        bulk = edit_cards(self.library, ids or (FERRY_ID,), (SetValue(("title",), title),))
        return self.history.push(bulk, "title")


@pytest.fixture
def desk(qtbot: QtBot, site: Path) -> Desk:
    return Desk(site)


def test_a_step_is_taken_back_and_taken_again(desk: Desk):
    assert desk.edit("Mine", FERRY_ID, CAFE_ID)
    assert desk.library.unsaved() == (CAFE_ID, FERRY_ID)
    assert desk.site.index.row(FERRY_ID).title == "Mine"
    desk.history.stack.undo()
    assert (desk.library.text(FERRY_ID), desk.library.text(CAFE_ID)) == (FERRY, CAFE)
    desk.history.stack.redo()
    assert desk.site.index.row(CAFE_ID).title == "Mine"
    assert [changes.ids for changes in desk.changes] == [(CAFE_ID, FERRY_ID)] * 3


def test_a_refusal_is_told_with_how_many_more_and_is_no_step(desk: Desk):
    assert not desk.edit("Mine", FERRY_ID, BROKEN_ID)
    assert BROKEN_ID in desk.refused[0]
    assert desk.history.stack.count() == 0


def test_what_has_come_in_since_stays_when_a_step_is_taken_back_and_again(desk: Desk, site: Path):
    desk.edit("Mine")
    (site / FERRY_ID).write_text(HEAT, encoding="utf-8")
    follow(desk.library, FERRY_ID)
    desk.history.stack.undo()
    assert desk.library.text(FERRY_ID) == HEAT
    assert not desk.library.is_unsaved(FERRY_ID)
    desk.history.stack.redo()
    assert desk.library.text(FERRY_ID) == HEAT.replace("Ferry returns to the old pier", "Mine")
    assert desk.site.index.row(FERRY_ID).values["heat"] == (138,)


def test_a_step_that_cannot_be_taken_any_more_is_struck_from_the_history(desk: Desk, site: Path):
    desk.edit("Mine")
    desk.library.save([FERRY_ID])
    (site / FERRY_ID).write_text(FERRY.replace("Ferry returns", "Ferry leaves"), encoding="utf-8")
    follow(desk.library, FERRY_ID)
    desk.history.stack.undo()
    assert desk.refused == ["The card has changed since: this step cannot be taken."]
    assert not desk.history.stack.canRedo()


def test_a_card_whose_file_changed_unseen_takes_the_step_from_there(desk: Desk, site: Path):
    desk.edit("Mine")
    desk.library.save([FERRY_ID])
    desk.library._clean.clear()  # as after many other cards: its text is let go of
    (site / FERRY_ID).write_text(HEAT.replace("Ferry returns to the old pier", "Mine"), encoding="utf-8")
    desk.history.stack.undo()
    assert desk.library.text(FERRY_ID) == HEAT


def test_a_card_that_changes_while_a_step_is_taken_is_looked_at(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    def changed(texts: object) -> None:
        raise ChangedOnDisk("It was changed.", Path())

    desk.edit("Mine")
    monkeypatch.setattr(desk.library, "bases", changed)
    desk.history.stack.undo()
    assert (desk.refused, desk.to_look_at) == (["It was changed."], [FERRY_ID])


def test_a_clash_is_looked_at_anew_when_a_step_may_have_ended_it(desk: Desk, site: Path):
    desk.edit("Mine")
    (site / FERRY_ID).write_text(FERRY.replace("Ferry returns", "Ferry leaves"), encoding="utf-8")
    follow(desk.library, FERRY_ID)
    assert desk.library.clashing() == (FERRY_ID,)
    desk.history.stack.undo()
    assert desk.to_look_at == [FERRY_ID]
    follow(desk.library, FERRY_ID)
    assert "Ferry leaves" in desk.library.text(FERRY_ID)
    assert desk.library.unsaved() == ()


def test_steps_follow_a_card_to_its_new_names(desk: Desk, site: Path):
    desk.edit("Mine")
    (site / FERRY_ID).rename(site / "_news" / "c.md")
    for old, new in ((FERRY_ID, "_news/b.md"), ("_news/b.md", "_news/c.md")):
        desk.site.library.rename(old, new)
        desk.history.rename(old, new)
    desk.history.stack.undo()
    assert desk.library.text("_news/c.md") == FERRY
    assert desk.site.index.row("_news/c.md").id == "_news/c.md"


def test_whole_texts_are_one_step_of_those_that_differ(desk: Desk):
    before, after = (versions_of({FERRY_ID: ferry, CAFE_ID: CAFE}, desk.library.schemas) for ferry in (FERRY, HEAT))
    desk.history.push_versions(before, after, "restore")
    assert desk.library.unsaved() == (FERRY_ID,)
    desk.history.push_versions(before, before, "nothing")
    assert desk.history.stack.count() == 1


def test_without_a_site_there_are_no_steps(desk: Desk):
    desk.edit("Mine")
    desk.history.start(None)
    before, after = (versions_of({FERRY_ID: ferry}, desk.library.schemas) for ferry in (FERRY, HEAT))
    desk.history.push_versions(before, after, "late")
    assert desk.history.stack.count() == 0
