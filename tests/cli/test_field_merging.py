import pytest

from tests.cli.conftest import NEWS

BASE = NEWS.encode()
BOT = BASE.replace(b"heat: 7", b"heat: 8").replace(b"abc;def", b"ghi;jkl")
HIDDEN = BASE.replace(b"published: true", b"published: false")
BOTH = BOT.replace(b"published: true", b"published: false")


def test_changes_within_lists_and_mappings_are_merged(merge):
    ours, theirs = BASE.replace(b"width: 600", b"width: 601"), BASE.replace(b"  - Science\n", b"  - Science\n  - Sea\n")
    assert merge(BASE, ours, theirs) == ((0, "", ""), theirs.replace(b"width: 600", b"width: 601"))


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
