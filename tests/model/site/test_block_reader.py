"""Cards that are read together are what each of them is alone."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from editor.model.card.card import CardId, read_card
from editor.model.card.schema import Schemas
from editor.model.site import block_reader
from editor.model.site.block import Block
from editor.model.site.block_reader import BlockReader
from editor.model.site.columns import Columns
from editor.model.site.layout import find_cards, open_site
from editor.model.site.rows import RowReader, summary_of
from editor.model.site.sample import write_sample
from tests.torture.quick_read import all_cards, twisted

STORY = """\
---
title: "Ferry returns"
excerpt: "At last."
publishedDateTime: 2024-05-01T06:30:00Z
webUrl: https://harbourtimes.example/ferry
type: article
heat: 3
published: true

provider:
  name: Harbour Times
  domain: harbourtimes.example
  images:
    - url: /a.png
      width: 50
      height: 50

topics:
  - Ferries
  - Boats

images:
  - url: "https://harbourtimes.example/b.png"
    width: 600
    height: 400
---
"""

# What one card has in place of something in the story, and whether such a card can still be read with the others.
OTHERWISE = {
    "quotes that are escaped": ('"Ferry returns"', '"“Ferry” \\"returns\\""', True),
    "another escape": ('"Ferry returns"', '"Ferry\\treturns"', True),
    "a text that goes on": ('"At last."', '"At\n  last."', False),
    "a text that goes on, but not further in": ('"At last."', '"At\nlast."', False),
    "a quote that is not closed": ('"At last."', '"At last.\\"', False),
    "plain words": ("article", "video", True),
    "plain words that mean something": ("article", "yes", False),
    "a type that is not known": ("article", "song", False),
    "a number in quotes": ("heat: 3", 'heat: "3"', False),
    "an octal number": ("heat: 3", "heat: 010", False),
    "a huge number": ("heat: 3", f"heat: {'9' * 30}", False),
    "below zero": ("heat: 3", "heat: -3", True),
    "less than nothing": ("heat: 3", "heat: -0", False),
    "a day that no calendar has": ("2024-05-01", "2024-02-31", False),
    "an hour that no clock has": ("T06:30:00Z", "T24:30:00Z", False),
    "a date too far ahead": ("2024-05-01", "2924-05-01", False),
    "a date like no other": ("2024-05-01T06:30:00Z", "24-05-01T06:30:00:0:0Z", False),
    "another zone": ("06:30:00Z", "06:30:00+02:00", True),
    "a day without a time": ("2024-05-01T06:30:00Z", "2024-05-01", True),
    "a link without a scheme": ("https://harbourtimes.example/ferry", "harbourtimes.example/ferry", False),
    "a link in words": ("https://harbourtimes.example/ferry", "https://harbourtimes.example/fähre", False),
    "a topic twice": ("- Boats", "- Ferries", False),
    "an empty topic": ("- Boats", '- ""', True),
    "a topic that is a number": ("- Boats", "- 2024", False),
    "topics in brackets": ("topics:\n  - Ferries\n  - Boats", "topics: [Ferries, Boats]", False),
    "no height": ("    height: 400\n", "", False),
    "no width at all": ("width: 600", "width: 0", False),
    "a picture that has no address": ('"https://harbourtimes.example/b.png"', '" "', False),
    "a title of blanks": ('"Ferry returns"', '"  "', False),
    "a title that is long": ("Ferry returns", "Ferry returns " * 20, False),
    "an empty title": ('title: "Ferry returns"', "title:", False),
    "no title": ('title: "Ferry returns"\n', "", False),
    "a name": ('title: "Ferry returns"', 'name: "Ferry"', False),
    "a provider that is a name": (STORY[STORY.index("provider:") : STORY.index("\n\ntopics")], "provider: Gull", False),
    "no provider": (STORY[STORY.index("provider:") : STORY.index("topics")], "", False),
    "hidden": ("published: true", "published: false", True),
    "hidden in quotes": ("published: true", 'published: "false"', False),
    "listed": ("published: true", "published:", False),
    "nothing said": ("published: true\n", "", True),
    "a key twice": ("heat: 3", "heat: 3\nheat: 3", False),
    "a key twice, in two blocks": ("images:", "heat: 4\n\nimages:", False),
    "two keys with pictures": ("topics:", "image:\n  url: /c.png\n  width: 1\n  height: 1\n\ntopics:", True),
    "a block that goes on": ("      width: 50", "\n      width: 50", False),
    "blank lines": ("topics:", "\n\ntopics:", False),
    "a comment": ("heat: 3", "# warm\nheat: 3", False),
    "a remark": ("heat: 3", "heat: 3 # warm", True),
    "a text below": ('excerpt: "At last."', "excerpt: >-\n  At\n  last.", True),
    "a tab": ("heat: 3", "heat:\t3", False),
    "a line separator": ("At last.", "At\u2028last.", False),
    "an anchor": ("heat: 3", "heat: &a 3", False),
    "nothing behind a dash": ("- Boats", "-", False),
    "dots": ("heat: 3", "heat: 3\n...\nmore: 1", False),
    "another fence": ("---\n", "--- \n", False),
}


def rows_of(block: Block) -> list[tuple[str, ...]]:
    """What a block says of its cards, one after the other."""
    columns = Columns()
    return [
        (repr(replace(row, values={})), repr(sorted(row.values.items())))
        for row in (columns.row(slot) for slot in columns.take(block))
    ]


def alone(cards: Iterable[tuple[CardId, bytes]], schemas: Schemas) -> list[tuple[str, ...]]:
    """The same, of each card as the parser reads it."""
    return rows_of(Block.of([summary_of(read_card(card_id, data, schemas)) for card_id, data in cards], []))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[CardId]:
    """The cards that are read one by one."""
    asked: list[CardId] = []
    rows = RowReader.rows
    monkeypatch.setattr(RowReader, "rows", lambda self, ids, files: (asked.extend(ids), rows(self, ids, files))[1])
    return asked


def read(reader: BlockReader, cards: Sequence[tuple[CardId, bytes]]) -> list[tuple[str, ...]]:
    return rows_of(reader.block([card_id for card_id, _ in cards], [(data, None) for _, data in cards]))


@pytest.mark.parametrize("name", OTHERWISE)
def test_one_card_that_is_otherwise_is_read_as_it_is(schemas: Schemas, tmp_path: Path, name: str, asked: list[CardId]):
    old, new, together = OTHERWISE[name]
    assert STORY.count(old) >= 1
    reader = BlockReader(open_site(tmp_path), schemas)
    like_others = [(f"_news/{number}.md", STORY.encode()) for number in range(40)]
    otherwise = ("_news/otherwise.md", STORY.replace(old, new, 1).encode())
    cards = [*like_others[:20], otherwise, *like_others[20:]]
    read(reader, like_others)
    for _ in range(2):
        assert read(reader, cards) == alone(cards, schemas)
    asked.clear()
    assert read(reader, cards) == alone(cards, schemas)
    assert asked == ([] if together else ["_news/otherwise.md"])


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_the_first_two_of_many_are_read_one_by_one(
    schemas: Schemas, tmp_path: Path, newline: str, asked: list[CardId]
):
    cards = [(f"_news/{number}.md", STORY.replace("\n", newline).encode()) for number in range(40)]
    assert read(BlockReader(open_site(tmp_path), schemas), cards) == alone(cards, schemas)
    assert 0 < len(asked) < 10


@pytest.mark.parametrize("data", [b"", b"---", b"---\n---\n", b"---\n\n---\n", b"x", b"---\ntitle: \xff\n---\n"])
def test_whatever_is_no_card_is_told_apart(schemas: Schemas, tmp_path: Path, data: bytes):
    cards = [(f"_news/{number}.md", STORY.encode()) for number in range(40)]
    cards[7] = ("_news/other.md", data)
    assert read(BlockReader(open_site(tmp_path), schemas), cards) == alone(cards, schemas)


def test_a_body_that_is_not_utf_8_makes_a_card_unreadable(schemas: Schemas, tmp_path: Path):
    cards = [(f"_news/{number}.md", STORY.encode()) for number in range(40)]
    cards[30] = ("_news/other.md", STORY.encode() + b"Body \xff.\n")
    assert read(BlockReader(open_site(tmp_path), schemas), cards) == alone(cards, schemas)


def test_the_folder_decides_what_a_card_is_or_else_its_keys(schemas: Schemas, tmp_path: Path, asked: list[CardId]):
    texts = [STORY.replace("---\n", f"---\n{line}", 1) for line in ("", "category: news\n", "category: [news]\n")]
    cards = [
        (f"{folder}/{number}-{kind}.md", text.encode())
        for number in range(20)
        for folder in ("_news", "_posts")
        for kind, text in enumerate(texts)
    ]
    reader = BlockReader(open_site(tmp_path), schemas)
    read(reader, cards)
    asked.clear()
    found = read(reader, cards)
    assert found == alone(cards, schemas)
    assert sorted(asked) == sorted(card_id for card_id, _ in cards if card_id.endswith("2.md"))
    assert "schema='card'" in found[3][0]
    assert all("schema='news'" in found[place][0] for place in (0, 1, 2, 4))


def test_cards_of_a_sample_site_are_what_they_are_alone(schemas: Schemas, tmp_path: Path, asked: list[CardId]):
    write_sample(tmp_path / "site", cards=600)
    site = open_site(tmp_path / "site")
    ids = tuple(find_cards(site))
    block = BlockReader(site, schemas).read(ids)
    assert len(asked) < len(ids) / 2
    assert rows_of(block) == alone([(card_id, (site.root / card_id).read_bytes()) for card_id in ids], schemas)
    assert block.stamps == Block.of(*RowReader(site, schemas).read(ids)).stamps


def test_mutants_are_what_they_are_alone(schemas: Schemas, tmp_path: Path, asked: list[CardId]):
    made = all_cards(3)[::6]
    cards = [
        (f"{folder}/{number}.md", data)
        for number, data in enumerate((*made, *(twisted(number, 3, made) for number in range(300))))
        for folder in ("_news", "_learning/videos", "_posts")
    ]
    cards *= 2  # what was learnt of a mutant is used on it
    random.Random(3).shuffle(cards)
    reader = BlockReader(open_site(tmp_path), schemas)
    for begin in range(0, len(cards), 300):
        some = cards[begin : begin + 300]
        assert read(reader, some) == alone(some, schemas)
    assert len(asked) < len(cards) * 0.9


def test_memory_is_bounded(schemas: Schemas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(block_reader, "_REMEMBERED", 1)
    others = [STORY, STORY.replace("heat: 3\n", ""), STORY.replace("type: article\n", "")]
    cards = [(f"_news/{number}.md", others[number % 3].encode()) for number in range(60)]
    assert read(BlockReader(open_site(tmp_path), schemas), cards) == alone(cards, schemas)


def test_few_cards_are_read_one_by_one(schemas: Schemas, harbour: Path, asked: list[CardId]):
    site = open_site(harbour)
    ids = tuple(find_cards(site))
    assert BlockReader(site, schemas).read(ids) == Block.of(*RowReader(site, schemas).read(ids))
    assert BlockReader(site, schemas).read(()) == Block.of([], [])
    assert asked == [*ids, *ids]
