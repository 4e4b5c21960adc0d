"""The fixes of `newscards check --fix`."""

from collections.abc import Sequence

from editor.cli.command import complain
from editor.cli.places import Place
from editor.cli.writing import open_card, write_all
from editor.model.card.card import CardId
from editor.model.card.checks import Finding, check
from editor.model.card.edits import Edit, Remove, apply_edits
from editor.model.text.errors import EditRefused


def mend(place: Place, card_id: CardId) -> tuple[Sequence[str], tuple[Finding, ...]]:
    """Writes the card with its fixes: what changed, and what is found in it now. A fix that is refused is left out.

    Raises StoreError where the card cannot be read, CommandError where it cannot be written.
    """
    opened = open_card(place, card_id)
    card = opened.card
    edits: list[Edit] = []
    # Fixes know the items of a list by their numbers, so those that take some out come last.
    for finding in sorted(check(card), key=_takes_out):
        try:
            card = apply_edits(card, finding.fix, place.schemas)
            edits += finding.fix
        except EditRefused as error:
            complain([f"{opened.shown}: {error}"])
    draft = opened.draft(card, edits)
    if card != opened.card:
        write_all([draft])
    return draft.changes, check(card)


def _takes_out(finding: Finding) -> bool:
    return any(isinstance(edit, Remove) for edit in finding.fix)
