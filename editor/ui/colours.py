"""The colours of the window, by what they are for."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from PySide6.QtGui import QColor, QPalette


class Scheme(StrEnum):
    """Which colours the window wears."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """Every colour the window uses. Text roles have a contrast of at least 4.5 on every ground (WCAG 2.1 AA)."""

    # grounds
    window: QColor  # behind everything: toolbar, sidebar, form
    surface: QColor  # lists, fields, text
    raised: QColor  # menus, popups, panels that lie above
    hover: QColor
    pressed: QColor
    chip: QColor
    selection: QColor
    error_soft: QColor
    warning_soft: QColor
    removed_soft: QColor  # behind words that are gone
    added_soft: QColor  # behind words that are new
    found: QColor  # behind words that were looked for
    # lines
    border: QColor
    field_border: QColor
    # text
    text: QColor
    muted: QColor
    placeholder: QColor
    disabled: QColor  # the only text that may be faint: WCAG exempts what cannot be used
    link: QColor
    # the accent, filled
    accent: QColor
    accent_hover: QColor
    on_accent: QColor
    focus_on_accent: QColor  # the ring of a filled button that has the focus
    # the track under a switch's white knob
    switch_on: QColor
    switch_off: QColor
    # what a card is
    published: QColor
    unpublished: QColor
    unsaved: QColor
    error: QColor
    warning: QColor
    # the source's tokens
    syntax_key: QColor
    syntax_string: QColor
    syntax_number: QColor
    syntax_comment: QColor

    def names(self) -> dict[str, str]:
        """Every colour as `#rrggbb`, by its name."""
        return {field.name: getattr(self, field.name).name() for field in fields(self)}

    def palette(self) -> QPalette:
        """The same as Qt's roles, for what no style sheet reaches."""
        palette = QPalette()
        group, role = QPalette.ColorGroup, QPalette.ColorRole
        for which, colour in (
            (role.Window, self.window),
            (role.WindowText, self.text),
            (role.Base, self.surface),
            (role.AlternateBase, self.window),
            (role.Text, self.text),
            (role.PlaceholderText, self.placeholder),
            (role.Button, self.raised),
            (role.ButtonText, self.text),
            (role.BrightText, self.on_accent),
            (role.ToolTipBase, self.raised),
            (role.ToolTipText, self.text),
            (role.Highlight, self.selection),
            (role.HighlightedText, self.text),
            (role.Accent, self.accent),
            (role.Link, self.link),
            (role.LinkVisited, self.link),
            (role.Light, self.raised),
            (role.Midlight, self.hover),
            (role.Mid, self.border),
            (role.Dark, self.field_border),
            (role.Shadow, self.border),
        ):
            palette.setColor(which, colour)
        for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
            palette.setColor(group.Disabled, which, self.disabled)
        return palette


def _colours(**names: str) -> Colours:
    return Colours(**{name: QColor(value) for name, value in names.items()})


LIGHT = _colours(
    window="#f4f5f7",
    surface="#ffffff",
    raised="#ffffff",
    hover="#e8eaee",
    pressed="#dcdfe5",
    chip="#e9edf4",
    selection="#dbe7fd",
    error_soft="#fdecec",
    warning_soft="#fdf3dc",
    removed_soft="#fbdcdc",
    added_soft="#d3f1dd",
    found="#ffe9a3",
    border="#dfe2e7",
    field_border="#c5cad2",
    text="#1d2129",
    muted="#545c69",
    placeholder="#636b78",
    disabled="#9ba2ad",
    link="#1f51bd",
    accent="#2a61d8",
    accent_hover="#2253c0",
    on_accent="#ffffff",
    focus_on_accent="#0f2f7a",
    switch_on="#1b8050",
    switch_off="#7c8593",
    published="#14693d",
    unpublished="#545c69",
    unsaved="#8a4b00",
    error="#b3242b",
    warning="#7d5200",
    syntax_key="#1f51bd",
    syntax_string="#14693d",
    syntax_number="#8a3b97",
    syntax_comment="#636b78",
)

DARK = _colours(
    window="#1b1d22",
    surface="#22252b",
    raised="#2a2e35",
    hover="#30353e",
    pressed="#3a404b",
    chip="#343a45",
    selection="#2b3f6b",
    error_soft="#40262a",
    warning_soft="#3b3220",
    removed_soft="#56292e",
    added_soft="#1c4430",
    found="#50420f",
    border="#353a43",
    field_border="#4b525f",
    text="#e7e9ed",
    muted="#b0b7c3",
    placeholder="#a3abb8",
    disabled="#6c7480",
    link="#9dbeff",
    accent="#3a6fe0",
    accent_hover="#3262cf",
    on_accent="#ffffff",
    focus_on_accent="#d5e2ff",
    switch_on="#2a8f5e",
    switch_off="#727b89",
    published="#5fd39c",
    unpublished="#b0b7c3",
    unsaved="#f2b25c",
    error="#ff9a94",
    warning="#e8bd52",
    syntax_key="#9dbeff",
    syntax_string="#7fd6a9",
    syntax_number="#dba3e6",
    syntax_comment="#a3abb8",
)
