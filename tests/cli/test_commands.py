"""The table of commands, and what a start of the program loads."""

import subprocess
import sys

import pytest

from editor.cli.commands import COMMANDS
from tests.cli.test_run import ROOT


def loaded_after(*arguments: str) -> set[str]:
    """The modules that the program has loaded when it is done."""
    code = (
        "import contextlib, io, sys; from editor.__main__ import main\n"
        "with contextlib.redirect_stdout(io.StringIO()): main(sys.argv[1:])\n"
        "print(*sys.modules)"
    )
    call = [sys.executable, "-c", code, *arguments]
    return set(subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.parametrize("command", COMMANDS.values(), ids=lambda command: command.name)
def test_every_command_can_be_loaded_and_says_its_exit_codes(command):
    assert "Exit code 1: " in command.load().details


def test_the_help_of_the_program_loads_no_command_and_no_yaml():
    loaded = loaded_after("--help")
    assert {name for name in loaded if name.startswith("editor.cli.")} == {
        f"editor.cli.{name}" for name in ("command", "commands", "run")
    }
    assert loaded.isdisjoint({"yaml", "dataclasses", "difflib", "editor.model.text.spans"})


def test_a_command_loads_no_other_command():
    loaded = loaded_after("set", "--help")
    assert "editor.cli.setting" in loaded
    assert loaded.isdisjoint({"editor.cli.listing", "editor.cli.checking", "editor.model.site.query"})
