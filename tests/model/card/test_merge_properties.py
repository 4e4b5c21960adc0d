"""What holds for every merge of made-up cards, changed at random on both sides."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from editor.model.card.card import Card, read_card
from editor.model.card.diff import equal_values
from editor.model.card.merge import ABSENT, Clash, ClashKind, Merge, Place, Side, conflict_text, merge_cards
from editor.model.card.schema import load_schemas
from editor.model.site.sample.cards import Desk
from editor.model.site.sample.stories import Newsroom
from editor.model.site.sample.world import load_world
from editor.model.text.document import Document
from editor.model.text.errors import EditRefused
from tests.helpers.yaml_made_up import BOUNDED, all_paths, made_up_cards, texts, values
from tests.model.card.conftest import STORY

SCHEMAS = load_schemas()
RULED = ("heat", "quality", "secured", "ratings")
"""Keys whose incoming value wins, wherever they are."""


@cache
def sample_texts() -> tuple[str, ...]:
    desk = Desk(Newsroom(load_world(), cards=60, seed=7), seed=7)
    body = "\nFirst paragraph.\n\nSecond paragraph.\n\n- one\n- two\n"
    news = [desk.news(number).text for number in range(40)]
    return (STORY, STORY + body, *news, *(desk.course(n).text + body for n in range(3)), desk.sample(1).text)


def read(text: str) -> Card:
    return read_card("_news/card.md", text, SCHEMAS)


def merge(base: Card | None, mine: Card, theirs: Card, decided: dict[Place, Side] | None = None) -> Merge:
    return merge_cards(base, mine, theirs, SCHEMAS, decided or {})


@st.composite
def changed(draw: Any, text: str) -> str:
    """The text after some edits: of values as the editor makes them, of lines as people do."""
    for _ in range(draw(st.integers(0, 4))):
        text = draw(edited(text)) if draw(st.integers(0, 5)) else draw(typed(text))
    if draw(st.integers(0, 15)) == 0:
        text = text.replace("\r\n", "\n").replace("\n", draw(st.sampled_from(("\n", "\r\n"))))
    return text


@st.composite
def edited(draw: Any, text: str) -> str:
    card = read(text)
    if card.document is None:
        return text
    try:
        return draw(edits(card.document)).text
    except EditRefused:
        return text


@st.composite
def edits(draw: Any, document: Document) -> Document:
    path = draw(st.sampled_from(all_paths(document.value())))
    value, old = draw(values()), document.get(path)
    match draw(st.sampled_from(("set", "set", "same kind", "add", "insert", "remove", "move", "body"))):
        case "set" if path:
            return document.set(path, value)
        case "same kind" if isinstance(old, str):
            return document.set(path, draw(texts()))
        case "same kind" if type(old) is int:
            return document.set(path, old + draw(st.integers(-2, 2)))
        case "add" if isinstance(old, dict):
            return document.set((*path, draw(st.sampled_from(("added", "title", "odd: key", "heat")))), value)
        case "insert" if isinstance(old, list):
            item = {**old[0], "url": draw(texts())} if old and isinstance(old[0], dict) else value
            return document.insert(path, draw(st.integers(0, len(old))), item)
        case "remove" if path:
            return document.remove(path)
        case "move" if isinstance(old, list) and len(old) > 1:
            places = st.integers(0, len(old) - 1)
            return document.move(path, draw(places), draw(places))
    body = document.envelope.body
    return document.with_body(draw(typed(body)) if body else "A line.\n")


@st.composite
def typed(draw: Any, text: str) -> str:
    """A line put in, taken out, doubled, or changed a little."""
    lines = text.split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    new = draw(
        st.sampled_from(([], [lines[at], "# a note"], ["", lines[at]], [lines[at] + "  # beside"], [lines[at]] * 2))
    )
    return "\n".join((*lines[:at], *new, *lines[at + 1 :]))


@st.composite
def versions(draw: Any) -> tuple[Card, Card, Card]:
    base = draw(made_up_cards() if draw(st.integers(0, 3)) == 0 else st.sampled_from(sample_texts()))
    return read(base), read(draw(changed(base))), read(draw(changed(base)))


def is_readable(*cards: Card) -> bool:
    return all(card.document is not None for card in cards)


def merges_fields(result: Merge) -> bool:
    return result.story is None and not any(clash.kind in (ClashKind.STORY, ClashKind.TEXT) for clash in result.clashes)


def same(one: Any, other: Any) -> bool:
    return one is other if one is ABSENT or other is ABSENT else equal_values(one, other)


def assert_taken(base: Any, mine: Any, theirs: Any, result: Any) -> None:
    """Where one side changed nothing, the other's value is there; keys that nobody removed are."""
    if same(base, mine):
        assert same(result, theirs)
    elif same(base, theirs) or same(mine, theirs):
        assert same(result, mine)
    elif isinstance(mine, dict) and isinstance(theirs, dict):
        assert isinstance(result, dict)
        before = base if isinstance(base, dict) else {}
        for key in {**before, **mine, **theirs}:
            assert_taken(*(side.get(key, ABSENT) for side in (before, mine, theirs, result)))
    else:
        assert result is not ABSENT or mine is ABSENT or theirs is ABSENT


