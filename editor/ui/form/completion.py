"""Completion from the site's own words: anywhere in the word, in any case and accent, the most used first."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QModelIndex, QObject, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QListView

from editor.model.site.summary import fold
from editor.ui.form.inputs import LineInput

MAX_SHOWN = 50


def matching_words(text: str, words: Iterable[str]) -> list[str]:
    """The words with `text` in them, in their order, but those that begin with it first; empty for no text."""
    wanted = fold(text.strip())
    if not wanted:
        return []
    folded = [(fold(word), word) for word in words]
    first = [word for key, word in folded if key.startswith(wanted)]
    return (first + [word for key, word in folded if wanted in key and not key.startswith(wanted)])[:MAX_SHOWN]


class WordCompleter(QObject):
    """Offers words under a line of text while the user types."""

    chosen = Signal(str)

    def __init__(self, line: LineInput, words: Callable[[], Sequence[str]]) -> None:
        super().__init__(line)
        self._line = line
        self._words = words
        self._model = QStringListModel(self)
        self._popup: QListView | None = None  # a window of its own, made when it is first needed
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(line)  # not line.setCompleter: that would write every word passed on the way down
        self._completer.activated.connect(self.chosen)
        line.textEdited.connect(self._offer)

    @property
    def is_choosing(self) -> bool:
        """Whether Return belongs to the word that is marked in the open list."""
        popup = self._popup
        return popup is not None and popup.isVisible() and popup.currentIndex().isValid()

    def _offer(self, text: str) -> None:
        words = matching_words(text, self._words())
        if not words or words == [text]:
            if self._popup is not None:
                self._popup.hide()
            return
        self._model.setStringList(words)
        if self._popup is None:
            self._popup = QListView()
            self._popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._completer.setPopup(self._popup)
        self._completer.complete()
        self._popup.setCurrentIndex(QModelIndex())  # Return takes what is typed unless the user goes down into the list
