"""The door of the command line: which command a call means, and how it ends."""

import contextlib
import io
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import TypeAlias

from editor.cli.command import Command, CommandError, Exit, Parser, complain, say
from editor.cli.commands import COMMANDS
from editor.model.text.errors import EditorError

OpenWindow: TypeAlias = Callable[[Path | None], int]
"""Shows the window on a site, a folder or a card (None: the last site), and gives its exit code."""


def run(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Does what the arguments (without the program's name) ask for; gives the exit code."""
    # The same bytes on every system; among the results, file names that are not UTF-8 as they are.
    for stream, errors in ((sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors, newline="\n")
    try:
        code = _run(arguments, open_window)
        print(end="", flush=True)  # what cannot be written is to be known here
    except CommandError as error:
        complain(error.sentences)
        return error.code
    except EditorError as error:
        complain([str(error)])
        return Exit.UNUSABLE
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        _give_up_output()
        return Exit.NOBODY_READS
    except OSError as error:
        if error.filename is not None:
            raise
        _give_up_output()  # a full disk behind `> file`, say
        complain([f"the results cannot be written: {error.strerror}"])
        return Exit.UNUSABLE
    return code


def _give_up_output() -> None:
    """Else Python tries again when it ends, and complains."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: Sequence[str], open_window: OpenWindow) -> int:
    try:
        if arguments and arguments[0] in COMMANDS:
            return _run_command(COMMANDS[arguments[0]], arguments[1:])
        return _run_window(arguments, open_window)
    except SystemExit as end:  # argparse has printed the help
        return Exit.FINE if end.code is None else int(end.code)


def _run_command(command: Command, arguments: Sequence[str]) -> Exit:
    work = command.load()
    parser = Parser(
        f"newscards {command.name}",
        usage="\n       ".join(command.calls),
        description=command.summary[0].upper() + command.summary[1:] + ".",
        epilog=work.details,
    )
    work.declare(parser)
    with _ended_like_ctrl_c():
        return work.run(parser.parse_intermixed_args(list(_with_dashes_hidden(arguments))))


def _with_dashes_hidden(arguments: Sequence[str]) -> Iterator[str]:
    """`--where -is:broken` as one argument, and `./-a.md` for `-- -a.md`: argparse would see options in them."""
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            break
        search = next(rest, None) if argument == "--where" else None
        yield argument if search is None else f"{argument}={search}"
    for argument in rest:
        yield f"./{argument}" if argument.startswith("-") else argument


@contextlib.contextmanager
def _ended_like_ctrl_c() -> Iterator[None]:
    """A command that is told to end (a closed terminal, a CI job out of time) puts back what it has half done."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    names = ("SIGTERM", "SIGHUP") if threading.current_thread() is threading.main_thread() else ()
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    handled = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]  # not below nohup
    for number in handled:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in handled:
            signal.signal(number, signal.SIG_DFL)


def _run_window(arguments: Sequence[str], open_window: OpenWindow) -> int:
    lines = ["commands:"]
    for command in COMMANDS.values():
        lines += (f"  {call}" for call in command.calls)
        lines.append(f"      {command.summary}")
    parser = Parser("newscards", description="A desktop editor for news cards.", epilog="\n".join(lines))
    parser.add_argument(
        "path", metavar="PATH", nargs="?", type=Path, help="open the window on a site, a folder or one card (./list)"
    )
    parser.add_argument("--version", action="store_true", help="say which version this is")
    call, rest = parser.parse_known_args(arguments)
    if call.version and not rest:
        say(f"newscards {_version()}")
        return Exit.FINE
    if call.path is not None and not os.path.lexists(call.path):
        raise CommandError(Exit.UNUSABLE, f"{call.path}: there is no such file or folder, and no such command")
    if rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    return open_window(call.path)


def _version() -> str:
    from importlib import metadata  # loads e-mail and zip readers, 25 ms that no other call needs

    try:
        return metadata.version("newscards")
    except metadata.PackageNotFoundError:  # a checkout that nobody installed
        return "(not installed)"
