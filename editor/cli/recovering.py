"""`newscards recover`: a change of many files that was cut short is finished, or put back."""

import argparse
from pathlib import Path

from editor.cli.command import CommandError, Exit, Parser, Work, complain, say
from editor.model.site.batches import CutShort, cut_short
from editor.model.site.layout import open_site
from editor.model.site.state import state_folder


def _declare(parser: Parser) -> None:
    parser.add_argument("site", metavar="SITE", type=Path, help="the site whose files were being changed")
    answer = parser.add_mutually_exclusive_group()
    answer.add_argument("--finish", action="store_true", help="write the files that were not written")
    answer.add_argument("--put-back", action="store_true", help="give the files that were written their former text")


def _run(call: argparse.Namespace) -> Exit:
    found = cut_short(state_folder(), open_site(call.site).root)
    if not found:
        say("nothing was cut short")
        return Exit.FINE
    if not (call.finish or call.put_back):
        for batch in found:
            say(_told(batch))
            batch.close()
        raise CommandError(Exit.PROBLEMS, f"`newscards recover {call.site} --finish` or `--put-back` settles it")
    settled = [batch.finish() if call.finish else batch.put_back() for batch in found]
    errors = [error for each in settled for error in each]
    complain(map(str, errors))
    say("finished" if call.finish else "put back")
    return Exit.PROBLEMS if errors else Exit.FINE


def _told(batch: CutShort) -> str:
    written, missing = len(batch.written), len(batch.missing)
    return f"a change of {len(batch.rewrites)} files was cut short; written: {written}, not written: {missing}"


RECOVER = Work(
    _declare,
    _run,
    "A change of many files, by `newscards set` or from the window, is written down before the first file is touched.\n"
    "Without an option, says what was cut short. Files that something else has changed since are left alone.\n"
    "Exit code 1: something was cut short, or could not be settled.",
)
