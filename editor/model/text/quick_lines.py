"""What one line of YAML says, for lines whose meaning is fixed by the grammar, whatever stands above and below them.

A line is cut by patterns that know only safe spellings; what a plain scalar means is then asked where all ask for it.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TypeAlias

from editor.model.text.resolution import construct, resolve
from editor.model.text.scalars import Scalar, Value

Line: TypeAlias = "tuple[int, str, Value, str | None]"
"""Where the line begins (see `Place`), its key ("" of a mere item), its value, and its key again if nothing stands
behind the colon: then the value begins below, or it is None."""

Place: TypeAlias = tuple[int, str]
"""The column of a key, and the key. Where a dash stands before it, instead of the column -1 - the dash's column: the
key's column is two more than the dash's."""

COMMENT = -1000
"""The place of a line that is a comment, and nothing else."""

_INDENT = " {0,30}+"  # together with dashes far less than the levels of nesting that are read
_KEY = "[A-Za-z_][A-Za-z0-9_-]{0,99}+"  # no `<<`, and far from the 1,024 characters where keys end to be keys
_HEAD = re.compile(f"({_INDENT})(- )?({_KEY})")
_LINE = re.compile(f"({_INDENT})(?:(- )?({_KEY}):(?: (.+))?|- (.+))")
_COMMENT = re.compile(" *+#.*")

_REMARK = "(?: ++#.*)?"  # behind a value
_PLAIN = re.compile(rf"((?:[\w/]|-(?=\w))[^:# ]*+(?:(?::++(?=[^ :])|#| ++(?=[^ #]))[^:# ]*+)*+){_REMARK}")
MOMENT = "[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"
"""The pattern of a moment, unless no calendar has that day."""

_MOMENT = re.compile(MOMENT)
_NUMBER = re.compile("-?[1-9][0-9]{0,17}|0")
_FRACTION = re.compile("(?:0|[1-9][0-9]{0,17})[.][0-9]{1,18}")
_DOUBLE = re.compile(rf'"([^"\\]*+(?:\\["\\/ntr][^"\\]*+)*+)"{_REMARK}')
_SINGLE = re.compile(f"'([^']*+(?:''[^']*+)*+)'{_REMARK}")
_ESCAPE = re.compile(r"\\(.)")
_MEANT = {'"': '"', "\\": "\\", "/": "/", "n": "\n", "t": "\t", "r": "\r"}

_WORD = r"""(?:"[^"\\]*+"|\w[\w./&'’-]*+(?: ++[\w./&'’-]++)*+)"""  # within brackets more signs end a word
_ENTRY = f"{_KEY}: ++{_WORD}"
_WORDS = re.compile(_WORD)
_ENTRIES = re.compile(f"({_KEY}): ++({_WORD})")
_LIST = re.compile(rf"\[ *+((?:{_WORD}(?: *+, *+{_WORD})*+ *+)?)\]{_REMARK}")
_MAPPING = re.compile(rf"\{{ *+((?:{_ENTRY}(?: *+, *+{_ENTRY})*+ *+)?)\}}{_REMARK}")

_TEXT = re.compile(
    rf"^({_KEY}: )([>|])(-?)\n( {{1,30}}+)([^ \n].*(?:\n\4[^ \n].*)*+)(?=\n*+(?:[^ \n]|\Z))", re.MULTILINE
)
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def read_line(line: str) -> Line | None:
    """What a line says that has no line break and is not blank; None where it is not certain. Any thread."""
    found = _LINE.fullmatch(line)
    if found is None:
        return (COMMENT, "", None, None) if _COMMENT.fullmatch(line) and is_safe(line) else None
    indent, dash, key, text, item = found.groups()
    column = len(indent)
    place = column if dash is None and item is None else -1 - column
    if key is not None and text is None:
        return place, key, None, key
    value = read_value(text or item)
    return None if value is None else (place, key or "", value[0], None)


def read_head(head: str) -> Place | None:
    """Where the part of a line before its colon places the value, and under which key; None where it is no such."""
    found = _HEAD.fullmatch(head)
    if found is None:
        return None
    indent, dash, key = found.groups()
    return len(indent) if dash is None else -1 - len(indent), key


def is_safe(text: str) -> bool:
    """Whether there is no character that YAML refuses, drops, or takes for a line's end or for a tab."""
    return text.isprintable() or not _UNSAFE.search(text)


def read_value(text: str) -> tuple[Value] | None:
    """What stands behind a colon or dash and one blank, in a tuple; None where it is not certain."""
    first = text[:1]
    if first.isdecimal() or first == "-":
        if _MOMENT.fullmatch(text):
            try:
                return (datetime.fromisoformat(text),)
            except ValueError:  # no calendar has that day
                return (text,)
        if _NUMBER.fullmatch(text):
            return (int(text),)
        if _FRACTION.fullmatch(text):
            return (float(text),)
    if not is_safe(text):
        return None
    if first == '"':
        quoted = _DOUBLE.fullmatch(text)
        return None if quoted is None else (_ESCAPE.sub(_meant, quoted[1]),)
    if first == "'":
        quoted = _SINGLE.fullmatch(text)
        return None if quoted is None else (quoted[1].replace("''", "'"),)
    plain = _PLAIN.fullmatch(text)
    return (_plain(plain[1]),) if plain is not None else _in_brackets(text)


def join_texts(block: str) -> str:
    """The lines with each text of a top-level key that stands below `|` or `>` on one line, in quotes.

    Only paragraphs: where a line is blank or indented further, the text stays as it is.
    """
    return _TEXT.sub(_joined, block) if ": >" in block or ": |" in block else block


def _in_brackets(text: str) -> tuple[Value] | None:
    items = _LIST.fullmatch(text)
    if items is not None:
        return ([_word(word) for word in _WORDS.findall(items[1])],)
    entries = _MAPPING.fullmatch(text)
    if entries is None:
        return None
    pairs = _ENTRIES.findall(entries[1])
    values: dict[str, Value] = {key: _word(word) for key, word in pairs}
    return (values,) if len(values) == len(pairs) else None


def _word(word: str) -> Scalar:
    return word[1:-1] if word[0] == '"' else _plain(word)


def _plain(text: str) -> Scalar:
    return construct(resolve(text), text)


def _joined(found: re.Match[str]) -> str:
    head, style, strip, indent, text = found.groups()
    end = "" if strip else "\\n"
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace(f"\n{indent}", " " if style == ">" else "\\n")
    return f'{head}"{text}{end}"'


def _meant(escape: re.Match[str]) -> str:
    return _MEANT[escape[1]]
