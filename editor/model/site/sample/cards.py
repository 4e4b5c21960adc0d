"""The cards of the sample site as text: in the style of the machine that writes most of them, and of people."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from editor.model.site.sample.dice import Dice
from editor.model.site.sample.pictures import Shot, logo_path, shots
from editor.model.site.sample.stories import Newsroom, Telling
from editor.model.site.sample.world import Outlet

SITE_URL = "https://gazette.example"
BASE_URL = "/harbour"

_IMAGE_HOSTS = ("img.{domain}", "cdn.{domain}", "pictures.openwire.example")


Writer: TypeAlias = Callable[[str], str]
"""How an address is written: `quoted` in news, plain (`str`) in all else."""


class Draft(NamedTuple):
    """A card before it is written: its file's name, its text and the site's own pictures that it shows."""

    name: str
    text: str
    shots: tuple[Shot, ...]


class Desk:
    """Writes the cards of one sample site. The same seed and number give the same text."""

    def __init__(self, newsroom: Newsroom, *, seed: int) -> None:
        self._newsroom = newsroom
        self._seed = seed

    def news(self, number: int, *, by_machine: bool = False) -> Draft:
        """One in twenty-five is in the style of people, unless it is to be `by_machine`."""
        dice = self._dice(number)
        told = self._newsroom.tell(number)
        pictures, own = _pictures(told, dice, quoted)
        if dice.chance(0.04) and not by_machine:
            text = _by_hand(told, pictures, dice, number)
        else:
            related, others = self._related(number, dice) if dice.chance(0.15) else ((), ())
            text = _by_machine(told, pictures, related, dice, number)
            own += others
        return Draft(f"{told.date:%Y-%m-%d}-{told.slug}", text, own)

    def video(self, number: int) -> Draft:
        dice = self._dice(number)
        told = self._newsroom.teach("videos", number)
        pictures, own = _pictures(told, dice, str)
        watch = f"https://play.{told.outlet.domain}/watch/{number}"
        text = _card(
            (
                f"title: {quoted(told.title)}",
                f"excerpt: {quoted(told.excerpt)}",
                f"originalUrl: {watch}",
                "type: video",
                "price: Free",
                f"length: PT{dice.between(3, 48)}M{dice.between(1, 59)}S",
                f"publishedDateTime: {told.date:%Y-%m-%dT%H:%M:%SZ}",
                f"heat: {dice.between(20, 90)}",
            ),
            (f"featuredContent: {quoted(_player(told.outlet, number))}",),
            _provider(told, dice, str),
            _topics(told.topics),
            pictures,
            _secured(dice),
        )
        return Draft(_lesson_name(told), text, own)

    def course(self, number: int) -> Draft:
        dice = self._dice(number)
        told = self._newsroom.teach("courses", number)
        pictures, own = _pictures(told, dice, str)
        text = _card(
            (
                f"title: {quoted(told.title)}",
                f"excerpt: {quoted(told.excerpt)}",
                f"webUrl: {told.web_url}",
                "type: course",
                "price: Free",
                f"length: PT{dice.between(20, 59)}M",
                "ratings:",
                f"  count: {dice.between(4, 400)}",
                f"  average: {dice.spread(3.6, 5):.7f}",
                f"heat: {dice.between(20, 90)}",
            ),
            _provider(told, dice, str),
            ("levels:", f"  - {dice.pick(('Beginner', 'Intermediate', 'Advanced'))}"),
            _topics(told.topics),
            pictures,
            _secured(dice),
        )
        return Draft(_lesson_name(told), text, own)

    def collection(self, number: int, *, courses: Iterable[int]) -> Draft:
        """`courses` are the numbers of the course cards that it lists."""
        dice = self._dice(number)
        told = self._newsroom.teach("collections", number)
        pictures, own = _pictures(told, dice, str)
        items = [_lesson_name(self._newsroom.teach("courses", course)) for course in courses]
        text = _card(
            (
                f"title: {quoted(told.title)}",
                f"excerpt: {quoted(told.excerpt)}",
                "type: collection",
                "price: Free",
                f"length: PT{dice.between(2, 8)}H{dice.between(5, 55)}M",
                f"heat: {dice.between(20, 90)}",
            ),
            _provider(told, dice, str),
            ("levels:", "  - Beginner"),
            ("items:", *(f"  - courses/{item}" for item in items)),
            _topics(told.topics),
            pictures,
            _secured(dice),
        )
        return Draft(_lesson_name(told), text, own)

    def sample(self, number: int) -> Draft:
        """A sample has a body: what it is for, in a few lines of HTML."""
        dice = self._dice(number)
        told = self._newsroom.teach("samples", number)
        pictures, own = _pictures(told, dice, str)
        page = f"https://exchange.{told.outlet.domain}/{told.slug}"
        text = _card(
            (
                f"title: {quoted(told.title)}",
                f"excerpt: {quoted(told.excerpt)}",
                f"originalUrl: {page}",
                "type: download",
                f"publishedDateTime: {told.date:%Y-%m-%dT%H:%M:%SZ}",
                f"heat: {dice.between(20, 90)}",
            ),
            (
                "actions:",
                f"  - url: {quoted(page + '/download.zip')}",
                '    type: "download"',
                '    title: "Download Source Code"',
                f"    attribution: {quoted(told.author)}",
            ),
            _provider(told, dice, str),
            _topics(told.topics),
            pictures,
            _secured(dice),
        )
        body = (
            f"<p>{told.excerpt}</p>\n<p>&nbsp;</p>\n<p>Made by {told.author}. "
            f'<a href="{page}" rel="nofollow noopener">More about it</a></p>\n'
        )
        return Draft(_lesson_name(told), text + body, own)

    def person(self, number: int) -> Draft:
        dice = self._dice(number)
        told = self._newsroom.teach("people", number)
        pictures, own = _pictures(told, dice, str)
        text = _card(
            (
                "category: people",
                f"title: {quoted(told.title)}",
                f"excerpt: {quoted(told.excerpt)}",
                f"webUrl: https://people.{told.outlet.domain}/{told.slug}",
                "type: profile",
                f"heat: {dice.between(20, 90)}",
            ),
            _provider(told, dice, str),
            _topics(told.topics),
            pictures,
            _secured(dice),
        )
        return Draft(told.slug, text, own)

    def _dice(self, number: int) -> Dice:
        return Dice(self._seed, "card", number)

    def _related(self, number: int, dice: Dice) -> tuple[Sequence[str], tuple[Shot, ...]]:
        """The same story from other outlets as cards in the card, and which of the site's own pictures they show."""
        lines: list[str] = ["related:"]
        own: list[Shot] = []
        for retelling in range(1, dice.between(1, 4) + 1):
            told = self._newsroom.tell(number, retelling=retelling)
            shot = dice.pick(shots(told.scene))
            remote = dice.chance(0.3)
            if not remote:
                own.append(shot)
            lines += [
                f"  - title: {quoted(told.title)}",
                f"    excerpt: {quoted(told.excerpt)}",
                f"    publishedDateTime: {told.date:%Y-%m-%dT%H:%M:%SZ}",
                f"    webUrl: {quoted(told.web_url)}",
                *(f"    {link}" for link in (_amp_links(told) if dice.chance(0.2) else ())),
                "    type: article",
                "    provider:",
                f"      name: {told.outlet.name}",
                f"      domain: {told.outlet.domain}",
                f"    quality: {dice.between(11, 154)}",
                "    images:",
                f"      - url: {quoted(_remote(told, shot, dice) if remote else _on_site(shot.path))}",
                f"        width: {shot.width}",
                f"        height: {shot.height}",
            ]
        return lines, tuple(own)


