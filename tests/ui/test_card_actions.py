"""What the Card menu does, beyond what the window's own tests show."""

import pytest
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from editor.ui.card_actions import CardActions
from editor.ui.main_window import MainWindow

FERRY_ID, CAFE_ID, BROKEN_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md", "_news/2022-01-01-broken.md"


@pytest.fixture
def act(window: MainWindow) -> CardActions:
    return CardActions(window.session, window.list.cards, window.panel)


def test_several_cards_become_what_the_first_is_not(window: MainWindow, act: CardActions):
    act.toggle_published((CAFE_ID, FERRY_ID))
    assert window.session.card(CAFE_ID).is_published
    assert window.session.unsaved() == (CAFE_ID,)  # the other one is published already


def test_a_decision_that_is_refused_stays_where_it_is(qtbot: QtBot, window: MainWindow, act: CardActions):
    window.list.cards.select(BROKEN_ID)
    with qtbot.waitSignal(window.session.refused):
        act.decide(published=True)
    assert window.list.cards.current_id() == BROKEN_ID


def test_only_what_a_browser_shows_is_opened(qtbot: QtBot, act: CardActions, monkeypatch: pytest.MonkeyPatch):
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    for address in ("file:///etc/passwd", "javascript:alert(1)", "https://", "not an address"):
        with qtbot.waitSignal(act.refused):
            act.open_url(address)
    with qtbot.waitSignal(act.refused):
        act.open_story()  # the ferry's card has no link
    assert opened == []
    act.open_url("https://harbourtimes.example/ferry")
    assert opened == ["https://harbourtimes.example/ferry"]
