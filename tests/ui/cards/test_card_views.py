from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QContextMenuEvent, QFont, QGuiApplication
from PySide6.QtWidgets import QApplication, QHeaderView, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from editor.model.site.index import Group
from editor.ui.cards.card_table import CardTableModel
from editor.ui.cards.card_views import CardViews, ViewKind
from editor.ui.cards.columns_dialog import ColumnsDialog
from editor.ui.cards.empty_state import Empty
from editor.ui.cards.groups import Grouping
from editor.ui.pictures import PictureService
from editor.ui.tasks import Tasks
from editor.ui.theme import Theme
from tests.ui.cards.conftest import Cards, FakePictures, Show, filled

NO_KEYS = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def views(model: CardTableModel, theme: Theme, pictures: FakePictures, show: Show) -> CardViews:
    views = CardViews(model, theme, pictures, tuple)
    show(views, 420, 500)
    return views


@pytest.fixture
def ids(views: CardViews, model: CardTableModel, cards: Cards) -> list[str]:
    """Fifty cards in the list, none of them current."""
    ids = cards.add(50)
    model.set_ids(ids)
    return ids


class Told:
    """What the list said."""

    def __init__(self, views: CardViews) -> None:
        self.current: list[str] = []
        self.selected: list[tuple[str, ...]] = []
        views.current_changed.connect(self.current.append)
        views.selection_changed.connect(self.selected.append)


@pytest.fixture
def told(views: CardViews) -> Told:
    return Told(views)


def row_of(views: CardViews, model: CardTableModel, card_id: str) -> QRect:
    position = model.position_of(card_id)
    assert position is not None
    return views.visualRect(model.index(position, 0))


def mark_of(views: CardViews, model: CardTableModel, card_id: str) -> QPoint:
    row = row_of(views, model, card_id)
    return QPoint(row.right() - 20, row.center().y())


def settle(qtbot: QtBot) -> None:
    """One turn of the event loop, in which the selection is told."""
    with qtbot.waitCallback() as turned:
        QTimer.singleShot(1, turned)


# going from card to card


def test_nothing_is_current_before_a_card_is_chosen(views: CardViews, ids: list[str]) -> None:
    assert (views.current_id(), views.selected_ids()) == ("", ())


def test_choosing_a_card_selects_it_brings_it_on_screen_and_tells(
    views: CardViews, ids: list[str], told: Told, model: CardTableModel, qtbot: QtBot
) -> None:
    assert views.select(ids[40])
    assert (views.current_id(), views.selected_ids()) == (ids[40], (ids[40],))
    assert views.viewport().rect().contains(row_of(views, model, ids[40]))
    qtbot.waitUntil(lambda: told.selected == [(ids[40],)])
    assert told.current == [ids[40]]
    assert not views.select("_news/elsewhere.md")
    assert views.current_id() == ids[40]


def test_next_and_previous_stop_at_the_ends(views: CardViews, ids: list[str], told: Told) -> None:
    assert not views.previous_card()
    assert views.next_card()
    assert views.next_card()
    assert views.previous_card()
    assert not views.previous_card()
    assert told.current == [ids[0], ids[1], ids[0]]
    views.select(ids[-1])
    assert not views.next_card()


def test_the_first_card_can_be_selected_when_there_is_one(
    views: CardViews, model: CardTableModel, cards: Cards
) -> None:
    assert not views.select_first()
    (only,) = cards.add(1)
    model.set_ids([only])
    assert views.select_first()
    assert views.current_id() == only


def test_a_key_held_down_does_not_add_to_the_selection(views: CardViews, ids: list[str], qtbot: QtBot) -> None:
    """Ctrl+Return saves and goes on: Ctrl is still down then."""
    views.select(ids[0])
    qtbot.keyPress(views.view, Qt.Key.Key_Control, CTRL)
    assert QGuiApplication.keyboardModifiers() == CTRL
    views.next_card()
    qtbot.keyRelease(views.view, Qt.Key.Key_Control)
    assert views.selected_ids() == (ids[1],)