def quoted(text: str) -> str:
    """The text as a double-quoted YAML scalar; of control characters it has line ends at most."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\r", "\\r").replace("\n", "\\n") + '"'


def _card(*blocks: Sequence[str]) -> str:
    """Front matter of these blocks, with a blank line between them."""
    return "---\n" + "\n\n".join("\n".join(block) for block in blocks if block) + "\n---\n"


def _lesson_name(told: Telling) -> str:
    return f"{told.outlet.domain.partition('.')[0]}-{told.slug}"


def _amp_links(told: Telling) -> tuple[str, str]:
    page = told.web_url + "/amp"
    host = f"www-{told.outlet.domain.replace('.', '-')}.cdn.ampcache.example"
    return f"ampWebUrl: {quoted(page)}", f"cdnAmpWebUrl: {quoted(page.replace('https://', f'https://{host}/c/s/'))}"


def _player(outlet: Outlet, number: int) -> str:
    return (
        f'<iframe width="800" height="500" frameborder="0" src="https://play.{outlet.domain}/embed/{number}" '
        'allow="encrypted-media; picture-in-picture" allowfullscreen></iframe>'
    )


def _provider(told: Telling, dice: Dice, write: Writer) -> Sequence[str]:
    lines = ["provider:", f"  name: {told.outlet.name}", f"  domain: {told.outlet.domain}"]
    if dice.chance(0.6) and told.outlet.colours:
        logo = logo_path(told.outlet, 50)
        lines += ["  images:", f"    - url: {write(_on_site(logo))}", "      width: 50", "      height: 50"]
    if dice.chance(0.25):
        lines += ["  authors:", f"    - name: {told.author}"]
    return lines


def _topics(topics: Sequence[str]) -> Sequence[str]:
    return ("topics:", *(f"  - {topic}" for topic in topics))


def _pictures(told: Telling, dice: Dice, write: Writer) -> tuple[Sequence[str], tuple[Shot, ...]]:
    """The block `images` and those of its pictures that are the site's own; mostly there is one."""
    if dice.chance(0.04):
        return (), ()
    lines: list[str] = ["images:"]
    own: list[Shot] = []
    for shot in dice.some(shots(told.scene), 2 if dice.chance(0.12) else 1):
        remote = dice.chance(0.08)
        if not remote:
            own.append(shot)
        lines += [
            f"  - url: {write(_remote(told, shot, dice) if remote else _on_site(shot.path))}",
            f"    width: {shot.width}",
            f"    height: {shot.height - dice.chance(0.07)}",  # as bots round it: says 337, is 338
            "    isCached: true",
        ]
        if dice.chance(0.5):
            lines.append(f"    title: {quoted(told.title)}")
    return lines, tuple(own)


