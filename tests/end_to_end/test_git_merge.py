"""Two clones of one site: a bot commits, an editor edits, and real Git calls the merge driver."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from editor.__main__ import main
from tests.helpers.git_site import FERRY_ID, GitSite, git, settings_of_git

ODD_ID = """_news/deep er/it's "new" — ¿qué?.md"""
CARDS = [FERRY_ID, pytest.param(ODD_ID, marks=pytest.mark.skipif(os.name == "nt", reason="no quotes in names there"))]


class Clones:
    """`bot` is where the bot commits, `desk` a clone of it in which a person works."""

    def __init__(self, folder: Path, newline: str) -> None:
        self.bot = GitSite(folder / "bot", newline)
        self.bot.write(ODD_ID, self.bot.read(FERRY_ID))
        self.bot.commit()
        git(folder, "clone", "--quiet", "bot", "desk")
        self.desk = folder / "desk"
        self.newline = newline.encode()

    def read(self, card: str) -> bytes:
        return (self.desk / card).read_bytes()

    def edit(self, card: str, *changes: tuple[bytes, bytes]) -> None:
        """In the desk's files, uncommitted."""
        (self.desk / card).write_bytes(replaced(self.read(card), *changes))

    def commit(self, card: str, *changes: tuple[bytes, bytes]) -> None:
        self.edit(card, *changes)
        git(self.desk, "commit", "--quiet", "--all", "--message", "Edit")

    def bot_commits(self, card: str, *changes: tuple[bytes, bytes]) -> None:
        self.bot.write(card, replaced(self.bot.read(card), *changes))
        self.bot.commit()
        git(self.desk, "fetch", "--quiet")

    def try_git(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["git", *settings_of_git(), *arguments], cwd=self.desk, capture_output=True, check=False, timeout=120
        )

    def status(self) -> str:
        return git(self.desk, "status", "--porcelain")


def replaced(data: bytes, *changes: tuple[bytes, bytes]) -> bytes:
    for old, new in changes:
        assert data.count(old) == 1, old
        data = data.replace(old, new)
    return data


BOT = ((b"heat: 137", b"heat: 138"), (b'secured: "', b'secured: "new;'))
HIDDEN = ((b"published: true", b"published: false"),)


@pytest.fixture(params=["\n", "\r\n"], ids=["LF", "CRLF"])
def clones(request: pytest.FixtureRequest, tmp_path: Path) -> Clones:
    """Both clones, the driver set up in the one of the person."""
    clones = Clones(tmp_path, request.param)
    assert main(["git-setup", str(clones.desk)]) == 0
    return clones


def by_merge(clones: Clones, card: str) -> None:
    clones.commit(card, *HIDDEN)
    git(clones.desk, "merge", "--no-edit", "@{upstream}")


def by_rebase(clones: Clones, card: str) -> None:
    clones.commit(card, *HIDDEN)
    git(clones.desk, "rebase", "@{upstream}")


def by_cherry_pick(clones: Clones, card: str) -> None:
    clones.commit(card, *HIDDEN)
    git(clones.desk, "cherry-pick", "@{upstream}")


def by_pull_with_autostash(clones: Clones, card: str) -> None:
    clones.edit(card, *HIDDEN)
    git(clones.desk, "pull", "--quiet", "--rebase", "--autostash")


def by_stash_pop(clones: Clones, card: str) -> None:
    clones.edit(card, *HIDDEN)
    git(clones.desk, "stash")
    git(clones.desk, "pull", "--quiet", "--ff-only")
    git(clones.desk, "stash", "pop")


WAYS = [by_merge, by_rebase, by_cherry_pick, by_pull_with_autostash, by_stash_pop]


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_the_bots_change_and_the_persons_both_live_on(clones: Clones, way: Callable[[Clones, str], None], card: str):
    before = clones.read(card)
    clones.bot_commits(card, *BOT)
    way(clones, card)
    assert clones.read(card) == replaced(before, *BOT, *HIDDEN)
    assert git(clones.desk, "ls-files", "--unmerged") == ""
    assert git(clones.desk, "diff", "--name-only", "-z", "origin/HEAD~1") == f"{card}\0"


def test_without_the_driver_git_finds_a_conflict_in_the_same_two_changes(clones: Clones):
    assert main(["git-setup", str(clones.desk), "--undo"]) == 0
    clones.bot_commits(FERRY_ID, *BOT)
    clones.commit(FERRY_ID, *HIDDEN)
    assert clones.try_git("merge", "--no-edit", "@{upstream}").returncode == 1
    assert clones.status() == f"UU {FERRY_ID}\n"


@pytest.fixture
def clashed(clones: Clones) -> Clones:
    """Both gave the ferry another title; the bot moved its heat, the person hid it."""
    clones.bot_commits(FERRY_ID, *BOT, (b"Ferry returns", b"Bot: Ferry returns"))
    clones.commit(FERRY_ID, *HIDDEN, (b"Ferry returns", b"Person: Ferry returns"))
    done = clones.try_git("merge", "--no-edit", "@{upstream}")
    assert done.returncode == 1
    assert f"newscards: {FERRY_ID}: Title: both versions changed it" in (done.stderr + done.stdout).decode()
    return clones


