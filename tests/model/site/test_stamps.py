from hypothesis import given
from hypothesis import strategies as st

from editor.model.site.stamp import Stamp, as_column
from editor.model.site.stamps import Differences, Stamps, differences

STAMPS = st.one_of(st.none(), st.tuples(*[st.integers(0, 3)] * 4))
SURVEYS = st.dictionaries(st.sampled_from("abcdef"), STAMPS)


def stamps(of: dict[str, Stamp]) -> Stamps:
    return Stamps(tuple(of), as_column(of.values()))


@given(SURVEYS, SURVEYS)
def test_stamps_are_as_a_dict_of_them(first: dict[str, Stamp], second: dict[str, Stamp]):
    made = stamps(first)
    made.update(second)
    first.update(second)
    for card_id in "abc":
        assert made.pop(card_id, "none") == first.pop(card_id, "none")
    assert dict(made) == first
    assert [each in made for each in "abcdef"] == [each in first for each in "abcdef"]


@given(SURVEYS, SURVEYS)
def test_what_is_added_takes_the_place_of_what_was_there_and_what_completes_does_not(
    first: dict[str, Stamp], second: dict[str, Stamp]
):
    added, completed = stamps(first), stamps(first)
    added.add(tuple(second), as_column(second.values()))
    completed.complete(stamps(second))
    assert dict(added) == first | second
    assert dict(completed) == second | first


@given(SURVEYS, SURVEYS, SURVEYS)
def test_a_split_tells_what_is_known_and_the_same(
    first: dict[str, Stamp], later: dict[str, Stamp], now: dict[str, Stamp]
):
    before = stamps(first)
    before.update(later)
    same, others = before.split(stamps(now))
    known = {card_id: stamp for card_id, stamp in now.items() if stamp and (first | later).get(card_id) == stamp}
    assert dict(same) == known
    assert others == [card_id for card_id in now if card_id not in known]


@given(SURVEYS, SURVEYS)
def test_differences_are_those_of_dicts(old: dict[str, Stamp], new: dict[str, Stamp]):
    found = differences(stamps(old), stamps(new))
    assert found.changed == tuple(each for each in new if each in old and new[each] != old[each])
    assert found.added == tuple(each for each in new if each not in old)
    assert found.removed == tuple(each for each in old if each not in new)
    assert differences(stamps(new), stamps(new)) == Differences()
