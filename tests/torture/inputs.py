"""Files that nobody would write: mutants of made-up cards, and bombs. The same seed and number give the same bytes."""

import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import hypothesis

from editor.model.site.sample import write_sample
from tests.helpers.yaml_made_up import BOUNDED, made_up_cards

CORPUS = Path(__file__).parents[1] / "corpus"

TOKENS: tuple[bytes, ...] = (
    *(b"---\n", b"...\n", b"--- ", b"\n", b"\r\n", b"\r", b"\t", b"  ", b"    ", b"- ", b"? ", b": ", b":", b"# c\n"),
    *(b"[", b"]", b"{", b"}", b",", b"&a ", b"*a", b"<<: *a\n", b"!", b"!!str ", b"!!binary ", b"!<tag:x> ", b"|"),
    *(b">", b"|2-\n", b">+\n", b"'", b'"', b"''", b'\\"', b"\\x", b"\\u12", b"\\U0011FFFF", b"%YAML 1.1\n", b"@"),
    *(b"%TAG ! x\n", b"`", b"~", b"null", b"yes", b"=", b"012", b"1:30", b"0x1F", b".inf", b"2024-02-30", b"\x07"),
    *(b"2024-05-01T25:00:00Z", b"\xef\xbb\xbf", b"\xc2\x85", b"\xe2\x80\xa8", b"\xff", b"\xc3", b"\xed\xa0\x80"),
    *(b"\x00", b"\xf0\x9f\x9a", b"\xf0\x9f\x9a\xa2", b"\x7f", b"\xc2\x80", b"\xef\xbf\xbe", b"title: x\n"),
    *(b"published: false\n", b"secured: y\n", b"!!python/object/apply:os.system ['false']\n", b"9" * 400, b"-" * 60),
    *(b"&a " * 20, b"related:\n- - - -\n"),
)  # fmt: skip


def _numbered(line: bytes, first: bytes, count: int) -> bytes:
    """Lines that build upon each other: in each, its number twice, then that of the one before in all other places."""
    others = line.count(b"%d") - 2
    return first + b"".join(line % ((number,) * 2 + (number - 1,) * others) for number in range(1, count))


BOMBS: Mapping[str, bytes] = {
    name: b"---\n" + text + b"\n---\nBody.\n"
    for name, text in {
        "aliases": _numbered(b"a%d: &a%d [" + b"*a%d, " * 9 + b"]\n", b"a0: &a0 [x]\n", 12),
        "aliases of mappings": _numbered(b"a%d: &a%d {p: *a%d, q: *a%d}\n", b"a0: &a0 {k: x}\n", 40),
        "an alias of itself": b"a: &a [*a]",
        "merge keys": _numbered(b"a%d: &a%d {<<: [*a%d, *a%d]}\n", b"a0: &a0 {k: x}\n", 40),
        "10,000 deep, flow": b"a: " + b"[" * 10_000 + b"]" * 10_000,
        "10,000 deep, flow mappings": b"a: " + b"{a: " * 10_000 + b"}" * 10_000,
        "10,000 deep, dashes": b"a: \n " + b"- " * 10_000 + b"x",
        "500 deep, block": b"".join(b" " * number + b"a:\n" for number in range(500)),
        "keys in keys": b"? " * 10_000 + b"x",
        "1,000,000 unclosed": b"a: " + b"[" * 1_000_000,
        "unclosed below the limit": b"a: " + b"[" * 250_000,
        "python tags": b"a: !!python/object/apply:os.system ['touch newscards-was-here']\nb: !!python/name:os.system",
        "a huge key": b"k" * 200_000 + b": x",
        "a long quoted key": b'"' + b"k" * 1000 + b'": x',
        "a huge value": b"a: " + b"x " * 120_000,
        "300 KiB": b"key: value\n" * 28_000,
        "20,000 keys": _numbered(b"k%d: %d\n", b"", 20_000),
        "one key, 20,000 times": b"k: v\n" * 20_000,
        "20,000 items": b"topics:\n" + b"- x\n" * 20_000,
        "9,000 anchors": _numbered(b"k%d: &a%d x\n", b"", 9_000),
        "a quote that never ends": b'a: "' + b"x\n" * 100_000,
        "blank lines": b"a: x\n" + b"\n" * 250_000,
        "comments": b"#\n" * 125_000,
        "a huge number": b"a: 1" + b"0" * 200_000,
        "sexagesimal": b"a: 1" + b":59" * 50_000,
        "a huge exponent": b"a: 1.0e+999999999\nb: 0x" + b"F" * 100_000,
        "a huge tag": b"a: !t x\nb: !" + b"t" * 200_000 + b" x",
        "a huge directive": b"%TAG !e! tag:" + b"x" * 100_000 + b"\n--- \na: !e!x y",
        "escapes": b'a: "' + b"\\x41" * 60_000 + b'"',
        "carriage returns": b"a: x\r" * 50_000,
    }.items()
}


