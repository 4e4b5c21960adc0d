import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from editor.model.site import batches
from editor.model.site.batches import Batch, CutShort, Rewrite, cut_short
from editor.model.site.errors import StoreError


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    for name in "abcd":
        (tmp_path / "site" / f"{name}.md").write_text(f"old {name}")
    return tmp_path / "site"


def rewrites(site: Path, names: str = "abcd") -> list[Rewrite]:
    return [Rewrite(site / f"{name}.md", f"old {name}", f"new {name}") for name in names]


def after_a_crash(folder: Path, site: Path, written: str) -> list[CutShort]:
    """A batch of all four files whose process was killed after it had written these."""
    code = (
        "import os, pathlib, signal, sys\nfrom editor.model.site.batches import Batch, Rewrite\n"
        "folder, site, written = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]\n"
        "with Batch(folder, [Rewrite(site / f'{n}.md', f'old {n}', f'new {n}') for n in 'abcd']):\n"
        "    for name in written: (site / f'{name}.md').write_text(f'new {name}')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder), str(site), written], check=False)
    assert done.returncode == -9
    return cut_short(folder, site)


def texts(site: Path) -> str:
    return " ".join((site / f"{name}.md").read_text() for name in "abcd")


def left(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_batch_is_on_the_disk_while_it_is_written_and_gone_afterwards(tmp_path: Path, site: Path):
    with Batch(tmp_path / "state", rewrites(site)):
        assert len(left(tmp_path / "state")) == 1
        assert cut_short(tmp_path / "state", site) == []  # its process is alive
    assert left(tmp_path / "state") == []


def test_a_batch_of_more_files_than_are_written_down_at_once_is_whole_or_counts_for_nothing(
    tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(batches, "_AT_ONCE", 2)
    with Batch(tmp_path / "state", iter(rewrites(site))):
        (file,) = left(tmp_path / "state")
        data = file.read_bytes()
    (site / "a.md").write_text("new a")
    lines = data.splitlines(keepends=True)
    for count in range(len(lines)):
        file.write_bytes(b"".join(lines[:count]))
        assert cut_short(tmp_path / "state", site) == []
    file.write_bytes(data)
    (batch,) = cut_short(tmp_path / "state", site)
    assert batch.finish() == ()
    assert texts(site) == "new a new b new c new d"


def test_a_batch_that_an_error_ends_is_gone_too_since_its_process_knows(tmp_path: Path, site: Path):
    with pytest.raises(KeyboardInterrupt), Batch(tmp_path / "state", rewrites(site)):
        raise KeyboardInterrupt
    assert left(tmp_path / "state") == []


def test_what_a_crash_has_cut_short_is_finished(tmp_path: Path, site: Path):
    (batch,) = after_a_crash(tmp_path / "state", site, "ab")
    assert [each.file.name for each in batch.written] == ["a.md", "b.md"]
    assert [each.file.name for each in batch.missing] == ["c.md", "d.md"]
    assert batch.when > 1_700_000_000
    assert batch.finish() == ()
    assert texts(site) == "new a new b new c new d"
    assert left(tmp_path / "state") == []


def test_or_put_back(tmp_path: Path, site: Path):
    (batch,) = after_a_crash(tmp_path / "state", site, "ab")
    assert batch.put_back() == ()
    assert texts(site) == "old a old b old c old d"
    assert left(tmp_path / "state") == []


def test_or_left_for_later(tmp_path: Path, site: Path):
    (batch,) = after_a_crash(tmp_path / "state", site, "ab")
    assert cut_short(tmp_path / "state", site) == []  # this process holds it
    batch.close()
    (again,) = cut_short(tmp_path / "state", site)
    assert again.rewrites == batch.rewrites


@pytest.mark.parametrize("written", ["", "abcd"])
def test_before_the_first_file_and_after_the_last_there_is_nothing_to_settle(tmp_path: Path, site: Path, written: str):
    assert after_a_crash(tmp_path / "state", site, written) == []
    assert left(tmp_path / "state") == []


def test_what_something_else_has_changed_since_is_left_alone_and_said(tmp_path: Path, site: Path):
    (batch,) = after_a_crash(tmp_path / "state", site, "ab")
    (site / "a.md").write_text("the bot's")
    (site / "c.md").write_text("the bot's too")
    assert [str(error) for error in batch.finish()] == [
        "a.md was changed by something else since, so it was left alone.",
        "c.md was changed by something else since, so it was left alone.",
    ]
    assert texts(site) == "the bot's new b the bot's too new d"


def test_what_cannot_be_written_is_said_and_offered_again(tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch):
    (batch,) = after_a_crash(tmp_path / "state", site, "ab")

    def full(handle: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        assert [str(error) for error in batch.put_back()] == [
            f"The disk is full, so {name}.md was not saved; make room and save again." for name in "ab"
        ]
    assert texts(site) == "new a new b old c old d"
    (again,) = cut_short(tmp_path / "state", site)  # once there is room
    assert again.put_back() == ()
    assert texts(site) == "old a old b old c old d"


def test_a_file_that_was_new_is_written_by_finishing_and_stays_when_the_rest_is_put_back(tmp_path: Path, site: Path):
    new = Rewrite(site / "new.md", None, "new")
    state = tmp_path / "state"

    def again() -> CutShort:
        batch = Batch(state, [new, *rewrites(site)])
        batch._file.close()
        (found,) = cut_short(state, site)
        return found

    (site / "a.md").write_text("new a")
    assert again().finish() == ()
    assert (site / "new.md").read_text() == "new"
    (site / "b.md").write_text("old b")
    assert again().put_back() == ()
    assert (site / "new.md").read_text() == "new"
    assert texts(site) == "old a old b old c old d"


def test_the_batches_of_other_sites_are_left_to_them(tmp_path: Path, site: Path):
    (batch,) = after_a_crash(tmp_path / "state", site, "ab")
    batch.close()
    assert cut_short(tmp_path / "state", tmp_path / "elsewhere") == []
    assert len(cut_short(tmp_path / "state", site)) == 1


def test_a_batch_that_was_torn_before_it_was_complete_touched_nothing_and_goes(tmp_path: Path, site: Path):
    batch = Batch(tmp_path / "state", rewrites(site))
    batch._file.close()
    (file,) = left(tmp_path / "state")
    (site / "a.md").write_text("new a")
    file.write_bytes(file.read_bytes()[:-5])
    assert cut_short(tmp_path / "state", site) == []
    assert left(tmp_path / "state") == []


def test_without_room_for_the_batch_nothing_is_begun(tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch):
    fsync, calls = os.fsync, []

    def fail_later(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 3:  # the header, the folder, and then the texts
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", fail_later)
    with pytest.raises(StoreError, match="No space left"):
        Batch(tmp_path / "state", rewrites(site))
    assert left(tmp_path / "state") == []


def test_a_batch_whose_disk_is_not_there_waits_for_it(tmp_path: Path, site: Path):
    after_a_crash(tmp_path / "state", site, "ab")[0].close()
    away = site.rename(tmp_path / "away")
    assert cut_short(tmp_path / "state", site) == []
    assert len(left(tmp_path / "state")) == 1
    away.rename(site)
    [batch] = cut_short(tmp_path / "state", site)
    assert batch.finish() == ()
    assert texts(site) == "new a new b new c new d"


def test_a_file_that_cannot_be_looked_at_is_named_when_the_rest_is_finished(tmp_path: Path, site: Path):
    after_a_crash(tmp_path / "state", site, "ab")[0].close()
    (site / "d.md").unlink()
    (site / "d.md").mkdir()
    [batch] = cut_short(tmp_path / "state", site)
    [error] = batch.finish()
    assert str(error) == "d.md is a folder, not a card."
    assert (site / "c.md").read_text() == "new c"
