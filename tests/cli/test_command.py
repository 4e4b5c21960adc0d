import argparse
from pathlib import Path

import pytest

from editor.cli.command import CommandError, Exit, Parser, complain, say, shown


def test_a_wrong_call_is_one_sentence_with_the_way_to_help():
    parser = Parser("newscards test", description="Tests.")
    parser.add_argument("path")
    with pytest.raises(CommandError) as wrong:
        parser.parse_args([])
    assert wrong.value.code == Exit.UNUSABLE
    assert wrong.value.sentences == ("the following arguments are required: path; `newscards test --help` says more",)


def test_options_are_not_guessed_from_their_beginning():
    parser = Parser("newscards test", description="Tests.")
    parser.add_argument("--where")
    with pytest.raises(CommandError):
        parser.parse_args(["--whe", "x"])
    assert parser.parse_args(["--where", "x"]) == argparse.Namespace(where="x")


def test_problems_go_to_stderr_after_the_programs_name(capsys):
    complain(["card.md: is gone.", "second"])
    assert capsys.readouterr() == ("", "newscards: card.md: is gone\nnewscards: second\n")


def test_half_characters_do_not_stop_the_output(capsys):
    say("half \ud83d of one")
    assert capsys.readouterr().out == "half � of one\n"


def test_a_path_starts_at_the_current_folder_unless_an_absolute_one_was_asked_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "site" / "card.md"
    assert shown(file, like=Path("site")) == str(Path("site", "card.md"))
    assert shown(file, like=tmp_path / "site") == str(file)
    assert shown(tmp_path.parent / "card.md", like=Path("..")) == str(Path("..", "card.md"))


def test_on_another_drive_a_path_is_absolute(monkeypatch):
    def other_drive(path: Path) -> str:
        raise ValueError("path is on mount 'D:'")

    monkeypatch.setattr("os.path.relpath", other_drive)
    assert shown(Path("/site/card.md"), like=Path("site")) == str(Path("/site/card.md"))


def test_help_is_as_wide_as_the_terminal(monkeypatch, capsys):
    parser = Parser("newscards x", description="word " * 60)
    parser.add_argument("--long", help="word " * 60)
    widths = []
    for columns in ("50", "100", "no number"):
        monkeypatch.setenv("COLUMNS", columns)
        parser.print_help()
        lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("      ")]
        widths.append(max(map(len, lines)))
    assert widths[0] <= 48 < widths[1] <= 98
    assert widths[2] <= 78
