from pathlib import Path

import pytest

from editor.model.site.data_files import read_mapping
from editor.model.site.errors import StoreError
from editor.model.text.errors import Unreadable


def read(tmp_path: Path, text: str, name: str = "a.yml") -> object:
    path = tmp_path / name
    path.write_bytes(text.encode())
    return read_mapping(path)


@pytest.mark.parametrize(
    "text",
    [
        "name: Gull Post\nsize: 3",
        "name: Gull Post\nsize: 3\n",
        "---\nname: Gull Post\nsize: 3\n",
        "--- \r\nname: Gull Post\r\nsize: 3\r\n",
        "\ufeffname: Gull Post\nsize: 3\n",
        "\ufeff---\nname: Gull Post\nsize: 3\n...\n",
        "base: &base\n  size: 3\nname: Gull Post\n<<: *base\n",
    ],
)
def test_a_yaml_file_is_read_with_or_without_marks_at_its_start(tmp_path: Path, text: str):
    found = read(tmp_path, text)
    assert isinstance(found, dict)
    assert (found["name"], found["size"]) == ("Gull Post", 3)


def test_a_markdown_file_is_its_front_matter(tmp_path: Path):
    assert read(tmp_path, "---\nname: Gull Post\n---\nname: no\n", "a.md") == {"name": "Gull Post"}


def test_an_empty_file_has_no_keys(tmp_path: Path):
    assert read(tmp_path, "") == {}
    assert read(tmp_path, "# only a comment\n") == {}


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: 1\nb: [\n", None), ("---\na: 1\nb: '\n", None), ("a: 1\n\tb: 2\n", 2), ("---\na: 1\n\tb: 2\n", 3)],
)
def test_a_mistake_is_told_with_the_line_of_the_file(tmp_path: Path, text: str, line: int | None):
    with pytest.raises(Unreadable) as caught:
        read(tmp_path, text)
    if line is not None:
        assert caught.value.line == line


@pytest.mark.parametrize(
    "text",
    ["- a\n- b\n", "a: " + "[" * 20_000, "a: " + "x" * 300_000, "only words\n"],
    ids=["list", "deep", "large", "words"],
)
def test_what_is_no_mapping_or_beyond_the_limits_is_refused(tmp_path: Path, text: str):
    with pytest.raises(Unreadable):
        read(tmp_path, text)


def test_a_bomb_of_aliases_is_refused(tmp_path: Path):
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]\n" for n in range(1, 10))
    with pytest.raises(Unreadable):
        read(tmp_path, "l0: &l0 [x]\n" + levels)


def test_a_missing_file_and_one_that_is_not_utf8_are_refused(tmp_path: Path):
    with pytest.raises(StoreError):
        read_mapping(tmp_path / "gone.yml")
    (tmp_path / "latin.yml").write_bytes("name: Café".encode("latin-1"))
    with pytest.raises(Unreadable, match="UTF-8"):
        read_mapping(tmp_path / "latin.yml")