@pytest.mark.parametrize(
    ("key", "position"),
    [(Qt.Key.Key_Down, 11), (Qt.Key.Key_Up, 9), (Qt.Key.Key_Home, 0), (Qt.Key.Key_End, 49), (Qt.Key.Key_PageUp, 3)],
)
def test_keys_go_through_the_list(views: CardViews, ids: list[str], qtbot: QtBot, key: Qt.Key, position: int) -> None:
    views.select(ids[10])
    qtbot.keyClick(views.view, key)
    assert views.current_id() == ids[position]


def test_letters_do_not_jump(views: CardViews, ids: list[str], qtbot: QtBot) -> None:
    views.select(ids[10])
    qtbot.keyClicks(views.view, "story")
    assert views.current_id() == ids[10]


def test_shift_and_keys_select_a_range(views: CardViews, ids: list[str], told: Told, qtbot: QtBot) -> None:
    views.select(ids[3])
    for _ in range(2):
        qtbot.keyClick(views.view, Qt.Key.Key_Down, SHIFT)
    qtbot.waitUntil(lambda: told.selected == [tuple(ids[3:6])])


def test_all_cards_can_be_selected_by_key(views: CardViews, ids: list[str], told: Told, qtbot: QtBot) -> None:
    qtbot.keyClick(views.view, Qt.Key.Key_A, CTRL)
    qtbot.waitUntil(lambda: told.selected == [tuple(ids)])


def test_selecting_all_of_nothing_is_nothing(views: CardViews, told: Told) -> None:
    views.selectAll()
    assert views.selected_ids() == ()


def test_cards_are_selected_by_ctrl_in_the_lists_order(
    views: CardViews, ids: list[str], model: CardTableModel, qtbot: QtBot
) -> None:
    for card_id in (ids[4], ids[1], ids[2]):
        qtbot.mouseClick(views.viewport(), LEFT, CTRL, row_of(views, model, card_id).center())
    assert views.selected_ids() == (ids[1], ids[2], ids[4])


def test_a_double_click_or_return_activates(
    views: CardViews, ids: list[str], model: CardTableModel, qtbot: QtBot
) -> None:
    views.select(ids[1])
    with qtbot.waitSignal(views.card_activated) as activated:
        qtbot.keyClick(views.view, Qt.Key.Key_Return)
    assert activated.args == [ids[1]]
    with qtbot.waitSignal(views.card_activated) as activated:
        double_click(views, row_of(views, model, ids[2]).center(), qtbot)
    assert activated.args == [ids[2]]


def double_click(views: CardViews, place: QPoint, qtbot: QtBot) -> None:
    """As a hand does it: the second press is a double click, and there is a release after it."""
    qtbot.mouseClick(views.viewport(), LEFT, NO_KEYS, place)
    qtbot.mouseDClick(views.viewport(), LEFT, NO_KEYS, place)
    qtbot.mouseRelease(views.viewport(), LEFT, NO_KEYS, place)


