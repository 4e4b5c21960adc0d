import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.model.card.card import Card, read_card
from editor.model.card.checks import UNREADABLE, Severity, check, count_problems
from editor.model.card.edits import SetValue, apply_edits
from editor.model.text.document import Document
from editor.model.text.errors import Unreadable

TODAY = datetime.date(2024, 6, 1)
WHOLE = 'title: "A"\npublishedDateTime: 2024-05-01T10:00:00Z\nprovider:\n  name: Mint\n'


@pytest.fixture
def problems(read):
    """What is found in a news card that has all it needs, and these lines besides, as (line, rule, sentence)."""

    def find(lines, card_id="_news/a.md"):
        present = {line.partition(":")[0] for line in lines.splitlines()}
        kept = WHOLE.replace("provider:\n  name: Mint\n", "") if "provider" in present else WHOLE
        needed = "".join(line + "\n" for line in kept.splitlines() if line.partition(":")[0] not in present)
        findings = check(read(lines + "\n" + needed, card_id), today=TODAY)
        return [(finding.line, finding.rule, finding.text) for finding in findings]

    return find


def test_a_good_story_has_no_problems(story):
    assert check(story, today=TODAY) == ()


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ('title: ""', [(2, "empty", "`title` is empty.")]),
        ("title:", [(2, "empty", "`title` is empty.")]),
        ('title: "  "', [(2, "empty", "`title` is empty.")]),
        ("provider: {}", [(2, "empty", "`provider` is empty.")]),
        ("provider:\n  domain: a.example", [(2, "missing", "`provider.name` is missing.")]),
        ("images:\n  - width: 3\n    height: 4", [(3, "missing", "`images[0].url` is missing.")]),
        ("heat: hot", [(2, "type", "`heat` takes a whole number, not “hot”.")]),
        ('heat: "3"', [(2, "type", "`heat` takes a whole number, not “3” in quotes.")]),
        ("heat: 3.5", [(2, "type", "`heat` takes a whole number, not the number 3.5.")]),
        ("heat: true", [(2, "type", "`heat` takes a whole number, not true.")]),
        ("heat: 2024-05-01", [(2, "type", "`heat` takes a whole number, not a date.")]),
        ("topics: Books", [(2, "type", "`topics` takes a list such as [AI, Cloud], not “Books”.")]),
        ("title: [A]", [(2, "type", "`title` takes text, not a list.")]),
        ("title: {a: 1}", [(2, "type", "`title` takes text, not fields.")]),
        ("provider: Mint", [(2, "type", "`provider` takes fields such as {name: Harbour Times}, not “Mint”.")]),
        ("images: [/a.png]", [(2, "type", "`images[0]` takes fields such as {name: Harbour Times}, not “/a.png”.")]),
        ("title: yes", [(2, "misread", "`title` is read as true; put “yes” in quotes.")]),
        ("title: 0x1F", [(2, "misread", "`title` is read as 31; put “0x1F” in quotes.")]),
        ("topics: [1_000]", [(2, "misread", "`topics[0]` is read as 1000; put “1_000” in quotes.")]),
        ('published: "false"', [(2, "published-quoted", "`published` is the text “false”: the card is published.")]),
        ("published: fAlse", [(2, "published-quoted", "`published` is the text “fAlse”: the card is not published.")]),
        ("published: 0", [(2, "published-value", "`published` is neither true nor false: the card is published.")]),
        ("published:", [(2, "published-value", "`published` is empty: the card is listed, but has no page.")]),
        ("publishedDateTime: 2024-02-30", [(2, "date", "`publishedDateTime` is not a date: “2024-02-30”.")]),
        ("publishedDateTime: soon", [(2, "date", "`publishedDateTime` is not a date: “soon”.")]),
        ('publishedDateTime: ""', [(2, "empty", "`publishedDateTime` is empty.")]),
        (
            "publishedDateTime: 2025-06-03",
            [(2, "future", "`publishedDateTime` is more than a year ahead: 2025-06-03.")],
        ),
        (
            'publishedDateTime: "2034-01-01T00:00:00Z"',
            [(2, "future", "`publishedDateTime` is more than a year ahead: 2034-01-01.")],
        ),
        (
            "webUrl: ftp://a.example",
            [(2, "url", "`webUrl` does not begin with https://, http:// or /: “ftp://a.example”.")],
        ),
        ("webUrl: https://a.example/a b", [(2, "url", "`webUrl` has a space in it: “https://a.example/a b”.")]),
        ("webUrl: https://", [(2, "url", "`webUrl` has no host that can be read: “https://”.")]),
        ("type: poem", [(2, "choice", "`type` is “poem”, not one of those known here: article, video.")]),
        ('title: "%s"' % ("x" * 111), [(2, "long", "`title` is long: 111 of 110 characters.")]),
        (
            "images:\n  - url: /a.png\n    width: 3",
            [(3, "picture-size", "`images[0]` does not say how wide and high the picture is.")],
        ),
        ("topics: [AI, Cloud, AI, AI]", [(2, "twice", "`topics` has AI more than once.")]),
        ("heat: 1\nheat: 2", [(3, "duplicate-key", "`heat` stands there twice; the last one counts.")]),
    ],
)
def test_each_problem_is_named_in_a_sentence_at_its_line(problems, lines, expected):
    assert problems(lines) == expected


