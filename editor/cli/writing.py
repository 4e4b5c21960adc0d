"""Changed cards on their way to the disk, and what is told of them."""

import contextlib
import difflib
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from editor.cli.command import CommandError, Exit, complain
from editor.cli.places import Place, as_json
from editor.model.card.card import Card, CardId, read_card
from editor.model.card.diff import equal_values
from editor.model.card.edits import AddItem, Edit, Move, Remove, RemoveItem, ReplaceText, SetBody
from editor.model.card.values import format_value
from editor.model.site import store
from editor.model.site.batches import Batch, Rewrite
from editor.model.site.errors import StoreError
from editor.model.site.state import state_folder
from editor.model.text.paths import Path as FieldPath
from editor.model.text.paths import format_path

_TO_QUOTE = re.compile(r'[\x00-\x1f\x7f"\\]')


@dataclass(frozen=True, slots=True)
class Draft:
    """What a file is to become: small, since a hundred thousand may wait. `changes` says it in lines for people."""

    file: Path
    shown: str
    stored: store.Stored
    text: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A card as it is on the disk, with what is needed to write it. `shown` is its path for people."""

    file: Path
    shown: str
    stored: store.Stored
    card: Card

    def draft(self, new: Card, edits: Iterable[Edit]) -> Draft:
        """The card after these edits."""
        return Draft(self.file, self.shown, self.stored, new.text, tuple(_told(self.shown, self.card, new, edits)))


def open_card(place: Place, card_id: CardId) -> Opened:
    """Reads a card. Raises StoreError; a card that is broken otherwise has its `error`."""
    file = place.site.path(card_id)
    stored = store.read(file)
    return Opened(file, place.shown(card_id), stored, read_card(card_id, stored.data, place.schemas))


def write_all(drafts: Sequence[Draft]) -> None:
    """Writes all or none; raises CommandError with the reason. A file that was changed meanwhile is not overwritten.

    What even a killed process leaves half done, `newscards recover` finishes or puts back.
    """
    with contextlib.ExitStack() as stack:
        if len(drafts) > 1:
            try:
                stack.enter_context(
                    Batch(state_folder(), (Rewrite(each.file, each.stored.text, each.text) for each in drafts))
                )
            except StoreError as error:  # better changed without a net than not at all
                complain([f"{error} A crash in the midst of this change could not be put back"])
        _write_all(drafts)


def _write_all(drafts: Iterable[Draft]) -> None:
    written: list[tuple[Draft, store.Stored]] = []
    begun: Draft | None = None
    try:
        for draft in drafts:
            begun = draft
            stored = store.write(draft.file, draft.text.encode(), expected=draft.stored.digest)
            written.append((draft, stored))
    except BaseException as error:  # Ctrl+C among them
        left = [draft.shown for draft, _ in reversed(written) if draft is not begun and not _put_back(draft)]
        complain(f"{path}: is changed, and could not be put back" for path in left)
        if begun and not isinstance(error, StoreError):
            _put_back(begun)  # the interruption may have come after this file was replaced
        if begun and isinstance(error, StoreError):
            raise CommandError(
                Exit.PROBLEMS, f"{begun.shown}: {error}", *(() if left else ("nothing was changed",))
            ) from error
        raise
    complain(f"{draft.shown}: {stored.warning}" for draft, stored in written if stored.warning)


def _put_back(draft: Draft) -> bool:
    try:
        store.write(draft.file, draft.stored.data, expected=store.digest(draft.text.encode()))
    except StoreError:
        return False
    return True


def _told(shown: str, old: Card, new: Card, edits: Iterable[Edit]) -> Iterator[str]:
    """What the edits changed, a line for each field: `card.md: published: true -> false`."""
    for path in _told_paths(edits):
        if old.has(path) == new.has(path) and equal_values(old.get(path), new.get(path)):
            continue
        before, after = _spelled(old, path), _spelled(new, path)
        if before == after:  # "false" and false, say
            before, after = _spelled(old, path, raw=True), _spelled(new, path, raw=True)
        yield f"{shown}: {format_path(path)}: {before} -> {after}"


def _told_paths(edits: Iterable[Edit]) -> Iterable[FieldPath]:
    """What the edits are about; a list whose items move as a whole, since their numbers come to mean others."""
    within = [edit for edit in edits if not isinstance(edit, ReplaceText | SetBody)]
    lists = {edit.path for edit in within if isinstance(edit, AddItem | RemoveItem | Move)}
    lists |= {edit.path[:-1] for edit in within if isinstance(edit, Remove) and isinstance(edit.path[-1], int)}
    return dict.fromkeys(
        next((edit.path[:end] for end in range(len(edit.path)) if edit.path[:end] in lists), edit.path)
        for edit in within
    )


def _spelled(card: Card, path: FieldPath, *, raw: bool = False) -> str:
    """A value on one line; `raw`: with the quotes that it has in the file."""
    if card.document is None or not card.has(path):
        return "(none)"
    value = as_json(card, path)
    if value is None or value == "":
        return "(empty)"
    text = card.document.raw(path) if raw else format_value(value)
    return text if len(text.splitlines()) == 1 else json.dumps(text, ensure_ascii=False)


def diff(draft: Draft) -> str:
    """A unified diff that `patch -p1` and `git apply` take."""
    name = draft.shown.replace(os.sep, "/").lstrip("/")
    old, new = _lines(draft.stored.data.decode()), _lines(draft.text)
    lines = difflib.unified_diff(old, new, _header(f"a/{name}"), _header(f"b/{name}"))
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _header(name: str) -> str:
    """A file's name as Git spells it: odd ones in quotes, and a tab after those that would not end without."""
    if _TO_QUOTE.search(name):
        return '"' + _TO_QUOTE.sub(lambda found: f"\\{ord(found[0]):03o}", name) + '"'
    return name + "\t" if " " in name else name


def _lines(text: str) -> Sequence[str]:
    """The lines with their ends; only LF ends a line, so that CR stays in it as it does for Git."""
    parts = text.split("\n")
    return [part + "\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
