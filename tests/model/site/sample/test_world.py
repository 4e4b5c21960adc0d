import string

import pytest

from editor.model.site.sample.scenes import SCENES
from editor.model.site.sample.world import World, load_world


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


def test_every_domain_is_one_that_nobody_can_own(world):
    assert all(outlet.domain.endswith(".example") for outlet in (*world.outlets, *world.teachers))


def test_every_topic_that_is_used_is_declared(world):
    names = {topic.name for topic in world.topics}
    used = {topic for theme in world.themes for topic in theme.topics}
    used |= {lesson.topic for lessons in world.lessons.values() for lesson in lessons}
    assert used <= names
    assert {topic.parent for topic in world.topics} <= names | {""}


def test_every_scene_that_is_used_can_be_painted(world):
    used = {scene for theme in world.themes for scene in theme.scenes}
    used |= {lesson.scene for lessons in world.lessons.values() for lesson in lessons}
    assert used <= set(SCENES)


def test_every_plot_is_told_in_two_ways(world):
    plots = [plot for theme in world.themes for plot in theme.plots]
    assert all(len(plot.headlines) == 2 and len(plot.leads) == 2 for plot in plots)


def test_sentences_ask_only_for_words_that_there_are(world):
    known = {"company", "other", "town", "place", "person", "chief", "few", "count", "share", "money", "months", "part"}
    texts = [text for theme in world.themes for plot in theme.plots for text in (*plot.headlines, *plot.leads)]
    texts += [text for theme in world.themes for text in theme.more]
    texts += [text for some in world.lessons.values() for lesson in some for text in (lesson.title, lesson.excerpt)]
    assert {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name} <= known


def test_all_kinds_of_lessons_are_there(world):
    assert set(world.lessons) == {"videos", "courses", "collections", "samples", "people"}


def test_names_are_different(world):
    for names in (world.companies, world.towns, world.first_names, world.last_names):
        assert len(set(names)) == len(names) >= 20
