"""`newscards check`: the problems of cards, a line each, and mending those where it is plain how."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from editor.cli.command import CommandError, Exit, Parser, Work, complain, say
from editor.cli.json_output import say_json
from editor.cli.places import Place, cards_below
from editor.cli.searching import narrowed, nothing_matches, read_query
from editor.model.card.card import Card
from editor.model.card.checks import Finding, Severity, check
from editor.model.site.errors import StoreError
from editor.model.site.query import Query
from editor.model.site.rows import read_from_disk
from editor.model.text.paths import format_path


def _declare(parser: Parser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="a site, a folder or one card")
    parser.add_argument("--where", metavar="QUERY", help="only what this search finds")
    parser.add_argument("--fix", action="store_true", help="mend what can be mended, then print what is left")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def _run(call: argparse.Namespace) -> Exit:
    query = read_query(call.where)
    found: list[tuple[str, Finding]] = []
    mended: list[str] = []
    cards: set[Path] = set()
    unwritten = False
    for place in [cards_below(path) for path in call.paths]:
        for card, findings in _checked(place, query):
            file = place.site.root / card.id
            if file in cards:
                continue
            cards.add(file)
            if call.fix and any(finding.fix for finding in findings):
                from editor.cli.mending import mend  # only `--fix` writes, and most of a start is imports

                try:
                    lines, findings = mend(place, card.id)
                    mended += lines
                except (CommandError, StoreError) as error:
                    sentences = error.sentences[:1] if isinstance(error, CommandError) else [str(error)]
                    complain(sentences)  # without "nothing was changed": other cards may be mended
                    unwritten = True
            found += [(place.shown(card.id), finding) for finding in findings]
    if not cards:
        raise CommandError(Exit.PROBLEMS, nothing_matches(query))
    found.sort(key=lambda pair: (pair[0], pair[1].line))
    if call.json:
        problems = [_object(shown, finding) for shown, finding in found]
        say_json({"cards": len(cards), "problems": problems, "fixed": mended})
    else:
        for line in mended:
            say(line)
        for shown, finding in found:
            say(f"{shown}:{finding.line}: {finding.rule}: {finding.text}")
    return Exit.PROBLEMS if unwritten or any(finding.severity is Severity.ERROR for _, finding in found) else Exit.FINE


def _checked(place: Place, query: Query) -> Iterator[tuple[Card, tuple[Finding, ...]]]:
    for card_id in narrowed(place, query).ids if query.text.strip() else place.ids:
        card = read_from_disk(place.site, place.schemas, card_id)
        yield card, check(card)


def _object(shown: str, finding: Finding) -> dict[str, object]:
    return {
        "path": shown,
        "line": finding.line,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "field": format_path(finding.path),
        "text": finding.text,
    }


CHECK = Work(
    _declare,
    _run,
    "Exit code 1: there are errors (warnings alone are 0), or nothing matches.",
)
