import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from editor.model.card.card import read_card
from editor.model.card.checks import count_problems
from editor.model.card.schema import Schemas
from editor.model.site.query import NO_MARKS, Marks, PieceKind, Query, QueryError, parse_query, pieces
from editor.model.site.summary import Row, summarise
from tests.helpers.harbour_site import CAFE, FERRY, PLAIN
from tests.helpers.searches import matching

TEXTS = {"ferry": FERRY, "cafe": CAFE, "plain": PLAIN, "broken": "---\ntitle: [\n---\n"}

FINISHED = (
    *("ferry", '"on the"', "-city", "(nine OR lunch)", "-(a -b)", "OR9", "10:30", "https://a.example/b_(c)"),
    *("topic:AI", 'topic:="AI Builder"', "-title:x", "is:unpublished", "has:images", "no:topics", "published:false"),
    *("heat:>=-5.5", "heat:10..20", "date:2020-05-01..2020-05-19", "date:<2020-1", "date:>=2019-12-31T10:30"),
    *(r're:title:/^(a|the) "x\/y" [)(]{2}/', "x: y"),
)
_VALUES = [
    "a",
    "ab",
    "b",
    "t",
    "1",
    "12",
    "true",
    "2020",
    "2020-05",
    "2020-1",
    "2020-10",
    "1..",
    "..12",
    "1..12",
    "1..5",
    ">1",
    ">=2020-05",
    "<2021",
]
_FIELDS = ("v", "V", "w", "title", "topic", "topics", "date")
CONDITIONS = (
    *("a", "ab", "abc", "b", '"a b"', "is:new", "is:changed", "is:published", "is:unpublished"),
    *("has:v", "no:v", "has:w", "no:topics", "re:v:/a/", "re:title:/b/", "https://a.b", "https://a.b/c"),
    *(f"{field}:{sign}{value}" for field in _FIELDS for sign in ("", "=") for value in _VALUES),
)
MARKS = Marks(unsaved={"0"}, changed={"1", "2"}, new={"0", "3"})
QUERIES = st.recursive(
    st.sampled_from(CONDITIONS),
    lambda parts: st.one_of(
        st.builds("-({})".format, parts),
        st.builds("({}) ({})".format, parts, parts),
        st.builds("({}) OR ({})".format, parts, parts),
    ),
    max_leaves=4,
)


@pytest.fixture(scope="module")
def made_up(schemas: Schemas) -> list[Row]:
    """Every kind of value that the searches above may tell apart."""
    values = [
        "a",
        "ab",
        "b",
        "'1'",
        "1",
        "12",
        "true",
        "'true'",
        "2020-05-03",
        "'2020'",
        "''",
        "[a, 12]",
        "{x: ab}",
        "null",
    ]
    tops = (
        "",
        "w: a",
        "v: 1",
        "V: ab",
        "topics: [a b, ab]",
        "published: false",
        "date: 2020-10-01",
        "webUrl: http://a.b/c",
    )
    texts = [
        f"---\ntitle: {title}\n{top}\nV: {value}\n---\n" for title in ("a", "ab b") for top in tops for value in values
    ]
    texts += [text.replace("\nV: ", "\nv: ") for text in texts]
    return [summarise(read_card(str(number % 5), text, schemas)) for number, text in enumerate(texts)]


@pytest.fixture(scope="module")
def rows(schemas: Schemas) -> list[Row]:
    cards = [read_card(f"_news/{name}.md", text, schemas) for name, text in TEXTS.items()]
    return [summarise(card, count_problems(card)) for card in cards]


def found(rows: list[Row], text: str, marks: Marks | None = None) -> str:
    query = parse_query(text)
    chosen = matching(query, rows, marks or NO_MARKS)
    return " ".join(row.id.removeprefix("_news/").removesuffix(".md") for row in chosen)


def mistake_in(text: str, *, typing: bool = False) -> QueryError | None:
    try:
        parse_query(text, typing=typing)
    except QueryError as error:
        return error
    return None


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
        ("published:yes", "ferry plain"),
        ("published:maybe", ""),
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
    marks = Marks(unsaved={"_news/cafe.md"}, changed={"_news/ferry.md"}, new={"_news/broken.md"})
    assert found(rows, "is:unsaved", marks) == "cafe"
    assert found(rows, "is:changed", marks) == "ferry"
    assert found(rows, "is:new OR is:unsaved", marks) == "cafe broken"
    assert found(rows, "is:unsaved is:unpublished", marks) == "cafe"
    assert found(rows, "is:unsaved") == ""


