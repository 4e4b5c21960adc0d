import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QMenu, QToolTip
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from editor.model.card.schema import load_schemas
from editor.ui.cards.card_selection import CardSelection
from editor.ui.cards.card_sheet import CardSheet, ColumnsModel
from editor.ui.cards.card_table import CardTableModel
from editor.ui.cards.columns import USUAL, Chosen, Column, Columns
from editor.ui.theme import Theme
from tests.ui.cards.conftest import Cards, FakePictures, Show

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def sheet(
    model: CardTableModel, chosen: CardSelection, theme: Theme, pictures: FakePictures, cards: Cards, show: Show
) -> CardSheet:
    sheet = CardSheet(model, chosen, theme, pictures, Columns(load_schemas()))
    show(sheet, 600, 400)
    model.set_ids(cards.add(50))
    sheet.set_columns([Chosen("title", 200), Chosen("heat", 80), Chosen("provider", 400)])
    return sheet


@pytest.fixture
def header(sheet: CardSheet) -> QHeaderView:
    header = sheet.findChild(QHeaderView, "cardHeader")
    assert header is not None
    return header


def keys(sheet: CardSheet) -> list[str]:
    return [column.key for column in sheet.columns()]


def entry(menu: QMenu, text: str):
    return next(action for action in menu.actions() if action.text().replace("&", "") == text)


def test_the_header_is_a_proper_model(qapp: object, qtmodeltester: ModelTester) -> None:
    labels = ColumnsModel()
    labels.set_columns([Column("title", "Title"), Column("heat", "Heat")])
    qtmodeltester.check(labels)
    assert labels.headerData(1, Qt.Orientation.Horizontal) == "Heat"
    assert labels.headerData(5, Qt.Orientation.Horizontal) is None


def test_nobody_has_chosen_yet(
    model: CardTableModel, chosen: CardSelection, theme: Theme, pictures: FakePictures
) -> None:
    assert keys(CardSheet(model, chosen, theme, pictures, Columns(load_schemas()))) == list(USUAL)


def test_cells_stand_below_their_labels(sheet: CardSheet, header: QHeaderView) -> None:
    sections = sheet._rows.sections
    assert [(section.column.key, section.left, section.width) for section in sections] == [
        ("title", 0, 200),
        ("heat", 200, 80),
        ("provider", 280, 400),
    ]
    assert header.geometry().bottom() + 1 == sheet.viewport().geometry().top()


def test_what_is_too_wide_is_scrolled_to_with_its_label(sheet: CardSheet, header: QHeaderView) -> None:
    assert sheet.horizontalScrollBar().maximum() == 680 - sheet.viewport().width()
    sheet.horizontalScrollBar().setValue(50)
    assert header.offset() == 50
    assert [section.left for section in sheet._rows.sections] == [-50, 150, 230]
    assert sheet.place_of(0).left() == -50


def test_a_click_on_a_label_sorts_and_another_one_turns(sheet: CardSheet, header: QHeaderView, qtbot: QtBot) -> None:
    sheet.set_sort("date", True)
    with qtbot.waitSignal(sheet.sort_requested) as sorted_by:
        qtbot.mouseClick(header.viewport(), LEFT, NONE, QPoint(240, 10))
    assert sorted_by.args == ["heat", True]
    sheet.set_sort("heat", True)
    assert (header.sortIndicatorSection(), header.sortIndicatorOrder()) == (1, Qt.SortOrder.DescendingOrder)
    with qtbot.waitSignal(sheet.sort_requested) as sorted_by:
        qtbot.mouseClick(header.viewport(), LEFT, NONE, QPoint(240, 10))
    assert sorted_by.args == ["heat", False]
    with qtbot.waitSignal(sheet.sort_requested) as sorted_by:
        qtbot.mouseClick(header.viewport(), LEFT, NONE, QPoint(100, 10))
    assert sorted_by.args == ["title", False]


def test_an_order_by_a_field_that_is_no_column_has_no_arrow(sheet: CardSheet, header: QHeaderView) -> None:
    sheet.set_sort("quality", True)
    assert header.sortIndicatorSection() == -1


def test_a_column_that_is_moved_or_widened_is_told_and_drawn_there(
    sheet: CardSheet, header: QHeaderView, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(sheet.columns_changed):
        header.moveSection(0, 2)
    with qtbot.waitSignal(sheet.columns_changed):
        header.resizeSection(1, 120)
    assert sheet.to_save() == [["heat", 120], ["provider", 400], ["title", 200]]
    assert [section.left for section in sheet._rows.sections] == [0, 120, 520]


def test_what_was_saved_comes_back_and_nonsense_is_the_usual(sheet: CardSheet, header: QHeaderView) -> None:
    header.moveSection(0, 2)
    saved = sheet.to_save()
    sheet.set_columns([Chosen("date", 90)])
    sheet.set_saved(saved)
    assert sheet.to_save() == saved
    sheet.set_saved("nonsense")
    assert keys(sheet) == list(USUAL)
    sheet.set_columns([])
    assert keys(sheet) == ["title"]


def test_the_menu_of_a_label_shows_hides_and_moves(sheet: CardSheet, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.columns_changed):
        entry(sheet.header_menu(0), "Date").trigger()
    assert keys(sheet) == ["title", "heat", "provider", "date"]
    entry(sheet.header_menu(0), "Heat").trigger()
    assert keys(sheet) == ["title", "provider", "date"]
    menu = sheet.header_menu(0)
    assert not entry(menu, "Move back").isEnabled()
    entry(menu, "Move on").trigger()
    assert keys(sheet) == ["provider", "title", "date"]
    with qtbot.waitSignal(sheet.choice_requested):
        entry(sheet.header_menu(-1), "Choose columns…").trigger()


def test_a_click_on_the_mark_toggles(sheet: CardSheet, model: CardTableModel, qtbot: QtBot) -> None:
    sheet.set_columns([Chosen("title", 200), Chosen("published", 80)])
    with qtbot.waitSignal(sheet.publish_toggled) as toggled:
        qtbot.mouseClick(sheet.viewport(), LEFT, NONE, sheet.mark_rect(2).center())
    assert toggled.args == [model.id_at(2)]


def test_columns_are_mirrored_for_who_reads_from_the_right(sheet: CardSheet) -> None:
    sheet.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    sheet.set_columns([Chosen("title", 200), Chosen("heat", 80)])
    first, second = sheet._rows.sections
    assert first.left + first.width == sheet.viewport().width()
    assert second.left + second.width == first.left


def test_a_cell_that_is_cut_says_all_of_its_words_when_asked(
    sheet: CardSheet, model: CardTableModel, cards: Cards, qtbot: QtBot
) -> None:
    cards.change(model.id_at(0), values={"heat": ("warm, and rising towards the evening",)})
    for section, words in ((1, "warm, and rising towards the evening"), (0, model.id_at(0))):
        place = QPoint(sheet._rows.sections[section].left + 20, sheet.place_of(0).center().y())
        event = QHelpEvent(QEvent.Type.ToolTip, place, sheet.viewport().mapToGlobal(place))
        QApplication.sendEvent(sheet.viewport(), event)
        qtbot.waitUntil(lambda words=words: words in QToolTip.text())
