"""Changes of a search's text, by the text that comes out and by the cards that it finds."""

from dataclasses import replace
from itertools import compress, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.model.card.card import read_card
from editor.model.card.schema import Schemas, load_schemas
from editor.model.site.query import QueryError, parse_query
from editor.model.site.query_edits import Mark, added, asking, excluded, has, leaves_out, marks, removed
from editor.model.site.summary import Row, summarise
from tests.helpers.searches import matching

A, B, C = 'topic:="A a"', 'topic:="B"', 'topic:="C"'


@pytest.mark.parametrize(
    ("text", "condition", "result"),
    [
        ("", A, A),
        ("  ", A, A),
        (A, B, f"({A} OR {B})"),
        (f"({A} OR {B})", C, f"({A} OR {B} OR {C})"),
        (f"{A} OR {B}", C, f"{A} OR {B} OR {C}"),
        (A, "is:new", f"{A} is:new"),
        (f"ferry  {A} is:new", B, f"ferry  ({A} OR {B}) is:new"),
        ("ferry ", "is:new", "ferry is:new"),
        ("ferry OR maps", "is:unsaved", "(ferry OR maps) is:unsaved"),
        ("(ferry OR maps)", "is:unsaved", "(ferry OR maps) is:unsaved"),
        ("is:published", "is:unpublished", "(is:published OR is:unpublished)"),
        ("published:false", "is:published", "(published:false OR is:published)"),
        ("is:unpublished", "is:new", "is:unpublished is:new"),
        ("is:new", "has:problems", "is:new has:problems"),
        ("date:2020-05", "date:2020-04", "(date:2020-05 OR date:2020-04)"),
        ("topics:a", B, f"(topics:a OR {B})"),
        (f"-{A} ferry", A, f"ferry {A}"),
        (f"-{A}", A, A),
        (f"-{A} -{B}", C, f"-{A} -{B} {C}"),
        (f"({A} OR ferry)", B, f"({A} OR ferry) {B}"),
        (f"x{A}", B, f"x{A} {B}"),
        (f"(x){A}(y)", B, f"(x) ({A} OR {B}) (y)"),
        (f'"x"{A}', B, f'"x" ({A} OR {B})'),
        ("ferry", "one OR two", "ferry (one OR two)"),
        ("ferry", "one two", "ferry (one two)"),
        ("ferry", "(one) two", "ferry ((one) two)"),
        (A, f"{B} OR {C}", f"{A} ({B} OR {C})"),
        ("title:", A, A),
        ("(ferry", A, A),
    ],
)
def test_a_condition_is_added(text: str, condition: str, result: str):
    assert added(text, condition) == result
    assert has(result, condition)
    assert added(result, condition) == result


@pytest.mark.parametrize(
    ("text", "condition", "result"),
    [
        ("", A, f"-{A}"),
        ("ferry", A, f"ferry -{A}"),
        ("ferry OR maps", A, f"(ferry OR maps) -{A}"),
        (A, A, f"-{A}"),
        (f"({A} OR {B}) is:new", A, f"{B} is:new -{A}"),
        (f"-{B}", A, f"-{B} -{A}"),
        ("ferry", "one two", "ferry -(one two)"),
        ("ferry", "-one", "ferry -(-one)"),
        ('"ferry', A, f"-{A}"),
    ],
)
def test_a_condition_is_left_out(text: str, condition: str, result: str):
    assert excluded(text, condition) == result
    assert leaves_out(result, condition)
    assert not has(result, condition)
    assert excluded(result, condition) == result


@pytest.mark.parametrize(
    ("text", "condition", "result"),
    [
        (A, A, ""),
        (f"-{A}", A, ""),
        (f"ferry {A}  is:new", A, "ferry  is:new"),
        (f"{A}  is:new", A, "is:new"),
        (f"is:new  {A} ", A, "is:new "),
        (f"({A} OR {B}) is:new", A, f"{B} is:new"),
        (f"({A} OR {B} OR {C})", B, f"({A} OR {C})"),
        (f"{A} OR {B}", A, B),
        (f"{A} OR {B} OR {C}", C, f"{A} OR {B}"),
        (f"{A} {B} {A}", A, B),
        (f"x({A} OR y)z", A, "x y z"),
        (f'"x"{A}"y"', A, '"x" "y"'),
        (f"(x){A}y", A, "(x) y"),
        ("published:true x", "is:published", "x"),
        ('topics:=B "x"', B, '"x"'),
        ("one two", "two one", ""),
        ("x (one two)", "one two", "x"),
        ("x -(one two)", "one two", "x"),
        ("ferry", A, "ferry"),
        ("(ferry", A, "(ferry"),
    ],
)
def test_a_condition_is_taken_away(text: str, condition: str, result: str):
    assert removed(text, condition) == result


