from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QFont, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from editor.model.site.highlights import NO_NEEDLES, Needles
from editor.ui.cards.card_list import CardList
from editor.ui.cards.card_table import CardTableModel
from editor.ui.cards.empty_state import Empty
from editor.ui.pictures import PictureService
from editor.ui.tasks import Tasks
from editor.ui.theme import Theme
from tests.ui.cards.conftest import Cards, FakePictures, Show, filled

NO_KEYS = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def card_list(model: CardTableModel, theme: Theme, pictures: FakePictures, show: Show) -> CardList:
    card_list = CardList(model, theme, pictures)
    show(card_list, 420, 500)
    return card_list


@pytest.fixture
def ids(card_list: CardList, model: CardTableModel, cards: Cards) -> list[str]:
    """Fifty cards in the list, none of them current."""
    ids = cards.add(50)
    model.set_ids(ids)
    return ids


class Told:
    """What the list said."""

    def __init__(self, card_list: CardList) -> None:
        self.current: list[str] = []
        self.selected: list[tuple[str, ...]] = []
        card_list.current_changed.connect(self.current.append)
        card_list.selection_changed.connect(self.selected.append)


@pytest.fixture
def told(card_list: CardList) -> Told:
    return Told(card_list)


def row_of(card_list: CardList, model: CardTableModel, card_id: str) -> QRect:
    position = model.position_of(card_id)
    assert position is not None
    return card_list.visualRect(model.index(position, 0))


def mark_of(card_list: CardList, model: CardTableModel, card_id: str) -> QPoint:
    row = row_of(card_list, model, card_id)
    return QPoint(row.right() - 20, row.center().y())


def settle(qtbot: QtBot) -> None:
    """One turn of the event loop, in which the selection is told."""
    with qtbot.waitCallback() as turned:
        QTimer.singleShot(1, turned)


# going from card to card


def test_nothing_is_current_before_a_card_is_chosen(card_list: CardList, ids: list[str]) -> None:
    assert (card_list.current_id(), card_list.selected_ids()) == ("", ())


def test_choosing_a_card_selects_it_brings_it_on_screen_and_tells(
    card_list: CardList, ids: list[str], told: Told, model: CardTableModel, qtbot: QtBot
) -> None:
    assert card_list.select(ids[40])
    assert (card_list.current_id(), card_list.selected_ids()) == (ids[40], (ids[40],))
    assert card_list.viewport().rect().contains(row_of(card_list, model, ids[40]))
    qtbot.waitUntil(lambda: told.selected == [(ids[40],)])
    assert told.current == [ids[40]]
    assert not card_list.select("_news/elsewhere.md")
    assert card_list.current_id() == ids[40]


def test_next_and_previous_stop_at_the_ends(card_list: CardList, ids: list[str], told: Told) -> None:
    assert not card_list.previous_card()
    assert card_list.next_card()
    assert card_list.next_card()
    assert card_list.previous_card()
    assert not card_list.previous_card()
    assert told.current == [ids[0], ids[1], ids[0]]
    card_list.select(ids[-1])
    assert not card_list.next_card()


def test_the_first_card_can_be_selected_when_there_is_one(
    card_list: CardList, model: CardTableModel, cards: Cards
) -> None:
    assert not card_list.select_first()
    (only,) = cards.add(1)
    model.set_ids([only])
    assert card_list.select_first()
    assert card_list.current_id() == only


def test_a_key_held_down_does_not_add_to_the_selection(card_list: CardList, ids: list[str], qtbot: QtBot) -> None:
    """Ctrl+Return saves and goes on: Ctrl is still down then."""
    card_list.select(ids[0])
    qtbot.keyPress(card_list, Qt.Key.Key_Control, CTRL)
    assert QGuiApplication.keyboardModifiers() == CTRL
    card_list.next_card()
    qtbot.keyRelease(card_list, Qt.Key.Key_Control)
    assert card_list.selected_ids() == (ids[1],)


@pytest.mark.parametrize(
    ("key", "position"),
    [(Qt.Key.Key_Down, 11), (Qt.Key.Key_Up, 9), (Qt.Key.Key_Home, 0), (Qt.Key.Key_End, 49), (Qt.Key.Key_PageUp, 3)],
)
def test_keys_go_through_the_list(
    card_list: CardList, ids: list[str], qtbot: QtBot, key: Qt.Key, position: int
) -> None:
    card_list.select(ids[10])
    qtbot.keyClick(card_list, key)
    assert card_list.current_id() == ids[position]


