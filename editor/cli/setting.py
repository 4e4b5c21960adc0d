"""`newscards set`: edit cards; all of them, or none."""

import argparse
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from editor.cli.command import CommandError, Exit, Parser, Work, complain, say
from editor.cli.places import Place, cards_at, cards_below
from editor.cli.writing import Draft, diff, open_card, write_all
from editor.model.card.card import Card
from editor.model.card.edits import AddItem, Edit, Remove, RemoveItem, SetValue, apply_edits
from editor.model.card.schema import Field, guess_field
from editor.model.card.values import parse_value
from editor.model.site.errors import StoreError
from editor.model.text.errors import EditRefused, Unreadable
from editor.model.text.paths import Path as FieldPath
from editor.model.text.paths import parse_path


@dataclass(frozen=True, slots=True)
class Wish:
    """An edit as it was typed: what `text` means depends on the card's own kind of field."""

    path: FieldPath
    text: str
    make: Callable[[Card, FieldPath, str], Edit]


def _declare(parser: Parser) -> None:
    parser.add_argument(
        "things", metavar="CARD | FIELD=VALUE", nargs="*", help="cards' files, and what to set; ./a=b.md is a file"
    )
    parser.add_argument("--add", metavar="FIELD=VALUE", action="append", default=[], help="one more item in a list")
    parser.add_argument("--remove", metavar="FIELD=VALUE", action="append", default=[], help="an item out of a list")
    parser.add_argument("--unset", metavar="FIELD", action="append", default=[], help="take the field away")
    parser.add_argument("--in", metavar="PATH", type=Path, dest="below", help="instead of cards: a site or a folder …")
    parser.add_argument("--where", metavar="QUERY", help="… and which of its cards; with '' all")
    parser.add_argument("--dry-run", action="store_true", help="print a unified diff and write nothing")


def _run(call: argparse.Namespace) -> Exit:
    wishes, files = _read_wishes(call)
    drafts = _drafts(_places(call, files), wishes)
    if not drafts:
        complain(["nothing to change"])
    elif call.dry_run:
        for draft in drafts:
            say(diff(draft), end="")
    else:
        write_all(drafts)
        for draft in drafts:
            for line in draft.changes:
                say(line)
    return Exit.FINE


def _read_wishes(call: argparse.Namespace) -> tuple[list[Wish], list[Path]]:
    """What to change, and the files named beside it."""
    wishes: list[Wish] = []
    files: list[Path] = []
    for thing in call.things:
        wish = None if _is_file(thing) else _assignment(thing, _set)
        if wish:
            wishes.append(wish)
        else:
            files.append(Path(thing))
    for given, make in ((call.add, _add), (call.remove, _remove)):
        for text in given:
            wish = _assignment(text, make)
            if wish is None:
                raise CommandError(Exit.UNUSABLE, f"“{text}” is not FIELD=VALUE")
            wishes.append(wish)
    wishes += [Wish(_field_path(text), "", lambda _card, path, _text: Remove(path)) for text in call.unset]
    if not wishes:
        raise CommandError(Exit.UNUSABLE, "there is nothing to set; `newscards set --help` says how")
    return wishes, files


def _is_file(thing: str) -> bool:
    """Whether `_news/a=b.md` is meant as a file: it is there, or has a folder where a field's name would stand."""
    field, sign, _ = thing.partition("=")
    in_folder = '"' not in field and any(mark in field for mark in (os.sep, os.altsep) if mark)
    return bool(sign) and (in_folder or os.path.lexists(thing))


def _assignment(text: str, make: Callable[[Card, FieldPath, str], Edit]) -> Wish | None:
    """The wish that `FIELD=VALUE` is; None where what is before the = is not a field."""
    field, sign, value = text.partition("=")
    try:
        return Wish(parse_path(field), value, make) if sign else None
    except ValueError:
        return None


def _field_path(text: str) -> FieldPath:
    try:
        return parse_path(text)
    except ValueError as error:
        raise CommandError(Exit.UNUSABLE, str(error)) from error


def _places(call: argparse.Namespace, files: Sequence[Path]) -> Iterator[Place]:
    if call.below is None:
        if call.where is not None:
            raise CommandError(Exit.UNUSABLE, "--where needs --in PATH")
        if not files:
            raise CommandError(Exit.UNUSABLE, "which card? name its file, or use --in PATH --where QUERY")
        yield from cards_at(files)
        return
    if files:
        raise CommandError(Exit.UNUSABLE, f"either --in, or cards such as {files[0]}")
    if call.where is None:
        raise CommandError(Exit.UNUSABLE, "--in needs --where QUERY; with '' all cards are edited")
    from editor.cli.searching import narrowed, nothing_matches, read_query  # 30 ms that a named card does not need

    query = read_query(call.where)
    place = narrowed(cards_below(call.below), query)
    if not place.ids:
        raise CommandError(Exit.PROBLEMS, nothing_matches(query))
    yield place


def _drafts(places: Iterator[Place], wishes: Sequence[Wish]) -> list[Draft]:
    """What changes, card by card; CommandError with all reasons where one cannot be edited."""
    drafts: dict[Path, Draft] = {}
    reasons: list[str] = []
    code = Exit.FINE
    for place in places:
        for card_id in place.ids:
            where = place.shown(card_id)
            try:
                opened = open_card(place, card_id)
                if opened.card.error:
                    raise opened.card.error
                edits = [wish.make(opened.card, wish.path, wish.text) for wish in wishes]
                new = apply_edits(opened.card, edits, place.schemas)
                if new != opened.card:
                    drafts.setdefault(opened.file.resolve(), opened.draft(new, edits))
            except EditRefused as error:
                code = max(code, Exit.PROBLEMS)
                reasons.append(f"{where}: {error}")
            except (Unreadable, StoreError, ValueError) as error:
                code = Exit.UNUSABLE
                reasons.append(f"{where}: {error}")
    if reasons:
        raise CommandError(code, *reasons)
    return list(drafts.values())


def _set(card: Card, path: FieldPath, text: str) -> Edit:
    return SetValue(path, parse_value(_field(card, path), text))


def _add(card: Card, path: FieldPath, text: str) -> Edit:
    return AddItem(path, parse_value(_item(card, path), text))


def _remove(card: Card, path: FieldPath, text: str) -> Edit:
    return RemoveItem(path, parse_value(_item(card, path), text))


def _field(card: Card, path: FieldPath) -> Field | None:
    """What the schema says of the field, else what the card's own value tells."""
    declared = card.schema.field(path)
    value = card.get(path)
    if declared or value is None:
        return declared
    return guess_field(str(path[-1]), value)


def _item(card: Card, path: FieldPath) -> Field | None:
    field = _field(card, path)
    return field.item if field else None


SET = Work(
    _declare,
    _run,
    "FIELD is a path: published, provider.name, topics, images[0].width. VALUE is read as the field's type;\n"
    "a list is JSON or YAML flow: topics='[Space, Ocean Science]'. Prints what changed.\n"
    "-is:broken in QUERY leaves out cards that cannot be read.\n"
    "Exit code 1: refused, or nothing matches; then nothing is written.",
)
