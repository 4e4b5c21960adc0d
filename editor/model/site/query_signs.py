"""The signs of the search language, as both its reader and its completion see them."""

import re

_CURLY = "“”„«»"

NAME = re.compile(r"[^\W\d][\w.\-\[\]]*(?=:)")
"""What may be a field's name, right before its colon."""
WORD = re.compile(rf'[^\s()"{_CURLY}]+')
VALUE = re.compile(r"[^\s()]*")
"""Of a field, where it is not in quotes."""
PHRASE = re.compile(rf'"((?:[^"\\]|\\.)*)"|[{_CURLY}]((?:[^"{_CURLY}\\]|\\.)*)["{_CURLY}]', re.DOTALL)
"""Words in quotes; straight ones may have curly ones between them."""
OPEN_PHRASE = re.compile(rf'"(?:[^"\\]|\\.)*\\?|[{_CURLY}](?:[^"{_CURLY}\\]|\\.)*\\?', re.DOTALL)
"""The same without the quote at the end."""
QUOTES = frozenset('"' + _CURLY)
WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)

_ESCAPE = re.compile(rf'\\(["{_CURLY}\\]|\Z)')
_NEEDS_QUOTES = re.compile(rf'[=<>].*|.*[\s()"{_CURLY}].*|.*\.\..*|', re.DOTALL)


def unescaped(phrase: str) -> str:
    """What stands between quotes, without the backslashes before quotes and backslashes."""
    return _ESCAPE.sub(r"\1", phrase)


def spelled(value: str, *, always: bool = False) -> str:
    """A value as a search writes it behind the colon: in quotes where it needs them, or `always`."""
    if not always and _NEEDS_QUOTES.fullmatch(value) is None:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
