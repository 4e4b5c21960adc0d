import errno
import io
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from editor.model.site import durable, store, turns
from editor.model.site.errors import ChangedOnDisk, GoneFromDisk, StoreError

OLD, NEW = b"---\ntitle: old\n---\n", b"---\ntitle: new and longer\n---\n"


@pytest.fixture
def card(tmp_path: Path) -> Path:
    path = tmp_path / "cards" / "a.md"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def only(path: Path) -> bool:
    """No temporary file was left."""
    return [entry.name for entry in path.parent.iterdir()] == [path.name]


def failing(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, code: int) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(module, name, fail)


# --- reading


def test_reading_gives_the_bytes_and_a_digest_of_them(card: Path):
    stored = store.read(card)
    assert stored == store.Stored(OLD, store.digest(OLD))
    assert store.digest(b"heat: 137") != store.digest(b"heat: 138")


def test_a_file_at_the_limit_is_read_and_one_beyond_it_is_not(tmp_path: Path):
    path = tmp_path / "big.md"
    with path.open("wb") as file:
        file.truncate(store.MAX_CARD)
    assert len(store.read(path).data) == store.MAX_CARD
    with path.open("r+b") as file:
        file.truncate(50 * 1024 * 1024)
    with pytest.raises(StoreError, match=r"big\.md has 50 MB; a card may have 8 MB"):
        store.read(path)


def test_what_is_no_file_says_so(tmp_path: Path):
    folder, loop, dangling, pipe = (tmp_path / name for name in ("x.md", "loop.md", "dangling.md", "pipe.md"))
    folder.mkdir()
    loop.symlink_to(loop)
    dangling.symlink_to(tmp_path / "nowhere.md")
    os.mkfifo(pipe)
    for path, sentence in (
        (folder, "x.md is a folder, not a card."),
        (loop, "loop.md is a link that leads back to itself."),
        (dangling, "dangling.md is a link to a file that is not there."),
        (pipe, "pipe.md is not an ordinary file, so it is not opened."),
        (tmp_path / "gone.md", f"gone.md is no longer in {tmp_path}."),
        (tmp_path / "gone" / "a.md", f"The folder {tmp_path / 'gone'} is not there any more."),
    ):
        with pytest.raises(StoreError) as caught:
            store.read(path)
        assert str(caught.value) == sentence
        assert caught.value.path == path


@pytest.mark.parametrize(
    ("code", "words"), [(errno.EACCES, "no permission to read a.md"), (errno.EIO, "cannot be read: Input/output error")]
)
def test_a_file_that_the_system_will_not_read_says_why(
    card: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
):
    failing(monkeypatch, io, "open", code)
    with pytest.raises(StoreError, match=words):
        store.read(card)


# --- writing


def test_a_save_replaces_the_whole_file_and_leaves_nothing_beside_it(card: Path):
    stored = store.write(card, NEW, expected=store.digest(OLD))
    assert card.read_bytes() == NEW
    assert stored == store.Stored(NEW, store.digest(NEW))
    assert only(card)