@pytest.mark.parametrize(
    "lines",
    [
        "title: 2024",
        "title: 1.5",
        "title: 2024-05-01",
        'excerpt: ""',
        'webUrl: ""',
        "webUrl: /here",
        "heat:",
        "topics:",
        "topics: []",
        "type:",
        "published: true",
        "published: no",
        'publishedDateTime: "2024-05-01T10:00:00Z"',
        "publishedDateTime: 2025-06-01",
        "mood: [any, thing]",
        "ratings: none of news",
        "secured: 0x1F",
        'title: "%s"' % ("x" * 110),
    ],
)
def test_what_is_fine_is_not_reported(problems, lines):
    assert problems(lines) == []


def test_what_a_card_lacks_is_told_at_its_first_line(read):
    findings = check(read("heat: 1\n"), today=TODAY)
    assert [(finding.line, finding.rule, finding.path) for finding in findings] == [
        (1, "missing", ("title",)),
        (1, "missing", ("publishedDateTime",)),
        (1, "missing", ("provider",)),
    ]


def test_related_stories_are_checked_too(problems):
    lines = "related:\n  - title: A\n    webUrl: www.a.example/x\n    images:\n      - url: /a.png\n        width: wide"
    assert [(line, rule) for line, rule, _ in problems(lines)] == [(4, "url"), (6, "picture-size"), (7, "type")]


def test_learning_has_lengths(problems):
    assert problems("length: 90 minutes", "_learning/videos/a.md") == [
        (2, "date", "`length` is not a length such as PT1H30M: “90 minutes”.")
    ]
    assert problems("length: PT90M\nratings: {count: 3, average: 4}", "_learning/videos/a.md") == []
    assert problems("ratings: {average: true}", "_learning/videos/a.md")[0][1] == "type"


def test_an_unknown_kind_of_card_needs_nothing(read):
    assert check(read("layout: page\n", "about.md"), today=TODAY) == ()


@pytest.mark.parametrize(
    ("data", "line", "text"),
    [
        (b"", 1, "Cannot be read: "),
        (b"---\ntitle: A\nheat: [\n---\n", None, "Cannot be read: "),
        (b"---\ntitle: \xff\n---\n", 2, "Cannot be read: this file is not UTF-8"),
    ],
)
def test_a_card_that_cannot_be_read_is_one_problem(schemas, data, line, text):
    (finding,) = check(read_card("_news/a.md", data, schemas), today=TODAY)
    assert (finding.rule, finding.severity, finding.path) == (UNREADABLE, Severity.ERROR, ())
    assert finding.text.startswith(text)
    assert finding.line >= 1
    assert line in (None, finding.line)


@pytest.mark.parametrize(
    ("lines", "mended"),
    [
        ('published: "false"', "published: false"),
        ("published: 'No'", "published: false"),
        ('published: "true"', "published: true"),
        ('published: "later"', "published: true"),
        ("published: 0", "published: true"),
        ("published:", "published: false"),
        ('heat: "3"', "heat: 3"),
        (
            'images: [{url: /a.png, width: 1, height: 2, isCached: "true"}]',
            "images: [{url: /a.png, width: 1, height: 2, isCached: true}]",
        ),
        ("title: yes", 'title: "yes"'),
        ("topics: [AI, Cloud, AI, AI]", "topics: [AI, Cloud]"),
        ("topics:\n  - AI\n  - AI", "topics:\n  - AI"),
    ],
)
def test_a_plain_problem_mends_itself(schemas, read, lines, mended):
    rest = "".join(line + "\n" for line in WHOLE.splitlines() if not lines.startswith(line.partition(":")[0] + ":"))
    card = read(f"{lines}\n{rest}")
    (finding,) = check(card, today=TODAY)
    fixed = apply_edits(card, finding.fix, schemas)
    assert fixed.text == f"---\n{mended}\n{rest}---\n"
    assert check(fixed, today=TODAY) == ()


def test_what_cannot_be_guessed_has_no_fix(read):
    for finding in check(read("heat: hot\nwebUrl: www\npublishedDateTime: soon\n"), today=TODAY):
        assert finding.fix == ()


def test_long_values_are_cut_in_sentences(problems):
    (_, _, sentence), *_ = problems("heat: %s" % ("x y " * 100))
    assert len(sentence) < 120
    assert "…" in sentence


