"""The offer of changes that were not saved: nothing is forgotten without being asked twice."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from editor.model.card.card import read_card
from editor.model.card.changes import CardChange, card_changes
from editor.model.card.schema import load_schemas
from editor.model.site.recovery import Recovered, Standing
from editor.ui.colours import Scheme
from editor.ui.dialogs.recovery import RecoveryDialog
from editor.ui.panes.change_row import ChangeRow
from editor.ui.theme import Theme

NOW = datetime(2024, 5, 20, 14, 30, tzinfo=UTC)
SCHEMAS = load_schemas()


def changes(title: str) -> tuple[CardChange, ...]:
    old, new = (read_card("_news/a.md", f"---\ntitle: {text}\n---\n", SCHEMAS) for text in ("Before", title))
    return card_changes(old, new)


def recovered(name: str, state: Standing = Standing.SAME) -> Recovered:
    return Recovered(f"_news/{name}.md", name.title(), NOW - timedelta(minutes=5), state, changes(name))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def dialog(theme: Theme, window: QWidget, qtbot: QtBot) -> RecoveryDialog:
    cards = [recovered("ferry"), recovered("<b>pier</b>", Standing.CLASH), recovered("lake", Standing.GONE)]
    dialog = RecoveryDialog(cards, theme, now=NOW, parent=window)
    with qtbot.waitActive(dialog):
        dialog.open()
    return dialog


@pytest.fixture
def told(dialog: RecoveryDialog) -> dict[str, object]:
    told: dict[str, object] = {}
    dialog.restore_requested.connect(lambda ids: told.update(restore=ids))
    dialog.discard_requested.connect(lambda ids: told.update(discard=ids))
    return told


def button(dialog: RecoveryDialog, name: str) -> QPushButton:
    return dialog.findChild(QPushButton, f"recovery.{name}")


def seen(dialog: RecoveryDialog) -> str:
    """What the list of changes says."""
    row = next(row for row in dialog.findChildren(ChangeRow) if row.isVisible())
    return row.accessibleName()


def test_it_is_modal_to_its_window_and_goes_when_it_is_closed(dialog: RecoveryDialog):
    assert dialog.windowModality() is Qt.WindowModality.WindowModal
    assert dialog.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)


def test_every_card_is_listed_and_ticked_with_what_became_of_its_file(dialog: RecoveryDialog):
    rows = [dialog.list.topLevelItem(index) for index in range(3)]
    assert [[item.text(column) for column in (0, 1, 3)] for item in rows] == [
        ["Ferry", "_news/ferry.md", "The file is as it was"],
        ["<B>Pier</B>", "_news/<b>pier</b>.md", "Both changed the same: you will be asked"],
        ["Lake", "_news/lake.md", "The file is gone: saving writes it again"],
    ]
    assert rows[0].text(2) == "5 min ago"
    assert not any(item.icon(3).isNull() for item in rows)
    assert dialog.ticked == ("_news/ferry.md", "_news/<b>pier</b>.md", "_news/lake.md")


def test_return_restores_what_is_ticked(dialog: RecoveryDialog, qtbot: QtBot, told):
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert told == {"restore": ("_news/ferry.md", "_news/lake.md")}


def test_the_button_restores_too(dialog: RecoveryDialog, qtbot: QtBot, told):
    with qtbot.waitSignal(dialog.finished):
        qtbot.mouseClick(button(dialog, "restore"), Qt.MouseButton.LeftButton)
    assert told == {"restore": ("_news/ferry.md", "_news/<b>pier</b>.md", "_news/lake.md")}


@pytest.mark.parametrize("by", ["escape", "button"])
def test_later_tells_nothing(dialog: RecoveryDialog, qtbot: QtBot, told, by: str):
    with qtbot.waitSignal(dialog.finished):
        if by == "escape":
            qtbot.keyClick(dialog.list, Qt.Key.Key_Escape)
        else:
            qtbot.mouseClick(button(dialog, "later"), Qt.MouseButton.LeftButton)
    assert told == {}


def test_what_the_current_card_would_get_back_is_shown_and_only_shown(dialog: RecoveryDialog, qtbot: QtBot):
    assert seen(dialog) == "Title: was Before, is ferry"
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: seen(dialog) == "Title: was Before, is <b>pier</b>")
    assert dialog.findChild(QLabel, "recovery.shown").textFormat() is Qt.TextFormat.PlainText
    assert all(row.revert_button.isHidden() for row in dialog.findChildren(ChangeRow))


def test_all_are_ticked_and_unticked_at_once(dialog: RecoveryDialog, qtbot: QtBot):
    every = dialog.findChild(QCheckBox, "recovery.all")
    assert (every.checkState(), every.text()) == (Qt.CheckState.Checked, "3 of 3 chosen")
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert (every.checkState(), every.text()) == (Qt.CheckState.PartiallyChecked, "2 of 3 chosen")
    qtbot.keyClick(every, Qt.Key.Key_Space)
    assert len(dialog.ticked) == 3
    qtbot.keyClick(every, Qt.Key.Key_Space)
    assert (dialog.ticked, every.checkState()) == ((), Qt.CheckState.Unchecked)
    assert not button(dialog, "restore").isEnabled()
    assert not button(dialog, "discard").isEnabled()


def test_many_rows_are_counted_and_compared_once(
    theme: Theme, window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    dialog = RecoveryDialog([recovered(f"card{number}") for number in range(40)], theme, now=NOW, parent=window)
    dialog.open()
    calls: list[str] = []
    for name in ("_count", "_compare"):
        real = getattr(dialog, name)
        monkeypatch.setattr(dialog, name, lambda real=real, name=name: (calls.append(name), real()))
    theme.set_scheme(Scheme.DARK)
    assert calls == []
    dialog.findChild(QCheckBox, "recovery.all").click()
    assert (dialog.ticked, calls) == ((), ["_count"])
    dialog.findChild(QCheckBox, "recovery.all").click()
    dialog.list.topLevelItem(39).setCheckState(0, Qt.CheckState.Unchecked)
    calls.clear()
    answer(dialog, qtbot, "&Discard")
    assert (dialog.list.topLevelItemCount(), calls) == (1, ["_compare", "_count"])
    assert "card39" in seen(dialog)


def answer(dialog: RecoveryDialog, qtbot: QtBot, text: str) -> None:
    """Press Discard… and answer the question."""
    qtbot.mouseClick(button(dialog, "discard"), Qt.MouseButton.LeftButton)
    question = dialog.findChild(QMessageBox, "recovery.discard_question")
    choice = next(button for button in question.buttons() if button.text() == text)
    with qtbot.waitSignal(question.finished):
        qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)


def test_discarding_asks_and_can_be_thought_better_of(dialog: RecoveryDialog, qtbot: QtBot, told):
    answer(dialog, qtbot, "&Keep")
    assert (told, len(dialog.ticked)) == ({}, 3)


def test_what_was_discarded_leaves_the_list_and_the_rest_stays(dialog: RecoveryDialog, qtbot: QtBot, told):
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    answer(dialog, qtbot, "&Discard")
    assert told == {"discard": ("_news/<b>pier</b>.md", "_news/lake.md")}
    assert dialog.list.topLevelItemCount() == 1
    assert dialog.isVisible()


def test_once_all_is_discarded_it_closes(dialog: RecoveryDialog, qtbot: QtBot, told):
    with qtbot.waitSignal(dialog.finished):
        answer(dialog, qtbot, "&Discard")
    assert set(told) == {"discard"}


def test_the_icons_follow_the_colours(dialog: RecoveryDialog, theme: Theme):
    def icon():
        return dialog.list.topLevelItem(0).icon(3).pixmap(18, 18).toImage()

    before = icon()
    theme.set_scheme(Scheme.DARK)
    assert icon() != before
