"""Opening a site: from a path to its library, its words, and the card that was meant."""

from dataclasses import dataclass
from pathlib import Path

from editor.model.card.card import CardId
from editor.model.card.schema import Schemas
from editor.model.site.index_file import IndexFile
from editor.model.site.layout import EXTENSIONS, open_site
from editor.model.site.library import Library
from editor.model.site.reading import begin_survey
from editor.model.site.survey import SurveyApart
from editor.model.site.vocabulary import Vocabulary, read_vocabulary


@dataclass(frozen=True, slots=True)
class OpenedSite:
    """A site as it was found on the disk, before any card was. `card` is the one that was asked for, or "".

    `file` is what is remembered of it, from when it was last left at `visited` (ns since 1970; 0: not known). `survey`
    is a look at its files that is under way already; none where that would not be worth a process.
    """

    library: Library
    vocabulary: Vocabulary
    card: CardId
    file: IndexFile
    visited: int
    survey: SurveyApart | None


def find_site(path: Path, schemas: Schemas, folder: Path) -> OpenedSite:
    """The site that `path` (a site, a folder or a card) belongs to. Any thread. Raises StoreError.

    `folder` is the user's cache folder for what is remembered of sites.
    """
    site = open_site(path)
    file = IndexFile(folder, site, schemas)
    survey = begin_survey(site, file)
    library = Library(site, schemas, ())
    card = site.card_id(path) if path.is_file() and path.suffix.lower() in EXTENSIONS else ""
    return OpenedSite(library, read_vocabulary(site), card, file, file.visited(), survey)
