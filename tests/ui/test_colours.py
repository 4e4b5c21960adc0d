"""editor.ui.colours: everything can be read, in light and in dark (WCAG 2.1, level AA)."""

from dataclasses import fields

import pytest
from PySide6.QtGui import QColor, QPalette

from editor.ui.colours import DARK, LIGHT, Colours, Scheme

GROUNDS = (
    "window",
    "surface",
    "raised",
    "hover",
    "pressed",
    "chip",
    "selection",
    "error_soft",
    "warning_soft",
    "removed_soft",
    "added_soft",
    "found",
)
ANYWHERE = ("text", "muted", "link", "published", "unpublished", "unsaved", "error", "warning")
IN_FIELDS = ("placeholder", "syntax_key", "syntax_string", "syntax_number", "syntax_comment")

both = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: QColor) -> float:
    """WCAG 2.1, relative luminance."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.1, contrast ratio: from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def too_faint(colours: Colours, inks: tuple[str, ...], grounds: tuple[str, ...], least: float) -> list[str]:
    return [
        f"{ink} on {ground}: {ratio:.2f}"
        for ink in inks
        for ground in grounds
        if (ratio := contrast(getattr(colours, ink), getattr(colours, ground))) < least
    ]


def test_black_on_white_is_the_greatest_contrast():
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)


@both
def test_text_can_be_read_on_every_ground(colours: Colours):
    assert too_faint(colours, ANYWHERE, GROUNDS, 4.5) == []


@both
def test_what_is_typed_can_be_read_in_a_field(colours: Colours):
    assert too_faint(colours, IN_FIELDS, ("window", "surface", "raised"), 4.5) == []


@both
def test_text_on_a_filled_button_can_be_read(colours: Colours):
    assert too_faint(colours, ("on_accent",), ("accent", "accent_hover"), 4.5) == []


@both
def test_the_focus_and_switches_stand_out(colours: Colours):
    assert too_faint(colours, ("accent",), ("window", "surface"), 3) == []
    assert contrast(colours.focus_on_accent, colours.accent) >= 2
    assert min(contrast(track, QColor("white")) for track in (colours.switch_on, colours.switch_off)) >= 3


@both
def test_names_gives_every_colour_as_a_style_sheet_wants_it(colours: Colours):
    names = colours.names()
    assert set(names) == {field.name for field in fields(colours)}
    assert names["accent"] == colours.accent.name()


@both
def test_the_palette_says_the_same_as_the_names(colours: Colours):
    palette = colours.palette()
    assert palette.color(QPalette.ColorRole.Base) == colours.surface
    assert palette.color(QPalette.ColorRole.Link) == colours.link
    assert palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == colours.disabled


def test_a_scheme_is_spelled_as_the_settings_keep_it():
    assert [scheme.value for scheme in Scheme] == ["system", "light", "dark"]
