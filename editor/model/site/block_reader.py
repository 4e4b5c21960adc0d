"""Cards read from their files to a block: column by column where the outlines of their YAML are known, else one by one.

What is the same in all cards with the same outlines is told once. The rest is done for some hundred cards at a time:
values are taken, converted, looked at, and put into columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from editor.model.card.card import CardId
from editor.model.card.checks import FAR
from editor.model.card.schema import Schema, Schemas
from editor.model.site.block import Block
from editor.model.site.digest import Digest, Taken, Values, digest
from editor.model.site.errors import StoreError
from editor.model.site.gathering import Gathered
from editor.model.site.layout import Site
from editor.model.site.rows import RowReader, read_file
from editor.model.site.stamp import Stamp
from editor.model.text.outlines import Leaf, Outline, Outlined, OutlineReader, Uncertain, plain_yaml
from editor.model.text.scalars import Scalar

_FEW = 20  # cards for which it does not pay to learn what they have in common
_REMEMBERED = 10_000  # combinations of outlines; most sites have far fewer


@dataclass(frozen=True, slots=True)
class _Whole:
    """What is known of all cards with the same outlines: the name of their schema, and what their blocks say."""

    schema: str
    digests: tuple[Digest, ...]


class BlockReader:
    """Reads cards some hundred at a time, and remembers what they have in common. For one thread."""

    def __init__(self, site: Site, schemas: Schemas) -> None:
        self._site = site
        self._schemas = schemas
        self._rows = RowReader(site, schemas)
        self._outlines = OutlineReader()
        self._horizon = datetime.now(UTC).date() + FAR
        self._folders: dict[str, Schema | None] = {}
        self._digests: dict[tuple[str, Outline], Digest | None] = {}
        self._wholes: dict[tuple[str, tuple[Outline, ...]], _Whole | None] = {}

    def read(self, ids: Sequence[CardId]) -> Block:
        """These cards as they are on the disk, in this order. Never raises."""
        return self.block(ids, [read_file(self._site, card_id) for card_id in ids])

    def block(self, ids: Sequence[CardId], files: Sequence[tuple[bytes | StoreError, Stamp]]) -> Block:
        """These cards, whose files have been read, in this order.

        One step after the other for all of them: a processor is much faster at what it has just done.
        """
        data, stamps = zip(*files, strict=True) if files else ((), ())
        if len(ids) < _FEW:
            return Block.of(self._rows.rows(ids, data), stamps)
        yamls = [None if isinstance(each, StoreError) else plain_yaml(each) for each in data]
        outlined = [None if yaml is None else self._outlines.read(yaml) for yaml in yamls]
        wholes = [
            None if blocks is None else self._whole(card_id, blocks)
            for card_id, blocks in zip(ids, outlined, strict=True)
        ]
        groups: defaultdict[Digest, dict[int, tuple[str, ...]]] = defaultdict(dict)
        for at, (whole, blocks) in enumerate(zip(wholes, outlined, strict=True)):
            if whole is not None and blocks is not None:
                for each, (_, texts) in zip(whole.digests, blocks, strict=True):
                    groups[each][at] = texts
        values = {each: each.values(taken.values()) for each, taken in groups.items()}
        uncertain = {at for each, found in values.items() if found is None for at in _uncertain(each, groups[each])}
        gathered = Gathered(ids, {at: whole.schema for at, whole in enumerate(wholes) if whole and at not in uncertain})
        for each, taken in groups.items():
            gathered.take(each, *_without(uncertain, each, taken, values[each]))
        left = [at for at in range(len(ids)) if at not in gathered.schemas]
        rows = self._rows.rows([ids[at] for at in left], [data[at] for at in left])
        return gathered.block(dict(zip(left, rows, strict=True)), stamps)

    def _whole(self, card_id: CardId, blocks: Sequence[Outlined]) -> _Whole | None:
        """What is known of cards like this one; None where it has to be read alone."""
        folder = card_id.rpartition("/")[0]
        if folder not in self._folders:
            self._folders[folder] = self._schemas.for_folder(card_id)
        schema = self._folders[folder] or self._schema_by_keys(blocks)
        if schema is None:
            return None
        key = schema.name, tuple([outline for outline, _ in blocks])
        if key not in self._wholes:
            if len(self._wholes) >= _REMEMBERED:
                self._wholes.clear()
            self._wholes[key] = self._learn(schema, key[1])
        return self._wholes[key]

    def _schema_by_keys(self, blocks: Iterable[Outlined]) -> Schema | None:
        values: dict[str, Scalar] = {}
        for outline, taken in blocks:
            for key in self._schemas.deciding & outline.shape.keys():
                leaf = outline.shape[key]
                if not isinstance(leaf, Leaf):
                    return None
                try:
                    values[key] = leaf.read((taken[leaf.number],))[0]
                except Uncertain:
                    return None
        return self._schemas.for_keys(values)

    def _learn(self, schema: Schema, outlines: Sequence[Outline]) -> _Whole | None:
        digests = [self._digest(schema, outline) for outline in outlines]
        known = tuple(each for each in digests if each is not None)
        keys = [key for each in known for key in each.keys]
        is_certain = (
            len(known) == len(outlines)
            and len(set(keys)) == len(keys)
            and set(schema.root.needed) <= set(keys)
            and sum(each.has_picture for each in known) <= 1
        )
        return _Whole(schema.name, known) if is_certain else None

    def _digest(self, schema: Schema, outline: Outline) -> Digest | None:
        key = schema.name, outline
        if key not in self._digests:
            try:
                self._digests[key] = digest(schema, outline.shape, self._horizon)
            except Uncertain:
                self._digests[key] = None
        return self._digests[key]


def _uncertain(each: Digest, taken: Taken) -> Iterator[int]:
    """The places of the cards that make the values of all uncertain."""
    if each.values(taken.values()) is not None:
        return
    if len(taken) == 1:
        yield from taken
    else:
        places, half = [*taken], len(taken) // 2
        for some in (places[:half], places[half:]):
            yield from _uncertain(each, {at: taken[at] for at in some})


def _without(uncertain: Collection[int], each: Digest, taken: Taken, values: Values | None) -> tuple[Taken, Values]:
    """What was taken but of these cards, with its values."""
    kept = {at: texts for at, texts in taken.items() if at not in uncertain}
    if values is None or len(kept) < len(taken):
        values = each.values(kept.values())
    assert values is not None
    return kept, values
