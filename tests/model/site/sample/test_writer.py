import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest

from editor.model.card.checks import check
from editor.model.card.schema import load_schemas
from editor.model.site.errors import StoreError
from editor.model.site.layout import find_cards, open_site
from editor.model.site.rows import read_from_disk
from editor.model.site.sample import write_sample
from editor.model.site.sample.cards import Desk
from editor.model.site.sample.lexicon import load_lexicon
from editor.model.site.sample.processes import spreading
from editor.model.site.sample.wide import WideNewsroom, widened
from editor.model.site.sample.world import load_world
from editor.model.site.sample.writer import Plan, Shelf, make_pages

SCHEMAS = load_schemas()


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder)
    return folder


def cards_of(folder: Path):
    site = open_site(folder)
    return [read_from_disk(site, SCHEMAS, card_id) for card_id in find_cards(site)]


def bytes_of(folder: Path, pattern: str = "*.md") -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob(pattern)}


def test_it_is_a_jekyll_site_with_as_many_cards_as_asked_for(sample):
    site = open_site(sample)
    assert site.name == "The Harbour Gazette"
    assert (site.url, site.baseurl) == ("https://gazette.example", "/harbour")
    assert len(list(find_cards(site))) == 120


def test_all_kinds_of_cards_are_there(sample):
    kinds = Counter(card.schema.name for card in cards_of(sample))
    assert set(kinds) == {"news", "video", "course", "collection", "sample", "person"}
    assert kinds["news"] > 90
    assert len(list((sample / "_archive").iterdir())) == 9


def test_only_the_flaws_that_are_meant_are_found(sample):
    found = Counter(finding.rule for card in cards_of(sample) for finding in check(card))
    expected = {"unreadable": 3}
    expected |= dict.fromkeys(("published-quoted", "date", "missing", "url", "duplicate-key", "type"), 1)
    assert found == expected


def test_without_flaws_nothing_is_found(tmp_path):
    write_sample(tmp_path / "site", cards=60, flaws=False)
    assert [finding for card in cards_of(tmp_path / "site") for finding in check(card)] == []


def test_few_cards_have_few_flaws(tmp_path):
    write_sample(tmp_path, cards=20)
    assert sum(bool(check(card)) for card in cards_of(tmp_path)) == 2


def test_some_cards_have_windows_line_ends_throughout(sample):
    with_cr = [data for path, data in bytes_of(sample).items() if b"\r" in data]
    assert 2 <= len(with_cr) < 20
    assert all(data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r") for data in with_cr)


def test_every_picture_of_the_site_that_a_card_shows_is_in_its_folder(sample):
    here = "https://gazette.example/harbour/"
    urls = {p.url for card in cards_of(sample) for p in card.pictures if p.url.startswith(here) and p.kind != "related"}
    assert len(urls) > 30
    assert [url for url in urls if not (sample / url.removeprefix(here)).is_file()] == []


def test_related_pictures_are_there_too(sample):
    here = "https://gazette.example/harbour/"
    urls = {p.url for card in cards_of(sample) for p in card.pictures if p.kind == "related" and p.url.startswith(here)}
    assert urls
    assert [url for url in urls if not (sample / url.removeprefix(here)).is_file()] == []


def test_topics_and_organizations_are_declared(sample):
    assert len(list((sample / "_data" / "topics").glob("*.yaml"))) == 16
    assert len(list((sample / "_data" / "organizations").glob("*.md"))) == 23


def test_the_same_seed_gives_the_same_cards(sample, tmp_path):
    write_sample(tmp_path, cards=120, seed=1)
    assert bytes_of(tmp_path) == bytes_of(sample)
    assert bytes_of(tmp_path, "*.jpg") == bytes_of(sample, "*.jpg")


def test_the_cards_are_the_same_on_every_platform_and_python(tmp_path):
    write_sample(tmp_path, cards=80, seed=7)
    whole = hashlib.sha256()
    for path, data in sorted(bytes_of(tmp_path).items()):
        whole.update(path.encode() + data)
    assert whole.hexdigest() == "9b02d9a060986ad0bc270b90837e64122d7a802cb5e724ef839f242a891bfc57"


def test_another_seed_gives_other_cards(sample, tmp_path):
    write_sample(tmp_path, cards=120, seed=2)
    assert bytes_of(tmp_path).keys().isdisjoint(bytes_of(sample).keys() - _data(sample))


def _data(sample: Path) -> set[str]:
    return {path for path in bytes_of(sample) if path.startswith(("_data/", "_samples/", "_learning/", "_people/"))}


def test_equal_headlines_of_a_day_get_numbers(tmp_path):
    write_sample(tmp_path, cards=300, flaws=False)
    names = [path.stem for path in (tmp_path / "_news").iterdir()]
    assert any(name.endswith("-2") for name in names)
    assert len(cards_of(tmp_path)) == 300


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(StoreError, match="is not empty") as refused:
        write_sample(tmp_path)
    assert refused.value.path == tmp_path
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_in_the_place_of_the_folder_is_a_sentence(tmp_path):
    (tmp_path / "site").write_text("a file")
    with pytest.raises(StoreError, match="cannot be made"):
        write_sample(tmp_path / "site")


@pytest.mark.parametrize(
    ("trouble", "raised"), [(OSError(28, "No space left"), StoreError), (KeyboardInterrupt(), KeyboardInterrupt)]
)
def test_what_is_interrupted_leaves_nothing_behind(tmp_path, monkeypatch, trouble, raised):
    def fail(*_: object) -> None:
        raise trouble

    monkeypatch.setattr(Shelf, "put", fail)
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "new", tmp_path / "empty"):
        with pytest.raises(raised):
            write_sample(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]
    assert list((tmp_path / "empty").iterdir()) == []


