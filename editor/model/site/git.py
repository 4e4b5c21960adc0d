"""The only door to Git: one call of the program at a time, and what it answered."""

import os
import shutil
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from editor.model.text.errors import EditorError

_TIMEOUT = 60  # seconds; what is asked here takes milliseconds, unless a disk has gone away
_MODESTY = 10  # of 19 steps down in the system's order of turns
_DETERMINISTIC = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_EDITOR": ":",
}
# Set by Git for its own hooks and drivers, they would lead to another repository than the folder's.
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX")
_REPLACED = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")  # by a frozen program, for its own libraries


class GitError(EditorError):
    """Git could not do what was asked; `str(error)` says what and why, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How Git ended, and what it wrote."""

    code: int
    out: bytes

    @property
    def line(self) -> str:
        """The one line that was asked for; what is not UTF-8 in a path stays as it is (PEP 383)."""
        return os.fsdecode(self.out.removesuffix(b"\n"))


def run(folder: Path, *arguments: str, fine: Collection[int] = (0,)) -> Answer:
    """Calls Git in a folder, without prompts, pagers and a person's language. Any thread.

    Raises GitError when Git is missing, does not answer, or ends with a code that is not among `fine`.
    """
    try:
        done = subprocess.run(
            [*_modestly(), "git", *arguments],
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TIMEOUT,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # else a black box flashes up on Windows
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise GitError(f"Git did not answer within {_TIMEOUT} seconds in {folder}; try again.") from error
    except FileNotFoundError as error:
        if not folder.is_dir():
            raise GitError(f"The folder {folder} is not there any more.") from error
        raise GitError("Git is not installed, or not found on the PATH; install it and try again.") from error
    except OSError as error:
        raise GitError(f"Git cannot be started in {folder}: {error.strerror}.") from error
    if done.returncode not in fine:
        raise GitError(_why(done.stderr.decode(errors="replace"), folder, arguments))
    return Answer(done.returncode, done.stdout)


def _modestly() -> tuple[str, ...]:
    """What lets the window come first: Git looks at many files in twenty threads, and the window would wait."""
    there = sys.platform != "win32" and shutil.which("nice") and shutil.which("git")
    return ("nice", "-n", str(_MODESTY)) if there else ()


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    if getattr(sys, "frozen", False):
        for name in _REPLACED:
            kept.pop(name, None)
            if f"{name}_ORIG" in kept:
                kept[name] = kept[f"{name}_ORIG"]
    return kept | _DETERMINISTIC


@dataclass(frozen=True, slots=True)
class Repository:
    """The Git repository that a folder is in: a clone, one of its work trees, or a submodule."""

    folder: Path

    @classmethod
    def at(cls, folder: Path) -> "Repository":
        """Raises GitError where there is none, or one without files (a bare one)."""
        run(folder, "rev-parse", "--show-toplevel")
        return cls(folder)

    def prefix(self) -> str:
        """Where the folder is, from the top of the repository: "" or with a slash at its end."""
        return run(self.folder, "rev-parse", "--show-prefix").line

    def changed(self) -> frozenset[str]:
        """The files below the folder, relative to it, that are not as they were committed last, or never were."""
        answer = run(self.folder, "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", ".")
        begin = len(os.fsencode(self.prefix()))
        return frozenset(os.fsdecode(entry[3 + begin :]) for entry in answer.out.split(b"\0") if entry)

    def own_file(self, name: str) -> Path:
        """Where Git keeps a file of its own, such as `info/exclude`; it need not exist."""
        return self.folder / run(self.folder, "rev-parse", "--git-path", name).line

    def setting(self, name: str, *, own: bool = False) -> str | None:
        """The value of a setting, None where it has none; `own`: only what this clone says itself."""
        scope = ("--local",) if own else ()
        answer = run(self.folder, "config", *scope, "--null", "--get", name, fine=(0, 1))
        return None if answer.code else os.fsdecode(answer.out.removesuffix(b"\0"))

    def set_setting(self, name: str, value: str | None) -> None:
        """Gives this clone's own config a value for a setting, or takes it out (None)."""
        if value is None:
            run(self.folder, "config", "--local", "--unset-all", name, fine=(0, 5))  # 5: it was not there
        else:
            run(self.folder, "config", "--local", "--replace-all", name, value)


def _why(said: str, folder: Path, arguments: tuple[str, ...]) -> str:
    if "not a git repository" in said:
        return f"{folder} is not in a Git repository; `git init` makes it one."
    if "must be run in a work tree" in said:
        return f"{folder} is a repository without files; call this in a clone of it."
    if "dubious ownership" in said:
        allow = f"git config --global --add safe.directory '{folder}'"
        return f"{folder} belongs to somebody else, so Git does not touch it; where you trust them, call {allow}."
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    reason = lines[-1].removeprefix("fatal: ").removeprefix("error: ").rstrip(".") if lines else "it does not say why"
    return f"`git {arguments[0]}` failed in {folder}: {reason}."
