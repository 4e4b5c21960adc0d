"""Two versions of a card that come from a third made one: by values, written so that the formatting of both lives on.

Nothing here is a guess: every result is read again, and must mean exactly the values that were merged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from editor.model.card.card import Card, card_of, read_card
from editor.model.card.diff import ABSENT, Absent, equal_values
from editor.model.card.merge_hurdles import hurdles, why_not
from editor.model.card.merge_values import (
    Clash,
    ClashKind,
    Place,
    Side,
    Slot,
    changes_only_ruled,
    merge_values,
    same_story,
    swaps_story,
)
from editor.model.card.merge_writing import with_values
from editor.model.card.schema import Schemas
from editor.model.text.document import Document
from editor.model.text.errors import EditRefused, Unreadable
from editor.model.text.line_merge import Hunk, merge_lines, shared_lines
from editor.model.text.markers import Markers
from editor.model.text.scalars import Value

__all__ = [
    "ABSENT",
    "BODY",
    "WHOLE",
    "Absent",
    "Clash",
    "ClashKind",
    "Merge",
    "Place",
    "Side",
    "Slot",
    "conflict_text",
    "merge_cards",
]

BODY: Place = ()
"""The text below the front matter."""

WHOLE: Place = ("\0",)
"""The whole file, where a clash is of kind STORY or TEXT. It is then the only one."""

_NONE_DECIDED: Mapping[Place, Side] = MappingProxyType({})
_NO_TEXT = "No text was found that holds the changes of both versions and nothing else."


@dataclass(frozen=True, slots=True)
class Merge:
    """What became of two versions. Where a clash is undecided, mine stands in `card`.

    `reason` is one sentence where the fields could not be merged one by one, else "". `story` is the side that put
    another story into the card, if one did.
    """

    card: Card
    clashes: tuple[Clash, ...] = ()
    reason: str = ""
    story: Side | None = None


def merge_cards(
    base: Card | None, mine: Card, theirs: Card, schemas: Schemas, decided: Mapping[Place, Side] = _NONE_DECIDED
) -> Merge:
    """Merges two versions of a card that come from `base`; None where both sides added it.

    `decided` says by its place which side has a clash: give what the person chose, and all is merged and proved anew.
    Where only one side changed the file, that side's text is the result, byte for byte. Never raises, in any thread.
    """
    three = _Three(base, mine, theirs, schemas).aligned()
    alone = three.changed_alone()
    if alone is not None:
        return Merge(alone)
    reason = three.why_not_by_field()
    if reason:
        return _merge_texts(three, reason, decided)
    return _merge_stories(three, decided) or _merge_fields(three, decided)


def conflict_text(
    base: Card | None,
    mine: Card,
    theirs: Card,
    schemas: Schemas,
    *,
    marker_size: int = 7,
    labels: tuple[str, str, str] = ("ours", "base", "theirs"),
    with_base: bool = False,
) -> str:
    """The merged text with Git's markers around what clashes, and only around that; there are none where nothing does.

    Between markers that stand around a field, line by line, are the text with all clashes settled to mine, and the one
    with all settled to theirs; `with_base` shows the base, too. A card that has no fields is merged by lines, and one
    whose story was swapped stands between markers as a whole.
    """
    markers = Markers(marker_size, labels, with_base)
    merge = merge_cards(base, mine, theirs, schemas)
    if not merge.clashes:
        return merge.card.text
    three = _Three(base, mine, theirs, schemas).aligned()
    whole = (Hunk(three.base.text if three.base else "", three.mine.text, three.theirs.text),)
    if merge.clashes[0].kind is ClashKind.STORY:
        return markers.text(whole)
    if merge.clashes[0].kind is ClashKind.TEXT:
        hunks = merge_lines(*(text for hunk in whole for text in (hunk.base, hunk.mine, hunk.theirs)))
        unsettled = any(hunk.clashes for hunk in hunks)
        return markers.text([hunk if hunk.clashes else _settled(hunk) for hunk in hunks] if unsettled else whole)
    before, after = (
        merge_cards(base, mine, theirs, schemas, {clash.place: side for clash in merge.clashes})
        for side in (Side.BASE, Side.THEIRS)
    )
    if after.clashes:  # there is no text for theirs
        return markers.text(whole)
    pivot = merge.card.text if before.clashes else before.card.text
    return markers.text(merge_lines(pivot, merge.card.text, after.card.text))


def _settled(hunk: Hunk) -> Hunk:
    return Hunk(hunk.merged, hunk.merged, hunk.merged)


@dataclass(frozen=True, slots=True)
class _Three:
    """The three versions of one merge."""

    base: Card | None
    mine: Card
    theirs: Card
    schemas: Schemas

    def aligned(self) -> _Three:
        """With the same line ends, where one side changed all of them: those of the side that did."""
        cards = [card for card in (self.base, self.mine, self.theirs) if card is not None]
        ends = {card.text: _line_end(card.text) for card in cards}
        if len(set(ends.values())) == 1 or "" in ends.values() or any(card.document is None for card in cards):
            return self
        before = ends[self.base.text] if self.base else None
        target = _newer(before, ends[self.mine.text], ends[self.theirs.text])
        mine, theirs = self._with_ends(self.mine, target), self._with_ends(self.theirs, target)
        return _Three(self._with_ends(self.base, target) if self.base else None, mine, theirs, self.schemas)

    def changed_alone(self) -> Card | None:
        """The version to take as it is, where one side changed nothing, or both the same."""
        before = self.base.text if self.base else None
        if self.mine.text in (before, self.theirs.text):
            return self.of(Side.THEIRS)
        return self.mine if self.theirs.text == before else None

    def why_not_by_field(self) -> str:
        """Why the fields cannot be merged one by one, as a sentence; "" where they can."""
        named = ((self.mine, "Your version"), (self.theirs, "The incoming version"), (self.base, "The version before"))
        return next((reason for card, name in named if card and (reason := why_not(card, name))), "")

    def of(self, side: Side) -> Card | None:
        """That version, under the name that the card has in mine."""
        card = {Side.BASE: self.base, Side.MINE: self.mine, Side.THEIRS: self.theirs}[side]
        if card is None or card.id == self.mine.id:
            return card
        return read_card(self.mine.id, card.text, self.schemas)

    def clash_of_all(self, kind: ClashKind, label: str) -> Clash:
        """The whole of two versions against each other."""
        before = self.base.text if self.base else ABSENT
        return Clash(WHOLE, kind, before, self.mine.text, self.theirs.text, label)

    def _with_ends(self, card: Card, end: str) -> Card:
        text = card.text.replace("\r\n", "\n").replace("\n", end)
        return card if text == card.text else read_card(card.id, text, self.schemas)


def _newer(base: str | None, mine: str, theirs: str) -> str:
    """What the side that changed it has; where both did, mine."""
    return theirs if mine == base else mine


def _line_end(text: str) -> str:
    """How all lines of a text end; "" where they do not all end alike."""
    ends, carriages = text.count("\n"), text.count("\r\n")
    return "\n" if carriages == 0 else "\r\n" if carriages == ends else ""


def _merge_texts(three: _Three, reason: str, decided: Mapping[Place, Side]) -> Merge:
    """A card that has no fields to merge: by lines where that is sure to be right, else a clash of the whole."""
    chosen = three.of(decided[WHOLE]) if WHOLE in decided else None
    if chosen is not None:
        return Merge(chosen, reason=reason)
    by_lines = _merged_by_lines(three)
    if by_lines is not None:
        return Merge(by_lines, reason=reason)
    return Merge(three.mine, (three.clash_of_all(ClashKind.TEXT, "The whole card"),), reason)


def _merged_by_lines(three: _Three) -> Card | None:
    """The lines of both, where neither touched what keeps the fields from being merged, and all values are right."""
    base, mine, theirs = three.base, three.mine, three.theirs
    if base is None or not (base.document and mine.document and theirs.document):
        return None
    hunks = merge_lines(base.text, mine.text, theirs.text)
    merged = read_card(mine.id, "".join(hunk.merged for hunk in hunks), three.schemas)
    if any(hunk.clashes for hunk in hunks) or not merged.document:
        return None
    known = hurdles(base.document)
    if any(hurdles(document) != known for document in (mine.document, theirs.document, merged.document)):
        return None
    if swaps_story(base.values, mine.values) or swaps_story(base.values, theirs.values):
        return None
    values, clashes = merge_values(base.values, mine.values, theirs.values, mine.schema, _NONE_DECIDED)
    return merged if not clashes and equal_values(dict(merged.values), values) else None


def _merge_stories(three: _Three, decided: Mapping[Place, Side]) -> Merge | None:
    """The merge of a card in which a side put another story; None where the fields are those of one story."""
    base, mine, theirs = three.base, three.mine, three.theirs
    if base is None or same_story(mine.values, theirs.values):
        return None
    swapped = [
        side for side, card in ((Side.MINE, mine), (Side.THEIRS, theirs)) if swaps_story(base.values, card.values)
    ]
    if not swapped:
        return None
    story = swapped[0] if len(swapped) == 1 else None
    chosen = three.of(decided[WHOLE]) if WHOLE in decided else None
    if chosen is None and story is not None:
        other = theirs if story is Side.MINE else mine
        if _body(base) == _body(other):
            if equal_values(dict(base.values), dict(other.values)):
                return _merge_fields(three, decided, story)
            if changes_only_ruled(base.values, other.values, mine.schema):
                chosen = three.of(story)
    if chosen is not None:
        return Merge(chosen, story=story)
    return Merge(mine, (three.clash_of_all(ClashKind.STORY, "The whole story"),), story=story)


def _merge_fields(three: _Three, decided: Mapping[Place, Side], story: Side | None = None) -> Merge:
    base = three.base.values if three.base else {}
    values, clashes = merge_values(base, three.mine.values, three.theirs.values, three.mine.schema, decided)
    body, clash = _merged_body(three, decided)
    card = _written(three, values, body)
    if card is None:
        return _merge_texts(three, _NO_TEXT, decided)
    return Merge(card, (*clashes, clash) if clash else clashes, story=story)


def _merged_body(three: _Three, decided: Mapping[Place, Side]) -> tuple[str, Clash | None]:
    """The body with the lines of both; where they overlap, those of the side that was chosen, else mine."""
    base, mine, theirs = _body(three.base), _body(three.mine), _body(three.theirs)
    hunks = merge_lines(base, mine, theirs)
    side = decided.get(BODY)
    if side is None and any(hunk.clashes for hunk in hunks):
        before = base if three.base else ABSENT
        label = "Text below the front matter"
        return "".join(hunk.merged for hunk in hunks), Clash(BODY, ClashKind.BODY, before, mine, theirs, label)
    chosen = side or Side.MINE
    return "".join(_side_of(hunk, chosen) if hunk.clashes else hunk.merged for hunk in hunks), None


def _side_of(hunk: Hunk, side: Side) -> str:
    return {Side.BASE: hunk.base, Side.MINE: hunk.mine, Side.THEIRS: hunk.theirs}[side]


def _written(three: _Three, values: dict[str, Value], body: str) -> Card | None:
    """The card that means these values, as close to both texts as it can be; None where no text is found."""
    for document, likes in _drafts(three, body):
        try:
            written = with_values(document, values, three.mine.schema, likes)
        except EditRefused:
            continue
        if equal_values(written.value(), values) and written.envelope.body == body and not hurdles(written):
            return card_of(three.mine.id, written, three.schemas)
    return None


def _drafts(three: _Three, body: str) -> Iterator[tuple[Document, Sequence[Document]]]:
    """Texts to begin with, the best first, and the versions whose spellings may come in."""
    base, mine, theirs = three.base and three.base.document, three.mine.document, three.theirs.document
    assert mine is not None
    assert theirs is not None
    parts = [document.envelope for document in (base or theirs, mine, theirs)]
    bom, head = _newer(*(part.bom for part in parts)), _newer(*(part.head for part in parts))
    fence = _newer(*(part.fence for part in parts))
    if body and not fence.endswith("\n"):
        fence += mine.envelope.newline
    lines_before = base.envelope.yaml if base else shared_lines(mine.envelope.yaml, theirs.envelope.yaml)
    hunks = merge_lines(lines_before, mine.envelope.yaml, theirs.envelope.yaml, neighbours_clash=False)
    older = (base,) if base else ()
    drafts = (
        ("".join(hunk.merged for hunk in hunks), (theirs, mine, *older)),
        (mine.envelope.yaml, (theirs, mine, *older)),
        (theirs.envelope.yaml, (mine, theirs, *older)),
    )
    for yaml, likes in drafts:
        try:
            document = Document.parse(bom + head + yaml + fence + body)
        except Unreadable:
            continue
        if not hurdles(document):
            yield document, likes


def _body(card: Card | None) -> str:
    return card.document.envelope.body if card and card.document else ""
