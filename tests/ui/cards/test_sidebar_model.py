"""The sidebar's tree: its entries, and that indexes go along when rows come, go and move."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from editor.model.site.index import Counts
from editor.model.site.query_edits import Mark
from editor.model.site.searches import SavedSearch, Searches
from editor.ui.cards.sidebar_entries import ENTRY, SEARCHES, Entry, Kind
from editor.ui.cards.sidebar_model import SidebarModel

GULLS, TERNS, CITY = SavedSearch("Gulls", "gulls"), SavedSearch("Terns", "terns"), SavedSearch("City", "topic:=City")
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


@pytest.fixture
def model(qapp: object, qtmodeltester: ModelTester) -> SidebarModel:
    model = SidebarModel()
    qtmodeltester.check(model)  # from here on, every change is looked at
    model.set_counts(COUNTS, 3)
    return model


def below(model: SidebarModel, group: str) -> list[Entry]:
    parent = model.group_index(group)
    return [model.index(row, 0, parent).data(ENTRY) for row in range(model.rowCount(parent))]


def names(model: SidebarModel, group: str) -> list[str]:
    return [entry.name for entry in below(model, group)]


def find(model: SidebarModel, group: str, name: str) -> QModelIndex:
    parent = model.group_index(group)
    return model.index(names(model, group).index(name), 0, parent)


def test_states_have_their_numbers(model: SidebarModel):
    entries = [model.index(row, 0).data(ENTRY) for row in range(6)]
    assert [(entry.name, entry.query, entry.count) for entry in entries] == [
        ("All", "", 12_345),
        ("Published", "is:published", 8),
        ("Unpublished", "is:unpublished", 4),
        ("Unsaved", "is:unsaved", 3),
        ("Problems", "has:problems", 2),
        ("New since last visit", "is:new", 1),
    ]


def test_groups_hold_what_cards_have_and_ask_for_it_by_name(model: SidebarModel):
    asked = [
        (entry.name, entry.query, entry.count)
        for group in ("topic", "provider", "date")
        for entry in below(model, group)
    ]
    assert asked == [
        ("Machine Rooms", 'topic:="Machine Rooms"', 5),
        ("AI", 'topic:="AI"', 2),
        ("Harbour Times", 'provider:="Harbour Times"', 7),
        ("May 2020", "date:2020-05", 6),
        ("April 2020", "date:2020-04", 1),
    ]


def test_long_groups_show_the_first_and_more_on_request(model: SidebarModel):
    model.set_counts(Counts(topics=tuple((f"T{n}", 1000 - n) for n in range(523))), 0)
    assert names(model, "topic")[19:] == ["T19", "503 more…"]
    model.show_more("topic")
    assert names(model, "topic")[219:] == ["T219", "303 more…"]
    model.show_more("topic")
    model.show_more("topic")
    assert names(model, "topic") == [f"T{n}" for n in range(523)]


def test_many_months_stand_below_their_years(model: SidebarModel):
    model.set_counts(Counts(months=MANY_MONTHS), 0)
    years = below(model, "date")
    assert [(entry.kind, entry.name, entry.query, entry.count) for entry in years] == [
        (Kind.YEAR, year, f"date:{year}", 78) for year in ("2022", "2021", "2020")
    ]
    assert [(entry.name, entry.query, entry.count) for entry in below(model, "2021")[:2]] == [
        ("December", "date:2021-12", 12),
        ("November", "date:2021-11", 11),
    ]
    assert model.group_index("2021").parent() == model.group_index("date")
    model.set_query("is:new (date:2021-03 OR topic:x)")
    assert [entry.holds_mark for entry in below(model, "date")] == [False, True, False]
    model.set_counts(Counts(months=(("2023-01", 4), *MANY_MONTHS[:-12])), 0)
    assert names(model, "date") == ["2023", "2022", "2021"]
    assert names(model, "2023") == ["January"]
    model.set_counts(COUNTS, 0)
    assert names(model, "date") == ["May 2020", "April 2020"]


def test_the_same_names_again_move_no_rows_and_tell_only_of_new_numbers(model: SidebarModel, qtbot: QtBot):
    with qtbot.assertNotEmitted(model.rowsInserted), qtbot.assertNotEmitted(model.rowsRemoved):
        model.set_counts(
            Counts(topics=(("Machine Rooms", 6), ("AI", 2)), providers=COUNTS.providers, months=COUNTS.months), 0
        )
    assert below(model, "topic")[0].count == 6


@pytest.mark.parametrize(
    "topics",
    [("C", "B", "A"), ("B",), ("X", "A", "Y", "C", "Z", "B"), ("A", "B", "C"), (), ("Z",), ("C", "Z", "A")],
)
def test_an_index_stays_with_its_entry_when_the_order_changes(model: SidebarModel, topics: tuple[str, ...]):
    model.set_counts(Counts(topics=(("A", 3), ("B", 2), ("C", 1))), 0)
    kept = {name: QPersistentModelIndex(find(model, "topic", name)) for name in "ABC"}
    model.set_counts(Counts(topics=tuple((topic, 9) for topic in topics)), 0)
    assert names(model, "topic") == list(topics)
    for name, index in kept.items():
        assert index.isValid() == (name in topics)
        if index.isValid():
            assert index.data() == name


def test_an_index_of_a_month_stays_when_years_come_and_go(model: SidebarModel):
    model.set_counts(Counts(months=MANY_MONTHS), 0)
    kept = QPersistentModelIndex(find(model, "2021", "May"))
    year = QPersistentModelIndex(model.group_index("2021"))
    model.set_counts(Counts(months=(("2023-02", 1), *MANY_MONTHS)), 0)
    model.set_counts(Counts(months=(*MANY_MONTHS[12:], ("2019-01", 1))), 0)
    assert (year.data(), kept.data(ENTRY).query, kept.parent().data()) == ("2021", "date:2021-05", "2021")


def test_the_search_marks_what_it_asks_for_and_what_it_leaves_out(model: SidebarModel, qtbot: QtBot):
    model.set_searches(Searches((CITY, SavedSearch("Both", "is:published topic:=ai"))))
    with qtbot.waitSignal(model.dataChanged):
        model.set_query(' topic:="AI" -provider:="Harbour Times"  is:published')
    marks = {entry.name: entry.mark for group in ("topic", "provider", SEARCHES) for entry in below(model, group)}
    assert {name: mark for name, mark in marks.items() if mark} == {
        "AI": Mark.ASKED,
        "Harbour Times": Mark.LEFT_OUT,
    }
    assert [model.index(row, 0).data(ENTRY).mark for row in range(3)] == [None, Mark.ASKED, None]
    holding = {
        group: model.group_index(group).data(ENTRY).holds_mark for group in ("topic", "provider", "date", SEARCHES)
    }
    assert holding == {"topic": True, "provider": True, "date": False, SEARCHES: False}
    model.set_query('topic:="AI" is:published')
    assert below(model, SEARCHES)[1].mark is Mark.ASKED
    assert model.group_index(SEARCHES).data(ENTRY).holds_mark
    model.set_query("")
    assert model.index(0, 0).data(ENTRY).mark is Mark.ASKED


def test_whatever_is_marked_otherwise_is_told_of(qapp: object):
    model = SidebarModel()
    model.set_counts(replace(COUNTS, months=MANY_MONTHS), 3)
    model.set_searches(Searches((GULLS, CITY, SavedSearch("May", "date:2021-05 OR topic:=AI"))))

    def looks() -> dict[tuple[str, int], Entry]:
        groups = {group: model.group_index(group) for group in model.folders()} | {"": QModelIndex()}
        return {
            (name, row): model.index(row, 0, parent).data(ENTRY)
            for name, parent in groups.items()
            for row in range(model.rowCount(parent))
        }

    def note(first: QModelIndex, last: QModelIndex) -> None:
        parent = first.parent()
        group = model.entry(parent).field if parent.isValid() else ""
        told.update((group, row) for row in range(first.row(), last.row() + 1))

    told: set[tuple[str, int]] = set()
    model.dataChanged.connect(note)
    searches = ("topic:=AI", "-topic:=AI", "topic:=AI OR date:2021", "date:2021-05", "date:2021-05 OR topic:=AI")
    for search in (
        *searches,
        "gulls",
        'gulls provider:="Harbour Times"',
        "is:published",
        "-is:published",
        "",
        *searches,
    ):
        before = looks()
        told.clear()
        model.set_query(search)
        after = looks()
        assert {place for place in after if after[place] != before[place]} <= told


def test_saved_searches_stand_in_their_order_with_numbers_as_they_are_counted(model: SidebarModel):
    assert names(model, SEARCHES) == ["Save this search…"]
    model.set_searches(Searches((GULLS, TERNS, SavedSearch("", "x", "This search has no name."))))
    model.set_search_count("terns", 7)
    entries = below(model, SEARCHES)
    assert [(entry.kind, entry.name, entry.query, entry.count, entry.problem) for entry in entries] == [
        (Kind.SEARCH, "Gulls", "gulls", None, ""),
        (Kind.SEARCH, "Terns", "terns", 7, ""),
        (Kind.SEARCH, "(no name)", "x", None, "This search has no name."),
        (Kind.SAVE, "Save this search…", None, None, ""),
    ]
    assert model.search_count == 3


def test_a_file_that_cannot_be_read_is_an_entry_with_the_reason(model: SidebarModel):
    model.set_searches(Searches((GULLS,)))
    model.set_searches(Searches(problem="searches.yml, line 3: wrong."))
    assert [entry.kind for entry in below(model, SEARCHES)] == [Kind.PROBLEM, Kind.SAVE]
    assert below(model, SEARCHES)[0].problem == "searches.yml, line 3: wrong."
    assert "wrong" in model.index(0, 0, model.group_index(SEARCHES)).data(Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize(
    ("searches", "row"),
    [
        ((TERNS, GULLS), 1),
        ((CITY, GULLS, TERNS), 1),
        ((SavedSearch("Birds", "gulls"), TERNS), 0),
        ((SavedSearch("Gulls", "gulls -terns"), TERNS), 0),
        ((GULLS, GULLS, TERNS), 0),
        ((TERNS,), None),
    ],
)
def test_an_index_stays_with_its_search_whatever_happens_to_it(
    model: SidebarModel, searches: tuple[SavedSearch, ...], row: int | None
):
    model.set_searches(Searches((GULLS, TERNS)))
    kept = QPersistentModelIndex(find(model, SEARCHES, "Gulls"))
    model.set_searches(Searches(searches))
    assert [entry.search for entry in below(model, SEARCHES)] == [*searches, None]
    assert (kept.row() if kept.isValid() else None) == row


def drag(model: SidebarModel, name: str) -> QMimeData:
    return model.mimeData([find(model, SEARCHES, name)])


@pytest.mark.parametrize(
    ("name", "row", "to"),
    [("Gulls", 3, 2), ("Gulls", 2, 1), ("City", 0, 0), ("City", 1, 1), ("Gulls", -1, 2), ("Terns", 4, 2)],
)
def test_a_search_is_dragged_to_another_place(model: SidebarModel, name: str, row: int, to: int):
    model.set_searches(Searches((GULLS, TERNS, CITY)))
    told = []
    model.move_requested.connect(lambda search, to: told.append((search.name, to)))
    assert find(model, SEARCHES, name).flags() & Qt.ItemFlag.ItemIsDragEnabled
    data, parent = drag(model, name), model.group_index(SEARCHES)
    assert model.canDropMimeData(data, Qt.DropAction.MoveAction, row, 0, parent)
    model.dropMimeData(data, Qt.DropAction.MoveAction, row, 0, parent)
    assert told == [(name, to)]


def test_a_drop_on_its_own_place_or_elsewhere_does_nothing(model: SidebarModel, qtbot: QtBot):
    model.set_searches(Searches((GULLS, TERNS)))
    data = drag(model, "Gulls")
    move: Callable[[int, QModelIndex], bool] = lambda row, parent: model.dropMimeData(  # noqa: E731
        data, Qt.DropAction.MoveAction, row, 0, parent
    )
    with qtbot.assertNotEmitted(model.move_requested):
        move(0, model.group_index(SEARCHES))
        move(1, model.group_index(SEARCHES))
        move(0, model.group_index("topic"))
        move(0, QModelIndex())
        model.dropMimeData(QMimeData(), Qt.DropAction.MoveAction, 0, 0, model.group_index(SEARCHES))
    assert not model.canDropMimeData(QMimeData(), Qt.DropAction.MoveAction, 0, 0, model.group_index(SEARCHES))
    assert not find(model, "topic", "AI").flags() & Qt.ItemFlag.ItemIsDragEnabled


def test_it_says_which_groups_there_are(model: SidebarModel):
    assert model.folders() == ("topic", "provider", "date", SEARCHES)
    assert not model.is_empty("topic")
    model.set_counts(Counts(months=MANY_MONTHS), 0)
    assert model.folders() == ("topic", "provider", "date", SEARCHES, "2022", "2021", "2020")
    assert model.is_empty("topic")
