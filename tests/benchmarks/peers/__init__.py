"""Other programs that read the same cards: what is there of them, how they are set up, and how they are run."""

import csv
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_HERE = Path(__file__).parent
_GRAY_MATTER, _FRONTMATTER = "gray-matter@4.0.3", "python-frontmatter==1.3.0"
_HUGO = """\
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
[frontmatter]
date = ["publishedDateTime", ":default"]
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """How many cards a peer has read, and the seconds of its own reading and of its whole process."""

    cards: int
    own: float
    whole: float


@dataclass(frozen=True, slots=True)
class Peer:
    """`missing` says why it cannot run here, "" when it can; `read` reads the cards of a site."""

    name: str
    missing: str
    read: Callable[[Path], Reading]


def peers(scratch: Path) -> list[Peer]:
    """All of them, those that are missing too. Hugo's own folder is made in `scratch`."""
    here, setup = cache(), "`make bench-peers` sets it up"
    node, hugo, python = shutil.which("node"), shutil.which("hugo"), _python(here)
    there = (here / "node_modules" / "gray-matter").is_dir()
    return [
        Peer("gray-matter", "" if node and there else setup if node else "there is no Node.js", _gray_matter),
        Peer("python-frontmatter", "" if python.exists() else setup, _python_frontmatter),
        Peer("hugo list all", "" if hugo else "there is no hugo on PATH", lambda site: _hugo(site, scratch)),
    ]


def set_up() -> None:
    """Install what can be installed without being asked for a password, below the user's own cache."""
    here = cache()
    here.mkdir(parents=True, exist_ok=True)
    npm = shutil.which("npm")
    if npm:
        subprocess.run((npm, "install", "--prefix", here, "--no-audit", "--no-fund", _GRAY_MATTER), check=True)
    subprocess.run((sys.executable, "-m", "venv", here / "python"), check=True)
    subprocess.run((_python(here), "-m", "pip", "install", "--quiet", _FRONTMATTER), check=True)
    for peer in peers(here):
        print(f"{peer.name}: {peer.missing or 'ready'}")


def cache() -> Path:
    """Where peers are installed; NEWSCARDS_PEERS names another folder."""
    return Path(os.environ.get("NEWSCARDS_PEERS") or platformdirs.user_cache_path("newscards-benchmarks"))


def _python(here: Path) -> Path:
    return here / "python" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _gray_matter(site: Path) -> Reading:
    return _self_timed("node", str(_HERE / "gray_matter.mjs"), str(cache()), *_collections(site))


def _python_frontmatter(site: Path) -> Reading:
    return _self_timed(str(_python(cache())), str(_HERE / "python_frontmatter.py"), *_collections(site))


def _self_timed(*command: str) -> Reading:
    said, whole = _run(command)
    cards, own = said.split()
    return Reading(int(cards), float(own), whole)


def _hugo(site: Path, scratch: Path) -> Reading:
    """Hugo has no clock of its own that we could read: its whole process is what it takes."""
    project = scratch / f"hugo-{site.name}"
    if not project.exists():
        for folder in _collections(site):
            place = project / "content" / Path(folder).name.lstrip("_")
            shutil.copytree(folder, place, copy_function=os.link)  # the same files, since Hugo passes over `_news`
        (project / "config.toml").write_text(_HUGO, encoding="utf-8")
    said, whole = _run(("hugo", "list", "all", "--source", str(project)))
    return Reading(sum(1 for _ in csv.reader(said.splitlines(keepends=True))) - 1, whole, whole)


def _run(command: Sequence[str]) -> tuple[str, float]:
    # What Python profiles with us must not run in theirs.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    start = time.perf_counter()
    said = subprocess.run(command, stdout=subprocess.PIPE, check=True, env=kept, encoding="utf-8").stdout
    return said, time.perf_counter() - start


def _collections(site: Path) -> list[str]:
    return sorted(str(path) for path in site.glob("_*") if path.is_dir() and path.name != "_data")
