"""The right of the window: the picture of the selected card above its form, source, reader's view and changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from editor.model.card.card import Card, CardId
from editor.model.card.changes import card_changes, revert_all
from editor.model.card.edits import Edit
from editor.model.card.schema import Schemas
from editor.model.site.changes import Changes
from editor.model.text.errors import EditorError
from editor.ui.form.card_form import CardForm
from editor.ui.panes.card_view import CardView
from editor.ui.panes.changes import ChangesPane
from editor.ui.panes.message import Message
from editor.ui.panes.notice import NoticeBar
from editor.ui.panes.picture import PicturePane
from editor.ui.panes.source import SourcePane
from editor.ui.pictures import PictureService
from editor.ui.session import Session
from editor.ui.theme import Theme

MANY = 500
"""So many cards at once are shown in the form; more are edited by commands, not field by field."""

_OVER = object()


class CardPanel(QWidget):
    """Shows the selected cards, and hands every edit to the session. Only the tab in front is filled."""

    open_url_requested = Signal(str)
    choice_requested = Signal(str)
    """The shown card and its file disagree, and the user wants to say what it is to be."""
    write_again_requested = Signal(str)
    """The file of the shown card is gone, and the user wants it back."""
    let_go_requested = Signal(str)
    """The file of the shown card is gone, and the user does not want what was changed in it."""

    def __init__(self, session: Session, pictures: PictureService, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card_panel")
        self._session = session
        self._ids: tuple[CardId, ...] = ()
        self._current: CardId = ""
        self._cards: tuple[Card, ...] = ()
        self.picture = PicturePane(pictures, theme)
        self.form = CardForm(session.vocabulary, theme)
        self.source = SourcePane(theme)
        self.view = CardView(pictures, theme)
        self.changes = ChangesPane(theme)
        self.notice = NoticeBar(theme)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("card_tabs")
        self.tabs.setDocumentMode(True)
        for pane, label in (
            (self.form, self.tr("Form")),
            (self.source, self.tr("Source")),
            (self.view, self.tr("Card")),
            (self.changes, self.tr("Changes")),
        ):
            self.tabs.addTab(pane, label)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setObjectName("card_splitter")
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.tabs, 1)
        self.splitter.addWidget(self.picture)
        self.splitter.addWidget(below)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([230, 500])
        self._message = Message(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._message)
        self._stack.addWidget(self.splitter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

        self._steps: Iterator[object] = iter(())
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._take_step)
        self.form.edited.connect(self._on_edited)
        self.picture.edited.connect(self._on_picture_edited)
        self.source.text_edited.connect(self._on_text_edited)
        self.changes.revert_requested.connect(self._on_revert)
        self.notice.chosen.connect(self._on_notice_chosen)
        self.form.source_requested.connect(self.show_source)
        for opener in (self.form, self.picture, self.view):
            opener.open_url_requested.connect(self.open_url_requested)
        self.tabs.currentChanged.connect(lambda _: self._fill_tab())
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        self.show_cards((), "")

    @property
    def ids(self) -> tuple[CardId, ...]:
        """The cards that are shown, and that an edit changes."""
        return self._ids

    @property
    def current(self) -> Card | None:
        """The one card whose picture and source are shown."""
        return next((card for card in self._cards if card.id == self._current), None)

    def show_cards(self, ids: Sequence[CardId], current: CardId) -> None:
        """Show these cards together; `current` is the one whose picture and source are shown."""
        shown = current if current in ids else next(iter(ids), "")
        if (tuple(ids), shown) != (self._ids, self._current) or not ids:
            self._ids, self._current = tuple(ids), shown
            self._load()

    @property
    def is_getting_ready(self) -> bool:
        """Whether `make_ready` has more to do."""
        return self._idle.isActive()

    def make_ready(self, schemas: Schemas) -> None:
        """Make what cards of these kinds need, a little at a time, while nothing else is to do."""
        self._steps = self.form.prepare(schemas.all())
        self._idle.start()

    def show_source(self, line: int = 0) -> None:
        """Bring the source to the front, at a line of the file (1-based) where one is given."""
        self.tabs.setCurrentWidget(self.source)
        if line:
            self.source.go_to_line(line)
        self.source.setFocus()

    def show_changes(self) -> None:
        """Bring to the front what has changed since the card was saved."""
        self.tabs.setCurrentWidget(self.changes)
        self.changes.setFocus()

    def _take_step(self) -> None:
        if next(self._steps, _OVER) is _OVER:
            self._idle.stop()

    def _load(self) -> None:
        try:
            shown = self._ids if len(self._ids) <= MANY else ()
            self._cards = tuple(self._session.card(card_id) for card_id in shown)
        except EditorError as error:
            self._cards = ()
            self._tell("mdi6.file-alert-outline", self.tr("This card cannot be opened"), str(error))
            return
        if not self._ids:
            if self._session.total or self._session.is_reading:
                self._tell("mdi6.card-text-outline", self.tr("No card selected"), self.tr("Choose one in the list."))
            else:
                self._tell(
                    "mdi6.folder-open-outline", self.tr("No cards here"), self.tr("Open a site, or make a card.")
                )
            return
        if len(self._ids) > MANY:
            count = self.tr("{} cards selected").format(len(self._ids))
            self._tell("mdi6.card-multiple-outline", count, self.tr("Up to {} are edited together.").format(MANY))
            return
        self._stack.setCurrentWidget(self.splitter)
        one = len(self._ids) == 1
        for pane in (self.source, self.view, self.changes):
            if self.tabs.isTabEnabled(index := self.tabs.indexOf(pane)) is not one:  # Qt would paint all tabs anew
                self.tabs.setTabEnabled(index, one)
        self.picture.show_card(self.current)
        self._notify()
        self._fill_tab()

    def _fill_tab(self) -> None:
        card = self.current
        if card is None:
            return
        self.picture.setVisible(self.tabs.currentWidget() is not self.view)  # which has the picture itself
        match self.tabs.currentWidget():
            case self.form:
                findings = {}
                if len(self._cards) == 1:
                    findings = {finding.path: finding.text for finding in self._session.findings(card)}
                self.form.show_cards(
                    self._cards, findings, [self._session.saved_card(card_id) for card_id in self._ids]
                )
            case self.source:
                self.source.show_card(card)
            case self.view:
                self.view.show_card(card)
            case self.changes:
                saved = self._session.saved_card(card.id)
                self.changes.show_changes(
                    card_changes(saved, card), card_id=card.id, revert_all=revert_all(saved, card)
                )

    def _notify(self) -> None:
        """Say how the disk stands to the card, where that is something to know."""
        if len(self._ids) == 1 and self._session.is_gone(self._current):
            self.notice.tell(
                self.tr("The file of this card is no longer there. Your changes are kept."),
                (("write_again", self.tr("Write it again")), ("let_go", self.tr("Let it go…"))),
                tone="warning",
            )
        elif len(self._ids) == 1 and self._current in self._session.clashing():
            self.notice.tell(
                self.tr("This card was changed on disk, too, in the same place. Your changes are kept."),
                (("choose", self.tr("Choose…")),),
                tone="warning",
            )
        else:
            self.notice.clear()

    def _on_notice_chosen(self, name: str) -> None:
        {
            "choose": self.choice_requested,
            "write_again": self.write_again_requested,
            "let_go": self.let_go_requested,
        }[name].emit(self._current)

    def _on_revert(self, edits: tuple[Edit, ...], label: str) -> None:
        self._session.edit((self._current,), edits, label)

    def _tell(self, icon: str, title: str, text: str) -> None:
        self._message.tell(icon, title, text)
        self._stack.setCurrentWidget(self._message)
        self.picture.show_card(None)

    def _on_opened(self) -> None:
        self.form.set_vocabulary(self._session.vocabulary)
        self.show_cards((), "")

    def _on_changed(self, changes: Changes) -> None:
        if changes.kind == "added" and self._cards:
            return  # rows that were read; what is shown was read by itself
        if not set(self._ids).isdisjoint(changes.ids):
            self._load()

    def _on_edited(self, edits: tuple[Edit, ...], label: str) -> None:
        self._session.edit(self._ids, edits, label)

    def _on_picture_edited(self, edits: tuple[Edit, ...], label: str) -> None:
        self._session.edit((self._current,), edits, label)

    def _on_text_edited(self, text: str) -> None:
        if not self._session.replace_text(self._current, text):
            self.source.show_card(self.current)  # takes back what was refused
