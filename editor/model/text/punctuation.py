"""Where the signs stand that hold a card together: dashes, colons, commas. Only edits need to know."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import yaml

from editor.model.text.envelope import Envelope
from editor.model.text.spans import LOADER, AnyNode, Loader, Pair, parsed_part


@dataclass(frozen=True, slots=True)
class Punctuation:
    """Places in the file's text, ascending. Signs inside of values and comments are not among them."""

    dashes: list[int]
    colons: list[int]
    commas: list[int]

    def dash(self, item: AnyNode) -> int:
        """The dash of an item of a block list."""
        return self.dashes[bisect_left(self.dashes, item.outer) - 1]

    def colon(self, pair: Pair) -> int | None:
        """The colon between a key and its value; None where the value is left out together with it (`{key}`)."""
        at = bisect_left(self.colons, pair.key.end)
        found = self.colons[at] if at < len(self.colons) else None
        return found if found is not None and found < max(pair.value.outer, pair.key.end + 1) else None

    def comma(self, start: int, end: int) -> int | None:
        """The first comma of a flow collection between two places."""
        at = bisect_left(self.commas, start)
        return self.commas[at] if at < len(self.commas) and self.commas[at] < end else None


def scan(envelope: Envelope, loader: Loader = LOADER) -> Punctuation:
    """Find the signs in text that `compose` has read before: what it refuses, nested too deep, must not get here."""
    text, base = parsed_part(envelope)
    found = Punctuation([], [], [])
    for token in yaml.scan(text, Loader=loader):
        if token.end_mark.index == token.start_mark.index:
            continue
        if isinstance(token, yaml.BlockEntryToken):
            found.dashes.append(base + token.start_mark.index)
        elif isinstance(token, yaml.ValueToken):
            found.colons.append(base + token.start_mark.index)
        elif isinstance(token, yaml.FlowEntryToken):
            found.commas.append(base + token.start_mark.index)
    return found
