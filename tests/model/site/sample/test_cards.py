import re

import pytest

from editor.model.card.card import read_card
from editor.model.card.checks import check
from editor.model.card.schema import load_schemas
from editor.model.site.sample.cards import Desk, quoted
from editor.model.site.sample.stories import Newsroom
from editor.model.site.sample.world import load_world

SCHEMAS = load_schemas()
NUMBERS = range(300)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(Newsroom(load_world(), cards=len(NUMBERS), seed=1), seed=1)


@pytest.fixture(scope="module")
def news(desk):
    return [read_card(f"_news/{draft.name}.md", draft.text, SCHEMAS) for draft in map(desk.news, NUMBERS)]


def test_news_cards_have_nothing_to_find_fault_with(news):
    assert [(card.id, finding.text) for card in news for finding in check(card)] == []


def test_a_third_waits_unpublished(news):
    assert 0.25 < sum(not card.is_published for card in news) / len(news) < 0.45


def test_some_have_related_stories_and_some_are_videos(news):
    assert 0.08 < sum(card.has(("related",)) for card in news) / len(news) < 0.25
    videos = [card for card in news if card.get(("type",)) == "video"]
    assert videos
    assert all(str(card.get(("featuredContent",))).startswith("<iframe") for card in videos)


def test_keys_stand_in_the_order_of_the_schema(news):
    machine_written = [card for card in news if "#" not in card.text.splitlines()[1]]
    assert len(machine_written) > 0.9 * len(news)
    for card in machine_written:
        order = [card.schema.order.index(key) for key in card.document.keys()]  # noqa: SIM118 - a document is no dict
        assert order == sorted(order)


def test_a_few_are_written_by_hand(news):
    by_hand = [card for card in news if card.text.startswith("---\n#")]
    assert 3 <= len(by_hand) < 30
    assert all("excerpt: >-\n" in card.text and "topics: [" in card.text for card in by_hand)
    assert {card.document.raw(("published",)) for card in by_hand} <= {"yes", "no"}
    assert all(card.date is not None for card in by_hand)


def test_by_machine_there_is_no_handwriting(desk):
    assert not any(desk.news(number, by_machine=True).text.startswith("---\n#") for number in NUMBERS)


def test_secured_is_two_parts_of_base64(news):
    assert all(re.fullmatch(r"[A-Za-z0-9+/]+=*;[A-Za-z0-9+/]{22}==", card.get(("secured",))) for card in news)
    assert len({card.get(("secured",)) for card in news}) == len(news)


def test_declared_sizes_are_right_or_off_by_one_line(news):
    sizes = {(p.width, p.height) for card in news for p in card.pictures if p.kind == "image" and "/assets/" in p.url}
    off = [(width, height) for width, height in sizes if (width, height + 1) in sizes]
    assert off


def test_pictures_are_on_the_site_but_for_some(news):
    urls = [picture.url for card in news for picture in card.pictures if picture.kind == "image"]
    elsewhere = [url for url in urls if not url.startswith("https://gazette.example/harbour/assets/images/")]
    assert 0 < len(elsewhere) < 0.2 * len(urls)
    assert all(re.match(r"https://[a-z.]+\.example/", url) for url in elsewhere)


@pytest.mark.parametrize(
    ("place", "write"),
    [
        ("_learning/videos", lambda desk, n: desk.video(n)),
        ("_learning/courses", lambda desk, n: desk.course(n)),
        ("_learning/collections", lambda desk, n: desk.collection(n, courses=(1, 2))),
        ("_samples", lambda desk, n: desk.sample(n)),
        ("_people", lambda desk, n: desk.person(n)),
    ],
)
def test_other_kinds_have_nothing_to_find_fault_with_either(desk, place, write):
    for number in range(20):
        draft = write(desk, number)
        card = read_card(f"{place}/{draft.name}.md", draft.text, SCHEMAS)
        assert check(card) == ()
        assert card.schema.match.folders[0].startswith(place)


def test_a_collection_lists_its_courses(desk):
    draft = desk.collection(9, courses=(1, 2))
    card = read_card("_learning/collections/a.md", draft.text, SCHEMAS)
    assert card.get(("items",)) == [f"courses/{desk.course(1).name}", f"courses/{desk.course(2).name}"]


def test_a_sample_has_a_body(desk):
    card = read_card("_samples/a.md", desk.sample(3).text, SCHEMAS)
    assert card.document.envelope.body.startswith("<p>")


def test_quotes_and_backslashes_are_escaped():
    assert quoted('a "b" \\ c') == '"a \\"b\\" \\\\ c"'
