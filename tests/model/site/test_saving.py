import errno
import os
from pathlib import Path

import pytest

from editor.model.card.schema import Schemas
from editor.model.site import store
from editor.model.site.arrivals import Arrival
from editor.model.site.batches import cut_short
from editor.model.site.errors import StoreError
from editor.model.site.layout import Site, open_site
from editor.model.site.saving import PendingSave, Saved, encoded, write_cards, write_new
from editor.model.site.survey import stamp_of
from editor.model.text.errors import EditRefused
from tests.helpers.harbour_site import CAFE, FERRY, PLAIN

FERRY_ID, CAFE_ID, PLAIN_ID = "_news/2024-05-01-ferry.md", "_news/2023-11-20-cafe.md", "_learning/plain.md"
HIDDEN = FERRY.replace("published: true", "published: false")
HEAT = FERRY.replace("heat: 137", "heat: 138")
BOTH = HIDDEN.replace("heat: 137", "heat: 138")


@pytest.fixture
def site(harbour: Path) -> Site:
    return open_site(harbour)


def pending(card_id: str = FERRY_ID, text: str = HIDDEN, base: str = FERRY, *, is_new: bool = False) -> PendingSave:
    return PendingSave(card_id, text, base, None if is_new else store.digest(base.encode()))


def test_cards_are_written_as_they_are(site: Site, schemas: Schemas):
    saves = [pending(), pending(CAFE_ID, CAFE + "x", CAFE)]
    written = write_cards(site, schemas, saves)
    assert written == [(save, Saved(save.text, store.digest(save.text.encode()))) for save in saves]
    assert (site.root / FERRY_ID).read_text() == HIDDEN


def test_what_the_file_has_got_meanwhile_is_kept(site: Site, schemas: Schemas):
    (site.root / FERRY_ID).write_text(HEAT)
    ((_, saved),) = write_cards(site, schemas, [pending()])
    assert saved == Saved(BOTH, store.digest(BOTH.encode()))
    assert (site.root / FERRY_ID).read_text() == BOTH


def test_a_file_that_has_the_change_already_is_not_written(site: Site, schemas: Schemas):
    (site.root / FERRY_ID).write_text(BOTH)
    before = stamp_of(site, FERRY_ID)
    ((_, saved),) = write_cards(site, schemas, [pending()])
    assert saved == Saved(BOTH, store.digest(BOTH.encode()))
    assert stamp_of(site, FERRY_ID) == before


def test_where_both_changed_the_same_nothing_is_written_and_the_clash_is_told(site: Site, schemas: Schemas):
    theirs = FERRY.replace("old pier", "north pier")
    (site.root / FERRY_ID).write_text(theirs)
    ((_, told),) = write_cards(site, schemas, [pending(text=FERRY.replace("old pier", "new pier"))])
    assert isinstance(told, Arrival)
    assert told.disk is not None
    assert told.merge is not None
    assert told.disk.text == (site.root / FERRY_ID).read_text() == theirs
    assert [clash.place for clash in told.merge.clashes] == [("title",)]


def test_a_file_that_is_gone_is_told_and_written_again_only_when_that_is_meant(site: Site, schemas: Schemas):
    (site.root / FERRY_ID).unlink()
    ((_, told),) = write_cards(site, schemas, [pending()])
    assert isinstance(told, Arrival)
    assert (told.disk, told.row) == (None, None)
    assert not (site.root / FERRY_ID).exists()
    ((_, saved),) = write_cards(site, schemas, [pending(is_new=True)])
    assert isinstance(saved, Saved)
    assert (site.root / FERRY_ID).read_text() == HIDDEN


@pytest.mark.parametrize(("there", "becomes"), [(FERRY, HIDDEN), (HEAT, BOTH)])
def test_a_file_that_is_back_when_it_is_to_be_written_again_is_merged_with(
    site: Site, schemas: Schemas, there: str, becomes: str
):
    (site.root / FERRY_ID).write_text(there)
    ((_, saved),) = write_cards(site, schemas, [pending(is_new=True)])
    assert isinstance(saved, Saved)
    assert (site.root / FERRY_ID).read_text() == becomes


