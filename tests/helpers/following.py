"""A look at the disk, as the window's Follower takes one."""

from editor.model.site.arrivals import look
from editor.model.site.changes import Changes
from editor.model.site.library import Library


def follow(library: Library, *ids: str) -> tuple[Changes, ...]:
    """Read these cards again, and let the library take in what they are now."""
    edited, known = library.edited(ids), library.known(ids)
    arrivals = [look(library.site, library.schemas, each, edited.get(each), known.get(each)) for each in ids]
    return library.follow(arrival for arrival in arrivals if arrival is not None)
