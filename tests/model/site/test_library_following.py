"""A library that follows the disk: what becomes of cards, edited and not, when something else writes their files."""

from pathlib import Path

import pytest

from editor.model.card.merge import Side
from editor.model.card.schema import Schemas
from editor.model.site.arrivals import Edited, look
from editor.model.site.changes import Changes
from editor.model.site.layout import open_site
from editor.model.site.library import Library
from tests.helpers.following import follow
from tests.helpers.harbour_site import CAFE, FERRY, PLAIN

FERRY_ID, CAFE_ID, PLAIN_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md", "_learning/plain.md"
HIDDEN = FERRY.replace("published: true", "published: false")
HEAT = FERRY.replace("heat: 137", "heat: 138")
BOTH = HIDDEN.replace("heat: 137", "heat: 138")
MINE, THEIRS = (FERRY.replace("old pier", f"{word} pier") for word in ("new", "north"))
TITLE = ("title",)


@pytest.fixture
def library(harbour: Path, schemas: Schemas) -> Library:
    return Library(open_site(harbour), schemas)


@pytest.fixture
def ferry(harbour: Path) -> Path:
    return harbour / FERRY_ID


def test_cards_without_edits_become_what_the_disk_has(library: Library, harbour: Path):
    library.card(CAFE_ID)
    (harbour / "_news" / "new.md").write_text(PLAIN)
    (harbour / FERRY_ID).unlink()
    (harbour / CAFE_ID).write_text(CAFE + "x")
    assert follow(library, *library.ids(), "_news/new.md", "_news/never-there.md") == (
        Changes("added", ("_news/new.md",)),
        Changes("removed", (FERRY_ID,)),
        Changes("reloaded", (PLAIN_ID, CAFE_ID)),  # nobody had looked at the first: it may well be news
    )
    assert library.ids() == (PLAIN_ID, CAFE_ID, "_news/new.md")
    assert library.card(CAFE_ID).text == CAFE + "x"
    assert library.unsaved() == ()


def test_what_was_saved_here_is_no_news(library: Library):
    library.apply({FERRY_ID: HIDDEN})
    library.save([FERRY_ID])
    assert follow(library, FERRY_ID) == ()


def test_an_edit_and_the_disks_change_of_other_fields_become_one(library: Library, ferry: Path):
    library.apply({FERRY_ID: HIDDEN})
    ferry.write_text(HEAT)
    assert follow(library, FERRY_ID) == (Changes("merged", (FERRY_ID,)),)
    assert (library.saved(FERRY_ID).text, library.card(FERRY_ID).text) == (HEAT, BOTH)
    library.save([FERRY_ID])
    assert ferry.read_text() == BOTH


def test_an_edit_that_the_disk_has_now_is_saved(library: Library, ferry: Path):
    library.apply({FERRY_ID: HIDDEN})
    ferry.write_text(BOTH)
    follow(library, FERRY_ID)
    assert library.card(FERRY_ID).text == BOTH
    assert library.unsaved() == ()


def test_what_is_typed_while_the_disk_is_looked_at_is_merged_all_the_same(library: Library, ferry: Path):
    library.apply({FERRY_ID: FERRY.replace("article", "video")})
    ferry.write_text(HEAT)
    arrival = look(library.site, library.schemas, FERRY_ID, library.edited([FERRY_ID])[FERRY_ID])
    assert arrival is not None
    library.apply({FERRY_ID: HIDDEN})
    library.follow([arrival])
    assert library.card(FERRY_ID).text == BOTH


def test_where_both_changed_the_same_the_card_stays_and_says_so(library: Library, ferry: Path):
    library.apply({FERRY_ID: MINE})
    ferry.write_text(THEIRS.replace("heat: 137", "heat: 138"))
    assert follow(library, FERRY_ID) == (Changes("merged", (FERRY_ID,)),)
    assert library.clashing() == (FERRY_ID,)
    assert (library.saved(FERRY_ID).text, library.card(FERRY_ID).text) == (FERRY, MINE)
    merge = library.clash(FERRY_ID)
    assert merge is not None
    assert [clash.place for clash in merge.clashes] == [TITLE]
    assert library.save([FERRY_ID]).clashing == (FERRY_ID,)
    assert ferry.read_text() == THEIRS.replace("heat: 137", "heat: 138")


@pytest.mark.parametrize(("side", "title"), [(Side.MINE, "new"), (Side.THEIRS, "north"), (Side.BASE, "old")])
def test_a_clash_is_settled_on_what_the_disk_has(library: Library, ferry: Path, side: Side, title: str):
    library.apply({FERRY_ID: MINE})
    ferry.write_text(THEIRS.replace("heat: 137", "heat: 138"))
    follow(library, FERRY_ID)
    settled = library.clash(FERRY_ID, {TITLE: side})
    assert settled is not None
    assert settled.card.text == HEAT.replace("old pier", f"{title} pier")
    assert library.take_their_base(FERRY_ID) == Changes("edited", (FERRY_ID,))
    assert library.card(FERRY_ID).text == HEAT.replace("old pier", "new pier")
    library.apply({FERRY_ID: settled.card.text})
    assert library.clashing() == ()
    library.save([FERRY_ID])
    assert ferry.read_text() == settled.card.text
    assert library.unsaved() == ()


def test_a_clash_ends_when_the_disk_takes_its_change_back(library: Library, ferry: Path):
    library.apply({FERRY_ID: MINE})
    ferry.write_text(THEIRS)
    follow(library, FERRY_ID)
    ferry.write_text(FERRY)
    assert follow(library, FERRY_ID) == (Changes("merged", (FERRY_ID,)),)
    assert (library.clashing(), library.clash(FERRY_ID)) == ((), None)
    assert library.is_unsaved(FERRY_ID)


