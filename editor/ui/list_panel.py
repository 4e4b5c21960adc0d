"""The middle of the window: search box, list header and the list of cards, kept in step with the session."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.model.card.card import CardId
from editor.model.site.changes import Changes
from editor.model.site.index import Found
from editor.model.site.query import QueryError, parse_query
from editor.model.site.query_completion import declared_fields
from editor.model.text.errors import EditorError
from editor.ui.cards.card_table import CardTableModel
from editor.ui.cards.card_views import CardViews
from editor.ui.cards.empty_state import Empty
from editor.ui.cards.groups import Grouping
from editor.ui.cards.list_header import ListHeader
from editor.ui.cards.search_box import SearchBox
from editor.ui.cards.thumbnails import PictureSource
from editor.ui.session import Session
from editor.ui.theme import Theme

_WHILE_READING = 700
"""Milliseconds between two looks at what has been read so far."""


_CHOSEN_AFTER = 60
"""Milliseconds after which a search tells what is current now: the next key comes first."""


class ListPanel(QWidget):
    """Asks the session for the cards that match the query, and shows them in order.

    An edit never takes a card out of the list under the user's hands: the query is asked again when it or the order is
    changed, when cards were saved or come from the disk, not on every key.
    """

    query_changed = Signal(str)
    """The list answers another query now."""
    chosen = Signal()
    """Other cards are current or selected: at once where a person did it, a moment later where a search did."""

    def __init__(self, session: Session, theme: Theme, pictures: PictureSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("list_panel")
        self._session = session
        self._query = ""
        self._sort, self._descending = "date", True
        self._grouping = Grouping.NONE
        self._reading = False
        self.search = SearchBox(theme)
        self.header = ListHeader(theme, session.fields)
        self._table = CardTableModel(session.row, session.is_unsaved, self)
        self.cards = CardViews(self._table, theme, pictures, session.fields)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.search, self.header, self.cards):
            layout.addWidget(widget)

        self._soon = QTimer(self, singleShot=True, interval=_WHILE_READING)
        self._soon.timeout.connect(self._ask_while_reading)
        self._next_turn = QTimer(self, singleShot=True, interval=0)
        self._next_turn.timeout.connect(self.ask)
        self._is_asking = False
        self._is_answering = False
        self._tell_soon = QTimer(self, singleShot=True, interval=_CHOSEN_AFTER)
        self._tell_soon.timeout.connect(self.chosen)
        self.cards.current_changed.connect(lambda _: self._on_chosen())
        self.cards.selection_changed.connect(lambda _: self._on_chosen())
        self.search.offer(self._fields, self._values_of)
        self.search.query_changed.connect(self.set_query)
        self.search.list_requested.connect(self._on_list_requested)
        self.header.sort_changed.connect(self.set_sort)
        self.header.grouping_changed.connect(lambda name: self.set_grouping(Grouping(name)))
        self.cards.sort_requested.connect(self.set_sort)
        self.cards.clear_search_requested.connect(lambda: self.set_query(""))
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        session.reading.connect(self._on_reading)

    @property
    def query(self) -> str:
        """What the list answers."""
        return self._query

    @property
    def is_asking(self) -> bool:
        """Whether the answer is still to come; the list shows that of before."""
        return self._is_asking

    def set_query(self, text: str) -> None:
        """Show the cards that match `text`; a mistake in it is named under the box, and the list stays as it is."""
        self.search.set_query(text)
        self._query = text
        self.ask()
        self.query_changed.emit(text)

    def set_sort(self, field: str, descending: bool) -> None:
        """Show the cards in this order."""
        self._sort, self._descending = field, descending
        self.header.set_sort(field, descending)
        self.cards.set_sort(field, descending)
        self.ask()

    def set_grouping(self, grouping: Grouping) -> None:
        """Show the cards together by this."""
        self._grouping = grouping
        self.header.set_grouping(grouping)
        self.ask()

    @property
    def sort(self) -> tuple[str, bool]:
        """The field that the list is sorted by, and whether the greatest comes first."""
        return self._sort, self._descending

    def neighbours(self) -> tuple[CardId, ...]:
        """The cards that are likely to be looked at next: two below the current one, and the one above."""
        ids = self._table.ids
        place = self._table.position_of(self.cards.current_id())
        if place is None:
            return ()
        return tuple(ids[at] for at in (place + 1, place + 2, place - 1) if 0 <= at < len(ids))

    def ask(self) -> None:
        """Look anew which cards match."""
        self._soon.stop()
        self._next_turn.stop()
        try:
            query = parse_query(self._query, typing=True)
        except QueryError as error:
            self._explain(error)
            return
        self._explain(query.unfinished)
        self.cards.set_needles(query.needles())
        self._is_asking = True
        self._session.search(
            query,
            self._sort,
            descending=self._descending,
            group=self._grouping,
            done=partial(self._show, self._grouping),
        )

    def _ask_while_reading(self) -> None:
        """An answer that takes longer than the next rows do is waited for: a newer question would take its place."""
        if self._is_asking:
            self._soon.start()
        else:
            self.ask()

    def _show(self, grouping: Grouping, found: Found) -> None:
        self._is_asking = False
        self.cards.show_when_empty(self._why_empty(), self._query)
        self._is_answering = True
        self._table.set_ids(found.ids, found.groups, grouping)
        self._is_answering = False
        self.header.set_counts(len(found.ids), self._session.total)

    def _on_chosen(self) -> None:
        if self._is_answering or self._tell_soon.isActive():
            self._tell_soon.start()
        else:
            self.chosen.emit()

    def _explain(self, mistake: QueryError | None) -> None:
        if mistake is None:
            self.search.set_error("")
        else:
            self.search.set_error(str(mistake), mistake.position, unfinished=mistake.is_unfinished)

    def _fields(self) -> dict[str, str]:
        """What can be searched for: as the kind of card that is current declares it, and what any card has."""
        current = self.cards.current_id()
        try:
            declared = declared_fields(self._session.card(current).schema) if current else {}
        except EditorError:  # its file has just gone
            declared = {}
        return declared | {name: "" for name in self._session.fields() if name not in declared}

    def _values_of(self, field: str) -> tuple[tuple[str, int], ...]:
        """What the cards have in that field, and how many of them."""
        return self._session.months() if field.lower() == "date" else self._session.values_of(field)

    def _why_empty(self) -> Empty:
        if self._session.site is None:
            return Empty.NO_SITE
        if self._reading:
            return Empty.LOADING
        return Empty.NO_MATCH if self._query.strip() else Empty.NO_CARDS

    def _on_opened(self) -> None:
        self._reading = self._session.site is not None
        self._query = ""
        self.search.set_query("")
        self.cards.forget_pictures()
        self.ask()

    def _on_reading(self, read: int, of: int) -> None:
        self._reading = read < of
        if not self._reading:
            self.ask()

    def _on_changed(self, changes: Changes) -> None:
        self._table.refresh(changes.ids)
        if changes.kind == "edited":
            return
        if self._reading:
            if not self._table.ids and not self._is_asking:
                self.ask()  # the first rows are worth it
            elif not self._soon.isActive():
                self._soon.start()
        elif changes.kind in ("reloaded", "merged"):
            self._next_turn.start()  # which come together
        else:
            self.ask()

    def _on_list_requested(self) -> None:
        self.cards.setFocus()
        if not self.cards.current_id():
            self.cards.select_first()
