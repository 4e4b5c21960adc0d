from pathlib import Path

import pytest

from editor.model.site.errors import StoreError
from editor.model.site.own_lines import add_lines, has_line, remove_lines

LINES = ["/_news/* merge=newscards", "b"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"*.png binary\n", b"*.png binary\n%s\nb\n"),
        (b"*.png binary", b"*.png binary\n%s\nb"),
        (b"*.png binary\r\n# caf\xe9\r\n", b"*.png binary\r\n# caf\xe9\r\n%s\r\nb\r\n"),
        (b"*.png binary\r\n\r\n", b"*.png binary\r\n\r\n%s\r\nb\r\n"),
        (b"\xef\xbb\xbf# x\n\n", b"\xef\xbb\xbf# x\n\n%s\nb\n"),
        (b"b\nmore\n", b"b\nmore\n%s\n"),
    ],
)
def test_lines_are_added_in_the_files_own_manner_and_all_other_bytes_stay(tmp_path: Path, before: bytes, after: bytes):
    file = tmp_path / "attributes"
    file.write_bytes(before)
    assert add_lines(file, LINES)
    assert file.read_bytes() == after % LINES[0].encode()
    assert has_line(file, " merge=newscards")
    assert not add_lines(file, LINES)
    if b"b" not in before.split(b"\n"):
        assert remove_lines(file, LINES)
        assert file.read_bytes() == before


def test_a_file_of_ours_comes_and_goes(tmp_path: Path):
    file = tmp_path / "info" / "attributes"
    assert not has_line(file, "b")
    assert not remove_lines(file, LINES)
    assert add_lines(file, LINES)
    assert file.read_bytes() == b"/_news/* merge=newscards\nb\n"
    assert remove_lines(file, LINES)
    assert not file.exists()


def test_lines_that_somebody_has_put_in_between_stay(tmp_path: Path):
    file = tmp_path / "attributes"
    file.write_bytes(b"/_news/* merge=newscards\nmine\nb\nlast")
    assert remove_lines(file, LINES)
    assert file.read_bytes() == b"mine\nlast"
    assert not remove_lines(file, LINES)


def test_what_is_no_file_is_refused(tmp_path: Path):
    with pytest.raises(StoreError):
        add_lines(tmp_path, LINES)
