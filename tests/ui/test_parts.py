"""The small parts that many pages share."""

from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from editor.ui.colours import LIGHT
from editor.ui.parts import ElidedLabel, named, restyle


def test_a_part_is_named_and_dressed(qtbot):
    part = named(QWidget(), "picture.why", tone="muted", role="small")
    qtbot.addWidget(part)
    assert (part.objectName(), part.property("tone"), part.property("role")) == ("picture.why", "muted", "small")


def test_restyle_has_the_sheet_looked_at_again(theme, qtbot):
    label = QLabel("text")
    qtbot.addWidget(label)
    label.ensurePolished()
    restyle(label, tone="error", role="title")
    assert label.property("tone") == "error"
    assert label.palette().color(QPalette.ColorRole.WindowText) == LIGHT.error
    assert label.font().pointSizeF() > QGuiApplication.font().pointSizeF()


def test_restyle_before_the_first_polish_counts_too(theme, qtbot):
    label = QLabel("text")
    qtbot.addWidget(label)
    restyle(label, tone="error")
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText) == LIGHT.error


def test_what_a_widget_wears_already_is_not_put_on_again(theme, qtbot):
    label = QLabel("text")
    qtbot.addWidget(label)
    label.ensurePolished()
    restyle(label, bad=False, tone="")
    assert label.property("bad") is None
    assert label.property("tone") is None


def shown(qtbot, text, width):
    label = ElidedLabel(text)
    qtbot.addWidget(label)
    label.resize(width, 20)
    return label.grab().toImage()


def test_a_line_without_room_ends_in_an_ellipsis_and_is_told_whole(qtbot):
    text = "says 600×337, is 600×338 · JPEG 48 kB"
    assert shown(qtbot, text, 100) == shown(qtbot, text[:-2] + "MB", 100) != shown(qtbot, "S" + text[1:], 100)
    assert shown(qtbot, text, 900) != shown(qtbot, text[:-2] + "MB", 900)
    label = ElidedLabel(text)
    qtbot.addWidget(label)
    assert (label.toolTip(), label.accessibleName(), label.minimumSizeHint().width()) == (text, text, 0)


def test_an_address_without_room_keeps_its_end(qtbot):
    text = "https://bay.example/a/b/c.jpg"
    assert shown(qtbot, text, 100) != shown(qtbot, text[:-3] + "png", 100)


def test_what_looks_like_markup_is_text(qtbot):
    assert shown(qtbot, "<b></b>", 100) != shown(qtbot, "", 100)
