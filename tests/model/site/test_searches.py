"""The file of saved searches, byte by byte."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from editor.model.site import searches, store
from editor.model.site.errors import ChangedOnDisk, StoreError
from editor.model.site.layout import Site, find_cards, open_site
from editor.model.site.searches import (
    PLACE,
    SavedSearch,
    Searches,
    delete_search,
    move_search,
    read_searches,
    rename_search,
    save_search,
)

GULLS, NEW = SavedSearch("Gulls", "gulls OR terns"), SavedSearch("To publish", "is:unpublished -has:problems")
BY_HAND = """\
# Ours, please keep
searches:
- name: Gulls # the birds
  query: gulls OR terns
  owner: Ada

# every morning
- { name: 'To publish', query: "is:unpublished -has:problems" }
other: [1, 2]
"""


@pytest.fixture
def site(harbour: Path) -> Site:
    return open_site(harbour)


@pytest.fixture
def put(site: Site) -> Callable[[str], Path]:
    def put(text: str) -> Path:
        path = site.root / PLACE
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
        return path

    return put


def text_of(site: Site) -> str:
    return (site.root / PLACE).read_bytes().decode()


def test_without_a_file_there_are_no_searches_and_none_is_made(site: Site):
    assert read_searches(site) == Searches()
    assert not (site.root / ".newscards").exists()


def test_the_first_search_makes_a_file_that_says_what_it_is(site: Site):
    cards = list(find_cards(site))
    saved = save_search(site, "To publish", 'is:unpublished topic:="A b"')
    assert saved.entries == (SavedSearch("To publish", 'is:unpublished topic:="A b"'),)
    assert text_of(site).splitlines()[1:] == [
        "searches:",
        '  - name: "To publish"',
        '    query: "is:unpublished topic:=\\"A b\\""',
    ]
    assert text_of(site).startswith("# Saved searches of the News Card Editor")
    assert read_searches(site) == saved
    assert list(find_cards(site)) == cards


def test_a_file_edited_by_hand_is_read(site: Site, put: Callable[[str], Path]):
    put(BY_HAND)
    assert read_searches(site) == Searches((GULLS, NEW))
    assert [entry.problem for entry in read_searches(site).entries] == ["", ""]


def test_a_change_keeps_all_that_is_not_changed(site: Site, put: Callable[[str], Path]):
    put(BY_HAND)
    rename_search(site, NEW, "Morning")
    assert text_of(site) == BY_HAND.replace("'To publish'", "'Morning'")
    put(BY_HAND)
    assert save_search(site, "Gulls", "terns").entries == (SavedSearch("Gulls", "terns"), NEW)
    assert text_of(site) == BY_HAND.replace("gulls OR terns", "terns")
    put(BY_HAND)
    assert save_search(site, "City", "city").entries == (GULLS, NEW, SavedSearch("City", "city"))
    before, after = BY_HAND.split("other:")
    assert text_of(site).startswith(before)
    assert text_of(site).endswith("other:" + after)
    put(BY_HAND)
    assert delete_search(site, NEW).entries == (GULLS,)
    assert "# Ours, please keep" in text_of(site)
    assert "owner: Ada" in text_of(site)


def test_the_order_can_be_changed_and_comments_move_along(site: Site, put: Callable[[str], Path]):
    put(BY_HAND)
    assert move_search(site, NEW, 0).entries == (NEW, GULLS)
    lines = text_of(site).splitlines()
    assert lines.index("# every morning") + 1 == lines.index(next(line for line in lines if "To publish" in line))
    assert move_search(site, NEW, 99).entries == (GULLS, NEW)
    assert move_search(site, NEW, 1).entries == (GULLS, NEW)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("opening", ["", "--- \n"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_marks_line_ends_and_a_missing_last_line_end_stay(
    site: Site, put: Callable[[str], Path], newline: str, mark: str, opening: str, end: str
):
    text = mark + f"{opening}searches:\n- name: Gulls\n  query: gulls OR terns{end}".replace("\n", newline)
    put(text)
    assert rename_search(site, GULLS, "Terns").entries == (SavedSearch("Terns", "gulls OR terns"),)
    assert text_of(site) == text.replace("Gulls", "Terns")


def test_the_last_search_can_go_and_another_come(site: Site):
    save_search(site, "Gulls", "gulls")
    assert delete_search(site, SavedSearch("Gulls", "gulls")) == Searches()
    assert read_searches(site) == Searches()
    assert save_search(site, "Terns", "terns") == read_searches(site)


@pytest.mark.parametrize("text", ["", "# nothing\n", "searches:\n", "searches: []\n", "searches: []", "other: 1\n"])
def test_a_file_without_searches_takes_one(site: Site, put: Callable[[str], Path], text: str):
    put(text)
    assert read_searches(site) == Searches()
    assert save_search(site, "Gulls", "gulls").entries == (SavedSearch("Gulls", "gulls"),)
    assert read_searches(site).entries == (SavedSearch("Gulls", "gulls"),)


def test_a_search_with_a_mistake_is_there_with_a_sentence(site: Site, put: Callable[[str], Path]):
    put(
        "searches:\n- name: Open\n  query: (gulls\n- name: Nothing\n- query: gulls\n- gulls\n"
        "- {name: 2020, query: 2020-05}\n- name: Two\n  query: >\n    one\n    two\n"
    )
    assert [(entry.name, entry.query, entry.problem) for entry in read_searches(site).entries] == [
        ("Open", "(gulls", "This ( is never closed."),
        ("Nothing", "", "This search has no query."),
        ("", "gulls", "This search has no name."),
        ("", "", "This search has no name."),
        ("2020", "2020-05", ""),
        ("Two", "one two", ""),
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("searches:\n  - name: [\n", "searches.yml, line "),
        ("---\nsearches:\n<<<<<<< ours\n- name: a\n=======\n>>>>>>> theirs\n", "searches.yml, line 3: Git has left a "),
        ("a: 1\nsearches: x\n", "searches.yml, line 2: `searches` is not a list"),
        ("- name: a\n", "searches.yml, line 1"),
        ("searches:\n- &a [*a]\n", "searches.yml"),
    ],
)
def test_a_broken_file_is_named_with_its_line_and_left_alone(
    site: Site, put: Callable[[str], Path], text: str, sentence: str
):
    path = put(text)
    found = read_searches(site)
    assert found.entries == ()
    assert sentence in found.problem
    for change in (lambda: save_search(site, "a", "b"), lambda: delete_search(site, GULLS)):
        with pytest.raises(StoreError, match=r"searches\.yml"):
            change()
    assert path.read_bytes() == text.encode()


def test_a_file_that_is_not_utf_8_is_named(site: Site, put: Callable[[str], Path]):
    put("").write_bytes(b"searches:\n- name: \xff\n")
    assert "line 2: this file is not UTF-8" in read_searches(site).problem


def test_what_the_file_spells_in_a_way_that_cannot_be_edited_is_refused(site: Site, put: Callable[[str], Path]):
    text = "a: &a\n  - {name: Gulls, query: gulls OR terns}\nsearches: *a\n"
    path = put(text)
    assert read_searches(site).entries == (GULLS,)
    with pytest.raises(StoreError, match="was not changed"):
        rename_search(site, GULLS, "Terns")
    assert path.read_bytes() == text.encode()


def test_what_somebody_else_has_written_meanwhile_stays(site: Site, put: Callable[[str], Path]):
    put(BY_HAND)
    shown = read_searches(site).entries
    put(BY_HAND.replace("searches:\n", "searches:\n- name: Theirs\n  query: theirs\n"))
    assert delete_search(site, shown[0]).entries == (SavedSearch("Theirs", "theirs"), NEW)
    with pytest.raises(StoreError, match="“Gulls” is not in"):
        rename_search(site, shown[0], "Terns")


def test_a_write_between_reading_and_writing_is_taken_in(
    site: Site, put: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
):
    put(BY_HAND)
    theirs = [BY_HAND.replace("gulls OR terns", "gulls"), *(BY_HAND + f"# {number}\n" for number in range(9))]
    write = store.write

    def write_late(path: Path, data: bytes, *, expected: str | None) -> store.Stored:
        if theirs:
            path.write_text(theirs.pop(0))
        return write(path, data, expected=expected)

    monkeypatch.setattr(store, "write", write_late)
    with pytest.raises(ChangedOnDisk, match="all the time"):
        rename_search(site, NEW, "Morning")
    theirs[:] = [BY_HAND.replace("gulls OR terns", "gulls")]
    assert rename_search(site, NEW, "Morning").entries == (
        SavedSearch("Gulls", "gulls"),
        SavedSearch("Morning", NEW.query),
    )


def test_what_changes_nothing_writes_nothing(site: Site, put: Callable[[str], Path]):
    path = put(BY_HAND)
    os.utime(path, (1, 1))
    save_search(site, GULLS.name, GULLS.query)
    move_search(site, GULLS, 0)
    assert path.stat().st_mtime == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links take rights there")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_link_out_of_the_site_is_left_alone(site: Site, tmp_path: Path, what: str):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "searches.yml").write_text(BY_HAND)
    if what == "folder":
        (site.root / ".newscards").symlink_to(outside)
    else:
        (site.root / ".newscards").mkdir()
        (site.root / PLACE).symlink_to(outside / "searches.yml")
    assert "out of the site" in read_searches(site).problem
    with pytest.raises(StoreError, match="out of the site"):
        save_search(site, "Gulls", "x")
    assert (outside / "searches.yml").read_text() == BY_HAND


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_folder_without_permission_is_named(site: Site):
    (site.root / ".newscards").mkdir(mode=0o500)
    with pytest.raises(StoreError, match="no permission"):
        save_search(site, "Gulls", "gulls")


def test_a_read_only_file_stays(site: Site, put: Callable[[str], Path]):
    put(BY_HAND).chmod(0o444)
    with pytest.raises(StoreError, match="read-only"):
        delete_search(site, GULLS)
    assert text_of(site) == BY_HAND


def test_the_place_is_one_that_jekyll_passes_over():
    assert searches.PLACE.startswith(".")
