"""The form of the selected cards: made from the schema, then from the files."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from editor.model.card.card import Card
from editor.model.card.edits import Edit
from editor.model.card.schema import Field, Schema
from editor.model.site.vocabulary import Vocabulary
from editor.model.text.paths import Path
from editor.model.text.scalars import Value
from editor.ui.form.broken import BrokenPanel
from editor.ui.form.fields_form import FieldsForm
from editor.ui.form.kit import FormKit, lay_out, resting, set_shown
from editor.ui.form.section import Section
from editor.ui.form.selection import Selection
from editor.ui.form.tab_order import end_stop, next_stop
from editor.ui.theme import SPACE_L, SPACE_M, SPACE_S, Theme

MAX_WIDTH = 1040  # pixels; longer lines of text are hard to read

_LATER = 50
"""Milliseconds after which what is below the fold is filled: the next card comes first."""

_HEAD = "main"
_GROUPS = ("links", "provider", "images", "related", "more", "locked")


class CardForm(QScrollArea):
    """Shows one card or several, and tells what the user wants changed; it changes nothing itself.

    Of another card only what is in sight is filled at once. The rest still shows the card before, and is filled a
    moment later, or as soon as anybody goes there. Window's thread only. Setting from code never emits.
    """

    edited = Signal(object, str)  # tuple[Edit, ...], what an undo menu calls it
    open_url_requested = Signal(str)
    source_requested = Signal(int)  # a line of the file, 1-based

    def __init__(self, vocabulary: Vocabulary, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vocabulary = vocabulary
        self._selection: Selection | None = None
        self._unfilled: list[str] = []  # the groups that wait, from the top down
        self._soon = QTimer(self, singleShot=True, interval=_LATER)
        self._soon.timeout.connect(self.fill_rest)
        self._places: dict[str, list[tuple[Path, Field]]] = {}
        self._kit = FormKit(theme, self._words, self._provider)
        self._forms = {name: FieldsForm(self._kit, short_first=name == _HEAD) for name in (_HEAD, *_GROUPS)}
        self._sections = {
            "links": (Section(self._kit, self._forms["links"]), self.tr("Links")),
            "more": (Section(self._kit, self._forms["more"]), self.tr("Other fields")),
            "locked": (Section(self._kit, self._forms["locked"]), self.tr("Locked")),
        }
        self._several = QLabel()
        self._several.setProperty("part", "banner")
        self._several.setWordWrap(True)
        self._several.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        self._fields = QWidget()
        self._broken = BrokenPanel(self._kit)
        self._broken.source_requested.connect(self.source_requested)
        self._lay_out()
        self.verticalScrollBar().valueChanged.connect(self._fill_all)
        for name, form in self._forms.items():
            form.edited.connect(partial(self._on_edited, name))
            form.open_url_requested.connect(self.open_url_requested)

    def set_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Completes from another site's words from now on."""
        self._vocabulary = vocabulary

    def prepare(self, schemas: Sequence[Schema]) -> Iterator[None]:
        """Makes the widgets for cards of these kinds, in steps of a few milliseconds each, so that no card waits."""
        for schema in schemas:
            for name, places in _grouped([((field.key,), field) for field in schema.fields]).items():
                yield from self._forms[name].prepare(places)

    def show_cards(
        self, cards: Sequence[Card], findings: Mapping[Path, str] | None = None, saved: Sequence[Card] = ()
    ) -> None:
        """Shows these cards; the same ones again update in place and keep focus, cursor and scroll position.

        `findings` are sentences by the path of their field; `saved` are the same cards as they are on disk.
        """
        before, self._selection, self._unfilled = self._selection, None, []
        broken = [card for card in cards if card.error is not None]
        set_shown(self._broken, bool(broken))
        set_shown(self._fields, bool(cards) and not broken)
        if broken:
            self._broken.show_cards(broken, of=len(cards))
        if not cards or broken:
            self._places = {}
            return
        selection = Selection(cards, findings or {}, saved)
        again = before is not None and before.ids == selection.ids
        if not again:
            self.verticalScrollBar().setValue(0)
        set_shown(self._several, not selection.is_single)
        self._several.setText(self.tr("{0} cards: what you change here is changed in all of them.").format(len(cards)))
        self._places = _grouped(selection.places((), selection.declared()))
        self._selection, self._unfilled = selection, list(self._forms)
        if again or not self.isVisible() or self._has_focus():
            self._fill_all()
        else:
            self._fill_in_sight()

    @property
    def is_filled(self) -> bool:
        """Whether all of the form shows these cards, what is out of sight as well."""
        return not self._unfilled

    def fill_rest(self) -> None:
        """Fills what is out of sight now rather than in a moment."""
        if self._unfilled:
            self._fill_all()
            self._settle()

    def focus_field(self, path: Path) -> bool:
        """Opens what hides the field, scrolls to it and gives it the focus; False where no card can have it."""
        self._fill_all()
        for name, places in self._places.items():
            if any(path[: len(place)] == place for place, _field in places):
                if name in self._sections:
                    self._sections[name][0].open()
                found = self._forms[name].focus_field(path)
                if found is None:
                    return False
                self._settle()
                self.ensureWidgetVisible(found)
                return True
        return False

    def enter(self, *, forward: bool) -> None:
        """Gives the focus to the first field, for Tab from outside, or to the last, for Shift+Tab."""
        self._fill_all()
        stop = end_stop(self, first=forward)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
            self.ensureWidgetVisible(stop)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the form as it is seen, whatever the order in which its widgets were made."""
        self._fill_all()
        stop = next_stop(self, forward=forward)
        if stop is None:
            return super().focusNextPrevChild(forward)
        stop.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        if self.isAncestorOf(stop):
            self.ensureWidgetVisible(stop)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill_all()

    def _fill_in_sight(self) -> None:
        """Fills from the top down as far as one can see, and lets the rest wait."""
        room, width = self.viewport().height(), self._fields.width()
        while self._unfilled and room > 0:
            group = self._fill_next()
            if not group.isHidden():
                lay_out(group)
                room -= group.heightForWidth(width) if group.hasHeightForWidth() else group.sizeHint().height()
        self._settle_page()
        self._soon.start()

    def _fill_all(self) -> None:
        while self._unfilled:
            self._fill_next()

    def _fill_next(self) -> QWidget:
        """Fills the group that comes next, and gives its widget."""
        name = self._unfilled.pop(0)
        if self._selection is not None:
            with resting(self._page_layout, self._fields_layout):
                self._show_group(name, self._forms[name], self._selection)
        return self._sections[name][0] if name in self._sections else self._forms[name]

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _on_edited(self, name: str, edits: tuple[Edit, ...], label: str) -> None:
        if name not in self._unfilled:  # a tool can press what nobody sees, and so what shows the card before
            self.edited.emit(edits, label)

    def _settle(self) -> None:
        """Lays the page out now: Qt would do so later, a level of layouts a turn, and nobody knows where a field is."""
        lay_out(self._fields)
        self._settle_page()

    def _settle_page(self) -> None:
        """The same where nothing but the heights of groups can have changed."""
        self._fields_layout.activate()
        size = self.viewport().size()
        self._page.resize(size.width(), max(size.height(), self._page_layout.totalHeightForWidth(size.width())))
        self._page_layout.activate()

    def _lay_out(self) -> None:
        self._page = _Page(self._kit.theme)
        self._page.setObjectName("formPage")
        self._page_layout = QVBoxLayout(self._page)
        self._page_layout.setContentsMargins(SPACE_M, SPACE_L, SPACE_L, SPACE_L)
        self._page_layout.addWidget(self._broken)
        self._page_layout.addWidget(self._fields)
        self._page_layout.addStretch()
        self._fields_layout = inner = QVBoxLayout(self._fields)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(SPACE_S)
        inner.addWidget(self._several)
        for name, form in self._forms.items():
            inner.addWidget(self._sections[name][0] if name in self._sections else form)
        self._fields.setMaximumWidth(MAX_WIDTH)
        self._fields.hide()
        self._broken.hide()
        self.setObjectName("card_form")
        self.setAccessibleName(self.tr("Fields of the card"))
        self.setWidget(self._page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _show_group(self, name: str, form: FieldsForm, selection: Selection) -> None:
        places = self._places.get(name, [])
        if name not in self._sections:
            set_shown(form, bool(places))
            form.show_fields(selection, places)
            return
        section, title = self._sections[name]
        present = [field.label for path, field in places if selection.has(path)]
        set_shown(section, bool(present) or any(not field.locked for _path, field in places))
        section.mute(not present)
        section.show_heading(
            title,
            ", ".join(present),
            name=f"form.{name}",
            problems=sum(selection.problems_below(path) for path, _field in places),
            unsaved=any(selection.is_unsaved(path) for path, _field in places),
        )
        section.show_body(lambda: form.show_fields(selection, places))

    def _words(self, vocabulary: str) -> Sequence[str]:
        return self._vocabulary.topics() if vocabulary == "topics" else self._vocabulary.providers()

    def _provider(self, name: str) -> Mapping[str, Value]:
        return self._vocabulary.provider(name) or {}


class _Page(QWidget):
    """What the form stands on. It hides all that is behind it, which need not be painted then."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), self._theme.colours.window)


def _grouped(places: Sequence[tuple[Path, Field]]) -> dict[str, list[tuple[Path, Field]]]:
    """The top-level fields by the part of the form that they stand in."""
    groups: dict[str, list[tuple[Path, Field]]] = {}
    for path, field in places:
        group = "locked" if field.locked else _HEAD if field.section == "topics" else field.section
        groups.setdefault(group, []).append((path, field))
    return groups
