"""The benchmarks still run; what they measure is for `make bench` to say."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

import pytest

from tests.benchmarks import peers
from tests.benchmarks.harness import Goal, Line, table
from tests.benchmarks.sites import made


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    call = [sys.executable, "-m", "tests.benchmarks", "--cards", "8", *arguments]
    return subprocess.run(call, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "groups",
    [
        ("reading", "save-one", "publish-all", "growth"),
        ("next-card", "views", "stalls", "opening"),
        ("searching",),
        pytest.param(("pulling",), marks=pytest.mark.skipif(not shutil.which("git"), reason="there is no git")),
    ],
    ids=" ".join,
)
def test_groups_run_on_a_few_cards(groups: Sequence[str]):
    done = run(*(part for group in groups for part in ("--only", group)))
    assert done.returncode == 0, done.stderr
    assert "CPython" in done.stdout.partition("\n")[0]
    assert done.stdout.count("\n|") >= 2 + len(groups)


def test_a_profile_says_where_the_time_went():
    done = run("--only", "reading", "--profile")
    assert done.returncode == 0, done.stderr
    assert "× process" in done.stdout
    assert "tottime" in done.stdout
    assert "Error" not in done.stderr


def test_every_peer_says_why_it_is_missing_or_reads_all_cards(tmp_path):
    site = made(tmp_path / "site", 45)
    for peer in peers.peers(tmp_path):
        assert peer.missing or peer.read(site).cards == 45


def test_a_line_says_whether_its_promise_is_kept():
    lines = [
        Line("reading", 2.0, 1.0, "bare", Goal("times", 3)),
        Line("reading", 1.0, 4.0, "peer", Goal("times", 0.125)),
        Line("reading", 1.0, 4.0, "peer", None),
    ]
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in table(lines).splitlines()[2:]]
    assert rows == [
        ["reading", "2.00 s", "1.00 s bare", "2.0", "≤ 3 × met"],
        ["reading", "1.00 s", "4.00 s peer", "0.25", "≤ 0.125 × **short**"],
        ["reading", "1.00 s", "4.00 s peer", "0.25", ""],
    ]
