import datetime

import pytest

from editor.model.card.card import (
    Card,
    Picture,
    Publishing,
    card_of,
    declared_size,
    is_storable,
    picture_kind,
    read_card,
)
from editor.model.text.document import Document

UTC = datetime.UTC


def test_a_story_is_read_whole(story):
    assert story.error is None
    assert story.schema.name == "news"
    assert story.title == "Harbour opens its first floating library"
    assert story.excerpt == "Readers can borrow books by boat from Monday."
    assert story.date == datetime.datetime(2024, 5, 1, 10, tzinfo=UTC)
    assert story.publishing is Publishing.HIDDEN
    assert story.provider == "Harbour Times"
    assert story.topics == ("Books", "Boats")
    assert story.story_url == "https://harbourtimes.example/library"
    assert story.get(("related", 0, "quality")) == 54
    assert story.get(("mood",)) is None
    assert story.get(("mood",), "calm") == "calm"
    assert story.has(("images", 0, "url"))
    assert not story.has(("images", 1))


def test_pictures_are_the_own_ones_then_the_providers_then_those_of_related_stories(story):
    assert story.pictures == (
        Picture(("images", 0), "https://pictures.harbourtimes.example/library.jpg", 600, 338, "image"),
        Picture(
            ("provider", "images", 0), "/assets/images/organizations/harbourtimes.example-50x50.jpg", 50, 50, "provider"
        ),
        Picture(("related", 0, "images", 0), "https://lanternpost.example/sail.png", 1024, 683, "related"),
    )


@pytest.mark.parametrize(
    ("yaml", "size"),
    [
        ("width: 3\n    height: 4", (3, 4)),
        ("width: 3", (3, None)),
        ("width: 0\n    height: -4", (None, None)),
        ('width: "3"\n    height: true', (None, None)),
        ("width: 3.5\n    height:", (None, None)),
    ],
)
def test_the_size_of_a_picture_is_a_whole_number_above_zero_or_unknown(read, yaml, size):
    (picture,) = read(f"images:\n  - url: /a.png\n    {yaml}\n").pictures
    assert (picture.width, picture.height) == size


@pytest.mark.parametrize(
    "images", ["images: /a.png", "images: [/a.png]", "images: {url: /a.png}", "images: [{url: }]", "images: [{url: 3}]"]
)
def test_what_is_no_list_of_pictures_has_none(read, images):
    assert read(images + "\n").pictures == ()


@pytest.mark.parametrize(
    ("yaml", "title"),
    [
        ("title: 2024", "2024"),
        ("title: 0x1F", "0x1F"),
        ("title: yes", "yes"),
        ("title: 2024-05-01", "2024-05-01"),
        ("title: 1.50", "1.50"),
        ('title: "  A  "', "A"),
        ("title: >-\n  two\n  lines", "two lines"),
        ("name: Harbour Times", "Harbour Times"),
        ("title:\nname: Harbour Times", "Harbour Times"),
        ('title: ""', "Library opens"),
        ("title: [a]", "Library opens"),
        ("mood: calm", "Library opens"),
    ],
)
def test_a_title_is_always_text_and_never_empty(read, yaml, title):
    assert read(yaml + "\n", "_news/2024-05-01-library-opens.md").title == title


@pytest.mark.parametrize(
    ("card_id", "title"),
    [
        ("_news/2024-05-01-library-opens.md", "Library opens"),
        ("_news/2024-5-1-library_opens.markdown", "Library opens"),
        ("a.md", "A"),
        ("2024-05-01-.md", "2024 05 01"),
        ("_data/organizations/harbourtimes.example.md", "Harbourtimes.example"),
        (".md", ".md"),
        ("_news/-.md", "-.md"),
        ("_news/readme", "Readme"),
    ],
)
def test_a_broken_card_is_called_by_its_file_name(schemas, card_id, title):
    card = read_card(card_id, "no card", schemas)
    assert card.title == title


