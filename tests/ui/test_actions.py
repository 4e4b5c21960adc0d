"""editor.ui.actions: menus, toolbar and shortcuts, all from the table."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.actions import ActionTable, tool_tip
from editor.ui.colours import Scheme
from editor.ui.theme import Theme


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def actions(theme: Theme, window: QMainWindow) -> ActionTable:
    return ActionTable(theme, window)


def show(window: QMainWindow, qtbot: QtBot) -> None:
    window.setCentralWidget(QWidget())
    with qtbot.waitActive(window):
        window.show()


def texts(menu: QMenu) -> list[str]:
    return [action.text() or "—" for action in menu.actions()]


def test_every_action_is_found_by_its_name(actions: ActionTable):
    for spec in actions.specs:
        action = actions.action(spec.name)
        assert action.objectName() == f"action_{spec.name}"
        assert action.text() == spec.text
        assert action.statusTip() == spec.help
        assert action.isCheckable() is spec.checkable
        assert not action.icon().isNull()
        assert action.shortcuts() == spec.shortcuts()


def test_an_unknown_name_is_refused(actions: ActionTable):
    with pytest.raises(KeyError):
        actions.action("nothing")
    with pytest.raises(KeyError):
        actions.handle({"nothing": print})


def test_what_has_no_handler_is_told(actions: ActionTable):
    names = [spec.name for spec in actions.specs]
    assert list(actions.unconnected()) == names
    actions.handle({name: lambda: None for name in names if name != "save"})
    assert actions.unconnected() == ("save",)


def test_a_shortcut_calls_the_handler(actions: ActionTable, window: QMainWindow, qtbot: QtBot):
    called: list[str] = []
    actions.handle({"save": lambda: called.append("save"), "publish": lambda: called.append("publish")})
    show(window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_P)
    assert called == ["save", "publish"]


def test_a_handler_without_a_use_for_it_is_not_handed_a_state(actions: ActionTable):
    given: list[str] = []
    actions.handle({"save": lambda what="the default": given.append(what)})
    actions.action("save").trigger()
    assert given == ["the default"]


def test_a_checkable_action_hands_on_its_state_but_not_when_set_from_code(actions: ActionTable):
    states: list[bool] = []
    actions.handle({"offline": lambda on: states.append(on)})
    actions.action("offline").setChecked(True)
    assert states == []
    actions.action("offline").trigger()
    assert states == [False]


def test_a_menu_shows_that_something_is_on(actions: ActionTable, window: QMainWindow):
    actions.fill_menus(window.menuBar())
    menu = window.findChild(QMenu, "menu_view")
    without = menu.grab().toImage()
    actions.action("offline").setChecked(True)
    assert menu.grab().toImage() != without
    assert not actions.action("offline").isIconVisibleInMenu()


def test_only_one_theme_is_chosen(actions: ActionTable):
    actions.action("theme_dark").trigger()
    actions.action("theme_light").trigger()
    assert [actions.action(f"theme_{name}").isChecked() for name in ("system", "light", "dark")] == [False, True, False]


def test_actions_are_enabled_by_name(actions: ActionTable):
    actions.enable(["save", "undo"], False)
    assert not actions.action("save").isEnabled()
    assert actions.action("redo").isEnabled()
    actions.enable(["save"], True)
    assert actions.action("save").isEnabled()


def test_the_menus_hold_every_action_once(actions: ActionTable, window: QMainWindow):
    actions.fill_menus(window.menuBar())
    bar = [action.text() for action in window.menuBar().actions()]
    assert bar == ["&File", "&Edit", "&Card", "&View", "&Help"]
    menus = window.findChildren(QMenu)
    shown = [action for menu in menus for action in menu.actions() if action.objectName().startswith("action_")]
    assert sorted(action.objectName() for action in shown) == sorted(f"action_{s.name}" for s in actions.specs)
    file, view = (window.findChild(QMenu, name) for name in ("menu_file", "menu_view"))
    assert texts(file)[:5] == ["&Open site…", "Open c&ard…", "Open &recent", "—", "&New card…"]
    assert texts(view)[-2:] == ["—", "Co&lours"]


def test_the_toolbar_has_words_icons_and_a_line_between_menus(actions: ActionTable, window: QMainWindow):
    bar = QToolBar()
    window.addToolBar(bar)
    actions.fill_toolbar(bar)
    assert [action.isSeparator() for action in bar.actions()] == [False] * 4 + [True] + [False] * 2
    button = bar.widgetForAction(actions.action("open_site"))
    assert isinstance(button, QToolButton)
    assert button.text() == "Open site"
    assert actions.action("undo").priority() is QAction.Priority.LowPriority


def test_recent_sites_are_listed_and_asked_for(actions: ActionTable, window: QMainWindow, qtbot: QtBot):
    actions.fill_menus(window.menuBar())
    recent = window.findChild(QMenu, "menu_recent")
    assert not recent.isEnabled()
    actions.set_recent(["/sites/harbour", "/sites/a&b"])
    assert recent.isEnabled()
    assert texts(recent) == ["harbour — /sites/harbour", "a&&b — /sites/a&&b"]
    with qtbot.waitSignal(actions.recent_requested) as caught:
        recent.actions()[1].trigger()
    assert caught.args == ["/sites/a&b"]
    actions.set_recent([])
    assert not recent.isEnabled()


def test_the_card_menu_is_what_can_be_done_with_cards(actions: ActionTable, window: QMainWindow):
    menu = actions.card_menu(window)
    assert texts(menu)[0] == "&Published on or off"
    assert "&Save" not in texts(menu)
    assert menu.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)


def test_tool_tips_tell_the_key_and_what_it_does(actions: ActionTable):
    by_name = {spec.name: spec for spec in actions.specs}
    assert tool_tip(by_name["save_all"]) == "Save all (Ctrl+Shift+S)\nWrites every unsaved card to disk."
    assert tool_tip(by_name["offline"]).startswith("Work offline\n")
    assert actions.action("save_all").toolTip() == tool_tip(by_name["save_all"])


def test_icons_change_with_the_theme(actions: ActionTable, theme: Theme):
    before = actions.action("save").icon().cacheKey()
    theme.set_scheme(Scheme.DARK)
    assert actions.action("save").icon().cacheKey() != before
