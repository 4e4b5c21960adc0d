"""The changes of a card as rows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from editor.model.card.changes import CardChange, card_changes
from editor.model.card.edits import SetValue
from editor.ui.panes.change_list import MOST, ChangeList
from editor.ui.panes.change_row import ChangeRow

OLD = "title: A\nexcerpt: B\ntype: article\nheat: 1\nquality: 1"
NEW = "title: C\nexcerpt: D\ntype: video\nheat: 2\nquality: 2"


@pytest.fixture
def changes(card):
    def changes(old: str = OLD, new: str = NEW) -> tuple[CardChange, ...]:
        return card_changes(card(old), card(new))

    return changes


@pytest.fixture
def view(theme, qtbot, changes) -> ChangeList:
    view = ChangeList(theme)
    qtbot.addWidget(view)
    view.resize(400, 500)
    with qtbot.waitActive(view):
        view.show()
    view.show_changes(changes(), afresh=True)
    return view


def rows(view: ChangeList) -> list[str]:
    """The labels of the rows that are to be seen."""
    found = [row for row in view.findChildren(ChangeRow) if row.isVisible()]
    return [row.change.label for row in sorted(found, key=lambda row: row.mapTo(view, row.rect().topLeft()).y())]


def row(view: ChangeList, name: str) -> ChangeRow:
    return next(row for row in view.findChildren(ChangeRow, f"change.{name}") if not row.isHidden())


def test_what_the_machine_wrote_is_folded_away(view, qtbot):
    assert rows(view) == ["Title", "Excerpt", "Type"]
    assert view.fold.isVisible()
    qtbot.mouseClick(view.fold, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows(view) == ["Title", "Excerpt", "Type", "Heat", "Quality"])
    qtbot.mouseClick(view.fold, Qt.MouseButton.LeftButton)
    assert rows(view) == ["Title", "Excerpt", "Type"]


def test_without_the_machine_there_is_no_fold(view, changes):
    view.show_changes(changes("title: A", "title: B"))
    assert not view.fold.isVisible()


def test_up_and_down_go_from_row_to_row_and_stop_at_the_ends(view, qtbot):
    view.focus_row()
    for key, name in (("Down", "excerpt"), ("Down", "type"), ("Down", "type"), ("Up", "excerpt"), ("Up", "title")):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key[f"Key_{key}"])
        assert row(view, name).hasFocus()


def test_tab_goes_from_the_row_to_its_button_then_on(view, qtbot):
    view.focus_row()
    qtbot.keyClick(row(view, "title"), Qt.Key.Key_Down)
    qtbot.keyClick(row(view, "excerpt"), Qt.Key.Key_Tab)
    assert row(view, "excerpt").revert_button.hasFocus()
    qtbot.keyClick(row(view, "excerpt").revert_button, Qt.Key.Key_Tab)
    assert view.fold.hasFocus()


def test_a_revert_brings_its_edits_and_a_name_for_the_undo_menu(view, qtbot):
    with qtbot.waitSignal(view.revert_requested) as asked:
        qtbot.keyClick(row(view, "excerpt"), Qt.Key.Key_Delete)
    assert asked.args == [(SetValue(("excerpt",), "B"),), "revert excerpt"]


def test_showing_emits_nothing(view, changes, qtbot):
    with qtbot.assertNotEmitted(view.revert_requested):
        view.show_changes(changes("title: A", "title: B"))


@pytest.mark.parametrize("by", ["key", "button"])
def test_the_focus_goes_on_to_the_row_that_takes_the_place_of_one_that_went(view, changes, qtbot, by):
    view.revert_requested.connect(lambda *_: view.show_changes(changes(OLD.replace("B", "D"))))
    if by == "key":
        row(view, "excerpt").setFocus()
        qtbot.keyClick(row(view, "excerpt"), Qt.Key.Key_R)
    else:
        row(view, "excerpt").setFocus()
        row(view, "excerpt").revert_button.setFocus()
        qtbot.mouseClick(row(view, "excerpt").revert_button, Qt.MouseButton.LeftButton)
    assert row(view, "type").hasFocus()
    view.show_changes(changes(OLD.replace("B", "D").replace("article", "video")))
    assert row(view, "title").hasFocus()
    view.show_changes(changes("heat: 1", "heat: 2"))
    assert view.fold.hasFocus()


def test_a_row_that_stays_keeps_the_focus_and_its_place(view, changes):
    title = row(view, "title")
    title.setFocus()
    view.show_changes(changes(OLD, NEW.replace("title: C", "title: Changed again")))
    assert row(view, "title") is title
    assert title.hasFocus()
    assert title.accessibleName().endswith("is Changed again")


def test_rows_stand_in_the_order_of_the_changes(view, changes, qtbot):
    view.show_changes(changes(OLD, "\n".join(reversed(NEW.splitlines()))))
    qtbot.waitUntil(lambda: rows(view) == ["Type", "Excerpt", "Title"])


def test_the_place_is_kept_for_the_same_card_and_given_up_for_another(view, changes, qtbot):
    old, new = ("\n".join(f"field{number}: {value}" for number in range(30)) for value in (1, 2))
    view.show_changes(changes(old, new), afresh=True)
    bar = view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 300)
    bar.setValue(300)
    view.show_changes(changes(old, new.replace("field20: 2", "field20: 3")))
    assert bar.value() == 300
    view.show_changes(changes(old, new), afresh=True)
    assert bar.value() == 0


def test_the_row_with_the_focus_is_brought_into_sight(view, changes, qtbot):
    old, new = ("\n".join(f"field{number}: {value}" for number in range(30)) for value in (1, 2))
    view.show_changes(changes(old, new), afresh=True)
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 300)
    view.focus_row()
    for _ in range(29):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    last = row(view, "field29")
    assert last.hasFocus()
    assert view.rect().contains(last.mapTo(view, last.rect().center()))


def test_very_many_changes_are_counted_not_all_shown(view, changes):
    old, new = ("\n".join(f"field{number}: {value}" for number in range(MOST + 5)) for value in (1, 2))
    view.show_changes(changes(old, new), afresh=True)
    assert len([row for row in view.findChildren(ChangeRow) if not row.isHidden()]) == MOST
    assert view.findChild(QLabel, "changes.more").text().startswith("5 more")


def test_another_card_takes_over_the_rows_and_the_focus_begins_at_its_top(view, changes):
    made = set(view.findChildren(ChangeRow))
    row(view, "type").setFocus()
    view.show_changes(changes("webUrl: /a\nremoved: false", "webUrl: /b\nremoved: true"), afresh=True)
    assert rows(view) == ["Web link", "Removed"]
    assert row(view, "webUrl").hasFocus()
    assert set(view.findChildren(ChangeRow)) == made
    view.show_changes(changes(), afresh=True)
    assert rows(view) == ["Title", "Excerpt", "Type"]
    assert set(view.findChildren(ChangeRow)) == made


def test_a_list_to_look_at_has_no_buttons(theme, qtbot, changes):
    view = ChangeList(theme, revertible=False)
    qtbot.addWidget(view)
    view.show_changes(changes())
    view.show()
    with qtbot.assertNotEmitted(view.revert_requested):
        qtbot.keyClick(row(view, "title"), Qt.Key.Key_Delete)
    assert row(view, "title").revert_button.isHidden()
