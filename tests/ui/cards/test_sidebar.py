"""The sidebar as people use it: by mouse, by key, by menu."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from editor.model.site.index import Counts
from editor.model.site.query import parse_query
from editor.model.site.query_edits import Mark
from editor.model.site.searches import SavedSearch, Searches
from editor.ui.cards import sidebar as sidebar_module
from editor.ui.cards.sidebar import Sidebar
from editor.ui.cards.sidebar_entries import ENTRY, SEARCHES, Entry
from editor.ui.colours import Scheme
from editor.ui.theme import Theme
from tests.ui.cards.conftest import Show

LEFT = Qt.MouseButton.LeftButton
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE, NO_BUTTON = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton
Key = Qt.Key
COUNTS = Counts(
    all=12_345,
    published=8,
    unpublished=4,
    problems=2,
    new=1,
    topics=(("Machine Rooms", 5), ("AI", 2)),
    providers=(("Harbour Times", 7),),
    months=(("2020-05", 6), ("2020-04", 1)),
)
MANY_MONTHS = tuple((f"{year}-{month:02}", month) for year in (2022, 2021, 2020) for month in range(12, 0, -1))
GULLS, TERNS = SavedSearch("Gulls", "gulls OR terns"), SavedSearch("Terns", "terns")
BROKEN = SavedSearch("Broken", "(terns", "This ( is never closed.")


@pytest.fixture
def sidebar(theme: Theme, show: Show) -> Sidebar:
    sidebar = Sidebar(theme)
    show(sidebar, 220, 900)
    sidebar.set_counts(COUNTS, 3)
    sidebar.set_searches(Searches((GULLS, TERNS, BROKEN)))
    sidebar.setFocus()
    return sidebar


def all_entries(sidebar: Sidebar, parent: QModelIndex | None = None) -> list[QModelIndex]:
    model, parent = sidebar.model(), parent or QModelIndex()
    rows = [model.index(row, 0, parent) for row in range(model.rowCount(parent))]
    return [found for row in rows for found in (row, *all_entries(sidebar, row))]


def at(sidebar: Sidebar, name: str) -> QModelIndex:
    (found,) = [index for index in all_entries(sidebar) if index.data() == name]
    return found


def entry(sidebar: Sidebar, name: str) -> Entry:
    return at(sidebar, name).data(ENTRY)


def marked(sidebar: Sidebar) -> list[str]:
    entries = [index.data(ENTRY) for index in all_entries(sidebar)]
    return [f"-{entry.name}" if entry.mark is Mark.LEFT_OUT else entry.name for entry in entries if entry.mark]


def click(sidebar: Sidebar, name: str, qtbot: QtBot, keys: Qt.KeyboardModifier = NONE, x: int | None = None) -> None:
    sidebar.scrollTo(at(sidebar, name))
    place = sidebar.visualRect(at(sidebar, name)).center()
    qtbot.mouseClick(sidebar.viewport(), LEFT, keys, QPoint(place.x() if x is None else x, place.y()))


def asked(sidebar: Sidebar, name: str, qtbot: QtBot, keys: Qt.KeyboardModifier = NONE) -> str:
    with qtbot.waitSignal(sidebar.query_requested) as wanted:
        click(sidebar, name, qtbot, keys)
    return wanted.args[0]


def go_to(sidebar: Sidebar, name: str) -> None:
    sidebar.setCurrentIndex(at(sidebar, name))


def menu(sidebar: Sidebar, name: str) -> dict[str, QAction]:
    """The names of the context menu's actions, keys behind a tab, and the actions."""
    made = sidebar.menu(at(sidebar, name))
    return {action.text(): action for action in made.actions() if not action.isSeparator()}


def test_every_entry_has_its_number(sidebar: Sidebar) -> None:
    numbers = {name: entry(sidebar, name).count for name in ("All", "Published", "Unsaved", "AI", "May 2020")}
    assert numbers == {"All": 12_345, "Published": 8, "Unsaved": 3, "AI": 2, "May 2020": 6}
    assert at(sidebar, "Machine Rooms").data(Qt.ItemDataRole.AccessibleTextRole) == "Machine Rooms, 5"