def test_letters_do_not_jump(card_list: CardList, ids: list[str], qtbot: QtBot) -> None:
    card_list.select(ids[10])
    qtbot.keyClicks(card_list, "story")
    assert card_list.current_id() == ids[10]


def test_shift_and_keys_select_a_range(card_list: CardList, ids: list[str], told: Told, qtbot: QtBot) -> None:
    card_list.select(ids[3])
    for _ in range(2):
        qtbot.keyClick(card_list, Qt.Key.Key_Down, SHIFT)
    qtbot.waitUntil(lambda: told.selected == [tuple(ids[3:6])])


def test_all_cards_can_be_selected_by_key(card_list: CardList, ids: list[str], told: Told, qtbot: QtBot) -> None:
    qtbot.keyClick(card_list, Qt.Key.Key_A, CTRL)
    qtbot.waitUntil(lambda: told.selected == [tuple(ids)])


def test_selecting_all_of_nothing_is_nothing(card_list: CardList, told: Told) -> None:
    card_list.selectAll()
    assert card_list.selected_ids() == ()


def test_cards_are_selected_by_ctrl_in_the_lists_order(
    card_list: CardList, ids: list[str], model: CardTableModel, qtbot: QtBot
) -> None:
    for card_id in (ids[4], ids[1], ids[2]):
        qtbot.mouseClick(card_list.viewport(), LEFT, CTRL, row_of(card_list, model, card_id).center())
    assert card_list.selected_ids() == (ids[1], ids[2], ids[4])


def test_a_double_click_or_return_activates(
    card_list: CardList, ids: list[str], model: CardTableModel, qtbot: QtBot
) -> None:
    card_list.select(ids[1])
    with qtbot.waitSignal(card_list.card_activated) as activated:
        qtbot.keyClick(card_list, Qt.Key.Key_Return)
    assert activated.args == [ids[1]]
    with qtbot.waitSignal(card_list.card_activated) as activated:
        double_click(card_list, row_of(card_list, model, ids[2]).center(), qtbot)
    assert activated.args == [ids[2]]


def double_click(card_list: CardList, place: QPoint, qtbot: QtBot) -> None:
    """As a hand does it: the second press is a double click, and there is a release after it."""
    qtbot.mouseClick(card_list.viewport(), LEFT, NO_KEYS, place)
    qtbot.mouseDClick(card_list.viewport(), LEFT, NO_KEYS, place)
    qtbot.mouseRelease(card_list.viewport(), LEFT, NO_KEYS, place)


