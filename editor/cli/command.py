"""What a command of the command line is, how it ends, and how it names things."""

import argparse
import enum
import os
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple, NoReturn

_HALF_CHARACTER = re.compile("[\ud800-\udc7f\udd00-\udfff]")  # the others stand for bytes of a file's name (PEP 383)


class Exit(enum.IntEnum):
    """The exit codes that scripts rely on."""

    FINE = 0
    PROBLEMS = 1  # problems found, nothing matched, refused
    UNUSABLE = 2  # wrong call, or input that cannot be read
    INTERRUPTED = 128 + 2  # as shells report SIGINT
    NOBODY_READS = 128 + 13  # and SIGPIPE: `newscards list … | head`


class CommandError(Exception):
    """Ends a command; each sentence becomes a line on stderr."""

    def __init__(self, code: Exit, *sentences: str) -> None:
        super().__init__(code, *sentences)
        self.code = code
        self.sentences = sentences


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Knows the width itself: argparse makes one for each argument, and asks a module that takes 3 ms to load."""

    def __init__(self, prog: str) -> None:
        try:
            width = int(os.environ.get("COLUMNS") or os.get_terminal_size().columns)
        except (OSError, ValueError):  # no terminal
            width = 80
        super().__init__(prog, width=max(width - 2, 20))


class Parser(argparse.ArgumentParser):
    """Says in one line what is wrong with a call."""

    def __init__(self, prog: str, *, description: str, usage: str | None = None, epilog: str = "") -> None:
        super().__init__(
            prog,
            usage=usage,
            description=description,
            epilog=epilog,
            allow_abbrev=False,
            formatter_class=_Formatter,
        )

    def error(self, message: str) -> NoReturn:
        raise CommandError(Exit.UNUSABLE, f"{message}; `{self.prog} --help` says more")


class Command(NamedTuple):
    """One command as `newscards --help` tells of it; `load` gets the rest when it is called for.

    `usage` has the ways to call it, without its name.
    """

    name: str
    usage: tuple[str, ...]
    summary: str
    load: Callable[[], "Work"]

    @property
    def calls(self) -> tuple[str, ...]:
        """The ways to call it, whole."""
        return tuple(f"newscards {self.name} {usage}" for usage in self.usage)


class Work(NamedTuple):
    """The rest of a command: its arguments, what it does (giving the exit code), and what its own help adds."""

    declare: Callable[[Parser], None]
    run: Callable[[argparse.Namespace], Exit]
    details: str = ""


def say(text: str = "", *, end: str = "\n") -> None:
    """A result, on stdout. Half characters, which no encoding has, become �."""
    print(_HALF_CHARACTER.sub("�", text), end=end)


def complain(sentences: Iterable[str]) -> None:
    """Each sentence as a line on stderr, after the program's name, as Unix tools do."""
    for sentence in sentences:
        print(f"newscards: {sentence.rstrip('.')}", file=sys.stderr)


def shown(file: Path, *, like: Path) -> str:
    """A file’s path for other tools: absolute when the path that was asked for is, else from the current folder."""
    if like.is_absolute():
        return str(file)
    try:
        return os.path.relpath(file)
    except ValueError:  # another drive of Windows
        return str(file)
