"""Two versions of one card made one: what comes in, what clashes, and which bytes are touched."""

from dataclasses import dataclass

import pytest

from editor.model.card.card import Card, read_card
from editor.model.card.merge import (
    ABSENT,
    BODY,
    WHOLE,
    Clash,
    ClashKind,
    Merge,
    Place,
    Side,
    conflict_text,
    merge_cards,
)
from editor.model.card.schema import Schemas
from tests.model.card.conftest import STORY

SHORT = """\
---
category: news
title: "Ferry returns"   # checked
excerpt: >-
  The ferry is back
  after a long winter.
webUrl: "https://harbourtimes.example/ferry"
quality: 50
heat: 12
published: false

provider:
  name: Harbour Times
  domain: harbourtimes.example

# what it is about
topics:
  - Boats
  - Harbour
  - Winter

images:
  - url: "/assets/a.jpg"
    width: 600
    height: 338
  - url: "/assets/b.jpg"
    width: 100

secured: "b25l"
---
First line.

Second line.

Third line.
"""
PICTURE_A = '  - url: "/assets/a.jpg"\n    width: 600\n    height: 338\n'
PICTURE_B = '  - url: "/assets/b.jpg"\n    width: 100\n'


@dataclass
class Merging:
    """Merges changes of one base text, each given as pairs of what is replaced by what."""

    schemas: Schemas
    base: str = SHORT

    def read(self, text: str) -> Card:
        return read_card("_news/ferry.md", text, self.schemas)

    def text(self, *changes: tuple[str, str]) -> str:
        text = self.base
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        return text

    def __call__(
        self, mine: str, theirs: str, decided: dict[Place, Side] | None = None, *, base: str | None = ""
    ) -> Merge:
        before = None if base is None else self.read(base or self.base)
        return merge_cards(before, self.read(mine), self.read(theirs), self.schemas, decided or {})

    def conflict(self, mine: str, theirs: str, *, with_base: bool = False, marker_size: int = 7) -> str:
        base, ours, incoming = (self.read(text) for text in (self.base, mine, theirs))
        return conflict_text(base, ours, incoming, self.schemas, with_base=with_base, marker_size=marker_size)


@pytest.fixture
def merge(schemas: Schemas) -> Merging:
    return Merging(schemas)


def only(result: Merge) -> Clash:
    assert len(result.clashes) == 1
    return result.clashes[0]


def test_a_side_that_alone_changed_is_taken_as_it_is(merge: Merging):
    odd = merge.text(("heat: 12", "heat:    12"), ("secured: ", "\nsecured:  "))
    assert merge(odd, SHORT).card.text == odd
    assert merge(SHORT, odd).card.text == odd
    assert merge(odd, odd).card.text == odd
    assert merge(odd, odd, base=None).card.text == odd


def test_a_bot_moves_heat_and_seal_while_published_is_flipped(merge: Merging):
    bot = (("heat: 12", "heat: 70 # moved"), ("b25l", "dHdv"), ("quality: 50", "quality: 51"))
    result = merge(merge.text(("published: false", "published: true")), merge.text(*bot))
    assert result == Merge(result.card)
    assert result.card.text == merge.text(("published: false", "published: true"), *bot)


def test_changes_of_different_fields_keep_the_formatting_of_both(merge: Merging):
    mine = (("# checked", "# checked twice"), ("  - Harbour\n", ""), ("after a long", "after the longest"))
    theirs = (
        ("# what it is about\n", "# topics\n"),
        ("domain: harbour", "domain:  harbour"),
        ("width: 100", "width: 0x80"),
    )
    result = merge(merge.text(*mine), merge.text(*theirs))
    assert not result.clashes
    assert result.card.text == merge.text(*mine, *theirs)


def test_a_field_that_both_changed_clashes_and_mine_stands(merge: Merging):
    mine, theirs = merge.text(("Ferry returns", "Ferry is back")), merge.text(("Ferry returns", "Ferry sinks"))
    result = merge(mine, theirs)
    clash = only(result)
    assert (clash.place, clash.kind, clash.label) == (("title",), ClashKind.FIELD, "Title")
    assert (clash.base, clash.mine, clash.theirs) == ("Ferry returns", "Ferry is back", "Ferry sinks")
    assert clash.field is not None
    assert clash.field.key == "title"
    assert result.card.text == mine
    assert merge(mine, theirs, {("title",): Side.THEIRS}).card.text == theirs
    assert merge(mine, theirs, {("title",): Side.BASE}).card.text == SHORT
    assert merge(mine, theirs, {("title",): Side.MINE}) == Merge(result.card)


