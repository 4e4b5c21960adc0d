"""The benchmarks still run; what they measure is for `make bench` to say."""

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize("group", ["reading", "save-one", "publish-all", "searching", "next-card", "views", "stalls"])
def test_a_group_runs_on_a_few_cards(group: str):
    call = [sys.executable, "-m", "tests.benchmarks", "--cards", "8", "--only", group]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(call, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("|") > 10
