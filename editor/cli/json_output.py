"""Results as JSON."""

import json
import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def say_json(value: object) -> None:
    """A result as one JSON document, on stdout."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    print(_SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text))
