"""editor.ui.welcome: the first page, by mouse and by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.colours import Scheme
from editor.ui.theme import Theme
from editor.ui.welcome import Welcome

SITES = ("/sites/harbour-times", "/sites/" + "a-long-way/" * 12 + "lakeside-post", "/")


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> Welcome:
    page = Welcome(theme)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.set_recent(SITES)
    with qtbot.waitActive(page):
        page.show()
    return page


def button(page: Welcome, name: str) -> QPushButton:
    return page.findChild(QPushButton, name)


def rows(page: Welcome) -> list[QPushButton]:
    return [found for found in page.findChildren(QPushButton, "recent_open") if found.isVisible()]


def removers(page: Welcome) -> list[QToolButton]:
    return [found for found in page.findChildren(QToolButton, "recent_remove") if found.isVisible()]


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def test_the_two_buttons_ask(page: Welcome, qtbot: QtBot):
    with qtbot.waitSignal(page.open_requested):
        qtbot.mouseClick(button(page, "welcome_open"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.sample_requested):
        qtbot.mouseClick(button(page, "welcome_sample"), Qt.MouseButton.LeftButton)


def test_recent_sites_show_name_and_the_end_of_the_path(page: Welcome):
    harbour, lakeside, root = (texts(row) for row in rows(page))
    assert harbour == ["harbour-times", "/sites/harbour-times"]
    assert lakeside[0] == "lakeside-post"
    assert lakeside[1].startswith("…")
    assert lakeside[1].endswith("/lakeside-post")
    assert root == ["/", "/"]


def test_a_recent_site_asks_for_its_whole_path(page: Welcome, qtbot: QtBot):
    with qtbot.waitSignal(page.recent_requested) as caught:
        qtbot.mouseClick(rows(page)[1], Qt.MouseButton.LeftButton)
    assert caught.args == [SITES[1]]


def test_a_recent_site_can_be_forgotten(page: Welcome, qtbot: QtBot):
    with qtbot.waitSignal(page.forget_requested) as caught:
        qtbot.mouseClick(removers(page)[0], Qt.MouseButton.LeftButton)
    assert caught.args == [SITES[0]]


def test_the_keyboard_stays_in_the_list_while_sites_are_forgotten(page: Welcome, qtbot: QtBot):
    left = list(SITES)

    def forget(site: str) -> None:
        left.remove(site)
        page.set_recent(left)

    page.forget_requested.connect(forget)
    removers(page)[1].setFocus()
    for focused in (1, 0):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
        qtbot.waitUntil(lambda focused=focused: removers(page)[focused].hasFocus())
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    assert left == []
    assert button(page, "welcome_open").hasFocus()


def test_without_recent_sites_there_is_no_heading(page: Welcome):
    assert "Recent sites" in [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    page.set_recent(())
    assert "Recent sites" not in [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_everything_is_reached_by_tab_and_done_by_return(page: Welcome, qtbot: QtBot):
    button(page, "welcome_open").setFocus()
    reached = []
    for _ in range(2 + 2 * len(SITES)):
        reached.append(QApplication.focusWidget().objectName())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert reached == ["welcome_open", "welcome_sample", *["recent_open", "recent_remove"] * len(SITES)]
    rows(page)[0].setFocus()
    with qtbot.waitSignal(page.recent_requested):
        qtbot.keyClick(rows(page)[0], Qt.Key.Key_Return)


def test_every_button_has_a_name_for_screen_readers(page: Welcome):
    for found in (*rows(page), *removers(page)):
        assert any(site in found.accessibleName() for site in SITES)


def test_a_row_is_high_enough_for_its_two_lines(page: Welcome):
    for row in rows(page):
        assert row.height() >= row.sizeHint().height()


def test_its_icons_follow_the_theme(page: Welcome, theme: Theme):
    before = button(page, "welcome_sample").icon().cacheKey()
    theme.set_scheme(Scheme.DARK)
    assert button(page, "welcome_sample").icon().cacheKey() != before
