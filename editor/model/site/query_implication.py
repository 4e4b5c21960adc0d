"""Whether what one search finds is found by another as well, told from the two searches alone."""

from editor.model.site.query_nodes import And, FieldFits, FieldIs, FieldName, Has, Node, Not, Or, StateIs, Word
from editor.model.site.query_values import Between, Like, Period, Question


def implies(narrow: Node, wide: Node) -> bool:
    """Whether every row that fulfils `narrow` is certain to fulfil `wide`, with the same marks; False when in doubt."""
    match narrow, wide:
        case _, And(nodes):
            return all(_implies_one(narrow, node) for node in nodes)
        case Or(nodes), _:
            return all(implies(node, wide) for node in nodes)
    return _implies_one(narrow, wide)


def _implies_one(narrow: Node, wide: Node) -> bool:
    match narrow, wide:
        case _, And(_):
            return implies(narrow, wide)
        case Or(nodes), _:
            return all(_implies_one(node, wide) for node in nodes)
        case And(nodes), _ if any(_implies_one(node, wide) for node in nodes):
            return True
        case _, Or(nodes):
            return any(_implies_one(narrow, node) for node in nodes)
        case Not(left_out), Not(left_out_less):
            return implies(left_out_less, left_out)
        case Word(more), Word(less):
            return less in more
        case FieldIs(field, question), FieldIs(same, other):
            return _are_same(field, same) and _answers(question, other)
        case FieldFits(field, pattern), FieldFits(same, other_pattern):
            return _are_same(field, same) and pattern == other_pattern
        case Has(field), Has(same):
            return _are_same(field, same)
        case StateIs(name), StateIs(same_name):
            return name == same_name
    return False


def _are_same(field: FieldName, other: FieldName) -> bool:
    return field.name == other.name


def _answers(narrow: Question, wide: Question) -> bool:
    """Whether a value that `narrow` accepts is certain to be accepted by `wide`."""
    match narrow, wide:
        case Like(), Like():
            return (
                (narrow.whole and narrow.text == wide.text if wide.whole else wide.text in narrow.text)
                and narrow.number in (None, wide.number)
                and narrow.boolean in (None, wide.boolean)
                and _lies_within(narrow.period, wide.period)
            )
        case Between(), Between():
            numbers = narrow.numbers is None or (
                wide.numbers is not None
                and wide.numbers[0] <= narrow.numbers[0]
                and narrow.numbers[1] <= wide.numbers[1]
            )
            return numbers and _lies_within(narrow.period, wide.period)
    return False


def _lies_within(period: Period | None, other: Period | None) -> bool:
    if period is None:
        return True
    return other is not None and other.begin <= period.begin and period.end <= other.end
