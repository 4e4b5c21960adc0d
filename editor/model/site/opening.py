"""Opening a site: from a path to its library, its words, and the card that was meant."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from editor.model.card.card import CardId
from editor.model.card.schema import Schemas
from editor.model.site.layout import open_site
from editor.model.site.library import Library
from editor.model.site.survey import Stamp, survey
from editor.model.site.vocabulary import Vocabulary, read_vocabulary


@dataclass(frozen=True, slots=True)
class OpenedSite:
    """A site as it was found on the disk, before any card was read. `card` is the one that was asked for, or ""."""

    library: Library
    vocabulary: Vocabulary
    stamps: Mapping[CardId, Stamp]
    card: CardId


def find_site(path: Path, schemas: Schemas) -> OpenedSite:
    """The site that `path` (a site, a folder or a card) belongs to. Any thread. Raises StoreError."""
    site = open_site(path)
    stamps = survey(site)
    library = Library(site, schemas, stamps)
    card = site.card_id(path) if path.is_file() else ""
    return OpenedSite(library, read_vocabulary(site), stamps, card if card in library else "")
