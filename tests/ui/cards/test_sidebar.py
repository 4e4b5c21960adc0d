import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from editor.model.site.query import parse_query
from editor.ui.cards.sidebar import Sidebar, SidebarCounts, asking
from editor.ui.cards.sidebar_delegate import COUNT, QUERY
from editor.ui.colours import Scheme
from editor.ui.theme import Theme
from tests.helpers.searches import matching
from tests.ui.cards.conftest import Cards, Show

LEFT = Qt.MouseButton.LeftButton
COUNTS = SidebarCounts(
    total=12_345,
    published=8,
    unpublished=4,
    unsaved=3,
    problems=2,
    topics=[("Machine Rooms", 5), ("AI", 2)],
    providers=[("Harbour Times", 7)],
    months=[("2020-05", 6), ("2020-04", 1)],
)


@pytest.fixture
def sidebar(theme: Theme, show: Show) -> Sidebar:
    sidebar = Sidebar(theme)
    show(sidebar, 220, 700)
    sidebar.set_counts(COUNTS)
    return sidebar


def entry(sidebar: Sidebar, name: str) -> QModelIndex:
    model = sidebar.model()
    roots = [model.index(row, 0) for row in range(model.rowCount())]
    below = [model.index(row, 0, root) for root in roots for row in range(model.rowCount(root))]
    (found,) = [index for index in roots + below if index.data() == name]
    return found


def names(sidebar: Sidebar, group: str) -> list[str]:
    root = entry(sidebar, group)
    return [root.model().index(row, 0, root).data() for row in range(root.model().rowCount(root))]


def selected(sidebar: Sidebar) -> list[str]:
    return [index.data() for index in sidebar.selectionModel().selectedIndexes()]


def click(
    sidebar: Sidebar, name: str, qtbot: QtBot, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    sidebar.scrollTo(entry(sidebar, name))
    place = sidebar.visualRect(entry(sidebar, name)).center()
    qtbot.mouseClick(sidebar.viewport(), LEFT, keys, place)


def asked(sidebar: Sidebar, name: str, qtbot: QtBot, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> str:
    with qtbot.waitSignal(sidebar.query_requested) as wanted:
        click(sidebar, name, qtbot, keys)
    return wanted.args[0]


def test_every_entry_has_its_number(sidebar: Sidebar) -> None:
    numbers = {name: entry(sidebar, name).data(COUNT) for name in ("All", "Published", "Unsaved", "AI", "May 2020")}
    assert numbers == {"All": 12_345, "Published": 8, "Unsaved": 3, "AI": 2, "May 2020": 6}
    spoken = entry(sidebar, "Machine Rooms").data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Machine Rooms, 5"


def test_groups_are_folded_and_without_entries_not_there(sidebar: Sidebar) -> None:
    assert not sidebar.isExpanded(entry(sidebar, "Topics"))
    sidebar.set_counts(SidebarCounts(total=1))
    hidden = [sidebar.isRowHidden(entry(sidebar, name).row(), QModelIndex()) for name in ("Topics", "All")]
    assert hidden == [True, False]


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("All", ""),
        ("Published", "is:published"),
        ("Unpublished", "is:unpublished"),
        ("Unsaved", "is:unsaved"),
        ("Problems", "has:problems"),
        ("Machine Rooms", 'topic:="Machine Rooms"'),
        ("Harbour Times", 'provider:="Harbour Times"'),
        ("April 2020", "date:2020-04"),
    ],
)
def test_a_click_asks_in_the_search_language(sidebar: Sidebar, name: str, query: str, qtbot: QtBot) -> None:
    sidebar.expandAll()
    assert asked(sidebar, name, qtbot) == query
    assert parse_query(query).text == query


def test_what_is_asked_finds_just_those_cards(cards: Cards) -> None:
    (card_id,) = cards.add(1)
    cards.change(card_id, topics=('Maps "old" \\ new',), problems=2)
    row = cards.rows[card_id]
    assert matching(parse_query(asking("topic", 'Maps "old" \\ new')), [row])
    assert not matching(parse_query(asking("topic", "Maps")), [row])
    assert matching(parse_query(asking("provider", "Harbour Times")), [row])
    assert matching(parse_query(asking("date", "2020-05")), [row])
    assert matching(parse_query("has:problems"), [row])


