"""What is gathered of blocks; that it is what each card says alone is a matter of `test_block_reader`."""

from datetime import date

from editor.model.card.schema import Schemas
from editor.model.site.block import as_date, unpacked
from editor.model.site.digest import Digest, digest
from editor.model.site.gathering import Gathered
from editor.model.site.rows import row_of, unread
from editor.model.site.store import StoreError
from editor.model.text.outlines import OutlineReader


def digest_of(yaml: str, schemas: Schemas) -> Digest:
    reader = OutlineReader()
    for _ in range(2):
        reader.read(yaml)
    ((outline, _),) = reader.read(yaml) or ()
    return digest(schemas.by_name("news"), outline.shape, date(2999, 1, 1))


def take(gathered: Gathered, of: Digest, taken: dict[int, tuple[str, ...]]) -> None:
    values = of.values(taken.values())
    assert values is not None
    gathered.take(of, taken, values)


def test_columns_are_put_together_in_the_order_of_the_cards(schemas: Schemas):
    title = digest_of('title: "A"', schemas)
    rest = digest_of("publishedDateTime: 2024-05-01T06:30:00Z\npublished: false\nheat: 3", schemas)
    topics = digest_of('topics:\n  - A\n  - "B"', schemas)
    provider = digest_of("provider:\n  name: A\n  domain: a.example", schemas)
    ids = ("_news/a.md", "_news/broken.md", "_news/b.md", "_news/c-d.md")
    gathered = Gathered(ids, {0: "news", 2: "news", 3: "card"})
    take(gathered, title, {2: ("Two",), 0: (" One ",)})
    take(gathered, rest, {0: ("2024-05-01T06:30:00Z", "false", "3")})
    take(gathered, topics, {2: ("Boats", "")})
    take(gathered, topics, {})
    take(gathered, provider, {0: ("Gull Post", "gullpost.example"), 3: ("Gull Post", "gullpost.example")})
    broken = row_of(unread(ids[1], StoreError("Why not.", None), schemas))
    block = gathered.block({1: broken}, [None, (1, 2, 3, 4), None, None])
    assert block.ids == ids
    assert block.titles == ("One", broken.title, "Two", "C d")
    assert block.texts == ("one\n\ngull post", broken.text, "two\n\n\nboats", "c d\n\ngull post")
    assert str(as_date(block.dates[0])) == "2024-05-01 06:30:00+00:00"
    assert [as_date(each) for each in block.dates[1:]] == [None, None, None]
    for column, expected in (
        ("months", ["2024-05", "", "", ""]),
        ("publishing", ["hidden", "published", "published", "published"]),
        ("providers", ["Gull Post", "", "", "Gull Post"]),
        ("topics", [(), (), ("Boats",), ()]),
        (
            "uses",
            [("Gull Post", "gullpost.example", ()), ("", "", ()), ("", "", ()), ("Gull Post", "gullpost.example", ())],
        ),
        ("schemas", ["news", "news", "news", "card"]),
        ("errors", ["", "Why not.", "", ""]),
        ("problems", [0, 1, 0, 0]),
    ):
        values, codes = getattr(block, column)
        assert [values[code] for code in memoryview(codes).cast("I")] == expected
    ((length, cells),) = block.chunks
    assert length == 4
    values, codes = unpacked(cells["heat"])
    assert [values[code] for code in memoryview(codes).cast("I")] == [(3,), (), (), ()]
    values, codes = unpacked(cells["publishedDateTime"])
    assert values[memoryview(codes).cast("I")[0]] == ("2024-05-01T06:30:00Z",)
