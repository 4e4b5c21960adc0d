"""What is likely to be looked at next is made ready once the present card is there."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from editor.ui.list_panel import ListPanel
from editor.ui.panes.picture import PicturePane
from editor.ui.session import Session

_AFTER = 60
"""Milliseconds after which the neighbours' turn comes: whoever goes on at once would wait for them, too."""


class LookAhead(QObject):
    """Belongs to the window's thread."""

    def __init__(self, session: Session, cards: ListPanel, picture: PicturePane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._cards, self._picture = session, cards, picture
        self._soon = QTimer(self, singleShot=True, interval=_AFTER)
        self._soon.timeout.connect(self.look)
        cards.chosen.connect(self._soon.start)

    def look(self) -> None:
        """Have the pictures of the neighbours brought now rather than in a moment."""
        self._soon.stop()
        there = filter(self._session.has_row, self._cards.neighbours())  # some may have gone in this moment
        self._picture.prefetch(self._session.row(card_id).picture for card_id in there)
