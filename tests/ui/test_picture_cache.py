from pathlib import Path

import pytest

from editor.ui.picture_cache import Kept, PictureCache

URL = "https://harbourtimes.example/ferry.jpg"


class Clock:
    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cache(tmp_path: Path, clock: Clock) -> PictureCache:
    return PictureCache(tmp_path / "pictures", now=clock)


def the_file(folder: Path) -> Path:
    (path,) = folder.rglob("*.picture")
    return path


def test_what_was_kept_comes_back_whole(cache: PictureCache):
    kept = Kept(URL, b"\x89PNG\n\x00bytes\r\n", 1_700_000_000.5, '"v1"', "Wed, 01 May 2024 10:00:00 GMT")
    cache.put(kept)
    assert cache.get(URL) == kept


def test_another_address_is_not_there(cache: PictureCache):
    cache.put(Kept(URL, b"x", 1.0))
    assert cache.get(URL + "?v=2") is None


def test_keeping_again_replaces(cache: PictureCache):
    cache.put(Kept(URL, b"old", 1.0))
    cache.put(Kept(URL, b"new", 2.0))
    kept = cache.get(URL)
    assert kept is not None
    assert kept.data == b"new"


def test_removing_forgets(cache: PictureCache):
    cache.put(Kept(URL, b"x", 1.0))
    cache.remove(URL)
    cache.remove(URL)
    assert cache.get(URL) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data + b"more",
        lambda data: b"no json\n" + data,
        lambda data: b"[]\n",
        lambda data: b"{}\n" + data,
        lambda data: data.replace(b"ferry", b"other"),
        lambda data: data.replace(b'"etag"', b'"gate"'),
    ],
)
def test_a_damaged_file_is_a_miss_and_goes(cache: PictureCache, tmp_path: Path, damage):
    cache.put(Kept(URL, b"picture", 1.0))
    path = the_file(tmp_path)
    path.write_bytes(damage(path.read_bytes()))
    assert cache.get(URL) is None
    assert not path.exists()


def test_the_longest_unused_goes_first(tmp_path: Path, clock: Clock):
    cache = PictureCache(tmp_path, limit=10_000, now=clock)
    for name in "abcd":
        cache.put(Kept(name, bytes(2_050), 1.0))
    assert cache.get("a") is not None  # used again: b is the oldest now
    cache.put(Kept("e", bytes(2_050), 1.0))
    assert [name for name in "abcde" if cache.get(name) is None] == ["b"]


def test_two_caches_on_one_folder_keep_to_the_limit_together(tmp_path: Path, clock: Clock):
    first, second = PictureCache(tmp_path, limit=10_000, now=clock), PictureCache(tmp_path, limit=10_000, now=clock)
    for number in range(20):
        (first if number % 2 else second).put(Kept(str(number), bytes(1_000), 1.0))
    # Each knows its own share at least, so the two together stay below twice the limit, and a new start counts all.
    PictureCache(tmp_path, limit=10_000, now=clock).put(Kept("last", bytes(10), 1.0))
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.picture")) <= 10_000


def test_a_picture_that_would_push_out_all_others_is_not_kept(tmp_path: Path):
    cache = PictureCache(tmp_path, limit=1_000)
    cache.put(Kept(URL, bytes(600), 1.0))
    assert cache.get(URL) is None


def test_what_a_killed_process_left_is_swept(tmp_path: Path, clock: Clock):
    left = tmp_path / "ab" / "abandoned.new"
    left.parent.mkdir()
    left.write_bytes(b"half a picture")
    PictureCache(tmp_path, now=lambda: left.stat().st_mtime + 60 if left.exists() else 0.0).put(Kept("a", b"x", 1.0))
    assert left.exists()  # perhaps another editor is writing it right now
    later = left.stat().st_mtime + 7200
    PictureCache(tmp_path, now=lambda: later).put(Kept("b", b"x", 1.0))
    assert not left.exists()


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path):
    blocked = tmp_path / "a file"
    blocked.write_bytes(b"")
    cache = PictureCache(blocked)
    cache.put(Kept(URL, b"x", 1.0))
    cache.remove(URL)
    assert cache.get(URL) is None


def test_a_failed_write_leaves_nothing_behind(cache: PictureCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    cache.put(Kept(URL, b"x", 1.0))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_parts_of_one_address_are_told_apart_and_go_together(cache: PictureCache):
    cache.put(Kept(URL, b"whole", 1.0))
    cache.put(Kept(URL, b"small", 1.0), part="80x50")
    whole, small = cache.get(URL), cache.get(URL, part="80x50")
    assert whole is not None
    assert small is not None
    assert (whole.data, small.data) == (b"whole", b"small")
    cache.remove(URL)
    assert (cache.get(URL), cache.get(URL, part="80x50")) == (None, None)
