"""The values of a card, ten times faster than by its parser, where they are certain without one.

Most cards are written in one style: each line ends what it begins, and many lines, even whole blocks, are those of
other cards. What is not certain is left to the parser, which is the truth: `Document.parse(text).value()`.
"""

from __future__ import annotations

from typing import TypeAlias, TypeVar

from editor.model.text.quick_lines import COMMENT, Line, Place, join_texts, read_head, read_line, read_value
from editor.model.text.scalars import Value

_LONGEST = 64 * 1024  # characters that are read: four times less than the parser takes bytes
_SHORT = 400  # characters of a block that may well be that of another card, as a provider's is
_SHORT_LINE = 60  # characters of a line that may well be that of another card
_REMEMBERED = 4096  # blocks, lines, and beginnings of lines, each at most; a few megabytes
_NOWHERE = COMMENT - 1  # no line has that place

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
        certain. Never raises. The values are to be read only: lists and mappings may be those of other cards, too.
        """
        if len(yaml) > _LONGEST or yaml[-1:] not in ("", "\n"):
            return None
        if "\r" in yaml:
            yaml = yaml.replace("\r\n", "\n")
        values: dict[str, Value] = {}
        count = 0
        for block in yaml.split("\n\n"):
            short = len(block) <= _SHORT
            found = self._blocks.get(block) if short else None
            if found is None:
                if not block[:1].isalpha():  # it may well belong to the block above
                    return self._read_block(yaml)
                found = self._read_block(block)
                if found is None:
                    return None
                if short:
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
        for line in join_texts(block).split("\n"):
            if not line:
                continue
            known = known_line(line)
            if known is not None:
                place, key, value, opens = known
            else:
                head, _, rest = line.partition(': "')
                text, end, behind = rest.partition('"')
                spot = known_head(head)
                if spot and end and not behind and "\\" not in text and text.isprintable():
                    place, key = spot
                    value, opens = text, None
                else:
                    known = self._learn(line)
                    if known is None:
                        return None
                    place, key, value, opens = known
            if place != column:
                if place == COMMENT:
                    continue
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

    def _learn(self, line: str) -> Line | None:
        """What a line says that is not known, nor nothing but a known key and quotes."""
        head, colon, text = line.partition(": ")
        spot = self._heads.get(head)
        if spot is not None and text:
            value = read_value(text)
            found: Line | None = None if value is None else (*spot, value[0], None)
        else:
            found = read_line(line)
            if colon and (spot := read_head(head)) is not None:
                _remember(self._heads, head, spot)
        if found is not None and len(line) <= _SHORT_LINE:
            _remember(self._lines, line, found)
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