@pytest.mark.parametrize("text", ["10:30", "breaking: news", "ferry: returns", "AI:the", "Bräcke:", "x: "])
def test_times_and_colons_before_a_blank_are_words(rows: list[Row], text: str):
    if text == "Bräcke:":
        with pytest.raises(QueryError, match="Write what to look for after Bräcke:"):
            parse_query(text)
    else:
        assert found(rows, text) == ""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("https://pictures.example/ferry.jpg", "ferry"),
        ("http://pictures.example/ferry.jpg/", "ferry"),
        ("HTTPS://Pictures.example", "ferry"),
        ("(https://pictures.example OR cafe)", "ferry cafe"),
        ("(cafe OR https://pictures.example)", "ferry cafe"),
        ("-https://pictures.example city", "cafe"),
        ("https://pictures.example/boat_(white)", ""),
        ('"https://pictures.example"', ""),
        ("https:// ", ""),
    ],
)
def test_a_web_address_finds_the_card_that_has_it(rows: list[Row], text: str, names: str):
    assert found(rows, text) == names


NO_DATE = "is not a date; write one such as 2020, 2020-05 or 2020-05-19."
STATES = "published, unpublished, broken, unsaved, changed, duplicate, new"


@pytest.mark.parametrize(
    ("text", "position", "sentence"),
    [
        ('a topic:"" b', 8, "Write what to look for after topic: without a blank."),
        ("topic:= b", 6, "Write what to look for after topic: without a blank."),
        ("topic: AI", 6, "Write what to look for after topic: without a blank."),
        ("Is: new", 3, "Write what to look for after Is: without a blank."),
        ("(topic:)", 7, "Write what to look for after topic: without a blank."),
        ("topic:(a OR b)", 6, "Write topic: before each value, as in (topic:one OR topic:two)."),
        ("a )", 2, "This ) closes nothing."),
        ("()", 1, "Something to look for is missing here."),
        ("OR a", 0, "Something to look for is missing here."),
        ("a OR OR b", 5, "Something to look for is missing here."),
        ("(a OR )", 6, "Something to look for is missing here."),
        ("a is:green", 5, f"A card is never green; there is {STATES}."),
        ("is:pub a", 3, f"A card is never pub; there is {STATES}."),
        ("date:soon", 5, f"soon {NO_DATE}"),
        ("date:2020-13", 5, f"2020-13 {NO_DATE}"),
        ("date:20 a", 5, f"20 {NO_DATE}"),
        ("date:1..2 a", 5, "1..2 is no stretch of time; write dates such as 2020-05-01..2020-05-19."),
        ("heat:>many", 5, "Write a number or a date such as 2020-05 after >."),
        ("heat:> 5", 5, "Write a number or a date such as 2020-05 after >."),
        ("re:title x", 3, "Write a regular expression as re:title:/pattern/."),
        ("re: /x/", 3, "Write a regular expression as re:title:/pattern/."),
        ("re:title:/old (/", 14, "This is not a regular expression: missing ), unterminated subpattern."),
        ("re:title:/(a+)+/", 13, "A group that repeats cannot have * + ? { or | in it: that may take very long."),
        ("(" * 100, 50, "There are too many groups here."),
    ],
)
def test_a_mistake_is_a_sentence_with_its_place(text: str, position: int, sentence: str):
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    assert (str(caught.value), caught.value.position) == (sentence, position)
    assert not caught.value.is_unfinished


