"""How the window looks: colours, distances, fonts and icons, light and dark."""

from __future__ import annotations

from enum import StrEnum
from string import Template

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from editor.resources import resource_path
from editor.ui.colours import DARK, LIGHT, Colours, Scheme
from editor.ui.icon_font import icon_font

SPACE_XS, SPACE_S, SPACE_M, SPACE_L, SPACE_XL = 4, 8, 12, 16, 24
"""Distances in logical pixels; every margin and spacing in the window is one of these."""

RADIUS = 6
"""Of the corners of fields, buttons and pictures."""

ICON = QSize(18, 18)
"""Of icons in buttons and menus."""

_ICON_SIZES = (18, 36)
"""Pixels: what the window shows, and twice that for dense screens."""


class FontRole(StrEnum):
    """What a text is for; every size follows from the system's own."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    SMALL = "small"
    MONO = "mono"


_SCALE = {FontRole.TITLE: 1.35, FontRole.HEADING: 1.0, FontRole.BODY: 1.0, FontRole.SMALL: 0.9, FontRole.MONO: 1.0}


class Theme(QObject):
    """The look of one application: call `apply` once, then everything follows `scheme` or the system.

    Who paints by hand reads `colours` at every paint and repaints on `changed`; who has set an icon sets it again.
    """

    changed = Signal()

    def __init__(self, scheme: Scheme = Scheme.SYSTEM, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scheme = scheme
        self._app: QApplication | None = None
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._pixmaps: dict[tuple[str, int, str, float], QPixmap] = {}
        self._base_font = QGuiApplication.font()
        self._fonts: dict[FontRole, QFont] = {}
        self._colours = LIGHT
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self._colours = self._wanted()

    @property
    def scheme(self) -> Scheme:
        """What was asked for: light, dark, or as the system has it."""
        return self._scheme

    @property
    def is_dark(self) -> bool:
        """What is shown."""
        return self._colours is DARK

    @property
    def colours(self) -> Colours:
        """The colours that are shown now."""
        return self._colours

    def apply(self, app: QApplication) -> None:
        """Dress `app`, and keep it dressed."""
        self._app = app
        app.setStyle("Fusion")
        self._tell_platform()
        self._dress()

    def set_scheme(self, scheme: Scheme) -> None:
        """Wear these colours from now on."""
        self._scheme = scheme
        self._tell_platform()
        self._refresh()

    def font(self, role: FontRole) -> QFont:
        """The font for a kind of text."""
        base = QGuiApplication.font()
        if base != self._base_font:
            self._base_font = base
            self._fonts.clear()
        if role not in self._fonts:  # each row that is painted asks
            self._fonts[role] = self._made_font(role)
        return QFont(self._fonts[role])

    def _made_font(self, role: FontRole) -> QFont:
        font = QFont(self._base_font)
        size = font.pointSizeF()
        if role is FontRole.MONO:
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(size * _SCALE[role])
        if role in (FontRole.TITLE, FontRole.HEADING):
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def icon(self, name: str, colour: QColor | None = None) -> QIcon:
        """The icon `mdi6.…` of Material Design Icons, in `colour` or that of text, faint when disabled.

        Kept until the colours change. Raises ValueError for a name that does not exist.
        """
        shown = colour or self._colours.muted
        key = (name, shown.name())
        if key not in self._icons:
            self._icons[key] = self._drawn(name, shown, selected=colour or self._colours.text)
        return self._icons[key]

    def pixmap(self, name: str, size: int, colour: QColor | None = None, ratio: float = 1.0) -> QPixmap:
        """The same icon as a picture of `size` logical pixels for a screen of this device pixel ratio."""
        shown = colour or self._colours.muted
        key = (name, size, shown.name(), ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = icon_font().drawn(name, QSize(size, size), shown, ratio)
        return self._pixmaps[key]

    def _drawn(self, name: str, shown: QColor, *, selected: QColor) -> QIcon:
        """The icon in the sizes that the window uses, drawn once: an engine in Python would draw it at every paint."""
        icon = QIcon()
        for colour, modes in (
            (shown, (QIcon.Mode.Normal,)),
            (selected, (QIcon.Mode.Active, QIcon.Mode.Selected)),
            (self._colours.disabled, (QIcon.Mode.Disabled,)),
        ):
            for size in _ICON_SIZES:
                pixmap = icon_font().drawn(name, QSize(size, size), colour)
                for mode in modes:
                    icon.addPixmap(pixmap, mode)
        return icon

    def _wanted(self) -> Colours:
        if self._scheme is Scheme.SYSTEM:
            return DARK if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._scheme is Scheme.DARK else LIGHT

    def _tell_platform(self) -> None:
        """So that native menus, dialogs and window frames go along."""
        if self._app is None:
            return
        known = {Scheme.LIGHT: Qt.ColorScheme.Light, Scheme.DARK: Qt.ColorScheme.Dark}
        QGuiApplication.styleHints().setColorScheme(known.get(self._scheme, Qt.ColorScheme.Unknown))

    def _on_system_changed(self) -> None:
        self._refresh()

    def _refresh(self) -> None:
        if self._wanted() is self._colours:
            return
        self._colours = self._wanted()
        self._icons.clear()
        self._pixmaps.clear()
        self._dress()
        self.changed.emit()

    def _dress(self) -> None:
        if self._app is None:
            return
        self._app.setPalette(self._colours.palette())
        self._app.setStyleSheet(style_sheet(self._colours, body_size=QGuiApplication.font().pointSizeF()))


def style_sheet(colours: Colours, *, body_size: float) -> str:
    """The style sheet of `resources/themes` with its names replaced; `body_size` is that of plain text, in points.

    Raises KeyError for a name that the sheet uses and nobody knows.
    """
    folder = resource_path("themes")
    template = Template((folder / "editor.qss").read_text(encoding="utf-8"))
    return template.substitute(
        colours.names(),
        radius=f"{RADIUS}px",
        images=folder.as_posix(),
        title_size=f"{body_size * _SCALE[FontRole.TITLE]:.1f}",
        small_size=f"{body_size * _SCALE[FontRole.SMALL]:.1f}",
    )


def app_icon() -> QIcon:
    """The editor's own icon, in every size that ships."""
    icon = QIcon()
    for path in sorted(resource_path("icons").glob("newscards-*.png")):
        icon.addFile(str(path))
    return icon
