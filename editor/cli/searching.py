"""From the search of a call to the cards that it finds."""

import re

from editor.cli.columns import columns
from editor.cli.command import CommandError, Exit
from editor.cli.places import Place
from editor.model.site.block import Block
from editor.model.site.blocks import FEW, read_blocks
from editor.model.site.changed import changed_since_commit
from editor.model.site.index import Index
from editor.model.site.index_file import IndexFile, index_folder
from editor.model.site.query import NO_MARKS, Marks, Query, QueryError, parse_query
from editor.model.site.query_nodes import states_of
from editor.model.site.reading import Rows, read_site

_AROUND = 36  # characters of a search shown on either side of a mistake
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # could change the terminal, or are halves of characters


def read_query(text: str | None) -> Query:
    """The search after `--where`; without one, all cards."""
    try:
        return parse_query(text or "")
    except QueryError as error:
        sentence = f"--where, at character {error.position + 1}: {str(error).removesuffix('.')}"
        raise CommandError(Exit.UNUSABLE, f"{sentence}\n{_marked(text or '', error.position)}") from error


def _marked(text: str, position: int) -> str:
    """The search, or what is around the mistake in a long one, with a caret below its place."""
    begin = max(0, position - _AROUND)
    before, after = text[begin:position], text[position : position + _AROUND]
    before, after = (_UNSAFE.sub(" ", part) for part in (before, after))
    cut = "…" if begin else ""
    rest = "…" if position + _AROUND < len(text) else ""
    return f"  {cut}{before}{after}{rest}\n  {' ' * columns(cut + before)}^"


def nothing_matches(query: Query) -> str:
    return f"no card matches {query.text}" if query.text.strip() else "there are no cards"


def rows(place: Place) -> Index:
    """The rows of the cards as they are on the disk; of a whole large site only what has changed is read."""
    index = Index()
    if len(place.ids) > FEW and place.asked.resolve() == place.site.root:
        file = IndexFile(index_folder(), place.site, place.schemas)
        for piece in read_site(place.site, place.schemas, file):
            if isinstance(piece, Rows):
                index.take(piece.block)
            else:
                index.remove(piece.gone)
    else:
        for data in read_blocks(place.site, place.schemas, place.ids):
            index.take(Block.decode(data))
    return index


def marks_for(place: Place, query: Query) -> Marks:
    """What the search asks of cards beside their files: Git is called for `is:changed` only."""
    asked = "changed" in states_of(query.node)
    return Marks(changed=changed_since_commit(place.site.root)) if asked else NO_MARKS


def narrowed(place: Place, query: Query) -> Place:
    """The same place with the cards that are looked for only."""
    found = rows(place).find(query, sort="id", descending=False, marks=marks_for(place, query))
    return Place(place.site, place.schemas, place.asked, tuple(found))