def test_marks_tell_what_is_asked_what_is_left_out_and_which_values_it_names():
    said = marks(f'({A} OR topics:=b) -is:new "gulls" provider:x')
    assert [said.of(each) for each in (A, B, "is:new", "gulls")] == [Mark.ASKED, Mark.ASKED, Mark.LEFT_OUT, Mark.ASKED]
    assert said.of(C) is None
    assert said.values == {"topic": {"a a", "b"}, "is": {"new"}, "provider": {"x"}}
    assert marks("").of("") is Mark.ASKED
    assert marks("ferry").of("") is None
    assert marks("(").of("") is None
    assert marks("x").of("(") is None


def test_an_equal_search_is_asked_whatever_its_order_and_spelling():
    assert has("is:new topic:=Gulls", 'topics:="GULLS" is:new')
    assert has("one OR two", "two OR one")
    assert not has("one OR two", "one two")
    assert not has("topic:gulls", 'topic:="gulls"')


@pytest.mark.parametrize("name", ["A", 'Maps "old" \\ new', "“Old” maps", "„Alte“ Karten", "«»", "x OR y)", "a  b"])
def test_what_is_asked_by_a_name_finds_just_the_cards_of_that_name(name: str, schemas: Schemas):
    wanted, other = row(schemas, (name,), "Post"), row(schemas, (name[:1] + "-",), "Post")
    query = parse_query(asking("topic", name))
    assert matching(query, [wanted])
    assert not matching(query, [other])


def test_a_month_is_asked_by_its_number():
    assert asking("date", "2020-05") == "date:2020-05"


# --- by what is found ---------------------------------------------------------------------------------------------

TOPICS, PROVIDERS = ("A", "B b", 'C"'), ("Post", "Mail (old)")


def row(schemas: Schemas, topics: tuple[str, ...], provider: str) -> Row:
    listed = "".join(f"\n  - '{topic}'" for topic in topics) or " []"
    text = f"---\ntitle: gulls and {' '.join(topics)}\ntopics:{listed}\nprovider:\n  name: {provider}\n---\n"
    card = read_card("_news/x.md", text, schemas)
    return summarise(card)


COMBINED = product(product((False, True), repeat=3), PROVIDERS)
ROWS = [
    replace(row(load_schemas(), tuple(compress(TOPICS, chosen)), provider), id=str(at))
    for at, (chosen, provider) in enumerate(COMBINED)
]
CONDITIONS = [*(asking("topic", name) for name in TOPICS), *(asking("provider", name) for name in PROVIDERS)]


def field(condition: str) -> str:
    return condition.partition(":")[0]


def found(text: str) -> set[int]:
    query = parse_query(text)
    return {int(each.id) for each in matching(query, ROWS)}


@st.composite
def searches(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Words, conditions of a field joined by OR, and negated ones: as texts, and the blanks between them."""
    parts = draw(
        st.lists(st.sampled_from(["gulls", '"and A"', "-nothing", "(gulls OR a)", "re:title:/a b/"]), max_size=3)
    )
    for name in draw(st.sets(st.sampled_from(["topic", "provider"]))):
        asked = draw(
            st.lists(st.sampled_from([each for each in CONDITIONS if field(each) == name]), min_size=1, unique=True)
        )
        parts.insert(draw(st.integers(0, len(parts))), asked[0] if len(asked) == 1 else f"({' OR '.join(asked)})")
    return parts, draw(st.lists(st.sampled_from([" ", "  ", "\t"]), min_size=len(parts), max_size=len(parts)))


@settings(deadline=None)
@given(searches(), st.sampled_from(CONDITIONS))
def test_added_finds_more_of_the_same_field_and_narrows_by_another(made: tuple[list[str], list[str]], condition: str):
    parts, blanks = made
    text = "".join(part + blank for part, blank in zip(parts, blanks, strict=True))
    same = [part for part in parts if field(part.lstrip("(")) == field(condition)]
    others = [part for part in parts if part not in same]
    all_others = set.intersection(set(range(len(ROWS))), *map(found, others))
    wanted = all_others & set.union(found(condition), *map(found, same))
    result = added(text, condition)
    assert found(result) == wanted
    place = 0
    for part in others:  # byte for byte, in their order
        place = result.index(part, place) + len(part)
    assert found(excluded(text, condition)) == found(removed(text, condition)) - found(condition)
    if not any(condition in part for part in same):
        assert removed(text, condition) == text


WILD = st.lists(
    st.sampled_from(
        [*CONDITIONS, *(f"-{each}" for each in CONDITIONS), "(", ")", "OR", "-", '"', " ", "x", "y:", "“z”"]
    )
).map("".join)


@settings(deadline=None)
@given(WILD, st.sampled_from([*CONDITIONS, "x", "x y", "x OR y", "-x", "(x y)"]))
def test_whatever_was_typed_the_result_is_a_search_that_says_what_was_asked(text: str, condition: str):
    more, less, neither = added(text, condition), excluded(text, condition), removed(text, condition)
    assert parse_query(more)
    assert has(more, condition)
    assert parse_query(less)
    assert leaves_out(less, condition)
    try:
        before = found(text)
    except QueryError:
        assert (more, neither) == (condition, text)
    else:
        assert not has(neither, condition)
        assert not leaves_out(neither, condition)
        assert found(less) == found(neither) - found(condition)
        if has(text, condition):
            assert found(more) == before
