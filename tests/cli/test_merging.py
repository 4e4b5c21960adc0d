from pathlib import Path

import pytest

from tests.cli.conftest import NEWS

BASE = NEWS.encode()
BOT = BASE.replace(b"heat: 7", b"heat: 8").replace(b"abc;def", b"ghi;jkl")
HIDDEN = BASE.replace(b"published: true", b"published: false")
BOTH = BOT.replace(b"published: true", b"published: false")


@pytest.fixture
def merge(tmp_path, monkeypatch, call):
    """Calls `newscards merge` on three files as Git names them: the answer, and OURS afterwards."""
    monkeypatch.chdir(tmp_path)

    def merged(base: bytes, ours: bytes, theirs: bytes, *options: str):
        for name, data in zip([".b", ".o", ".t"], (base, ours, theirs), strict=True):
            Path(name).write_bytes(data)
        answer = call("merge", ".b", ".o", ".t", "--path=_news/a.md", *options)
        assert Path(".b").read_bytes() == base
        assert Path(".t").read_bytes() == theirs
        assert sorted(path.name for path in Path().iterdir()) == [".b", ".o", ".t"]
        return answer, Path(".o").read_bytes()

    return merged


def test_changes_of_different_fields_are_merged(merge):
    assert merge(BASE, HIDDEN, BOT) == ((0, "", ""), BOTH)
    assert merge(BASE, BOT, HIDDEN) == ((0, "", ""), BOTH)


def test_where_ours_is_the_result_the_file_is_not_touched(merge, tmp_path, monkeypatch):
    def never(*_arguments: object, **_options: object) -> None:
        raise AssertionError

    monkeypatch.setattr("editor.model.site.store.write", never)
    assert merge(BASE, HIDDEN, BASE) == ((0, "", ""), HIDDEN)


def test_a_clash_is_named_and_stands_between_markers(merge):
    ours, theirs = (BASE.replace(b"Wind park", park) for park in (b"Windpark", b"Wind farm"))
    answer, text = merge(BASE, ours, theirs, "--marker-size=9", "--label=HEAD", "--label=%S", "--label=topic")
    assert answer == (1, "", "newscards: _news/a.md: Title: both versions changed it\n")
    title = b'title: "%s off Saltmere"\n'
    lines = (
        b"<" * 9 + b" HEAD\n" + title % b"Windpark" + b"=" * 9 + b"\n" + title % b"Wind farm" + b">" * 9 + b" topic\n"
    )
    assert text == BASE.replace(title % b"Wind park", lines)


def test_without_a_base_fields_that_agree_are_merged(merge):
    assert merge(b"", BASE, BOT) == ((0, "", ""), BOT)
    answer, text = merge(b"", HIDDEN, BASE)
    assert answer.code == 1
    assert text.count(b"<<<<<<< ours\n") == 1


def test_a_story_that_was_swapped_is_told(merge):
    base = BASE.replace(b"originalUrl", b"webUrl")
    other = base.replace(b"harbourtimes.example/wind", b"other.example/sun").replace(b"Harbour Times", b"Other")
    answer, text = merge(base, base.replace(b"heat: 7", b"heat: 9"), other)
    assert (answer.code, text) == (0, other)
    assert answer.err == "newscards: _news/a.md: the incoming version puts another story into this card\n"


@pytest.mark.parametrize("broken", [b"\xff\xfe", b"---\na: [\n---\n", b"no card\n", b""])
def test_a_version_that_is_no_card_is_left_between_markers(merge, broken):
    answer, text = merge(BASE, HIDDEN, broken)
    assert answer.code == 1
    assert answer.err.startswith("newscards: _news/a.md: The incoming version cannot be read (")
    assert set(broken.split(b"\n")) <= set(text.split(b"\n"))
    assert b"published: false\n" in text
    assert text.startswith(b"<<<<<<< ours\n") or b"\n<<<<<<< ours\n" in text


def test_a_base_with_markers_is_taken_without_what_they_dispute(merge):
    title = b'title: "Wind park off Saltmere"\n'
    disputed = BASE.replace(title, b"<<<<<<<<< a\n" + title + b"=========\n" + b"title: x\n>>>>>>>>> b\n")
    assert merge(disputed, HIDDEN, BOT) == ((0, "", ""), BOTH)


def test_a_version_that_is_too_large_is_refused_and_nothing_written(merge, monkeypatch):
    monkeypatch.setattr("editor.model.site.store.MAX_CARD", 3000)
    large = BASE + b"x\n" * 2000
    answer, text = merge(BASE, HIDDEN, large)
    assert (answer.code, text) == (2, HIDDEN)
    assert "a card may have" in answer.err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        [".b", ".o"],
        [".b", ".o", ".none"],
        [".none", ".o", ".t"],
        [".b", ".o", ".t", "--marker-size=0"],
        [".b", ".o", ".t", "--marker-size=x"],
    ],
)
def test_a_wrong_call_is_2_and_writes_nothing(merge, call, arguments):
    merge(BASE, HIDDEN, BASE)
    answer = call("merge", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("newscards: ")
    assert Path(".o").read_bytes() == HIDDEN
