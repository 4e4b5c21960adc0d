"""The files beside the cards: `_config.yml` and what lies in `_data`. They come from strangers as the cards do."""

import re
from pathlib import Path

from editor.model.site import store
from editor.model.text.document import Document
from editor.model.text.envelope import decode
from editor.model.text.errors import Unreadable
from editor.model.text.scalars import Value

_START = re.compile(r"\ufeff?(?:---[ \t]*\r?\n)?")


def read_mapping(path: Path) -> dict[str, Value]:
    """The keys and values of a YAML file, or of a Markdown file's front matter.

    The limits of a card hold: size, depth, no tags constructed, no bombs of aliases. Any thread. Raises StoreError, and
    Unreadable with the line of the file.
    """
    text = decode(store.read(path).data)
    if path.suffix.lower() not in (".yml", ".yaml"):
        return _mapping(Document.parse(text))
    start = _START.match(text)
    begin = start.end() if start else 0
    try:
        # A YAML file is the front matter of a card without a body: one reader, one set of limits.
        return _mapping(Document.parse(f"---\n{text[begin:]}\n---\n"))
    except Unreadable as error:
        above = text.count("\n", 0, begin) - 1
        line = None if error.line is None else error.line + above
        raise Unreadable(error.reason, line=line, column=error.column) from None


def _mapping(document: Document) -> dict[str, Value]:
    value = document.value()
    return value if isinstance(value, dict) else {}
