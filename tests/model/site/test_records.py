import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from editor.model.site.errors import StoreError
from editor.model.site.records import RecordFile, left_behind

HEADER = {"what": "a test"}
SUFFIX = ".test"


@pytest.fixture
def file(tmp_path: Path) -> RecordFile:
    return RecordFile.create(tmp_path / "state", SUFFIX, HEADER)


def claimed(file: RecordFile) -> RecordFile:
    """The same file as another process finds it after a crash."""
    file.close()
    found = RecordFile.claim(file.path)
    assert found is not None
    return found


def test_what_is_appended_is_read_again_in_its_order(file: RecordFile):
    file.append([{"a": 1}, {"b": "half a character: \udc80, a line\nbreak, é"}])
    file.append([{"c": None}])
    again = claimed(file)
    assert again.header == HEADER
    assert again.records() == [{"a": 1}, {"b": "half a character: \udc80, a line\nbreak, é"}, {"c": None}]
    assert again.size == file.path.stat().st_size


def test_a_file_is_for_its_user_alone(file: RecordFile):
    assert file.path.stat().st_mode & 0o077 == 0
    assert file.path.parent.stat().st_mode & 0o077 == 0


def test_a_record_that_a_crash_has_torn_is_dropped_wherever_it_is_torn(file: RecordFile):
    file.append([{"a": 1}])
    whole = file.path.read_bytes()
    file.append([{"b": 2}])
    longer = file.path.read_bytes()
    for end in range(len(whole), len(longer)):
        file.path.write_bytes(longer[:end])
        file = claimed(file)
        assert (file.records(), file.size) == ([{"a": 1}], len(whole))
    file.append([{"c": 3}])
    assert claimed(file).records() == [{"a": 1}, {"c": 3}]


def test_a_flipped_bit_ends_the_reading_before_it(file: RecordFile):
    file.append([{"a": 1}, {"b": 2}, {"c": 3}])
    data = bytearray(file.path.read_bytes())
    data[data.index(b'"b"') + 1] ^= 1
    file.path.write_bytes(data)
    assert claimed(file).records() == [{"a": 1}]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"not at all", b'00000000 {"a":1}\n', b"b1b05baf 7\n"])
def test_a_file_that_is_none_of_ours_has_no_records(file: RecordFile, data: bytes):
    file.path.write_bytes(data)
    again = claimed(file)
    assert (again.header, again.records()) == ({}, [])


def test_what_a_living_process_holds_is_left_to_it(file: RecordFile):
    assert RecordFile.claim(file.path) is None
    assert list(left_behind(file.path.parent, SUFFIX)) == []


@pytest.mark.parametrize("removes", [True, False])
def test_a_file_that_another_window_claims_as_it_is_made_is_left_to_it(
    tmp_path: Path, removes: bool, monkeypatch: pytest.MonkeyPatch
):
    real_open, others = os.open, list[RecordFile]()

    def another_is_faster(path: str | Path, flags: int, *rest: int) -> int:
        handle = real_open(path, flags, *rest)
        if flags & os.O_CREAT and not others:
            other = RecordFile.claim(Path(path))
            assert other is not None
            others.append(other)
            if removes:  # as whoever finds nothing in a file does
                other.remove()
        return handle

    monkeypatch.setattr(os, "open", another_is_faster)
    file = RecordFile.create(tmp_path, SUFFIX, HEADER)
    file.append([{"a": 1}])
    assert file.path != others[0].path
    assert others[0].path.exists() is not removes
    again = claimed(file)
    assert (again.header, again.records()) == (HEADER, [{"a": 1}])


@pytest.mark.skipif(sys.platform == "win32", reason="locks of Linux and macOS")
def test_on_a_disk_without_locks_there_is_a_file_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def unknown(handle: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", unknown)
    file = RecordFile.create(tmp_path, SUFFIX, HEADER)
    file.append([{"a": 1}])
    assert file.records() == [{"a": 1}]
    assert list(left_behind(tmp_path, SUFFIX)) == []  # it could be another window's


def test_an_open_file_is_never_renamed_which_windows_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*paths: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(os, "rename", refuse)
    assert RecordFile.create(tmp_path, SUFFIX, HEADER).path.exists()


def test_what_a_killed_process_held_can_be_claimed(tmp_path: Path):
    code = (
        "import sys, pathlib\nfrom editor.model.site.records import RecordFile\n"
        "file = RecordFile.create(pathlib.Path(sys.argv[1]), '.test', {'what': 'a test'})\nfile.append([{'a': 1}])\n"
        "print('ready', flush=True)\nsys.stdin.read()\n"
    )
    call = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        assert list(left_behind(tmp_path, SUFFIX)) == []
        process.kill()
    (found,) = left_behind(tmp_path, SUFFIX)
    assert found.records() == [{"a": 1}]
    found.remove()
    assert list(tmp_path.iterdir()) == []


def test_files_are_found_in_the_order_in_which_they_were_made(tmp_path: Path):
    files = [RecordFile.create(tmp_path, SUFFIX, {"n": n}) for n in range(12)]
    (tmp_path / "note.txt").write_text("not a file of records")
    (tmp_path / "7x-.test").write_text("neither")
    for file in files:
        file.close()
    assert [found.header for found in left_behind(tmp_path, SUFFIX)][:12] == [{"n": n} for n in range(12)]


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path):
    assert list(left_behind(tmp_path / "nowhere", SUFFIX)) == []


def test_a_file_that_is_gone_is_not_claimed(file: RecordFile):
    file.remove()
    assert not file.path.exists()
    assert RecordFile.claim(file.path) is None


@pytest.mark.parametrize("call", ["write", "fsync", "ftruncate"])
def test_after_a_failed_append_the_file_goes_on_where_it_was(
    file: RecordFile, call: str, monkeypatch: pytest.MonkeyPatch
):
    file.append([{"a": 1}])
    real_write = os.write

    def fail(handle: int, *rest: object) -> None:
        if call == "write":
            real_write(handle, b"half of a li")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        with pytest.raises(StoreError, match="No space left on device"):
            file.append([{"b": 2}])
    file.append([{"c": 3}])
    assert claimed(file).records() == [{"a": 1}, {"c": 3}]


@pytest.mark.parametrize("call", ["mkdir", "open", "write", "fsync"])
def test_a_file_that_cannot_be_made_leaves_nothing(tmp_path: Path, call: str, monkeypatch: pytest.MonkeyPatch):
    def fail(*rest: object, **named: object) -> None:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        with pytest.raises(StoreError, match=r"cannot be kept in .*: Permission denied"):
            RecordFile.create(tmp_path / "state", SUFFIX, HEADER)
    assert not (tmp_path / "state").exists() or list((tmp_path / "state").iterdir()) == []


def test_a_file_that_may_not_be_opened_says_so(file: RecordFile, monkeypatch: pytest.MonkeyPatch):
    file.close()

    def fail(*rest: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "open", fail)
    with pytest.raises(StoreError, match="Permission denied"):
        RecordFile.claim(file.path)
    assert list(left_behind(file.path.parent, SUFFIX)) == []
    assert file.path.exists()


@pytest.mark.parametrize("way", ["close", "remove"])
def test_letting_go_of_a_file_never_raises(file: RecordFile, way: str):
    os.close(file._handle)  # so that the system refuses to close it
    getattr(file, way)()
    assert file.path.exists() is (way == "close")
