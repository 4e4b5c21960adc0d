"""A calm bar that says one thing about a card, and offers what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from editor.ui.parts import named, restyle
from editor.ui.theme import ICON, SPACE_M, SPACE_S, SPACE_XS, Theme

Tone: TypeAlias = Literal["info", "warning", "error"]

_ICONS: dict[Tone, str] = {
    "info": "mdi6.information-outline",
    "warning": "mdi6.alert-outline",
    "error": "mdi6.alert-circle-outline",
}
_MOST_BUTTONS = 3


class NoticeBar(QFrame):
    """An icon, a sentence that wraps, and up to three buttons. Hidden while there is nothing to say."""

    chosen = Signal(str)
    """The name of the button that was pressed."""

    def __init__(self, theme: Theme, name: str = "notice", parent: QWidget | None = None) -> None:
        """`name` is the bar's object name, and the beginning of those of its parts."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("part", "notice")
        self._theme = theme
        self._tone: Tone = "info"
        self._names: list[str] = []
        self._icon = QLabel()
        self.sentence = named(QLabel(), f"{name}.sentence")
        self.sentence.setWordWrap(True)
        self.buttons = [QPushButton() for _ in range(_MOST_BUTTONS)]
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, SPACE_XS, SPACE_S, SPACE_XS)
        row.setSpacing(SPACE_S)
        row.addWidget(self._icon)
        row.addWidget(self.sentence, 1)
        for index, button in enumerate(self.buttons):
            button.clicked.connect(lambda _, index=index: self.chosen.emit(self._names[index]))
            button.setFlat(True)
            row.addWidget(button)
        theme.changed.connect(self._draw)
        self.hide()

    def tell(self, sentence: str, buttons: Sequence[tuple[str, str]] = (), *, tone: Tone = "info") -> None:
        """Show this; each of the `buttons`, three at most, is a name and what stands on it."""
        self._tone = tone
        self._names = [name for name, _ in buttons]
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        for index, button in enumerate(self.buttons):
            button.setVisible(index < len(buttons))
            if index < len(buttons):
                name, text = buttons[index]
                button.setObjectName(f"{self.objectName()}.{name}")
                button.setText(text)
        restyle(self, tone=tone)
        restyle(self.sentence, tone="text" if tone == "info" else tone)
        self._draw()
        self.show()

    def clear(self) -> None:
        """Take the bar away."""
        self.hide()

    def _draw(self) -> None:
        colours = self._theme.colours
        colour = {"info": colours.link, "warning": colours.warning, "error": colours.error}[self._tone]
        self._icon.setPixmap(self._theme.pixmap(_ICONS[self._tone], ICON.width(), colour, self.devicePixelRatioF()))