def expected_clash(clones: Clones, before: bytes) -> bytes:
    """The card with markers around the title alone, and all else merged."""
    merged = replaced(before, *BOT, *HIDDEN)
    title = b'title: "%sFerry returns to the old pier"' + clones.newline
    end = clones.newline
    parts = (b"<<<<<<< ours", end, title % b"Person: ", b"=======", end, title % b"Bot: ", b">>>>>>> theirs", end)
    return replaced(merged, (title % b"", b"".join(parts)))


def test_a_true_clash_has_markers_around_its_field_and_nothing_else(clashed: Clones):
    before = clashed.try_git("show", f"origin/HEAD~1:{FERRY_ID}").stdout
    assert clashed.read(FERRY_ID) == expected_clash(clashed, before)
    assert clashed.status() == f"UU {FERRY_ID}\n"


def test_a_clash_can_be_laid_out_anew_and_settled_with_gits_own_tools(clashed: Clones):
    with_markers = clashed.read(FERRY_ID)
    (clashed.desk / FERRY_ID).write_bytes(b"spoiled")
    git(clashed.desk, "checkout", "--conflict=merge", FERRY_ID)
    assert clashed.read(FERRY_ID) == with_markers
    tool = ("-c", 'mergetool.take.cmd=cp "$REMOTE" "$MERGED"', "-c", "mergetool.take.trustExitCode=true")
    git(clashed.desk, *tool, "-c", "mergetool.keepBackup=false", "mergetool", "--no-prompt", "--tool=take")
    git(clashed.desk, "commit", "--no-edit")
    assert clashed.read(FERRY_ID) == clashed.bot.read(FERRY_ID)
    assert clashed.status() == ""


def test_a_merge_with_a_clash_can_be_given_up(clashed: Clones):
    git(clashed.desk, "merge", "--abort")
    assert clashed.status() == ""
    assert b"Person: " in clashed.read(FERRY_ID)


def test_a_card_that_both_added_is_merged_by_its_fields(clones: Clones):
    new = "_news/new.md"
    story = clones.read(FERRY_ID)
    clones.bot.write(new, replaced(story, *BOT))
    clones.bot.commit()
    git(clones.desk, "fetch", "--quiet")
    (clones.desk / new).write_bytes(story)
    git(clones.desk, "add", new)
    git(clones.desk, "commit", "--quiet", "--message", "New")
    git(clones.desk, "merge", "--no-edit", "@{upstream}")
    assert clones.read(new) == clones.bot.read(new)


@pytest.fixture
def crossed(clashed: Clones) -> bytes:
    """The branches `mine` (checked out) and `other` have merged each other: their base is a merge with markers."""
    git(clashed.desk, "tag", "person")
    git(clashed.desk, "checkout", "--ours", FERRY_ID)
    clashed.edit(FERRY_ID, *BOT)
    git(clashed.desk, "commit", "--quiet", "--all", "--no-edit")
    git(clashed.desk, "branch", "--quiet", "--move", "mine")
    git(clashed.desk, "checkout", "--quiet", "-b", "other", "origin/HEAD")
    assert clashed.try_git("merge", "--no-edit", "person").returncode == 1
    git(clashed.desk, "checkout", "mine", "--", FERRY_ID)
    git(clashed.desk, "commit", "--quiet", "--all", "--no-edit")
    assert len(git(clashed.desk, "merge-base", "--all", "mine", "other").split()) == 2
    return clashed.read(FERRY_ID)


def test_histories_that_cross_are_merged_though_their_base_has_markers(clashed: Clones, crossed: bytes):
    clashed.commit(FERRY_ID, (b"heat: 138", b"heat: 139"))
    git(clashed.desk, "checkout", "--quiet", "mine")
    clashed.commit(FERRY_ID, (b"published: false", b"published: true"))
    git(clashed.desk, "merge", "--no-edit", "other")
    merged = replaced(crossed, (b"heat: 138", b"heat: 139"), (b"published: false", b"published: true"))
    assert clashed.read(FERRY_ID) == merged


def test_where_each_settled_the_base_differently_the_field_clashes_again(clashed: Clones, crossed: bytes):
    clashed.commit(FERRY_ID, (b"Person: ", b"Other: "))
    git(clashed.desk, "checkout", "--quiet", "mine")
    clashed.commit(FERRY_ID, (b"Person: ", b"Mine: "))
    assert clashed.try_git("merge", "--no-edit", "other").returncode == 1
    lines = [
        line for line in clashed.read(FERRY_ID).split(clashed.newline) if line not in crossed.split(clashed.newline)
    ]
    title = b'title: "%s: Ferry returns to the old pier"'
    assert lines == [b"<<<<<<< ours", title % b"Mine", b"=======", title % b"Other", b">>>>>>> theirs"]


