"""What every part of the form is handed, and the small parts that they share."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLayout, QToolButton, QWidget

from editor.model.text.scalars import Value
from editor.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class FormKit:
    """The look, and the words that the open site knows: both may change while the form lives."""

    theme: Theme
    words: Callable[[str], Sequence[str]]  # by the name of a vocabulary ("topics", "providers"): by use
    provider: Callable[[str], Mapping[str, Value]]  # what the site knows of a provider; empty when nothing


class IconButton(QToolButton):
    """A flat button with an icon that follows the theme, and a name for screen readers and tooltips."""

    def __init__(self, kit: FormKit, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = kit.theme
        self._icon_name = icon
        self.setAutoRaise(True)
        self.setProperty("part", "icon")
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        kit.theme.changed.connect(self._paint_icon)
        self._paint_icon()

    def _paint_icon(self) -> None:
        self.setIcon(self._theme.icon(self._icon_name))


def toned_label(tone: str, parent: QWidget | None = None) -> QLabel:
    """A label that wraps its plain text, in one of the tones of the style sheet."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("tone", tone)
    return label


@contextmanager
def resting(*layouts: QLayout | None) -> Iterator[None]:
    """Lets these layouts wait for the next turn of the event loop, whatever is shown, hidden and renamed meanwhile.

    Qt lays out all that is around a widget at once, every time that one is shown.
    """
    for layout in layouts:
        if layout is not None:
            layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in layouts:
            if layout is not None:
                layout.setEnabled(True)


def lay_out(widget: QWidget) -> None:
    """Lays out all that is shown in `widget` now, from the innermost layouts out, so that each is asked just once.

    Qt itself lets a change climb one level of layouts at a time, and lays all of the levels above out for each.
    """
    layout = widget.layout()
    if layout is None or widget.isHidden():
        return
    for child in widget.children():
        if isinstance(child, QWidget):
            lay_out(child)
    layout.activate()


def set_shown(widget: QWidget, shown: bool) -> None:
    """Shows or hides a widget, without the price of asking Qt for what is so already."""
    if widget.isHidden() is shown or not widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
        widget.setVisible(shown)