@pytest.mark.parametrize(
    ("text", "position", "sentence"),
    [
        ("topic:", 6, "Write what to look for after topic: without a blank."),
        ("topic: ", 6, "Write what to look for after topic: without a blank."),
        ("topic:=", 6, "Write what to look for after topic: without a blank."),
        ('topic:"', 6, 'This " is never closed.'),
        ("re:", 3, "Write a regular expression as re:title:/pattern/."),
        ("re:ti", 3, "Write a regular expression as re:title:/pattern/."),
        ("re:title", 3, "Write a regular expression as re:title:/pattern/."),
        ("re:title:", 3, "Write a regular expression as re:title:/pattern/."),
        ("re:title:/", 3, "Write a regular expression as re:title:/pattern/."),
        (r"re:title:/(open \\x", 3, "Write a regular expression as re:title:/pattern/."),
        ("ferry -", 6, "Write what to leave out after -, without a blank."),
        ("--", 0, "Write what to leave out after -, without a blank."),
        ("(", 1, "Something to look for is missing here."),
        ("-(", 2, "Something to look for is missing here."),
        ("a OR", 4, "Something to look for is missing here."),
        ("a OR ", 5, "Something to look for is missing here."),
        ("OR", 0, "Something to look for is missing here."),
        ("a OR OR", 5, "Something to look for is missing here."),
        ("-is:unp", 4, f"A card is never unp; there is {STATES}."),
        ("date:2", 5, f"2 {NO_DATE}"),
        ("date:2020-", 5, f"2020- {NO_DATE}"),
        ("date:2020-0", 5, f"2020-0 {NO_DATE}"),
        ("date:2020-05-0", 5, f"2020-05-0 {NO_DATE}"),
        ("date:2020-05.", 5, f"2020-05. {NO_DATE}"),
        ("date:2020-05..2", 5, f"2020-05..2 {NO_DATE}"),
        ("date:..", 5, f".. {NO_DATE}"),
        ("date:2020-05-19T1", 5, f"2020-05-19T1 {NO_DATE}"),
        ("heat:>", 5, "Write a number or a date such as 2020-05 after >."),
        ("heat:<=-", 5, "Write a number or a date such as 2020-05 after <=."),
        ("date:>=2020-", 5, "Write a number or a date such as 2020-05 after >=."),
        ("published:fal", 10, "Write published:true or published:false."),
    ],
)
def test_what_is_typed_half_way_is_no_mistake_yet(text: str, position: int, sentence: str):
    mistake = mistake_in(text)
    assert mistake is not None
    assert (str(mistake), mistake.position, mistake.is_unfinished) == (sentence, position, True)
    while_typing = parse_query(text, typing=True).unfinished
    assert text == 'topic:"' or (str(while_typing), getattr(while_typing, "position", None)) == (sentence, position)


@pytest.mark.parametrize(
    ("typed", "finished"),
    [
        ('"on th', '"on th"'),
        ('topic:"Ferr', 'topic:"Ferr"'),
        ("(cafe OR ferry", "(cafe OR ferry)"),
        ('(-cafe ("old p', '(-cafe ("old p"))'),
        ('"on the\\', '"on the"'),
    ],
)
def test_while_typing_what_is_open_at_the_end_counts_as_closed(rows: list[Row], typed: str, finished: str):
    assert found(rows, finished) != ""
    assert matching(parse_query(typed, typing=True), rows) == matching(parse_query(finished), rows)
    assert parse_query(typed, typing=True).unfinished is None
    with pytest.raises(QueryError, match="is never closed") as caught:
        parse_query(typed)
    assert caught.value.is_unfinished


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("city topic:", "city"),
        ("city -topic:", "city"),
        ("city -(cafe topic:", "city -(cafe)"),
        ("cafe OR", "cafe"),
        ("city cafe OR ", "city cafe"),
        ("ferry OR date:202", "ferry"),
        ("city (cafe OR -", "city (cafe)"),
        ("city -(", "city"),
        ("city is:unp", "city"),
        ("(ferry OR (", "ferry"),
        ("city OR", "city"),
        ('city topic:"', "city"),
        ("-", ""),
        ("OR", ""),
        ("re:title:/(ci", ""),
    ],
)
def test_while_typing_a_last_condition_that_is_not_finished_is_left_out(rows: list[Row], typed: str, left: str):
    query = parse_query(typed, typing=True)
    assert query.unfinished is not None
    assert matching(query, rows) == matching(parse_query(left), rows)
    assert query.needles() == parse_query(left).needles()


@pytest.mark.parametrize("typed", ["(a))", 'a ) "b', "(topic: x", "(a OR date:soon"])
def test_typing_excuses_no_mistakes(typed: str):
    with pytest.raises(QueryError) as caught:
        parse_query(typed, typing=True)
    assert not caught.value.is_unfinished


def test_a_quote_within_a_phrase_is_written_with_a_backslash(schemas: Schemas):
    row = summarise(read_card("a.md", "---\ntitle: 'The \"Gull\" \\ sails'\n---\n", schemas))
    assert matching(parse_query(r'"the \"gull\" \\"'), [row])


def test_the_search_keeps_what_was_typed():
    assert parse_query("“on the”").text == "“on the”"


