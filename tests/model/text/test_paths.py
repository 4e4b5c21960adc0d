import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.model.text.paths import format_path, parse_path
from tests.helpers.yaml_made_up import BOUNDED


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("title", ("title",)),
        ("provider.name", ("provider", "name")),
        ("images[0].width", ("images", 0, "width")),
        ("grid[1][2]", ("grid", 1, 2)),
        ('["odd.key"]', ("odd.key",)),
        ('a["b \\"c\\""].d', ("a", 'b "c"', "d")),
        ("stats.2020", ("stats", "2020")),
        ("straße", ("straße",)),
    ],
)
def test_a_path_is_read_as_people_write_it_and_written_so(text, path):
    assert parse_path(text) == path
    assert format_path(path) == text


@pytest.mark.parametrize(
    "text", ["", ".a", "a..b", "a.", "a[", "a[x]", "a[-1]", "[0]a", "a b", '["a', '["\\q"]', "a=b"]
)
def test_what_is_no_path_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match="field"):
        parse_path(text)


@BOUNDED
@given(st.lists(st.text() | st.integers(0, 99), min_size=1).map(tuple))
def test_every_path_survives_being_written(path):
    assert parse_path(format_path(path)) == path


def test_the_whole_card_has_no_name():
    assert format_path(()) == ""
