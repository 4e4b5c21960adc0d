"""The newsroom of a large sample site: ten years, thousands of providers, and as many words as real sites have."""

import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from editor.model.site.sample import lexicon
from editor.model.site.sample.dice import Dice
from editor.model.site.sample.lexicon import Lexicon, rank, rare
from editor.model.site.sample.stories import Newsroom, Telling, sentence, slug
from editor.model.site.sample.world import Outlet, Theme, Topic, World

FIRST_MONDAY = datetime(2015, 9, 7, tzinfo=UTC)
WEEKS = 522

# Of a week's stories so many have come by the end of Monday, Tuesday, …
_BY_WEEKDAY = (0.18, 0.37, 0.56, 0.75, 0.91, 0.96, 1.0)
_HOURS = (5, 6, 7, 8, 8, 9, 9, 10, 10, 11, 12, 13, 13, 14, 14, 15, 15, 16, 17, 18, 20, 22)
_NUMBERS = {"count": (12, 960), "share": (6, 48), "money": (2, 600), "months": (3, 18), "part": (1, 9)}
_LETTERS = "ABCDEFGHIKLMNOPRSTUVWXZ"
_TITLE, _EXCERPT = 110, 310  # characters: the checks find fault with longer ones
_MARKS = (  # each outlet has its own way to write them; most machines write what a typewriter can
    None,
    *4 * (str.maketrans("“”‘’–", "''''-"),),
    str.maketrans("“”‘’–", "\"\"''-"),
)
_RETOLD = 0.12
_AGENCY = 0.5  # of the retellings keep the headline, all but a word


class _Words(dict[str, str]):
    """The words of one story, each drawn when it is asked for first: a sentence has five of seventeen."""

    def __init__(self, newsroom: "WideNewsroom", dice: Dice) -> None:
        self._newsroom, self._dice = newsroom, dice

    def __missing__(self, name: str) -> str:
        self[name] = word = self._newsroom.word(name, self._dice)
        return word


def _fitting(text: str, longer: str, most: int) -> str:
    return longer if len(longer) <= most else text


def widened(world: World, words: Lexicon) -> World:
    """The world with all topics that `WideNewsroom` uses."""
    more = (
        Topic(name, (name.lower(),), f"#{name.replace(' ', '')}", name.partition(" ")[0]) for name in words.topics()
    )
    return replace(world, topics=(*world.topics, *more))


class WideNewsroom(Newsroom):
    """Tells stories as `Newsroom` does, in many more words; a story is told again under nearly the same headline."""

    def __init__(self, world: World, words: Lexicon, *, cards: int, seed: int) -> None:
        super().__init__(world, cards=cards, seed=seed)
        self._lexicon = words
        self._more_topics = words.topics()
        self._first_names = (*world.first_names, *words.parts["more_first_names"])

    def tell(self, number: int, *, retelling: int = 0) -> Telling:
        told = super().tell(number, retelling=retelling)
        story, voice = self._told_before(number, retelling)
        dice, own = Dice(self._seed, "more", story), Dice(self._seed, "more", story, voice)
        parts, words = self._lexicon.parts, self._words(dice)
        title, again = told.title, own.chance(_AGENCY) if voice else False
        if again:
            title = super().tell(story).title
        if dice.chance(0.7):
            title = _fitting(title, title + dice.pick(parts["tails"]).format_map(words), _TITLE)
        if again:
            title = _fitting(title, own.pick(parts["variants"]).format(title=title, outlet=told.outlet.name), _TITLE)
        excerpt, gap = told.excerpt, "\r\n\r\n" if own.chance(0.04) else " "
        for aside in own.some(parts["asides"], own.pick((0, 1, 1, 2, 2))):
            excerpt = _fitting(excerpt, excerpt + gap + sentence(aside, words), _EXCERPT)
        marks = _MARKS[len(told.outlet.domain) % len(_MARKS)]
        if marks:
            title, excerpt = title.translate(marks), excerpt.translate(marks)
        elif own.chance(0.3):
            excerpt = _fitting(excerpt, excerpt.replace("’", "&#8217;"), _EXCERPT)
        return replace(told, title=title, excerpt=excerpt)

    def _is_retold(self, number: int) -> bool:
        return zlib.crc32(f"{self._seed}/{number}".encode()) < _RETOLD * 2**32  # asked most often of all

    def _outlet(self, dice: Dice, voice: int) -> Outlet:
        places = list(dict.fromkeys(rank(dice, lexicon.PAPERS) for _ in range(6)))
        place = places[voice % len(places)]
        known = self._world.outlets
        if place < len(known):
            return known[place]
        name = self._lexicon.paper(place)
        return Outlet(name, f"{slug(name).replace('-', '')}.example", None)

    def _moment(self, story: int, dice: Dice) -> datetime:
        """Busy by day and on weekdays; every third at the full hour, put out by a clock."""
        week, rest = divmod(WEEKS * story / self._cards, 1)
        day = next(day for day, share in enumerate(_BY_WEEKDAY) if rest < share)
        hour = FIRST_MONDAY + timedelta(weeks=week, days=day, hours=dice.pick(_HOURS))
        return hour if dice.chance(0.3) else hour + timedelta(minutes=dice.below(60), seconds=dice.below(60))

    def _words(self, dice: Dice) -> Mapping[str, str]:
        return _Words(self, dice)

    def word(self, name: str, dice: Dice) -> str:
        """One of the words that a sentence may ask for."""
        words = self._lexicon
        match name:
            case "company" | "other":
                return words.company(rank(dice, lexicon.COMPANIES))
            case "town" | "place":
                return words.town(rank(dice, lexicon.TOWNS))
            case "person" | "chief":
                return self._name(dice)
            case "thing" | "second":
                return words.thing(rare(dice, lexicon.THINGS))
            case "few" | "short":
                return dice.pick(words.parts[f"{name}_words"])
            case "code":
                return f"{dice.pick(_LETTERS)}{dice.pick(_LETTERS)}-{rank(dice, 16)}"
            case "topic":
                return dice.pick(self._more_topics)
            case _:
                return str(dice.between(*_NUMBERS[name]))

    def _name(self, dice: Dice) -> str:
        return f"{dice.pick(self._first_names)} {self._lexicon.surname(rank(dice, lexicon.SURNAMES))}"

    def _topics(self, theme: Theme, dice: Dice) -> tuple[str, ...]:
        start = 11 * self._world.themes.index(theme)  # each theme has commonest ones of its own
        more = [self._more_topics[(start + rank(dice, lexicon.TOPICS)) % len(self._more_topics)] for _ in range(2)]
        return tuple(dict.fromkeys((*super()._topics(theme, dice), *more[: dice.pick((0, 1, 1, 2))])))
