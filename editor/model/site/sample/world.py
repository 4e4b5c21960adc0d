"""The invented world that the sample site reports on, as `resources/sample` declares it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from editor.resources import resource_path


@dataclass(frozen=True, slots=True)
class Outlet:
    """A provider of cards, with the two colours of its logo; without colours it has no logo."""

    name: str
    domain: str
    colours: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Topic:
    name: str
    keywords: tuple[str, ...]
    hashtag: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """One happening in the words of two outlets; headlines and first sentences go together in any pairing."""

    headlines: tuple[str, ...]
    leads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    topics: tuple[str, ...]  # the first is on every card
    scenes: tuple[str, ...]  # pictures that fit
    plots: tuple[Plot, ...]
    more: tuple[str, ...]  # sentences that may follow


@dataclass(frozen=True, slots=True)
class Lesson:
    excerpt: str
    topic: str
    scene: str
    title: str = "{person}"


@dataclass(frozen=True, slots=True)
class World:
    outlets: tuple[Outlet, ...]
    teachers: tuple[Outlet, ...]
    topics: tuple[Topic, ...]
    themes: tuple[Theme, ...]
    lessons: Mapping[str, tuple[Lesson, ...]]  # by kind: videos, courses, collections, samples, people
    companies: tuple[str, ...]
    towns: tuple[str, ...]
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]


def load_world(folder: Path | None = None) -> World:
    """The world of the sample site; `folder` is that of its declarations. Any thread."""
    folder = folder or resource_path("sample")
    words = _read(folder / "words.yml")
    return World(
        outlets=tuple(_outlet(entry) for entry in words["outlets"]),
        teachers=tuple(_outlet(entry) for entry in words["teachers"]),
        topics=tuple(
            Topic(entry["name"], tuple(entry["keywords"]), entry["hashtag"], entry.get("parent", ""))
            for entry in words["topics"]
        ),
        themes=tuple(_theme(entry) for entry in _read(folder / "themes.yml")),
        lessons={
            kind: tuple(Lesson(**lesson) for lesson in lessons)
            for kind, lessons in _read(folder / "lessons.yml").items()
        },
        companies=tuple(words["companies"]),
        towns=tuple(words["towns"]),
        first_names=tuple(words["first_names"]),
        last_names=tuple(words["last_names"]),
    )


def _read(path: Path) -> Any:  # noqa: ANN401 - whatever YAML holds; the declarations are our own
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _outlet(entry: Mapping[str, Any]) -> Outlet:
    first, second = entry["colours"]
    return Outlet(entry["name"], entry["domain"], (first, second))


def _theme(entry: Mapping[str, Any]) -> Theme:
    plots = tuple(Plot(tuple(plot["headlines"]), tuple(plot["leads"])) for plot in entry["plots"])
    return Theme(tuple(entry["topics"]), tuple(entry["scenes"]), plots, tuple(entry["more"]))
