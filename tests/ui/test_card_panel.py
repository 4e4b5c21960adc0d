"""The picture, form, source and reader's view of the selected cards."""

import pytest
from pytestqt.qtbot import QtBot

from editor.model.card.edits import SetValue
from editor.ui.card_panel import CardPanel
from editor.ui.main_window import MainWindow

FERRY_ID, CAFE_ID, BROKEN_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md", "_news/2022-01-01-broken.md"


@pytest.fixture
def panel(window: MainWindow) -> CardPanel:
    return window.panel


def test_one_card_has_picture_form_source_and_view(panel: CardPanel):
    assert panel.picture.picture.url == "https://pictures.example/ferry.jpg"
    assert [panel.tabs.isTabEnabled(index) for index in range(panel.tabs.count())] == [True] * 3


def test_several_cards_have_a_form_only(panel: CardPanel):
    panel.tabs.setCurrentWidget(panel.source)
    panel.show_cards((FERRY_ID, CAFE_ID), CAFE_ID)
    assert panel.current.id == CAFE_ID
    assert panel.tabs.currentWidget() is panel.form
    assert not panel.tabs.isTabEnabled(panel.tabs.indexOf(panel.source))


def test_no_card_says_so(panel: CardPanel):
    panel.show_cards((), "")
    assert panel.current is None
    assert not panel.tabs.isVisible()


def test_an_edit_of_the_form_changes_the_shown_cards_only(window: MainWindow, panel: CardPanel):
    panel.form.edited.emit((SetValue(("heat",), 5),), "heat")
    assert window.session.unsaved() == (FERRY_ID,)
    assert window.session.card(FERRY_ID).get(("heat",)) == 5


def test_a_mended_picture_size_is_an_edit_of_the_current_card(window: MainWindow, panel: CardPanel):
    panel.show_cards((FERRY_ID, CAFE_ID), FERRY_ID)
    panel.picture.edited.emit((SetValue(("images", 0, "height"), 338),), "picture size")
    assert window.session.unsaved() == (FERRY_ID,)


def test_a_change_from_elsewhere_is_shown_in_the_tab_in_front(window: MainWindow, panel: CardPanel):
    panel.tabs.setCurrentWidget(panel.source)
    window.session.edit((FERRY_ID,), (SetValue(("heat",), 777),), "heat")
    assert "heat: 777" in panel.source.text


def test_a_broken_card_leads_to_its_source_line(qtbot: QtBot, panel: CardPanel):
    panel.show_cards((BROKEN_ID,), BROKEN_ID)
    panel.show_source(2)
    assert panel.tabs.currentWidget() is panel.source
    assert "never closed" in panel.source.text
