"""`newscards merge`: two versions of a card made one, field by field; a merge driver of Git."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from editor.cli.command import CommandError, Exit, Parser, Work, complain
from editor.model.card.card import read_card
from editor.model.card.merge import Merge, Side, conflict_text, merge_cards
from editor.model.card.schema import load_schemas
from editor.model.site import store
from editor.model.text.markers import without_conflicts

_Labels: TypeAlias = tuple[str, str, str]
_LABELS: _Labels = ("ours", "base", "theirs")


def _declare(parser: Parser) -> None:
    parser.add_argument("base", metavar="BASE", type=Path, help="the version that both come from; empty: there is none")
    parser.add_argument("ours", metavar="OURS", type=Path, help="one version; the result is written here")
    parser.add_argument("theirs", metavar="THEIRS", type=Path, help="the other version")
    parser.add_argument("--path", metavar="NAME", help="the card's path, which tells its kind (OURS)")
    parser.add_argument("--marker-size", metavar="N", type=int, default=7, help="length of conflict markers (7)")
    parser.add_argument(
        "--label", metavar="TEXT", action="append", default=[], help="what markers call OURS, BASE and THEIRS; thrice"
    )


def _run(call: argparse.Namespace) -> Exit:
    if call.marker_size < 1:
        raise CommandError(Exit.UNUSABLE, f"a marker cannot be {call.marker_size} characters long")
    name = call.path or call.ours.as_posix()
    ours = store.read(call.ours)
    schemas = load_schemas()
    mine, theirs = (read_card(name, data, schemas) for data in (ours.data, store.read(call.theirs).data))
    before = store.read(call.base).data
    base = read_card(name, before, schemas) if before else None
    if base is not None and base.error:
        # Where histories cross, Git makes the base by a merge of its own, which may have left markers in it.
        base = read_card(name, without_conflicts(base.text), schemas)
    merge = merge_cards(base, mine, theirs, schemas)
    complain(_told(name, merge))
    text = merge.card.text
    if merge.clashes:
        text = conflict_text(base, mine, theirs, schemas, marker_size=call.marker_size, labels=_labels(call))
    data = text.encode("utf-8", "surrogateescape")
    if data != ours.data:
        complain(filter(None, [store.write(call.ours, data, expected=ours.digest).warning]))
    return Exit.PROBLEMS if merge.clashes else Exit.FINE


def _told(name: str, merge: Merge) -> Iterator[str]:
    if merge.story is not None:
        whose = "our" if merge.story is Side.MINE else "the incoming"
        yield f"{name}: {whose} version puts another story into this card"
    if merge.reason and merge.clashes:
        yield f"{name}: {merge.reason}"
    for clash in merge.clashes:
        yield f"{name}: {clash.label}: both versions changed it"


def _labels(call: argparse.Namespace) -> _Labels:
    """Those of the call; older versions of Git know no names for the versions and leave `%X` as it is."""
    if len(call.label) != len(_LABELS):
        return _LABELS
    ours, base, theirs = (
        known if given.startswith("%") else given or known for given, known in zip(call.label, _LABELS, strict=True)
    )
    return ours, base, theirs


MERGE = Work(
    _declare,
    _run,
    "`newscards git-setup SITE` makes Git call it for every card.\n"
    "Exit code 1: a conflict; markers stand in OURS around what both versions changed.",
)
