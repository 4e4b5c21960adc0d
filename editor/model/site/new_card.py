"""A new card: its file name and its first text, in the style of its neighbours."""

import datetime
import re

from editor.model.card.card import CardId, read_card
from editor.model.card.edits import Edit, SetValue, apply_edits
from editor.model.card.schema import Schema, Schemas
from editor.model.site.summary import fold

_MOST_LETTERS = 80  # of a file name; with folder, date and ending well below what any file system takes


def new_card(schemas: Schemas, folder: str, title: str, now: datetime.datetime) -> tuple[CardId, str]:
    """The id and the text of an unpublished card with this title, made at `now` (aware).

    A kind of card that must have a date gets it into its name, as Jekyll's posts do: `_news/2020-05-19-the-title.md`.
    Any thread; writes nothing.
    """
    schema = schemas.for_card(f"{folder}/card.md", {})
    moment = now.astimezone(datetime.UTC)
    date = schema.field(("publishedDateTime",))
    prefix = f"{moment:%Y-%m-%d}-" if date is not None and date.required else ""
    card_id = f"{folder}/{prefix}{slug(title)}.md".lstrip("/")
    empty = read_card(card_id, "---\n---\n", schemas)
    return card_id, apply_edits(empty, _first_fields(schema, title, moment), schemas).text


def slug(title: str) -> str:
    """The title as Jekyll writes it in addresses: small letters and digits with dashes between."""
    words = re.findall(r"[^\W_]+", fold(title).replace("'", ""))
    return "-".join(words)[:_MOST_LETTERS].strip("-") or "card"


def _first_fields(schema: Schema, title: str, moment: datetime.datetime) -> list[Edit]:
    values: dict[str, str | bool] = {
        "title": title,
        "publishedDateTime": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        "published": False,
    }
    for rule in schema.match.keys[:1]:
        values.update({key: value for key, value in rule if value is not None})
    return [SetValue((key,), values[key]) for key in schema.order if key in values]
