import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.model.card.card import read_card
from editor.model.card.checks import count_problems
from editor.model.card.schema import Schemas
from editor.model.site.query import NO_MARKS, Marks, PieceKind, QueryError, parse_query, pieces
from editor.model.site.summary import Row, summarise
from tests.helpers.harbour_site import CAFE, FERRY, PLAIN
from tests.helpers.searches import matching

TEXTS = {"ferry": FERRY, "cafe": CAFE, "plain": PLAIN, "broken": "---\ntitle: [\n---\n"}


@pytest.fixture(scope="module")
def rows(schemas: Schemas) -> list[Row]:
    cards = [read_card(f"_news/{name}.md", text, schemas) for name, text in TEXTS.items()]
    return [summarise(card, count_problems(card)) for card in cards]


def found(rows: list[Row], text: str, marks: Marks | None = None) -> str:
    query = parse_query(text)
    chosen = matching(query, rows, marks or NO_MARKS)
    return " ".join(row.id.removeprefix("_news/").removesuffix(".md") for row in chosen)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", "ferry cafe plain broken"),
        ("   ", "ferry cafe plain broken"),
        ("ferry", "ferry"),
        ("FERR", "ferry"),
        ("café", "cafe"),
        ("cafe", "cafe"),
        ("CAFE\u0301", "cafe"),
        ("on the", "cafe"),
        ("the on", "cafe"),
        ('"the on"', ""),
        ('"on the"', "cafe"),
        ("“on the”", "cafe"),
        ("„on the“", "cafe"),
        ("gull", "cafe"),
        ("city", "ferry cafe"),
        ("nine lunch", ""),
        ("-city", "plain broken"),
        ("city -cafe", "ferry"),
        ('-"on the" city', "ferry"),
        ("ferry OR cafe", "ferry cafe"),
        ("ferry or cafe", ""),
        ("city (nine OR lunch)", "ferry cafe"),
        ("city nine OR plain", "ferry plain"),
        ("-(ferry OR cafe)", "plain broken"),
        ("(city)(nine)", "ferry"),
        ("((city))", "ferry cafe"),
        ("ORchard OR ferry", "ferry"),
        ('"OR"', "ferry cafe"),
        ('"OR" quay', "cafe"),
        ("- ferry", ""),
        ("-(- OR ferry)", "cafe plain broken"),
        ("--ferry", "ferry cafe plain broken"),
    ],
)
def test_words_phrases_groups_and_negation(rows: list[Row], text: str, names: str):
    assert found(rows, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("title:pier", "ferry"),
        ('title:"old pier"', "ferry"),
        ("excerpt:lunch", "cafe"),
        ("topic:city", "ferry cafe"),
        ("topics:ferr", "ferry"),
        ("topic:=ferr", ""),
        ("topic:=ferries", "ferry"),
        ('provider:="gull post"', "cafe"),
        ('provider:"=gull post"', ""),
        ("provider:gull", "cafe"),
        ("provider.domain:gullpost", "cafe"),
        ("PROVIDER.Domain:gullpost", "cafe"),
        ("related.provider.name:quay", "ferry"),
        ("related[0].provider.name:quay", "ferry"),
        ("related:quay", "ferry"),
        ("image:pictures.example", "ferry"),
        ("images[0].url:pictures.example", "ferry"),
        ("type:video", "cafe"),
        ("file:cafe.md", "cafe"),
        ("schema:=news", "ferry cafe plain broken"),
        ("heat:137", "ferry"),
        ("heat:13", ""),
        ("heat:>12", "ferry"),
        ("heat:>=12", "ferry cafe"),
        ("heat:10..20", "cafe"),
        ("heat:..200", "ferry cafe"),
        ("images.width:600", "ferry"),
        ("date:2024", "ferry"),
        ("date:2023-11", "cafe"),
        ("date:2023-11-20..2024-05-01", "ferry cafe"),
        ("publishedDateTime:2023-11-20", "cafe"),
        ("date:<2024", "cafe"),
        ("published:true", "ferry plain"),
        ("published:false", "cafe"),
        ("Published:FALSE", "cafe"),
        ("nothing:here", ""),
        ("-nothing:here", "ferry cafe plain broken"),
        ("secured:opaque", ""),
        ("has:image", "ferry"),
        ("has:topics", "ferry cafe"),
        ("no:topics", "plain broken"),
        ("no:date", "plain broken"),
        ("has:related", "ferry"),
        ("has:nothing", ""),
        ("has:problems -is:broken", "plain"),
        ('has:"provider.images"', "ferry"),
        ("is:published", "ferry plain"),
        ("is:unpublished", "cafe"),
        ("is:broken", "broken"),
        ("-is:Published", "cafe broken"),
        ("error:line", "broken"),
        (r"re:title:/^(ferry|boat) .* pier$/", "ferry"),
        (r"re:title:/on|plain/", "cafe plain"),
        (r"re:images.url:/\/ferry\.jpg$/", "ferry"),
        (r"re:heat:/^1.?\d$/", "ferry cafe"),
        (r"-re:title:/[()]/ city", "ferry cafe"),
        ("re:date:/x/", ""),
    ],
)
def test_fields(rows: list[Row], text: str, names: str):
    if text == "has:problems -is:broken":
        assert "plain" in found(rows, text)
    else:
        assert found(rows, text) == names


