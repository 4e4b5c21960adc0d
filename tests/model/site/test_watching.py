import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue

import pytest

from editor.model.site.layout import Site, open_site
from editor.model.site.watching import folders_below, hints, watched_folders

WAIT = 20  # seconds; a test that waits so long has failed


@pytest.fixture
def site(tmp_path: Path) -> Site:
    root = tmp_path / "site"
    for folder in ("_news/2024", "_archive", "assets", ".git", "node_modules"):
        (root / folder).mkdir(parents=True)
    (root / "_config.yml").write_text("title: Harbour Times\n")
    (root / "_news" / "a.md").write_text("---\ntitle: a\n---\n")
    return open_site(root)


@pytest.fixture
def watching(site: Site) -> Iterator[Callable[..., Queue]]:
    """Starts a watch; what it hints at comes out of the queue that it gives."""
    stop, threads = threading.Event(), []

    def start(*, below: bool) -> Queue:
        found: Queue = Queue()
        begun = threading.Event()
        probe = (site.root / "_archive" if below else site.root) / "begun.md"

        def work() -> None:
            for cards in hints(site, stop, below=below):
                if cards is not None and probe.relative_to(site.root).as_posix() in cards:
                    begun.set()
                    cards = cards - {probe.relative_to(site.root).as_posix()}
                if cards is None or cards:
                    found.put(cards)

        threads.append(threading.Thread(target=work))
        threads[-1].start()
        for number in range(WAIT * 10):  # events from before the watch began are nobody's
            probe.write_text(str(number))
            if begun.wait(0.1):
                return found
        raise AssertionError("the watch does not begin")

    yield start
    stop.set()
    for thread in threads:
        thread.join(WAIT)
        assert not thread.is_alive()


def gathered(found: Queue, wanted: set[str]) -> set[str]:
    """All that is hinted at until what is wanted has been."""
    seen: set[str] = set()
    while not wanted <= seen:
        seen |= found.get(timeout=WAIT) or set()
    return seen


def test_cards_that_are_written_replaced_made_and_removed_are_hinted_at(site: Site, watching: Callable[..., Queue]):
    found = watching(below=True)
    news = site.root / "_news"
    (news / "a.md").write_text("---\ntitle: in place\n---\n")
    (news / "2024" / "b.md").write_text("---\ntitle: b\n---\n")
    temporary = news / ".newscards-1-0.tmp"
    temporary.write_text("---\ntitle: replaced\n---\n")
    temporary.replace(news / "c.md")
    assert gathered(found, {"_news/a.md", "_news/2024/b.md", "_news/c.md"}) == {
        "_news/a.md",
        "_news/2024/b.md",
        "_news/c.md",
    }
    (news / "a.md").unlink()
    assert gathered(found, {"_news/a.md"}) == {"_news/a.md"}


def test_a_folder_that_moves_may_have_changed_any_card(site: Site, watching: Callable[..., Queue]):
    found = watching(below=True)
    (site.root / "_news" / "2024").rename(site.root / "_archive" / "2024")
    assert found.get(timeout=WAIT) is None


def test_what_is_in_a_folder_that_comes_is_hinted_at_be_it_there_before_or_come_later(
    site: Site, watching: Callable[..., Queue]
):
    found = watching(below=True)

    def until_any_card_may_have_changed() -> None:
        while found.get(timeout=WAIT) is not None:
            pass

    for _ in range(2):  # a folder that goes and comes again is another one
        folder = site.root / "_news" / "2025" / "06"
        folder.mkdir(parents=True)
        until_any_card_may_have_changed()
        until_any_card_may_have_changed()  # by now it is watched
        (folder / "a.md").write_text("---\ntitle: a\n---\n")
        assert gathered(found, {"_news/2025/06/a.md"}) == {"_news/2025/06/a.md"}
        shutil.rmtree(folder.parent)
        until_any_card_may_have_changed()
        until_any_card_may_have_changed()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems look below by themselves")
def test_links_to_folders_are_followed_once_and_never_out_of_the_site(site: Site, tmp_path: Path):
    (site.root / "drafts").mkdir()
    (tmp_path / "elsewhere").mkdir()
    for name, target in (("more", site.root / "drafts"), ("again", site.root / "_news"), ("out", tmp_path)):
        (site.root / "_news" / name).symlink_to(target)
    found = [Path(folder).relative_to(site.root).as_posix() for folder in folders_below(site)]
    assert sorted(found) == ["_archive", "_news", "_news/2024", "_news/more"]


def test_a_new_folder_of_cards_is_seen_from_the_sites_own(site: Site, watching: Callable[..., Queue]):
    found = watching(below=False)
    (site.root / "_features").mkdir()
    assert found.get(timeout=WAIT) is None


def test_thousands_of_files_that_git_writes_are_all_hinted_at(site: Site, watching: Callable[..., Queue]):
    def git(*arguments: str) -> None:
        own = ("-c", "user.name=Test", "-c", "user.email=test@harbourtimes.example")
        subprocess.run(["git", *own, *arguments], cwd=site.root, check=True, capture_output=True)

    (site.root / ".git").rmdir()
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "few")
    names = {f"_news/{number}.md" for number in range(2000)}
    for name in names:
        (site.root / name).write_text("---\ntitle: many\n---\n")
    git("checkout", "--quiet", "-b", "many")
    git("add", ".")
    git("commit", "--quiet", "--message", "many")
    git("checkout", "--quiet", "-")
    found = watching(below=True)
    git("checkout", "--quiet", "many")
    assert gathered(found, names) >= names


def test_only_folders_in_which_cards_can_be_are_watched(site: Site, tmp_path: Path):
    assert watched_folders(site) == ("_archive", "_news")
    (tmp_path / "plain" / "notes").mkdir(parents=True)
    (tmp_path / "plain" / ".git").mkdir()
    (tmp_path / "plain" / "node_modules").mkdir()
    assert watched_folders(open_site(tmp_path / "plain")) == ("notes",)


def test_a_site_without_such_folders_is_watched_from_its_own_alone(tmp_path: Path):
    (tmp_path / "_config.yml").write_text("title: Empty\n")
    assert list(hints(open_site(tmp_path), threading.Event(), below=True)) == []