@pytest.mark.parametrize(
    ("yaml", "publishing"),
    [
        ("published: true", Publishing.PUBLISHED),
        ("published: false", Publishing.HIDDEN),
        ("published: FALSE", Publishing.HIDDEN),
        ("published: no", Publishing.HIDDEN),
        ("published: Off", Publishing.HIDDEN),
        ("published: fAlse", Publishing.HIDDEN),
        ("published: nULL", Publishing.LISTED),
        ("published:", Publishing.LISTED),
        ("published: ~", Publishing.LISTED),
        ("published: null", Publishing.LISTED),
        ('published: "false"', Publishing.PUBLISHED),
        ("published: 'no'", Publishing.PUBLISHED),
        ('published: "null"', Publishing.PUBLISHED),
        ("published: 0", Publishing.PUBLISHED),
        ('published: ""', Publishing.PUBLISHED),
        ("published: []", Publishing.PUBLISHED),
        ("published: n", Publishing.PUBLISHED),
        ("published: later", Publishing.PUBLISHED),
        ("title: A", Publishing.PUBLISHED),
        ("published: true\npublished: false", Publishing.HIDDEN),
    ],
)
def test_publishing_follows_jekyll(read, yaml, publishing):
    card = read(yaml + "\n")
    assert card.publishing is publishing
    assert card.is_published is (publishing is Publishing.PUBLISHED)


@pytest.mark.parametrize(
    ("yaml", "date"),
    [
        ("publishedDateTime: 2024-05-01T10:00:00Z", datetime.datetime(2024, 5, 1, 10, tzinfo=UTC)),
        ("publishedDateTime: 2024-05-01T10:00:00+02:00", datetime.datetime(2024, 5, 1, 8, tzinfo=UTC)),
        ("publishedDateTime: 2024-05-01 10:00:00", datetime.datetime(2024, 5, 1, 10, tzinfo=UTC)),
        ("publishedDateTime: 2024-05-01", datetime.datetime(2024, 5, 1, tzinfo=UTC)),
        ('publishedDateTime: "2024-05-01T10:00:00Z"', datetime.datetime(2024, 5, 1, 10, tzinfo=UTC)),
        ('publishedDateTime: "2024-05-01T10:00Z"', datetime.datetime(2024, 5, 1, 10, tzinfo=UTC)),
        ("date: 2024-05-01", datetime.datetime(2024, 5, 1, tzinfo=UTC)),
        ("publishedDateTime: soon\ndate: 2024-05-01", datetime.datetime(2024, 5, 1, tzinfo=UTC)),
        ("publishedDateTime: 2024-02-30", None),
        ("publishedDateTime: [2024-05-01]", None),
        ("publishedDateTime: 20240501", None),
        ("publishedDateTime:", None),
        ("publishedDateTime: 0001-01-01T00:00:00+10:00", None),
        ("title: A", None),
    ],
)
def test_the_date_is_in_utc_and_tolerant(read, yaml, date):
    assert read(yaml + "\n").date == date


@pytest.mark.parametrize(
    ("yaml", "provider"),
    [
        ("provider: {name: Harbour Times}", "Harbour Times"),
        ("provider: {name: 24}", "24"),
        ("provider: Harbour Times", "Harbour Times"),
        ("provider: {domain: a.example}", ""),
        ("provider: []", ""),
        ("provider:", ""),
        ("title: A", ""),
    ],
)
def test_the_provider_is_its_name(read, yaml, provider):
    assert read(yaml + "\n").provider == provider


@pytest.mark.parametrize(
    ("yaml", "topics"),
    [
        ("topics: [AI, 2024, yes, 'x']", ("AI", "2024", "yes", "x")),
        ("topics: [AI, ~, {a: 1}, [b]]", ("AI",)),
        ("topics: AI", ("AI",)),
        ("topics: {a: 1}", ()),
        ("topics:", ()),
        ("title: A", ()),
    ],
)
def test_topics_are_text_as_spelled(read, yaml, topics):
    assert read(yaml + "\n").topics == topics


def test_without_a_web_link_the_story_is_where_it_was_found(read):
    assert read("originalUrl: https://a.example/1\n").story_url == "https://a.example/1"
    assert read("originalUrl: https://a.example/1\nwebUrl: https://a.example/2\n").story_url == "https://a.example/2"
    assert read("title: A\n").story_url == ""


