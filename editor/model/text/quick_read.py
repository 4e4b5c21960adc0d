"""The values of a card, ten times faster than by its parser, where they are certain without one.

Most cards are written by machines in one style: each line ends what it begins, many lines and whole blocks are those
of other cards. What is not certain is left to the parser, which is the truth: `Document.parse(text).value()`.
"""

from __future__ import annotations

import re
from typing import TypeAlias, TypeVar

from editor.model.text.quick_lines import Line, Place, read_head, read_line, read_scalar
from editor.model.text.scalars import Value

_LONGEST = 64 * 1024  # characters that are read: four times less than the parser takes bytes
_SHORT = 400  # characters of a block that may well be that of another card, as a provider's is
_REMEMBERED = 4096  # blocks, lines, and beginnings of lines, at most; a megabyte or two
_GAP = re.compile(r"\n\n(?=\w)")

_SHORT_LINE = 60
_NOWHERE = -1000  # no line has that place

_Known = TypeVar("_Known")

_Open: TypeAlias = "tuple[int, dict[str, Value] | list[Value]]"
"""A mapping with the column of its keys, or a list with the column of its dashes."""


class QuickReader:
    """Reads cards one after the other, and remembers what they have in common. For one thread."""

    def __init__(self) -> None:
        self._blocks: dict[str, dict[str, Value]] = {}
        self._lines: dict[str, Line] = {}
        self._heads: dict[str, Place] = {}

    def read(self, yaml: str) -> dict[str, Value] | None:
        """The values of the YAML of a card (`Envelope.yaml`), exactly as `Document.value` has them, or None.

        None says nothing about the card: it may be broken, have keys twice, or only be written in a way that is not
        certain. Never raises. The values are to be read only, since those of other cards may share parts of them.
        """
        if len(yaml) > _LONGEST:
            return None
        if "\r" in yaml:
            yaml = yaml.replace("\r\n", "\n")
        values: dict[str, Value] = {}
        count = 0
        for block in _GAP.split(yaml):
            found = self._blocks.get(block)
            if found is None:
                found = self._read_block(block)
                if found is None:
                    return None
                if len(block) <= _SHORT:
                    _remember(self._blocks, block, found)
            count += len(found)
            values.update(found)
        return values if len(values) == count else None

    def _read_block(self, block: str) -> dict[str, Value] | None:
        """Some keys of the front matter with all that is below them."""
        root: dict[str, Value] = {}
        opened: list[_Open] = [(0, root)]
        mapping, column = root, 0  # where the next key belongs if it stands in the same column
        pending: str | None = None  # the key whose value begins below
        known_line, known_head = self._lines.get, self._heads.get
        for line in block.split("\n"):
            if not line:
                continue
            known = known_line(line)
            if known is not None:
                place, key, value, opens = known
            else:
                head, _, rest = line.partition(": ")
                spot = known_head(head)
                if spot is None or not rest:
                    known = self._learn(line, head)
                    if known is None:
                        return None
                    place, key, value, opens = known
                elif rest[0] == '"' and rest.find('"', 1) == len(rest) - 1 and "\\" not in rest and rest.isprintable():
                    place, key = spot
                    value, opens = rest[1:-1], None
                else:
                    scalar = read_scalar(rest)
                    if scalar is None:
                        return None
                    place, key = spot
                    value, opens = scalar[0], None
                    if len(line) <= _SHORT_LINE:
                        _remember(self._lines, line, (place, key, value, None))
            if place != column:
                container = _container(opened, place, pending)
                if container is None:
                    return None
                if isinstance(container, list):
                    if not key:
                        container.append(value)
                        column, pending = _NOWHERE, None
                        continue
                    mapping, column = {}, 1 - place
                    container.append(mapping)
                    opened.append((column, mapping))
                else:
                    mapping, column = container, place
            if key in mapping:
                return None
            mapping[key] = value
            pending = opens
        return root

    def _learn(self, line: str, head: str) -> Line | None:
        found = read_line(line)
        if found is None:
            return None
        if len(line) <= _SHORT_LINE:
            _remember(self._lines, line, found)
        place = read_head(head)
        if place is not None:
            _remember(self._heads, head, place)
        return found


def _container(opened: list[_Open], place: int, pending: str | None) -> dict[str, Value] | list[Value] | None:
    """The mapping or list that a line at the place belongs to, of those that are open; those below it are closed.

    A new one, where the line is the first below a key. None where no mapping or list has entries in that column.
    """
    at = place if place >= 0 else -1 - place
    column, container = opened[-1]
    if pending is not None and isinstance(container, dict) and (at > column or (at == column and place < 0)):
        new: dict[str, Value] | list[Value] = {} if place >= 0 else []
        container[pending] = new
        opened.append((at, new))
        return new
    kind = dict if place >= 0 else list
    while column > at or (column == at and type(container) is not kind):
        opened.pop()
        if not opened:
            return None
        column, container = opened[-1]
    return container if column == at else None


def _remember(memory: dict[str, _Known], text: str, meaning: _Known) -> None:
    if len(memory) >= _REMEMBERED:
        memory.clear()
    memory[text] = meaning
