"""The program `newscards`; also `python -m editor`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from editor.cli.command import CommandError, Exit
from editor.cli.run import run


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program with these arguments, or those of the process; gives its exit code."""
    if getattr(sys, "frozen", False):
        from multiprocessing import (
            freeze_support,
        )  # 8 ms; a process that reads cards begins here, too, and goes no further

        freeze_support()
    return run(sys.argv[1:] if arguments is None else arguments, _open_window)


def _open_window(path: Path | None) -> int:
    try:
        from editor.ui.start import run_window  # Qt is loaded for the window only

        return run_window(path)
    except ImportError as error:
        raise CommandError(Exit.UNUSABLE, f"the window needs Qt, which cannot be loaded: {error}") from error


if __name__ == "__main__":
    sys.exit(main())