def _on_site(path: str) -> str:
    return f"{SITE_URL}{BASE_URL}/{path}"


def _remote(told: Telling, shot: Shot, dice: Dice) -> str:
    host = dice.pick(_IMAGE_HOSTS).format(domain=told.outlet.domain)
    return f"https://{host}/{told.date:%Y/%m/%d}/{shot.width}x{shot.height}/{dice.between(10**8, 10**9)}.jpg"


def _secured(dice: Dice) -> Sequence[str]:
    return (f"secured: {quoted(f'{dice.base64(288)};{dice.base64(16)}')}",)


def _by_machine(told: Telling, pictures: Sequence[str], related: Sequence[str], dice: Dice, number: int) -> str:
    quality = dice.between(11, 154)
    is_video = dice.chance(0.05)
    page = quoted(told.web_url)
    links = [f"webUrl: {page}"]
    if dice.chance(0.7):
        links.insert(0, f"originalUrl: {page}")
    if dice.chance(0.3):
        links += _amp_links(told)
    return _card(
        (
            "category: news",
            f"title: {quoted(told.title)}",
            f"excerpt: {quoted(told.excerpt)}",
            f"publishedDateTime: {told.date:%Y-%m-%dT%H:%M:%SZ}",
            *links,
            f"type: {'video' if is_video else 'article'}",
            f"quality: {quality}",
            f"heat: {-1 if dice.chance(0.1) else quality}",
            f"published: {'false' if dice.chance(0.35) else 'true'}",
        ),
        (f"featuredContent: {quoted(_player(told.outlet, number))}",) if is_video else (),
        _provider(told, dice, quoted),
        _topics(told.topics),
        pictures,
        related,
        _secured(dice),
    )


def _by_hand(told: Telling, pictures: Sequence[str], dice: Dice, number: int) -> str:
    """A card as somebody types it: comments, single quotes, a folded excerpt, flow lists, no blank lines."""
    pad = "" if dice.chance(0.5) else "  "
    hand = [
        f"# {told.author} called, see the note in the blue folder",
        "category: news",
        "title: '" + told.title.replace("'", "''") + "'",
        "excerpt: >-",
        *(f"  {part}" for part in _broken_at_spaces(told.excerpt, 70)),
        f"publishedDateTime: {told.date:%Y-%m-%d %H:%M:%S} +02:00   # when it was on air",
        f"webUrl: {told.web_url}",
        "type: article",
        f"quality: {dice.between(11, 154)}",
        f"heat: {dice.between(11, 154)}   # moved by hand",
        f"published: {'no' if dice.chance(0.35) else 'yes'}",
        f"provider: {{name: {told.outlet.name}, domain: {told.outlet.domain}}}",
        f"topics: [{', '.join(told.topics)}]",
        *(line.removeprefix("  ") if not pad and line.startswith("  ") else line for line in pictures),
        f"number: {number}",
    ]
    return "\n".join(("---", *hand, *_secured(dice), "---", ""))


def _broken_at_spaces(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + len(word) < width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines
