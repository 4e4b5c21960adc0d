from datetime import date

import pytest

from editor.model.card.checks import RULES
from editor.model.card.fields import Field, FieldType
from editor.model.card.quick_checks import COVERED, conditions
from editor.model.text.outlines import OutlineReader, Uncertain

HORIZON = date(2025, 5, 1)
PICTURE = Field("image", "Picture", FieldType.MAPPING, fields=(Field("url", "", FieldType.URL, picture=True),))
FIELDS = {
    field.key: field
    for field in (
        Field("title", "Title", FieldType.TEXT, required=True, limit=8),
        Field("day", "Day", FieldType.DATETIME),
        Field("heat", "Heat", FieldType.INTEGER),
        Field("score", "Score", FieldType.NUMBER),
        Field("shown", "Shown", FieldType.BOOLEAN),
        Field("length", "Length", FieldType.DURATION),
        Field("kind", "Kind", FieldType.CHOICE, choices=("song", "film")),
        Field("link", "Link", FieldType.URL),
        Field("key", "Key", FieldType.TEXT, locked=True),
        Field("topics", "Topics", FieldType.LIST, merge="set", item=Field("topics", "", FieldType.TEXT)),
        Field("cover", "Cover", FieldType.URL, picture=True),
        Field("covers", "Covers", FieldType.LIST, item=Field("covers", "", FieldType.URL, picture=True)),
        PICTURE,
        Field("maker", "", FieldType.MAPPING, fields=(Field("name", "", FieldType.TEXT, required=True),)),
    )
}


def holds(yaml: str) -> bool | None:
    """Whether all conditions hold for a block; None where nothing can be said."""
    reader = OutlineReader()
    for _ in range(2):
        reader.read(yaml)
    ((outline, taken),) = reader.read(yaml)
    try:
        return all(
            each.holds(*[leaf.read((taken[leaf.number],)) for leaf in each.leaves])
            for each in conditions(outline.shape, FIELDS, HORIZON)
        )
    except Uncertain:
        return None


def test_every_rule_is_covered():
    """Whoever adds a rule has to say here when it finds nothing."""
    assert {rule.id for rule in RULES} == COVERED


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("title: Ferry", True),
        ("title: Ferry returns", False),
        ('title: " "', False),
        ("title:", None),
        ("title: 2024", None),
        ("title:\n  - a", None),
        ("published: true", True),
        ("published: 1", None),
        ("published:", None),
        ("day: 2025-05-01", True),
        ("day: 2025-05-02", False),
        ("day: 2025-05-01T23:59:59Z", True),
        ("day: 2025-05-02T00:00:00Z", False),
        ('day: "2025-05-01"', None),
        ("heat: 1", True),
        ("heat: true", None),
        ("heat: 1.5", None),
        ("score: 1", True),
        ("score: 1.5", True),
        ("shown: no", True),
        ("shown: 1", None),
        ("length: PT3M", True),
        ("length: 3 minutes", False),
        ("kind: song", True),
        ("kind: dance", False),
        ("link: /a", True),
        ("link: a b", False),
        ("link: 1", None),
        ("link:", True),
        ("key: 1", True),
        ("key: x", True),
        ("topics:\n  - a\n  - b", True),
        ("topics:\n  - a\n  - a", False),
        ("topics:\n  - a\n  - 1", None),
        ("topics:\n  - 1", None),
        ("topics: a", None),
        ("topics:\n  a: 1", None),
        ("cover: /a.png", None),
        ("cover: /a.png\nwidth: 1\nheight: 1", True),
        ("covers:\n  - /a.png", None),
        ("image:\n  url: /a.png\n  width: 1\n  height: 1", True),
        ("image:\n  url: /a.png\n  width: 1\n  height: 0", False),
        ("image:\n  url: /a.png\n  width: 1\n  height: high", None),
        ("image:\n  url: /a.png\n  width: 1", None),
        ("image:\n  url:", True),
        ("image: /a.png", None),
        ("maker:\n  name: A", True),
        ("maker:\n  names: A", None),
        ("maker:\n  - name: A", None),
        ("other: 1\nnobody:\n  knows: this", True),
    ],
)
def test_conditions_hold_where_no_rule_finds_anything(yaml: str, expected: bool | None):
    assert holds(yaml) is expected
