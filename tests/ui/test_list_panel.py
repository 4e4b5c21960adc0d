"""The list and its search box beside a real session."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from editor.model.card.edits import SetValue
from editor.model.site.changes import Changes
from editor.model.site.index import Found
from editor.ui.list_panel import ListPanel
from editor.ui.main_window import MainWindow
from editor.ui.theme import Theme

FERRY_ID, CAFE_ID, PLAIN_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md", "_news/plain.md"
BROKEN_ID = "_news/2022-01-01-broken.md"


@pytest.fixture
def panel(window: MainWindow) -> ListPanel:
    return window.list


def ids(panel: ListPanel) -> list[str]:
    model = panel.cards.model()
    return [model.id_at(row) for row in range(model.rowCount())]


def test_all_cards_are_listed_newest_first_and_the_first_is_selected(panel: ListPanel):
    assert ids(panel)[:2] == [FERRY_ID, CAFE_ID]
    assert len(ids(panel)) == 4
    assert panel.cards.current_id() == FERRY_ID


def test_a_query_narrows_and_keeps_the_selected_card_when_it_can(panel: ListPanel):
    panel.cards.select(CAFE_ID)
    panel.set_query("topic:City")
    assert ids(panel) == [FERRY_ID, CAFE_ID]
    assert panel.cards.current_id() == CAFE_ID
    panel.set_query("is:published")
    assert CAFE_ID not in ids(panel)


def test_a_mistake_keeps_the_last_good_answer(panel: ListPanel):
    panel.set_query("topic:City")
    panel.set_query("topic:City is:nonsense")
    assert ids(panel) == [FERRY_ID, CAFE_ID]
    panel.set_query("")
    assert len(ids(panel)) == 4


def test_what_is_not_finished_is_no_mistake(panel: ListPanel):
    panel.set_query("topic:City is:unp")
    field = panel.findChild(QLineEdit, "searchField")
    assert not field.property("bad")
    assert field.accessibleDescription().startswith("A card is never unp")
    panel.set_query("topic:City is:nonsense")
    assert field.property("bad")


def test_what_is_found_is_marked(panel: ListPanel, theme: Theme):
    def marked() -> bool:
        image = panel.cards.viewport().grab().toImage()
        return any(
            image.pixelColor(x, y) == theme.colours.found for x in range(image.width()) for y in range(image.height())
        )

    assert not marked()
    panel.set_query("ferr")
    assert marked()
    panel.set_query("is:published")
    assert not marked()


def test_the_search_is_completed_from_the_cards_and_their_schema(panel: ListPanel, qtbot: QtBot):
    field = panel.findChild(QLineEdit, "searchField")
    field.setFocus()
    qtbot.keyClicks(field, "prov")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "provider:"
    qtbot.keyClicks(field, "post")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == 'provider:"Gull Post" '
    assert ids(panel) == [CAFE_ID]


def test_the_order_can_be_changed(panel: ListPanel):
    panel.set_sort("title", False)
    assert ids(panel) == [BROKEN_ID, CAFE_ID, FERRY_ID, PLAIN_ID]
    assert panel.sort == ("title", False)


def test_an_edit_never_takes_the_card_away_under_the_hands(window: MainWindow, panel: ListPanel, qtbot: QtBot):
    panel.set_query("is:unpublished")
    assert CAFE_ID in ids(panel)
    window.session.edit((CAFE_ID,), (SetValue(("published",), True),), "publish")
    assert CAFE_ID in ids(panel)
    with qtbot.waitSignal(window.session.saved):
        window.session.save((CAFE_ID,))
    assert CAFE_ID not in ids(panel)


def test_an_empty_folder_says_so(window: MainWindow, qtbot: QtBot, tmp_path: Path):
    empty = tmp_path / "empty"
    empty.mkdir()
    with qtbot.waitSignal(window.session.opened):
        window.open(empty)
    qtbot.waitUntil(lambda: window.list.cards.model().rowCount() == 0)
    sentence = window.findChild(QLabel, "emptySentence")
    qtbot.waitUntil(lambda: "no cards" in sentence.text().lower())


def test_the_neighbours_of_the_current_card_are_looked_at_next(panel: ListPanel):
    panel.cards.select(CAFE_ID)
    assert panel.neighbours() == (BROKEN_ID, PLAIN_ID, FERRY_ID)
    panel.cards.select(PLAIN_ID)
    assert panel.neighbours() == (BROKEN_ID,)


def test_escape_closes_what_the_search_offers_before_it_goes_back_to_the_list(
    window: MainWindow, panel: ListPanel, qtbot: QtBot
):
    field = panel.findChild(QLineEdit, "searchField")
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "topic:")
    sheet = window.findChild(QFrame, "searchPopup")
    assert sheet.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert field.hasFocus()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert panel.cards.hasFocus()


def test_an_answer_that_takes_long_while_cards_are_read_is_waited_for(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    asked: list[Callable[[Found], None]] = []
    monkeypatch.setattr(window.session, "search", lambda *_, done, **__: asked.append(done))
    panel = window.list
    panel._on_reading(0, 10)
    panel.ask()
    panel._on_changed(Changes("added", ()))
    qtbot.wait(500)
    assert len(asked) == 1
    asked[0](Found())
    qtbot.waitUntil(lambda: len(asked) == 2)
