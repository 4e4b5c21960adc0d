"""`newscards merge`: two versions of a card made one, field by field; a merge driver of Git."""

import argparse
from pathlib import Path

from editor.cli.command import CommandError, Exit, Parser, Work, complain
from editor.model.site import store
from editor.model.text.quick_merge import quick_merge


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
    base, ours, theirs = (store.read(path) for path in (call.base, call.ours, call.theirs))
    merged = quick_merge(base.text, ours.text, theirs.text)
    if merged is None:
        from editor.cli.field_merging import merge_by_fields

        return merge_by_fields(call, base.data, ours, theirs.data)
    if merged != ours.text:
        complain(filter(None, [store.write(call.ours, merged.encode(), expected=ours.digest).warning]))
    return Exit.FINE


MERGE = Work(
    _declare,
    _run,
    "`newscards git-setup SITE` makes Git call it for every card.\n"
    "Exit code 1: a conflict; markers stand in OURS around what both versions changed.",
)
