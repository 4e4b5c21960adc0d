"""editor.ui.theme: one look, light and dark, for all of the window."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

import editor.ui
from editor.resources import resource_path
from editor.ui.colours import DARK, LIGHT, Scheme
from editor.ui.theme import FontRole, Theme, app_icon, style_sheet

UI = Path(editor.ui.__file__).parent
ICON_NAMES = sorted({name for path in UI.rglob("*.py") for name in re.findall(r"mdi6\.[a-z0-9-]+", path.read_text())})


def middle_colour(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> QColor:
    """That of the first pixel that is drawn in full."""
    image = icon.pixmap(QSize(32, 32), 1.0, mode).toImage()
    pixels = (image.pixelColor(x, y) for y in range(image.height()) for x in range(image.width()))
    return next(QColor(pixel.name()) for pixel in pixels if pixel.alpha() == 255)


def test_every_icon_that_the_window_names_exists(theme: Theme):
    assert len(ICON_NAMES) > 20
    for name in ICON_NAMES:
        assert not theme.icon(name).isNull()


def test_an_icon_that_does_not_exist_is_refused_by_name(theme: Theme):
    with pytest.raises(ValueError, match=r"mdi6\.no-such-thing"):
        theme.icon("mdi6.no-such-thing")


def test_the_application_wears_the_theme(theme: Theme, qapp: QApplication):
    assert qapp.palette().color(QPalette.ColorRole.Base) == LIGHT.surface
    theme.set_scheme(Scheme.DARK)
    assert theme.is_dark
    assert theme.scheme is Scheme.DARK
    assert theme.colours is DARK
    assert qapp.palette().color(QPalette.ColorRole.Base) == DARK.surface
    assert DARK.field_border.name() in qapp.styleSheet()


def test_a_change_is_told_once_and_only_when_something_changes(theme: Theme, qtbot: QtBot):
    with qtbot.waitSignal(theme.changed):
        theme.set_scheme(Scheme.DARK)
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_scheme(Scheme.DARK)


def test_the_system_is_followed_only_when_asked_for(theme: Theme):
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert not theme.is_dark
    theme.set_scheme(Scheme.SYSTEM)
    assert theme.is_dark is (hints.colorScheme() is Qt.ColorScheme.Dark)


def test_a_dark_system_is_followed(theme: Theme, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot):
    theme.set_scheme(Scheme.SYSTEM)
    hints = QGuiApplication.styleHints()
    monkeypatch.setattr(type(hints), "colorScheme", lambda _: Qt.ColorScheme.Dark)
    with qtbot.waitSignal(theme.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.is_dark


def test_a_theme_that_no_application_wears_changes_nothing_but_itself(qapp: QApplication):
    before = qapp.styleSheet()
    theme = Theme(Scheme.LIGHT)
    theme.set_scheme(Scheme.DARK)
    assert theme.is_dark
    assert qapp.styleSheet() == before


def test_icons_follow_the_colours(theme: Theme):
    assert middle_colour(theme.icon("mdi6.square")) == LIGHT.muted
    assert middle_colour(theme.icon("mdi6.square"), QIcon.Mode.Disabled) == LIGHT.disabled
    assert middle_colour(theme.icon("mdi6.square"), QIcon.Mode.Selected) == LIGHT.text
    theme.set_scheme(Scheme.DARK)
    assert middle_colour(theme.icon("mdi6.square")) == DARK.muted


def test_an_icon_is_made_once_per_colour(theme: Theme):
    assert theme.icon("mdi6.check") is theme.icon("mdi6.check")
    red = theme.icon("mdi6.square", theme.colours.error)
    assert red is not theme.icon("mdi6.square")
    assert middle_colour(red) == LIGHT.error


def test_a_pixmap_is_sharp_on_a_fine_screen(theme: Theme):
    pixmap = theme.pixmap("mdi6.check", 20, ratio=2.0)
    assert pixmap.size() == QSize(40, 40)
    assert pixmap.deviceIndependentSize().toSize() == QSize(20, 20)


def test_fonts_follow_the_systems_own(theme: Theme):
    body = theme.font(FontRole.BODY)
    assert body == QGuiApplication.font()
    assert theme.font(FontRole.TITLE).pointSizeF() > body.pointSizeF() > theme.font(FontRole.SMALL).pointSizeF()
    assert theme.font(FontRole.HEADING).bold()
    assert theme.font(FontRole.MONO).pointSizeF() == body.pointSizeF()
    assert theme.font(FontRole.MONO).family() != ""
    body.setPointSizeF(99)
    assert theme.font(FontRole.BODY).pointSizeF() < 99


def test_fonts_follow_that_of_the_application(qapp: QApplication):
    theme, before = Theme(), qapp.font()
    small, greater = theme.font(FontRole.SMALL), QFont(before)
    greater.setPointSizeF(2 * before.pointSizeF())
    qapp.setFont(greater)
    try:
        assert theme.font(FontRole.SMALL).pointSizeF() == 2 * small.pointSizeF()
    finally:
        qapp.setFont(before)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_is_complete(colours: object):
    sheet = style_sheet(LIGHT if colours is LIGHT else DARK, body_size=10)
    assert "$" not in sheet
    for picture in re.findall(r"url\((.+?)\)", sheet):
        assert Path(picture).is_file()


def test_a_field_wears_the_sheet(theme: Theme, qtbot: QtBot):
    field = QLineEdit()
    qtbot.addWidget(field)
    field.ensurePolished()
    assert field.palette().color(QPalette.ColorRole.PlaceholderText) == LIGHT.placeholder


def test_the_app_icon_ships_in_every_size(qapp: QApplication):
    sizes = {size.width() for size in app_icon().availableSizes()}
    assert sizes == {16, 24, 32, 48, 64, 128, 256, 512}
    for path in resource_path("icons").glob("newscards-*.png"):
        assert QIcon(str(path)).availableSizes()[0].width() == int(path.stem.split("-")[1])
