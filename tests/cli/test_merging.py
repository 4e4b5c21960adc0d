import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import NEWS

ROOT = Path(__file__).parents[2]
BASE = NEWS.encode()
BOT = BASE.replace(b"heat: 7", b"heat: 8").replace(b"abc;def", b"ghi;jkl")
HIDDEN = BASE.replace(b"published: true", b"published: false")
BOTH = BOT.replace(b"published: true", b"published: false")


def test_changes_of_different_fields_are_merged(merge):
    assert merge(BASE, HIDDEN, BOT) == ((0, "", ""), BOTH)
    assert merge(BASE, BOT, HIDDEN) == ((0, "", ""), BOTH)


def test_where_ours_is_the_result_the_file_is_not_touched(merge, tmp_path, monkeypatch):
    def never(*_arguments: object, **_options: object) -> None:
        raise AssertionError

    monkeypatch.setattr("editor.model.site.store.write", never)
    assert merge(BASE, HIDDEN, BASE) == ((0, "", ""), HIDDEN)


def test_what_needs_no_parser_loads_none(tmp_path):
    """Git starts a program for each file: what it loads is what it costs."""
    for name, data in ((".b", BASE), (".o", HIDDEN), (".t", BOT)):
        (tmp_path / name).write_bytes(data)
    code = (
        "import sys\nfrom editor.__main__ import main\n"
        "assert main(['merge', '.b', '.o', '.t', '--path=_news/a.md']) == 0\n"
        "print(sorted({'yaml', 'dataclasses', 'difflib', 'PySide6'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"
    assert (tmp_path / ".o").read_bytes() == BOTH


def test_a_version_that_is_too_large_is_refused_and_nothing_written(merge, monkeypatch):
    monkeypatch.setattr("editor.model.site.store.MAX_CARD", 3000)
    large = BASE + b"x\n" * 2000
    answer, text = merge(BASE, HIDDEN, large)
    assert (answer.code, text) == (2, HIDDEN)
    assert "a card may have" in answer.err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        [".b", ".o"],
        [".b", ".o", ".none"],
        [".none", ".o", ".t"],
        [".b", ".o", ".t", "--marker-size=0"],
        [".b", ".o", ".t", "--marker-size=x"],
    ],
)
def test_a_wrong_call_is_2_and_writes_nothing(merge, call, arguments):
    merge(BASE, HIDDEN, BASE)
    answer = call("merge", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("newscards: ")
    assert Path(".o").read_bytes() == HIDDEN
