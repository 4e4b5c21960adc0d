"""editor.ui.dialogs.search_help: examples that work, and can be tried."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QTreeWidget
from pytestqt.qtbot import QtBot

from editor.model.site.query import STATES, parse_query
from editor.ui.dialogs.search_help import SearchHelp, examples
from editor.ui.theme import Theme


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> SearchHelp:
    page = SearchHelp(theme)
    with qtbot.waitActive(page):
        page.open()
    return page


@pytest.fixture
def view(page: SearchHelp) -> QTreeWidget:
    view = page.findChild(QTreeWidget, "search_examples")
    assert view is not None
    return view


def test_every_example_is_a_search():
    for _title, lines in examples():
        for example, finds in lines:
            assert parse_query(example).unfinished is None
            assert finds


def test_every_state_has_an_example():
    shown = {example for _title, lines in examples() for example, _finds in lines}
    assert {f"is:{state}" for state in STATES} <= shown


@pytest.fixture
def chosen(page: SearchHelp) -> list[str]:
    chosen: list[str] = []
    page.example_chosen.connect(chosen.append)
    return chosen


def test_return_tries_the_example_that_is_current(page: SearchHelp, view: QTreeWidget, chosen: list[str], qtbot: QtBot):
    qtbot.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.finished):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen == ['"old pier"']


def test_a_double_click_tries_an_example_and_a_title_is_none(
    page: SearchHelp, view: QTreeWidget, chosen: list[str], qtbot: QtBot
):
    group = view.topLevelItem(0)
    view.itemDoubleClicked.emit(group, 0)
    assert page.isVisible()
    with qtbot.waitSignal(page.finished):
        view.itemDoubleClicked.emit(group.child(2), 1)
    assert chosen == ["ferry OR boat"]


def test_it_closes_by_its_button(page: SearchHelp, chosen: list[str], qtbot: QtBot):
    close = page.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close)
    with qtbot.waitSignal(page.finished):
        qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert chosen == []