def test_ctrl_narrows_and_alt_leaves_out(sidebar: Sidebar, qtbot: QtBot) -> None:
    ctrl, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    sidebar.set_query("ferries")
    assert asked(sidebar, "Unsaved", qtbot, ctrl) == "ferries is:unsaved"
    assert asked(sidebar, "Unsaved", qtbot, alt) == "ferries -is:unsaved"
    assert asked(sidebar, "All", qtbot, ctrl) == asked(sidebar, "All", qtbot, alt) == ""
    sidebar.set_query("ferries OR maps")
    assert asked(sidebar, "Unsaved", qtbot, ctrl) == "(ferries OR maps) is:unsaved"
    sidebar.set_query("")
    assert asked(sidebar, "Unsaved", qtbot, alt) == "-is:unsaved"


def test_a_group_is_unfolded_by_click_and_by_key(sidebar: Sidebar, qtbot: QtBot) -> None:
    topics = entry(sidebar, "Topics")
    with qtbot.assertNotEmitted(sidebar.query_requested):
        click(sidebar, "Topics", qtbot)
        assert sidebar.isExpanded(topics)
        qtbot.keyClick(sidebar, Qt.Key.Key_Space)
        assert not sidebar.isExpanded(topics)
        qtbot.keyClick(sidebar, Qt.Key.Key_Right)
        assert sidebar.isExpanded(topics)


def test_one_goes_through_it_by_key(sidebar: Sidebar, qtbot: QtBot) -> None:
    told: list[str] = []
    sidebar.query_requested.connect(told.append)
    sidebar.setFocus()
    click(sidebar, "Unsaved", qtbot)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        qtbot.keyClick(sidebar, key)
    assert told == ["is:unsaved", "has:problems", "has:problems", "has:problems"]


def test_the_entry_that_asks_the_same_as_the_search_is_selected(sidebar: Sidebar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(sidebar.query_requested):
        assert selected(sidebar) == ["All"]
        sidebar.set_query(" is:unsaved ")
        assert selected(sidebar) == ["Unsaved"]
        sidebar.set_query('topic:="AI"')
        assert selected(sidebar) == ["AI"]
        sidebar.set_query("ferries")
        assert selected(sidebar) == []


def test_new_numbers_ask_nothing_and_keep_selection_and_folds(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.expand(entry(sidebar, "Topics"))
    sidebar.set_query('topic:="AI"')
    with qtbot.assertNotEmitted(sidebar.query_requested):
        sidebar.set_counts(SidebarCounts(total=3, topics=[("AI", 9), ("Cloud", 8), ("Maps", 7)]))
    assert names(sidebar, "Topics") == ["AI", "Cloud", "Maps"]
    assert entry(sidebar, "AI").data(COUNT) == 9
    assert sidebar.isExpanded(entry(sidebar, "Topics"))
    assert selected(sidebar) == ["AI"]


def test_a_group_that_was_folded_stays_folded_though_its_entry_is_selected(sidebar: Sidebar) -> None:
    sidebar.set_query('topic:="AI"')
    sidebar.collapse(entry(sidebar, "Topics"))
    sidebar.set_counts(COUNTS)
    assert not sidebar.isExpanded(entry(sidebar, "Topics"))


def test_long_groups_show_the_first_and_the_rest_on_request(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.set_counts(SidebarCounts(topics=[(f"Topic {number}", 100 - number) for number in range(23)]))
    sidebar.expand(entry(sidebar, "Topics"))
    assert names(sidebar, "Topics")[19:] == ["Topic 19", "3 more…"]
    assert entry(sidebar, "3 more…").data(QUERY) is None
    with qtbot.assertNotEmitted(sidebar.query_requested):
        click(sidebar, "3 more…", qtbot)
    assert names(sidebar, "Topics")[19:] == ["Topic 19", "Topic 20", "Topic 21", "Topic 22"]
    assert asked(sidebar, "Topic 21", qtbot) == 'topic:="Topic 21"'


def test_it_follows_the_colours(sidebar: Sidebar, theme: Theme) -> None:
    sidebar.expandAll()
    light = sidebar.grab().toImage()
    assert light.pixelColor(2, 690) == theme.colours.window
    theme.set_scheme(Scheme.DARK)
    assert sidebar.grab().toImage().pixelColor(2, 690) == theme.colours.window
    theme.set_scheme(Scheme.LIGHT)


def test_it_can_be_read_from_the_right(sidebar: Sidebar) -> None:
    before = sidebar.viewport().grab().toImage()
    sidebar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert sidebar.viewport().grab().toImage() != before
