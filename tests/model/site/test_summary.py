import datetime
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.model.card.card import Card, Publishing, read_card
from editor.model.card.checks import check
from editor.model.card.schema import Schemas
from editor.model.site.summary import EXCERPT, Row, fold, summarise
from tests.helpers.harbour_site import CAFE, FERRY, PLAIN


def row(text: str | bytes, schemas: Schemas, card_id: str = "_news/a.md") -> Row:
    return summarise(read_card(card_id, text, schemas))


def test_a_row_has_what_the_list_shows(schemas: Schemas):
    ferry = row(FERRY, schemas)
    assert ferry.id == "_news/a.md"
    assert ferry.title == "Ferry returns to the old pier"
    assert ferry.excerpt == "After nine years the morning boat is back."
    assert ferry.date == datetime.datetime(2024, 5, 1, 6, 30, tzinfo=datetime.UTC)
    assert ferry.publishing is Publishing.PUBLISHED
    assert ferry.provider == "Harbour Times"
    assert ferry.topics == ("Ferries", "City")
    assert ferry.type == "article"
    assert ferry.picture == "https://pictures.example/ferry.jpg"
    assert ferry.provider_picture == "https://harbourtimes.example/daily/assets/images/harbour.png"
    assert ferry.schema == "news"
    assert (ferry.error, ferry.problems) == ("", 0)


def test_a_card_with_little_has_an_empty_row(schemas: Schemas):
    plain = row(PLAIN, schemas)
    assert (plain.title, plain.excerpt, plain.date, plain.provider, plain.topics) == ("Plain note", "", None, "", ())
    assert (plain.type, plain.picture, plain.provider_picture) == ("", "", "")


def test_a_broken_card_has_a_row_with_its_reason(schemas: Schemas):
    for text in (b"---\ntitle: [\n---\n", b"---\ntitle: a\n", b"", b"---\ntitle: Caf\xe9\n---\n", b"- a\n"):
        broken = row(text, schemas, "_news/2024-05-01-night-boat.md")
        assert broken.error
        assert broken.title == "Night boat"
        assert broken.values == {EXCERPT: ("",)}
        assert not broken.is_published
        assert not broken.is_unpublished


@pytest.mark.parametrize(
    ("published", "is_published"),
    [("published: true", True), ("published: false", False), ("published:", False), ("heat: 1", True)],
)
def test_every_other_card_is_either_published_or_not(schemas: Schemas, published: str, is_published: bool):
    found = row(f"---\ntitle: a\n{published}\n---\n", schemas)
    assert found.is_published is is_published
    assert found.is_unpublished is not is_published


def test_findings_are_counted(schemas: Schemas):
    card: Card = read_card("_news/a.md", '---\ntitle: a\npublished: "false"\n---\n', schemas)
    findings = check(card)
    assert findings
    assert summarise(card, len(findings)).problems == len(findings)


def test_values_are_flat_and_without_what_is_locked_or_shown_elsewhere(schemas: Schemas):
    values = row(FERRY, schemas).values
    assert values["heat"] == (137,)
    assert values["published"] == (True,)
    assert values["publishedDateTime"] == ("2024-05-01T06:30:00Z",)
    assert values["topics"] == ("Ferries", "City")
    assert values["provider.images.width"] == (50,)
    assert values["related.provider.name"] == ("Gull Post", "Quay Weekly")
    assert not {"title", "excerpt", "secured"} & values.keys()
    assert values["related.title"] == ("Pier reopens", "Boat timetable")


def test_dates_become_text_in_utc_and_empty_values_stay(schemas: Schemas):
    values = row(
        "---\nday: 2024-05-01\nzone: 2024-05-01T01:00:00+02:00\nnaive: 2024-05-01 01:00:00\n"
        "edge: 0001-01-01T00:00:00+02:00\nnothing:\nempty: []\nhalf: 0.5\n---\n",
        schemas,
    ).values
    assert values == {
        EXCERPT: ("",),
        "day": ("2024-05-01",),
        "zone": ("2024-04-30T23:00:00Z",),
        "naive": ("2024-05-01T01:00:00Z",),
        "edge": ("0001-01-01T00:00:00+02:00",),
        "nothing": (None,),
        "half": (0.5,),
    }


def test_search_is_title_excerpt_provider_and_topics_folded(schemas: Schemas):
    cafe = row(CAFE, schemas)
    assert cafe.text == "cafe on the quay hides its menu\nnobody knows what is for lunch.\ngull post\ncity"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CAFÉ", "cafe"),
        ("Straße", "STRASSE"),
        ("what’s “new” – here", 'What\'s "new" - here'),
        ("ＷＩＤＥ", "wide"),
        ("Ærø", "ærø"),
        ("no\u00a0break", "no break"),
        ("ﬁne", "fine"),
        ("Ⅷ", "viii"),
    ],
)
def test_case_accents_and_typographic_marks_do_not_matter(one: str, other: str):
    assert fold(one) == fold(other)


def test_scripts_without_case_stay_as_they_are():
    assert fold("新聞") == "新聞"
    assert fold("Новости") == "новости"


@given(st.text(st.sampled_from("aBéßﬁΣ’—︱Ⱥ한\u0301") | st.characters()))
def test_folding_is_what_unicode_says_of_the_whole_text(text: str):
    plain = text.casefold().translate(str.maketrans("’‘“”–—\u00a0", "''\"\"-- "))
    bare = (letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    assert fold(text) == "".join(bare).casefold()
