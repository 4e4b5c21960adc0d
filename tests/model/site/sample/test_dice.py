from editor.model.site.sample.dice import Dice


def test_the_same_key_falls_the_same_way_on_every_python():
    # Figures written down once: they may never change, or every sample site would.
    dice = Dice(1, "story", 7)
    assert [dice.below(100) for _ in range(6)] == [23, 37, 85, 70, 83, 74]
    assert Dice(1, "bytes").base64(6) == "6wD6FKcw"


def test_another_key_falls_another_way():
    assert Dice(1, "story", 7).random() != Dice(1, "story", 8).random()


def test_numbers_stay_within_their_limits_and_reach_them():
    dice = Dice("limits")
    assert {dice.between(3, 5) for _ in range(200)} == {3, 4, 5}
    assert {dice.below(2) for _ in range(200)} == {0, 1}
    assert all(0.5 <= dice.spread(0.5, 0.7) < 0.7 for _ in range(200))


def test_chance_is_a_share():
    dice = Dice("chance")
    assert 250 < sum(dice.chance(0.3) for _ in range(1000)) < 350
    assert not any(dice.chance(0) for _ in range(100))


def test_some_gives_different_things_and_never_more_than_there_are():
    assert sorted(Dice("some").some("abc", 5)) == ["a", "b", "c"]
    assert len(set(Dice("some").some("abcdef", 4))) == 4
