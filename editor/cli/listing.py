"""`newscards list`: the cards that match, for people and for programs."""

import argparse
import re
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from editor.cli.columns import columns
from editor.cli.command import CommandError, Exit, Parser, Work, complain, say
from editor.cli.json_output import say_json
from editor.cli.places import Place, as_json, cards_below
from editor.cli.searching import marks_for, nothing_matches, read_query, rows
from editor.model.card.card import Publishing
from editor.model.card.schema import Schemas
from editor.model.site.rows import read_from_disk
from editor.model.site.summary import Row

_MARKS = {Publishing.PUBLISHED: "●", Publishing.HIDDEN: "○", Publishing.LISTED: "◌"}
_BROKEN = "!"
_UNSAFE = ("Cc", "Cs")  # control characters, and halves of characters
_GAP = "  "
_INDEX = re.compile(r"\[[0-9]+\]")
_NARROW = 40  # columns; a smaller terminal gets longer lines


def _declare(parser: Parser) -> None:
    parser.add_argument("path", metavar="PATH", type=Path, help="a site, a folder or one card")
    parser.add_argument("--where", metavar="QUERY", help="only what this search finds")
    parser.add_argument(
        "--sort", metavar="FIELD", default="date", help="date (newest first, the default), title, provider, any field"
    )
    parser.add_argument("--reverse", action="store_true", help="the other way round")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON document: a list of cards")
    form.add_argument("--paths", action="store_true", help="the paths only, one a line")
    form.add_argument("--count", action="store_true", help="how many there are")


def _run(call: argparse.Namespace) -> Exit:
    query = read_query(call.where)
    place = cards_below(call.path)
    newest_first = call.sort == "date"
    field = _INDEX.sub("", call.sort)  # as rows name it: `images.width` holds those of all images, the first one first
    index = rows(place)
    if field not in index.fields() and not _is_declared(field, place.schemas):
        known = ", ".join(sorted(name for name in index.fields() if "." not in name))
        raise CommandError(
            Exit.UNUSABLE, f"--sort: no card has a field “{call.sort}”; there are {known}, and those within"
        )
    marks = marks_for(place, query)
    ids = index.find(query, sort=field, descending=newest_first != call.reverse, marks=marks)
    if call.count:
        say(str(len(ids)))
    elif call.json:
        say_json([_object(place, index.row(card_id)) for card_id in ids])
    elif call.paths:
        for card_id in ids:
            say(place.shown(card_id))
    else:
        _print_table([_cells(place, index.row(card_id)) for card_id in ids])
    if not ids:
        complain([nothing_matches(query)])
        return Exit.PROBLEMS
    return Exit.FINE


def _is_declared(field: str, schemas: Schemas) -> bool:
    """Whether cards may have the field, though none of these do."""
    return any(schema.field((field.partition(".")[0],)) for schema in schemas.all())


def _object(place: Place, row: Row) -> dict[str, object]:
    card = read_from_disk(place.site, place.schemas, row.id)
    dated = next((key for key in ("publishedDateTime", "date") if card.has((key,))), None)
    return {
        "path": place.shown(row.id),
        "title": row.title,
        "excerpt": row.excerpt,
        "date": as_json(card, (dated,)) if dated else None,
        "published": None if row.error else row.is_published,
        "provider": row.provider,
        "topics": list(row.topics),
        "type": row.type,
        "schema": row.schema,
        "problems": row.problems,
        "error": row.error or None,
    }


def _cells(place: Place, row: Row) -> Sequence[str]:
    mark = _BROKEN if row.error else _MARKS[row.publishing]
    date = f"{row.date:%Y-%m-%d}" if row.date else ""
    return mark, date, _one_line(row.provider), _one_line(row.title), place.shown(row.id)


def _print_table(lines: Sequence[Sequence[str]]) -> None:
    """Columns that fit the terminal; into a pipe or a file whole cells with tabs between them."""
    if not (sys.stdout and sys.stdout.isatty()):  # there is no stdout after `>&-`
        for cells in lines:
            say("\t".join(cells))
        return
    width = max(_NARROW, shutil.get_terminal_size().columns)
    room = width - 1 - 10 - 4 * len(_GAP)
    provider = min(room // 5, max((columns(cells[2]) for cells in lines), default=0))
    path = min((room - provider) // 2, max((columns(cells[4]) for cells in lines), default=0))
    title = room - provider - path
    for mark, date, name, words, place in lines:
        cells = mark, date.ljust(10), _fit(name, provider), _fit(words, title), _fit(place, path, keep_end=True)
        say(_GAP.join(cells).rstrip())


def _one_line(text: str) -> str:
    """The text without line breaks, and without characters that could change the terminal."""
    return "".join("�" if unicodedata.category(letter) in _UNSAFE else letter for letter in " ".join(text.split()))


def _fit(text: str, room: int, *, keep_end: bool = False) -> str:
    """The text cut or filled up to so many columns."""
    if columns(text) <= room:
        return text + " " * (room - columns(text))
    kept = text
    while kept and columns(kept) > room - 1:
        kept = kept[1:] if keep_end else kept[:-1]
    cut = "…" + kept if keep_end else kept + "…"
    return cut + " " * (room - columns(cut))


LIST = Work(
    _declare,
    _run,
    "Marks: ● published, ○ unpublished, ◌ listed without a page, ! cannot be read.\n"
    "Paths start at the current folder, or are absolute when PATH is. Exit code 1: nothing matches.",
)
