import pytest

from editor.model.card.schema import load_schemas
from editor.ui.cards.columns import USUAL, Chosen, Columns, chosen_from, labels_of, usual


@pytest.fixture(scope="module")
def columns() -> Columns:
    return Columns(load_schemas())


def test_columns_have_the_labels_and_types_of_the_schemas(columns: Columns) -> None:
    assert columns.column("heat").label == "Heat"
    assert columns.column("heat").is_number
    assert columns.column("published").starts_descending
    assert not columns.column("title").starts_descending


def test_a_nested_field_is_named_with_what_it_stands_in(columns: Columns) -> None:
    assert columns.column("provider.domain").label.startswith("Provider · ")


def test_a_field_that_no_schema_knows_goes_by_its_name(columns: Columns) -> None:
    assert columns.column("myOwn.readingTime").label == "My own · Reading time"


def test_every_field_is_offered_the_usual_ones_first(columns: Columns) -> None:
    offered = [column.key for column in columns.all(["odd", "heat", "title", "publishing", "provider.domain"])]
    assert offered == ["title", "heat", "odd", "provider.domain"]


def test_what_is_locked_is_no_column_of_its_own(columns: Columns) -> None:
    assert columns.column("secured").label == "Secured"  # by its name: it is not declared as one
    assert "secured" not in [column.key for column in columns.all(USUAL)]


def test_a_choice_that_was_kept_comes_back_without_what_makes_no_sense() -> None:
    saved = [["title", 300], ["heat", 1], "odd", ["x"], ["date", "wide"], ["title", 310], [5, 5], ["heat.max", 9999]]
    assert chosen_from(saved) == (Chosen("title", 310), Chosen("heat", 32), Chosen("heat.max", 2000))
    assert chosen_from({"title": 1}) == ()


def test_whoever_has_not_chosen_has_the_usual_columns(columns: Columns) -> None:
    assert tuple(column.key for column in usual(columns)) == USUAL


def test_two_fields_with_one_label_are_told_apart(columns: Columns) -> None:
    labels = labels_of([columns.column("odd_one"), columns.column("oddOne")])
    assert labels == {"odd_one": "Odd one", "oddOne": "Odd one (oddOne)"}
