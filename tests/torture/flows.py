"""The flows that are killed and made to fail: what a child does in a folder, and what must be true afterwards.

A flow's judge looks at the files and at what the child said, and names each promise that was broken.
"""

import contextlib
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import editor.cli.merging
import editor.cli.setting  # noqa: F401  # a command imports itself when it is called: that is not to be tried here
from editor.cli.run import run as command_line
from editor.model.card.card import CardId
from editor.model.card.schema import load_schemas
from editor.model.site import index_file, store
from editor.model.site.batches import Batch, Rewrite, cut_short
from editor.model.site.columns import Columns
from editor.model.site.errors import StoreError
from editor.model.site.journal import Journal, Unsaved
from editor.model.site.layout import open_site
from editor.model.site.reading import Known, read_site
from editor.model.site.saving import PendingSave, Saved, write_cards
from editor.model.site.summary import Row
from tests.torture.children import Ended, Voice, Work

if sys.platform != "win32":
    import resource

KEYS = 24
"""How often a key is pressed in the flow of typing."""


@dataclass(frozen=True, slots=True)
class Flow:
    """`work` is what a child does, `judge` names what is wrong afterwards, `make` puts the folder's files there."""

    name: str
    work: Work
    judge: Callable[[Path, int, Ended], Iterator[str]]
    make: Callable[[Path, int], None]


def make_site(folder: Path, cards: int) -> None:
    """A site of so many cards, all old, with no trace of what happened before."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "site" / "_news").mkdir(parents=True)
    (folder / "site" / "_config.yml").write_text("title: The Harbour Gazette\n", encoding="utf-8")
    for number in range(cards):
        _path(folder, number).write_bytes(old(number).encode())


def old(number: int) -> str:
    """A card's text before."""
    lines = f"heat: 1\nexcerpt: {'Ferries. ' * (number % 7 * 40)}\npublished: false\n"
    return f'---\ntype: article\ntitle: "Pier {number}"\n{lines}---\nBody {number}.\n'


def new(number: int) -> str:
    """A card's text after: as long as before, and one character of it differs."""
    return old(number).replace("heat: 1\n", "heat: 2\n")


def _id(number: int) -> CardId:
    return f"_news/{number:03}.md"


def _path(folder: Path, number: int) -> Path:
    return folder / "site" / _id(number)


def versions(folder: Path, cards: int) -> list[str]:
    """What each card is: old, new, torn or gone."""
    return [_version(folder, number) for number in range(cards)]


def _version(folder: Path, number: int) -> str:
    try:
        text = _path(folder, number).read_bytes().decode()
    except FileNotFoundError:
        return "gone"
    except UnicodeDecodeError:
        return "torn"
    return {old(number): "old", new(number): "new"}.get(text, "torn")


def beside(folder: Path) -> list[str]:
    """The names of all files in the site that are neither its cards nor its config."""
    files = (path for path in (folder / "site").rglob("*") if path.is_file())
    return sorted(path.name for path in files if path.suffix not in (".md", ".yml"))


# Saving, card by card


def save(folder: Path, cards: int, voice: Voice) -> None:
    """Saves every card, as the window's writing lane does."""
    for number in range(cards):
        _save(folder, number, voice)


def _save(folder: Path, number: int, voice: Voice) -> None:
    try:
        expected = store.digest(old(number).encode())
        stored = store.write(_path(folder, number), new(number).encode(), expected=expected)
    except StoreError as error:
        voice.say("refused", number, str(error))
    else:
        voice.say("saved", number, stored.warning)


def judge_saves(folder: Path, cards: int, ended: Ended) -> Iterator[str]:
    """Each card is what was said of it; only a kill leaves anything beside them, and a sweep takes that away."""
    yield from _wholly(folder, cards, ended)
    yield from _as_said(folder, cards, ended)


def _as_said(folder: Path, cards: int, ended: Ended) -> Iterator[str]:
    found = versions(folder, cards)
    for number, _ in ended.about("saved"):
        if found[number] != "new":
            yield f"card {number} was called saved and is {found[number]}"
    for number, sentence in ended.about("refused"):
        if found[number] != "old":
            yield f"card {number} was called not saved ({sentence}) and is {found[number]}"
        yield from _is_no_sentence(sentence)
    told = {number for number, _ in ended.about("saved") + ended.about("refused")}
    if not ended.killed and len(told) != len(found):
        yield f"nothing was said of {len(found) - len(told)} cards"


