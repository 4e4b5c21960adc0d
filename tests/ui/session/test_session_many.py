"""Changes of many cards: worked out elsewhere, taken in steps, and one step of the history all the same."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from editor.model.card.edits import SetValue
from editor.model.site.journal import Journal
from editor.ui import tasks as tasks_module
from editor.ui.session import Session, history
from editor.ui.tasks import Tasks
from tests.helpers.harbour_site import FERRY

FERRY_ID, PLAIN_ID, BROKEN_ID = "_news/2024-05-01-ferry.md", "_news/plain.md", "_news/2022-01-01-broken.md"
TITLE = ("title",)


@pytest.fixture
def many(qtbot: QtBot, session: Session, site: Path) -> Session:
    """The site with sixty more cards."""
    for number in range(60):
        (site / "_news" / f"more-{number:02}.md").write_bytes(FERRY.encode())
    with qtbot.waitSignal(session.reading, check_params_cb=lambda read, of: read == of > 0):
        session.open(site)
    return session


HIDE = (SetValue(("published",), False),)


def published() -> list[str]:
    """The cards that the tests hide, published as they are in their files."""
    return [FERRY_ID, *(f"_news/more-{number:02}.md" for number in range(60))]


def hidden(session: Session) -> list[str]:
    return [card_id for card_id in session.unsaved() if not session.row(card_id).is_published]


def test_many_cards_are_worked_out_meanwhile_and_change_in_one_step(qtbot: QtBot, many: Session):
    ids = published()
    many.edit((FERRY_ID,), (SetValue(TITLE, "Mine"),), "title")
    with qtbot.waitSignal(many.changed):
        assert many.edit(ids, HIDE, "hide")
        assert many.unsaved() == (FERRY_ID,)  # not yet
    assert hidden(many) == sorted(ids)
    assert many.card(FERRY_ID).title == "Mine"
    many.undo_stack.undo()
    assert many.unsaved() == (FERRY_ID,)
    assert many.row(ids[-1]).is_published
    many.undo_stack.redo()
    assert hidden(many) == sorted(ids)


def test_files_of_many_cards_are_read_elsewhere_before_their_step_is_taken_back(qtbot: QtBot, many: Session):
    ids = published()
    with qtbot.waitSignal(many.changed):
        many.edit(ids, HIDE, "hide")
    with qtbot.waitSignal(many.saved):
        many.save(many.unsaved())
    with qtbot.waitSignal(many.retaken) as retaken:
        many.step(back=True)
        assert many.unsaved() == ()  # not yet
        with qtbot.waitSignal(many.refused):
            many.step(back=True)
    assert retaken.args == [tuple(sorted(ids))]
    assert many.unsaved() == tuple(sorted(ids))
    assert many.row(ids[-1]).is_published
    with qtbot.waitSignal(many.retaken):
        many.step(back=False)
    assert many.unsaved() == ()


def test_a_step_that_is_no_longer_the_last_is_not_taken_back(qtbot: QtBot, many: Session):
    ids = published()
    with qtbot.waitSignal(many.changed):
        many.edit(ids, HIDE, "hide")
    with qtbot.waitSignal(many.changing, check_params_cb=lambda done, of: done == of == 0):
        many.step(back=True)
        many.edit((FERRY_ID,), (SetValue(TITLE, "Mine"),), "title")
    assert hidden(many) == sorted(ids)
    many.step(back=True)
    assert many.card(FERRY_ID).title != "Mine"


def test_a_change_of_many_that_is_given_up_changes_nothing(qtbot: QtBot, many: Session):
    ids = many.find("is:published", "date", descending=True)
    many.edit(ids, HIDE, "hide")
    with qtbot.waitSignal(many.refused):
        assert not many.edit(ids, HIDE, "hide")
    with qtbot.waitSignal(many.changing, check_params_cb=lambda done, of: done == of == 0):
        many.stop_work()
    assert many.edit((FERRY_ID,), (SetValue(TITLE, "Mine"),), "title")
    assert many.unsaved() == (FERRY_ID,)


def test_a_card_that_is_edited_meanwhile_keeps_that_edit(qtbot: QtBot, many: Session):
    ids = published()
    with qtbot.waitSignal(many.changing, check_params_cb=lambda done, of: done == of == 0):
        many.edit(ids, HIDE, "hide")
        many.edit((FERRY_ID,), (SetValue(TITLE, "Mine"),), "title")
    assert hidden(many) == sorted(ids)
    assert many.card(FERRY_ID).title == "Mine"
    many.undo_stack.undo()
    assert many.unsaved() == (FERRY_ID,)


def test_the_same_field_that_is_edited_meanwhile_stops_the_change_of_many(qtbot: QtBot, many: Session):
    ids = published()
    with qtbot.waitSignal(many.refused):
        many.edit(ids, (SetValue(TITLE, "All"),), "title")
        many.edit((FERRY_ID,), (SetValue(TITLE, "Mine"),), "title")
    assert many.unsaved() == (FERRY_ID,)
    assert many.card(FERRY_ID).title == "Mine"


def test_one_card_that_refuses_stops_the_change_of_many(qtbot: QtBot, many: Session):
    ids = many.find("", "date", descending=True)
    with qtbot.waitSignal(many.refused) as refused:
        many.edit(ids, HIDE, "hide")
    assert BROKEN_ID in refused.args[0]
    assert many.unsaved() == ()


@pytest.fixture
def meanwhile(qtbot: QtBot, many: Session, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Hides the published cards, but for one; does something else while that step is half taken."""
    monkeypatch.setattr(tasks_module, "TURN", 0.0)
    monkeypatch.setattr(history, "_AT_ONCE", 2)
    ids = published()

    def work(act: Callable[[], object]) -> None:
        timer, met = QTimer(interval=0), []

        def look() -> None:
            hidden_rows = sum(not many.row(card_id).is_published for card_id in ids)
            if 0 < hidden_rows < len(ids) and many.count_unsaved() == 0:
                timer.stop()
                met.append(hidden_rows)
                act()

        timer.timeout.connect(look)
        timer.start()
        assert many.edit(ids, HIDE, "hide")
        qtbot.waitUntil(lambda: bool(met))

    return work