def test_what_only_the_window_knows_comes_as_marks(rows: list[Row]):
    marks = Marks(
        unsaved={"_news/cafe.md"}, changed={"_news/ferry.md"}, duplicate={"_news/plain.md"}, new={"_news/broken.md"}
    )
    assert found(rows, "is:unsaved", marks) == "cafe"
    assert found(rows, "is:changed", marks) == "ferry"
    assert found(rows, "is:duplicate", marks) == "plain"
    assert found(rows, "is:new OR is:unsaved", marks) == "cafe broken"
    assert found(rows, "is:unsaved is:unpublished", marks) == "cafe"
    assert found(rows, "is:unsaved") == ""


@pytest.mark.parametrize(
    "text", ["https://pictures.example/a", "10:30", "breaking: news", "ferry: returns", "a:", "title:(x)"]
)
def test_web_addresses_times_and_colons_before_a_blank_are_words_or_unfinished(rows: list[Row], text: str):
    if text in ("a:", "title:(x)"):
        with pytest.raises(QueryError, match="Write what to look for after"):
            parse_query(text)
    else:
        assert found(rows, text) == ""


@pytest.mark.parametrize(
    ("text", "position", "sentence"),
    [
        ("topic:", 6, "Write what to look for after topic: without a blank."),
        ('a topic:""', 8, "Write what to look for after topic: without a blank."),
        ("topic:=", 6, "Write what to look for after topic: without a blank."),
        ('say "hello', 4, 'This " is never closed.'),
        ('topic:"AI', 6, 'This " is never closed.'),
        ("(a OR b", 0, "This ( is never closed."),
        ("a )", 2, "This ) closes nothing."),
        ("()", 1, "Something to look for is missing here."),
        ("a OR", 4, "Something to look for is missing here."),
        ("OR a", 0, "Something to look for is missing here."),
        ("a OR OR b", 5, "Something to look for is missing here."),
        ("-(", 2, "Something to look for is missing here."),
        (
            "a is:green",
            5,
            "A card is never green; there is published, unpublished, broken, unsaved, changed, duplicate, new.",
        ),
        ("date:soon", 5, "soon is not a date; write one such as 2020, 2020-05 or 2020-05-19."),
        ("date:2020-13", 5, "2020-13 is not a date; write one such as 2020, 2020-05 or 2020-05-19."),
        ("date:1..2", 5, "1..2 is no stretch of time; write dates such as 2020-05-01..2020-05-19."),
        ("heat:>many", 5, "Write a number or a date such as 2020-05 after >."),
        ("re:title", 3, "Write a regular expression as re:title:/pattern/."),
        ("re:title:/open", 3, "Write a regular expression as re:title:/pattern/."),
        (
            "re:title:/(/",
            10,
            "This is not a regular expression: missing ), unterminated subpattern at position 0.",
        ),
        ("(" * 100, 50, "There are too many groups here."),
    ],
)
def test_a_mistake_is_a_sentence_with_its_place(text: str, position: int, sentence: str):
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    assert (str(caught.value), caught.value.position) == (sentence, position)


def test_a_quote_within_a_phrase_is_written_with_a_backslash(schemas: Schemas):
    row = summarise(read_card("a.md", "---\ntitle: 'The \"Gull\" \\ sails'\n---\n", schemas))
    assert matching(parse_query(r'"the \"gull\" \\"'), [row])


def test_the_search_keeps_what_was_typed():
    assert parse_query("“on the”").text == "“on the”"


@settings(deadline=None)
@given(st.text(st.sampled_from('ab é:"()-OR \\/.<>=19re*[is') | st.characters(), max_size=40))
def test_whatever_is_typed_is_a_search_or_a_mistake_with_its_place(rows: list[Row], text: str):
    query, mistake = None, None
    try:
        query = parse_query(text)
    except QueryError as error:
        mistake = error
    if mistake:
        assert 0 <= mistake.position <= len(text)
        assert str(mistake)
    else:
        assert query is not None
        assert all(row in rows for row in matching(query, rows))


def test_the_pieces_of_a_search_have_their_places():
    text = 'gulls -(topics:="Old \\„x\\“" OR re:title:/a b/)  is:New'
    found = pieces(text)
    assert [(piece.kind, text[piece.begin : piece.end]) for piece in found] == [
        (PieceKind.CONDITION, "gulls"),
        (PieceKind.NOT, "-"),
        (PieceKind.OPEN, "("),
        (PieceKind.CONDITION, 'topics:="Old \\„x\\“"'),
        (PieceKind.OR, "OR"),
        (PieceKind.CONDITION, "re:title:/a b/"),
        (PieceKind.CLOSE, ")"),
        (PieceKind.CONDITION, "is:New"),
    ]
    conditions = [(piece.field, piece.sign, piece.value) for piece in found if piece.kind is PieceKind.CONDITION]
    assert conditions == [("", "", "gulls"), ("topics", "=", "Old „x“"), ("title", "/", "a b"), ("is", "", "New")]
    assert pieces(" ") == ()


def test_quotes_of_any_shape_stand_in_a_phrase_behind_a_backslash(rows: list[Row]):
    assert found(rows, 'title:"x \\„ferry\\“"') == ""
    assert pieces('"\\“a\\”"')[0].value == "“a”"