def test_the_same_value_from_both_sides_is_no_clash_however_it_is_spelled(merge: Merging):
    result = merge(merge.text(("heat: 12", "heat: 16")), merge.text(("heat: 12", "heat: 0x10")))
    assert result == Merge(result.card)
    assert result.card.get(("heat",)) == 16


@pytest.mark.parametrize(("mine", "theirs"), [("1", "1.0"), ("1", '"1"'), ("true", '"true"'), ("1", "true")])
def test_types_count(merge: Merging, mine: str, theirs: str):
    result = merge(*(merge.text(("published: false", f"published: {value}")) for value in (mine, theirs)))
    assert only(result).place == ("published",)


@pytest.mark.parametrize("key", ["heat", "quality", "secured"])
def test_the_machine_s_fields_come_in_without_asking(merge: Merging, key: str):
    old = {"heat": "heat: 12", "quality": "quality: 50", "secured": 'secured: "b25l"'}[key]
    mine, theirs = merge.text((old, f"{key}: 1")), merge.text((old, f"{key}: 2"))
    assert merge(mine, theirs) == Merge(merge(mine, theirs).card)
    assert merge(mine, theirs).card.text == theirs
    without = merge(mine, merge.text((old + "\n", "")))
    assert without == Merge(without.card)
    assert not without.card.has((key,))


def test_every_schema_lets_the_incoming_heat_quality_and_seal_win(schemas: Schemas):
    ruled = {
        (schema.name, field.key): field.merge
        for schema in schemas.all()
        for field in (*schema.fields, *(inner for outer in schema.fields if outer.item for inner in outer.item.fields))
        if field.key in ("heat", "quality", "secured")
    }
    assert len(ruled) > len(schemas.all())
    assert set(ruled.values()) == {"theirs"}


def test_a_key_that_one_side_removed_and_the_other_changed_clashes(merge: Merging):
    gone, changed = merge.text(("published: false\n", "")), merge.text(("published: false", "published: true"))
    clash = only(merge(gone, changed))
    assert (clash.place, clash.base, clash.mine, clash.theirs) == (("published",), False, ABSENT, True)
    assert merge(gone, changed, {("published",): Side.THEIRS}).card.text == changed
    assert merge(changed, gone, {("published",): Side.THEIRS}).card.text == gone


def test_a_key_that_one_side_removed_is_gone(merge: Merging):
    mine, theirs = ("quality: 50\n", ""), ("published: false", "published: true")
    assert merge(merge.text(mine), merge.text(theirs)).card.text == merge.text(mine, theirs)
    assert merge(merge.text(theirs), merge.text(mine)).card.text == merge.text(mine, theirs)


def test_mappings_are_merged_by_their_keys_also_unknown_ones(merge: Merging):
    merge.base = SHORT.replace("provider:", "extra:\n  one: 1\n  two: 2\nprovider:")
    mine = (("name: Harbour Times", "name: Harbour Daily"), ("one: 1", "one: 10"))
    theirs = (("domain: harbourtimes.example", "domain: harbour.example"), ("two: 2", "two: 2\n  three: 3"))
    result = merge(merge.text(*mine), merge.text(*theirs))
    assert result == Merge(result.card)
    assert result.card.text == merge.text(*mine, *theirs)
    clash = only(merge(merge.text(("one: 1", "one: 10")), merge.text(("one: 1", "one: 11"))))
    assert (clash.place, clash.label, clash.field) == (("extra", "one"), "Extra › One", None)


def test_topics_are_merged_one_by_one(merge: Merging):
    mine = merge.text(("  - Harbour\n", ""), ("  - Winter\n", "  - Winter\n  - Mine\n  - Both\n"))
    theirs = merge.text(("  - Boats\n", ""), ("  - Winter\n", "  - Winter\n  - Both\n  - Theirs\n"))
    result = merge(mine, theirs)
    assert result == Merge(result.card)
    assert result.card.topics == ("Winter", "Mine", "Both", "Theirs")


