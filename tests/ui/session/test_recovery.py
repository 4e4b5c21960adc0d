"""What a window left behind when it was killed is found, offered and settled; nothing of it is lost by waiting."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.model.card.schema import load_schemas
from editor.model.site.batches import Batch, Rewrite
from editor.model.site.journal import Journal, Unsaved
from editor.model.site.recovery import Recovered, Standing
from editor.ui.session import Session
from editor.ui.tasks import Tasks
from tests.helpers.harbour_site import CAFE, FERRY

FERRY_ID, CAFE_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md"
HIDDEN = FERRY.replace("published: true", "published: false")
HEAT = FERRY.replace("heat: 137", "heat: 138")
SHOWN = CAFE.replace("published: false", "published: true")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def crash(state: Path, site: Path) -> Callable[..., None]:
    """A window that was killed with these changes unsaved: card, text of its file, text in the window."""

    def leave(*unsaved: tuple[str, str, str]) -> None:
        journal = Journal(state, site)
        journal.keep([Unsaved(card_id, base, text) for card_id, base, text in unsaved])
        journal.close()

    return leave


def opened_anew(qtbot: QtBot, session: Session, site: Path) -> tuple[Recovered, ...]:
    """Open the site; what was left behind of it."""
    with qtbot.waitSignal(session.recovery.found) as found:
        session.open(site)
    qtbot.waitUntil(lambda: session.counts().all == 4)
    recovered: tuple[Recovered, ...] = found.args[0]
    return recovered


def restore(qtbot: QtBot, session: Session, *ids: str) -> None:
    session.restore(ids)
    qtbot.waitUntil(lambda: set(ids) <= set(session.unsaved()))


def files(state: Path) -> list[Path]:
    return [path for path in state.rglob("*") if path.is_file()]


def states(found: Sequence[Recovered]) -> dict[str, Standing]:
    return {each.id: each.standing for each in found}


def test_unsaved_changes_are_restored_as_one_step(
    qtbot: QtBot, tasks: Tasks, session: Session, site: Path, state: Path, crash: Callable[..., None]
):
    crash((FERRY_ID, FERRY, HIDDEN), (CAFE_ID, CAFE, SHOWN))
    found = opened_anew(qtbot, session, site)
    assert states(found) == {CAFE_ID: Standing.SAME, FERRY_ID: Standing.SAME}
    assert [change.label for change in found[1].changes] == ["Published"]
    assert session.unsaved() == ()
    restore(qtbot, session, FERRY_ID, CAFE_ID)
    assert session.card(FERRY_ID).text == HIDDEN
    assert session.unsaved() == (CAFE_ID, FERRY_ID)
    assert not session.row(FERRY_ID).is_published
    qtbot.waitUntil(lambda: tasks.pending == 0 and len(files(state)) == 1)  # this window's own
    session.undo_stack.undo()
    assert session.unsaved() == ()
    assert (site / FERRY_ID).read_text(encoding="utf-8") == FERRY


def test_what_the_files_have_got_since_is_kept(qtbot: QtBot, session: Session, site: Path, crash: Callable[..., None]):
    crash((FERRY_ID, FERRY, HIDDEN))
    (site / FERRY_ID).write_text(HEAT, encoding="utf-8")
    found = opened_anew(qtbot, session, site)
    assert states(found) == {FERRY_ID: Standing.MERGED}
    restore(qtbot, session, FERRY_ID)
    qtbot.waitUntil(lambda: session.card(FERRY_ID).text == HIDDEN.replace("heat: 137", "heat: 138"))
    session.undo_stack.undo()
    assert session.card(FERRY_ID).text == HEAT
    assert session.unsaved() == ()


def test_a_change_of_what_the_file_has_changed_too_waits_for_a_choice(
    qtbot: QtBot, session: Session, site: Path, crash: Callable[..., None]
):
    crash((FERRY_ID, FERRY, FERRY.replace("old pier", "new pier")))
    (site / FERRY_ID).write_text(FERRY.replace("old pier", "north pier"), encoding="utf-8")
    assert states(opened_anew(qtbot, session, site)) == {FERRY_ID: Standing.CLASH}
    restore(qtbot, session, FERRY_ID)
    qtbot.waitUntil(lambda: session.clashing() == (FERRY_ID,))
    assert "new pier" in session.card(FERRY_ID).text


def test_the_change_of_a_card_whose_file_is_gone_is_offered_too(
    qtbot: QtBot, session: Session, site: Path, crash: Callable[..., None]
):
    crash(("_news/gone.md", CAFE, SHOWN))
    assert states(opened_anew(qtbot, session, site)) == {"_news/gone.md": Standing.GONE}
    restore(qtbot, session, "_news/gone.md")
    qtbot.waitUntil(lambda: session.is_gone("_news/gone.md"))
    with qtbot.waitSignal(session.saved):
        session.save(["_news/gone.md"])
    assert (site / "_news" / "gone.md").read_text(encoding="utf-8") == SHOWN


def test_what_the_files_have_already_is_not_offered(
    qtbot: QtBot, tasks: Tasks, session: Session, site: Path, state: Path, crash: Callable[..., None]
):
    crash((FERRY_ID, FERRY, HIDDEN))
    (site / FERRY_ID).write_text(HIDDEN, encoding="utf-8")
    found: list[object] = []
    session.recovery.found.connect(found.append)
    session.open(site)
    qtbot.waitUntil(lambda: session.counts().all == 4 and tasks.pending == 0)
    assert (found, files(state)) == ([], [])


def test_what_is_discarded_is_gone_and_what_is_left_for_later_is_offered_again(
    qtbot: QtBot, tasks: Tasks, session: Session, site: Path, state: Path, crash: Callable[..., None]
):
    crash((FERRY_ID, FERRY, HIDDEN), (CAFE_ID, CAFE, SHOWN))
    opened_anew(qtbot, session, site)
    session.recovery.settle([FERRY_ID])
    session.close()
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert states(opened_anew(qtbot, session, site)) == {CAFE_ID: Standing.SAME}
    assert session.unsaved() == ()


def test_what_two_windows_left_of_one_card_is_offered_one_after_the_other(
    qtbot: QtBot, tasks: Tasks, session: Session, site: Path, crash: Callable[..., None]
):
    retitled = FERRY.replace("old pier", "new pier")
    crash((FERRY_ID, FERRY, HIDDEN))
    crash((FERRY_ID, FERRY, retitled))
    (first,) = opened_anew(qtbot, session, site)
    assert [change.label for change in first.changes] == ["Title"]  # that of the later one
    restore(qtbot, session, FERRY_ID)
    assert session.card(FERRY_ID).text == retitled
    session.save((FERRY_ID,))
    qtbot.waitUntil(lambda: tasks.pending == 0 and session.unsaved() == ())
    session.close()
    qtbot.waitUntil(lambda: tasks.pending == 0)
    (second,) = opened_anew(qtbot, session, site)
    assert (second.standing, [change.label for change in second.changes]) == (Standing.MERGED, ["Published"])
    restore(qtbot, session, FERRY_ID)
    qtbot.waitUntil(lambda: session.card(FERRY_ID).text == retitled.replace("published: true", "published: false"))


def test_what_two_windows_left_alike_is_offered_once(
    qtbot: QtBot, tasks: Tasks, session: Session, site: Path, state: Path, crash: Callable[..., None]
):
    crash((FERRY_ID, FERRY, HIDDEN))
    crash((FERRY_ID, FERRY, HIDDEN))
    opened_anew(qtbot, session, site)
    session.recovery.settle([FERRY_ID])
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert files(state) == []


def test_what_a_card_that_is_typed_into_meanwhile_does_not_get_back_is_offered_again(
    qtbot: QtBot, tasks: Tasks, session: Session, site: Path, crash: Callable[..., None]
):
    crash((FERRY_ID, FERRY, HIDDEN))
    opened_anew(qtbot, session, site)
    session.restore([FERRY_ID])
    session.replace_text(FERRY_ID, HEAT)  # before that is worked out
    qtbot.waitUntil(lambda: tasks.pending == 0)
    qtbot.wait(400)  # the keeper gathers what it is told for 300 ms
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert session.card(FERRY_ID).text == HEAT
    session.save((FERRY_ID,))
    qtbot.waitUntil(lambda: tasks.pending == 0 and session.unsaved() == ())
    session.close()
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert states(opened_anew(qtbot, session, site)) == {FERRY_ID: Standing.MERGED}


def test_a_second_window_does_not_offer_what_the_first_one_holds(
    qtbot: QtBot, tasks: Tasks, session: Session, site: Path, state: Path, crash: Callable[..., None]
):
    crash((FERRY_ID, FERRY, HIDDEN))
    opened_anew(qtbot, session, site)
    second = Session(load_schemas(), tasks, state, state.with_name("index"))
    found: list[object] = []
    second.recovery.found.connect(found.append)
    second.open(site)
    qtbot.waitUntil(lambda: second.counts().all == 4 and tasks.pending == 0)
    assert found == []
    second.close()
    second.deleteLater()


def test_a_window_that_is_left_without_an_answer_leaves_its_changes_behind(
    qtbot: QtBot, tasks: Tasks, opened: Session, site: Path, state: Path
):
    opened.replace_text(FERRY_ID, HIDDEN)
    opened.close()
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert states(opened_anew(qtbot, opened, site)) == {FERRY_ID: Standing.SAME}
    restore(qtbot, opened, FERRY_ID)
    opened.let_go()
    opened.close()
    qtbot.waitUntil(lambda: tasks.pending == 0 and files(state) == [])


def cut_short(state: Path, site: Path) -> None:
    """A save of two cards that was killed after the first."""
    batch = Batch(state, [Rewrite(site / FERRY_ID, FERRY, HIDDEN), Rewrite(site / CAFE_ID, CAFE, SHOWN)])
    (site / FERRY_ID).write_text(HIDDEN, encoding="utf-8")
    batch._file.close()


@pytest.mark.parametrize(
    ("answer", "ferry", "cafe", "offered"),
    [
        ("finish", HIDDEN, SHOWN, []),
        ("put_back", FERRY, CAFE, [CAFE_ID, FERRY_ID]),
        ("later", HIDDEN, CAFE, [CAFE_ID]),
    ],
)
def test_a_save_that_was_cut_short_is_finished_put_back_or_left_and_then_the_rest_is_offered(
    qtbot: QtBot,
    tasks: Tasks,
    session: Session,
    site: Path,
    state: Path,
    crash: Callable[..., None],
    answer: str,
    ferry: str,
    cafe: str,
    offered: list[str],
):
    crash((FERRY_ID, FERRY, HIDDEN), (CAFE_ID, CAFE, SHOWN))
    cut_short(state, site)
    found: list[str] = []
    session.recovery.found.connect(lambda all_found: found.extend(each.id for each in all_found))
    with qtbot.waitSignal(session.recovery.cut_short) as told:
        session.open(site)
    assert told.args == [1, 1]
    assert found == []
    getattr(session.recovery, answer)()
    qtbot.waitUntil(lambda: tasks.pending == 0 and session.counts().all == 4)
    assert (site / FERRY_ID).read_text(encoding="utf-8") == ferry
    assert (site / CAFE_ID).read_text(encoding="utf-8") == cafe
    assert found == offered
    assert session.card(FERRY_ID).text == ferry


def test_what_cannot_be_put_back_is_told(qtbot: QtBot, tasks: Tasks, session: Session, site: Path, state: Path):
    cut_short(state, site)
    with qtbot.waitSignal(session.recovery.cut_short):
        session.open(site)
    (site / FERRY_ID).write_text(HEAT, encoding="utf-8")
    with qtbot.waitSignal(session.refused) as told:
        session.recovery.put_back()
    assert told.args == ["2024-05-01-ferry.md was changed by something else since, so it was left alone."]
    qtbot.waitUntil(lambda: tasks.pending == 0)
    assert (site / FERRY_ID).read_text(encoding="utf-8") == HEAT