def test_one_click_does_not_activate(views: CardViews, ids: list[str], model: CardTableModel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(views.card_activated):
        qtbot.mouseClick(views.viewport(), LEFT, NO_KEYS, row_of(views, model, ids[2]).center())


def test_return_without_a_card_activates_nothing(views: CardViews, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(views.card_activated):
        qtbot.keyClick(views.view, Qt.Key.Key_Return)


def test_the_focus_alone_makes_no_card_current(views: CardViews, ids: list[str], told: Told, qtbot: QtBot) -> None:
    views.clearFocus()
    views.setFocus()
    qtbot.waitUntil(views.hasFocus)
    assert (views.current_id(), told.current) == ("", [])
    qtbot.keyClick(views.view, Qt.Key.Key_Down)
    assert views.selected_ids() == (ids[0],)


# the published mark


def test_a_click_on_the_mark_toggles_and_selects_nothing(
    views: CardViews, ids: list[str], model: CardTableModel, qtbot: QtBot
) -> None:
    views.select(ids[0])
    with qtbot.waitSignal(views.publish_toggled) as toggled:
        qtbot.mouseClick(views.viewport(), LEFT, NO_KEYS, mark_of(views, model, ids[2]))
    assert toggled.args == [ids[2]]
    assert views.selected_ids() == (ids[0],)


def test_a_double_click_on_the_mark_toggles_there_and_back(
    views: CardViews, ids: list[str], model: CardTableModel, qtbot: QtBot
) -> None:
    toggled: list[str] = []
    views.publish_toggled.connect(toggled.append)
    with qtbot.assertNotEmitted(views.card_activated):
        double_click(views, mark_of(views, model, ids[2]), qtbot)
    assert toggled == [ids[2], ids[2]]


def test_letting_go_elsewhere_toggles_nothing(
    views: CardViews, ids: list[str], model: CardTableModel, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(views.publish_toggled):
        qtbot.mousePress(views.viewport(), LEFT, NO_KEYS, mark_of(views, model, ids[2]))
        qtbot.mouseMove(views.viewport(), mark_of(views, model, ids[4]))
        qtbot.mouseRelease(views.viewport(), LEFT, NO_KEYS, mark_of(views, model, ids[4]))
    assert views.selected_ids() == ()


def test_a_broken_card_has_no_mark(
    views: CardViews, ids: list[str], model: CardTableModel, cards: Cards, qtbot: QtBot
) -> None:
    cards.change(ids[2], error="The front matter never ends.")
    with qtbot.assertNotEmitted(views.publish_toggled):
        qtbot.mouseClick(views.viewport(), LEFT, NO_KEYS, mark_of(views, model, ids[2]))
    assert views.current_id() == ids[2]


def test_the_pointer_shows_what_can_be_clicked(
    views: CardViews, ids: list[str], model: CardTableModel, qtbot: QtBot
) -> None:
    viewport = views.viewport()
    qtbot.mouseMove(viewport, mark_of(views, model, ids[1]))
    qtbot.waitUntil(lambda: viewport.cursor().shape() == Qt.CursorShape.PointingHandCursor)
    qtbot.mouseMove(viewport, row_of(views, model, ids[1]).center())
    qtbot.waitUntil(lambda: viewport.cursor().shape() == Qt.CursorShape.ArrowCursor)


# menus


def test_a_menu_is_asked_for_where_the_mouse_is(
    views: CardViews, ids: list[str], model: CardTableModel, qtbot: QtBot
) -> None:
    place = row_of(views, model, ids[3]).center()
    with qtbot.waitSignal(views.context_menu_requested) as wanted:
        QApplication.sendEvent(views.viewport(), menu_event(QContextMenuEvent.Reason.Mouse, place))
    assert wanted.args == [views.viewport().mapToGlobal(place), ids[3]]


def test_a_menu_by_key_is_for_the_current_card(
    views: CardViews, ids: list[str], model: CardTableModel, qtbot: QtBot
) -> None:
    views.select(ids[1])
    with qtbot.waitSignal(views.context_menu_requested) as wanted:
        QApplication.sendEvent(views.viewport(), menu_event(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5)))
    assert wanted.args == [views.viewport().mapToGlobal(row_of(views, model, ids[1]).center()), ids[1]]


def test_a_menu_below_the_last_card_is_for_none(
    views: CardViews, model: CardTableModel, cards: Cards, qtbot: QtBot
) -> None:
    model.set_ids(cards.add(1))
    with qtbot.waitSignal(views.context_menu_requested) as wanted:
        QApplication.sendEvent(views.viewport(), menu_event(QContextMenuEvent.Reason.Mouse, QPoint(50, 400)))
    assert wanted.args[1] == ""


def menu_event(reason: QContextMenuEvent.Reason, place: QPoint) -> QContextMenuEvent:
    return QContextMenuEvent(reason, place, place, NO_KEYS)


# when the cards change


def test_the_same_current_card_in_another_list_is_not_told_again(
    views: CardViews, ids: list[str], told: Told, model: CardTableModel, qtbot: QtBot
) -> None:
    views.select(ids[5])
    qtbot.waitUntil(lambda: bool(told.selected))
    model.set_ids(ids[::-1])
    model.set_ids(ids[3:])
    model.refresh(ids)
    settle(qtbot)
    assert (told.current, told.selected) == ([ids[5]], [(ids[5],)])
    assert (views.current_id(), views.selected_ids()) == (ids[5], (ids[5],))


def test_when_the_current_card_leaves_the_next_is_told_once(
    views: CardViews, ids: list[str], told: Told, model: CardTableModel, qtbot: QtBot
) -> None:
    views.select(ids[5])
    qtbot.waitUntil(lambda: bool(told.selected))
    model.set_ids([card_id for card_id in ids if card_id != ids[5]])
    qtbot.waitUntil(lambda: len(told.selected) == 2)
    assert told.current == [ids[5], ids[6]]
    assert told.selected[1] == (ids[6],)


def test_selected_cards_stay_selected_and_one_of_them_current(
    views: CardViews, ids: list[str], model: CardTableModel, qtbot: QtBot
) -> None:
    for card_id in (ids[1], ids[4], ids[2]):
        qtbot.mouseClick(views.viewport(), LEFT, CTRL, row_of(views, model, card_id).center())
    model.set_ids([ids[4], ids[3], ids[1], ids[0]])
    assert views.selected_ids() == (ids[4], ids[1])
    assert views.current_id() == ids[4]


def test_no_card_is_chosen_for_someone_who_chose_none(
    views: CardViews, ids: list[str], told: Told, model: CardTableModel, qtbot: QtBot
) -> None:
    model.set_ids(ids[::-1])
    settle(qtbot)
    assert (told.current, told.selected, views.selected_ids()) == ([], [], ())


def test_one_comes_back_to_the_card_when_the_list_was_empty_for_a_while(
    views: CardViews, ids: list[str], told: Told, model: CardTableModel, qtbot: QtBot
) -> None:
    views.select(ids[30])
    qtbot.waitUntil(lambda: bool(told.selected))
    model.set_ids([])
    qtbot.waitUntil(lambda: told.selected[-1:] == [()])
    model.set_ids(ids)
    assert told.current == [ids[30], "", ids[30]]
    assert views.selected_ids() == (ids[30],)
    model.set_ids([])
    model.set_ids(ids[:10])
    assert views.current_id() == ids[0]


def test_the_current_card_stays_where_it_is_on_screen(views: CardViews, ids: list[str], model: CardTableModel) -> None:
    views.select(ids[20])
    before = row_of(views, model, ids[20]).top()
    model.set_ids(ids[5:])
    assert row_of(views, model, ids[20]).top() == before


def test_the_topmost_card_stays_where_it_is_when_the_current_one_is_out_of_sight(
    views: CardViews, ids: list[str], model: CardTableModel
) -> None:
    views.select(ids[0])
    views.verticalScrollBar().setValue(1000)
    top = ids[views.view.rowAt(0)]
    before = row_of(views, model, top).top()
    model.set_ids(ids[5:])
    assert row_of(views, model, top).top() == before


def test_the_current_card_is_brought_on_screen_when_all_others_are_gone(
    views: CardViews, ids: list[str], model: CardTableModel, cards: Cards
) -> None:
    others = cards.add(50)
    views.select(ids[0])
    views.verticalScrollBar().setValue(2000)
    model.set_ids([*others, ids[0]])
    assert views.viewport().rect().contains(row_of(views, model, ids[0]))


# when there are none


def button(views: CardViews) -> QPushButton:
    found = views.findChild(QPushButton, "emptyButton")
    assert found is not None
    return found


def sentence(views: CardViews) -> QLabel:
    found = views.findChild(QLabel, "emptySentence")
    assert found is not None
    return found


def test_an_empty_list_says_why_and_a_full_one_nothing(views: CardViews, model: CardTableModel, cards: Cards) -> None:
    views.show_when_empty(Empty.NO_CARDS)
    assert sentence(views).isVisible()
    model.set_ids(cards.add(1))
    assert not sentence(views).isVisible()
    model.set_ids([])
    assert sentence(views).isVisible()


def test_the_ways_out_are_passed_on(views: CardViews, qtbot: QtBot) -> None:
    with qtbot.waitSignal(views.open_requested):
        qtbot.mouseClick(button(views), LEFT)
    views.show_when_empty(Empty.NO_MATCH, "ferries")
    with qtbot.waitSignal(views.clear_search_requested):
        qtbot.mouseClick(button(views), LEFT)


# pictures


def test_pictures_are_asked_for_the_rows_on_screen_and_a_page_more(
    views: CardViews, model: CardTableModel, cards: Cards, pictures: FakePictures, qtbot: QtBot
) -> None:
    ids = cards.add(100)
    for card_id in ids:
        cards.change(card_id, picture=card_id)
    model.set_ids(ids)
    qtbot.waitUntil(lambda: bool(pictures.open))
    rows = len(pictures.open)
    assert pictures.open[::-1] == ids[:rows]
    assert 12 <= rows <= 18  # a page is seven rows and a bit
    views.verticalScrollBar().setValue(68 * 50)
    qtbot.waitUntil(lambda: ids[50] in pictures.open)
    assert ids[0] in pictures.cancelled


def test_far_down_a_long_list_pictures_are_asked_for_as_soon_as_at_its_top(
    views: CardViews, model: CardTableModel, cards: Cards, pictures: FakePictures, qtbot: QtBot
) -> None:
    ids = cards.add(3000)
    for card_id in ids:
        cards.change(card_id, picture=card_id)
    model.set_ids(ids)
    qtbot.waitUntil(lambda: ids[0] in pictures.open)
    views.view.scrollTo(model.index(2900, 0))
    qtbot.waitUntil(lambda: ids[2900] in pictures.open)


def test_a_picture_that_came_repaints_its_row_only(
    views: CardViews, model: CardTableModel, cards: Cards, pictures: FakePictures, qtbot: QtBot
) -> None:
    ids = cards.add(5)
    cards.change(ids[3], picture="/three.jpg")
    model.set_ids(ids)
    qtbot.waitUntil(lambda: pictures.open == ["/three.jpg"])
    before = views.viewport().grab().toImage()
    painted: list[int] = []
    paint = views.view._delegate.paint
    views.view._delegate.paint = lambda painter, option, index: (
        painted.append(index.row()),
        paint(painter, option, index),
    )
    pictures.answer("/three.jpg", "#336699")
    qtbot.waitUntil(lambda: bool(painted))
    assert set(painted) == {3}
    assert views.viewport().grab().toImage() != before


def test_pictures_that_could_not_be_had_are_asked_for_again_on_request(
    views: CardViews, model: CardTableModel, cards: Cards, pictures: FakePictures, qtbot: QtBot
) -> None:
    model.set_ids(cards.add(1, picture="/one.jpg"))
    qtbot.waitUntil(lambda: pictures.open == ["/one.jpg"])
    pictures.answer("/one.jpg", None)
    views.retry_pictures()
    qtbot.waitUntil(lambda: pictures.open == ["/one.jpg"])


def test_another_site_has_other_pictures_at_the_same_addresses(
    views: CardViews, model: CardTableModel, cards: Cards, pictures: FakePictures, qtbot: QtBot
) -> None:
    model.set_ids(cards.add(1, picture="/one.jpg"))
    qtbot.waitUntil(lambda: pictures.open == ["/one.jpg"])
    pictures.answer("/one.jpg")
    views.forget_pictures()
    qtbot.waitUntil(lambda: pictures.open == ["/one.jpg"])


def test_a_card_that_changed_gets_its_new_picture(
    views: CardViews, model: CardTableModel, cards: Cards, pictures: FakePictures, qtbot: QtBot
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
    views = CardViews(model, theme, service, tuple)
    show(views, 420, 500)
    model.set_ids(cards.add(1, picture="/one.png"))
    place = row_of(views, model, model.id_at(0)).topLeft() + QPoint(40, 34)
    qtbot.waitUntil(lambda: views.viewport().grab().toImage().pixelColor(place).name() == "#336699")
    service.close()


# the look


def test_rows_are_as_wide_as_the_list_and_as_high_as_the_themes_font_wants(
    views: CardViews, ids: list[str], model: CardTableModel, theme: Theme, qapp: QApplication
) -> None:
    assert row_of(views, model, ids[0]).size() == QSize(views.viewport().width(), 68)
    small, large = qapp.font(), QFont(qapp.font())
    large.setPointSizeF(30)
    qapp.setFont(large)
    theme.changed.emit()
    grown = row_of(views, model, ids[0]).height()
    qapp.setFont(small)
    theme.changed.emit()
    assert grown > 100
    assert row_of(views, model, ids[0]).height() == 68


def test_another_screen_has_other_pixels(
    views: CardViews, model: CardTableModel, cards: Cards, pictures: FakePictures, qtbot: QtBot
) -> None:
    model.set_ids(cards.add(1, picture="/one.jpg"))
    qtbot.waitUntil(lambda: pictures.open == ["/one.jpg"])
    views.view.devicePixelRatioF = lambda: 2.0
    QApplication.sendEvent(views.view, QEvent(QEvent.Type.DevicePixelRatioChange))
    qtbot.waitUntil(lambda: pictures.open == ["/one.jpg"])
    assert pictures.cancelled == ["/one.jpg"]
    assert pictures.wishes[-1].size == 2 * pictures.wishes[0].size


# three views of one selection


def is_seen(views: CardViews, model: CardTableModel, card_id: str) -> bool:
    """From top to bottom; a row of the table may be wider than there is room."""
    row = row_of(views, model, card_id)
    return row.top() >= 0 and row.bottom() < views.viewport().height()


def in_groups(model: CardTableModel, ids: list[str], each: int) -> None:
    groups = [Group(f"Provider {at}", at, min(each, len(ids) - at)) for at in range(0, len(ids), each)]
    model.set_ids(ids, groups, Grouping.PROVIDER)


@pytest.mark.parametrize("kind", [ViewKind.TABLE, ViewKind.GRID])
def test_another_view_shows_the_same_cards_selected_at_the_same_place(
    views: CardViews, ids: list[str], told: Told, model: CardTableModel, kind: ViewKind, qtbot: QtBot
) -> None:
    views.select(ids[20])
    qtbot.keyClick(views.view, Qt.Key.Key_Down, SHIFT)
    settle(qtbot)
    told.current.clear()
    told.selected.clear()
    share = row_of(views, model, ids[21]).center().y() / views.viewport().height()
    views.set_view(kind)
    assert (views.kind, views.current_id(), views.selected_ids()) == (kind, ids[21], (ids[20], ids[21]))
    assert is_seen(views, model, ids[21])
    assert abs(row_of(views, model, ids[21]).center().y() / views.viewport().height() - share) < 0.5
    settle(qtbot)
    assert (told.current, told.selected) == ([], [])
    views.set_view(ViewKind.LIST)
    assert is_seen(views, model, ids[21])


@pytest.mark.parametrize("kind", list(ViewKind))
def test_selection_place_and_focus_survive_other_cards_in_every_view(
    views: CardViews, ids: list[str], model: CardTableModel, kind: ViewKind
) -> None:
    views.set_view(kind)
    views.select(ids[36])
    views.setFocus()
    before = row_of(views, model, ids[36]).top()
    model.set_ids(ids[12:])
    assert (views.current_id(), views.selected_ids(), views.hasFocus()) == (ids[36], (ids[36],), True)
    assert row_of(views, model, ids[36]).top() == before


@pytest.mark.parametrize("kind", list(ViewKind))
def test_what_changes_while_another_view_is_shown_is_seen_in_this_one_too(
    views: CardViews, ids: list[str], model: CardTableModel, kind: ViewKind
) -> None:
    for each in ViewKind:
        views.set_view(each)
    model.set_ids(ids[30:])
    views.select(ids[45])
    views.set_view(kind)
    assert views.current_id() == ids[45]
    assert is_seen(views, model, ids[45])


@pytest.mark.parametrize("kind", list(ViewKind))
def test_cards_in_groups_keep_their_place_and_next_passes_over_the_heads(
    views: CardViews, ids: list[str], model: CardTableModel, kind: ViewKind
) -> None:
    views.set_view(kind)
    views.select(ids[29])
    before = row_of(views, model, ids[29]).top()
    in_groups(model, ids, 10)
    assert row_of(views, model, ids[29]).top() == before
    assert views.next_card()
    assert views.current_id() == ids[30]
    assert is_seen(views, model, ids[30])


@pytest.mark.parametrize("kind", list(ViewKind))
def test_every_view_says_why_it_is_empty(views: CardViews, model: CardTableModel, cards: Cards, kind: ViewKind) -> None:
    views.set_view(kind)
    views.show_when_empty(Empty.NO_CARDS)
    assert sentence(views).isVisible()
    model.set_ids(cards.add(1))
    assert not sentence(views).isVisible()


def test_columns_are_chosen_in_a_dialog_and_told(views: CardViews, ids: list[str], qtbot: QtBot) -> None:
    views.set_columns([["heat", 90]])
    views.choose_columns()
    assert views.kind is ViewKind.TABLE
    dialog = views.findChild(ColumnsDialog)
    assert dialog is not None
    with qtbot.waitSignal(views.columns_changed) as changed:
        dialog.accept()
    assert changed.args == [[["heat", 90]]]


def test_the_table_shows_how_the_cards_are_sorted_from_the_start(views: CardViews, ids: list[str]) -> None:
    views.set_sort("heat", False)
    views.set_view(ViewKind.TABLE)
    header = views.view.findChild(QHeaderView, "cardHeader")
    assert header is not None
    assert header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder


def test_all_of_a_hundred_thousand_cards_can_be_selected_and_kept(
    views: CardViews, model: CardTableModel, cards: Cards
) -> None:
    ids = cards.add(100_000)
    model.set_ids(ids)
    views.select_first()
    views.selectAll()
    model.set_ids(ids[::2])
    assert len(views.selected_ids()) == 50_000
    assert views.current_id() == ids[0]


@pytest.fixture
def screen_reader() -> Iterator[None]:
    """Qt tells what happens, as it does when a screen reader is at work."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.mark.usefixtures("screen_reader")
def test_every_view_works_beside_a_screen_reader(
    views: CardViews, ids: list[str], model: CardTableModel, cards: Cards, qtbot: QtBot
) -> None:
    model.set_ids([*ids, *cards.add(3000)])
    views.select(ids[3])
    for kind in ViewKind:
        views.set_view(kind)
        views.next_card()
        views.selectAll()
        settle(qtbot)
        model.set_ids(model.ids[::-1])
        views.select(ids[3])
        settle(qtbot)
        item = QAccessible.queryAccessibleInterface(views.view).child(model.ids.index(ids[3]))
        assert item.text(QAccessible.Text.Name).startswith(f"Story {ids[3]}")
        assert item.state().selected
