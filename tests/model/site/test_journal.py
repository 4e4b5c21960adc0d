import errno
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.model.site import journal as journals
from editor.model.site.errors import StoreError
from editor.model.site.journal import Journal, Unsaved

SITE = Path("/sites/harbour")
BASE = "---\ntitle: old\n---\n"


def made(card_id: str = "_news/a.md", text: str = "---\ntitle: new\n---\n", base: str = BASE) -> Unsaved:
    return Unsaved(card_id, base, text, when=100.0)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def after_a_crash(folder: Path, journal: Journal, site: Path = SITE) -> dict[str, Unsaved]:
    """What the next start finds, which then lets go of it again."""
    journal.close()
    found: dict[str, Unsaved] = {}
    for left in Journal.left_behind(folder, site):
        found.update(left.unsaved)
        left.close()
    return found


def test_nothing_is_written_until_there_is_something_to_keep(tmp_path: Path):
    journal = Journal(tmp_path, SITE)
    journal.keep([], ["_news/a.md"])
    assert list(tmp_path.iterdir()) == []


def test_what_was_kept_is_found_after_a_crash(tmp_path: Path):
    journal = Journal(tmp_path, SITE)
    journal.keep([made(text="---\ntitle: n\n---\n"), made("_news/b.md")])
    journal.keep([made(text="---\ntitle: ne\n---\n")])
    journal.keep([made()], settled=["_news/b.md"])
    assert after_a_crash(tmp_path, journal) == {"_news/a.md": made()}


def test_a_change_without_a_time_gets_the_time_of_now(tmp_path: Path):
    journal = Journal(tmp_path, SITE)
    journal.keep([Unsaved("a", BASE, "new")])
    assert journal.unsaved["a"].when > 1_700_000_000


def test_once_all_is_settled_nothing_stays(tmp_path: Path):
    journal = Journal(tmp_path, SITE)
    journal.keep([made(), made("_news/b.md")])
    journal.keep([], ["_news/a.md", "_news/b.md"])
    assert files(tmp_path) == []
    journal.keep([made()])
    assert len(files(tmp_path)) == 1
    journal.forget()
    assert files(tmp_path) == []


def test_each_site_and_each_window_has_its_own(tmp_path: Path):
    mine, other, elsewhere = Journal(tmp_path, SITE), Journal(tmp_path, SITE), Journal(tmp_path, Path("/sites/b"))
    mine.keep([made()])
    other.keep([made("_news/b.md")])
    elsewhere.keep([made("_news/c.md")])
    assert Journal.left_behind(tmp_path, SITE) == []
    assert after_a_crash(tmp_path, mine) == {"_news/a.md": made()}
    (left,) = Journal.left_behind(tmp_path, SITE)
    assert Journal.left_behind(tmp_path, SITE) == []  # the first that asks has it
    left.keep([], ["_news/a.md"])
    assert len(files(tmp_path)) == 2


def test_a_change_on_another_text_of_the_file_is_kept_with_that(tmp_path: Path):
    journal = Journal(tmp_path, SITE)
    journal.keep([made()])
    moved = made(base="---\ntitle: old\nheat: 2\n---\n", text="---\ntitle: new\nheat: 2\n---\n")
    journal.keep([moved])
    assert after_a_crash(tmp_path, journal) == {moved.id: moved}


def test_a_journal_that_has_grown_is_written_anew_with_what_is_still_unsaved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(journals, "_ROOM", 500)
    journal = Journal(tmp_path, SITE)
    sizes = []
    for number in range(50):
        journal.keep([made(text=f"---\ntitle: {number}\n---\n")])
        (file,) = files(tmp_path)
        sizes.append(file.stat().st_size)
    assert max(sizes) < 1000
    assert sizes != sorted(sizes)
    assert after_a_crash(tmp_path, journal) == {"_news/a.md": made(text="---\ntitle: 49\n---\n")}


def test_what_the_disk_refused_is_written_with_the_next_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    journal = Journal(tmp_path, SITE)
    journal.keep([made("_news/b.md")])

    def full(handle: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(StoreError, match="No space left"):
            journal.keep([made()])
    assert len(files(tmp_path)) == 1
    assert set(journal.unsaved) == {"_news/b.md"}
    journal.keep([made()])
    assert after_a_crash(tmp_path, journal) == {"_news/a.md": made(), "_news/b.md": made("_news/b.md")}


def test_after_one_failed_append_all_of_it_goes_into_a_new_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    journal = Journal(tmp_path, SITE)
    journal.keep([made("_news/b.md")])
    (before,) = files(tmp_path)
    fsync, calls = os.fsync, []

    def fail_once(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 1:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", fail_once)
    journal.keep([made()])
    (after,) = files(tmp_path)
    assert after != before
    assert set(after_a_crash(tmp_path, journal)) == {"_news/a.md", "_news/b.md"}


def test_journals_that_hold_nothing_are_taken_away(tmp_path: Path):
    journal = Journal(tmp_path, SITE)
    journal.keep([made()])
    (file,) = files(tmp_path)
    journal.close()
    file.write_bytes(file.read_bytes().splitlines(keepends=True)[0])
    assert Journal.left_behind(tmp_path, SITE) == []
    assert files(tmp_path) == []


def test_records_that_make_no_sense_end_the_reading(tmp_path: Path):
    journal = Journal(tmp_path, SITE)
    journal.keep([made()])
    assert journal._file is not None
    for nonsense in ({"card": "b", "when": 1, "edit": [0, 0, "x"]}, {"card": "b", "when": 1, "edit": ["x"]}, {"x": 1}):
        journal._file.append([nonsense])
    journal.keep([made("_news/c.md")])
    assert after_a_crash(tmp_path, journal) == {"_news/a.md": made()}


texts = st.text(alphabet="abé\n: \u2028\udc80😀", max_size=12)
steps = st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.tuples(texts, texts)), max_size=12)


@given(steps=steps, torn=st.integers(0, 40))
def test_whatever_is_kept_and_settled_the_journal_says_the_same_after_a_crash(
    tmp_path_factory: pytest.TempPathFactory, steps: Sequence[tuple[str, tuple[str, str] | None]], torn: int
):
    """And a torn tail takes away the last step at most."""
    folder = tmp_path_factory.mktemp("state")
    journal = Journal(folder, SITE)
    states: list[dict[str, Unsaved]] = [{}]
    for card_id, step in steps:
        if step is None:
            journal.keep([], [card_id])
        else:
            journal.keep([Unsaved(card_id, *step, when=1.0)])
        states.append(dict(journal.unsaved))
    assert after_a_crash(folder, journal) == states[-1]
    left = files(folder)
    if left and torn:
        last = left[0].read_bytes().splitlines(keepends=True)[-1]
        data = left[0].read_bytes()
        left[0].write_bytes(data[: -min(torn, len(last) - 1)])
        found = {}
        for journal in Journal.left_behind(folder, SITE):
            found = dict(journal.unsaved)
            journal.close()
        assert found in states
