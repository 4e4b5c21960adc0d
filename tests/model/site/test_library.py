import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from editor.model.card.schema import Schemas
from editor.model.site import library as library_module
from editor.model.site import store
from editor.model.site.changes import Changes
from editor.model.site.errors import ChangedOnDisk, StoreError
from editor.model.site.layout import open_site
from editor.model.site.library import Library
from editor.model.site.rows import read_from_disk, read_rows
from editor.model.site.saving import write_cards
from editor.model.text.errors import EditRefused
from tests.helpers.following import follow
from tests.helpers.harbour_site import CAFE, CONFIG, FERRY, PLAIN, Write

FERRY_ID, CAFE_ID, PLAIN_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md", "_learning/plain.md"
EDITED = FERRY.replace("heat: 137", "heat: 138")
OTHER = FERRY.replace("heat: 137", "heat: 139")


@pytest.fixture
def library(harbour: Path, schemas: Schemas) -> Library:
    return Library(open_site(harbour), schemas)


@pytest.fixture
def ferry(harbour: Path) -> Path:
    return harbour / FERRY_ID


# --- looking


def test_a_library_knows_all_cards_and_reads_none_until_asked(library: Library):
    assert library.ids() == (PLAIN_ID, CAFE_ID, FERRY_ID)
    assert len(library) == 3
    assert FERRY_ID in library
    assert library.unsaved() == ()


def test_a_card_is_its_file(library: Library):
    card = library.card(FERRY_ID)
    assert card.text == FERRY
    assert card is library.saved(FERRY_ID)
    assert not library.is_unsaved(FERRY_ID)


def test_rows_are_read_from_the_disk_with_their_problems(library: Library, harbour: Path, schemas: Schemas):
    (harbour / PLAIN_ID).write_text('---\ntitle: a\npublished: "false"\n---\n')
    library.apply({FERRY_ID: EDITED})
    rows = {row.id: row for row in library.read()}
    assert list(rows) == list(library.ids())
    assert rows[FERRY_ID].values["heat"] == (137,)
    assert rows[PLAIN_ID].problems > 0
    assert library.row(FERRY_ID).values["heat"] == (138,)
    assert list(library.read([CAFE_ID])) == list(read_rows(library.site, schemas, [CAFE_ID]))


def test_an_unknown_card_is_refused_everywhere(library: Library):
    calls: list[Callable[[str], object]] = [
        library.card,
        library.saved,
        library.row,
        lambda card_id: library.apply({FERRY_ID: EDITED, card_id: "x"}),
    ]
    for call in calls:
        with pytest.raises(StoreError, match=r"There is no card _news/gone\.md in Harbour Times\."):
            call("_news/gone.md")
    assert library.unsaved() == ()


def test_a_folder_that_vanished_is_an_error(harbour: Path, schemas: Schemas):
    site = open_site(harbour)
    harbour.rename(harbour.with_name("moved"))
    with pytest.raises(StoreError, match="cannot be opened"):
        Library(site, schemas)


def test_leftovers_of_a_killed_editor_are_swept_when_a_site_is_opened(harbour: Path, schemas: Schemas):
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        pass
    left = harbour / "_news" / f".newscards-{process.pid}-0.tmp"
    left.touch()
    Library(open_site(harbour), schemas)
    assert not left.exists()


# --- bad input

BAD = {
    "_news/latin.md": b"---\ntitle: Caf\xe9\n---\n",
    "_news/never-ends.md": b"---\ntitle: a\n",
    "_news/no-mapping.md": b"---\n- a\n- b\n---\n",
    "_news/no-yaml.md": b"---\ntitle: [\n---\n",
    "_news/no-front-matter.md": b"words\n",
    "_news/empty.md": b"",
    "_news/deep.md": b"---\na: " + b"[" * 20_000 + b"\n---\n",
}


@pytest.fixture
def bad(write: Write, tmp_path: Path) -> Path:
    """A site with everything that can be wrong with a file, and one good card."""
    root = write({"_config.yml": CONFIG, "_news/good.md": PLAIN, **BAD})
    (root / "_news" / "folder.md").mkdir()
    (root / "_news" / "dangling.md").symlink_to(root / "nowhere.md")
    (root / "_news" / "loop.md").symlink_to(root / "_news" / "loop.md")
    (tmp_path / "secret.md").write_text(PLAIN)
    (root / "_news" / "out.md").symlink_to(tmp_path / "secret.md")
    os.mkfifo(root / "_news" / "pipe.md")
    with (root / "_news" / "big.md").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    return root