@pytest.mark.parametrize("blank", " \t\n\u00a0\x1f")
def test_a_dash_before_any_blank_is_a_word(rows: list[Row], blank: str):
    assert matching(parse_query(f"-{blank}ferry"), rows) == matching(parse_query("- ferry"), rows)


@settings(deadline=None)
@given(st.text(st.sampled_from('ab é:"()-OR \\/.<>=19re*[is') | st.characters(), max_size=40))
def test_whatever_is_typed_is_a_search_or_a_mistake_with_its_place(rows: list[Row], text: str):
    mistake = mistake_in(text)
    if mistake:
        assert 0 <= mistake.position <= len(text)
        assert str(mistake)
    else:
        query = parse_query(text)
        assert all(row in rows for row in matching(query, rows))


@settings(deadline=None)
@given(st.lists(st.sampled_from(FINISHED), min_size=1, max_size=5).map(" ".join), st.integers(0, 60))
def test_no_search_is_a_mistake_while_it_is_typed(text: str, length: int):
    """Every beginning of a search that is fine is fine, or not finished yet."""
    assert parse_query(text).unfinished is None
    parse_query(text[:length], typing=True)


def finds(query: Query, rows: list[Row]) -> set[int]:
    return set(map(id, matching(query, rows, MARKS)))


def test_no_condition_refines_one_that_does_not_find_all_of_its_cards(made_up: list[Row]):
    """Each of a few hundred conditions beside each."""
    queries = [parse_query(text) for text in CONDITIONS if not mistake_in(text)]
    queries += [parse_query(f"-{query.text}") for query in queries[::3]]
    found = [finds(query, made_up) for query in queries]
    wrong = [
        (narrow.text, wide.text)
        for narrow, of_narrow in zip(queries, found, strict=True)
        for wide, of_wide in zip(queries, found, strict=True)
        if not of_narrow <= of_wide and narrow.refines(wide)
    ]
    assert wrong == []


@settings(deadline=None)
@given(QUERIES, QUERIES)
def test_a_search_refines_another_only_when_it_finds_nothing_more(made_up: list[Row], one: str, other: str):
    assume(not mistake_in(one) and not mistake_in(other))
    narrow, wide = parse_query(one), parse_query(other)
    if narrow.refines(wide):
        assert finds(narrow, made_up) <= finds(wide, made_up)
    assert narrow.refines(narrow)
    both = parse_query(f"({one}) ({other})")
    assert both.refines(narrow)
    assert both.refines(wide)
    either = parse_query(f"({one}) OR ({other})")
    assert narrow.refines(either)
    assert wide.refines(either)


@pytest.mark.parametrize(
    ("typed_on", "before"),
    [
        ("micr", "mic"),
        ("mic", ""),
        ("mic is:new", "mic"),
        ("mic topic:cloud", "mic topic:clo"),
        ("mic -x", "mic"),
        ("title:ferry", "title:fer"),
        ('topic:"AI B"', 'topic:"AI"'),
        ("topic:=ai", "topic:ai"),
        ("(a OR bc) d", "(a OR b)"),
        ("heat:>60", "heat:>50"),
        ("date:2020-05", "date:2020"),
        ("date:2020-05-01..2020-05-19", "date:2020-05-01.."),
        ("https://a.example/b", "https://a.example"),
        ("-a", "-ab"),
    ],
)
def test_typing_on_refines(typed_on: str, before: str):
    assert parse_query(typed_on).refines(parse_query(before))


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("mic", "micr"),
        ("-micr", "-mic"),
        ("heat:13", "heat:1"),
        ("topic:on2", "topic:=on"),
        ("Heat:1", "heat:1"),
        ("topic:a", "title:a"),
        ("a OR b", "a"),
        ("is:new", "is:unsaved"),
        ("heat:true", "heat:t"),
        ("x:2020-05", "x:2020-0"),
    ],
)
def test_what_may_find_more_does_not_refine(narrow: str, wide: str):
    assert not parse_query(narrow).refines(parse_query(wide))


def test_what_was_asked_for_is_marked_and_what_was_left_out_is_not():
    needles = parse_query('Caf\u00e9 -gull (title:"old Pier" OR topic:City) heat:5 -(a b) is:new').needles()
    assert needles.of("excerpt") == ("cafe",)
    assert needles.of("title") == ("cafe", "old pier")
    assert needles.of("topics") == ("cafe", "city")


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
