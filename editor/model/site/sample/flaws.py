"""Mistakes as they happen: each spoils the text of a machine-written card in one way."""

from collections.abc import Callable

Flaw = Callable[[str], bytes]


def _with(old: str, new: str) -> Flaw:
    return lambda text: text.replace(old, new, 1).encode()


def _line_as(key: str, change: Callable[[str], str]) -> Flaw:
    """Changes the first line of this key."""

    def spoil(text: str) -> bytes:
        before, found, rest = text.partition(f"\n{key}: ")
        value, end, after = rest.partition("\n")
        return (before + change(found + value) + end + after).encode()

    return spoil


FLAWS: tuple[Flaw, ...] = (
    _line_as("title", lambda line: line.removesuffix('"')),  # a quote that never ends
    _line_as("published", lambda _: '\npublished: "false"'),  # in quotes: Jekyll publishes it
    _line_as("publishedDateTime", lambda _: "\npublishedDateTime: 2024-02-30T10:00:00Z"),  # no such day
    _line_as("title", lambda _: ""),
    _line_as("webUrl", lambda line: line.replace("https://", "https:/")),
    _line_as("heat", lambda line: line + "\nheat: 12"),  # twice: the last counts
    _with("\n---\n", "\n"),  # the front matter never ends
    lambda text: text.replace('excerpt: "', 'excerpt: "Café: ').encode("latin-1", "replace"),  # not UTF-8
    _line_as("quality", lambda _: "\nquality: high"),
)
