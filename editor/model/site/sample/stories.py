"""Who reports what and when: made-up stories, each told by one outlet or by several."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from editor.model.site.sample.dice import Dice
from editor.model.site.sample.world import Lesson, Outlet, Theme, World

FIRST_DAY = datetime(2022, 9, 1, 6, tzinfo=UTC)
SPAN = timedelta(days=3 * 365)
_MICROSECONDS = SPAN // timedelta(microseconds=1)

_WORD = re.compile("[a-z0-9]+")
_RETOLD = 0.08  # of the cards tell the same story as the card before
_SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class Telling:
    """A story in the words of one outlet."""

    title: str
    excerpt: str
    outlet: Outlet
    author: str
    date: datetime
    topics: tuple[str, ...]
    scene: str

    @property
    def slug(self) -> str:
        return slug(self.title)

    @property
    def web_url(self) -> str:
        return f"https://www.{self.outlet.domain}/{slug(self.topics[0])}/{self.date:%Y/%m}/{self.slug}"


class Newsroom:
    """Tells the stories of one sample site; the same seed, number and count give the same words."""

    def __init__(self, world: World, *, cards: int, seed: int) -> None:
        self._world = world
        self._cards = cards
        self._seed = seed

    def tell(self, number: int, *, retelling: int = 0) -> Telling:
        """What the card of this number (0 to cards - 1) reports; retellings 1, 2, … are by other outlets."""
        story, voice = self._told_before(number, retelling)
        dice = Dice(self._seed, "story", story)
        theme = dice.pick(self._world.themes)
        plot = dice.pick(theme.plots)
        words = self._words(dice)
        headline = dice.below(2) + voice
        outlet = self._outlet(dice, voice)
        told = self._moment(story, dice)
        own = Dice(self._seed, "telling", story, voice)
        lead = plot.leads[(headline + own.below(2)) % 2]
        more = own.some(theme.more, own.pick((0, 1, 1, 2)))
        return Telling(
            title=sentence(plot.headlines[headline % 2], words),
            excerpt=" ".join(sentence(part, words) for part in (lead, *more)),
            outlet=outlet,
            author=self._name(own),
            date=(told + timedelta(minutes=own.between(7, 240)) * bool(voice)).replace(microsecond=0),
            topics=self._topics(theme, own),
            scene=own.pick(theme.scenes),
        )

    def teach(self, kind: str, number: int) -> Telling:
        """A lesson, sample or person; `kind` is a key of the world's lessons."""
        dice = Dice(self._seed, kind, number)
        lesson: Lesson = dice.pick(self._world.lessons[kind])
        words = self._words(dice)
        told = self._since_first_day(number)
        return Telling(
            title=sentence(lesson.title, words),
            excerpt=sentence(lesson.excerpt, words),
            outlet=dice.pick(self._world.teachers),
            author=words["person"],
            date=told.replace(minute=dice.below(60), microsecond=0),
            topics=(lesson.topic,),
            scene=lesson.scene,
        )

    def _told_before(self, number: int, retelling: int) -> tuple[int, int]:
        """The number of the card that told the story first, and the how manieth telling this is."""
        while number and self._is_retold(number):
            number, retelling = number - 1, retelling + 1
        return number, retelling

    def _is_retold(self, number: int) -> bool:
        return Dice(self._seed, "retold", number).chance(_RETOLD)

    def _outlet(self, dice: Dice, voice: int) -> Outlet:
        outlets = dice.some(self._world.outlets, 8)
        return outlets[voice % len(outlets)]

    def _moment(self, story: int, dice: Dice) -> datetime:
        return self._since_first_day(story) + timedelta(minutes=dice.below(900), seconds=dice.below(60))

    def _since_first_day(self, number: int) -> datetime:
        """The cards one after the other; a timedelta of `SPAN * number` would end at a billion days."""
        return FIRST_DAY + timedelta(microseconds=_MICROSECONDS * number // self._cards)

    def _words(self, dice: Dice) -> Mapping[str, str]:
        company, other = dice.some(self._world.companies, 2)
        town, place = dice.some(self._world.towns, 2)
        return {
            "company": company,
            "other": other,
            "town": town,
            "place": place,
            "person": self._name(dice),
            "chief": self._name(dice),
            "few": dice.pick(_SMALL),
            "count": str(dice.between(12, 96)),
            "share": str(dice.between(6, 48)),
            "money": str(dice.between(2, 60)),
            "months": str(dice.between(3, 18)),
            "part": str(dice.between(1, 9)),
        }

    def _name(self, dice: Dice) -> str:
        return f"{dice.pick(self._world.first_names)} {dice.pick(self._world.last_names)}"

    def _topics(self, theme: Theme, dice: Dice) -> tuple[str, ...]:
        return (theme.topics[0], *(topic for topic in theme.topics[1:] if dice.chance(0.55)))


def slug(text: str) -> str:
    """'Café, 9 a.m.' as 'cafe-9-a-m'."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return "-".join(_WORD.findall(plain.lower()))


def sentence(pattern: str, words: Mapping[str, str]) -> str:
    """The pattern with its words filled in, beginning with a capital."""
    text = pattern.format_map(words).replace("s’s", "s’")
    return text[0].upper() + text[1:]
