import datetime

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from editor.model.text.resolution import construct, equal, resolve, short_tag, spell
from tests.helpers.yaml_made_up import BOUNDED, PLAIN

UTC = datetime.UTC


@pytest.mark.parametrize(
    "text", [*PLAIN, "", "Null", "<<", "0b11", "190:20:30", "+.inf", ".NaN", "2024-05-01t10:00:00.25z", "!", "&"]
)
def test_a_plain_scalar_gets_the_tag_that_pyyaml_gives(text):
    resolved = yaml.SafeLoader("").resolve(yaml.ScalarNode, text, (True, False))
    assert resolve(text) == short_tag(resolved).replace("yaml", "str")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", True),
        ("OFF", False),
        ("012", 10),
        ("1_000", 1000),
        ("1:30", 90),
        ("0x1F", 31),
        ("1.", 1.0),
        ("1e3", "1e3"),
        ("-.inf", float("-inf")),
        ("~", None),
        ("", None),
        ("2024-05-01", datetime.date(2024, 5, 1)),
        ("2024-05-01T10:00:00Z", datetime.datetime(2024, 5, 1, 10, tzinfo=UTC)),
        ("2024-05-01 10:00:00", datetime.datetime(2024, 5, 1, 10)),  # noqa: DTZ001  a time without a zone is meant
        ("2024-02-30", "2024-02-30"),
        ("2024-13-01", "2024-13-01"),
        ("2024-01-01T25:00:00Z", "2024-01-01T25:00:00Z"),
        ("2024-01-01T10:00:00+99:00", "2024-01-01T10:00:00+99:00"),
        ("0001-01-01T00:00:00+14:00", None),
        ("0b_", "0b_"),
        ("1" * 1001, "1" * 1001),
        ("<<", "<<"),
        ("=", "="),
    ],
)
def test_a_value_is_what_pyyaml_makes_of_it_or_else_its_text(text, value):
    found = construct(resolve(text), text)
    if text.startswith("0001"):
        assert isinstance(found, str | datetime.datetime)
    else:
        assert equal(found, value)


@pytest.mark.parametrize(
    ("value", "spelling"),
    [
        (True, "true"),
        (False, "false"),
        (None, "null"),
        (-1, "-1"),
        (1.0, "1.0"),
        (1e300, "1.0e+300"),
        (1.5e-7, "1.5e-07"),
        (float("inf"), ".inf"),
        (float("-inf"), "-.inf"),
        (float("nan"), ".nan"),
        (datetime.date(2024, 5, 1), "2024-05-01"),
        (datetime.datetime(2024, 5, 1, 10, tzinfo=UTC), "2024-05-01T10:00:00Z"),
        (datetime.datetime(2024, 5, 1, 10, 0, 0, 250000), "2024-05-01T10:00:00.250000"),  # noqa: DTZ001  no zone is meant
        (
            datetime.datetime(2024, 5, 1, 10, tzinfo=datetime.timezone(datetime.timedelta(hours=2))),
            "2024-05-01T10:00:00+02:00",
        ),
        ("a", "a"),
    ],
)
def test_a_value_has_one_canonical_spelling(value, spelling):
    tag, text = spell(value)
    assert text == spelling
    assert resolve(text) == tag
    assert equal(construct(tag, text), value)


@BOUNDED
@given(st.floats() | st.integers() | st.dates() | st.booleans() | st.none())
def test_every_value_is_read_back_from_its_spelling(value):
    tag, text = spell(value)
    assert resolve(text) == tag
    assert equal(construct(tag, text), value)


def test_things_that_python_takes_for_equal_are_not():
    assert not equal(1, True)
    assert not equal(1, 1.0)
    assert not equal("1", 1)
    assert not equal(0.0, -0.0)
    assert equal(float("nan"), float("nan"))
