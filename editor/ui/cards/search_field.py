"""The line that a search is typed into, with what it could go on with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from editor.model.site.query_completion import Candidate, Completions, ValuesOf, complete
from editor.ui.cards.search_popup import SearchPopup
from editor.ui.cards.search_words import state_notes, word_notes
from editor.ui.theme import Theme

MAX_RECENT = 20

_HINT_AFTER = 500  # ms without a key before a search that is not finished is explained
_PAGE = 8
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _PAGE, Qt.Key.Key_PageUp: -_PAGE}

FieldsOf = Callable[[], Mapping[str, str]]
"""The fields that can be searched for, in their order, with what they mean."""


class SearchField(QLineEdit):
    """Offers names of fields and values while one types, and searches of before on Down in the empty line.

    Down and Up go through what is offered, Tab takes it (the first when none is current), Return takes the current one,
    Escape closes the sheet. Nothing is current until one goes there: Return belongs to what is typed.
    """

    left_downwards = Signal()
    escaped = Signal()
    left = Signal()
    """The keyboard has gone elsewhere in the window."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._popup = SearchPopup(theme, self)
        self._fields_of: FieldsOf = dict
        self._values_of: ValuesOf = lambda field: ()
        self._fields: Mapping[str, str] | None = None
        self._recent: tuple[str, ...] = ()
        self._offered = Completions(0, 0)
        self._placing = False
        self._hint = ""
        self._hint_soon = QTimer(self, singleShot=True, interval=_HINT_AFTER)
        self._hint_soon.timeout.connect(self._show_hint)
        self._popup.chosen.connect(self._take)
        self.textEdited.connect(self._on_edited)
        self.selectionChanged.connect(self._on_selection_changed)

    def offer(self, fields: FieldsOf, values_of: ValuesOf) -> None:
        """Complete from these; fields are asked for once each time that the keyboard comes here."""
        self._fields_of, self._values_of, self._fields = fields, values_of, None

    @property
    def recent(self) -> tuple[str, ...]:
        """Searches of before, the latest first."""
        return self._recent

    def set_recent(self, searches: Sequence[str]) -> None:
        """Offer these in the empty line."""
        self._recent = tuple(searches)[:MAX_RECENT]

    def set_hint(self, sentence: str) -> None:
        """Say this below the line after a pause in typing, where nothing else is offered; "" for nothing."""
        self._hint = sentence
        self._hint_soon.stop()
        if sentence:
            self._hint_soon.start()
        if not self._popup.has_candidates:
            self._popup.close_sheet()

    def replace_text(self, text: str) -> None:
        """Another text, as a step that can be undone."""
        self._place(0, len(self.text()), text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self._handled(key):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab never arrives as a key that is pressed."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab:
            candidate = self._popup.current or self._popup.first
            if candidate is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self._take(candidate)
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._fields = None

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._hint_soon.stop()
        self._popup.close_sheet()
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._popup.close_sheet()

    def _handled(self, key: Qt.Key) -> bool:
        """Whether this key was for what is offered, or leads out of the line."""
        popup = self._popup
        if popup.has_candidates and key in _STEPS:
            popup.step(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and popup.current is not None:
            self._take(popup.current)
        elif key == Qt.Key.Key_Escape and popup.isVisible():
            popup.close_sheet()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key == Qt.Key.Key_Down and not self.text() and self._recent:
            self._offer_recent()
        elif key == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Left, Qt.Key.Key_Right):
                popup.close_sheet()
            return False
        return True

    def _suggest(self) -> None:
        if self._fields is None:
            self._fields = {**self._fields_of(), **word_notes()}
        text = self.text()
        found = complete(text, self.cursorPosition(), self._fields, self._values_of)
        if text[: found.start].lower().endswith("is:"):
            notes = state_notes()
            found = replace(
                found, candidates=tuple(replace(state, note=notes[state.shown]) for state in found.candidates)
            )
        self._offered = found
        self._popup.show_candidates(found.candidates)

    def _offer_recent(self) -> None:
        self._offered = Completions(0, 0, tuple(Candidate(search, search) for search in self._recent))
        self._popup.show_candidates(self._offered.candidates)
        self._popup.step(1)

    def _take(self, candidate: Candidate) -> None:
        """Put it in its place, and go on typing."""
        start, end = self._offered.start, self._offered.end
        is_last = end == len(self.text())
        self._place(start, end, f"{candidate.text} " if is_last and not candidate.goes_on else candidate.text)
        if candidate.goes_on:
            self._suggest()

    def _place(self, start: int, end: int, text: str) -> None:
        """Qt would call this typing."""
        self._placing = True
        self.setSelection(start, end - start)
        self.insert(text)
        self._placing = False
        self._popup.close_sheet()

    def _on_edited(self) -> None:
        if not self._placing:
            self._suggest()

    def _on_selection_changed(self) -> None:
        if self.hasSelectedText():
            self._popup.close_sheet()

    def _show_hint(self) -> None:
        if self._hint and self.hasFocus() and not self._popup.has_candidates:
            self._popup.show_hint(self._hint)
