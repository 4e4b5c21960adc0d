"""A small site to call the command line on, and the call itself."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from editor.cli.run import run

NEWS = """\
---
category: news
title: "Wind park off Saltmere"
excerpt: "Nine turbines turn."
publishedDateTime: 2024-05-01T10:00:00Z
originalUrl: "https://harbourtimes.example/wind"
type: article
quality: 50
heat: 7
published: true

provider:
  name: Harbour Times
  domain: harbourtimes.example

topics:
  - Clean Energy
  - Science

images:
  - url: "https://harbourtimes.example/wind.jpg"
    width: 600
    height: 338

secured: "abc;def"
---
"""
OTHER = (
    NEWS.replace("Wind park off Saltmere", "A library of tools")
    .replace("2024-05-01T10:00:00Z", "2023-02-03 08:00:00 +01:00")
    .replace("published: true", "published: false")
    .replace("heat: 7", "heat: 12")
    .replace("name: Harbour Times", "name: The Tidal Review")
)


class Answer(NamedTuple):
    code: int
    out: str
    err: str


Call = Callable[..., Answer]


class Site(NamedTuple):
    root: Path
    wind: Path
    tools: Path  # with Windows line ends

    def snapshot(self) -> dict[Path, tuple[bytes, int]]:
        """The bytes and times of all files."""
        files = [path for path in self.root.rglob("*") if path.is_file()]
        return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site of two cards in `site` below the current folder."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = tmp_path / "site"
    (root / "_news").mkdir(parents=True)
    (root / "_config.yml").write_text("title: Small\nurl: https://small.example\n")
    wind, tools = root / "_news" / "2024-05-01-wind.md", root / "_news" / "2023-02-03-tools.md"
    wind.write_bytes(NEWS.encode())
    tools.write_bytes(OTHER.replace("\n", "\r\n").encode())
    monkeypatch.chdir(tmp_path)
    return Site(root, wind, tools)


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Calls `newscards` with these arguments."""

    def no_window(path: Path | None) -> int:
        raise AssertionError(f"the window was opened on {path}")

    def answer(*arguments: str) -> Answer:
        code = run(arguments, no_window)
        return Answer(code, *capsys.readouterr())

    return answer


@pytest.fixture
def merge(tmp_path, monkeypatch, call):
    """Calls `newscards merge` on three files as Git names them: the answer, and OURS afterwards."""
    monkeypatch.chdir(tmp_path)

    def merged(base: bytes, ours: bytes, theirs: bytes, *options: str):
        for name, data in zip([".b", ".o", ".t"], (base, ours, theirs), strict=True):
            Path(name).write_bytes(data)
        answer = call("merge", ".b", ".o", ".t", "--path=_news/a.md", *options)
        assert Path(".b").read_bytes() == base
        assert Path(".t").read_bytes() == theirs
        assert sorted(path.name for path in Path().iterdir()) == [".b", ".o", ".t"]
        return answer, Path(".o").read_bytes()

    return merged
