"""A bot's commits and an editor's changes, replayed: nothing is lost, and nobody is asked in vain."""

from tests.torture.replays import run


def test_a_bot_and_an_editor_share_cards_without_losses_or_false_conflicts():
    figures = list(run(60, seed=1))
    assert [(figure.what, figure.bad, figure.note) for figure in figures if figure.bad] == []
    assert all(figure.tried >= 60 for figure in figures)
    assert "git merge-file conflicts on 0 " not in figures[-1].note