def unordered(value: Any) -> Any:
    """The value without what a rule settles for one side, and with lists as bags."""
    if isinstance(value, dict):
        return {key: unordered(item) for key, item in value.items() if key not in RULED}
    if isinstance(value, list):
        return sorted((unordered(item) for item in value), key=lambda item: repr(sorted_keys(item)))
    return value


def sorted_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return sorted((key, repr(sorted_keys(item))) for key, item in value.items())
    return [sorted_keys(item) for item in value] if isinstance(value, list) else value


def mirrored(clash: Clash) -> tuple[Any, ...]:
    return clash.place, clash.kind, sorted_keys(clash.theirs), sorted_keys(clash.mine)


def taken(text: str, sign: str) -> str:
    """The text with one side of all markers taken, without the end of the last line."""
    lines, side = [], ""
    for line in text.split("\n"):
        if line.rstrip("\r") in ("<<<<<<< ours", "=======", ">>>>>>> theirs"):
            side = {"<": "<", "=": ">", ">": ""}[line[0]]
        elif side in ("", sign):
            lines.append(line)
    return "\n".join(lines).removesuffix("\n").removesuffix("\r")


@BOUNDED
@given(versions())
def test_where_one_side_changed_nothing_the_other_is_the_result_byte_for_byte(cards: tuple[Card, Card, Card]):
    base, side, _ = cards
    assert merge(base, side, base) == Merge(side)
    assert merge(base, base, side).card.text == side.text
    assert merge(base, side, side) == Merge(side)
    assert merge(None, side, side) == Merge(side)


@BOUNDED
@given(versions())
def test_a_merge_can_be_read_and_has_what_only_one_side_changed(cards: tuple[Card, Card, Card]):
    assume(is_readable(*cards))
    base, mine, theirs = cards
    result = merge(base, mine, theirs)
    assert is_readable(result.card)
    if merges_fields(result):
        assert_taken(base.values, mine.values, theirs.values, result.card.values)


@BOUNDED
@given(versions())
def test_a_clash_is_settled_by_its_place_and_leaves_the_others_alone(cards: tuple[Card, Card, Card]):
    base, mine, theirs = cards
    result = merge(base, mine, theirs)
    assume(result.clashes)
    places = {clash.place for clash in result.clashes}
    assert len(places) == len(result.clashes)
    chosen = result.clashes[0]
    for side in Side:
        settled = merge(base, mine, theirs, {chosen.place: side})
        assert {clash.place for clash in settled.clashes} in (places - {chosen.place}, {("\0",)})
        assert not merge(base, mine, theirs, {**dict.fromkeys(places, side), ("\0",): side}).clashes


@BOUNDED
@given(versions())
def test_the_sides_may_change_places(cards: tuple[Card, Card, Card]):
    assume(is_readable(*cards))
    base, mine, theirs = cards
    result, mirror = merge(base, mine, theirs), merge(base, theirs, mine)
    assert sorted(map(mirrored, result.clashes), key=repr) == sorted(
        ((clash.place, clash.kind, sorted_keys(clash.mine), sorted_keys(clash.theirs)) for clash in mirror.clashes),
        key=repr,
    )
    settled = merge(base, mine, theirs, {clash.place: Side.MINE for clash in result.clashes})
    other = merge(base, theirs, mine, {clash.place: Side.THEIRS for clash in result.clashes})
    assert equal_values(unordered(dict(settled.card.values)), unordered(dict(other.card.values)))


@BOUNDED
@given(versions())
def test_there_are_markers_where_and_only_where_something_clashes(cards: tuple[Card, Card, Card]):
    result = merge(*cards)
    text = conflict_text(*cards, SCHEMAS)
    marked = [sum(line.startswith(sign * 7) for line in text.split("\n")) for sign in "<=>"]
    if not result.clashes:
        assert text == result.card.text
    else:
        assert marked[0] == marked[1] == marked[2] > 0
        if merges_fields(result):
            theirs = merge(*cards, {clash.place: Side.THEIRS for clash in result.clashes})
            assert taken(text, "<") == result.card.text.removesuffix("\n").removesuffix("\r")
            assert theirs.clashes or taken(text, ">") == theirs.card.text.removesuffix("\n").removesuffix("\r")


@BOUNDED
@given(versions())
def test_a_card_that_both_added_has_what_both_have(cards: tuple[Card, Card, Card]):
    _, mine, theirs = cards
    assume(is_readable(mine, theirs))
    result = merge(None, mine, theirs)
    assert is_readable(result.card)
    if merges_fields(result):
        assert_taken(ABSENT, mine.values, theirs.values, result.card.values)
