"""A card's values with their spelling, so that they can be put elsewhere as they were written."""

from editor.model.text.document import Document
from editor.model.text.paths import Path
from editor.model.text.resolution import STR, construct, equal, resolve
from editor.model.text.scalars import Plain, Style, Styled, Value

_STYLES: dict[str, Style] = {'"': "double", "'": "single", "|": "literal", ">": "folded"}


def spelled(document: Document, path: Path) -> Value:
    """The value at `path` for an edit that is not to read it anew: `0x1F` stays that, and `"12"` stays text."""
    return _spelled(document, path, document.value(path))


def _spelled(document: Document, path: Path, value: Value) -> Value:
    if isinstance(value, dict):
        return {key: _spelled(document, (*path, key), child) for key, child in value.items()}
    if isinstance(value, list):
        return [_spelled(document, (*path, index), child) for index, child in enumerate(value)]
    raw = document.raw(path)
    tag = resolve(raw)
    if tag != STR and not isinstance(value, Plain | Styled) and equal(construct(tag, raw), value):
        return Plain(raw)
    return Styled(value, _STYLES.get(raw[:1], "plain")) if isinstance(value, str) else value