def test_one_that_fails_stops_no_other(site: Site, schemas: Schemas):
    (site.root / FERRY_ID).chmod(0o444)
    (site.root / PLAIN_ID).unlink()
    (site.root / PLAIN_ID).mkdir()
    saves = [pending(), pending(PLAIN_ID, PLAIN + "x", PLAIN), pending(CAFE_ID, CAFE + "x", CAFE)]
    read_only, folder, saved = (result for _, result in write_cards(site, schemas, saves))
    assert "read-only" in str(read_only)
    assert "folder" in str(folder)
    assert isinstance(saved, Saved)


def test_a_link_that_leads_out_of_the_site_stops_no_other(site: Site, schemas: Schemas, tmp_path: Path):
    outside = tmp_path / "outside.md"
    outside.write_text(FERRY)
    (site.root / FERRY_ID).unlink()
    (site.root / FERRY_ID).symlink_to(outside)
    refused, saved = (
        result for _, result in write_cards(site, schemas, [pending(), pending(CAFE_ID, CAFE + "x", CAFE)])
    )
    assert "out of the site" in str(refused)
    assert isinstance(saved, Saved)
    assert outside.read_text() == FERRY


def test_of_more_cards_than_are_written_together_each_is_told_its_own(site: Site, schemas: Schemas):
    saves = []
    for number in range(2 * store.AT_ONCE + 3):
        card_id = f"_news/{number:03}.md"
        (site.root / card_id).write_text(HEAT if number % 50 == 7 else "gone" if number % 50 == 8 else FERRY)
        saves.append(pending(card_id))
    (site.root / "_news/058.md").unlink()
    (site.root / "_news/108.md").unlink()
    written = write_cards(site, schemas, saves)
    assert [save for save, _ in written] == saves
    for number, (save, told) in enumerate(written):
        path = site.root / save.id
        if number % 50 != 8:
            assert isinstance(told, Saved)
            assert path.read_text() == told.text == (BOTH if number % 50 == 7 else HIDDEN)
        else:
            assert isinstance(told, Arrival)
            assert path.exists() == (number == 8)


def test_a_file_that_something_else_changes_all_the_time_is_given_up_after_some_tries(
    site: Site, schemas: Schemas, monkeypatch: pytest.MonkeyPatch
):
    path, fsync, heat = site.root / FERRY_ID, os.fsync, iter(range(1000))

    def bot_writes(handle: int) -> None:
        fsync(handle)
        path.write_text(FERRY.replace("heat: 137", f"heat: {next(heat)}"))

    monkeypatch.setattr(os, "fsync", bot_writes)
    ((_, told),) = write_cards(site, schemas, [pending()])
    assert isinstance(told, StoreError)
    assert str(told) == "2024-05-01-ferry.md was changed by something else again and again; try again in a moment."
    assert "published: true" in path.read_text()


def test_several_cards_are_a_batch_while_they_are_written(
    site: Site, schemas: Schemas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    state, replace = tmp_path / "state", os.replace
    seen: list[int] = []

    def look(*paths: object) -> None:
        seen.append(len(list(state.rglob("*.batch"))))
        replace(*paths)

    saves = [pending(), pending(CAFE_ID, CAFE + "x", CAFE)]
    monkeypatch.setattr(os, "replace", look)
    write_cards(site, schemas, saves[:1], state=state)
    assert seen == [0]  # one card is written in one step anyway
    seen.clear()
    (site.root / FERRY_ID).write_text(FERRY)
    write_cards(site, schemas, saves, state=state)
    assert seen == [1, 1]  # each of the two cards
    assert list(state.rglob("*.batch")) == cut_short(state, site.root) == []


def test_without_room_for_the_batch_the_cards_are_saved_all_the_same(
    site: Site, schemas: Schemas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    mkdir = Path.mkdir

    def full(path: Path, *rest: object, **named: object) -> None:
        if "state" in path.parts:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        mkdir(path, *rest, **named)

    monkeypatch.setattr(Path, "mkdir", full)
    written = write_cards(site, schemas, [pending(), pending(CAFE_ID, CAFE + "x", CAFE)], state=tmp_path / "state")
    assert all(isinstance(result, Saved) for _, result in written)


def test_a_new_card_is_written_once(site: Site):
    assert write_new(site, "_news/new.md", PLAIN).digest == store.digest(PLAIN.encode())
    with pytest.raises(StoreError, match="There is already"):
        write_new(site, "_news/new.md", PLAIN)


def test_half_a_character_cannot_be_written():
    with pytest.raises(EditRefused, match="The character at place 3"):
        encoded("ab\ud800")
