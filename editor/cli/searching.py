"""From the search of a call to the cards that it finds."""

from editor.cli.command import CommandError, Exit
from editor.cli.places import Place
from editor.model.site.index import Index
from editor.model.site.query import Query, QueryError, parse_query
from editor.model.site.rows import read_rows


def read_query(text: str | None) -> Query:
    """The search after `--where`; without one, all cards."""
    try:
        return parse_query(text or "")
    except QueryError as error:
        raise CommandError(Exit.UNUSABLE, f"--where, at character {error.position + 1}: {error}") from error


def nothing_matches(query: Query) -> str:
    return f"no card matches {query.text}" if query.text.strip() else "there are no cards"


def rows(place: Place) -> Index:
    """The rows of the cards as they are on the disk."""
    index = Index()
    index.update(read_rows(place.site, place.schemas, place.ids))
    return index


def narrowed(place: Place, query: Query) -> Place:
    """The same place with the cards that are looked for only."""
    return Place(place.site, place.schemas, place.asked, tuple(rows(place).find(query, sort="id", descending=False)))