def _wholly(folder: Path, cards: int, ended: Ended) -> Iterator[str]:
    if ended.crash:
        yield f"a crash: {ended.crash}"
    for number, version in enumerate(versions(folder, cards)):
        if version in ("torn", "gone"):
            yield f"card {number} is {version}"
    left = beside(folder)
    if left and not ended.killed:
        yield f"left beside the cards: {left}"
    store.sweep([folder / "site" / "_news"])
    if beside(folder):
        yield f"a sweep leaves {beside(folder)}"


def _is_no_sentence(text: str) -> Iterator[str]:
    if not text or "\n" in text or "Traceback" in text or "Error(" in text:
        yield f"not a sentence: {text!r}"


# The command line


def set_all(folder: Path, cards: int, voice: Voice) -> None:
    """`newscards set --in SITE --where '' heat=2`."""
    _command(folder, voice, "set", "--in", str(folder / "site"), "--where", "", "heat=2")


def judge_set(folder: Path, cards: int, ended: Ended) -> Iterator[str]:
    """All cards or none, or each that could not be put back is named; what a kill leaves half done can be finished."""
    yield from _wholly(folder, cards, ended)
    found = versions(folder, cards)
    if ended.killed:
        left = cut_short(folder / "state" / "newscards", folder / "site")
        if len(set(found)) > 1 and len(left) != 1:
            yield f"cut short in the middle, and {len(left)} changes are found to be settled: {found}"
        for each in left:
            yield from (f"finishing it says {error}" for error in each.finish())
        if left and set(versions(folder, cards)) != {"new"}:
            yield f"finished, and the cards are {versions(folder, cards)}"
    for code, complaints in ended.about("ended"):
        yield from _are_sentences(complaints)
        if code == 0 and set(found) != {"new"}:
            yield f"it ended well, and the cards are {found}"
        for number, version in enumerate(found):
            if code != 0 and version == "new" and f"{_path(folder, number).name}: is changed" not in complaints:
                yield f"card {number} is changed, and nobody was told: {complaints}"


def make_versions(folder: Path, cards: int) -> None:
    """A site, and of its first card a base and another version, as Git hands them to a merge driver."""
    make_site(folder, cards)
    base = old(0).replace("published: false", "published: true")
    (folder / "base").write_bytes(base.encode())
    (folder / "theirs").write_bytes(base.replace("heat: 1\n", "heat: 2\n").encode())


def merge(folder: Path, cards: int, voice: Voice) -> None:
    """`newscards merge BASE OURS THEIRS`, where OURS is the first card."""
    versions = (str(path) for path in (folder / "base", _path(folder, 0), folder / "theirs"))
    _command(folder, voice, "merge", *versions, "--path", _id(0))


def judge_merge(folder: Path, cards: int, ended: Ended) -> Iterator[str]:
    """The card has what both versions changed, or is as it was and Git is told."""
    yield from _wholly(folder, cards, ended)
    found = versions(folder, cards)
    for code, complaints in ended.about("ended"):
        yield from _are_sentences(complaints)
        if found != (["new"] if code == 0 else ["old"]):
            yield f"it ended with {code}, and the card is {found}"
        if code > 128:
            yield f"it ended with {code}, as after a crash"


def _command(folder: Path, voice: Voice, *arguments: str) -> None:
    os.environ["XDG_STATE_HOME"] = str(folder / "state")  # nothing of the user's own
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = command_line(arguments, lambda path: 2)
    voice.say("ended", int(code), err.getvalue()[:8000])


def _are_sentences(complaints: str) -> Iterator[str]:
    yield from (f"not a sentence: {line!r}" for line in complaints.splitlines() if not line.startswith("newscards: "))


# A change of many cards, written down first


def batch(folder: Path, cards: int, voice: Voice) -> None:
    """Saves all cards at once, as the window does."""
    try:
        site, schemas = open_site(folder / "site"), load_schemas()
    except StoreError as error:
        for number in range(cards):
            voice.say("refused", number, str(error))
        return
    pending = [
        PendingSave(_id(number), new(number), old(number), store.digest(old(number).encode()))
        for number in range(cards)
    ]
    for number, (_, outcome) in enumerate(write_cards(site, schemas, pending, state=folder / "state")):
        if isinstance(outcome, Saved):
            voice.say("saved", number, outcome.warning)
        else:
            voice.say("refused", number, str(outcome))


