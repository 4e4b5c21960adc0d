"""The picture, form, source and reader's view of the selected cards."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.model.card.edits import SetValue
from editor.ui.app import Parts
from editor.ui.card_panel import CardPanel
from editor.ui.main_window import MainWindow

FERRY_ID, CAFE_ID, BROKEN_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md", "_news/2022-01-01-broken.md"


@pytest.fixture
def panel(window: MainWindow) -> CardPanel:
    return window.panel


def test_one_card_has_picture_form_source_and_view(panel: CardPanel):
    assert panel.picture.picture.url == "https://pictures.example/ferry.jpg"
    assert [panel.tabs.isTabEnabled(index) for index in range(panel.tabs.count())] == [True] * 4


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


def test_changes_are_shown_and_taken_back(qtbot: QtBot, window: MainWindow, panel: CardPanel):
    panel.show_changes()
    assert panel.tabs.currentWidget() is panel.changes
    window.session.edit((FERRY_ID,), (SetValue(("heat",), 5), SetValue(("title",), "Mine")), "both")
    panel.changes.revert_requested.emit((SetValue(("title",), "Ferry returns to the old pier"),), "title")
    assert window.session.card(FERRY_ID).title == "Ferry returns to the old pier"
    assert window.session.unsaved() == (FERRY_ID,)
    qtbot.mouseClick(panel.changes.revert_all_button, Qt.MouseButton.LeftButton)
    assert window.session.unsaved() == ()


def test_a_bar_says_that_the_file_disagrees_or_is_gone(qtbot: QtBot, window: MainWindow, panel: CardPanel, site: Path):
    asked: list[str] = []
    for signal in (panel.choice_requested, panel.write_again_requested, panel.let_go_requested):
        signal.disconnect()
        signal.connect(asked.append)
    window.session.edit((FERRY_ID,), (SetValue(("title",), "Mine"),), "title")
    path = site / FERRY_ID
    path.write_bytes(path.read_bytes().replace(b"Ferry returns", b"Ferry leaves"))
    look(qtbot, window)
    assert "changed on disk, too" in panel.notice.sentence.text()
    press(qtbot, panel, 0)
    path.unlink()
    look(qtbot, window)
    assert "no longer there" in panel.notice.sentence.text()
    press(qtbot, panel, 0)
    press(qtbot, panel, 1)
    assert asked == [FERRY_ID] * 3
    panel.show_cards((CAFE_ID,), CAFE_ID)
    assert not panel.notice.isVisible()


def test_the_form_of_a_card_that_was_just_shown_has_its_height_before_it_scrolls_to_a_field(
    qtbot: QtBot, parts: Parts, sample_site: Path
):
    with qtbot.waitSignal(parts.session.reading, check_params_cb=lambda read, of: read == of > 0, timeout=30_000):
        parts.window.open(sample_site)
    form = parts.window.panel.form
    qtbot.waitUntil(lambda: form.isVisible() and parts.tasks.pending == 0)
    parts.window.list.cards.select(parts.session.find("has:related", "date", descending=True)[0])
    parts.window.panel.splitter.setSizes([130, 700])
    assert form.focus_field(("related", 0, "title"))
    height = form.widget().height()
    for _ in range(20):
        QApplication.sendPostedEvents()
    assert form.widget().height() == height


def look(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.session.looked):
        window.session.look_at_disk()


def press(qtbot: QtBot, panel: CardPanel, index: int) -> None:
    qtbot.mouseClick(panel.notice.buttons[index], Qt.MouseButton.LeftButton)
