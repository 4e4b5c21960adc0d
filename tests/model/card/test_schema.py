from pathlib import Path

import pytest

from editor.model.card.schema import SECTIONS, Field, FieldType, Schema, SchemaError, load_schemas

SCHEMAS = load_schemas()


def all_fields(fields: tuple[Field, ...], path: str) -> list[tuple[str, Field]]:
    found = []
    for field in fields:
        here = f"{path}.{field.key}"
        found.append((here, field))
        if field.item:
            found += [(f"{here}[]", field.item), *all_fields(field.item.fields, f"{here}[]")]
        found += all_fields(field.fields, here)
    return found


@pytest.mark.parametrize("schema", SCHEMAS.all(), ids=lambda schema: schema.name)
def test_every_shipped_field_says_only_what_its_type_can_have(schema: Schema):
    for path, field in all_fields(schema.fields, schema.name):
        assert bool(field.choices) == (field.type is FieldType.CHOICE), path
        assert bool(field.fields) == (field.type is FieldType.MAPPING), path
        assert bool(field.item) == (field.type is FieldType.LIST), path
        assert field.limit is None or field.type in (FieldType.TEXT, FieldType.LONG_TEXT), path
        assert not field.picture or field.type is FieldType.URL, path
        assert field.section in SECTIONS, path


@pytest.mark.parametrize("schema", SCHEMAS.all(), ids=lambda schema: schema.name)
def test_every_shipped_field_has_a_label_and_one_short_sentence_of_help(schema: Schema):
    for path, field in all_fields(schema.fields, schema.name):
        assert field.label[:1].isupper(), path
        assert path.endswith("[]") or (field.help.endswith(".") and len(field.help) <= 80), path


def test_nobody_can_edit_the_seal_of_any_kind_of_card():
    seals = [schema.field(("secured",)) for schema in SCHEMAS.all()]
    assert all(seal and seal.locked for seal in seals)


def test_all_kinds_are_there_and_the_fallback_is_last():
    names = [schema.name for schema in SCHEMAS.all()]
    assert set(names) == {
        "news",
        "video",
        "course",
        "collection",
        "sample",
        "person",
        "community",
        "organization",
        "card",
    }
    assert names[-1] == SCHEMAS.fallback.name == "card"
    assert SCHEMAS.by_name("news").plural == "News"
    with pytest.raises(KeyError):
        SCHEMAS.by_name("poem")


def test_news_has_the_order_of_the_house():
    assert SCHEMAS.by_name("news").order == (
        "category",
        "title",
        "excerpt",
        "publishedDateTime",
        "originalUrl",
        "webUrl",
        "ampWebUrl",
        "cdnAmpWebUrl",
        "type",
        "quality",
        "heat",
        "published",
        "featuredContent",
        "provider",
        "topics",
        "images",
        "related",
        "secured",
    )


def test_a_path_finds_its_field_and_any_number_stands_for_an_item():
    news = SCHEMAS.by_name("news")
    width = news.field(("related", 7, "images", 0, "width"))
    assert width is not None
    assert (width.key, width.type, width.section) == ("width", FieldType.INTEGER, "related")
    topic = news.field(("topics", 3))
    assert topic is not None
    assert (topic.key, topic.style, topic.vocabulary) == ("topics", "plain", "topics")
    title, related_title = news.field(("title",)), news.field(("related", 0, "title"))
    assert title is not None
    assert related_title is not None
    assert (title.limit, related_title.limit) == (110, 110)


@pytest.mark.parametrize(
    "path", [(), ("mood",), ("title", "x"), ("title", 0), ("topics", 0, "x"), ("images", "url"), (0,)]
)
def test_a_path_to_nothing_declared_has_no_field(path):
    assert SCHEMAS.by_name("news").field(path) is None


def test_choices_and_merge_rules_of_news():
    news = SCHEMAS.by_name("news")
    merges = {field.key: field.merge for field in news.fields if field.merge != "ask"}
    assert merges == {
        "quality": "theirs",
        "heat": "theirs",
        "secured": "theirs",
        "topics": "set",
        "images": "by url",
        "related": "by webUrl",
    }
    kind = news.field(("type",))
    assert kind is not None
    assert kind.choices == ("article", "video")


def test_addresses_are_written_in_the_style_of_their_part_of_the_site():
    styles = {}
    for name in ("news", "video"):
        field = SCHEMAS.by_name(name).field(("images", 0, "url"))
        assert field is not None
        styles[name] = field.style
    assert styles == {"news": "double", "video": "plain"}