def sample_cards(folder: Path) -> list[bytes]:
    """The corpus of this repository, and cards of every kind of the sample site, which is written into `folder`."""
    write_sample(folder, cards=60)
    files = [*sorted(CORPUS.glob("*.md")), *sorted(folder.glob("_[!d]*/**/*.md"))]
    return [file.read_bytes() for file in files]


def made_up(count: int, seed: int) -> list[bytes]:
    """Cards in every style that YAML has, as hypothesis makes them up."""
    found: list[bytes] = []

    @hypothesis.seed(seed)
    @hypothesis.settings(BOUNDED, max_examples=count, phases=[hypothesis.Phase.generate])
    @hypothesis.given(made_up_cards())
    def collect(card: str) -> None:
        found.append(card.encode())

    collect()
    return found


def whole(number: int, seed: int, cards: Sequence[bytes]) -> bytes:
    """One card after the other, as they are."""
    return cards[number % len(cards)]


def mutant(number: int, seed: int, cards: Sequence[bytes]) -> bytes:
    """A card that something has happened to."""
    dice = random.Random(f"{seed} {number}")
    return damaged(dice.choice(cards), dice, cards)


def damaged(data: bytes, dice: random.Random, cards: Sequence[bytes]) -> bytes:
    """The file after one to six accidents, some of which bring pieces of other cards."""
    for _ in range(dice.choice((1, 1, 1, 2, 2, 3, 6))):
        data = dice.choice(_ACCIDENTS)(data, dice, cards)
    return data


def _flip(data: bytes, dice: random.Random, cards: Sequence[bytes]) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :] if at < len(data) else data


def _put(data: bytes, dice: random.Random, cards: Sequence[bytes]) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + dice.choice(TOKENS) + data[at + dice.choice((0, 0, 1, 3)) :]


def _put_at_a_place(data: bytes, dice: random.Random, cards: Sequence[bytes]) -> bytes:
    """At the start of a line, or right after a colon or dash: where YAML looks for such things."""
    mark = dice.choice((b"\n", b": ", b"- ", b'"', b"'"))
    places = [at for at in range(len(data)) if data.startswith(mark, at)]
    at = dice.choice(places) + len(mark) if places else 0
    return data[:at] + dice.choice(TOKENS) + data[at:]


def _delete(data: bytes, dice: random.Random, cards: Sequence[bytes]) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + data[at + dice.choice((1, 1, 2, 5, 40)) :]


def _repeat(data: bytes, dice: random.Random, cards: Sequence[bytes]) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + data[at : at + dice.choice((1, 5, 40))] * dice.choice((2, 3)) + data[at:]


def _splice(data: bytes, dice: random.Random, cards: Sequence[bytes]) -> bytes:
    other = dice.choice(cards)
    return data[: dice.randrange(len(data) + 1)] + other[dice.randrange(len(other) + 1) :]


def _lines(data: bytes, dice: random.Random, cards: Sequence[bytes]) -> bytes:
    """Two lines swapped, one doubled, dropped, or indented otherwise."""
    lines = data.split(b"\n")
    one, two = dice.randrange(len(lines)), dice.randrange(len(lines))
    match dice.randrange(4):
        case 0:
            lines[one], lines[two] = lines[two], lines[one]
        case 1:
            lines.insert(two, lines[one])
        case 2:
            del lines[one]
        case 3:
            lines[one] = dice.choice((b" ", b"  ", b"\t", b"    - ")) + lines[one].lstrip(dice.choice((b"", b" ")))
    return b"\n".join(lines)


def _line_ends(data: bytes, dice: random.Random, cards: Sequence[bytes]) -> bytes:
    ends = dice.choice(((b"\r\n",), (b"\n", b"\r\n"), (b"\n", b"\r"), (b"\n", b"\xc2\x85"), (b"\r\n", b"\n\r")))
    return b"".join(line + dice.choice(ends) for line in data.split(b"\n"))


def _cut(data: bytes, dice: random.Random, cards: Sequence[bytes]) -> bytes:
    return data[: dice.randrange(len(data) + 1)]


_Accident = Callable[[bytes, random.Random, Sequence[bytes]], bytes]
_ACCIDENTS: tuple[_Accident, ...] = (
    *(_flip, _flip, _put, _put, _put_at_a_place, _put_at_a_place, _put_at_a_place),
    *(_delete, _delete, _repeat, _splice, _lines, _lines, _line_ends, _cut),
)