def test_groups_are_folded_and_without_entries_not_there(sidebar: Sidebar) -> None:
    assert not sidebar.isExpanded(at(sidebar, "Topics"))
    sidebar.set_counts(Counts(all=1), 0)
    hidden = [sidebar.isRowHidden(at(sidebar, name).row(), QModelIndex()) for name in ("Topics", "All", "Searches")]
    assert hidden == [True, False, False]


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("All", ""),
        ("Published", "is:published"),
        ("Unpublished", "is:unpublished"),
        ("Unsaved", "is:unsaved"),
        ("Problems", "has:problems"),
        ("New since last visit", "is:new"),
        ("Machine Rooms", 'topic:="Machine Rooms"'),
        ("Harbour Times", 'provider:="Harbour Times"'),
        ("April 2020", "date:2020-04"),
        ("Gulls", "gulls OR terns"),
    ],
)
def test_a_click_asks_for_only_that(sidebar: Sidebar, name: str, query: str, qtbot: QtBot) -> None:
    sidebar.expandAll()
    sidebar.set_query("ferries is:unsaved")
    assert asked(sidebar, name, qtbot) == query
    assert parse_query(query).text == query


def test_ctrl_adds_and_alt_leaves_out_and_the_same_again_takes_it_back(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.expandAll()
    sidebar.query_requested.connect(sidebar.set_query)
    sidebar.set_query("ferries")
    assert asked(sidebar, "AI", qtbot, CTRL) == 'ferries topic:="AI"'
    assert asked(sidebar, "Machine Rooms", qtbot, CTRL) == 'ferries (topic:="AI" OR topic:="Machine Rooms")'
    assert asked(sidebar, "Unpublished", qtbot, CTRL).endswith('"Machine Rooms") is:unpublished')
    assert marked(sidebar) == ["Unpublished", "Machine Rooms", "AI"]
    assert asked(sidebar, "AI", qtbot, CTRL) == 'ferries topic:="Machine Rooms" is:unpublished'
    assert asked(sidebar, "Machine Rooms", qtbot, ALT) == 'ferries is:unpublished -topic:="Machine Rooms"'
    assert marked(sidebar) == ["Unpublished", "-Machine Rooms"]
    assert asked(sidebar, "Machine Rooms", qtbot, ALT) == "ferries is:unpublished"
    assert asked(sidebar, "Gulls", qtbot, CTRL) == "ferries is:unpublished (gulls OR terns)"
    assert asked(sidebar, "Gulls", qtbot, ALT) == "ferries is:unpublished -(gulls OR terns)"
    assert asked(sidebar, "All", qtbot, CTRL) == ""
    sidebar.set_query("ferries")
    assert asked(sidebar, "All", qtbot, ALT) == ""


def test_return_does_what_a_click_does_and_arrows_only_move(sidebar: Sidebar, qtbot: QtBot) -> None:
    told: list[str] = []
    sidebar.query_requested.connect(told.append)
    sidebar.set_query("ferries")
    go_to(sidebar, "Unsaved")
    qtbot.keyClick(sidebar, Key.Key_Down)
    assert (sidebar.currentIndex().data(), told) == ("Problems", [])
    qtbot.keyClick(sidebar, Key.Key_Return)
    qtbot.keyClick(sidebar, Key.Key_Space)
    qtbot.keyClick(sidebar, Key.Key_Return, CTRL)
    qtbot.keyClick(sidebar, Key.Key_Enter, ALT)
    assert told == ["has:problems", "has:problems", "ferries has:problems", "ferries -has:problems"]


def test_its_keys_come_before_the_shortcuts_of_the_window(sidebar: Sidebar) -> None:
    def is_kept(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers)
        event.ignore()
        QApplication.sendEvent(sidebar, event)
        return event.isAccepted()

    assert is_kept(Key.Key_Return, CTRL)
    assert is_kept(Key.Key_F2, NONE)
    assert not is_kept(Key.Key_F1, NONE)
    assert not is_kept(Key.Key_J, NONE)


def test_the_menu_offers_the_same_in_words_with_the_keys(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.set_query("ferries is:unsaved -is:new")
    told: list[str] = []
    sidebar.query_requested.connect(told.append)
    found = menu(sidebar, "AI")
    assert list(found) == [
        "Show only these\tReturn",
        "Add to the search\tCtrl+Return",
        "Leave out\tAlt+Return",
        "Save this search…",
    ]
    for action in list(found.values())[:3]:
        action.trigger()
    assert told == ['topic:="AI"', 'ferries is:unsaved -is:new topic:="AI"', 'ferries is:unsaved -is:new -topic:="AI"']
    assert "Take out of the search\tCtrl+Return" in menu(sidebar, "Unsaved")
    assert "Leave out no longer\tAlt+Return" in menu(sidebar, "New since last visit")
    assert list(menu(sidebar, "All")) == ["Show only these\tReturn", "Save this search…"]
    assert list(menu(sidebar, "Topics")) == ["Save this search…"]


@pytest.mark.parametrize("reason", QContextMenuEvent.Reason)
def test_the_menu_comes_by_mouse_and_by_key(sidebar: Sidebar, qtbot: QtBot, reason: QContextMenuEvent.Reason) -> None:
    go_to(sidebar, "Unsaved")
    place = sidebar.visualRect(at(sidebar, "Unsaved")).center()
    QApplication.sendEvent(sidebar.viewport(), QContextMenuEvent(reason, place, sidebar.viewport().mapToGlobal(place)))
    (shown,) = sidebar.findChildren(QMenu, "sidebar_menu")
    assert shown.actions()[0].text() == "Show only these\tReturn"
    shown.close()


def test_a_group_is_unfolded_by_click_and_by_key_and_that_is_told(sidebar: Sidebar, qtbot: QtBot) -> None:
    told: list[tuple[str, ...]] = []
    sidebar.folded.connect(lambda: told.append(sidebar.opened))
    topics = at(sidebar, "Topics")
    with qtbot.assertNotEmitted(sidebar.query_requested):
        click(sidebar, "Topics", qtbot)
        assert sidebar.isExpanded(topics)
        qtbot.keyClick(sidebar, Key.Key_Space)
        assert not sidebar.isExpanded(topics)
        qtbot.keyClick(sidebar, Key.Key_Right)
        assert sidebar.isExpanded(topics)
        qtbot.keyClick(sidebar, Key.Key_Right)  # open already: on to its first entry
    assert told == [("topic",), (), ("topic",)]


def test_what_was_open_is_opened_again_once_it_is_there(sidebar: Sidebar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(sidebar.folded):
        sidebar.set_opened(("date", "2021", SEARCHES))
        sidebar.set_counts(Counts(months=MANY_MONTHS), 0)
    opened = [index.data() for index in all_entries(sidebar) if sidebar.isExpanded(index)]
    assert opened == ["Months", "2021", "Searches"]
    sidebar.set_opened(())
    assert not any(sidebar.isExpanded(index) for index in all_entries(sidebar))
    assert sidebar.opened == ()


def test_a_year_asks_for_its_cards_and_opens_at_its_mark(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.set_counts(Counts(months=MANY_MONTHS), 0)
    sidebar.expand(at(sidebar, "Months"))
    assert asked(sidebar, "2021", qtbot) == "date:2021"
    with qtbot.assertNotEmitted(sidebar.query_requested):
        click(sidebar, "2021", qtbot, x=22)
    assert sidebar.isExpanded(at(sidebar, "2021"))
    assert sidebar.opened == ("2021",)


def test_new_numbers_ask_nothing_and_keep_marks_folds_and_place(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.expand(at(sidebar, "Topics"))
    sidebar.set_query('topic:="AI"')
    go_to(sidebar, "AI")
    with qtbot.assertNotEmitted(sidebar.query_requested):
        sidebar.set_counts(Counts(all=3, topics=(("AI", 9), ("Cloud", 8), ("Maps", 7))), 0)
    assert entry(sidebar, "AI").count == 9
    assert sidebar.isExpanded(at(sidebar, "Topics"))
    assert marked(sidebar) == ["AI"]
    assert sidebar.currentIndex().data() == "AI"


def test_a_group_that_was_folded_stays_folded_though_its_entry_is_marked(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.set_query('topic:="AI"')
    sidebar.set_counts(COUNTS, 0)
    assert not sidebar.isExpanded(at(sidebar, "Topics"))
    assert entry(sidebar, "Topics").holds_mark


def test_more_shows_more(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.set_counts(Counts(topics=tuple((f"Topic {number}", 100 - number) for number in range(23))), 0)
    sidebar.expand(at(sidebar, "Topics"))
    with qtbot.assertNotEmitted(sidebar.query_requested):
        click(sidebar, "3 more…", qtbot)
    assert asked(sidebar, "Topic 21", qtbot) == 'topic:="Topic 21"'


# --- saved searches -----------------------------------------------------------------------------------------------


def test_a_saved_search_is_renamed_deleted_and_moved_by_key(sidebar: Sidebar, qtbot: QtBot) -> None:
    told: list[object] = []
    sidebar.rename_requested.connect(lambda search: told.append(("rename", search)))
    sidebar.delete_requested.connect(lambda search: told.append(("delete", search)))
    sidebar.move_requested.connect(lambda search, to: told.append((search, to)))
    sidebar.expand(at(sidebar, "Searches"))
    go_to(sidebar, "Terns")
    qtbot.keyClick(sidebar, Key.Key_F2)
    qtbot.keyClick(sidebar, Key.Key_Delete)
    qtbot.keyClick(sidebar, Key.Key_Up, CTRL)
    qtbot.keyClick(sidebar, Key.Key_Down, CTRL)
    assert told == [("rename", TERNS), ("delete", TERNS), (TERNS, 0), (TERNS, 2)]
    assert sidebar.currentIndex().data() == "Terns"
    go_to(sidebar, "Gulls")
    qtbot.keyClick(sidebar, Key.Key_Up, CTRL)
    go_to(sidebar, "All")
    qtbot.keyClick(sidebar, Key.Key_Delete)
    assert len(told) == 4


def test_a_saved_search_is_renamed_deleted_and_moved_by_the_menu(sidebar: Sidebar, qtbot: QtBot) -> None:
    told: list[object] = []
    sidebar.rename_requested.connect(lambda search: told.append(("rename", search)))
    sidebar.delete_requested.connect(lambda search: told.append(("delete", search)))
    sidebar.move_requested.connect(lambda search, to: told.append((search, to)))
    found = menu(sidebar, "Gulls")
    for name in ("Rename…\tF2", "Delete…\tDel", "Move down\tCtrl+Down"):
        found[name].trigger()
    assert told == [("rename", GULLS), ("delete", GULLS), (GULLS, 1)]
    assert not found["Move up\tCtrl+Up"].isEnabled()
    assert not menu(sidebar, "Broken")["Move down\tCtrl+Down"].isEnabled()


def test_a_saved_search_dropped_between_two_others_asks_to_be_there(sidebar: Sidebar, qtbot: QtBot) -> None:
    data = sidebar.model().mimeData([at(sidebar, "Broken")])
    with qtbot.waitSignal(sidebar.move_requested) as moved:
        sidebar.model().dropMimeData(data, Qt.DropAction.MoveAction, 1, 0, at(sidebar, "Searches"))
    assert moved.args == [BROKEN, 1]


def test_only_saved_searches_can_be_dragged(sidebar: Sidebar, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    dragged: list[str] = []

    class Drag:
        """Qt's own would wait for a drop that nobody makes."""

        def __init__(self, source: Sidebar) -> None:
            self._source = source

        def setMimeData(self, data: QMimeData) -> None:
            self._data = data

        def exec(self, action: Qt.DropAction) -> None:
            rows = {str(index.row()): index.data() for index in all_entries(self._source) if index.data(ENTRY).search}
            dragged.append(rows[bytes(self._data.data(self._data.formats()[0]).data()).decode()])

    monkeypatch.setattr(sidebar_module, "QDrag", Drag)
    sidebar.expand(at(sidebar, "Searches"))
    for name in ("Terns", "Unsaved"):
        place = sidebar.visualRect(at(sidebar, name)).center()
        for kind, where, button in (
            (QEvent.Type.MouseButtonPress, place, LEFT),
            (QEvent.Type.MouseMove, place + QPoint(0, 2), NO_BUTTON),
            (QEvent.Type.MouseMove, place + QPoint(0, 60), NO_BUTTON),
            (QEvent.Type.MouseButtonRelease, place + QPoint(0, 60), LEFT),
        ):
            held = NO_BUTTON if kind is QEvent.Type.MouseButtonRelease else LEFT
            event = QMouseEvent(kind, QPointF(where), sidebar.viewport().mapToGlobal(where), button, held, NONE)
            QApplication.sendEvent(sidebar.viewport(), event)
    assert dragged == ["Terns"]


def test_the_search_can_be_saved_from_its_group_and_from_any_menu(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.expand(at(sidebar, "Searches"))
    with qtbot.waitSignal(sidebar.save_requested):
        click(sidebar, "Save this search…", qtbot)
    with qtbot.waitSignal(sidebar.save_requested):
        menu(sidebar, "All")["Save this search…"].trigger()


def test_a_search_with_a_mistake_can_be_asked_for_so_that_the_box_shows_it(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.expand(at(sidebar, "Searches"))
    sidebar.set_query("ferries")
    for keys in (NONE, CTRL, ALT):
        assert asked(sidebar, "Broken", qtbot, keys) == "(terns"
    assert "Leave out\tAlt+Return" not in menu(sidebar, "Broken")
    sidebar.set_searches(Searches((SavedSearch("Nothing", "", "This search has no query."),)))
    with qtbot.waitSignal(sidebar.explanation_requested) as told, qtbot.assertNotEmitted(sidebar.query_requested):
        click(sidebar, "Nothing", qtbot)
    assert told.args == ["This search has no query."]


def test_why_the_searches_cannot_be_read_is_told_on_a_click(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.set_searches(Searches(problem="searches.yml, line 3: wrong."))
    sidebar.expand(at(sidebar, "Searches"))
    with qtbot.waitSignal(sidebar.explanation_requested) as told:
        click(sidebar, "The searches cannot be read", qtbot)
    assert told.args == ["searches.yml, line 3: wrong."]


# --- looks --------------------------------------------------------------------------------------------------------


def test_it_says_what_a_click_does(sidebar: Sidebar) -> None:
    assert "Ctrl and click" in sidebar.whatsThis()
    assert "Ctrl and click" in sidebar.accessibleDescription()
    assert "Ctrl and click" in at(sidebar, "AI").data(Qt.ItemDataRole.ToolTipRole)


def test_it_follows_the_colours(sidebar: Sidebar, theme: Theme) -> None:
    sidebar.expandAll()
    light = sidebar.grab().toImage()
    assert light.pixelColor(2, 890) == theme.colours.window
    theme.set_scheme(Scheme.DARK)
    assert sidebar.grab().toImage().pixelColor(2, 890) == theme.colours.window
    theme.set_scheme(Scheme.LIGHT)


def test_it_can_be_read_from_the_right(sidebar: Sidebar) -> None:
    before = sidebar.viewport().grab().toImage()
    sidebar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert sidebar.viewport().grab().toImage() != before
