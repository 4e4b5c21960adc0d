from dataclasses import replace

import pytest

from editor.model.card.card import read_card
from editor.model.card.checks import count_problems
from editor.model.card.schema import Schemas
from editor.model.site.card_ids import among
from editor.model.site.index import Counts, Found, Group, Index
from editor.model.site.query import Marks, parse_query
from editor.model.site.steps import run
from editor.model.site.summary import Row, summarise
from tests.helpers.harbour_site import CAFE, FERRY

ALL = parse_query("")


@pytest.fixture
def make(schemas: Schemas):
    def row(card_id: str, text: str) -> Row:
        card = read_card(card_id, text, schemas)
        return summarise(card, count_problems(card))

    return row


def card(**fields: object) -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + "---\n"


def test_rows_are_found_by_id_and_by_search(make):
    index, ferry, cafe = Index(), make("b.md", FERRY), make("a.md", CAFE)
    index.update([ferry, cafe])
    assert len(index) == 2
    assert "a.md" in index
    assert index.row("b.md") == ferry
    assert index.find(parse_query("ferry")) == ["b.md"]
    assert index.find(parse_query("is:unsaved"), marks=Marks(unsaved={"a.md"})) == ["a.md"]
    with pytest.raises(KeyError):
        index.row("c.md")


def test_newest_come_first_and_those_without_a_date_last_either_way(make):
    index = Index()
    dates = {"a": "2024-01-01", "b": "2024-03-01T00:00:00Z", "c": "soon", "d": "2024-01-01", "e": "2023-05-05"}
    index.update(make(name, card(title=name, publishedDateTime=date)) for name, date in reversed(dates.items()))
    assert index.find(ALL) == ["b", "a", "d", "e", "c"]
    assert index.find(ALL, descending=False) == ["e", "a", "d", "b", "c"]


@pytest.mark.parametrize(
    ("sort", "ascending"),
    [
        ("id", "a b c d"),
        ("title", "c b a d"),
        ("heat", "b c a d"),
        ("provider", "a c b d"),
        ("topics", "b a c d"),
        ("published", "a b c d"),
        ("type", "b a c d"),
        ("size", "c a b d"),
        ("nothing", "a b c d"),
        ("schema", "a b c d"),
        ("excerpt", "a b c d"),
        ("publishing", "a b c d"),
        ("problems", None),
        ("error", "a b c d"),
    ],
)
def test_rows_are_sorted_by_any_field_with_missing_last_and_then_by_id(make, sort: str, ascending: str | None):
    index = Index()
    index.update(
        [
            make("d", card(title="zebra")),
            make("c", card(title="Ábc", heat=9, provider="{name: gull}", topics="[z]", published="true", size=".inf")),
            make("b", card(title="abd", heat=-1, provider="{name: Quay}", topics="[a]", type="a", size="text")),
            make("a", card(title="abe", heat=10, provider="{name: Gull}", topics="[b]", type="b", size=".nan")),
        ]
    )
    expected = sorted("abcd", key=lambda name: (index.row(name).problems, name)) if ascending is None else None
    if sort == "size":  # numbers, then text, and what is no number counts as missing
        ascending = "c b a d"
    assert index.find(ALL, sort=sort, descending=False) == (expected or (ascending or "").split())


def test_values_of_several_types_can_be_sorted(make):
    index = Index()
    values = ("text", 3, "true", 2.5, "2024-01-01", '""', "[]")
    index.update(make(str(number), card(title="t", key=value)) for number, value in enumerate(values))
    assert index.find(ALL, sort="key", descending=False) == ["2", "3", "1", "4", "0", "5", "6"]
    assert index.find(ALL, sort="key") == ["0", "4", "1", "3", "2", "5", "6"]


def test_a_changed_row_moves_and_a_removed_one_goes(make):
    index = Index()
    index.update([make("a", card(title="a")), make("b", card(title="b"))])
    assert index.find(ALL, sort="title", descending=False) == ["a", "b"]
    index.update([make("a", card(title="c"))])
    assert index.find(ALL, sort="title", descending=False) == ["b", "a"]
    index.remove(["b", "unknown"])
    assert index.find(ALL, sort="title") == ["a"]
    assert "b" not in index


def test_counts_follow_every_change(make):
    index = Index()
    assert index.counts() == Counts()
    index.update([make("a", FERRY), make("b", CAFE), make("c", "---\ntitle: [\n---\n")])
    assert index.counts() == Counts(
        all=3,
        published=1,
        unpublished=1,
        broken=1,
        problems=1,
        topics=(("City", 2), ("Ferries", 1)),
        providers=(("Gull Post", 1), ("Harbour Times", 1)),
        months=(("2024-05", 1), ("2023-11", 1)),
    )
    index.update([make("b", CAFE.replace("[City]", "[City, City]"))])
    assert index.counts().topics == (("City", 2), ("Ferries", 1))
    index.update([make("b", CAFE.replace("published: false", "published: true"))])
    assert (index.counts().published, index.counts().unpublished) == (2, 0)
    index.remove(["a", "c"])
    index.remove(["a"])
    assert index.counts() == Counts(
        all=1, published=1, topics=(("City", 1),), providers=(("Gull Post", 1),), months=(("2023-11", 1),)
    )


def test_the_fields_to_sort_by_are_those_of_rows_and_of_any_card(make):
    index = Index()
    assert "date" in index.fields()
    assert "own.key" not in index.fields()
    index.update([make("a.md", card(own="{key: 1}")), make("b.md", card(other=2))])
    assert index.fields() >= {"own.key", "other", "title", "provider"}


