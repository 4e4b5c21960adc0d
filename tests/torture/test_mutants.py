"""A few thousand mutants and all bombs; and workers that die, hang or raise are pinned to their input."""

import os
import random
import signal
from collections import Counter

import pytest

from tests.torture import mutants
from tests.torture.inputs import CORPUS, mutant, whole
from tests.torture.mutants import Broken, Inputs, figure, look, run

CARDS = tuple(b"card %d" % number for number in range(12))


def dies(data: bytes, dice: random.Random) -> str:
    """Dies of card 7, as a parser does whose stack overflows."""
    if data == CARDS[7]:
        os.kill(os.getpid(), signal.SIGSEGV)
    return "fine"


def hangs(data: bytes, dice: random.Random) -> str:
    """Never ends with card 7."""
    while data == CARDS[7]:
        pass
    return "fine"


def raises(data: bytes, dice: random.Random) -> str:
    """Raises at card 7."""
    if data == CARDS[7]:
        raise Broken("a promise")
    return "fine"


def test_mutants_and_bombs_are_read_or_refused_and_edited_exactly_or_not_at_all_and_merged():
    for found in run(2000, seed=1, workers=1, bomb_rounds=1):
        assert found.bad == 0, found.note
        assert found.tried >= 20


@pytest.mark.parametrize(("careless", "what"), [(dies, "worker died"), (hangs, "no end after"), (raises, "a promise")])
def test_the_input_that_a_worker_dies_of_is_named_and_the_rest_is_looked_at(careless, what, monkeypatch):
    monkeypatch.setattr(mutants, "HANGS", 1.0)
    found = figure("careless", Inputs(CARDS, 1, whole, careless), len(CARDS), 2)
    assert found.bad == 1
    assert "whole 7 of seed 1" in found.note
    assert what in found.note
    assert "11 fine" in found.note


def test_the_same_seed_and_number_give_the_same_mutant():
    cards = [file.read_bytes() for file in sorted(CORPUS.glob("*.md"))]
    some = [mutant(number, 1, cards) for number in range(300)]
    assert some == [mutant(number, 1, cards) for number in range(300)]
    assert some != [mutant(number, 2, cards) for number in range(300)]
    assert len(set(some)) > 250


def test_mutants_are_near_enough_to_cards_that_many_can_still_be_read():
    cards = [file.read_bytes() for file in sorted(CORPUS.glob("*.md"))]
    kinds = Counter(look(mutant(number, 1, cards), random.Random(number)).split()[0] for number in range(300))
    assert min(kinds["broken"], kinds["readable"]) > 60
