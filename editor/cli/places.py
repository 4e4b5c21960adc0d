"""From the paths of a call to cards."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from editor.cli.command import CommandError, Exit, shown
from editor.model.card.card import Card, CardId
from editor.model.card.schema import Schemas, load_schemas
from editor.model.site.layout import Site, find_cards, open_site
from editor.model.text.paths import Path as FieldPath
from editor.model.text.scalars import Value


@dataclass(frozen=True, slots=True)
class Place:
    """Cards of one site. `asked` is the path that led to them."""

    site: Site
    schemas: Schemas
    asked: Path
    ids: tuple[CardId, ...]

    def shown(self, card_id: CardId) -> str:
        """The card's path for people and other tools."""
        return shown(self.site.root / card_id, like=self.asked)


def cards_below(path: Path) -> Place:
    """All cards of a site or a folder, or the one card that `path` is. Raises StoreError."""
    site = open_site(path)
    return Place(site, load_schemas(), path, tuple(find_cards(site, path)))


def cards_at(paths: Iterable[Path]) -> Iterator[Place]:
    """A place for each card's file. Raises StoreError, and CommandError for a folder."""
    schemas = load_schemas()
    sites: dict[Path, Site] = {}
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 (Path's own raises for a name that is too long)
            raise CommandError(Exit.UNUSABLE, f"{path}: is a folder, not a card")
        if path.parent not in sites:
            sites[path.parent] = open_site(path)
        site = sites[path.parent]
        yield Place(site, schemas, path, (site.card_id(path),))


def as_json(card: Card, path: FieldPath = ()) -> Value:
    """The value at a path for JSON: dates, and numbers that JSON does not have, as the file spells them."""
    return _plain(card, path, card.get(path))


def _plain(card: Card, path: FieldPath, value: Value) -> Value:
    if isinstance(value, dict):
        return {key: _plain(card, (*path, key), item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(card, (*path, place), item) for place, item in enumerate(value)]
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float) and abs(value) < float("inf"):
        return value
    return card.spelled(path)
