import os
from pathlib import Path

import pytest

from editor.ui.picture_cache import Kept, PictureCache
from editor.ui.picture_fetch import Failed, Fetched
from editor.ui.picture_finder import FRESH, PictureFinder
from editor.ui.small_pictures import SmallPictures
from tests.helpers.picture_server import picture_bytes

WEB = "https://harbourtimes.example/ferry.png"
WHOLE = (0, 0)
NOW = 1_700_000_000.0


@pytest.fixture
def cache(tmp_path: Path) -> PictureCache:
    return PictureCache(tmp_path / "cache")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site" / "assets"
    folder.mkdir(parents=True)
    return folder.parent


@pytest.fixture
def small(tmp_path: Path) -> SmallPictures:
    return SmallPictures(tmp_path / "small", now=lambda: NOW)


@pytest.fixture
def finder(cache: PictureCache, small: SmallPictures, site: Path) -> PictureFinder:
    def local(url: str) -> Path | None:
        return site / url.removeprefix("/") if url.startswith("/assets") else None

    return PictureFinder(cache, small, local=local, max_weight=1024 * 1024, clock=lambda: NOW)


def why(finder: PictureFinder, url: str, *, offline: bool = False) -> str:
    found = finder.find(url, [WHOLE], offline=offline)
    assert found.ask is None
    assert found.pictures[WHOLE].image is None
    return found.pictures[WHOLE].why


def test_a_picture_of_the_site_comes_from_its_folder(finder: PictureFinder, site: Path):
    data = picture_bytes(size=(60, 40))
    (site / "assets" / "ferry.png").write_bytes(data)
    found = finder.find("/assets/ferry.png", [WHOLE, (30, 30)], offline=True).pictures
    assert (found[WHOLE].source, found[WHOLE].weight, found[WHOLE].format) == ("site", len(data), "PNG")
    assert found[30, 30].image is not None
    assert (found[30, 30].image.width(), found[30, 30].image.height()) == (30, 20)
    assert (found[30, 30].width, found[30, 30].height) == (60, 40)


def test_a_file_that_is_missing_is_named_from_the_site_on(finder: PictureFinder):
    assert why(finder, "/assets/logos/gone.png") == "The file assets/logos/gone.png is not in the site's folder."


def test_a_file_that_cannot_be_read_says_so(finder: PictureFinder, site: Path):
    (site / "assets" / "folder.png").mkdir()
    assert why(finder, "/assets/folder.png").startswith("The file assets/folder.png cannot be read: ")


def test_a_file_that_is_too_heavy_is_not_read(finder: PictureFinder, site: Path):
    (site / "assets" / "heavy.png").write_bytes(bytes(1024 * 1024 + 1))
    assert why(finder, "/assets/heavy.png") == "The picture is larger than 1 MB."


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "The address is empty."),
        ("  ", "The address is empty."),
        ("data:image/png;base64,AAAA", "Addresses of the kind data: are not fetched, only http and https."),
        ("file:///etc/hostname", "Addresses of the kind file: are not fetched, only http and https."),
        ("ftp://harbourtimes.example/a.png", "Addresses of the kind ftp: are not fetched, only http and https."),
        ("javascript:alert(1)", "Addresses of the kind javascript: are not fetched, only http and https."),
        ("../outside.png", "“../outside.png” is not the address of a picture."),
        ("ferry.png", "“ferry.png” is not the address of a picture."),
        ("https://", "“https://” is not the address of a picture."),
        ("x" * 200, f"“{'x' * 79}…” is not the address of a picture."),
    ],
)
def test_what_is_no_address_of_the_web_is_refused(finder: PictureFinder, url: str, sentence: str):
    assert why(finder, url) == sentence


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        (WEB, WEB),
        (f" {WEB}\n", WEB),
        ("//harbourtimes.example/ferry.png", WEB),
        ("https://harbourtimes.example/the ferry.png", "https://harbourtimes.example/the%20ferry.png"),
        ("https://harbourtimes.example/%C3%A4.png?w=1&h=2#x", "https://harbourtimes.example/%C3%A4.png?w=1&h=2#x"),
    ],
)
def test_the_web_is_asked_for_what_a_browser_would_ask(finder: PictureFinder, url: str, asked: str):
    found = finder.find(url, [WHOLE], offline=False)
    assert found.pictures == {}
    assert found.ask is not None
    assert found.ask.toEncoded().data().decode() == asked


def test_a_fresh_picture_comes_from_the_cache(finder: PictureFinder, cache: PictureCache):
    cache.put(Kept(WEB, picture_bytes(), NOW - FRESH + 1))
    found = finder.find(WEB, [WHOLE], offline=False)
    assert found.ask is None
    assert found.pictures[WHOLE].source == "cache"


def test_an_old_picture_is_asked_for_with_what_is_kept(finder: PictureFinder, cache: PictureCache):
    kept = Kept(WEB, picture_bytes(), NOW - FRESH, '"v1"')
    cache.put(kept)
    found = finder.find(WEB, [WHOLE], offline=False)
    assert found.ask is not None
    assert found.kept == kept


def test_a_picture_from_the_future_is_asked_for(finder: PictureFinder, cache: PictureCache):
    cache.put(Kept(WEB, picture_bytes(), NOW + 3600))
    assert finder.find(WEB, [WHOLE], offline=False).ask is not None


def test_offline_an_old_picture_is_better_than_none(finder: PictureFinder, cache: PictureCache):
    assert why(finder, WEB, offline=True) == "Working offline."
    cache.put(Kept(WEB, picture_bytes(), NOW - FRESH))
    assert finder.find(WEB, [WHOLE], offline=True).pictures[WHOLE].image is not None


