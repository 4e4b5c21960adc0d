"""From spelling to meaning and back: what YAML 1.1, as PyYAML reads it, takes a plain scalar for.

Tags are written short: `str`, `int`, ... for `tag:yaml.org,2002:...`; others in full.
"""

from __future__ import annotations

import datetime
import re

import yaml
from yaml.constructor import SafeConstructor

from editor.model.text.scalars import Scalar

STR = "str"
NULL = "null"
BOOL = "bool"
INT = "int"
FLOAT = "float"
TIMESTAMP = "timestamp"
MERGE = "merge"
SEQ = "seq"
MAP = "map"

_PREFIX = "tag:yaml.org,2002:"
_TRUE = frozenset({"yes", "true", "on"})
_LONGEST_NUMBER = 1000
"""Characters. Python prints no integer of more than 4,300 digits, and sexagesimals cost the square of their length."""

_CONSTRUCTOR = SafeConstructor()
_RESOLVERS: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    first: tuple((tag.removeprefix(_PREFIX), pattern) for tag, pattern in rules if tag != _PREFIX + "yaml")
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def short_tag(tag: str) -> str:
    return tag.removeprefix(_PREFIX)


def resolve(text: str) -> str:
    """The tag that a plain scalar of this text gets."""
    for tag, pattern in _RESOLVERS.get(text[:1], ()):
        if pattern.match(text):
            return tag
    return STR


def construct(tag: str, text: str) -> Scalar:
    """The Python value of a scalar that was not tagged by hand.

    What no calendar or number line holds (`2024-02-30`) is a string, as it is to Ruby, where PyYAML raises ValueError.
    """
    if tag == STR:
        return text
    if tag == NULL:
        return None
    if tag == BOOL:
        return text.lower() in _TRUE
    if tag not in (INT, FLOAT, TIMESTAMP) or len(text) > _LONGEST_NUMBER:
        return text
    node = yaml.ScalarNode(_PREFIX + tag, text)
    try:
        if tag == INT:
            return int(_CONSTRUCTOR.construct_yaml_int(node))
        if tag == FLOAT:
            return float(_CONSTRUCTOR.construct_yaml_float(node))
        moment = _CONSTRUCTOR.construct_yaml_timestamp(node)
    except (ValueError, OverflowError):
        return text
    assert isinstance(moment, datetime.date)
    return moment


def spell(value: Scalar) -> tuple[str, str]:
    """Tag and canonical plain text of a value: `true`, `-1`, `2024-05-01T10:00:00Z`; of a string, itself."""
    if value is None:
        return NULL, "null"
    if isinstance(value, bool):
        return BOOL, "true" if value else "false"
    if isinstance(value, int):
        return INT, str(value)
    if isinstance(value, float):
        return FLOAT, _spell_float(value)
    if isinstance(value, datetime.datetime):
        text = value.isoformat()
        return TIMESTAMP, text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text
    if isinstance(value, datetime.date):
        return TIMESTAMP, value.isoformat()
    return STR, value


def equal(one: Scalar, other: Scalar) -> bool:
    """Equal in type and value: 1, 1.0, True and "1" are four things; two not-a-numbers are one."""
    if type(one) is not type(other):
        return False
    return repr(one) == repr(other) if isinstance(one, float) else one == other


def _spell_float(value: float) -> str:
    """As YAML 1.1 reads it back: a point is needed, and a sign before the exponent's digits."""
    text = repr(value)
    if text in ("inf", "-inf", "nan"):
        return text.replace("inf", ".inf").replace("nan", ".nan")
    mantissa, e, exponent = text.partition("e")
    if "." not in mantissa:
        mantissa += ".0"
    return mantissa if not e else f"{mantissa}e{exponent if exponent[0] in '+-' else '+' + exponent}"