def test_one_click_does_not_activate(card_list: CardList, ids: list[str], model: CardTableModel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(card_list.card_activated):
        qtbot.mouseClick(card_list.viewport(), LEFT, NO_KEYS, row_of(card_list, model, ids[2]).center())


def test_return_without_a_card_activates_nothing(card_list: CardList, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(card_list.card_activated):
        qtbot.keyClick(card_list, Qt.Key.Key_Return)


def test_the_focus_alone_makes_no_card_current(card_list: CardList, ids: list[str], told: Told, qtbot: QtBot) -> None:
    card_list.clearFocus()
    card_list.setFocus()
    qtbot.waitUntil(card_list.hasFocus)
    assert (card_list.current_id(), told.current) == ("", [])
    qtbot.keyClick(card_list, Qt.Key.Key_Down)
    assert card_list.selected_ids() == (ids[0],)


# the published mark


def test_a_click_on_the_mark_toggles_and_selects_nothing(
    card_list: CardList, ids: list[str], model: CardTableModel, qtbot: QtBot
) -> None:
    card_list.select(ids[0])
    with qtbot.waitSignal(card_list.publish_toggled) as toggled:
        qtbot.mouseClick(card_list.viewport(), LEFT, NO_KEYS, mark_of(card_list, model, ids[2]))
    assert toggled.args == [ids[2]]
    assert card_list.selected_ids() == (ids[0],)


def test_a_double_click_on_the_mark_toggles_there_and_back(
    card_list: CardList, ids: list[str], model: CardTableModel, qtbot: QtBot
) -> None:
    toggled: list[str] = []
    card_list.publish_toggled.connect(toggled.append)
    with qtbot.assertNotEmitted(card_list.card_activated):
        double_click(card_list, mark_of(card_list, model, ids[2]), qtbot)
    assert toggled == [ids[2], ids[2]]


def test_letting_go_elsewhere_toggles_nothing(
    card_list: CardList, ids: list[str], model: CardTableModel, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(card_list.publish_toggled):
        qtbot.mousePress(card_list.viewport(), LEFT, NO_KEYS, mark_of(card_list, model, ids[2]))
        qtbot.mouseMove(card_list.viewport(), mark_of(card_list, model, ids[4]))
        qtbot.mouseRelease(card_list.viewport(), LEFT, NO_KEYS, mark_of(card_list, model, ids[4]))
    assert card_list.selected_ids() == ()


def test_a_broken_card_has_no_mark(
    card_list: CardList, ids: list[str], model: CardTableModel, cards: Cards, qtbot: QtBot
) -> None:
    cards.change(ids[2], error="The front matter never ends.")
    with qtbot.assertNotEmitted(card_list.publish_toggled):
        qtbot.mouseClick(card_list.viewport(), LEFT, NO_KEYS, mark_of(card_list, model, ids[2]))
    assert card_list.current_id() == ids[2]


def test_the_pointer_shows_what_can_be_clicked(
    card_list: CardList, ids: list[str], model: CardTableModel, qtbot: QtBot
) -> None:
    viewport = card_list.viewport()
    qtbot.mouseMove(viewport, mark_of(card_list, model, ids[1]))
    qtbot.waitUntil(lambda: viewport.cursor().shape() == Qt.CursorShape.PointingHandCursor)
    qtbot.mouseMove(viewport, row_of(card_list, model, ids[1]).center())
    qtbot.waitUntil(lambda: viewport.cursor().shape() == Qt.CursorShape.ArrowCursor)


# menus


def test_a_menu_is_asked_for_where_the_mouse_is(
    card_list: CardList, ids: list[str], model: CardTableModel, qtbot: QtBot
) -> None:
    place = row_of(card_list, model, ids[3]).center()
    with qtbot.waitSignal(card_list.context_menu_requested) as wanted:
        QApplication.sendEvent(card_list.viewport(), menu_event(QContextMenuEvent.Reason.Mouse, place))
    assert wanted.args == [card_list.viewport().mapToGlobal(place), ids[3]]


def test_a_menu_by_key_is_for_the_current_card(
    card_list: CardList, ids: list[str], model: CardTableModel, qtbot: QtBot
) -> None:
    card_list.select(ids[1])
    with qtbot.waitSignal(card_list.context_menu_requested) as wanted:
        QApplication.sendEvent(card_list.viewport(), menu_event(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5)))
    assert wanted.args == [card_list.viewport().mapToGlobal(row_of(card_list, model, ids[1]).center()), ids[1]]


def test_a_menu_below_the_last_card_is_for_none(
    card_list: CardList, model: CardTableModel, cards: Cards, qtbot: QtBot
) -> None:
    model.set_ids(cards.add(1))
    with qtbot.waitSignal(card_list.context_menu_requested) as wanted:
        QApplication.sendEvent(card_list.viewport(), menu_event(QContextMenuEvent.Reason.Mouse, QPoint(50, 400)))
    assert wanted.args[1] == ""


def menu_event(reason: QContextMenuEvent.Reason, place: QPoint) -> QContextMenuEvent:
    return QContextMenuEvent(reason, place, place, NO_KEYS)


# when the cards change


def test_the_same_current_card_in_another_list_is_not_told_again(
    card_list: CardList, ids: list[str], told: Told, model: CardTableModel, qtbot: QtBot
) -> None:
    card_list.select(ids[5])
    qtbot.waitUntil(lambda: bool(told.selected))
    model.set_ids(ids[::-1])
    model.set_ids(ids[3:])
    model.refresh(ids)
    settle(qtbot)
    assert (told.current, told.selected) == ([ids[5]], [(ids[5],)])
    assert (card_list.current_id(), card_list.selected_ids()) == (ids[5], (ids[5],))


def test_when_the_current_card_leaves_the_next_is_told_once(
    card_list: CardList, ids: list[str], told: Told, model: CardTableModel, qtbot: QtBot
) -> None:
    card_list.select(ids[5])
    qtbot.waitUntil(lambda: bool(told.selected))
    model.set_ids([card_id for card_id in ids if card_id != ids[5]])
    qtbot.waitUntil(lambda: len(told.selected) == 2)
    assert told.current == [ids[5], ids[6]]
    assert told.selected[1] == (ids[6],)


def test_selected_cards_stay_selected_and_one_of_them_current(
    card_list: CardList, ids: list[str], model: CardTableModel, qtbot: QtBot
) -> None:
    for card_id in (ids[1], ids[4], ids[2]):
        qtbot.mouseClick(card_list.viewport(), LEFT, CTRL, row_of(card_list, model, card_id).center())
    model.set_ids([ids[4], ids[3], ids[1], ids[0]])
    assert card_list.selected_ids() == (ids[4], ids[1])
    assert card_list.current_id() == ids[4]


def test_no_card_is_chosen_for_someone_who_chose_none(
    card_list: CardList, ids: list[str], told: Told, model: CardTableModel, qtbot: QtBot
) -> None:
    model.set_ids(ids[::-1])
    settle(qtbot)
    assert (told.current, told.selected, card_list.selected_ids()) == ([], [], ())


def test_one_comes_back_to_the_card_when_the_list_was_empty_for_a_while(
    card_list: CardList, ids: list[str], told: Told, model: CardTableModel, qtbot: QtBot
) -> None:
    card_list.select(ids[30])
    qtbot.waitUntil(lambda: bool(told.selected))
    model.set_ids([])
    qtbot.waitUntil(lambda: told.selected[-1:] == [()])
    model.set_ids(ids)
    assert told.current == [ids[30], "", ids[30]]
    assert card_list.selected_ids() == (ids[30],)
    model.set_ids([])
    model.set_ids(ids[:10])
    assert card_list.current_id() == ids[0]


def test_the_current_card_stays_where_it_is_on_screen(
    card_list: CardList, ids: list[str], model: CardTableModel
) -> None:
    card_list.select(ids[20])
    before = row_of(card_list, model, ids[20]).top()
    model.set_ids(ids[5:])
    assert row_of(card_list, model, ids[20]).top() == before


def test_the_topmost_card_stays_where_it_is_when_the_current_one_is_out_of_sight(
    card_list: CardList, ids: list[str], model: CardTableModel
) -> None:
    card_list.select(ids[0])
    card_list.verticalScrollBar().setValue(1000)
    top = ids[card_list.rowAt(0)]
    before = row_of(card_list, model, top).top()
    model.set_ids(ids[5:])
    assert row_of(card_list, model, top).top() == before


def test_the_current_card_is_brought_on_screen_when_all_others_are_gone(
    card_list: CardList, ids: list[str], model: CardTableModel, cards: Cards
) -> None:
    others = cards.add(50)
    card_list.select(ids[0])
    card_list.verticalScrollBar().setValue(2000)
    model.set_ids([*others, ids[0]])
    assert card_list.viewport().rect().contains(row_of(card_list, model, ids[0]))


# when there are none


def button(card_list: CardList) -> QPushButton:
    found = card_list.findChild(QPushButton, "emptyButton")
    assert found is not None
    return found


def sentence(card_list: CardList) -> QLabel:
    found = card_list.findChild(QLabel, "emptySentence")
    assert found is not None
    return found


def test_an_empty_list_says_why_and_a_full_one_nothing(
    card_list: CardList, model: CardTableModel, cards: Cards
) -> None:
    card_list.show_when_empty(Empty.NO_CARDS)
    assert sentence(card_list).isVisible()
    model.set_ids(cards.add(1))
    assert not sentence(card_list).isVisible()
    model.set_ids([])
    assert sentence(card_list).isVisible()


def test_the_ways_out_are_passed_on(card_list: CardList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card_list.open_requested):
        qtbot.mouseClick(button(card_list), LEFT)
    card_list.show_when_empty(Empty.NO_MATCH, "ferries")
    with qtbot.waitSignal(card_list.clear_search_requested):
        qtbot.mouseClick(button(card_list), LEFT)


# pictures


def test_pictures_are_asked_for_the_rows_on_screen_and_a_page_more(
    card_list: CardList, model: CardTableModel, cards: Cards, pictures: FakePictures, qtbot: QtBot
) -> None:
    ids = cards.add(100)
    for card_id in ids:
        cards.change(card_id, picture=card_id)
    model.set_ids(ids)
    qtbot.waitUntil(lambda: bool(pictures.open))
    rows = len(pictures.open)
    assert pictures.open[::-1] == ids[:rows]
    assert 12 <= rows <= 18  # a page is seven rows and a bit
    card_list.verticalScrollBar().setValue(68 * 50)
    qtbot.waitUntil(lambda: ids[50] in pictures.open)
    assert ids[0] in pictures.cancelled


def test_far_down_a_long_list_pictures_are_asked_for_as_soon_as_at_its_top(
    card_list: CardList, model: CardTableModel, cards: Cards, pictures: FakePictures, qtbot: QtBot
) -> None:
    ids = cards.add(3000)
    for card_id in ids:
        cards.change(card_id, picture=card_id)
    model.set_ids(ids)
    qtbot.waitUntil(lambda: ids[0] in pictures.open)
    card_list.scrollTo(model.index(2900, 0))
    qtbot.waitUntil(lambda: ids[2900] in pictures.open)


def test_a_picture_that_came_repaints_its_row_only(
    card_list: CardList, model: CardTableModel, cards: Cards, pictures: FakePictures, qtbot: QtBot
) -> None:
    ids = cards.add(5)
    cards.change(ids[3], picture="/three.jpg")
    model.set_ids(ids)
    qtbot.waitUntil(lambda: pictures.open == ["/three.jpg"])
    before = card_list.viewport().grab().toImage()
    painted: list[int] = []
    paint = card_list._delegate.paint
    card_list._delegate.paint = lambda painter, option, index: (
        painted.append(index.row()),
        paint(painter, option, index),
    )
    pictures.answer("/three.jpg", "#336699")
    qtbot.waitUntil(lambda: bool(painted))
    assert set(painted) == {3}
    assert card_list.viewport().grab().toImage() != before


def test_pictures_that_could_not_be_had_are_asked_for_again_on_request(
    card_list: CardList, model: CardTableModel, cards: Cards, pictures: FakePictures, qtbot: QtBot
) -> None:
    model.set_ids(cards.add(1, picture="/one.jpg"))
    qtbot.waitUntil(lambda: pictures.open == ["/one.jpg"])
    pictures.answer("/one.jpg", None)
    card_list.retry_pictures()
    qtbot.waitUntil(lambda: pictures.open == ["/one.jpg"])


def test_a_card_that_changed_gets_its_new_picture(
    card_list: CardList, model: CardTableModel, cards: Cards, pictures: FakePictures, qtbot: QtBot
) -> None:
    (card_id,) = cards.add(1)
    model.set_ids([card_id])
    cards.change(card_id, picture="/new.jpg")
    model.refresh([card_id])
    qtbot.waitUntil(lambda: pictures.open == ["/new.jpg"])


def test_a_picture_of_the_site_comes_through_the_real_service(
    qtbot: QtBot, show: Show, model: CardTableModel, cards: Cards, theme: Theme, tasks: Tasks, tmp_path: Path
) -> None:
    file = tmp_path / "one.png"
    assert filled("#336699", 320, 200).save(str(file))
    service = PictureService(tasks, tmp_path / "cache", local=lambda url: file if url == "/one.png" else None)
    card_list = CardList(model, theme, service)
    show(card_list, 420, 500)
    model.set_ids(cards.add(1, picture="/one.png"))
    place = row_of(card_list, model, model.id_at(0)).topLeft() + QPoint(40, 34)
    qtbot.waitUntil(lambda: card_list.viewport().grab().toImage().pixelColor(place).name() == "#336699")
    service.close()


# the look


def test_rows_are_as_wide_as_the_list_and_as_high_as_the_themes_font_wants(
    card_list: CardList, ids: list[str], model: CardTableModel, theme: Theme, qapp: QApplication
) -> None:
    assert row_of(card_list, model, ids[0]).size() == QSize(card_list.viewport().width(), 68)
    small, large = qapp.font(), QFont(qapp.font())
    large.setPointSizeF(30)
    qapp.setFont(large)
    theme.changed.emit()
    grown = row_of(card_list, model, ids[0]).height()
    qapp.setFont(small)
    theme.changed.emit()
    assert grown > 100
    assert row_of(card_list, model, ids[0]).height() == 68


def test_another_screen_has_other_pixels(
    card_list: CardList, model: CardTableModel, cards: Cards, pictures: FakePictures, qtbot: QtBot
) -> None:
    model.set_ids(cards.add(1, picture="/one.jpg"))
    qtbot.waitUntil(lambda: pictures.open == ["/one.jpg"])
    card_list.devicePixelRatioF = lambda: 2.0
    QApplication.sendEvent(card_list, QEvent(QEvent.Type.DevicePixelRatioChange))
    qtbot.waitUntil(lambda: pictures.open == ["/one.jpg"])
    assert pictures.cancelled == ["/one.jpg"]
    assert pictures.wishes[-1].size == 2 * pictures.wishes[0].size


def test_what_is_looked_for_is_marked_at_once(card_list: CardList, ids: list[str], theme: Theme) -> None:
    before = card_list.viewport().grab().toImage()
    card_list.set_needles(Needles(("story",)))
    after = card_list.viewport().grab().toImage()
    seen = [[image.pixelColor(x, 25) == theme.colours.found for x in range(100, 200)] for image in (before, after)]
    assert [any(line) for line in seen] == [False, True]
    card_list.set_needles(NO_NEEDLES)
    assert card_list.viewport().grab().toImage() == before
