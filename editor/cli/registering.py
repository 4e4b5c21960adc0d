"""`newscards git-setup`: makes Git merge cards with the editor."""

import argparse
import shlex
import sys
import sysconfig
from pathlib import Path

from editor.cli.command import CommandError, Exit, Parser, Work, say
from editor.model.site.errors import StoreError
from editor.model.site.git import GitError
from editor.model.site.layout import open_site
from editor.model.site.merge_driver import set_up, take_back


def _declare(parser: Parser) -> None:
    parser.add_argument("site", metavar="SITE", type=Path, help="a site in a Git repository")
    parser.add_argument(
        "--committed", action="store_true", help="say which files are cards in .gitattributes, to be committed for all"
    )
    parser.add_argument("--undo", action="store_true", help="take out what was written, and nothing else")


def _run(call: argparse.Namespace) -> Exit:
    site = open_site(call.site)
    steps = (
        take_back(site, committed=call.committed) if call.undo else set_up(site, _program(), committed=call.committed)
    )
    changed = False
    try:
        for step in steps:
            changed |= step.changed
            say(f"{step.where}: {_told(changed=step.changed, undo=call.undo)}: {step.what}")
    except (GitError, StoreError) as error:
        raise CommandError(Exit.PROBLEMS, str(error)) from error
    if not changed:
        say("nothing to change")
    return Exit.FINE


def _told(*, changed: bool, undo: bool) -> str:
    if undo:
        return "removed" if changed else "was not there"
    return "added" if changed else "is there"


def _program() -> str:
    """This program as a shell calls it from anywhere.

    Git calls it in the folder of the repository, and nothing there may take the place of one of our modules: that is
    Python's -P. Where the program runs from a checkout, its folder has to be named.
    """
    if getattr(sys, "frozen", False):
        return shlex.quote(sys.executable)
    call = f"{shlex.quote(sys.executable)} -P -m editor"
    home = Path(__file__).parents[2]
    installed = home == Path(sysconfig.get_path("purelib"))
    return call if installed else f"PYTHONPATH={shlex.quote(str(home))} {call}"


GIT_SETUP = Work(
    _declare,
    _run,
    "Only this clone is changed: its settings, which nobody else gets, and info/attributes or, with --committed, the\n"
    "site's .gitattributes. Each line that is written is printed; a second call changes nothing.\n"
    "Exit code 1: there is no Git repository, or it cannot be changed.",
)
