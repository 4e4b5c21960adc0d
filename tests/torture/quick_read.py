"""The quick reading of cards against the parser: it says the same, types and order of keys and all, or hands over.

Each text is read by lines, by a reader that remembers what went before and by a new one: memory must change nothing.
And it is read by outlines until they are known, its own or those of others.
"""

import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from editor.model.text.document import Document
from editor.model.text.envelope import decode, split
from editor.model.text.errors import Unreadable
from editor.model.text.outlines import Leaf, OutlineReader, Shape, Uncertain, plain_yaml
from editor.model.text.quick_read import QuickReader
from editor.model.text.scalars import Value
from tests.helpers.yaml_traps import PLACES, TRAPS, placed
from tests.torture import yaml_suite
from tests.torture.figures import Figure
from tests.torture.inputs import damaged, made_up, sample_cards
from tests.torture.mutants import Broken, Inputs, figure

MADE_UP = 60  # cards that hypothesis makes up in every style
LEARNT = 3  # times that a text is read until all of its outlines are known
QUICK = 12  # times that each card comes again which is read quickly as it is
KEYS = ("a", "b", "c", "title", "published", "url", "images", "topics", "x-y", "_id", "no", "null", "w" * 50, "A1")
TAME = (
    "x",
    "two words",
    "1",
    "-1",
    "true",
    '"q"',
    "'s'",
    "2024-01-02",
    "2024-01-02T03:04:05Z",
    "a.b/c?d=e",
    "no",
    "1.5",
)


def run(mutants: int, seed: int, *, workers: int = 2) -> Iterator[Figure]:
    """All traps in all places, the YAML test suite where it is at hand, cards as they are, and so many mutants."""
    cards = all_cards(seed)
    yield differences("quick reading: traps", traps())
    yield suite()
    yield differences("quick reading: cards as they are", (card.decode("utf-8", "replace") for card in cards))
    yield figure("quick reading: mutants", Inputs(cards, seed, twisted, compare), mutants, workers)


def all_cards(seed: int) -> tuple[bytes, ...]:
    """Made-up cards, most of them in the style that is read quickly."""
    with tempfile.TemporaryDirectory(prefix="newscards-") as scratch:
        cards = [*sample_cards(Path(scratch) / "site"), *made_up(MADE_UP, seed)]
    quick = [card for card in cards if verdict(QuickReader(), card.decode("utf-8", "replace")) == "read"]
    return (*cards, *quick * QUICK)


def traps() -> Iterator[str]:
    """Each trap in each place, with both line ends."""
    for place in PLACES:
        for trap in TRAPS:
            yield from (f"---\n{placed(trap, place, newline)}---\nBody.\n" for newline in ("\n", "\r\n"))


def suite() -> Figure:
    """The official YAML test suite where it was fetched before: each document as front matter, and as a value."""
    what = "quick reading: YAML test suite"
    folder = yaml_suite.find()
    if folder is None:
        return Figure(what, 0, 0, f"skipped: {yaml_suite.HOW_TO_GET_IT}")
    texts = yaml_suite.read(folder)
    return differences(
        what, (wrap(text) for text in texts for wrap in (yaml_suite.as_front_matter, yaml_suite.as_value))
    )


def differences(what: str, texts: Iterable[str]) -> Figure:
    """All texts by the same readers."""
    reader, outlines, kinds, wrong = QuickReader(), OutlineReader(), Counter[str](), []
    for text in texts:
        try:
            kinds[f"{verdict(reader, text)}, {outlined(outlines, text)}"] += 1
        except Broken as broken:
            wrong.append(str(broken))
    note = "; ".join([*(f"{count:,} {kind}" for kind, count in sorted(kinds.items())), *wrong[:5]])
    return Figure(what, kinds.total() + len(wrong), len(wrong), note)


def compare(data: bytes, dice: random.Random) -> str:
    """One mutant, by a reader that has read those before it."""
    try:
        text = decode(data)
    except Unreadable:
        return "no card"
    reader, outlines = _readers()
    return f"{verdict(reader, text)}, {outlined(outlines, text)}"


def outlined(reader: OutlineReader, text: str) -> str:
    """Whether a text is read by its outlines. Raises Broken where it is, and the parser says otherwise."""
    values = _by_outlines(reader, text)
    if values is None:
        return "no outline"
    _agree(values, text, "outlines say")
    return "outlined"


def _by_outlines(reader: OutlineReader, text: str) -> dict[str, Value] | None:
    try:
        yaml = plain_yaml(text.encode())
    except UnicodeEncodeError:
        return None
    blocks = None
    for _ in range(LEARNT if yaml is not None else 0):
        blocks = blocks or reader.read(yaml or "")
    try:
        pairs = [(key, _value(shape, taken)) for outline, taken in blocks or () for key, shape in outline.shape.items()]
    except Uncertain:
        return None
    values = dict(pairs)
    return values if blocks and len(values) == len(pairs) else None


def _value(shape: Shape, taken: Sequence[str]) -> Value:
    if isinstance(shape, Leaf):
        return shape.read((taken[shape.number],))[0]
    if isinstance(shape, dict):
        return {key: _value(child, taken) for key, child in shape.items()}
    return [_value(child, taken) for child in shape] if isinstance(shape, list) else None


def _agree(values: dict[str, Value], text: str, said: str) -> None:
    """Raises Broken where the parser says otherwise."""
    try:
        document = Document.parse(text)
    except Unreadable as error:
        raise Broken(f"{said} {values!r}, and it cannot be read ({error}): {text[:2000]!r}") from None
    if document.duplicates or repr(document.value()) != repr(values):
        raise Broken(f"{said} {values!r}, and it is {document.value()!r}: {text[:2000]!r}")