@pytest.mark.parametrize("data", [b"", b"no card", b"---\ntitle: A\n", b"---\ntitle: [\n---\n", b"---\n- a\n---\n"])
def test_a_card_that_cannot_be_read_says_why_and_keeps_its_text(schemas, data):
    card, title = read_card("_news/a-b.md", data, schemas), ("title",)
    assert card.error is not None
    assert card.error.reason
    assert (card.document, card.text.encode(), card.schema.name) == (None, data, "news")
    assert (card.title, card.excerpt, card.date, card.provider, card.topics, card.pictures) == (
        "A b",
        "",
        None,
        "",
        (),
        (),
    )
    assert (card.values, card.get(title), card.has(title), card.spelled(title)) == ({}, None, False, "")


def test_bytes_that_are_not_utf8_are_kept_and_never_a_card(schemas):
    data = '---\ntitle: "Zürich"\n---\n'.encode("latin-1")
    card = read_card("a.md", data, schemas)
    assert card.error is not None
    assert card.error.line == 2
    assert card.text.encode("utf-8", "surrogateescape") == data
    assert read_card("a.md", card.text, schemas).error is not None
    body = read_card("a.md", b"---\ntitle: A\n---\n\xff", schemas)
    assert body.error is not None
    assert read_card("a.md", body.text, schemas).error is not None


def test_only_text_that_utf8_can_hold_can_be_stored():
    assert is_storable("Zürich 😀")
    assert not is_storable("\ud83d")


def test_windows_line_ends_and_a_byte_order_mark_stay(schemas):
    data = b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\nBody\r\n"
    card = read_card("a.md", data, schemas)
    assert card.error is None
    assert card.title == "A"
    assert card.text.encode() == data


def test_cards_are_equal_when_id_text_and_kind_are(schemas, story, read):
    assert story == read(story.text)
    assert hash(story) == hash(read(story.text))
    assert story != read(story.text, "_news/other.md")
    assert read_card("a.md", "", schemas) == read_card("a.md", b"", schemas)


def test_a_document_that_is_read_already_becomes_the_same_card(schemas, story):
    assert card_of(story.id, Document.parse(story.text), schemas) == story


def quick(yaml):
    """What a quick reader gives: here by the slow one, as the card cannot tell."""
    values = Document.parse(f"---\n{yaml}---\n").value()
    assert isinstance(values, dict)
    return values


def is_parsed(card):
    return vars(card).get("document") is not None


def test_a_card_that_was_read_quickly_is_the_same_card(schemas, story):
    card = read_card(story.id, story.text.encode(), schemas, quick=quick)
    assert (card, hash(card), card.values, card.error) == (story, hash(story), story.values, None)
    for path in ((), ("title",), ("provider", "name"), ("related", 0, "images", 0), ("images", 1), ("topics", -1)):
        assert (card.get(path), card.has(path), card.spelled(path)) == (
            story.get(path),
            story.has(path),
            story.spelled(path),
        )
    fields = ("title", "excerpt", "date", "publishing", "provider", "topics", "pictures", "story_url", "schema")
    assert [getattr(card, name) for name in fields] == [getattr(story, name) for name in fields]
    assert not is_parsed(card)


def test_a_card_that_was_read_quickly_is_parsed_when_its_document_is_asked_for(schemas, story):
    card = read_card(story.id, story.text, schemas, quick=quick)
    assert not is_parsed(card)
    assert card.document == story.document
    assert card.document is card.document
    assert card.document.line(("heat",)) == story.document.line(("heat",))


@pytest.mark.parametrize(
    ("yaml", "ask", "answer"),
    [
        ("title: 0x1F\n", lambda card: card.title, "0x1F"),
        ("topics: [AI, 0x1F]\n", lambda card: card.topics, ("AI", "0x1F")),
        ("published: fAlse\n", lambda card: card.publishing, Publishing.HIDDEN),
        ('published: "false"\n', lambda card: card.publishing, Publishing.PUBLISHED),
    ],
)
def test_spellings_come_from_the_document_of_a_card_that_was_read_quickly_too(schemas, yaml, ask, answer):
    card = read_card("_news/a.md", f"---\n{yaml}---\n", schemas, quick=quick)
    assert not is_parsed(card)
    assert ask(card) == answer
    assert is_parsed(card)


def test_text_of_which_no_spelling_can_hide_a_card_needs_no_document(schemas):
    card = read_card("_news/a.md", "---\npublished: later\n---\n", schemas, quick=quick)
    assert card.publishing is Publishing.PUBLISHED
    assert not is_parsed(card)


