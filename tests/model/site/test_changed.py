"""What differs from the last commit, by real Git."""

from pathlib import Path

from editor.model.site.changed import changed_since_commit
from editor.model.site.git import run


def commit_all(folder: Path) -> None:
    run(folder, "add", ".")
    run(folder, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "all")


def test_changed_and_new_files_are_named_below_the_site(tmp_path: Path):
    site = tmp_path / "deep" / "site"
    (site / "_news").mkdir(parents=True)
    for name in ("a.md", "b.md", "ü ö.md"):
        (site / "_news" / name).write_text("---\ntitle: x\n---\n")
    run(tmp_path, "init", "-q")
    commit_all(tmp_path)
    assert changed_since_commit(site) == frozenset()
    (site / "_news" / "a.md").write_text("---\ntitle: y\n---\n")
    (site / "_news" / "ü ö.md").unlink()
    (site / "_news" / "new.md").write_text("---\ntitle: z\n---\n")
    (tmp_path / "elsewhere.md").write_text("x")
    assert changed_since_commit(site) == {"_news/a.md", "_news/ü ö.md", "_news/new.md"}


def test_where_there_is_no_repository_nothing_has_changed(tmp_path: Path):
    assert changed_since_commit(tmp_path) == frozenset()
    assert changed_since_commit(tmp_path / "nowhere") == frozenset()
