"""What a card can be told of a provider that the site knows."""

from collections.abc import Mapping, Sequence

from editor.model.card.edits import SetValue
from editor.model.text.paths import Path
from editor.model.text.scalars import Value


def provider_edits(
    base: Path, known: Mapping[str, Value], current: Mapping[str, Value], keys: Sequence[str]
) -> tuple[SetValue, ...]:
    """The edits that bring the mapping at `base` to what is `known` of its provider, among `keys`.

    What the card says already stays, unless its domain is another provider's. Of several logos the first is taken.
    """
    another = "domain" in known and current.get("domain", known["domain"]) != known["domain"]
    edits = []
    for key in keys:
        value = known.get(key)
        value = value[:1] if isinstance(value, list) else value
        if value and current.get(key) != value and (another or not current.get(key)):
            edits.append(SetValue((*base, key), value))
    return tuple(edits)