def test_what_the_quick_reader_cannot_read_is_read_as_ever(schemas, story):
    card = read_card(story.id, story.text, schemas, quick=lambda yaml: None)
    assert (card, card.values) == (story, story.values)
    assert card.parsed == story.document
    broken = read_card("_news/a.md", "---\ntitle: [\n---\n", schemas, quick=lambda yaml: None)
    assert broken.error is not None
    assert broken.document is None


def test_the_quick_reader_is_given_the_front_matter_and_nothing_else(schemas):
    given = []
    for text in ("---\r\ntitle: A\r\n---\r\nBody\r\n", "no card", "---\ntitle: A\n", "\ud83d"):
        read_card("a.md", text, schemas, quick=given.append)
    assert given == ["title: A\r\n"]


def test_keys_that_occur_twice_are_told(schemas, read):
    assert read("title: A\nheat: 1\nprovider: {name: A, name: B}\nheat: 2\n").duplicates == (
        ("heat",),
        ("provider", "name"),
    )
    assert read("title: A\n").duplicates == ()
    assert read_card("a.md", "---\ntitle: A\n---\n", schemas, quick=quick).duplicates == ()
    assert read_card("a.md", "no card", schemas).duplicates == ()


def test_a_path_leads_only_through_mappings_and_lists(read):
    card = read("title: A\nprovider: {name: }\ntopics: [a, b]\n")
    wrong = [("title", "x"), ("title", 0), ("topics", 2), ("topics", -1), ("topics", "a"), (0,), ("provider", 0)]
    assert [card.get(path, "nothing") for path in wrong] == ["nothing"] * len(wrong)
    assert not any(map(card.has, wrong))
    assert card.has(("provider", "name"))
    assert card.get(("provider", "name"), "nothing") is None
    assert card.get(()) == card.values


def test_items_are_text_as_spelled(read):
    card = read("topics: [AI, 0x1F, ~, {a: 1}]\ntitle: A\n")
    assert card.spelled_items(("topics",)) == ["AI", "0x1F", "", ""]
    assert card.spelled_items(("title",)) == card.spelled_items(("mood",)) == []


@pytest.mark.parametrize(
    ("yaml", "own", "providers"),
    [
        ("title: A", "", ""),
        ("images: [{url: }, {url: ' /a.png '}, {url: /b.png}]", "/a.png", ""),
        ("images: {url: /a.png}", "", ""),
        ("provider: {name: A, images: [{url: /logo.png}, {url: /large.png}]}\nimages: []", "", "/logo.png"),
        ("related: [{images: [{url: /r.png}], provider: {images: [{url: /l.png}]}}]", "", ""),
        ("related: [{images: [{url: /r.png}]}]\nimages: [{url: /a.png}]", "/a.png", ""),
        ("provider: Mint", "", ""),
    ],
)
def test_the_first_pictures_of_a_card_and_of_its_provider_are_at_hand(read, yaml, own, providers):
    card = read(yaml + "\n")
    assert (card.picture, card.provider_picture) == (own, providers)
    assert card.picture == next((each.url for each in card.pictures if each.kind == "image"), "")
    assert card.provider_picture == next((each.url for each in card.pictures if each.kind == "provider"), "")


def test_a_broken_card_has_no_pictures(schemas):
    card = read_card("a.md", "no card", schemas)
    assert (card.picture, card.provider_picture, card.pictures) == ("", "", ())


def test_where_a_picture_stands_tells_what_it_is():
    paths = (("images", 0, "url"), ("provider", "images", 0, "url"), ("related", 1, "provider", "images"), ("cover",))
    assert [picture_kind(path) for path in paths] == ["image", "provider", "related", "image"]


def test_only_a_mapping_declares_a_size():
    assert declared_size({"width": 3, "height": 4}) == (3, 4)
    assert declared_size({"width": True}) == declared_size([3, 4]) == declared_size(None) == (None, None)


def test_a_card_without_a_document_and_without_an_error_does_not_exist(schemas, story):
    assert Card(story.id, story.text, story.schema, story.values).document == story.document


def test_the_keys_decide_the_kind_outside_known_folders(schemas):
    assert read_card("a.md", "---\ncategory: news\n---\n", schemas).schema.name == "news"
    assert read_card("a.md", "---\ntitle: A\n---\n", schemas).schema.name == "card"
