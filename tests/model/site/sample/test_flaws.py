import pytest

from editor.model.card.card import read_card
from editor.model.card.checks import check
from editor.model.card.schema import load_schemas
from editor.model.site.sample.cards import Desk
from editor.model.site.sample.flaws import FLAWS
from editor.model.site.sample.stories import Newsroom
from editor.model.site.sample.world import load_world

RULES = (
    "unreadable",
    "published-quoted",
    "date",
    "missing",
    "url",
    "duplicate-key",
    "unreadable",
    "unreadable",
    "type",
)


@pytest.mark.parametrize(("flaw", "rule"), list(zip(FLAWS, RULES, strict=True)))
def test_each_flaw_is_found_as_what_it_is(flaw, rule):
    desk = Desk(Newsroom(load_world(), cards=20, seed=1), seed=1)
    for number in range(20):
        draft = desk.news(number, by_machine=True)
        card = read_card(f"_news/{draft.name}.md", flaw(draft.text), load_schemas())
        assert [finding.rule for finding in check(card)] == [rule]