def test_a_file_that_was_changed_meanwhile_is_kept_even_with_the_same_size_and_time(card: Path):
    before = card.stat()
    theirs = OLD.replace(b"old", b"bot")
    card.write_bytes(theirs)
    os.utime(card, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(ChangedOnDisk, match=r"a\.md was changed by something else"):
        store.write(card, NEW, expected=store.digest(OLD))
    assert card.read_bytes() == theirs
    assert only(card)


def test_the_comparison_comes_after_the_new_bytes_are_on_the_disk(card: Path, monkeypatch: pytest.MonkeyPatch):
    fsync = os.fsync

    def somebody_saves_now(handle: int) -> None:
        fsync(handle)
        card.write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", somebody_saves_now)
    with pytest.raises(ChangedOnDisk):
        store.write(card, NEW, expected=store.digest(OLD))
    assert card.read_bytes() == b"theirs"
    assert only(card)


def test_a_new_file_is_made_with_its_folders_and_the_usual_mode(tmp_path: Path):
    path, usual = tmp_path / "_news" / "2024" / "a.md", tmp_path / "usual"
    usual.touch()
    store.write(path, NEW, expected=None)
    assert path.read_bytes() == NEW
    assert path.stat().st_mode == usual.stat().st_mode
    assert only(path)


def test_a_new_file_never_takes_the_place_of_another(card: Path, monkeypatch: pytest.MonkeyPatch):
    dangling = card.with_name("link.md")
    dangling.symlink_to(card.with_name("nowhere.md"))
    for path in (card, dangling):
        with pytest.raises(ChangedOnDisk, match=f"There is already a {path.name}"):
            store.write(path, NEW, expected=None)
    late = card.with_name("late.md")
    monkeypatch.setattr(os, "fsync", lambda handle: late.write_bytes(b"theirs"))
    with pytest.raises(StoreError, match=r"There is already a late\.md"):
        store.write(late, NEW, expected=None)
    assert late.read_bytes() == b"theirs"
    assert card.read_bytes() == OLD


def test_a_link_stays_a_link_and_its_target_is_replaced(card: Path, tmp_path: Path):
    link = tmp_path / "link.md"
    link.symlink_to(card)
    store.write(link, NEW, expected=store.digest(OLD))
    assert link.is_symlink()
    assert card.read_bytes() == NEW
    assert only(card)


def test_a_hard_link_keeps_the_old_bytes_under_its_other_name(card: Path, tmp_path: Path):
    other = tmp_path / "backup.md"
    other.hardlink_to(card)
    store.write(card, NEW, expected=store.digest(OLD))
    assert (card.read_bytes(), other.read_bytes()) == (NEW, OLD)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755, 0o664])
def test_the_mode_is_kept(card: Path, mode: int):
    card.chmod(mode)
    store.write(card, NEW, expected=store.digest(OLD))
    assert stat.S_IMODE(card.stat().st_mode) == mode


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give a file away")
def test_the_owner_and_group_are_kept(card: Path):
    os.chown(card, 12345, 23456)
    store.write(card, NEW, expected=store.digest(OLD))
    assert (card.stat().st_uid, card.stat().st_gid) == (12345, 23456)


def test_an_owner_that_may_not_be_given_is_no_reason_to_refuse(card: Path, monkeypatch: pytest.MonkeyPatch):
    failing(monkeypatch, os, "fchown", errno.EPERM)
    store.write(card, NEW, expected=store.digest(OLD))
    assert card.read_bytes() == NEW


def test_extended_attributes_are_kept(card: Path):
    try:
        os.setxattr(card, "user.note", b"mine")
    except OSError:
        pytest.skip("this file system has no attributes")
    store.write(card, NEW, expected=store.digest(OLD))
    assert os.getxattr(card, "user.note") == b"mine"


def test_a_read_only_file_is_refused_though_it_could_be_replaced(card: Path, monkeypatch: pytest.MonkeyPatch):
    card.chmod(0o444)
    with pytest.raises(StoreError, match=r"a\.md is read-only; allow writing"):
        store.write(card, NEW, expected=store.digest(OLD))
    card.chmod(0o644)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(StoreError, match=r"a\.md is read-only"):
        store.write(card, NEW, expected=store.digest(OLD))
    assert card.read_bytes() == OLD
    assert only(card)


def test_vanished_files_and_folders_say_so_and_are_not_made_again(card: Path):
    card.unlink()
    with pytest.raises(GoneFromDisk, match=r"a\.md is no longer in .*cards, so it was not saved"):
        store.write(card, NEW, expected=store.digest(OLD))
    card.parent.rmdir()
    with pytest.raises(StoreError, match=r"The folder .*cards is not there any more, so a\.md was not saved"):
        store.write(card, NEW, expected=store.digest(OLD))
    assert not card.parent.exists()


def test_a_file_that_vanishes_while_it_is_saved_stays_gone(card: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "fsync", lambda handle: card.unlink())
    with pytest.raises(GoneFromDisk, match=r"a\.md is no longer in"):
        store.write(card, NEW, expected=store.digest(OLD))
    assert list(card.parent.iterdir()) == []


def test_bytes_are_written_to_the_end_however_few_the_system_takes_at_once(card: Path, monkeypatch: pytest.MonkeyPatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:3]))
    store.write(card, NEW, expected=store.digest(OLD))
    assert card.read_bytes() == NEW


