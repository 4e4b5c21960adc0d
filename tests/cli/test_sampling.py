import os
import subprocess
import sys

import pytest


def test_a_sample_site_is_written(tmp_path, call):
    folder = tmp_path / "sample"
    assert call("sample", str(folder), "--cards", "3", "--seed", "4") == (0, f"{folder}: a site with 3 cards\n", "")
    assert call("list", str(folder), "--count").out == "3\n"


def test_one_card_is_one_card(tmp_path, call):
    assert call("sample", str(tmp_path / "one"), "--cards", "1").out.endswith("a site with 1 card\n")


def test_many_cards_are_made_on_all_cores_and_a_terminal_hears_how_far(tmp_path):
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "editor", "sample", str(tmp_path / "big"), "--cards", "5000"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, text=True, check=True)
    os.close(theirs)
    assert done.stdout.endswith("a site with 5000 cards\n")
    said = os.read(ours, 100_000).decode().replace("\r\n", "\n")
    assert said.startswith("\r500 of 5,000 cards\r1,000 of 5,000 cards")
    assert said.endswith("\r5,000 of 5,000 cards\n")
    os.close(ours)


def test_a_folder_that_is_not_empty_is_refused(tmp_path, call):
    (tmp_path / "mine.txt").write_text("mine")
    code, out, err = call("sample", str(tmp_path))
    assert (code, out) == (1, "")
    assert "is not empty" in err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    "arguments", [[], ["x", "--cards", "0"], ["x", "--cards", "-3"], ["x", "--cards", "many"], ["x", "--seed", "a"]]
)
def test_a_wrong_call_is_exit_code_2(tmp_path, call, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    code, out, err = call("sample", *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert list(tmp_path.iterdir()) == []
