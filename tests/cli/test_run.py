"""The door, in this process and as the program that a shell calls."""

import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from editor.__main__ import main
from editor.cli.run import COMMANDS, run

ROOT = Path(__file__).parents[2]


def newscards(
    *arguments: str, cwd: Path = ROOT, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
    call = [sys.executable, "-m", "editor", *arguments]
    return subprocess.run(call, cwd=cwd, env=environment, capture_output=True, check=False)


class Window:
    """Takes the place of the window and keeps what it is opened on."""

    def __init__(self) -> None:
        self.opened: list[Path | None] = []

    def __call__(self, path: Path | None) -> int:
        self.opened.append(path)
        return 0


@pytest.mark.parametrize(
    ("arguments", "path"),
    [([], None), (["site"], Path("site")), (["./list"], Path("list")), (["--", "site"], Path("site"))],
)
def test_a_path_or_nothing_opens_the_window(site, arguments, path):
    (site.root.parent / "list").mkdir()
    window = Window()
    assert run(arguments, window) == 0
    assert window.opened == [path]


def test_a_command_wins_over_a_folder_of_its_name(site, capsys):
    (site.root.parent / "list").mkdir()
    window = Window()
    assert run(["list"], window) == 2
    assert window.opened == []


def test_the_windows_exit_code_is_the_programs(site):
    assert run(["site"], lambda path: 3) == 3


def test_a_path_that_is_not_there_opens_no_window(site, call):
    assert call("lisst") == (2, "", "newscards: lisst: there is no such file or folder, and no such command\n")
    assert call("lisst", "site").code == 2


def test_help_names_every_command(call):
    code, out, err = call("--help")
    assert (code, err) == (0, "")
    for name in COMMANDS:
        assert f"newscards {name} " in out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_its_exit_codes(call, name):
    code, out, _ = call(name, "--help")
    assert code == 0
    assert out.startswith(f"usage: newscards {name} ")
    assert "Exit code 1: " in out
    assert max(map(len, out.splitlines())) <= 120


def test_the_version_is_said(call, monkeypatch):
    assert call("--version").out.startswith("newscards ")

    def unknown(name: str) -> str:
        from importlib.metadata import PackageNotFoundError

        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.version", unknown)
    assert call("--version").out == "newscards (not installed)\n"


def test_ctrl_c_is_130(site, call, monkeypatch):
    def interrupted(text: str | None) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("editor.cli.listing.read_query", interrupted)
    assert call("list", "site") == (130, "", "")


def test_an_error_of_a_file_that_nobody_expected_is_not_hidden(site, monkeypatch):
    def broken(path: Path | None) -> int:
        raise OSError(errno.EIO, "Input/output error", "a.md")

    with pytest.raises(OSError, match=r"a\.md"):
        run(["site"], broken)


def test_without_qt_the_window_says_what_is_missing(site, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "editor.ui.start", None)
    assert main(["site"]) == 2
    assert capsys.readouterr().err.startswith("newscards: the window needs Qt, which cannot be loaded: ")


def test_the_window_door_hands_over_the_path(site, monkeypatch):
    window = Window()
    app = type(sys)("editor.ui.start")
    app.run_window = window
    monkeypatch.setitem(sys.modules, "editor.ui.start", app)
    monkeypatch.setattr(sys, "argv", ["newscards", "site"])
    assert main() == 0
    assert window.opened == [Path("site")]


def test_the_program_reads_edits_and_checks(site):
    wind = str(site.wind)
    assert newscards("get", wind, "title").stdout == b"Wind park off Saltmere\n"
    done = newscards("set", wind, "published=false")
    assert (done.returncode, done.stdout) == (0, f"{wind}: published: true -> false\n".encode())
    assert newscards("check", str(site.root)).returncode == 0
    assert len(json.loads(newscards("list", str(site.root), "--json").stdout)) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["set", "--help"],
        ["list", "."],
        ["get", "x.md"],
        ["set", "x.md", "a=b"],
        ["check", "."],
    ],
)
def test_qt_and_pillow_are_never_loaded(site, arguments):
    code = (
        "import sys; from editor.__main__ import main; main(sys.argv[1:]);"
        "sys.exit(any(name.split('.')[0] in ('PySide6', 'shiboken6', 'qtawesome', 'PIL') for name in sys.modules))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    call = [sys.executable, "-c", code, *arguments]
    assert subprocess.run(call, cwd=site.root, env=environment, capture_output=True, check=False).returncode == 0


def test_output_is_utf8_with_plain_line_ends_whatever_the_locale_says(site):
    done = newscards("list", str(site.wind), env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.stdout.decode("utf-8").startswith("●\t2024-05-01\t")
    assert done.stdout.endswith(b"-wind.md\n")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no names that are not text")
def test_a_file_name_that_is_not_utf8_comes_out_as_it_is(site):
    name = os.fsencode(site.root) + b"/_news/caf\xe9.md"
    Path(os.fsdecode(name)).write_bytes(site.wind.read_bytes())
    done = newscards("list", str(site.root), "--paths")
    assert name in done.stdout.splitlines()


@pytest.mark.skipif(os.name == "nt", reason="pipes of Unix")
def test_a_reader_that_leaves_early_is_no_error(site):
    read, write = os.pipe()
    os.close(read)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    call = [sys.executable, "-m", "editor", "list", str(site.root)]
    done = subprocess.run(call, env=environment, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_behind_the_output_is_a_sentence(site):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    call = [sys.executable, "-m", "editor", "list", str(site.root)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(call, env=environment, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (2, b"newscards: the results cannot be written: No space left on device\n")


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_ctrl_c_leaves_no_half_written_sample(tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    call = [sys.executable, "-m", "editor", "sample", str(tmp_path / "big"), "--cards", "1000000"]
    process = subprocess.Popen(call, env=environment, stderr=subprocess.PIPE)
    try:
        while not (tmp_path / "big" / "_news").exists():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert (process.returncode, err) == (130, b"")
    assert not (tmp_path / "big").exists()


TOLD_TO_END = """
import os, signal, sys
from editor.model.site import store
write = store.write
def and_told_to_end(path, data, *, expected):
    store.write = write
    stored = write(path, data, expected=expected)
    os.kill(os.getpid(), getattr(signal, sys.argv[1]))
    return stored
store.write = and_told_to_end
from editor.__main__ import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_command_that_is_told_to_end_puts_back_what_it_wrote(site, name):
    before = site.snapshot()
    call = [sys.executable, "-c", TOLD_TO_END, name, "set", "--in", str(site.root), "--where", "", "heat=99"]
    answer = subprocess.run(call, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    assert (answer.returncode, answer.stdout, answer.stderr) == (128 + getattr(signal, name), b"", b"")
    assert {file: data for file, (data, _) in site.snapshot().items()} == {f: data for f, (data, _) in before.items()}


def test_a_mistyped_command_is_named(site, capsys):
    assert run(["lst", "site", "--count"], Window()) == 2
    assert capsys.readouterr().err == "newscards: lst: there is no such file or folder, and no such command\n"