def test_names_of_temporary_files_that_are_taken_are_passed_over(card: Path, monkeypatch: pytest.MonkeyPatch):
    taken = card.with_name(f".newscards-{os.getpid()}-0.tmp")
    taken.write_bytes(b"another save")
    store.write(card, NEW, expected=store.digest(OLD))
    assert (card.read_bytes(), taken.read_bytes()) == (NEW, b"another save")
    monkeypatch.setattr(store, "_TEMPORARY_NAMES", 1)
    with pytest.raises(StoreError, match="File exists"):
        store.write(card, NEW, expected=store.digest(NEW))


# --- when the system says no

CALLS = (
    (os, "stat"),
    (os, "lstat"),
    (os, "open"),
    (os, "write"),
    (os, "fchown"),
    (os, "chmod"),
    (os, "listxattr"),
    (os, "fsync"),
    (os, "close"),
    (io, "open"),
    (os, "replace"),
)


def fail_calls(monkeypatch: pytest.MonkeyPatch, code: int, fails: Callable[[int], bool]) -> list[str]:
    """Let the system calls of a save fail by their number; returns the list of those that were made."""
    made: list[str] = []

    def wrap(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            made.append(name)
            failed = fails(len(made))
            if failed and name == "close":
                call(*args, **kwargs)
            if failed:
                raise OSError(code, os.strerror(code))
            return call(*args, **kwargs)

        return wrapped

    for module, name in CALLS:
        monkeypatch.setattr(module, name, wrap(name, getattr(module, name)))
    return made


@pytest.mark.parametrize("once", [True, False], ids=["once", "from-then-on"])
@pytest.mark.parametrize("new", [True, False], ids=["new", "replaced"])
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS, errno.ENOENT, errno.EDQUOT])
def test_a_failing_system_call_leaves_the_file_as_it_was_and_nothing_beside_it(
    card: Path, code: int, new: bool, once: bool
):
    expected = None if new else store.digest(OLD)
    outcomes = []
    for number in range(1, 100):
        card.unlink(missing_ok=True)
        if not new:
            card.write_bytes(OLD)
        with pytest.MonkeyPatch.context() as patch:
            made = fail_calls(patch, code, lambda n, at=number: n == at or (n > at and not once))
            try:
                stored, sentence = store.write(card, NEW, expected=expected), ""
            except StoreError as error:
                stored, sentence = None, str(error)
        outcomes.append("refused" if stored is None else "warned" if stored.warning else "saved")
        if stored:
            assert card.read_bytes() == NEW
        elif new:
            assert not card.exists()
        else:
            assert card.read_bytes() == OLD
        assert not sentence or sentence.endswith(".")
        assert not list(card.parent.glob(".*"))
        if len(made) < number:
            break
    assert outcomes[-1] == "saved"  # the run in which nothing failed any more
    assert "refused" in outcomes
    if code == errno.EIO:
        assert "warned" in outcomes


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, r"The disk is full, so a\.md was not saved; make room and save again\."),
        (errno.EROFS, r"is on a disk that is read-only, so a\.md was not saved\."),
        (errno.EACCES, r"There is no permission to write a\.md in .*; change its permissions and save again\."),
        (errno.EIO, r"a\.md was not saved in .*: Input/output error; try again\."),
    ],
)
def test_what_the_system_says_becomes_a_sentence(card: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str):
    failing(monkeypatch, os, "open", code)
    with pytest.raises(StoreError, match=words):
        store.write(card, NEW, expected=store.digest(OLD))


def test_a_folder_that_does_not_confirm_is_a_warning_since_the_card_is_saved(
    card: Path, monkeypatch: pytest.MonkeyPatch
):
    fsync = os.fsync

    def no_folders(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EIO, "Input/output error")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", no_folders)
    stored = store.write(card, NEW, expected=store.digest(OLD))
    assert stored.warning == "a.md is saved, but the disk did not confirm it (Input/output error); look at the disk."
    assert card.read_bytes() == NEW


def test_a_file_that_another_program_holds_open_on_windows_is_tried_again(card: Path, monkeypatch: pytest.MonkeyPatch):
    replace, held, pauses = os.replace, [5, 32], []

    def replace_later(*args: Any) -> None:
        if held:
            error = OSError(errno.EACCES, "Permission denied")
            error.winerror = held.pop()
            raise error
        replace(*args)

    monkeypatch.setattr(os, "replace", replace_later)
    monkeypatch.setattr(store.time, "sleep", pauses.append)
    store.write(card, NEW, expected=store.digest(OLD))
    assert card.read_bytes() == NEW
    assert pauses == [0.01, 0.02]
    held.extend([5] * 100)
    with pytest.raises(StoreError, match="no permission to write"):
        store.write(card, OLD, expected=store.digest(NEW))
    assert sum(pauses[2:]) < 1
    assert only(card)


