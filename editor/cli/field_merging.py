"""The merge by fields of `newscards merge`: most of what it takes is loading the program."""

import argparse
from collections.abc import Iterator
from typing import TypeAlias

from editor.cli.command import Exit, complain
from editor.model.card.card import read_card
from editor.model.card.merge import Merge, Side, conflict_text, merge_cards
from editor.model.card.schema import load_schemas
from editor.model.site import store
from editor.model.text.markers import without_conflicts

_Labels: TypeAlias = tuple[str, str, str]
_LABELS: _Labels = ("ours", "base", "theirs")


def merge_by_fields(call: argparse.Namespace, base_data: bytes, ours: store.Stored, theirs_data: bytes) -> Exit:
    """Merge these versions into the file of `ours`; the other arguments are those of the call. Raises StoreError."""
    name = call.path or call.ours.as_posix()
    schemas = load_schemas()
    mine, theirs = (read_card(name, data, schemas) for data in (ours.data, theirs_data))
    base = read_card(name, base_data, schemas) if base_data else None
    if base is not None and base.error:
        # Where histories cross, Git makes the base by a merge of its own, which may have left markers in it.
        base = read_card(name, without_conflicts(base.text), schemas)
    merge = merge_cards(base, mine, theirs, schemas)
    complain(_told(name, merge))
    text = merge.card.text
    if merge.clashes:
        text = conflict_text(base, mine, theirs, schemas, marker_size=call.marker_size, labels=_labels(call))
    data = store.data_of(text)
    if data != ours.data:
        complain(filter(None, [store.write(call.ours, data, expected=ours.digest).warning]))
    return Exit.PROBLEMS if merge.clashes else Exit.FINE


def _told(name: str, merge: Merge) -> Iterator[str]:
    if merge.story is not None:
        whose = "our" if merge.story is Side.MINE else "the incoming"
        yield f"{name}: {whose} version puts another story into this card"
    if merge.reason and merge.clashes:
        yield f"{name}: {merge.reason}"
    for clash in merge.clashes:
        yield f"{name}: {clash.label}: both versions changed it"


def _labels(call: argparse.Namespace) -> _Labels:
    """Those of the call; older versions of Git know no names for the versions and leave `%X` as it is."""
    if len(call.label) != len(_LABELS):
        return _LABELS
    ours, base, theirs = (
        known if given.startswith("%") else given or known for given, known in zip(call.label, _LABELS, strict=True)
    )
    return ours, base, theirs
