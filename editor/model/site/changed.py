"""Which cards are not as they were committed last."""

from pathlib import Path

from editor.model.card.card import CardId
from editor.model.site.git import GitError, Repository


def changed_since_commit(root: Path) -> frozenset[CardId]:
    """The cards of a site whose files Git holds for changed or new. Any thread; none where there is no repository."""
    try:
        return Repository.at(root).changed()
    except GitError:
        return frozenset()