def test_on_macos_the_drive_itself_is_told_to_write(card: Path, monkeypatch: pytest.MonkeyPatch):
    asked: list[int] = []
    flushed: list[int] = []
    refuse = [False]

    def control(handle: int, command: int) -> None:
        asked.append(command)
        if refuse[0]:
            raise OSError(errno.ENOTSUP, "Not supported")

    monkeypatch.setattr(sys, "platform", "darwin")
    locks = SimpleNamespace(
        fcntl=control, F_FULLFSYNC=51, flock=lambda handle, way: None, LOCK_EX=2, LOCK_NB=4, LOCK_UN=8
    )
    for module in (turns, durable):
        monkeypatch.setattr(module, "fcntl", locks, raising=False)
    monkeypatch.setattr(os, "fsync", flushed.append)
    store.write(card, NEW, expected=store.digest(OLD))
    assert (asked, len(flushed)) == ([51], 1)  # the folder's
    refuse[0] = True
    store.write(card, OLD, expected=store.digest(NEW))
    assert len(flushed) == 3


def test_on_windows_folders_and_owners_are_left_alone(card: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delattr(os, "fchown")
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", flushed.append)
    store.write(card, NEW, expected=store.digest(OLD))
    assert card.read_bytes() == NEW
    assert len(flushed) == 1


# --- sweeping


def ended_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        return process.pid


def test_only_the_leftovers_of_ended_processes_are_swept(tmp_path: Path):
    ended = ended_process()
    left, mine, odd, other = (
        tmp_path / name
        for name in (
            f".newscards-{ended}-0.tmp",
            f".newscards-{os.getpid()}-0.tmp",
            f".newscards-{10**30}-0.tmp",
            f".newscards-{ended}-0.tmp.md",
        )
    )
    for path in (left, mine, odd, other):
        path.touch()
    store.sweep([tmp_path, tmp_path / "gone"])
    assert sorted(tmp_path.iterdir()) == sorted([mine, odd, other])


def test_on_windows_leftovers_are_told_by_their_age(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    old, young = tmp_path / ".newscards-1-0.tmp", tmp_path / ".newscards-1-1.tmp"
    old.touch()
    young.touch()
    os.utime(old, (0, 0))
    monkeypatch.setattr(sys, "platform", "win32")
    store.sweep([tmp_path])
    assert list(tmp_path.iterdir()) == [young]


def test_a_leftover_that_cannot_be_removed_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    left = tmp_path / f".newscards-{ended_process()}-0.tmp"
    left.touch()
    failing(monkeypatch, os, "unlink", errno.EACCES)
    store.sweep([tmp_path])
    assert left.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such locks")
def test_another_editor_that_saves_at_the_same_moment_is_waited_for(card: Path):
    import fcntl

    expected = store.read(card).digest
    other = os.open(card.parent, os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)
    with ThreadPoolExecutor(1) as pool:
        saving = pool.submit(store.write, card, NEW, expected=expected)
        try:
            time.sleep(0.2)
            assert not saving.done()
            card.write_bytes(b"theirs")
        finally:
            os.close(other)
        with pytest.raises(ChangedOnDisk):
            saving.result()
    assert card.read_bytes() == b"theirs"
    assert only(card)


def test_a_file_is_removed_only_as_it_was_expected(tmp_path: Path):
    file = tmp_path / "a"
    file.write_bytes(b"new")
    with pytest.raises(ChangedOnDisk):
        store.remove(file, expected=store.digest(b"old"))
    store.remove(file, expected=store.digest(b"new"))
    assert not file.exists()
    with pytest.raises(StoreError):
        store.remove(file, expected=store.digest(b"new"))


# --- many at once


@pytest.fixture
def cards(card: Path) -> list[Path]:
    paths = [card, *(card.with_name(name) for name in ("b.md", "c.md")), card.parent.parent / "more" / "d.md"]
    paths[-1].parent.mkdir()
    for path in paths:
        path.write_bytes(OLD)
    return paths


def writes(cards: list[Path]) -> list[store.Write]:
    return [store.Write(path, NEW, store.digest(OLD)) for path in cards]


def leftovers(cards: list[Path]) -> list[Path]:
    return [path for folder in {card.parent for card in cards} for path in folder.glob(".*")]


def test_many_are_written_like_one(cards: list[Path]):
    assert store.write_many(writes(cards)) == [store.Stored(NEW, store.digest(NEW))] * 4
    assert [path.read_bytes() for path in cards] == [NEW] * 4
    assert leftovers(cards) == []
    assert store.write_many([]) == []


def test_each_of_many_has_an_outcome_of_its_own(cards: list[Path]):
    changed, read_only, gone, fine = cards
    changed.write_bytes(b"theirs")
    read_only.chmod(0o444)
    gone.unlink()
    new = fine.parent / "new" / "e.md"
    outcomes = store.write_many([*writes(cards), store.Write(new, NEW, None), store.Write(fine, NEW, None)])
    assert [type(outcome) for outcome in outcomes] == [
        ChangedOnDisk,
        StoreError,
        GoneFromDisk,
        store.Stored,
        store.Stored,
        ChangedOnDisk,
    ]
    assert (changed.read_bytes(), read_only.read_bytes(), gone.exists()) == (b"theirs", OLD, False)
    assert fine.read_bytes() == new.read_bytes() == NEW
    assert leftovers([*cards, new]) == []


def test_all_of_many_are_on_the_disk_before_the_first_takes_its_place_and_each_is_compared_right_before(
    cards: list[Path], monkeypatch: pytest.MonkeyPatch
):
    steps: list[str] = []
    fsync, replace, read = os.fsync, os.replace, store.read

    def flush(handle: int) -> None:
        steps.append("flush folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "flush")
        fsync(handle)

    def place(source: Path, target: Path) -> None:
        steps.append("place " + Path(target).name)
        replace(source, target)

    def compare(path: Path) -> store.Stored:
        steps.append("compare " + path.name)
        return read(path)

    monkeypatch.setattr(os, "fsync", flush)
    monkeypatch.setattr(os, "replace", place)
    monkeypatch.setattr(store, "read", compare)
    store.write_many(writes(cards))
    placed = [f"{step} {name}.md" for name in "abcd" for step in ("compare", "place")]
    assert steps == ["flush"] * 4 + placed + ["flush folder"] * 2


def test_two_names_of_one_file_do_not_both_take_its_place(card: Path):
    link = card.with_name("link.md")
    link.symlink_to(card)
    stored, changed = store.write_many([store.Write(each, NEW, store.digest(OLD)) for each in (card, link)])
    assert isinstance(stored, store.Stored)
    assert isinstance(changed, ChangedOnDisk)
    assert link.is_symlink()


@pytest.mark.parametrize("name", ["fsync", "replace"])
def test_many_that_are_interrupted_leave_each_card_whole_and_nothing_beside_them(
    cards: list[Path], monkeypatch: pytest.MonkeyPatch, name: str
):
    call, made = getattr(os, name), []

    def interrupted(*arguments: Any) -> None:
        made.append(name)
        if len(made) == 2:
            raise KeyboardInterrupt
        call(*arguments)

    monkeypatch.setattr(os, name, interrupted)
    with pytest.raises(KeyboardInterrupt):
        store.write_many(writes(cards))
    assert [path.read_bytes() for path in cards] == [NEW if name == "replace" else OLD, OLD, OLD, OLD]
    assert leftovers(cards) == []


@pytest.mark.parametrize("once", [True, False], ids=["once", "from-then-on"])
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EACCES])
def test_a_failing_system_call_of_many_is_told_truly_of_each(cards: list[Path], code: int, once: bool):
    kinds = set()
    for number in range(1, 400):
        for path in cards:
            path.write_bytes(OLD)
        with pytest.MonkeyPatch.context() as patch:
            made = fail_calls(patch, code, lambda n, at=number: n == at or (n > at and not once))
            outcomes = store.write_many(writes(cards))
        told = [isinstance(outcome, store.Stored) for outcome in outcomes]
        assert [path.read_bytes() == NEW for path in cards] == told
        assert [path.read_bytes() == OLD for path in cards] == [not each for each in told]
        assert leftovers(cards) == []
        kinds.add(sum(told))
        if len(made) < number:
            break
    assert told == [True] * 4  # the run in which nothing failed any more
    assert kinds >= ({3, 4} if once else {0, 1, 2, 3, 4})
