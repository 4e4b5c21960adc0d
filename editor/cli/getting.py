"""`newscards get`: a field's value, or the whole card as JSON."""

import argparse
from pathlib import Path

from editor.cli.command import CommandError, Exit, Parser, Work, say
from editor.cli.json_output import say_json
from editor.cli.places import as_json, cards_at
from editor.model.card.values import format_value
from editor.model.site.rows import read_from_disk
from editor.model.text.paths import parse_path


def _declare(parser: Parser) -> None:
    parser.add_argument("card", metavar="CARD", type=Path, help="a card's file")
    parser.add_argument("field", metavar="FIELD", nargs="?", help="such as published, provider.name, images[0].width")


def _run(call: argparse.Namespace) -> Exit:
    place = next(cards_at([call.card]))
    card = read_from_disk(place.site, place.schemas, *place.ids)
    if card.error:
        raise CommandError(Exit.UNUSABLE, f"{place.shown(card.id)}: {card.error}")
    if call.field is None:
        say_json(as_json(card))
        return Exit.FINE
    try:
        path = parse_path(call.field)
    except ValueError as error:
        raise CommandError(Exit.UNUSABLE, str(error)) from error
    if not card.has(path):
        raise CommandError(Exit.PROBLEMS, f"{place.shown(card.id)}: has no {call.field}")
    value = as_json(card, path)
    if isinstance(value, list):
        for item in value:
            say(format_value(item))
    else:
        say(format_value(value))
    return Exit.FINE


GET = Work(
    _declare,
    _run,
    "Text is printed bare, dates as the file spells them, a list with one item a line, fields within as JSON.\n"
    "Exit code 1: the card has no such field.",
)