def test_a_large_site_is_wider_and_the_same_however_the_work_is_spread(tmp_path):
    write_sample(tmp_path / "one", cards=1700)
    told: list[int] = []
    with spreading(2) as spread:
        write_sample(tmp_path / "two", cards=1700, spread=spread, progressed=told.append)
    whole = bytes_of(tmp_path / "one")
    assert bytes_of(tmp_path / "two") == whole
    assert told == [500, 1000, 1500, 1700]
    assert len(list(find_cards(open_site(tmp_path / "one")))) == 1700
    assert len(list((tmp_path / "one" / "_data" / "topics").iterdir())) > 150
    providers = set(re.findall(rb"domain: ([a-z]+\.example)", b"".join(whole.values())))
    assert len(providers) > 300


def test_a_large_site_is_the_same_on_every_platform_and_python(tmp_path):
    write_sample(tmp_path, cards=1001, seed=3)
    whole = hashlib.sha256()
    for path, data in sorted(bytes_of(tmp_path).items()):
        whole.update(path.encode() + data)
    assert whole.hexdigest() == "29c3adb3658b3e73b3f154b9ea10c2482b89fc2a1943561e9197e8f1b57c84b2"


def test_beyond_a_hundred_thousand_cards_every_year_has_a_folder():
    words = load_lexicon()
    desk = Desk(WideNewsroom(widened(load_world(), words), words, cards=1_000_000, seed=1), seed=1)
    pages = make_pages(desk, Plan(1_000_000, 1, 9), range(500_000, 500_040))
    assert {page.place for page in pages} == {
        "_news/2020",
        "_archive/2020",
        "_learning/videos",
        "_learning/courses",
        "_learning/collections",
        "_samples",
        "_people",
    }
    assert len(make_pages(desk, Plan(1_000_000, 1, 9), range(999_960, 1_000_000))) == 40


def test_flaws_are_spread_over_the_news_of_a_site():
    plan = Plan(1000, 1, 9)
    spoilt = plan.spoilt()
    assert list(spoilt.values()) == list(range(9))
    assert all(plan.place(number) == "_news" for number in spoilt)
    assert [round(number, -2) for number in spoilt] == [100, 200, 300, 400, 500, 600, 700, 800, 900]
    assert Plan(5, 1, 9).spoilt() == {}
