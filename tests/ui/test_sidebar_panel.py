"""The sidebar and the session in step, and what is done with saved searches."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from editor.model.site.searches import PLACE
from editor.ui.cards.sidebar_entries import ENTRY, SEARCHES, Entry, Kind
from editor.ui.dialogs.search_name import SearchNameDialog
from editor.ui.session import Session
from editor.ui.settings import Settings
from editor.ui.sidebar_panel import SidebarPanel
from editor.ui.theme import Theme

TWO = "searches:\n- {name: Out, query: 'is:published'}\n- {name: Wrong, query: (gulls}\n"


@pytest.fixture
def panel(qtbot: QtBot, session: Session, theme: Theme, settings: Settings) -> Iterator[SidebarPanel]:
    def count(text: str, done: object) -> None:
        done(len(session.find(text, "date", descending=True)))

    panel = SidebarPanel(session, count, theme, settings)
    qtbot.addWidget(panel)
    panel.show()
    panel.messages = []
    panel.told.connect(panel.messages.append)
    return panel


@pytest.fixture
def file(site: Path) -> Path:
    file = site / PLACE
    file.parent.mkdir()
    file.write_text(TWO)
    return file


@pytest.fixture
def filled(qtbot: QtBot, panel: SidebarPanel, file: Path, opened: Session) -> SidebarPanel:
    """With the site open and its two searches shown."""
    qtbot.waitUntil(lambda: len(searches(panel)) == 2)
    return panel


def groups(panel: SidebarPanel) -> dict[str, QModelIndex]:
    model = panel.tree.model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    return {row.data(ENTRY).field: row for row in rows if row.data(ENTRY).kind is Kind.GROUP}


def searches(panel: SidebarPanel) -> dict[str, Entry]:
    model, group = panel.tree.model(), groups(panel)[SEARCHES]
    entries = [model.index(row, 0, group).data(ENTRY) for row in range(model.rowCount(group))]
    return {entry.name: entry for entry in entries if entry.search}


def test_searches_are_shown_and_counted(qtbot: QtBot, filled: SidebarPanel):
    qtbot.waitUntil(lambda: searches(filled)["Out"].count == 2)
    assert searches(filled)["Wrong"].problem == "This ( is never closed."
    assert searches(filled)["Wrong"].count is None


def test_they_are_counted_anew_when_the_numbers_are(qtbot: QtBot, filled: SidebarPanel, session: Session, site: Path):
    qtbot.waitUntil(lambda: searches(filled)["Out"].count == 2)
    session.changed.connect(lambda _: filled.set_counts(session.counts(), len(session.unsaved())))
    text = "---\ntitle: New\n---\n"
    (site / "_news" / "2024-01-01-new.md").write_text(text)
    session.look_at_disk()
    qtbot.waitUntil(lambda: searches(filled)["Out"].count == 3)


def test_nothing_is_counted_while_cards_are_being_read(
    qtbot: QtBot, filled: SidebarPanel, session: Session, file: Path
):
    qtbot.waitUntil(lambda: searches(filled)["Out"].count == 2)
    session.reading.emit(1, 9)
    file.write_text(TWO.replace("is:published", "is:unpublished"))
    session.searches.reread()
    qtbot.waitUntil(lambda: searches(filled)["Out"].query == "is:unpublished")
    qtbot.wait(150)
    assert searches(filled)["Out"].count is None
    session.reading.emit(9, 9)
    qtbot.waitUntil(lambda: searches(filled)["Out"].count == 1)


def test_the_search_of_the_list_is_saved_under_a_name(qtbot: QtBot, panel: SidebarPanel, opened: Session, site: Path):
    panel.set_query(" is:published ")
    panel.save_search()
    dialog = panel.window().findChild(SearchNameDialog)
    qtbot.keyClicks(dialog.findChild(QLineEdit, "search_name.name"), "Out")
    dialog.accept()
    qtbot.waitUntil(lambda: "Out" in searches(panel))
    assert 'query: "is:published"' in (site / PLACE).read_text()


@pytest.mark.parametrize(("query", "sentence"), [("", "Search for something first"), ("(a", "never closed")])
def test_nothing_and_a_mistake_are_not_saved(panel: SidebarPanel, opened: Session, query: str, sentence: str):
    panel.set_query(query)
    panel.save_search()
    assert panel.window().findChild(SearchNameDialog) is None
    assert sentence in panel.messages[0]


def test_a_search_is_renamed(qtbot: QtBot, filled: SidebarPanel, file: Path):
    filled.tree.rename_requested.emit(searches(filled)["Out"].search)
    dialog = filled.window().findChild(SearchNameDialog)
    dialog.findChild(QLineEdit, "search_name.name").setText("In print")
    dialog.accept()
    qtbot.waitUntil(lambda: list(searches(filled)) == ["In print", "Wrong"])
    assert file.read_text() == TWO.replace("Out", "In print")


def test_a_search_is_deleted_after_a_question(qtbot: QtBot, filled: SidebarPanel, file: Path):
    def ask() -> QMessageBox:
        filled.tree.delete_requested.emit(searches(filled)["Out"].search)
        return filled.window().findChild(QMessageBox, "delete_search")

    question = ask()
    assert "“Out”" in question.text()
    question.button(QMessageBox.StandardButton.Cancel).click()
    assert file.read_text() == TWO
    qtbot.waitUntil(lambda: filled.window().findChild(QMessageBox, "delete_search") is None)
    (delete,) = [button for button in ask().buttons() if "Delete" in button.text()]
    delete.click()
    qtbot.waitUntil(lambda: list(searches(filled)) == ["Wrong"])
    assert "Out" not in file.read_text()


def test_a_search_is_moved(qtbot: QtBot, filled: SidebarPanel, file: Path):
    filled.tree.move_requested.emit(searches(filled)["Out"].search, 1)
    qtbot.waitUntil(lambda: list(searches(filled)) == ["Wrong", "Out"])


def test_what_a_colleague_writes_comes_with_a_look_at_the_disk(
    qtbot: QtBot, filled: SidebarPanel, file: Path, session: Session
):
    file.write_text(TWO.replace("Out", "Theirs"))
    session.look_at_disk()
    qtbot.waitUntil(lambda: list(searches(filled)) == ["Theirs", "Wrong"])


def test_why_a_search_was_not_changed_is_told(qtbot: QtBot, filled: SidebarPanel, file: Path):
    file.write_text("searches: [\n")
    filled.tree.move_requested.emit(searches(filled)["Out"].search, 1)
    qtbot.waitUntil(lambda: any("searches.yml, line" in message for message in filled.messages))
    assert file.read_text() == "searches: [\n"


def test_which_groups_are_open_is_remembered(
    qtbot: QtBot, panel: SidebarPanel, session: Session, theme: Theme, settings: Settings
):
    assert panel.tree.isExpanded(groups(panel)[SEARCHES])
    for group in (SEARCHES, "date"):
        panel.tree.setCurrentIndex(groups(panel)[group])
        qtbot.keyClick(panel.tree, Qt.Key.Key_Space)
    assert settings.sidebar_opened == ("date",)
    again = SidebarPanel(session, lambda text, done: None, theme, settings)
    qtbot.addWidget(again)
    assert again.tree.opened == ("date",)


def test_another_site_begins_without_a_search(qtbot: QtBot, panel: SidebarPanel, session: Session, site: Path):
    panel.set_query("is:published")
    with qtbot.waitSignal(session.opened):
        session.open(site)
    model = panel.tree.model()
    assert [bool(model.index(row, 0).data(ENTRY).mark) for row in range(2)] == [True, False]
