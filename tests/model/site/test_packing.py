"""Values as bytes."""

import contextlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.model.site.packing import BROKEN, pack, pack_tightly, unpack, unpack_tight

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()


@given(st.dictionaries(st.text(), st.lists(SCALARS).map(tuple)))
def test_what_is_packed_comes_back_with_its_types(values: dict[str, tuple[object, ...]]):
    again = unpack(pack(values))  # type: ignore[arg-type]  # scalars, as far as the test knows
    assert again == values
    assert isinstance(again, dict)
    for path, cell in values.items():
        assert list(map(type, again[path])) == list(map(type, cell))


def test_what_is_packed_tightly_takes_less_room_and_comes_back():
    values = {"related.provider.name": ("Harbour Times",) * 500}
    packed = pack_tightly(values)
    assert len(packed) < len(pack(values)) / 10
    assert unpack_tight(packed) == values


@pytest.mark.parametrize("data", [b"", b"x", pack("plain"), pack_tightly("a" * 500)[:-2]])
def test_bytes_that_were_never_packed_tightly_raise_one_of_the_known(data: bytes):
    with pytest.raises(BROKEN):
        unpack_tight(data)


def test_numbers_of_any_size_and_what_is_no_number():
    assert unpack(pack([2**63, 2**64, -(2**64), {"a": 2**100}])) == (2**63, 2**64, -(2**64), {"a": 2**100})
    assert math.isnan(unpack(pack(math.nan)))  # type: ignore[arg-type]  # a float


def test_characters_that_stand_for_bytes_come_back():
    assert unpack(pack("a\udcff")) == "a\udcff"


@given(st.binary(max_size=60))
def test_other_bytes_are_a_value_or_an_error_that_is_known(data: bytes):
    with contextlib.suppress(BROKEN):
        unpack(data)


def test_a_kind_of_value_that_nobody_packed_is_refused():
    with pytest.raises(ValueError, match="packed as 7"):
        unpack(b"\xd4\x07\x01")
