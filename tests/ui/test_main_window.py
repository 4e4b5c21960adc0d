"""The whole window on a real site, by key and by mouse."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from editor.ui.app import Parts
from editor.ui.cards.sidebar_entries import ENTRY
from editor.ui.dialogs.new_card import NewCardDialog
from editor.ui.dialogs.palette import CommandPalette
from editor.ui.dialogs.search_name import SearchNameDialog
from editor.ui.dialogs.unsaved import UnsavedDialog
from editor.ui.main_window import MainWindow
from editor.ui.settings import Settings
from tests.helpers.harbour_site import CAFE, FERRY

FERRY_ID, CAFE_ID, PLAIN_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md", "_news/plain.md"
BROKEN_ID = "_news/2022-01-01-broken.md"


def trigger(window: MainWindow, name: str) -> None:
    window.actions_table.action(name).trigger()


def saved(qtbot: QtBot, window: MainWindow, name: str) -> None:
    with qtbot.waitSignal(window.session.saved):
        trigger(window, name)


def test_every_action_of_the_table_does_something(parts: Parts):
    assert parts.window.actions_table.unconnected() == ()


def test_nothing_open_shows_the_welcome_page_with_no_action_that_needs_a_site(parts: Parts):
    assert parts.window.welcome.isVisible()
    assert not parts.window.actions_table.action("save").isEnabled()
    assert not parts.window.actions_table.action("publish").isEnabled()
    assert parts.window.actions_table.action("open_site").isEnabled()


def test_an_open_site_is_shown_and_remembered(window: MainWindow, settings: Settings, site: Path):
    assert not window.welcome.isVisible()
    assert window.windowTitle().startswith("Harbour Times")
    assert settings.last_site == str(site)
    assert settings.recent_sites[0] == str(site)
    assert window.panel.current.id == FERRY_ID


def test_p_publishes_from_the_list_and_ctrl_s_saves_one_line(qtbot: QtBot, window: MainWindow, site: Path):
    window.list.cards.setFocus()
    qtbot.keyClick(window.list.cards.view, Qt.Key.Key_P)
    assert window.session.unsaved() == (FERRY_ID,)
    assert window.isWindowModified()
    with qtbot.waitSignal(window.session.saved):
        qtbot.keyClick(window.list.cards.view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert (site / FERRY_ID).read_bytes() == FERRY.replace("published: true", "published: false").encode()
    assert not window.isWindowModified()


def test_curating_decides_and_goes_on(qtbot: QtBot, window: MainWindow):
    window.list.cards.setFocus()
    qtbot.keyClick(window.list.cards.view, Qt.Key.Key_N)
    assert window.list.cards.current_id() == CAFE_ID
    qtbot.keyClick(window.list.cards.view, Qt.Key.Key_Y)
    assert not window.session.card(FERRY_ID).is_published
    assert window.session.card(CAFE_ID).is_published
    trigger(window, "undo")
    trigger(window, "undo")
    assert window.session.unsaved() == ()


def test_letters_typed_into_the_title_are_letters(qtbot: QtBot, window: MainWindow):
    window.list.cards.setFocus()
    qtbot.keyClick(window.list.cards.view, Qt.Key.Key_E)
    field = window.focusWidget()
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    qtbot.keyClicks(field, "pnyjk")
    assert window.session.card(FERRY_ID).title.count("pnyjk") == 1
    assert window.session.card(FERRY_ID).is_published
    assert window.list.cards.current_id() == FERRY_ID
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.card(FERRY_ID).text == FERRY
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert window.list.cards.hasFocus()


def test_tab_enters_the_form_at_its_first_field_and_shift_tab_at_its_last(qtbot: QtBot, window: MainWindow):
    bar = window.panel.tabs.tabBar()
    bar.setFocus()
    qtbot.keyClick(bar, Qt.Key.Key_Tab)
    first = window.focusWidget()
    assert first.objectName() == "field.published"
    qtbot.keyClick(first, Qt.Key.Key_Backtab)
    assert not window.panel.form.isAncestorOf(window.focusWidget())
    window.sidebar.setFocus()
    qtbot.keyClick(window.sidebar, Qt.Key.Key_Backtab)
    last = window.focusWidget()
    assert window.panel.form.isAncestorOf(last)
    qtbot.keyClick(last, Qt.Key.Key_Tab)
    assert not window.panel.form.isAncestorOf(window.focusWidget())


def test_save_and_next(qtbot: QtBot, window: MainWindow):
    trigger(window, "publish")
    saved(qtbot, window, "save_and_next")
    assert window.session.unsaved() == ()
    assert window.list.cards.current_id() == CAFE_ID


def test_several_cards_are_shown_and_changed_together(window: MainWindow, qtbot: QtBot):
    window.list.set_query("topic:City")
    window.list.cards.selectAll()
    qtbot.waitUntil(lambda: len(window.panel.ids) == 2)
    trigger(window, "publish")
    assert not window.session.card(FERRY_ID).is_published
    assert not window.session.card(CAFE_ID).is_published
    assert window.session.undo_stack.count() == 1


def test_source_is_typed_into_and_form_follows(qtbot: QtBot, window: MainWindow):
    trigger(window, "show_source")
    editor = window.panel.source.findChild(QPlainTextEdit)
    cursor = editor.document().find("137")
    cursor.insertText("140")
    assert window.session.card(FERRY_ID).get(("heat",)) == 140
    cursor = editor.document().find("heat: 140")
    cursor.insertText("heat: [")
    assert window.session.card(FERRY_ID).error is not None
    trigger(window, "show_form")
    assert window.session.row(FERRY_ID).error
    window.session.undo_stack.undo()
    assert window.session.card(FERRY_ID).error is None


def test_a_broken_card_is_shown_with_its_reason_and_the_way_to_source(qtbot: QtBot, window: MainWindow):
    window.list.cards.select(BROKEN_ID)
    assert window.panel.current.error is not None
    window.panel.form.source_requested.emit(2)
    assert window.panel.tabs.currentWidget() is window.panel.source


def test_closing_with_unsaved_cards_asks_and_stays_on_cancel(qtbot: QtBot, window: MainWindow):
    trigger(window, "publish")
    window.close()
    dialog = window.findChild(UnsavedDialog)
    assert window.isVisible()
    dialog.reject()
    assert window.session.unsaved() == (FERRY_ID,)
    assert window.isVisible()


def test_closing_saves_when_told_to(qtbot: QtBot, window: MainWindow, site: Path):
    trigger(window, "publish")
    window.close()
    dialog = window.findChild(UnsavedDialog)
    with qtbot.waitSignal(window.session.saved):
        dialog.button(QMessageBox.StandardButton.Save).click()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert b"published: false" in (site / FERRY_ID).read_bytes()


def test_closing_without_saving_leaves_the_file(qtbot: QtBot, window: MainWindow, site: Path):
    trigger(window, "publish")
    window.close()
    window.findChild(UnsavedDialog).button(QMessageBox.StandardButton.Discard).click()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert (site / FERRY_ID).read_bytes() == FERRY.encode()


def test_a_save_that_fails_is_told(qtbot: QtBot, window: MainWindow, site: Path):
    trigger(window, "publish")
    (site / FERRY_ID).chmod(0o444)
    saved(qtbot, window, "save")
    assert window.findChild(QMessageBox, "not_saved").isVisible()
    assert window.session.unsaved() == (FERRY_ID,)


def test_what_the_disk_brings_to_unsaved_cards_is_told(qtbot: QtBot, window: MainWindow, site: Path):
    trigger(window, "publish")
    (site / FERRY_ID).write_bytes(FERRY.replace("heat: 137", "heat: 99").encode())
    with qtbot.waitSignal(window.session.looked):
        trigger(window, "reload")
    assert window.status.currentMessage().endswith("changed on disk; both changes are kept.")
    assert not window.panel.notice.isVisible()
    (site / FERRY_ID).write_bytes(FERRY.replace("published: true", "published: maybe").encode())
    with qtbot.waitSignal(window.session.looked):
        trigger(window, "reload")
    assert window.status.currentMessage().endswith("changed on disk, too, in the same place.")
    assert window.panel.notice.isVisible()


def test_coming_back_to_the_window_looks_at_the_disk(qtbot: QtBot, window: MainWindow):
    with qtbot.waitSignal(window.session.looked):
        window.changeEvent(QEvent(QEvent.Type.ActivationChange))


def test_the_story_opens_in_the_browser_only_for_web_addresses(window: MainWindow, monkeypatch: pytest.MonkeyPatch):
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    trigger(window, "open_story")
    window.panel.open_url_requested.emit("file:///etc/passwd")
    window.panel.open_url_requested.emit("javascript:alert(1)")
    assert opened == []
    window.panel.open_url_requested.emit("https://harbourtimes.example/ferry")
    assert opened == ["https://harbourtimes.example/ferry"]


def test_a_card_dropped_onto_the_window_opens_its_site(qtbot: QtBot, parts: Parts, site: Path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(site / CAFE_ID))])
    keys = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPoint(5, 5), *keys)
    parts.window.dragEnterEvent(entering)
    assert entering.isAccepted()
    with qtbot.waitSignal(parts.session.reading, check_params_cb=lambda read, of: read == of > 0):
        parts.window.dropEvent(QDropEvent(QPointF(5, 5), *keys))
    assert parts.window.list.cards.current_id() == CAFE_ID


def test_two_files_or_a_web_address_are_not_accepted(parts: Parts, site: Path):
    for urls in ([QUrl.fromLocalFile("/a"), QUrl.fromLocalFile("/b")], [QUrl("https://example.example/")]):
        data = QMimeData()
        data.setUrls(urls)
        event = QDragEnterEvent(
            QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        event.ignore()
        parts.window.dragEnterEvent(event)
        assert not event.isAccepted()


def test_a_new_card_is_made_shown_and_its_file_is_there(qtbot: QtBot, window: MainWindow, site: Path):
    trigger(window, "new_card")
    dialog = window.findChild(NewCardDialog)
    qtbot.keyClicks(dialog.findChild(QLineEdit, "new_card.title"), "Gulls return")
    with qtbot.waitSignal(window.session.card_requested):
        dialog.accept()
    assert window.panel.current.title == "Gulls return"
    assert (site / window.panel.current.id).is_file()


def test_the_sidebar_and_the_search_say_the_same(window: MainWindow):
    window.sidebar.query_requested.emit("is:unpublished")
    assert window.list.search.query() == "is:unpublished"
    assert [window.list.cards.current_id()] == [CAFE_ID]


def test_the_search_is_saved_from_the_menu_and_counted(qtbot: QtBot, window: MainWindow, site: Path):
    window.list.set_query("is:unpublished")
    trigger(window, "save_search")
    dialog = window.findChild(SearchNameDialog)
    qtbot.keyClicks(dialog.findChild(QLineEdit, "search_name.name"), "To publish")
    dialog.accept()
    tree = window.sidebar.tree
    group = next(index for index in map(tree.model().index, range(20), [0] * 20) if index.data() == "Searches")
    entry = tree.model().index(0, 0, group)
    qtbot.waitUntil(lambda: entry.data() is not None and tree.model().index(0, 0, group).data(ENTRY).count == 1)
    assert tree.model().index(0, 0, group).data() == "To publish"
    assert "To publish" in (site / ".newscards" / "searches.yml").read_text()


def test_ctrl_return_in_the_sidebar_adds_to_the_search_and_saves_no_card(qtbot: QtBot, window: MainWindow):
    trigger(window, "publish")
    window.list.set_query("title:e")
    tree = window.sidebar.tree
    tree.setFocus()
    tree.setCurrentIndex(tree.model().index(2, 0))
    qtbot.keyClick(tree, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.list.search.query() == "title:e is:unpublished"
    assert window.session.unsaved() != ()


def test_the_command_palette_runs_a_command(qtbot: QtBot, window: MainWindow):
    trigger(window, "commands")
    palette = window.findChild(CommandPalette)
    query = palette.findChild(QLineEdit, "command_query")
    qtbot.keyClicks(query, "source")
    qtbot.keyClick(query, Qt.Key.Key_Return)
    assert window.panel.tabs.currentWidget() is window.panel.source


def test_undo_names_what_it_takes_back(window: MainWindow):
    assert not window.actions_table.action("undo").isEnabled()
    trigger(window, "publish")
    assert "hide" in window.actions_table.action("undo").text()


def test_undo_goes_to_the_card_that_it_changes(window: MainWindow):
    trigger(window, "publish")
    window.list.cards.select(CAFE_ID)
    trigger(window, "undo")
    assert window.session.unsaved() == ()
    assert window.panel.ids == (FERRY_ID,)


def test_closing_the_site_shows_the_welcome_page_and_forgets_it_as_the_last(window: MainWindow, settings: Settings):
    trigger(window, "close_site")
    assert window.welcome.isVisible()
    assert settings.last_site == ""
    assert settings.recent_sites


def test_sizes_and_looks_are_remembered(qtbot: QtBot, window: MainWindow, settings: Settings):
    trigger(window, "offline")
    trigger(window, "theme_dark")
    window.list.set_sort("title", False)
    window.close()
    assert settings.offline
    assert settings.theme == "dark"
    assert (settings.sort, settings.descending) == ("title", False)
    assert not settings.layout("geometry").isEmpty()


@pytest.mark.parametrize(("name", "dialog"), [("open_site", "choose_site"), ("open_card", "choose_card")])
def test_sites_and_cards_are_chosen_in_the_platform_s_dialog(
    qtbot: QtBot, window: MainWindow, site: Path, name: str, dialog: str
):
    trigger(window, name)
    chooser = window.findChild(QFileDialog, dialog)
    with qtbot.waitSignal(window.session.opened):
        chooser.fileSelected.emit(str(site / CAFE_ID if name == "open_card" else site))
    chooser.close()
    assert (site / CAFE_ID).read_bytes() == CAFE.encode()