def test_topics_that_theirs_put_in_another_order_stay_so(merge: Merging):
    topics = "  - Boats\n  - Harbour\n  - Winter\n"
    mine = merge.text((topics, topics + "  - Mine\n"))
    theirs = merge.text((topics, "  - Winter\n  - New\n  - Boats\n  - Harbour\n"))
    assert merge(mine, theirs).card.topics == ("Winter", "New", "Boats", "Harbour", "Mine")
    assert merge(theirs, mine).card.topics == ("Winter", "New", "Boats", "Harbour", "Mine")


def test_topics_of_which_one_occurs_twice_are_one_value(merge: Merging):
    mine, theirs = ("  - Harbour\n", "  - Boats\n"), ("  - Winter\n", "  - Winter\n  - Ice\n")
    clash = only(merge(merge.text(mine), merge.text(theirs)))
    assert (clash.place, clash.label) == (("topics",), "Topics")
    assert clash.theirs == ["Boats", "Harbour", "Winter", "Ice"]


def test_pictures_are_known_by_their_address_and_merged_within(merge: Merging):
    mine = (("width: 600", "width: 601"), (PICTURE_B, PICTURE_B + '  - url: "/assets/mine.jpg"\n'))
    theirs = (("height: 338", "height: 400   # real"), ("width: 100", "width: 100\n    title: A boat"))
    result = merge(merge.text(*mine), merge.text(*theirs))
    assert result == Merge(result.card)
    assert result.card.text == merge.text(
        ("width: 600", "width: 601"),
        ("height: 338", "height: 400   # real"),
        ("width: 100\n", 'width: 100\n    title: A boat\n  - url: "/assets/mine.jpg"\n'),
    )


def test_a_picture_that_both_added_is_one(merge: Merging):
    mine = (PICTURE_B, PICTURE_B + '  - url: "/assets/c.jpg"\n    width: 5\n')
    theirs = (PICTURE_B, PICTURE_B + '  - url: "/assets/c.jpg"\n    height: 6\n')
    result = merge(merge.text(mine), merge.text(theirs))
    assert result == Merge(result.card)
    assert result.card.get(("images", 2)) == {"url": "/assets/c.jpg", "width": 5, "height": 6}
    clash = only(merge(merge.text(mine), merge.text(theirs).replace("height: 6", "width: 6")))
    assert (clash.place, clash.label) == (("images", "/assets/c.jpg", "width"), "Images › /assets/c.jpg › Width")


def test_a_picture_that_one_side_removed_and_the_other_changed_clashes(merge: Merging):
    gone, changed = merge.text((PICTURE_A, "")), merge.text(("width: 600", "width: 601"))
    clash = only(merge(gone, changed))
    assert (clash.place, clash.mine) == (("images", "/assets/a.jpg"), ABSENT)
    assert clash.theirs == {"url": "/assets/a.jpg", "width": 601, "height": 338}
    kept = merge(gone, changed, {clash.place: Side.THEIRS})
    assert kept.card.get(("images", 1)) == clash.theirs
    assert merge(changed, gone, {clash.place: Side.THEIRS}).card.text == gone


def test_pictures_that_swapped_places_on_one_side_keep_what_the_other_changed(merge: Merging):
    moved = (PICTURE_A + PICTURE_B, PICTURE_B + PICTURE_A)
    result = merge(merge.text(("width: 600", "width: 601")), merge.text(moved))
    assert result.card.text == merge.text(moved, ("width: 600", "width: 601"))
    assert merge(merge.text(moved), merge.text(("width: 600", "width: 601"))).card.text == result.card.text


@pytest.mark.parametrize("broken", ["  - width: 1\n", "  - just text\n", PICTURE_B])
def test_pictures_that_cannot_be_told_apart_are_one_value(merge: Merging, broken: str):
    mine, theirs = merge.text((PICTURE_B, PICTURE_B + broken)), merge.text(("width: 600", "width: 601"))
    assert only(merge(mine, theirs)).place == ("images",)


