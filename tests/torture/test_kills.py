"""A few kills of every flow, and a careless editor that must be found out."""

import pytest

from tests.torture.flows import CARELESS, Flow
from tests.torture.kills import CARDS, kill_often


@pytest.mark.parametrize("flow", CARDS, ids=lambda flow: flow.name)
def test_a_kill_at_any_moment_tears_and_loses_nothing(flow: Flow):
    figure = kill_often(flow, 16, seed=1, cards=CARDS[flow])
    assert figure.bad == 0, figure.note
    assert int(figure.note.split()[0]) >= 6, figure.note  # a kill after the end proves nothing


def test_an_editor_that_writes_into_the_cards_is_found_out():
    figure = kill_often(CARELESS, 40, seed=1, cards=40)
    assert figure.bad > 0
    assert "is torn" in figure.note
