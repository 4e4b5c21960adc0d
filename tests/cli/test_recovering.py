import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

KILLED = """
import os, signal
from editor.model.site import store
write = store.write
def and_killed(path, data, *, expected):
    write(path, data, expected=expected)
    os.kill(os.getpid(), signal.SIGKILL)
store.write = and_killed
from editor.__main__ import main
main()
"""


@pytest.fixture
def cut_short(site):
    """`newscards set` of both cards, killed after the first."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    call = [sys.executable, "-c", KILLED, "set", "--in", str(site.root), "--where", "", "heat=99"]
    done = subprocess.run(call, env=environment, check=False)
    assert done.returncode == -signal.SIGKILL
    return site


def changed(site) -> list[bool]:
    return [b"heat: 99" in path.read_bytes() for path in (site.wind, site.tools)]


pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of Unix")


def test_what_was_cut_short_is_told_and_stays_until_it_is_settled(cut_short, call):
    for _ in range(2):
        answer = call("recover", "site")
        assert answer.code == 1
        assert answer.out == "a change of 2 files was cut short; written: 1, not written: 1\n"
        assert "--finish` or `--put-back` settles it" in answer.err
    assert sorted(changed(cut_short)) == [False, True]


@pytest.mark.parametrize(("option", "word", "new"), [("--finish", "finished", True), ("--put-back", "put back", False)])
def test_it_is_finished_or_put_back(cut_short, call, option: str, word: str, new: bool):
    assert call("recover", "site", option) == (0, f"{word}\n", "")
    assert changed(cut_short) == [new, new]
    assert call("recover", "site", option) == (0, "nothing was cut short\n", "")


def test_what_cannot_be_settled_is_named(cut_short, call):
    for path in (cut_short.wind, cut_short.tools):
        path.write_bytes(path.read_bytes().replace(b"heat: 99", b"heat: 98"))
    answer = call("recover", "site", "--put-back")
    assert (answer.code, answer.out) == (1, "put back\n")
    assert "was changed by something else since, so it was left alone" in answer.err


def test_one_answer_only(site, call):
    assert call("recover", "site", "--finish", "--put-back").code == 2
