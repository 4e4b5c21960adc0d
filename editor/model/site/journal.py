"""The unsaved changes of a window, kept where a crash cannot reach them (docs/files.md)."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from editor.model.card.card import CardId
from editor.model.site.errors import StoreError
from editor.model.site.records import Record, RecordFile, left_behind
from editor.model.text.splices import Splice, apply, between

VERSION = 1
SUFFIX = f".v{VERSION}.journal"
"""A newer version of the editor names its journals otherwise, and leaves these to be read as they are."""

_ROOM = 1 << 20  # bytes that a journal may grow to before it is written anew without what is settled


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A card's unsaved text, and the text of its file that it was made on. `when` is in seconds since 1970."""

    id: CardId
    base: str
    text: str
    when: float = 0.0


class Journal:
    """What is unsaved in one window on one site. Any thread, one at a time.

    Nothing is written until there is something to keep, and nothing stays once all of it is settled.
    """

    def __init__(self, folder: Path, site: Path) -> None:
        """`folder` is the user's own for state; `site` the root of the site."""
        self._folder = _folder_of(folder, site)
        self._header: Record = {"what": "unsaved changes", "version": VERSION, "site": str(site)}
        self._file: RecordFile | None = None
        self._kept: dict[CardId, Unsaved] = {}

    @classmethod
    def left_behind(cls, folder: Path, site: Path) -> "list[Journal]":
        """The journals of windows on this site that ended without settling them, now held by this process.

        One that holds nothing is taken away. Never raises: what cannot be read stays where it is.
        """
        found: list[Journal] = []
        for file in left_behind(_folder_of(folder, site), SUFFIX):
            journal = cls(folder, site)
            journal._file = file
            try:
                journal._kept = _replayed(file.records())
            except StoreError:
                file.close()
                continue
            if journal._kept:
                found.append(journal)
            else:
                file.remove()
        return found

    @property
    def unsaved(self) -> Mapping[CardId, Unsaved]:
        """What is kept, by card."""
        return self._kept

    def keep(self, changed: Iterable[Unsaved], settled: Iterable[CardId] = ()) -> None:
        """Keep these texts, and forget the cards that are saved or given up. On the disk when this returns.

        Raises StoreError: then nothing of it is sure to be kept, and the next call tries all of it again.
        """
        kept = dict(self._kept)
        records: list[Record] = []
        for unsaved in changed:
            stamped = replace(unsaved, when=unsaved.when or time.time())
            records.append(_record(kept.get(unsaved.id), stamped))
            kept[unsaved.id] = stamped
        gone = [card_id for card_id in settled if kept.pop(card_id, None) is not None]
        records.extend({"card": card_id} for card_id in gone)
        if not kept:
            self.forget()
        elif records:
            self._write(records, kept)
        self._kept = kept

    def forget(self) -> None:
        """Keep nothing any more."""
        self._kept = {}
        if self._file is not None:
            self._file.remove()
            self._file = None

    def close(self) -> None:
        """Let go of the journal: what it keeps is left behind, to be offered at the next start."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _write(self, records: list[Record], kept: Mapping[CardId, Unsaved]) -> None:
        if self._file is not None and self._file.size < _ROOM + 4 * sum(len(each.text) for each in kept.values()):
            try:
                self._file.append(records)
            except StoreError:
                self._start_anew(kept)  # a disk that failed once is not asked for the same bytes again
        else:
            self._start_anew(kept)

    def _start_anew(self, kept: Mapping[CardId, Unsaved]) -> None:
        """All that is kept in a new file; the old one goes when that is on the disk."""
        file = RecordFile.create(self._folder, SUFFIX, self._header)
        try:
            file.append(_record(None, unsaved) for unsaved in kept.values())
        except StoreError:
            file.remove()
            raise
        if self._file is not None:
            self._file.remove()
        self._file = file


def _folder_of(folder: Path, site: Path) -> Path:
    """A folder for each site, so that a start looks at its own only."""
    name = blake2b(str(site).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    return folder / "unsaved" / name


def _record(old: Unsaved | None, new: Unsaved) -> Record:
    """The whole of both texts the first time, then what differs from the record before: typing takes little room."""
    if old is None or old.base != new.base:
        return {"card": new.id, "when": new.when, "base": new.base, "edit": _as_list(between(new.base, new.text))}
    return {"card": new.id, "when": new.when, "edit": _as_list(between(old.text, new.text))}


def _as_list(splices: Iterable[Splice]) -> list[object]:
    return [value for splice in splices for value in (splice.start, splice.end, splice.text)]


def _replayed(records: Iterable[Record]) -> dict[CardId, Unsaved]:
    """What the records come to; one that makes no sense ends the reading, as a torn one does."""
    kept: dict[CardId, Unsaved] = {}
    for record in records:
        match record:
            case {"card": str(card_id), "when": float() | int() as when, "edit": list(edit), **rest}:
                old = kept.get(card_id)
                base = rest.get("base", old.base if old else None)
                text = base if "base" in rest else old.text if old else None
                match edit, base, text:
                    case [int(start), int(end), str(put)], str(), str():
                        kept[card_id] = Unsaved(card_id, base, apply(text, (Splice(start, end, put),)), when)
                    case [], str(), str():
                        kept[card_id] = Unsaved(card_id, base, text, when)
                    case _:
                        break
            case {"card": str(card_id)}:
                kept.pop(card_id, None)
            case _:
                break
    return kept