def test_a_key_that_comes_in_the_middle_of_a_step_is_a_step_on_top_of_it(many: Session, meanwhile):
    ids = sorted(published())
    shown = many.card(FERRY_ID).text
    meanwhile(lambda: many.replace_text(FERRY_ID, shown.replace("heat: 137", "heat: 138")))
    assert hidden(many) == ids
    assert many.card(FERRY_ID).get(("heat",)) == 138
    many.step(back=True)
    assert hidden(many) == ids
    assert many.card(FERRY_ID).get(("heat",)) == 137
    many.undo_stack.undo()
    assert many.unsaved() == ()
    assert many.card(FERRY_ID).text == shown


def test_a_step_is_taken_back_from_its_middle_as_a_whole(qtbot: QtBot, many: Session, meanwhile):
    shown = many.card(FERRY_ID).text
    with qtbot.waitSignal(many.retaken) as retaken:
        meanwhile(lambda: many.step(back=True))
    assert retaken.args == [tuple(sorted(published()))]
    assert many.unsaved() == ()
    assert many.card(FERRY_ID).text == shown
    assert many.row(FERRY_ID).is_published


def test_another_change_of_many_comes_after_the_one_that_is_half_taken(qtbot: QtBot, many: Session, meanwhile):
    ids = published()
    with qtbot.waitSignal(many.changed, check_params_cb=lambda _: many.card(FERRY_ID).title == "All"):
        meanwhile(lambda: many.edit(ids, (SetValue(TITLE, "All"),), "title"))
    assert hidden(many) == sorted(ids)
    assert many.undo_stack.count() == 2


def test_what_is_saved_in_the_middle_of_a_step_is_all_of_it(qtbot: QtBot, many: Session, site: Path, meanwhile):
    ids = published()
    with qtbot.waitSignal(many.saved) as saved:
        meanwhile(lambda: many.save(ids))
    assert saved.args[0].is_complete
    assert many.unsaved() == ()
    assert all(b"published: false" in (site / card_id).read_bytes() for card_id in ids)


def test_who_asks_in_the_middle_of_a_step_what_is_unsaved_hears_of_all_of_it(many: Session, meanwhile):
    told: list[tuple[str, ...]] = []
    meanwhile(lambda: told.append(many.unsaved()))
    assert told == [tuple(sorted(published()))]


def test_who_leaves_in_the_middle_of_a_step_finds_all_of_it_at_the_next_start(
    qtbot: QtBot, many: Session, tasks: Tasks, site: Path, tmp_path: Path, meanwhile
):
    ids = published()
    meanwhile(many.close)
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert many.site is None
    left = [card_id for journal in Journal.left_behind(tmp_path / "state", site) for card_id in journal.unsaved]
    assert sorted(left) == sorted(ids)
