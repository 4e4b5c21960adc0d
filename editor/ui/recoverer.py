"""Asks what becomes of what a crash has left behind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from editor.model.site.recovery import Recovered
from editor.ui.dialogs.cut_short import Answer, CutShortDialog
from editor.ui.dialogs.recovery import RecoveryDialog
from editor.ui.session import Session
from editor.ui.theme import Theme


class Recoverer(QObject):
    """Shows the questions of `session.recovery` in front of the window, and carries the answers out."""

    def __init__(self, session: Session, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._theme = theme
        self._window = window
        session.recovery.cut_short.connect(self._on_cut_short)
        session.recovery.found.connect(self._on_found)

    def _on_cut_short(self, written: int, missing: int) -> None:
        dialog = CutShortDialog(written, written + missing, self._window)
        recovery = self._session.recovery
        answers = {Answer.FINISH: recovery.finish, Answer.PUT_BACK: recovery.put_back, Answer.LATER: recovery.later}
        dialog.finished.connect(lambda _: answers[dialog.answer]())
        dialog.open()

    def _on_found(self, found: Sequence[Recovered]) -> None:
        dialog = RecoveryDialog(found, self._theme, parent=self._window)
        dialog.restore_requested.connect(self._session.restore)
        dialog.discard_requested.connect(self._session.recovery.settle)
        dialog.open()
