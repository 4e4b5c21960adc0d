import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from editor.model.site.git import GitError
from editor.model.site.layout import find_cards, open_site
from editor.model.site.merge_driver import Step, set_up, take_back
from tests.helpers.git_site import git


def made(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("---\ntitle: x\n---\n")
    return folder


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    git(made(tmp_path / "clone", "README.md"), "init", "--quiet")
    return tmp_path / "clone"


def changed(steps: Iterable[Step]) -> list[str]:
    """What the steps changed, all of them done."""
    return [step.what for step in list(steps) if step.changed]


def snapshot(clone: Path) -> dict[str, bytes]:
    inside = [path for path in (clone / ".git" / "info").rglob("*") if path.is_file()]
    files = [clone / ".git" / "config", *inside, *clone.rglob(".gitattributes")]
    return {str(path): path.read_bytes() for path in files}


def merged_by_us(clone: Path) -> set[str]:
    """The files in the clone for which Git would call the driver, from its top."""
    files = [path.relative_to(clone).as_posix() for path in clone.rglob("*.m*") if ".git" not in path.parts]
    fields = git(clone, "check-attr", "-z", "merge", "--", *files).split("\0")
    return {file for file, value in zip(fields[0::3], fields[2::3], strict=False) if value == "newscards"}


@pytest.mark.parametrize("committed", [False, True])
@pytest.mark.parametrize("inside", [".", "sub", '[odd] "site" * é', "#site", "!site"])
def test_the_cards_of_the_site_are_merged_by_us_and_nothing_else(clone: Path, committed: bool, inside: str):
    site = made(
        clone / inside,
        *("_news/a.md", "_learning/videos/deep/b.markdown", "cards/_people/c.md", "_news/d e.md"),
        *("index.md", "pages/a_b/about.md", "_news/e.txt.mx"),
    )
    (site / "_config.yml").write_text("collections_dir: cards\n")
    made(clone, "other/_news/a.md") if inside != "." else None
    list(set_up(open_site(site), "newscards", committed=committed))
    prefix = "" if inside == "." else inside + "/"
    assert merged_by_us(clone) == {prefix + card for card in find_cards(open_site(site))}
    made(site, "_tomorrow/z.md")
    assert f"{prefix}_tomorrow/z.md" in merged_by_us(clone)


def test_in_a_plain_folder_all_markdown_may_be_cards(clone: Path):
    made(clone, "a.md", "deep/b.md")
    list(set_up(open_site(clone), "newscards", committed=False))
    assert merged_by_us(clone) == {"README.md", "a.md", "deep/b.md"}


@pytest.mark.parametrize("committed", [False, True])
def test_a_second_call_changes_nothing_and_undo_brings_every_byte_back(clone: Path, committed: bool):
    (clone / ".gitattributes").write_bytes(b"*.png binary\r\n# last")
    (clone / ".git" / "info" / "attributes").write_bytes(b"*.jpg binary")
    before = snapshot(clone)
    site = open_site(clone)
    assert len(changed(set_up(site, "newscards", committed=committed))) == 5
    after = snapshot(clone)
    assert {name for name in after if after[name] != before[name]} == {
        str(clone / name)
        for name in (".git/config", ".git/info/exclude", ".gitattributes" if committed else ".git/info/attributes")
    }
    assert changed(set_up(site, "newscards", committed=committed)) == []
    assert snapshot(clone) == after
    assert len(changed(take_back(site, committed=committed))) == 4
    assert snapshot(clone) == before
    assert changed(take_back(site, committed=committed)) == []


def test_undo_leaves_what_is_committed_for_all_unless_it_is_meant(clone: Path):
    site = open_site(clone)
    list(set_up(site, "newscards", committed=True))
    list(take_back(site, committed=False))
    assert (clone / ".gitattributes").exists()
    list(take_back(site, committed=True))
    assert not (clone / ".gitattributes").exists()


def test_a_program_that_has_moved_is_registered_anew(clone: Path):
    site = open_site(clone)
    list(set_up(site, "/old/newscards", committed=False))
    (driver,) = changed(set_up(site, "'/new %20/newscards'", committed=False))
    assert driver.startswith("merge.newscards.driver = '/new %%20/newscards' merge %O %A %B --path=%P ")


def test_two_sites_of_one_repository_do_not_take_each_others_driver_away(clone: Path):
    one, other = (open_site(made(clone / name, "_config.yml", "_news/a.md")) for name in ("one", "other"))
    before = snapshot(clone)
    for site in (one, other):
        list(set_up(site, "newscards", committed=False))
    list(take_back(one, committed=False))
    assert merged_by_us(clone) == {"other/_news/a.md"}
    assert git(clone, "config", "merge.newscards.driver").startswith("newscards merge")
    list(take_back(other, committed=False))
    assert snapshot(clone) == before


def test_a_driver_of_that_name_that_is_not_ours_is_left_alone(clone: Path):
    git(clone, "config", "merge.newscards.driver", "theirs %A")
    before = snapshot(clone)
    with pytest.raises(GitError, match=re.escape("another merge driver named newscards here: `theirs %A`")):
        list(set_up(open_site(clone), "newscards", committed=False))
    assert changed(take_back(open_site(clone), committed=False)) == []
    assert snapshot(clone) == before


def test_a_folder_without_git_is_refused(tmp_path: Path):
    with pytest.raises(GitError, match="is not in a Git repository"):
        list(set_up(open_site(made(tmp_path / "site", "_config.yml")), "newscards", committed=False))


def test_settings_that_cannot_be_written_are_a_sentence_and_nothing_else_is(clone: Path):
    (clone / ".git" / "config.lock").touch()
    before = snapshot(clone)
    with pytest.raises(GitError, match=r"`git config` failed in .*: could not lock config file"):
        list(set_up(open_site(clone), "newscards", committed=False))
    assert snapshot(clone) == before


def test_a_file_that_is_being_saved_is_never_added(clone: Path):
    list(set_up(open_site(clone), "newscards", committed=False))
    made(clone, "_news/.newscards-4711-0.tmp", "_news/a.md")
    git(clone, "add", "--all")
    assert git(clone, "ls-files").split() == ["README.md", "_news/a.md"]
