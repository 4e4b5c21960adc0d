import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from editor.cli import registering
from tests.helpers.git_site import git


def test_set_up_tells_what_it_did_and_then_that_there_is_nothing_to_do(site, call):
    git(site.root, "init", "--quiet")
    code, out, err = call("git-setup", "site")
    assert (code, err) == (0, "")
    assert [line.partition(": added: ")[2].split(" = ")[0] for line in out.splitlines()] == [
        "merge.newscards.name",
        "merge.newscards.driver",
        "/**/_*/**/*.md merge=newscards",
        "/**/_*/**/*.markdown merge=newscards",
        ".newscards-*.tmp",
    ]
    again = call("git-setup", str(site.wind))
    assert again.out.count(": is there: ") == 5
    assert again.out.endswith("\nnothing to change\n")
    undone = call("git-setup", "site", "--undo")
    assert undone.out.count(": removed: ") == 4
    assert call("git-setup", "site", "--undo").out.endswith("\nnothing to change\n")


def test_without_a_repository_it_is_refused_in_a_sentence(site, call):
    assert call("git-setup", "site") == (
        1,
        "",
        f"newscards: {site.root} is not in a Git repository; `git init` makes it one\n",
    )
    assert call("git-setup", "nowhere").code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Git brings its own shell there")
def test_the_program_is_found_from_anywhere_and_a_repository_cannot_slip_in_a_module(tmp_path: Path):
    for name in ("yaml.py", "editor/__init__.py", "editor/__main__.py", "argparse.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("raise SystemExit(99)\n")
    call = ["sh", "-c", f"{registering._program()} merge a b c"]
    done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, "a is no longer in" in done.stderr or "b is no longer in" in done.stderr) == (2, True)


def test_an_installed_program_needs_no_folder_named(monkeypatch):
    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(Path(registering.__file__).parents[2]))
    monkeypatch.setattr(sys, "executable", "/a venv/bin/python")
    assert registering._program() == "'/a venv/bin/python' -P -m editor"


def test_a_frozen_program_is_its_own_command(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/it's/newscards")
    assert registering._program() == """'/opt/it'"'"'s/newscards'"""