def judge_batch(folder: Path, cards: int, ended: Ended) -> Iterator[str]:
    """After a crash what is left behind makes all cards new, or all old; without one each card is what was said."""
    yield from _wholly(folder, cards, ended)
    if not ended.killed:
        yield from _as_said(folder, cards, ended)
    found = cut_short(folder / "state", folder / "site")
    mixed = len(set(versions(folder, cards))) > 1
    if ended.killed and mixed and len(found) != 1:
        yield f"cut short in the middle, and {len(found)} changes are found to be settled: {versions(folder, cards)}"
    for number, each in enumerate(found):
        errors = each.finish() if len(ended.said) % 2 else each.put_back()
        if errors:
            yield f"settling change {number} says {[str(error) for error in errors]}"
    if found and len(set(versions(folder, cards))) != 1:
        yield f"settled, and the cards are {versions(folder, cards)}"
    yield from _remains(folder)


def _rewrites(folder: Path, cards: int) -> list[Rewrite]:
    return [Rewrite(_path(folder, number), old(number), new(number)) for number in range(cards)]


def _remains(folder: Path) -> Iterator[str]:
    again = cut_short(folder / "state", folder / "site")
    for each in again:
        each.close()
    if again:
        yield "what was settled is offered again"


def make_cut_short(folder: Path, cards: int) -> None:
    """A site whose change was cut short when half of the cards were new."""
    make_site(folder, cards)
    with Batch(folder / "state", _rewrites(folder, cards)):
        [file] = (folder / "state" / "batches").iterdir()
        data = file.read_bytes()
    file.write_bytes(data)
    for number in range(cards // 2):
        _path(folder, number).write_bytes(new(number).encode())


def settle(folder: Path, cards: int, voice: Voice) -> None:
    """Finishes what was cut short, as the window does at the next start."""
    for each in cut_short(folder / "state", folder / "site"):
        errors = each.finish()
        voice.say("settled", [str(error) for error in errors], [error.path.name for error in errors])


def judge_settling(folder: Path, cards: int, ended: Ended) -> Iterator[str]:
    """Each card is new, or named, or the change is still there to be finished at another start."""
    yield from _wholly(folder, cards, ended)
    named = [name for _, names in ended.about("settled") for name in names]
    for sentences, _ in ended.about("settled"):
        for sentence in sentences:
            yield from _is_no_sentence(sentence)
    if named:
        left = [number for number, version in enumerate(versions(folder, cards)) if version == "old"]
        unnamed = [number for number in left if _path(folder, number).name not in named]
        if unnamed:
            yield f"cards {unnamed} are not finished, and were not named"
        return
    for each in cut_short(folder / "state", folder / "site"):
        yield from (f"a second try says {error}" for error in each.finish())
    if set(versions(folder, cards)) != {"new"}:
        yield f"settled, and the cards are {versions(folder, cards)}"
    yield from _remains(folder)


# Typing


def typed(number: int, key: int) -> str:
    """A card's text after this key."""
    return old(number).replace("Body", "Body" + "é" * (key + 1))


def typing(folder: Path, cards: int, voice: Voice) -> None:
    """Types into all cards in turn; every key is kept. Then the process just ends."""
    journal = Journal(folder / "state", folder / "site")
    for key in range(KEYS):
        number = key % cards
        try:
            journal.keep([Unsaved(_id(number), old(number), typed(number, key))])
        except StoreError as error:
            voice.say("refused", number, key, str(error))
        else:
            voice.say("kept", number, key)


def judge_typing(folder: Path, cards: int, ended: Ended) -> Iterator[str]:
    """Every text that was called kept is there at the next start, or one that was typed after it."""
    yield from _wholly(folder, cards, ended)
    for _, _, sentence in ended.about("refused"):
        yield from _is_no_sentence(sentence)
    journals = Journal.left_behind(folder / "state", folder / "site")
    found = {card_id: unsaved for journal in journals for card_id, unsaved in journal.unsaved.items()}
    for journal in journals:
        journal.forget()
    last = dict(ended.about("kept"))
    for number in range(cards):
        unsaved = found.get(_id(number))
        after = [typed(number, key) for key in range(last.get(number, 0), KEYS)]
        if unsaved is None and number in last:
            yield f"card {number} was kept at key {last[number]}, and nothing of it is there"
        if unsaved is not None and (unsaved.text not in after or unsaved.base != old(number)):
            yield f"card {number} was kept at key {last.get(number)}, and something else is there: {unsaved.text!r}"
    if Journal.left_behind(folder / "state", folder / "site"):
        yield "what was forgotten is offered again"


# What is remembered of a site


def make_remembered(folder: Path, cards: int) -> None:
    """A site that was read and remembered; the first card has changed since."""
    make_site(folder, cards)
    _rows(folder)
    _path(folder, 0).write_bytes(new(0).encode())


def remember(folder: Path, cards: int, voice: Voice) -> None:
    """Reads the site by what is remembered of it, as the window does, and leaves it."""
    try:
        rows = _rows(folder)
    except StoreError as error:
        voice.say("refused", str(error))
        return
    for number in range(cards):
        row = rows.get(_id(number))
        voice.say("read", number, row.values.get("heat") if row else None, row.error if row else "")


def _rows(folder: Path) -> dict[CardId, Row]:
    with patch.object(index_file, "RACY", 0):  # what was written a moment ago is relied upon all the same
        site, schemas = open_site(folder / "site"), load_schemas()
        file = index_file.IndexFile(folder / "cache", site, schemas)
        columns, ids = Columns(), set[CardId]()
        for piece in read_site(site, schemas, file):
            if isinstance(piece, Known):
                ids = {*piece.stamps, *piece.to_read}
            else:
                columns.take(piece.block)
        file.visit()
    return {card_id: columns.row(columns.slots[card_id]) for card_id in ids}


def judge_remembering(folder: Path, cards: int, ended: Ended) -> Iterator[str]:
    """Each card that was found was read as it is, or it is told why not; and the next time all of them are."""
    yield from _wholly(folder, cards, ended)
    for [sentence] in ended.about("refused"):
        yield from _is_no_sentence(sentence)
    heats = [[2] if number == 0 else [1] for number in range(cards)]
    read = ended.about("read")
    if not ended.killed and len(read) != cards and not ended.about("refused"):
        yield f"{len(read)} cards were read"
    for number, heat, error in read:
        if heat not in (heats[number], None) and not error:  # None: its folder could not be looked into
            yield f"card {number} was read as {heat}"
    for turn in ("next", "last"):
        found = [list(row.values.get("heat", ())) for _, row in sorted(_rows(folder).items())]
        if found != heats:
            yield f"the {turn} time they are {found}"


# Systems that take a part of what is to be written


def in_pieces(work: Work, most: int, folder: Path, cards: int, voice: Voice) -> None:
    """A flow where each write takes so many bytes at most, as the system is free to do."""
    write = os.write
    os.write = lambda handle, data: write(handle, data[:most])
    work(folder, cards, voice)


def up_to(work: Work, size: int, folder: Path, cards: int, voice: Voice) -> None:
    """A flow where no file may grow beyond so many bytes: a part is written, then the system refuses the rest."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    work(folder, cards, voice)


# What a careless editor does: the harness has to find it out


def careless(folder: Path, cards: int, voice: Voice) -> None:
    """Writes into the cards themselves."""
    for number in range(cards):
        with contextlib.suppress(OSError), _path(folder, number).open("wb", buffering=0) as file:
            for start in range(0, len(new(number)), 100):
                file.write(new(number)[start : start + 100].encode())
        voice.say("saved", number, "")


SAVE = Flow("saving", save, judge_saves, make_site)
SET = Flow("newscards set", set_all, judge_set, make_site)
MERGE = Flow("newscards merge", merge, judge_merge, make_versions)
BATCH = Flow("a change of many", batch, judge_batch, make_site)
SETTLE = Flow("settling what was cut short", settle, judge_settling, make_cut_short)
TYPING = Flow("typing", typing, judge_typing, make_site)
REMEMBER = Flow("reading what is remembered", remember, judge_remembering, make_remembered)
CARELESS = Flow("careless saving", careless, judge_saves, make_site)
