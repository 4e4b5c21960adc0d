"""What the actions of the Card menu do to the selected cards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from editor.model.card.card import CardId
from editor.model.card.edits import SetValue
from editor.ui.card_panel import CardPanel
from editor.ui.cards.card_views import CardViews
from editor.ui.session import Session


class CardActions(QObject):
    """Publishing, saving and opening what `panel` shows, and going on to the next card of `cards`."""

    refused = Signal(str)
    """A sentence: why nothing was opened."""

    def __init__(self, session: Session, cards: CardViews, panel: CardPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._cards = cards
        self._panel = panel

    def toggle_published(self, ids: Sequence[CardId] | None = None) -> None:
        """Make all of them (those shown, for None) what the first is not: published when it is hidden."""
        chosen = self._panel.ids if ids is None else tuple(ids)
        if chosen:
            self._set_published(chosen, not self._session.card(chosen[0]).is_published)

    def decide(self, *, published: bool) -> None:
        """Publish or hide, and go on."""
        if self._set_published(self._panel.ids, published):
            self._cards.next_card()

    def save_and_next(self) -> None:
        """Save what is shown, and go on; what cannot be saved is told, and stays unsaved."""
        self._session.save(self._panel.ids)
        self._cards.next_card()

    def edit_title(self) -> None:
        """Bring the keyboard to the title."""
        self._panel.tabs.setCurrentWidget(self._panel.form)
        self._panel.form.focus_field(("title",))

    def open_story(self) -> None:
        """Open the page that the card is about in the browser."""
        card = self._panel.current
        if card is not None and card.story_url:
            self.open_url(card.story_url)
        else:
            self.refused.emit(self.tr("This card has no link to a story."))

    def open_url(self, url: str) -> None:
        """Open an address in the browser, if it is one that a browser shows."""
        address = QUrl(url, QUrl.ParsingMode.StrictMode)
        if address.scheme() in ("http", "https") and address.host():
            QDesktopServices.openUrl(address)
        else:
            self.refused.emit(self.tr("“{}” is not a web address.").format(url))

    def _set_published(self, ids: Sequence[CardId], published: bool) -> bool:
        label = self.tr("publish") if published else self.tr("hide")
        return self._session.edit(ids, (SetValue(("published",), published),), label)