def test_related_stories_are_known_by_their_web_link(merge: Merging):
    merge.base = STORY
    mine, theirs = ("A library sets sail", "A library sails"), ("quality: 54", "quality: 60")
    result = merge(merge.text(mine), merge.text(theirs))
    assert result == Merge(result.card)
    assert result.card.text == merge.text(mine, theirs)
    both = merge(merge.text(("quality: 54", "quality: 55")), merge.text(theirs))
    assert both == Merge(both.card)
    assert both.card.get(("related", 0, "quality")) == 60


def test_the_body_is_merged_by_lines(merge: Merging):
    mine, theirs = ("First line.", "First words."), ("Third line.", "Third line, longer.")
    result = merge(merge.text(mine), merge.text(theirs, ("heat: 12", "heat: 13")))
    assert result == Merge(result.card)
    assert result.card.text == merge.text(mine, theirs, ("heat: 12", "heat: 13"))


def test_a_body_of_which_both_changed_the_same_line_is_one_clash(merge: Merging):
    mine = merge.text(("First line.", "First words."), ("Second line.", "Second, mine."))
    theirs = merge.text(("Third line.", "The end."), ("Second line.", "Second, theirs."))
    clash = only(merge(mine, theirs))
    assert (clash.place, clash.kind, clash.label) == (BODY, ClashKind.BODY, "Text below the front matter")
    assert clash.base == "First line.\n\nSecond line.\n\nThird line.\n"
    chosen = merge(mine, theirs, {BODY: Side.THEIRS})
    assert chosen.card.text.endswith("First words.\n\nSecond, theirs.\n\nThe end.\n")
    assert not chosen.clashes


SWAP = (("/ferry", "/whale"), ("name: Harbour Times", "name: Lantern Post"), ("Ferry returns", "A whale comes by"))


def test_a_side_that_swapped_the_story_is_taken_whole_where_the_other_only_moved_numbers(merge: Merging):
    swapped, moved = merge.text(*SWAP), merge.text(("heat: 12", "heat: 13"), ("b25l", "dHdv"))
    assert merge(moved, swapped).card.text == swapped
    assert merge(moved, swapped).story is Side.THEIRS
    assert merge(swapped, moved).card.text == swapped
    assert merge(swapped, moved).story is Side.MINE


def test_a_swapped_story_and_an_edit_of_the_old_one_are_one_clash(merge: Merging):
    edited, swapped = merge.text(("The ferry is back", "The ferry is here")), merge.text(*SWAP)
    result = merge(edited, swapped)
    clash = only(result)
    assert (clash.place, clash.kind, clash.label) == (WHOLE, ClashKind.STORY, "The whole story")
    assert result.story is Side.THEIRS
    assert result.card.text == edited
    assert merge(edited, swapped, {WHOLE: Side.THEIRS}).card.text == swapped
    assert merge(edited, swapped, {WHOLE: Side.BASE}).card.text == SHORT


def test_two_different_stories_clash_and_the_same_one_is_merged(merge: Merging):
    swapped = merge.text(*SWAP)
    other = swapped.replace("/whale", "/seal")
    assert only(merge(swapped, other)).kind is ClashKind.STORY
    assert merge(swapped, other).story is None
    result = merge(swapped.replace("heat: 12", "heat: 13"), swapped.replace("published: false", "published: true"))
    assert result == Merge(result.card)
    assert result.card.text == swapped.replace("heat: 12", "heat: 13").replace("published: false", "published: true")


def test_comments_of_the_other_side_outlive_a_swapped_story(merge: Merging):
    noted = ("# what it is about", "# what it is about, in our words")
    result = merge(merge.text(noted), merge.text(*SWAP))
    assert result.card.text == merge.text(noted, *SWAP)
    assert result.story is Side.THEIRS


def test_of_a_card_that_both_added_what_differs_clashes(merge: Merging):
    mine, theirs = ("heat: 12", "heat: 13"), ("Ferry returns", "Ferry is back")
    result = merge(merge.text(mine), merge.text(theirs), base=None)
    clash = only(result)
    assert (clash.place, clash.base) == (("title",), ABSENT)
    assert result.card.text == SHORT  # the incoming heat wins
    assert merge(merge.text(mine), merge.text(theirs), {("title",): Side.THEIRS}, base=None).card.text == merge.text(
        theirs
    )