def test_findings_come_in_the_order_of_the_file(read):
    findings = check(read("heat: hot\nwebUrl: www\ntype: poem\n"), today=TODAY)
    assert [finding.line for finding in findings] == sorted(finding.line for finding in findings)
    assert {finding.card for finding in findings} == {"_news/2024-05-01-library.md"}


def test_at_one_line_rules_come_in_the_order_of_their_table_and_pictures_in_that_of_the_card(read):
    line = (
        "{related: [{images: [{url: www}]}, {heat: 1}], provider: {images: [{url: /a.png}]}, "
        "images: [{url: /b.png, width: a}]}\n"
    )
    findings = check(read(line), today=TODAY)
    assert [(finding.line, finding.rule, finding.text.split("`")[1]) for finding in findings] == [
        (1, "missing", "title"),
        (1, "missing", "publishedDateTime"),
        (2, "missing", "related[0].title"),
        (2, "missing", "related[1].title"),
        (2, "missing", "provider.name"),
        (2, "type", "images[0].width"),
        (2, "url", "related[0].images[0].url"),
        (2, "picture-size", "images[0]"),
        (2, "picture-size", "provider.images[0]"),
        (2, "picture-size", "related[0].images[0]"),
    ]


def test_a_card_that_was_read_quickly_has_the_same_problems(schemas, story):
    """As long as there are none, or they are only counted, nobody needs to know a line."""

    def quick(yaml):
        values = Document.parse(f"---\n{yaml}---\n").value()
        assert isinstance(values, dict)
        return values

    wrong = story.text.replace("quality: 73", "quality: high").replace("https://lantern", "https:lantern")
    for text, rules in ((story.text, []), (wrong, ["type", "url", "url"])):
        card = read_card(story.id, text, schemas, quick=quick)
        assert count_problems(card, today=TODAY) == len(rules)
        assert "document" not in vars(card)
        findings = check(card, today=TODAY)
        assert [finding.rule for finding in findings] == rules
        assert findings == check(read_card(story.id, text, schemas), today=TODAY)
        assert ("document" in vars(card)) == bool(rules)


def test_problems_are_counted_without_their_lines(read, schemas):
    card = read('heat: hot\nheat: "3"\ntopics: [A, A]\npublished: "no"\n')
    assert count_problems(card, today=TODAY) == len(check(card, today=TODAY)) == 7
    assert count_problems(read_card("a.md", "no card", schemas)) == 1
    assert count_problems(read("publishedDateTime: 2024-05-01\n", "about.md")) == 0
    assert count_problems(read("publishedDateTime: 2034-05-01\n", "about.md"), today=TODAY) == 1


def test_today_is_the_day_of_the_clock_when_not_given(read):
    in_ten_days = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=10)
    in_ten_years = in_ten_days + datetime.timedelta(days=3652)
    for day, rules in ((in_ten_days, []), (in_ten_years, ["future"])):
        card = read(WHOLE.replace("2024-05-01T10:00:00Z", day.isoformat()))
        assert [finding.rule for finding in check(card)] == rules


def test_a_fix_of_one_field_is_one_edit(read):
    (finding,) = check(read('published: "false"\n' + WHOLE), today=TODAY)
    assert finding.fix == (SetValue(("published",), False),)


PIECES = (
    *(b"[", b"]", b"{", b":", b"\n", b" ", b"- ", b"&a ", b"*a", b"!!int ", b'"', b"'", b"|\n", b"\xff", b"null"),
    *(b"0x1F", b"1e999", b".nan", b"0001-01-01T00:00:00+10:00", b"9999-12-31", b"2024-02-30"),
    *(b"https://[", b"//", b"https://a:b", b"\xf0\x9f\x98\x80", b"\xed\xa0\x80"),
)


@settings(max_examples=200)
@given(st.data())
def test_whatever_a_file_holds_it_is_a_card_that_can_be_shown_and_checked(schemas, story, data):
    """One piece of a good story is overwritten by bytes that mean something to YAML, dates or links, or nothing."""
    whole = story.text.encode()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(start + 40, len(whole))))
    piece = b"".join(data.draw(st.lists(st.sampled_from(PIECES), max_size=4)))
    card = read_card(story.id, whole[:start] + piece + whole[end:], schemas)
    assert card.title
    assert isinstance(card.excerpt + card.provider + card.story_url + "".join(card.topics), str)
    assert card.date is None or card.date.tzinfo
    assert (card.error is None) == (card.document is not None)
    assert all(picture.url for picture in card.pictures)
    findings = check(card, today=TODAY)
    assert all(1 <= finding.line <= card.text.count("\n") + 1 for finding in findings)
    assert count_problems(card, today=TODAY) == len(findings)
    assert (card.error is not None) == any(finding.rule == UNREADABLE for finding in findings)


def test_a_reason_with_a_full_stop_gets_no_second(schemas):
    card = Card("a.md", "", schemas.for_card("a.md", {}), {}, Unreadable("a.md is a folder, not a card."))
    assert check(card)[0].text == "Cannot be read: a.md is a folder, not a card."