def test_a_clash_ends_when_the_edit_is_undone_and_the_card_then_follows(library: Library, ferry: Path):
    library.apply({FERRY_ID: MINE})
    ferry.write_text(THEIRS)
    follow(library, FERRY_ID)
    library.apply({FERRY_ID: FERRY})
    assert library.clashing() == ()
    assert follow(library, FERRY_ID) == (Changes("reloaded", (FERRY_ID,)),)
    assert library.card(FERRY_ID).text == THEIRS


def test_a_removed_file_leaves_its_edit_behind_and_a_save_writes_it_again(library: Library, ferry: Path):
    library.apply({FERRY_ID: MINE})
    ferry.unlink()
    assert follow(library, FERRY_ID) == (Changes("merged", (FERRY_ID,)),)
    assert follow(library, FERRY_ID) == ()
    assert library.is_gone(FERRY_ID)
    assert library.card(FERRY_ID).text == MINE
    library.apply({FERRY_ID: FERRY})
    assert library.is_unsaved(FERRY_ID)  # without a file it is unsaved whatever it has
    assert library.save([FERRY_ID]).is_complete
    assert ferry.read_text() == FERRY
    assert (library.is_gone(FERRY_ID), library.unsaved()) == (False, ())


def test_a_removed_file_that_comes_back_is_merged_with(library: Library, ferry: Path):
    library.apply({FERRY_ID: HIDDEN})
    ferry.unlink()
    follow(library, FERRY_ID)
    ferry.write_text(HEAT)
    follow(library, FERRY_ID)
    assert not library.is_gone(FERRY_ID)
    assert library.card(FERRY_ID).text == BOTH


def test_a_file_that_comes_back_just_before_it_is_written_again_is_merged_with(library: Library, ferry: Path):
    library.apply({FERRY_ID: HIDDEN})
    ferry.unlink()
    follow(library, FERRY_ID)
    ferry.write_text(HEAT)
    assert library.save([FERRY_ID]).is_complete
    assert ferry.read_text() == BOTH


def test_the_edit_of_a_removed_file_can_be_given_up(library: Library, ferry: Path):
    library.apply({FERRY_ID: MINE})
    ferry.unlink()
    follow(library, FERRY_ID)
    assert library.give_up(FERRY_ID) == Changes("removed", (FERRY_ID,))
    assert FERRY_ID not in library
    assert library.unsaved() == ()


def test_a_file_that_cannot_be_read_keeps_the_edit(library: Library, ferry: Path):
    library.apply({FERRY_ID: MINE})
    ferry.unlink()
    ferry.mkdir()
    assert follow(library, FERRY_ID) == ()
    assert library.card(FERRY_ID).text == MINE


def test_a_site_that_is_not_there_has_removed_nothing(library: Library, harbour: Path):
    library.apply({FERRY_ID: MINE})
    harbour.rename(harbour.with_name("elsewhere"))
    follow(library, *library.ids())
    assert len(library) == 3
    assert not library.is_gone(FERRY_ID)


def test_a_renamed_card_keeps_its_edit(library: Library, harbour: Path):
    library.apply({FERRY_ID: MINE})
    (harbour / FERRY_ID).rename(harbour / "_news" / "moved.md")
    library.rename(FERRY_ID, "_news/moved.md")
    follow(library, "_news/moved.md")
    assert library.unsaved() == ("_news/moved.md",)
    library.save(["_news/moved.md"])
    assert (harbour / "_news" / "moved.md").read_text() == MINE
    assert not (harbour / FERRY_ID).exists()


def test_a_renamed_card_without_edits_is_read_anew(library: Library, harbour: Path):
    library.card(FERRY_ID)
    (harbour / FERRY_ID).rename(harbour / "_learning" / "moved.md")
    library.rename(FERRY_ID, "_learning/moved.md")
    assert follow(library, "_learning/moved.md") == (Changes("reloaded", ("_learning/moved.md",)),)
    assert library.ids() == ("_learning/moved.md", PLAIN_ID, CAFE_ID)


def test_a_renamed_card_keeps_its_clash(library: Library, harbour: Path):
    library.apply({FERRY_ID: MINE})
    (harbour / FERRY_ID).write_text(THEIRS)
    follow(library, FERRY_ID)
    (harbour / FERRY_ID).rename(harbour / "_news" / "moved.md")
    library.rename(FERRY_ID, "_news/moved.md")
    assert library.clashing() == ("_news/moved.md",)


def test_what_a_crash_left_behind_stands_on_what_it_was_made_on(library: Library, harbour: Path):
    (harbour / FERRY_ID).write_text(HEAT)
    (harbour / CAFE_ID).unlink()
    library.apply({PLAIN_ID: PLAIN + "x"})
    restored = library.restore(
        {
            FERRY_ID: Edited(FERRY, HIDDEN),
            CAFE_ID: Edited(CAFE, CAFE + "x"),
            PLAIN_ID: Edited(PLAIN, PLAIN + "y"),  # edited since: what is there stands
        }
    )
    assert restored == Changes("edited", (CAFE_ID, FERRY_ID))
    assert library.card(FERRY_ID).text == HIDDEN
    follow(library, FERRY_ID, CAFE_ID)
    assert library.card(FERRY_ID).text == BOTH
    assert library.is_gone(CAFE_ID)
    assert library.card(PLAIN_ID).text == PLAIN + "x"