@pytest.mark.parametrize(
    "spoiled", [(b"Ferry returns", b"\xe9"), (b"type: ", b"type: [")], ids=["not UTF-8", "broken YAML"]
)
def test_a_version_that_is_no_card_is_left_between_markers_and_nothing_is_lost(clones: Clones, spoiled):
    clones.bot_commits(FERRY_ID, *BOT, spoiled)
    clones.commit(FERRY_ID, *HIDDEN)
    assert clones.try_git("merge", "--no-edit", "@{upstream}").returncode == 1
    assert clones.status() == f"UU {FERRY_ID}\n"
    lines = clones.read(FERRY_ID).split(b"\n")
    assert set(clones.bot.read(FERRY_ID).split(b"\n")) <= set(lines)
    assert b"published: false" + clones.newline.removesuffix(b"\n") in lines


@pytest.mark.parametrize(
    "failure", ["a program that is not there", "a program that is killed", "a file that is too large"]
)
def test_whatever_keeps_us_from_merging_git_leaves_the_markers_that_it_would_have_left(clones: Clones, failure: str):
    driver = git(clones.desk, "config", "merge.newscards.driver").strip()
    program, arguments = driver.split(" merge ", 1)
    replaced_by = {
        "a program that is not there": "/nowhere/newscards",
        "a program that is killed": "sh -c 'kill -9 $$'",
    }
    git(clones.desk, "config", "merge.newscards.driver", f"{replaced_by.get(failure, program)} merge {arguments}")
    if failure == "a file that is too large":
        clones.bot_commits(FERRY_ID, (b"Body", b"Body " + b"x" * 9_000_000))
        git(clones.desk, "merge", "--quiet", "--ff-only", "@{upstream}")
    clones.bot_commits(FERRY_ID, *BOT)
    clones.commit(FERRY_ID, *HIDDEN)
    assert clones.try_git("merge", "--no-edit", "@{upstream}").returncode == 1
    assert clones.status() == f"UU {FERRY_ID}\n"
    theirs = b"heat: 138" + clones.newline + b"published: true" + clones.newline + b">>>>>>> theirs"
    assert theirs in clones.read(FERRY_ID)


def test_committed_attributes_travel_to_a_clone_that_then_merges_as_git_does(clones: Clones, tmp_path: Path):
    assert main(["git-setup", str(clones.bot.root), "--committed"]) == 0
    assert clones.bot.status() == "?? .gitattributes\n"
    clones.bot.commit()
    git(tmp_path, "clone", "--quiet", "bot", "fresh")
    clones.desk = tmp_path / "fresh"
    assert git(clones.desk, "check-attr", "merge", FERRY_ID) == f"{FERRY_ID}: merge: newscards\n"
    clones.bot_commits(FERRY_ID, *BOT)
    clones.commit(FERRY_ID, *HIDDEN)
    assert clones.try_git("merge", "--no-edit", "@{upstream}").returncode == 1
    git(clones.desk, "merge", "--abort")
    assert main(["git-setup", str(clones.desk), "--committed"]) == 0
    assert clones.status() == ""
    git(clones.desk, "merge", "--no-edit", "@{upstream}")


def test_other_files_are_merged_by_git_alone(clones: Clones):
    page = "about.md"
    clones.bot.write(page, b"one\ntwo\n")
    clones.bot.commit()
    git(clones.desk, "pull", "--quiet", "--ff-only")
    clones.bot_commits(page, (b"one", b"bot"))
    clones.commit(page, (b"one", b"person"))
    done = clones.try_git("merge", "--no-edit", "@{upstream}")
    assert (done.returncode, b"newscards" in done.stderr) == (1, False)


def test_a_second_work_tree_of_the_clone_needs_no_set_up(clones: Clones, tmp_path: Path):
    git(clones.desk, "worktree", "add", "--quiet", "-b", "side", str(tmp_path / "second"))
    clones.desk = tmp_path / "second"
    assert git(clones.desk, "check-attr", "merge", FERRY_ID) == f"{FERRY_ID}: merge: newscards\n"
    clones.bot_commits(FERRY_ID, *BOT)
    clones.commit(FERRY_ID, *HIDDEN)
    git(clones.desk, "merge", "--no-edit", "origin/HEAD")


def test_the_set_ups_of_the_guide_run_as_they_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    GitSite(tmp_path / "path" / "to" / "site")
    monkeypatch.chdir(tmp_path)
    guide = (Path(__file__).parents[2] / "docs" / "git.md").read_text(encoding="utf-8")
    calls = [line.split()[1:] for line in guide.splitlines() if line.startswith("newscards git-setup")]
    assert calls == [["git-setup", "path/to/site"], ["git-setup", "path/to/site", "--committed"]]
    assert [main(call) for call in calls] == [0, 0]