REASONS = {
    "_news/big.md": "big.md has 50 MB",
    "_news/dangling.md": "dangling.md is a link to a file that is not there",
    "_news/deep.md": "nested deeper",
    "_news/empty.md": "empty",
    "_news/folder.md": "folder.md is a folder, not a card",
    "_news/latin.md": "not UTF-8",
    "_news/loop.md": "loop.md is a link that leads back to itself",
    "_news/never-ends.md": "never ends",
    "_news/no-front-matter.md": "no front matter",
    "_news/no-mapping.md": "",
    "_news/no-yaml.md": "line 3",
    "_news/out.md": "leads out of the site",
    "_news/pipe.md": "not an ordinary file",
}


def test_every_bad_file_is_a_row_that_says_why_and_the_good_one_is_fine(bad: Path, schemas: Schemas):
    library = Library(open_site(bad), schemas)
    rows = {row.id: row for row in library.read()}
    assert rows.keys() == {*REASONS, "_news/good.md"}
    assert rows.pop("_news/good.md").error == ""
    for card_id, row in rows.items():
        assert row.error
        assert REASONS[card_id] in row.error
        assert row.problems > 0
        assert library.row(card_id) == row
        assert library.card(card_id).error is not None


def test_a_folder_that_may_not_be_looked_into_is_a_row_that_says_why(library: Library, monkeypatch: pytest.MonkeyPatch):
    scandir = os.scandir

    def refuse_one(path: Path) -> object:
        if Path(path).name == "_learning":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse_one)
    again = Library(library.site, library.schemas)
    assert again.ids() == ("_learning", CAFE_ID, FERRY_ID)
    assert "no permission to read _learning" in again.row("_learning").error


def test_opening_searching_and_checking_write_nothing(bad: Path, schemas: Schemas):
    def state() -> dict[str, tuple[int, bytes]]:
        found = {}
        for path in (bad, *bad.rglob("*")):
            status = path.lstat()
            small = path.is_file() and not path.is_symlink() and status.st_size < 10_000
            found[str(path)] = (status.st_mtime_ns, path.read_bytes() if small else b"")
        return found

    before = state()
    library = Library(open_site(bad / "_news" / "good.md"), schemas)
    list(library.read())
    for card_id in library.ids():
        library.card(card_id)
        library.row(card_id)
    assert {changes.kind for changes in follow(library, *library.ids())} == {"reloaded"}  # what cannot be read
    assert library.save(library.ids()).failures == {}
    assert state() == before


def test_a_broken_card_can_be_mended_by_text_and_saved(bad: Path, schemas: Schemas):
    library = Library(open_site(bad), schemas)
    mended = dict.fromkeys(BAD, PLAIN)
    library.apply(mended)
    assert all(library.card(card_id).error is None for card_id in BAD)
    report = library.save(BAD)
    assert report.failures == {}
    assert all((bad / card_id).read_text() == PLAIN for card_id in BAD)


def test_undoing_the_mending_of_a_file_that_is_not_utf8_leaves_it_as_it_was(bad: Path, schemas: Schemas):
    library = Library(open_site(bad), schemas)
    first = library.card("_news/latin.md").text
    library.apply({"_news/latin.md": PLAIN})
    library.apply({"_news/latin.md": first})
    assert library.unsaved() == ()
    assert library.card("_news/latin.md").error is not None


@pytest.mark.parametrize("card_id", ["_news/big.md", "_news/folder.md", "_news/out.md", "_news/dangling.md"])
def test_a_file_that_cannot_be_read_cannot_be_given_a_text(bad: Path, schemas: Schemas, card_id: str):
    library = Library(open_site(bad), schemas)
    with pytest.raises(StoreError):
        library.apply({"_news/good.md": "x", card_id: PLAIN})
    assert library.unsaved() == ()


def test_a_text_that_no_file_can_hold_is_refused(library: Library):
    with pytest.raises(EditRefused, match="The character at place 1 of this text cannot be saved"):
        library.apply({PLAIN_ID: PLAIN + "more", FERRY_ID: "\ud800"})
    assert library.unsaved() == ()


# --- editing


def test_an_edit_is_unsaved_until_it_is_set_back(library: Library, ferry: Path):
    assert library.apply({FERRY_ID: EDITED}) == Changes("edited", (FERRY_ID,))
    assert library.card(FERRY_ID).text == EDITED
    assert library.saved(FERRY_ID).text == FERRY
    assert library.is_unsaved(FERRY_ID)
    assert library.unsaved() == (FERRY_ID,)
    assert ferry.read_text() == FERRY
    assert library.apply({FERRY_ID: OTHER}).ids == (FERRY_ID,)
    assert library.apply({FERRY_ID: FERRY}).ids == (FERRY_ID,)
    assert library.unsaved() == ()


