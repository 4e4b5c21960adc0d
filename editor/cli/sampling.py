"""`newscards sample`: write a made-up site."""

import argparse
import contextlib
import sys
from collections.abc import Callable
from pathlib import Path

from editor.cli.command import CommandError, Exit, Parser, Work, say
from editor.model.text.errors import EditorError

_MANY = 5000  # cards that are worth the second which it takes to start processes


def _declare(parser: Parser) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help="a new or an empty folder")
    parser.add_argument("--cards", metavar="N", type=_at_least_one, default=120, help="how many cards (120)")
    parser.add_argument("--seed", metavar="S", type=int, default=1, help="another number, another site (1)")


def _run(call: argparse.Namespace) -> Exit:
    # Pillow takes 40 ms to load, processes 20 ms, and no other command needs them.
    from editor.model.site.sample import write_sample
    from editor.model.site.sample.processes import cores, spreading

    try:
        with spreading() if call.cards >= _MANY and cores() > 1 else contextlib.nullcontext(map) as spread:
            write_sample(call.folder, cards=call.cards, seed=call.seed, spread=spread, progressed=_progress(call.cards))
    except EditorError as error:
        raise CommandError(Exit.PROBLEMS, str(error)) from error
    cards = "1 card" if call.cards == 1 else f"{call.cards} cards"
    say(f"{call.folder}: a site with {cards}")
    return Exit.FINE


def _progress(cards: int) -> Callable[[int], None]:
    """Says on a terminal how far a large site is; a file or a pipe has no use for that."""
    shown = cards >= _MANY and sys.stderr.isatty()

    def progressed(written: int) -> None:
        if shown:
            end = "\n" if written == cards else ""
            print(f"\r{written:,} of {cards:,} cards", end=end, file=sys.stderr, flush=True)

    return progressed


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of cards")
    return int(text)


SAMPLE = Work(
    _declare,
    _run,
    "The same N and S give the same cards. Exit code 1: DIR is not empty, or cannot be written.",
)
