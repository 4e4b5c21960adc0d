"""What can go wrong with the files of a site."""

from pathlib import Path

from editor.model.text.errors import EditorError


class StoreError(EditorError):
    """A file or folder could not be read or written; `str(error)` says what, where and what to do about it."""

    def __init__(self, sentence: str, path: Path) -> None:
        super().__init__(sentence)
        self.path = path


class ChangedOnDisk(StoreError):
    """The file is no longer what it was when the card was opened, so nothing was written over it."""


class GoneFromDisk(StoreError):
    """The file is not there any more, though its folder is, so nothing was written."""