def test_only_cards_that_really_change_are_reported(library: Library):
    assert library.apply({FERRY_ID: FERRY, CAFE_ID: CAFE + "x", PLAIN_ID: PLAIN}).ids == (CAFE_ID,)
    assert library.apply({CAFE_ID: CAFE + "x"}).ids == ()
    assert library.apply({}).ids == ()


def test_an_edit_of_what_the_disk_no_longer_has_is_refused_even_when_the_text_was_let_go(
    library: Library, ferry: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(library_module, "_KEPT_TEXTS", 1)
    monkeypatch.setattr(library_module, "_KEPT_CARDS", 1)
    shown = library.card(FERRY_ID)
    library.card(CAFE_ID)
    ferry.write_text(OTHER)
    for _ in range(2):
        with pytest.raises(ChangedOnDisk, match="was changed by something else since it was shown"):
            library.apply({FERRY_ID: shown.text + "x"})
    assert follow(library, FERRY_ID) == (Changes("reloaded", (FERRY_ID,)),)
    assert library.card(FERRY_ID).text == OTHER
    assert library.apply({FERRY_ID: EDITED}).ids == (FERRY_ID,)


def test_edited_texts_are_never_let_go(library: Library, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(library_module, "_KEPT_TEXTS", 1)
    monkeypatch.setattr(library_module, "_KEPT_CARDS", 1)
    library.apply({FERRY_ID: EDITED, CAFE_ID: CAFE + "x"})
    library.card(PLAIN_ID)
    assert (library.card(FERRY_ID).text, library.saved(FERRY_ID).text) == (EDITED, FERRY)
    assert (library.card(CAFE_ID).text, library.saved(CAFE_ID).text) == (CAFE + "x", CAFE)


# --- saving


def test_a_save_writes_the_edited_cards_and_no_others(library: Library, harbour: Path):
    times = {path: path.stat().st_mtime_ns for path in harbour.rglob("*.md")}
    library.apply({FERRY_ID: EDITED, CAFE_ID: CAFE + "x"})
    report = library.save([FERRY_ID, PLAIN_ID])
    assert report.changes == Changes("saved", (FERRY_ID,))
    assert (report.failures, report.warnings) == ({}, {})
    assert (harbour / FERRY_ID).read_bytes() == EDITED.encode()
    assert library.unsaved() == (CAFE_ID,)
    assert {path for path, time in times.items() if path.stat().st_mtime_ns != time} == {harbour / FERRY_ID}
    assert library.save(library.ids()).changes.ids == (CAFE_ID,)


def test_a_saved_card_can_be_edited_and_saved_again(library: Library, ferry: Path):
    for text in (EDITED, OTHER, FERRY):
        library.apply({FERRY_ID: text})
        assert library.save([FERRY_ID]).failures == {}
        assert ferry.read_text() == text
        assert library.saved(FERRY_ID).text == text


def test_bytes_beside_the_edit_stay(library: Library, ferry: Path):
    crlf = ("\ufeff" + FERRY).replace("\n", "\r\n").encode() + b"  \r\nlast line without an end"
    ferry.write_bytes(crlf)
    text = library.card(FERRY_ID).text
    library.apply({FERRY_ID: text.replace("heat: 137", "heat: 138")})
    library.save([FERRY_ID])
    assert ferry.read_bytes() == crlf.replace(b"heat: 137", b"heat: 138")


def test_a_card_that_the_disk_disagrees_with_stays_unsaved_and_the_rest_is_saved(library: Library, harbour: Path):
    mine = FERRY.replace("old pier", "new pier")
    theirs = FERRY.replace("old pier", "north pier")
    library.apply({FERRY_ID: mine, CAFE_ID: CAFE + "x", PLAIN_ID: PLAIN + "x"})
    (harbour / FERRY_ID).write_text(theirs)
    (harbour / PLAIN_ID).unlink()
    report = library.save(library.ids())
    assert report.changes.ids == (CAFE_ID,)
    assert (report.clashing, report.gone, report.failures) == ((FERRY_ID,), (PLAIN_ID,), {})
    assert not report.is_complete
    assert (harbour / FERRY_ID).read_text() == theirs
    assert not (harbour / PLAIN_ID).exists()
    assert library.unsaved() == (PLAIN_ID, FERRY_ID)
    assert (library.card(PLAIN_ID).text, library.card(FERRY_ID).text) == (PLAIN + "x", mine)


def test_what_the_disk_has_changed_elsewhere_in_the_card_comes_in_with_the_save(library: Library, ferry: Path):
    theirs = FERRY.replace("heat: 137", "heat: 138")
    library.apply({FERRY_ID: FERRY.replace("published: true", "published: false")})
    ferry.write_text(theirs)
    report = library.save([FERRY_ID])
    assert (report.changes.ids, report.merged.ids, report.is_complete) == ((FERRY_ID,), (FERRY_ID,), True)
    assert ferry.read_text() == library.card(FERRY_ID).text == theirs.replace("published: true", "published: false")
    assert library.unsaved() == ()


def test_what_is_typed_while_a_save_is_merged_is_merged_too(library: Library, ferry: Path):
    mine = FERRY.replace("published: true", "published: false")
    library.apply({FERRY_ID: mine})
    ferry.write_text(EDITED)
    written = write_cards(library.site, library.schemas, library.pending([FERRY_ID]))
    library.apply({FERRY_ID: mine.replace("old pier", "new pier")})
    library.finish(written)
    assert ferry.read_text() == EDITED.replace("published: true", "published: false")
    assert library.saved(FERRY_ID).text == ferry.read_text()
    assert library.card(FERRY_ID).text == ferry.read_text().replace("old pier", "new pier")
    assert library.unsaved() == (FERRY_ID,)


def test_what_is_typed_while_a_save_is_under_way_stays_unsaved(library: Library, ferry: Path):
    library.apply({FERRY_ID: EDITED})
    written = write_cards(library.site, library.schemas, library.pending([FERRY_ID]))
    library.apply({FERRY_ID: OTHER})
    assert library.finish(written).changes.ids == (FERRY_ID,)
    assert ferry.read_text() == EDITED
    assert (library.saved(FERRY_ID).text, library.card(FERRY_ID).text) == (EDITED, OTHER)
    assert library.save([FERRY_ID]).failures == {}
    assert ferry.read_text() == OTHER


def test_what_is_undone_while_a_save_is_under_way_is_unsaved_again(library: Library):
    library.apply({FERRY_ID: EDITED})
    written = write_cards(library.site, library.schemas, library.pending([FERRY_ID]))
    library.apply({FERRY_ID: FERRY})
    library.finish(written)
    # The file has the edit now, and what stands in the window is the text before it.
    assert (library.saved(FERRY_ID).text, library.card(FERRY_ID).text) == (EDITED, FERRY)
    assert library.is_unsaved(FERRY_ID)


def test_a_save_that_the_disk_does_not_confirm_is_a_save_with_a_warning(
    library: Library, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(store, "_flush_folder", lambda _: "no answer")
    library.apply({FERRY_ID: EDITED})
    report = library.save([FERRY_ID])
    assert report.changes.ids == (FERRY_ID,)
    assert list(report.warnings) == [FERRY_ID]
    assert "the disk did not confirm it (no answer)" in report.warnings[FERRY_ID]
    assert library.unsaved() == ()


# --- new cards, and looking at the disk again


def test_a_new_card_is_a_file_at_once(library: Library, harbour: Path):
    assert library.create("_news/new.md", PLAIN) == Changes("added", ("_news/new.md",))
    assert (harbour / "_news" / "new.md").read_text() == PLAIN
    assert library.ids() == tuple(sorted((PLAIN_ID, CAFE_ID, FERRY_ID, "_news/new.md")))
    assert library.card("_news/new.md").text == PLAIN
    assert not library.is_unsaved("_news/new.md")


def test_a_new_card_never_takes_the_place_of_another(library: Library, ferry: Path):
    with pytest.raises(StoreError, match=r"There is already a 2024-05-01-ferry\.md"):
        library.create(FERRY_ID, PLAIN)
    with pytest.raises(StoreError, match="leads out of the site"):
        library.create("../new.md", PLAIN)
    with pytest.raises(EditRefused):
        library.create("_news/new.md", "\udcff")
    assert ferry.read_text() == FERRY
    assert len(library) == 3


def test_a_card_that_vanished_can_be_put_back(library: Library, ferry: Path):
    library.apply({FERRY_ID: EDITED})
    ferry.unlink()
    library.create(FERRY_ID, library.card(FERRY_ID).text)
    assert ferry.read_text() == EDITED
    assert library.unsaved() == ()
    assert len(library) == 3


def test_a_card_that_vanished_is_broken_until_it_is_back(library: Library, ferry: Path):
    ferry.unlink()
    assert "is no longer in" in str(library.card(FERRY_ID).error)
    ferry.write_text(FERRY)
    assert library.card(FERRY_ID).text == FERRY
    assert read_from_disk(library.site, library.schemas, FERRY_ID).text == FERRY


def test_cards_that_are_no_more_are_lost_but_for_what_is_unsaved(library: Library):
    library.apply({FERRY_ID: FERRY + "x"})
    assert library.lose((FERRY_ID, CAFE_ID, "_news/never.md")) == Changes("removed", (CAFE_ID,))
    assert (FERRY_ID in library, CAFE_ID in library) == (True, False)
