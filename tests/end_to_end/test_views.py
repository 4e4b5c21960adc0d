"""The cards as list, table and pictures, by keys alone."""

from pathlib import Path

from editor.ui.cards.card_views import ViewKind
from tests.helpers.desk import Desk


def test_a_person_goes_from_view_to_view_and_curates_in_each(at_desk: Desk, site_folder: Path) -> None:
    desk = at_desk
    desk.open(site_folder)
    desk.wait_for_focus("cardList")
    desk.press("Home")
    desk.press("Down", times=9)
    there = desk.current()
    desk.press("Alt+3")
    desk.wait_for_focus("cardGrid")
    assert desk.current() == there
    columns = desk.window.list.cards.view.shape(desk.window.list.cards.viewport().width()).columns
    desk.press("Down")
    assert desk.listed().index(desk.current()) == 9 + columns
    hidden = desk.current()
    desk.press("N")
    assert not desk.session.card(hidden).is_published
    desk.press("Alt+2")
    desk.wait_for_focus("cardSheet")
    assert desk.window.list.cards.kind is ViewKind.TABLE
    assert desk.listed().index(desk.current()) == 10 + columns
    desk.press("Shift+Down", times=2)
    desk.press("Alt+1")
    desk.wait_for_focus("cardList")
    assert desk.window.list.cards.selected_ids() == tuple(desk.listed()[10 + columns : 13 + columns])
