"""`newscards sample`: write a made-up site."""

import argparse
from pathlib import Path

from editor.cli.command import CommandError, Exit, Parser, Work, say
from editor.model.site.errors import StoreError


def _declare(parser: Parser) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help="a new or an empty folder")
    parser.add_argument("--cards", metavar="N", type=_at_least_one, default=120, help="how many cards (120)")
    parser.add_argument("--seed", metavar="S", type=int, default=1, help="another number, another site (1)")


def _run(call: argparse.Namespace) -> Exit:
    from editor.model.site.sample import write_sample  # Pillow takes 40 ms to load, and no other command needs it

    try:
        write_sample(call.folder, cards=call.cards, seed=call.seed)
    except StoreError as error:
        raise CommandError(Exit.PROBLEMS, str(error)) from error
    cards = "1 card" if call.cards == 1 else f"{call.cards} cards"
    say(f"{call.folder}: a site with {cards}")
    return Exit.FINE


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of cards")
    return int(text)


SAMPLE = Work(
    _declare,
    _run,
    "The same N and S give the same cards. Exit code 1: DIR is not empty, or cannot be written.",
)
