import errno
import os
import sys
from pathlib import Path

import pytest

from editor.model.site import durable


def test_bytes_are_written_to_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:2]))
    with (tmp_path / "a").open("wb") as file:
        durable.write_all(file.fileno(), b"seven b")
    assert (tmp_path / "a").read_bytes() == b"seven b"


def test_to_begin_a_flush_changes_no_byte_and_never_fails(tmp_path: Path):
    with (tmp_path / "a").open("wb") as file:
        durable.write_all(file.fileno(), b"seven b")
        durable.begin_flush(file.fileno())
        durable.flush(file.fileno())
    assert (tmp_path / "a").read_bytes() == b"seven b"
    reading, writing = os.pipe()
    durable.begin_flush(writing)  # where the system refuses such a hint
    os.close(reading)
    os.close(writing)


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path):
    durable.flush_folder(tmp_path)
    with pytest.raises(FileNotFoundError):
        durable.flush_folder(tmp_path / "gone")


def test_windows_knows_no_flushing_of_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "platform", "win32")
    durable.flush_folder(tmp_path / "gone")


@pytest.mark.parametrize(("code", "fine"), [(errno.EPERM, True), (errno.ENOTSUP, True), (errno.EIO, False)])
def test_what_a_system_cannot_do_is_passed_over_and_a_broken_disk_is_not(code: int, fine: bool):
    try:
        with durable.forbidden_is_fine():
            raise OSError(code, os.strerror(code))
    except OSError:
        assert not fine
    else:
        assert fine
