from datetime import date

import pytest

from editor.model.card.schema import Schemas
from editor.model.site.digest import Digest, digest
from editor.model.text.outlines import OutlineReader, Uncertain

HORIZON = date(2025, 5, 1)
STORY = """\
title: Ferry
publishedDateTime: 2024-05-01T06:30:00Z
published: true
secured: b3Bl
extra:
provider:
  name: Harbour Times
  images:
    - url: /a.png
      width: 50
      height: 50
topics:
  - Ferries
  - Boats
images:
  - url: /b.png
    width: 60
    height: 40
  - url: /c.png
    width: 70
    height: 50"""


def made(yaml: str, schemas: Schemas) -> tuple[Digest, tuple[str, ...]]:
    reader = OutlineReader()
    for _ in range(2):
        reader.read(yaml)
    ((outline, taken),) = reader.read(yaml) or ()
    return digest(schemas.by_name("news"), outline.shape, HORIZON), taken


def test_a_digest_knows_where_a_row_finds_what_it_says(schemas: Schemas):
    found, taken = made(STORY, schemas)
    assert {name: taken[leaf.number] for name, leaf in found.said} == {
        "title": "Ferry",
        "published": "true",
        "publishedDateTime": "2024-05-01T06:30:00Z",
        "provider": "Harbour Times",
        "picture": "/b.png",
        "provider_picture": "/a.png",
    }
    assert [taken[leaf.number] for leaf in found.topics] == ["Ferries", "Boats"]
    cells = {path: [leaf and taken[leaf.number] for leaf in leaves] for path, leaves in found.cells}
    assert cells["images.width"] == ["60", "70"]
    assert cells["extra"] == [None]
    assert not {"title", "excerpt", "secured"} & cells.keys()
    assert set(found.uses) == {path for path in cells if path.startswith("provider.")} != set()
    assert found.has_picture


def test_values_are_those_of_many_blocks_unless_one_has_others_or_a_problem(schemas: Schemas):
    found, taken = made('heat: 3\nwebUrl: "https://a.example/"', schemas)
    assert found.values([taken, ("4", "/b")]) == [[3, 4], ("https://a.example/", "/b")]
    assert found.values([taken, ("04", "/b")]) is None
    assert found.values([taken, ("4", "b c")]) is None
    assert found.values([]) == []
    assert not found.has_picture
    assert found.uses == ()


@pytest.mark.parametrize(
    "yaml",
    [
        "title: 2024",
        "name: yes",
        "type:\n  - a",
        "provider:\n  name: 3",
        "topics:\n  - a\n  - 3",
        "topics: 3",
        "heat: hot",
    ],
)
def test_a_digest_is_not_made_where_each_card_has_to_be_asked(schemas: Schemas, yaml: str):
    with pytest.raises(Uncertain):
        made(yaml, schemas)


@pytest.mark.parametrize("yaml", ["provider: Gull Post", "other: 3\nanything:\n  - at: all"])
def test_what_no_rule_minds_is_no_obstacle(schemas: Schemas, yaml: str):
    if yaml.startswith("provider"):
        with pytest.raises(Uncertain):  # the schema wants fields there
            made(yaml, schemas)
    else:
        found, _ = made(yaml, schemas)
        assert [path for path, _ in found.cells] == ["other", "anything.at"]