def verdict(reader: QuickReader, text: str) -> str:
    """Whether a text is no card, read or handed over. Raises Broken where it is read, and the parser says otherwise."""
    try:
        yaml = split(text).yaml
    except Unreadable:
        return "no card"
    quick = reader.read(yaml)
    if repr(quick) != repr(QuickReader().read(yaml)):
        raise Broken(f"without memory it is read otherwise: {text[:2000]!r}")
    if quick is None:
        return "handed over"
    _agree(quick, text, "read as")
    return "read"


@cache
def _readers() -> tuple[QuickReader, OutlineReader]:
    return QuickReader(), OutlineReader()


def twisted(number: int, seed: int, cards: Sequence[bytes]) -> bytes:
    """A card after accidents with bytes, or with lines; or one that is made of lines by chance."""
    dice = random.Random(f"{seed} {number} twisted")
    kind = dice.randrange(5)
    if kind == 0:
        return damaged(dice.choice(cards), dice, cards)
    if kind == 1:
        return _by_chance(dice)
    lines = dice.choice(cards).split(b"\n")
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        lines = dice.choice(_TWISTS)(lines, dice, cards)
    data = b"\n".join(lines)
    return damaged(data, dice, cards) if dice.random() < 0.1 else data


def _by_chance(dice: random.Random) -> bytes:
    """Lines with keys, dashes and values in columns that often fit together."""
    lines, column = [f"{dice.choice(KEYS)}:{dice.choice(('', ' 1'))}"], 0
    for _ in range(dice.randrange(1, 8)):
        column = max(0, column + dice.choice((-4, -2, -2, 0, 0, 0, 0, 2, 2, 2, dice.choice((-3, -1, 1, 3)))))
        dash = dice.choice(("", "", "", "- ", "- ", "- ", dice.choice(("-", "-  ", "- - "))))
        key = dice.choice(KEYS) if dice.random() < 0.7 else ""
        colon = dice.choice((":", ":", ":", ":", ":", ":", ": ", " :")) if key else ""
        value = dice.choice(TAME if dice.random() < 0.7 else TRAPS) if dice.random() < 0.7 else ""
        lines.append(f"{' ' * column}{dash}{key}{colon}{' ' if colon and value else ''}{value}")
        lines += [""] * dice.choice((0, 0, 0, 0, 0, 1, 2))
    newline = dice.choice(("\n", "\n", "\n", "\n", "\r\n", "\r"))
    return f"---\n{newline.join(lines)}\n---\n".encode("utf-8", "replace")


def _trapped(lines: list[bytes], dice: random.Random, cards: Sequence[bytes]) -> list[bytes]:
    """A value, an item, a key or a whole line is another."""
    at = dice.randrange(len(lines))
    trap = dice.choice(TAME if dice.random() < 0.4 else TRAPS).encode("utf-8", "replace")
    head, mark, value = lines[at].partition(dice.choice((b": ", b": ", b"- ")))
    changed = dice.choice((head + mark + trap, head + mark + trap, trap + mark + value, trap, lines[at] + trap))
    return [*lines[:at], changed, *lines[at + 1 :]]


def _moved(lines: list[bytes], dice: random.Random, cards: Sequence[bytes]) -> list[bytes]:
    """Some lines are doubled, dropped, moved, or come from another card."""
    other = dice.choice(cards).split(b"\n") if dice.random() < 0.4 else lines
    start, to = dice.randrange(len(other)), dice.randrange(len(lines))
    some = other[start : start + dice.choice((1, 1, 2, 4, 9))]
    kept = lines[: to + 1] + lines[to + 1 + dice.choice((0, 0, 1, 2, 5)) :]
    return kept if dice.random() < 0.3 else [*kept[: to + 1], *some, *kept[to + 1 :]]


def _indented(lines: list[bytes], dice: random.Random, cards: Sequence[bytes]) -> list[bytes]:
    """Some lines stand in other columns."""
    start = dice.randrange(len(lines))
    end = start + dice.choice((1, 1, 2, 3, 8))
    more, less = dice.choice(
        ((b" ", 0), (b"  ", 0), (b"    ", 0), (b"", 1), (b"", 2), (b"", 4), (b"- ", 0), (b"- ", 2))
    )
    return [
        more + line.removeprefix(b" " * less) if start <= at < end and line.strip() else line
        for at, line in enumerate(lines)
    ]


def _spaced(lines: list[bytes], dice: random.Random, cards: Sequence[bytes]) -> list[bytes]:
    """Blank lines, comments and blanks come or go; or all line ends are others."""
    at = dice.randrange(len(lines))
    match dice.randrange(5):
        case 0:
            return [line for line in lines if line.strip()]
        case 1:
            return [line + b"\r" for line in lines]
        case 2:
            return [
                *lines[:at],
                lines[at] + dice.choice((b" ", b"  ", b"\r", b" # c", b":", b" #", b"\t")),
                *lines[at + 1 :],
            ]
    between = dice.choice((b"", b"", b"  ", b"# c", b"  # c", b"      # c", b"\t", b"  text"))
    return [*lines[:at], between, *lines[at:]]


_TWISTS: tuple[Callable[[list[bytes], random.Random, Sequence[bytes]], list[bytes]], ...] = (
    *(_trapped, _trapped, _trapped),
    *(_moved, _moved, _indented, _indented, _spaced),
)