@pytest.mark.parametrize(
    ("card_id", "values", "name"),
    [
        ("_news/a.md", {}, "news"),
        ("_news/2024/05/a.md", {"type": "video"}, "news"),
        ("_learning/videos/a.md", {"type": "course"}, "video"),
        ("_archive/_learning/courses/a.md", {}, "course"),
        ("_learning/a.md", {"type": "collection"}, "collection"),
        ("_learning/a.md", {}, "card"),
        ("a.md", {"category": "news", "type": "video"}, "news"),
        ("a.md", {"type": "video"}, "video"),
        ("a.md", {"category": None, "type": "video"}, "video"),
        ("a.md", {"category": "poems", "type": "video"}, "card"),
        ("_samples/a.md", {}, "sample"),
        ("_people/a.md", {}, "person"),
        ("x/a.md", {"category": "people"}, "person"),
        ("_communities/a.md", {}, "community"),
        ("_data/organizations/a.md", {}, "organization"),
        ("a.md", {"taxonomy": "organization"}, "organization"),
        ("my_news/a.md", {}, "card"),
        ("_newsletters/a.md", {"category": ["news"]}, "card"),
        ("about.md", {}, "card"),
    ],
)
def test_the_folder_decides_what_a_card_is_else_its_keys(card_id, values, name):
    assert SCHEMAS.for_card(card_id, values).name == name


def test_walking_gives_parents_first_in_the_order_of_the_file_and_unknown_keys_too():
    news = SCHEMAS.by_name("news")
    walked = list(news.walk({"mood": {"tone": "calm"}, "topics": ["Books"], "title": "A"}))
    assert [(path, field and field.key) for path, field, _ in walked] == [
        (("mood",), None),
        (("mood", "tone"), None),
        (("topics",), "topics"),
        (("topics", 0), "topics"),
        (("title",), "title"),
    ]


def test_a_schema_can_be_told_apart_and_kept_in_a_set():
    assert len({*SCHEMAS.all(), *load_schemas().all()}) == len(SCHEMAS.all())


FALLBACK = "name: card\nlabel: Card\nfields:\n  - {key: title, type: text}\n"


def load(folder: Path, **files: str):
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return load_schemas(folder)


def test_another_kind_of_card_is_another_file_and_no_code(tmp_path: Path):
    poem = "name: poem\nlabel: Poem\nmatch: {folders: [_poems]}\nfields:\n  - {key: verses, type: integer}\n"
    schemas = load(tmp_path, card=FALLBACK, poem=poem)
    schema = schemas.for_card("_poems/a.md", {})
    assert (schema.name, schema.plural, schema.order) == ("poem", "Poem", ("verses",))


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({}, "needs one schema without a `match`, for all other cards, and has 0"),
        ({"a": FALLBACK, "b": FALLBACK.replace("card", "b")}, "and has 2"),
        ({"a": FALLBACK, "b": FALLBACK + "match: {folders: [_b]}\n"}, "two schemas are named `card`"),
        ({"a": "name: [card"}, "a.yml: cannot be read: "),
        ({"a": "- card"}, "a.yml: a schema is a mapping."),
        ({"a": FALLBACK + "colour: red\n"}, "a.yml: `colour` is nothing that a schema can say."),
        ({"a": "label: Card\nfields: []\n"}, "a.yml: a schema needs a `name` and a `label`."),
        ({"a": FALLBACK + "label: 3\n"}, "a.yml: `label` must be a text, not 3."),
        ({"a": FALLBACK + "styles: {url: bold}\n"}, "a.yml: styles: `style` is one of plain, double, "),
        ({"a": FALLBACK + "styles: {link: plain}\n"}, "a.yml: styles: `type` is one of text, long-text, "),
        ({"a": FALLBACK + "match: {path: x}\n"}, "a.yml: match: `path` is neither `folders` nor `keys`."),
        ({"a": FALLBACK + "match: {folders: [/_a]}\n"}, "a.yml: match: `folders` are names such as _news"),
        ({"a": FALLBACK + "match: {keys: [news]}\n"}, "a.yml: match: `keys` are mappings such as {category: news}."),
    ],
)
def test_a_wrong_schema_is_named_in_a_sentence(tmp_path: Path, files: dict[str, str], sentence: str):
    with pytest.raises(SchemaError) as caught:
        load(tmp_path, **files)
    assert sentence in str(caught.value)


def test_a_folder_that_is_not_there_has_no_schemas(tmp_path: Path):
    with pytest.raises(SchemaError):
        load_schemas(tmp_path / "none")


def test_schemas_are_values():
    assert SCHEMAS.by_name("news") == load_schemas().by_name("news")
    assert isinstance(SCHEMAS.fallback, Schema)


def test_a_shipped_schema_is_read_when_it_is_asked_for_and_once():
    schemas = load_schemas()
    assert "schema" not in vars(schemas.others)
    assert schemas.fallback is schemas.fallback
    assert "schema" in vars(schemas.others)
    assert all("schema" not in vars(kind) for kind in schemas.kinds)


def test_the_whole_front_matter_is_a_field_like_others():
    for schema in SCHEMAS.all():
        assert (schema.root.type, schema.root.fields, schema.root.order) == (
            FieldType.MAPPING,
            schema.fields,
            schema.order,
        )


def test_what_is_made_of_a_schema_is_made_once_and_kept_with_it():
    made = []

    def keys(schema: Schema) -> tuple[str, ...]:
        made.append(schema.name)
        return schema.order

    schemas = load_schemas()
    assert schemas.by_name("news").once(keys) is schemas.by_name("news").once(keys)
    assert schemas.by_name("video").once(keys) == schemas.by_name("video").order
    assert made == ["news", "video"]
    assert schemas.by_name("news") == SCHEMAS.by_name("news")