def found(index: Index, text: str, **how: object) -> Found:
    return run(index.search(parse_query(text), **how))  # type: ignore[arg-type]  # options of the search


def test_cards_stand_in_groups_the_newest_month_first_and_names_in_their_order(make):
    index = Index()
    index.update(
        [
            make("a", card(title="a", publishedDateTime="2024-01-05", topics="[Sea, City]", provider="{name: quay}")),
            make("b", card(title="b", publishedDateTime="2024-03-01", topics="[City]", provider="{name: Gull}")),
            make("c", card(title="c")),
            make("d", card(title="d", publishedDateTime="2024-01-09", topics="[]", provider="{name: Gull}")),
        ]
    )
    months = found(index, "", group="month")
    assert list(months.ids) == ["b", "d", "a", "c"]
    assert months.groups == (Group("2024-03", 0, 1), Group("2024-01", 1, 2), Group("", 3, 1))
    assert found(index, "", group="provider").groups == (Group("Gull", 0, 2), Group("quay", 2, 1), Group("", 3, 1))
    assert list(found(index, "", group="provider", sort="title", descending=False).ids) == ["b", "d", "a", "c"]
    assert found(index, "", group="topic").groups == (Group("City", 0, 1), Group("Sea", 1, 1), Group("", 2, 2))
    assert found(index, "nothing", group="topic") == Found([], ())
    assert found(index, "title:a").groups == ()


def test_each_key_typed_or_taken_back_has_the_answer_that_a_fresh_search_has(make):
    index = Index()
    index.update(make(f"{number:02}", card(title=f"ferry {number} to Aix and Ajaccio")) for number in range(30))
    index.update([make("x", card(title="aim"))])
    for text in ("a", "ai", "aix", "aix 1", "aix 12", "aix 1", "ai", "-ai", "a", "", "title:aim", "title:aim a"):
        fresh = Index()
        fresh.update(map(index.row, index.find(ALL)))
        assert index.find(parse_query(text)) == fresh.find(parse_query(text))
    run(index.learn())
    assert index.find(parse_query("ai")) == ["00", *(f"{number:02}" for number in range(1, 30)), "x"]
    index.update([make("x", card(title="bow"))])
    assert "x" not in index.find(parse_query("ai"))
    assert index.find(ALL, sort="title", descending=False)[:2] == ["x", "00"]


def test_how_many_match_and_which_values_a_field_has(make):
    index = Index()
    index.update(
        [
            make("a", card(title="a", topics="[Sea, City]", provider="{name: Quay, domain: q.example}", heat=3)),
            make("b", card(title="b", topics="[City]", provider="{name: Quay, domain: q.example}", isNew="true")),
        ]
    )
    assert run(index.count(parse_query("topic:city"))) == 2
    assert run(index.count(parse_query("is:new"), marks=Marks(new={"a"}))) == 1
    assert run(index.values_of("topic")) == (("City", 2), ("Sea", 1))
    assert run(index.values_of("provider")) == (("Quay", 2),)
    assert run(index.values_of("provider.domain")) == (("q.example", 2),)
    assert run(index.values_of("isNew")) == (("true", 1),)
    assert run(index.values_of("nowhere")) == ()
    index.update([make("c", card(title="c", topics="[Sea, Sea]"))])
    index.remove(["b"])
    assert run(index.values_of("topic")) == (("Sea", 2), ("City", 1))
    assert index.months() == index.counts().months


def test_a_search_that_is_under_way_while_the_rows_get_new_places_starts_again(make, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("editor.model.site.columns._WASTE", 0)
    index = Index()
    index.update(make(name, card(title=name)) for name in "abcdef")
    steps = index.search(ALL, sort="title", descending=False)
    next(steps)
    for name in "abcde":
        index.update([make(name, card(title=name, heat=3))])
    counting = index.count(parse_query("heat:>2"))
    next(counting)
    run(index.clear_up())
    assert not index.is_wasteful
    assert index.find(ALL, sort="id", descending=False) == list("abcdef")
    assert list(run(steps).ids) == list("abcdef")
    assert run(counting) == 5


def test_cards_whose_rows_change_while_a_search_goes_on_have_a_place_in_its_answer(make):
    index = Index()
    index.update(make(name, card(title=name)) for name in "abcdef")
    steps = index.search(ALL, sort="title", descending=False, group="month")
    for name in "abcdef" * 10:  # another card at each pause
        try:
            next(steps)
        except StopIteration as end:
            ids = end.value.ids
            break
        index.update([make(name, card(title=name, heat=3))])
    assert [ids.index(card_id) for card_id in ids] == list(range(len(ids)))
    after = run(index.search(ALL, sort="title", descending=False)).ids
    assert among(ids, after).all()
    assert among(after, ids).sum() == len(ids)


def test_learning_that_is_under_way_while_the_rows_get_new_places_ends_in_peace(make, monkeypatch: pytest.MonkeyPatch):
    index = Index()
    one = make("x", card(title="the same"))
    names = [f"{number:04}" for number in range(1600)]
    index.update(replace(one, id=name) for name in names[:1300])
    run(index.learn())
    index.update(replace(one, id=name) for name in names[1300:])
    run(index.columns.learn_words())
    steps = index.learn()
    next(steps)  # amid the places of the new ones
    monkeypatch.setattr("editor.model.site.columns._WASTE", 0)
    index.remove(names[10:])
    run(index.clear_up())
    run(steps)
    assert index.find(ALL, sort="title", descending=False) == names[:10]
