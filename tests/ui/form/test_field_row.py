"""Labels, remarks, and taking a field out of the card."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QEnterEvent
from PySide6.QtWidgets import QApplication, QMenu

from editor.model.card.edits import Remove
from editor.ui.form.field_row import FieldRow
from tests.ui.form.conftest import NEWS


def row_of(widget):
    while not isinstance(widget, FieldRow):
        widget = widget.parentWidget()
    return widget


def test_the_cross_shows_with_the_focus_and_removes_the_field(host, qtbot):
    assert not host.has_field("field.excerpt.remove")
    host.field("field.excerpt").setFocus()
    qtbot.mouseClick(host.field("field.excerpt.remove"), Qt.MouseButton.LeftButton)
    assert host.text == NEWS.replace('excerpt: "The new harbour opened on Monday."\n', "")
    assert host.labels == ["remove excerpt"]
    assert not host.has_field("field.excerpt.remove")
    host.field("field.title").setFocus()
    assert not host.has_field("field.title.remove")


def test_the_cross_shows_under_the_mouse(host):
    row = row_of(host.field("field.excerpt"))
    QApplication.sendEvent(row, QEnterEvent(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1)))
    assert host.has_field("field.excerpt.remove")
    QApplication.sendEvent(row, QEvent(QEvent.Type.Leave))
    assert not host.has_field("field.excerpt.remove")


@pytest.mark.parametrize(("name", "can_go"), [("heat", True), ("title", False)])
def test_the_menu_of_a_row_removes_what_may_go(host, name, can_go):
    row = row_of(host.field(f"field.{name}"))
    place = row.rect().topLeft()
    QApplication.sendEvent(row, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, row.mapToGlobal(place)))
    menus = row.findChildren(QMenu)
    assert bool(menus) is can_go
    if can_go:
        menus[0].actions()[0].trigger()
        menus[0].close()
        assert host.edits == [Remove((name,))]


def test_an_unknown_field_can_go(host, qtbot):
    host.form.focus_field(("mood",))
    qtbot.mouseClick(host.field("field.mood.remove"), Qt.MouseButton.LeftButton)
    assert host.text == NEWS.replace('mood: "fair"\n', "")
    assert not host.has_field("field.mood")