def test_what_came_is_shown_and_kept(finder: PictureFinder, cache: PictureCache):
    data = picture_bytes("JPEG", (80, 40))
    found = finder.take(WEB, Fetched(data, '"v1"', "yesterday"), [(40, 40)], kept=None)
    picture = found.pictures[40, 40]
    assert (picture.source, picture.width, picture.height, picture.weight) == ("network", 80, 40, len(data))
    assert cache.get(WEB) == Kept(WEB, data, NOW, '"v1"', "yesterday")


def test_what_is_no_picture_is_not_kept(finder: PictureFinder, cache: PictureCache):
    found = finder.take(WEB, Fetched(b"<html>"), [WHOLE], kept=None)
    assert found.pictures[WHOLE].why == "This is a web page, not a picture."
    assert cache.get(WEB) is None


def test_what_has_not_changed_is_fresh_again(finder: PictureFinder, cache: PictureCache):
    kept = Kept(WEB, picture_bytes(), NOW - FRESH, '"v1"')
    found = finder.take(WEB, Fetched(None), [WHOLE], kept=kept)
    assert found.pictures[WHOLE].source == "cache"
    assert finder.find(WEB, [WHOLE], offline=False).ask is None
    again = cache.get(WEB)
    assert again is not None
    assert (again.fetched, again.etag) == (NOW, '"v1"')


def test_where_the_web_is_silent_the_kept_picture_is_shown(finder: PictureFinder):
    kept = Kept(WEB, picture_bytes(), NOW - FRESH)
    found = finder.take(WEB, Failed("The address does not answer (15 s)."), [WHOLE], kept=kept)
    assert found.pictures[WHOLE].source == "cache"


def test_where_the_server_says_no_the_kept_picture_is_not_shown(finder: PictureFinder):
    kept = Kept(WEB, picture_bytes(), NOW - FRESH)
    found = finder.take(WEB, Failed("The server answered 404 (not found).", answered=True), [WHOLE], kept=kept)
    assert found.pictures[WHOLE].why == "The server answered 404 (not found)."


def test_a_failure_has_its_reason(finder: PictureFinder):
    assert finder.take(WEB, Failed("Why not."), [WHOLE], kept=None).pictures[WHOLE].why == "Why not."


THUMB = (80, 50)


def heavy_picture() -> bytes:
    """One that weighs more than what is decoded as quickly as its small picture."""
    data = picture_bytes("PNG", (300, 200))
    return data if len(data) > 20_000 else picture_bytes("BMP", (300, 200))


def test_a_small_picture_of_the_site_is_made_once_and_again_when_its_file_changes(
    finder: PictureFinder, small: SmallPictures, site: Path
):
    file = site / "assets" / "ferry.png"
    file.write_bytes(heavy_picture())
    first = finder.find("/assets/ferry.png", [THUMB], offline=True, small=[THUMB]).pictures[THUMB]
    stamp = f"{file.stat().st_mtime_ns}-{file.stat().st_size}"
    kept = small.get("/assets/ferry.png", THUMB, stamp=stamp)
    assert kept is not None
    assert (kept.width, kept.height) == (first.width, first.height) == (300, 200)
    os.utime(file, ns=(1, 1))
    assert small.get("/assets/ferry.png", THUMB, stamp=f"1-{file.stat().st_size}") is None
    finder.find("/assets/ferry.png", [THUMB], offline=True, small=[THUMB])
    assert small.get("/assets/ferry.png", THUMB, stamp=f"1-{file.stat().st_size}") is not None


def test_only_what_is_said_to_be_small_is_kept(finder: PictureFinder, small: SmallPictures, site: Path):
    (site / "assets" / "ferry.png").write_bytes(heavy_picture())
    finder.find("/assets/ferry.png", [THUMB, WHOLE], offline=True)
    assert list(small._cache._folder.rglob("*.picture")) == []


def test_a_small_picture_of_the_web_is_there_without_the_large_one(
    finder: PictureFinder, small: SmallPictures, cache: PictureCache
):
    cache.put(Kept(WEB, heavy_picture(), NOW - 10))
    finder.find(WEB, [THUMB], offline=False, small=[THUMB])
    cache.remove(WEB)
    found = finder.find(WEB, [THUMB], offline=False, small=[THUMB])
    assert found.ask is None
    assert found.pictures[THUMB].source == "cache"
    assert finder.find(WEB, [THUMB, WHOLE], offline=False, small=[THUMB]).ask is not None


def test_a_small_picture_that_is_old_is_asked_for_again_but_offline_it_does(
    finder: PictureFinder, small: SmallPictures, cache: PictureCache
):
    cache.put(Kept(WEB, heavy_picture(), NOW - FRESH - 10))
    finder.find(WEB, [THUMB], offline=True, small=[THUMB])
    assert small.get(WEB, THUMB) is not None
    assert finder.find(WEB, [THUMB], offline=False, small=[THUMB]).ask is not None
    assert finder.find(WEB, [THUMB], offline=True, small=[THUMB]).pictures[THUMB].image is not None


def test_another_picture_from_the_web_takes_the_place_of_the_small_ones(finder: PictureFinder, small: SmallPictures):
    finder.take(WEB, Fetched(heavy_picture()), [THUMB], kept=None, small=[THUMB])
    assert small.get(WEB, THUMB) is not None
    finder.take(WEB, Fetched(heavy_picture()), [WHOLE], kept=None)
    assert small.get(WEB, THUMB) is None
