"""A made-up site in a real Git repository, with its own pictures: nothing of it is ever asked of the web."""

import subprocess
from pathlib import Path

from tests.helpers.harbour_site import FERRY, write_harbour
from tests.helpers.picture_server import picture_bytes

FERRY_ID, CAFE_ID, PLAIN_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md", "_news/plain.md"

OWN_PICTURE = "https://harbourtimes.example/daily/assets/images/ferry.png"

STORY = FERRY.replace("https://pictures.example/ferry.jpg", OWN_PICTURE)
"""The ferry's card, its picture one of the site."""


class GitSite:
    """The Harbour Times at `root`, committed. All cards have this line end."""

    def __init__(self, root: Path, newline: str = "\n") -> None:
        self.root = root
        write_harbour(root)
        self.write(FERRY_ID, STORY.encode())
        for card in sorted((root / "_news").iterdir()):
            card.write_bytes(card.read_bytes().replace(b"\n", newline.encode()))
        self.write("assets/images/ferry.png", picture_bytes(size=(600, 337)))
        self.write("assets/images/harbour.png", picture_bytes(size=(50, 50)))
        start_repository(root)

    def write(self, name: str, data: bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def read(self, name: str) -> bytes:
        return (self.root / name).read_bytes()

    def commit(self) -> None:
        """All there is."""
        git(self.root, "add", ".")
        git(self.root, "commit", "--quiet", "--allow-empty", "--message", "More")

    def status(self) -> str:
        """What `git status` has to say: nothing where every byte is as committed and no file is new."""
        return git(self.root, "status", "--porcelain", "--untracked-files=all")

    def diff(self) -> str:
        """All of `git diff` but for the lines with the blobs' names; no lines around, so that each line counts."""
        lines = git(self.root, "diff", "--unified=0").splitlines(keepends=True)
        return "".join(line for line in lines if not line.startswith("index "))

    def snapshot(self) -> dict[str, tuple[bytes, int]]:
        """Bytes and time of change of every file but Git's own."""
        files = (path for path in self.root.rglob("*") if path.is_file() and ".git" not in path.parts)
        return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


_SETTINGS = {
    "user.name": "Test",
    "user.email": "test@harbourtimes.example",
    "commit.gpgsign": "false",
    "core.autocrlf": "false",
    "core.safecrlf": "false",
    "core.quotepath": "false",
}


def start_repository(root: Path) -> None:
    """Make the folder a repository with one commit of all there is."""
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "First")


def git(root: Path, *arguments: str) -> str:
    """What Git prints, line ends as they are; fails when Git does. Settings of the user's own do not count."""
    done = subprocess.run(["git", "-C", str(root), *settings_of_git(), *arguments], capture_output=True, check=True)
    return done.stdout.decode()


def settings_of_git() -> list[str]:
    """Arguments for Git after which a test does not depend on whose machine it runs on."""
    return [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
