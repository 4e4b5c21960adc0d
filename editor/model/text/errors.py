"""What can go wrong with a card's text. Every message is one sentence that a person can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.model.text.paths import Path


class EditorError(Exception):
    """The base of the editor's own errors: `str(error)` is one sentence for the person at the screen."""


class Unreadable(EditorError):
    """This text is not a card. `line` and `column` count from 1 in the whole file; a column counts characters."""

    def __init__(self, reason: str, *, line: int | None = None, column: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column

    def __str__(self) -> str:
        return self.reason if self.line is None else f"line {self.line}: {self.reason}"


class EditRefused(EditorError):
    """This edit cannot be made exactly, so nothing was changed. `path` is the place that was asked for."""

    def __init__(self, reason: str, path: Path) -> None:
        super().__init__(reason, path)
        self.reason = reason
        self.path = path

    def __str__(self) -> str:
        return self.reason