def test_what_comes_in_is_spelled_as_it_is_there(merge: Merging):
    theirs = merge.text(
        ("quality: 50\nheat: 12\n", "heat: 12\nquality: 0x33   # hex\nodd: 'single'\n"),
        (PICTURE_B, "  - url: /assets/c.jpg\n    width: 0x10\n" + PICTURE_B),
    )
    mine = merge.text(("quality: 50\nheat: 12\n", "quality: 50\nheat: 14\nmine: yes\n"), (PICTURE_B, ""))
    text = merge(mine, theirs).card.text
    assert "quality: 0x33" in text
    assert "odd: 'single'\n" in text
    assert "mine: yes\n" in text
    assert "  - url: /assets/c.jpg\n    width: 0x10\n" in text


def test_the_line_ends_of_the_side_that_changed_them_win(merge: Merging):
    windows = merge.text(("heat: 12", "heat: 13")).replace("\n", "\r\n")
    other = merge.text(("published: false", "published: true"), ("Third line", "Last line"))
    wanted = other.replace("heat: 12", "heat: 13").replace("\n", "\r\n")
    assert merge(windows, other).card.text == wanted
    assert merge(other, windows).card.text == wanted
    assert merge(SHORT.replace("\n", "\r\n"), other).card.text == other.replace("\n", "\r\n")


def test_a_card_with_carriage_returns_keeps_them(merge: Merging):
    merge.base = SHORT.replace("\n", "\r\n")
    mine, theirs = ("published: false", "published: true"), ("heat: 12\r\n", "heat: 13\r\nnew: 1\r\n")
    assert merge(merge.text(mine), merge.text(theirs)).card.text == merge.text(mine, theirs)


def test_mark_and_fences_are_those_of_the_side_that_changed_them(merge: Merging):
    mine = "\ufeff" + merge.text(("heat: 12", "heat: 13"))
    theirs = merge.text(("published: false", "published: true"), ("---\nFirst", "...\nFirst")).replace(
        "---\n", "--- \n", 1
    )
    wanted = "\ufeff" + theirs.replace("heat: 12", "heat: 13")
    assert merge(mine, theirs).card.text == wanted
    assert merge(theirs, mine).card.text == wanted


def test_a_body_comes_below_a_fence_that_ends_without_a_line_end(merge: Merging):
    merge.base = "---\ntitle: One\nheat: 1\n---"
    result = merge("---\ntitle: Two\nheat: 1\n---", "---\ntitle: One\nheat: 2\n---\nBody")
    assert result.card.text == "---\ntitle: Two\nheat: 2\n---\nBody"


HURDLES = {
    "has the key `quality` twice": ("heat: 12\n", "heat: 12\nquality: 51\n"),
    "repeats a value by an alias, `*one`": ("heat: 12\n", "heat: &one 12\ncopy: *one\n"),
    "has a YAML tag at `heat`": ("heat: 12\n", "heat: !!str 12\n"),
    "has a merge key, `<<`": ("heat: 12\n", "heat: 12\n<<: {copy: 1}\n"),
    "has a key that is more than a simple name, `odd`": ("heat: 12\n", "heat: 12\n? odd\n: 1\n"),
}


@pytest.mark.parametrize("what", HURDLES)
def test_where_one_value_is_not_one_text_only_lines_are_merged(merge: Merging, what: str):
    mine, theirs = ("Ferry returns", "Ferry is back"), ("b25l", "dHdv")
    with_hurdle = merge.text(HURDLES[what])
    result = merge(merge.text(HURDLES[what], mine), merge.text(theirs))
    assert result.reason == f"Your version {what}."
    assert (only(result).place, only(result).kind, only(result).label) == (WHOLE, ClashKind.TEXT, "The whole card")
    assert merge(merge.text(mine), merge.text(HURDLES[what], theirs)).reason == f"The incoming version {what}."
    assert merge(merge.text(HURDLES[what], mine), merge.text(theirs), {WHOLE: Side.THEIRS}).card.text == merge.text(
        theirs
    )
    merge.base = with_hurdle
    clean = merge(merge.text(mine), merge.text(theirs))
    assert not clean.clashes
    assert clean.card.text == merge.text(mine, theirs)


