"""One field that two versions changed: what it was, what each has, and the choice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from editor.model.card.card import Card
from editor.model.card.diff import Absent
from editor.model.card.merge_values import Clash, ClashKind, Side
from editor.model.text.differences import word_difference
from editor.ui.panes.marked_text import Marker
from editor.ui.panes.value_words import stand_in, value_words
from editor.ui.parts import named, restyle
from editor.ui.theme import SPACE_M, SPACE_S, SPACE_XS, FontRole, Theme

_TALLEST = 200  # pixels of a text; a longer one scrolls
_KEYS = {Qt.Key.Key_1: Side.BASE, Qt.Key.Key_2: Side.MINE, Qt.Key.Key_3: Side.THEIRS}

Read = Callable[[str], Card]
"""Reads the whole text of a card, to say which story it tells."""


class ClashRow(QFrame):
    """Has the focus as a whole; 1, 2 and 3 choose a side, as does a click on it."""

    chosen = Signal()
    step_requested = Signal(int)  # the focus goes this many rows on
    focused = Signal()

    def __init__(self, clash: Clash, read: Read, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clash = clash
        self._choice: Side | None = None
        self.setObjectName("clash." + ".".join(clash.place).replace("\0", "whole"))
        self.setProperty("part", "change")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        label = named(QLabel(clash.label), "clash.label", role="heading")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_M)
        layout.setSpacing(SPACE_S)
        layout.addWidget(label)
        if sentence := _sentence(clash.kind):
            about = named(QLabel(sentence), "clash.sentence", tone="muted")
            about.setWordWrap(True)
            layout.addWidget(about)
        texts = {side: _text(clash, side, read) for side in Side}
        self.sides = {side: ClashSide(clash, side, texts, theme) for side in Side}
        columns = QHBoxLayout()
        columns.setSpacing(SPACE_S)
        for side, column in self.sides.items():
            column.clicked.connect(lambda side=side: self.choose(side))
            columns.addWidget(column, 1)
        layout.addLayout(columns)
        self._say()

    @property
    def choice(self) -> Side | None:
        """The side that was chosen; None while the clash is open."""
        return self._choice

    def choose(self, side: Side) -> None:
        """Takes this side, where it can be had."""
        if self.sides[side].isEnabled():
            self._choice = side
            for each, column in self.sides.items():
                column.set_chosen(each is side)
            self._say()
            self.chosen.emit()

    def set_current(self, current: bool) -> None:
        """Whether Tab comes here; a click does always."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus)
        for column in self.sides.values():
            column.button.setFocusPolicy(Qt.FocusPolicy.TabFocus if current else Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self.step_requested.emit(steps[Qt.Key(event.key())])
        elif event.key() in _KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.choose(_KEYS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def _say(self) -> None:
        state = self.sides[self._choice].name if self._choice else self.tr("still open")
        self.setAccessibleName(f"{self.clash.label}: {state}")
        self.setAccessibleDescription(". ".join(column.accessibleName() for column in self.sides.values()))


class ClashSide(QFrame):
    """What one version has, below the button that chooses it. A click anywhere chooses, too."""

    clicked = Signal()

    def __init__(self, clash: Clash, side: Side, texts: dict[Side, str], theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._side = side
        self._texts = texts
        self._stand_in = "" if texts[side] else stand_in(clash.side(side))
        self.name = _side_name(side)
        self.setObjectName(f"clash.{side}")
        self.setProperty("part", "side")
        self.setAccessibleName(f"{self.name}: {texts[side] or self._stand_in}")
        self.button = _ChoiceButton(f"{list(Side).index(side) + 1}   {self.name}")
        self.button.setObjectName(f"clash.{side}.choose")
        self.button.setAccessibleName(self.tr("Take {0}").format(self.name))
        self.button.setCheckable(True)
        self.button.setFlat(True)
        self.button.setAutoDefault(False)  # Return is for all rows together
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setWordWrap(True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._label.setFont(theme.font(FontRole.MONO if clash.kind is ClashKind.TEXT else FontRole.BODY))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_XS, SPACE_XS, SPACE_XS, SPACE_S)
        layout.setSpacing(SPACE_XS)
        layout.addWidget(self.button)
        self._tall = _Tall(self._label)
        layout.addWidget(self._tall, 1)
        whole = clash.kind in (ClashKind.STORY, ClashKind.TEXT)
        self.setEnabled(not (whole and isinstance(clash.side(side), Absent)))
        self.button.clicked.connect(self.clicked)
        theme.changed.connect(self._draw)
        self.set_chosen(False)

    def set_chosen(self, chosen: bool) -> None:
        """Shows whether this is the side that was taken."""
        self.button.setChecked(chosen)
        restyle(self, chosen=chosen)
        self._draw()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # else the release never comes

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def _draw(self) -> None:
        colours = self._theme.colours
        chosen = self.button.isChecked()
        icon = "mdi6.check-circle" if chosen else "mdi6.circle-outline"
        self.button.setIcon(self._theme.icon(icon, colours.link if chosen else colours.muted))
        marker = Marker(colours)
        if self._side is Side.BASE:
            text = marker.plain(self._texts[Side.BASE])
        else:
            text = marker.new_side(word_difference(self._texts[Side.BASE], self._texts[self._side]))
        self._tall.set_text(text or marker.said(self._stand_in))


class _ChoiceButton(QPushButton):
    """Leaves arrow keys to the row: they would go from button to button."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Tall(QScrollArea):
    """A label as tall as its text, up to a limit from which on it scrolls."""

    def __init__(self, label: QLabel) -> None:
        super().__init__()
        self._label = label
        self._heights: dict[int, int] = {}  # by width: layouts ask many times over, and each time costs a millisecond
        self.setWidget(label)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        label.setContentsMargins(SPACE_S, 0, SPACE_S, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_text(self, text: str) -> None:
        """Shows this rich text."""
        if text != self._label.text():
            self._heights.clear()
            self._label.setText(text)

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = min(self._label.heightForWidth(width), _TALLEST)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(200))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._label.fontMetrics().height())


def _side_name(side: Side) -> str:
    translate = QCoreApplication.translate
    return {
        Side.BASE: translate("ClashRow", "Before"),
        Side.MINE: translate("ClashRow", "Mine"),
        Side.THEIRS: translate("ClashRow", "On disk"),
    }[side]


def _sentence(kind: ClashKind) -> str:
    """What is to be known of a clash that is about more than a field."""
    translate = QCoreApplication.translate
    if kind is ClashKind.STORY:
        return translate("ClashRow", "The versions tell different stories. One is kept whole: stories are never mixed.")
    if kind is ClashKind.TEXT:
        return translate("ClashRow", "The fields cannot be compared one by one. One version is kept whole.")
    return ""


def _text(clash: Clash, side: Side, read: Read) -> str:
    value = clash.side(side)
    if clash.kind is ClashKind.STORY and isinstance(value, str):
        card = read(value)
        return "\n".join(filter(None, (card.title, card.provider, card.story_url)))
    return value_words(value, clash.field)
