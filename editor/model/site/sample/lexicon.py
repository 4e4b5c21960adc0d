"""Words for large sample sites: more of them the more cards there are, and most of them rare, as in real news."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from editor.model.site.sample.dice import Dice
from editor.resources import resource_path

_SPREADING = 7919  # a prime that divides no length of our lists: neighbours in rank get words that are unlike

THINGS, COMPANIES, TOWNS, SURNAMES, PAPERS, TOPICS = 18, 14, 12, 11, 13, 7
"""Of each there are about 2 to this power."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names by rank, 0 being the commonest; each is worked out from its rank, so that none has to be kept."""

    parts: Mapping[str, Sequence[str]]

    def thing(self, rank: int) -> str:
        """A noun in small letters: 'sensor', then 'coppermill', then 'hydrofoamgate'."""
        things, firsts, seconds, prefixes = (self.parts[key] for key in ("things", "firsts", "seconds", "prefixes"))
        if rank < len(things):
            return things[rank]
        compounds = len(firsts) * len(seconds)
        prefix, place = divmod(rank - len(things), compounds)
        first, second = divmod(place * _SPREADING % compounds, len(seconds))
        front = prefixes[(prefix - 1) % len(prefixes)] if prefix else ""
        return front + firsts[first] + seconds[second]

    def company(self, rank: int) -> str:
        return self._joined(rank, "company_starts", "company_ends", "company_kinds")

    def town(self, rank: int) -> str:
        start, end, front = self._picked(rank, "town_starts", "town_ends", "town_fronts")
        return front + start + end

    def surname(self, rank: int) -> str:
        return self._joined(rank, "surname_starts", "surname_ends")

    def paper(self, rank: int) -> str:
        """The name of a provider: 'Greywick Courier', 'Cedarpress Blog'."""
        kinds = self.parts["paper_kinds"]
        place, kind = divmod(rank * _SPREADING % (1 << PAPERS), len(kinds))
        name = self.thing(len(self.parts["things"]) + place).capitalize() if place % 3 else self.town(place)
        return f"{name} {kinds[kind]}"

    def topics(self) -> list[str]:
        """All topics, in an order of their own; the first are the commonest."""
        names = [f"{subject} {aspect}" for subject in self.parts["subjects"] for aspect in self.parts["aspects"]]
        return [names[place * _SPREADING % len(names)] for place in range(len(names))]

    def _joined(self, rank: int, *lists: str) -> str:
        return "".join(self._picked(rank, *lists))

    def _picked(self, rank: int, *lists: str) -> list[str]:
        """One of each list; every rank below the product of their lengths gives another choice."""
        choices = [self.parts[name] for name in lists]
        size = math.prod(map(len, choices))
        place, picked = rank * _SPREADING % size, []
        for words in choices:
            place, index = divmod(place, len(words))
            picked.append(words[index])
        return picked


def load_lexicon(folder: Path | None = None) -> Lexicon:
    """The lexicon as `resources/sample/wide.yml` declares it; `folder` is that of the declaration. Any thread."""
    text = ((folder or resource_path("sample")) / "wide.yml").read_text(encoding="utf-8")
    return Lexicon(yaml.safe_load(text))


def rank(dice: Dice, powers: int) -> int:
    """A rank below 2 to that power, drawn as words are in texts (Zipf): rank n falls about once for n times rank 0.

    Whole numbers only: no platform's logarithm has a say.
    """
    return _within(dice, dice.below(powers))


def rare(dice: Dice, powers: int) -> int:
    """As `rank`, but the rarer the likelier: the common words of a text come with its sentences."""
    return _within(dice, max(dice.below(powers), dice.below(powers)))


def _within(dice: Dice, power: int) -> int:
    return (1 << power) + dice.below(1 << power) - 1