def test_lines_are_not_merged_where_a_value_would_change_behind_an_alias(merge: Merging):
    merge.base = merge.text(HURDLES["repeats a value by an alias, `*one`"])
    result = merge(merge.text(("&one 12", "&one 13")), merge.text(("Ferry returns", "Ferry is back")))
    assert only(result).kind is ClashKind.TEXT


def test_a_card_that_cannot_be_read_is_never_merged_by_guess(merge: Merging):
    broken = merge.text(("heat: 12", "heat: [12"))
    result = merge(broken, merge.text(("Ferry returns", "Ferry is back")))
    assert only(result).kind is ClashKind.TEXT
    assert result.reason.startswith("Your version cannot be read (line ")
    assert result.card.text == broken
    assert merge(SHORT, broken).card.text == broken


def test_markers_stand_around_the_clashing_field_alone(merge: Merging):
    mine = merge.text(("Ferry returns", "Ferry is back"), ("published: false", "published: true"))
    theirs = merge.text(("Ferry returns", "Ferry sinks"), ("heat: 12", "heat: 13"))
    text = merge.conflict(mine, theirs)
    title = 'title: "Ferry {}"   # checked\n'
    block = f"<<<<<<< ours\n{title.format('is back')}=======\n{title.format('sinks')}>>>>>>> theirs\n"
    assert text == merge.text(
        (title.format("returns"), block), ("heat: 12", "heat: 13"), ("published: false", "published: true")
    )


def test_markers_can_show_the_base_and_have_the_size_that_was_asked_for(merge: Merging):
    mine, theirs = merge.text(("Second line.", "Second, mine.")), merge.text(("Second line.\n", ""))
    text = merge.conflict(mine, theirs, with_base=True, marker_size=9)
    assert "<<<<<<<<< ours\nSecond, mine.\n||||||||| base\nSecond line.\n=========\n>>>>>>>>> theirs\n" in text


def test_markers_end_as_the_card_s_lines_do(merge: Merging):
    merge.base = SHORT.replace("\n", "\r\n")
    text = merge.conflict(merge.text(("heat: 12", "odd: 1")), merge.text(("heat: 12", "odd: 2")))
    assert "<<<<<<< ours\r\nodd: 1\r\n=======\r\nodd: 2\r\n>>>>>>> theirs\r\n" in text
    assert text.count("\n") == text.count("\r\n")


def test_two_stories_stand_between_markers_each_in_one_piece(merge: Merging):
    edited, swapped = merge.text(("The ferry is back", "The ferry is here")), merge.text(*SWAP)
    text = merge.conflict(edited, swapped)
    assert text.count("<<<<<<<") == text.count(">>>>>>>") == 1
    assert text.startswith('---\ncategory: news\n<<<<<<< ours\ntitle: "Ferry returns"')


def test_a_card_without_fields_has_markers_where_its_lines_overlap(merge: Merging):
    mine, theirs = merge.text(("heat: 12", "heat: [12")), merge.text(("heat: 12", "heat: 13"), ("b25l", "dHdv"))
    text = merge.conflict(mine, theirs)
    wanted = merge.text(
        ("heat: 12\n", "<<<<<<< ours\nheat: [12\n=======\nheat: 13\n>>>>>>> theirs\n"), ("b25l", "dHdv")
    )
    assert text == wanted


def test_lines_that_fit_but_make_no_sure_card_stand_between_markers_all_the_same(merge: Merging):
    mine = merge.text(("category: news\n", "category: news\nnew: mine\n"))
    theirs = merge.text(("secured:", "new: theirs\nsecured:"), ("heat: 12", "heat: !!str 12"))
    assert only(merge(mine, theirs)).kind is ClashKind.TEXT
    text = merge.conflict(mine, theirs)
    assert text.startswith("---\ncategory: news\n<<<<<<< ours\nnew: mine\n")
    assert text.count("<<<<<<<") == 1


def test_there_are_no_markers_where_nothing_clashes(merge: Merging):
    mine, theirs = ("published: false", "published: true"), ("heat: 12", "heat: 13")
    assert merge.conflict(merge.text(mine), merge.text(theirs)) == merge.text(mine, theirs)
