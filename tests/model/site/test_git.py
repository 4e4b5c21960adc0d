import os
import sys
from pathlib import Path

import pytest

from editor.model.site.git import GitError, Repository, run
from tests.helpers.git_site import git


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    folder = tmp_path / "a clone"
    (folder / "sub é").mkdir(parents=True)
    git(folder, "init", "--quiet")
    return folder


def test_git_answers_in_its_own_words_whatever_the_surroundings_say(clone: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GIT_DIR", str(clone / "elsewhere"))
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert run(clone, "rev-parse", "--is-inside-work-tree").line == "true"
    with pytest.raises(GitError, match=r"^`git rev-parse` failed in .*: Needed a single revision\.$"):
        run(clone, "rev-parse", "--verify", "HEAD")


def test_a_code_that_is_expected_is_an_answer(clone: Path):
    assert run(clone, "config", "--get", "no.such", fine=(0, 1)).code == 1


def test_a_frozen_program_gives_git_the_systems_own_libraries(clone: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/frozen")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/own")
    monkeypatch.setenv("DYLD_LIBRARY_PATH", "/frozen")
    alias = "alias.libraries=!echo $LD_LIBRARY_PATH$DYLD_LIBRARY_PATH"
    assert run(clone, "-c", alias, "libraries").line == "/own"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such turns")
def test_git_lets_others_go_first(clone: Path):
    assert int(run(clone, "-c", "alias.turn=!nice", "turn").line) >= 10


def test_a_missing_git_is_a_sentence(clone: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(clone))
    with pytest.raises(GitError, match="Git is not installed"):
        run(clone, "status")


def test_a_git_that_cannot_be_started_is_a_sentence(clone: Path, monkeypatch: pytest.MonkeyPatch):
    (clone / "git").write_bytes(b"\0")
    (clone / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(clone))
    with pytest.raises(GitError, match="Git cannot be started"):
        run(clone, "status")


def test_a_git_that_does_not_answer_is_given_up(clone: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("editor.model.site.git._TIMEOUT", 0.05)
    with pytest.raises(GitError, match="did not answer"):
        run(clone, "-c", "alias.wait=!exec sleep 60", "wait")


def test_what_is_no_repository_is_named(tmp_path: Path, clone: Path):
    with pytest.raises(GitError, match="is not in a Git repository"):
        Repository.at(tmp_path)
    with pytest.raises(GitError, match="is not there any more"):
        Repository.at(tmp_path / "gone")
    git(clone, "init", "--quiet", "--bare", str(tmp_path / "bare"))
    with pytest.raises(GitError, match="a repository without files"):
        Repository.at(tmp_path / "bare")


@pytest.mark.skipif(not hasattr(os, "chown") or os.geteuid() != 0, reason="needs to give files away")
def test_a_clone_of_somebody_else_is_named_with_what_to_do(clone: Path, monkeypatch: pytest.MonkeyPatch):
    for path in (clone, clone / ".git"):
        os.chown(path, 12345, 12345)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.delenv("SUDO_UID", raising=False)
    with pytest.raises(GitError, match=r"belongs to somebody else.*safe.directory"):
        Repository.at(clone)


def test_a_folder_knows_its_place_and_gits_own_files(clone: Path):
    repository = Repository.at(clone / "sub é")
    assert repository.prefix() == "sub é/"
    assert repository.own_file("info/exclude").resolve() == clone / ".git" / "info" / "exclude"
    assert Repository.at(clone).prefix() == ""


def test_a_submodules_own_files_are_with_the_repository_it_is_in(clone: Path, tmp_path: Path):
    inner = tmp_path / "inner"
    inner.mkdir()
    git(inner, "init", "--quiet")
    git(inner, "commit", "--quiet", "--allow-empty", "--message", "First")
    git(clone, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner), "site")
    own = Repository.at(clone / "site").own_file("info/attributes")
    assert own.resolve() == clone / ".git" / "modules" / "site" / "info" / "attributes"


def test_settings_are_read_and_written(clone: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "global").write_text('[merge "x"]\n\tdriver = global\n')
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "global"))
    before = (clone / ".git" / "config").read_bytes()
    repository = Repository.at(clone)
    assert (repository.setting("merge.x.driver"), repository.setting("merge.x.driver", own=True)) == ("global", None)
    value = 'it\'s "quoted" \\ # %O é\n'
    repository.set_setting("merge.x.driver", value)
    assert repository.setting("merge.x.driver", own=True) == value
    repository.set_setting("merge.x.driver", None)
    repository.set_setting("merge.x.driver", None)
    assert (clone / ".git" / "config").read_bytes() == before
