import datetime
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.model.card.schema import Field, FieldType, load_schemas
from editor.model.card.values import format_value, is_duration, parse_value, read_datetime, url_problem
from editor.model.text.resolution import construct, resolve
from editor.model.text.scalars import Plain, Styled

NEWS = load_schemas().by_name("news")


def field(kind: FieldType) -> Field:
    choices = ("article", "video") if kind is FieldType.CHOICE else ()
    return Field("height", "Height", kind, choices=choices)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (FieldType.TEXT, " as it is ", " as it is "),
        (FieldType.TEXT, "yes", "yes"),
        (FieldType.LONG_TEXT, "two\nlines", "two\nlines"),
        (FieldType.CHOICE, "podcast", "podcast"),
        (FieldType.INTEGER, "600", 600),
        (FieldType.INTEGER, " -1 ", -1),
        (FieldType.INTEGER, "012", 12),
        (FieldType.NUMBER, "4", 4),
        (FieldType.NUMBER, "4.5", 4.5),
        (FieldType.NUMBER, "1e3", 1000.0),
        (FieldType.BOOLEAN, "true", True),
        (FieldType.BOOLEAN, "false ", False),
        (FieldType.DATETIME, "2024-05-01", Plain("2024-05-01")),
        (FieldType.DATETIME, "2024-05-01T10:00:00Z", Plain("2024-05-01T10:00:00Z")),
        (FieldType.DATETIME, "2024-05-01 10:00:00 +2", Plain("2024-05-01 10:00:00 +2")),
        (FieldType.DATETIME, "2024-05-01T10:00Z", Plain("2024-05-01T10:00:00Z")),
        (FieldType.DATETIME, "2024-05-01T10:00", Plain("2024-05-01T10:00:00")),
        (FieldType.DURATION, "PT1H30M", "PT1H30M"),
        (FieldType.URL, "https://harbourtimes.example/a", "https://harbourtimes.example/a"),
        (FieldType.URL, "/assets/a.png", "/assets/a.png"),
    ],
)
def test_text_becomes_a_value_of_the_type_of_the_field(kind, text, value):
    parsed = parse_value(field(kind), text)
    assert parsed == value
    assert type(parsed) is type(value)


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        (FieldType.INTEGER, "abc", "`height` takes a whole number, not “abc”."),
        (FieldType.INTEGER, "1.5", "`height` takes a whole number, not “1.5”."),
        (FieldType.INTEGER, "9" * 5000, "`height` takes a whole number, not “9"),
        (FieldType.NUMBER, "1e999", "`height` takes a number, not “1e999”."),
        (FieldType.NUMBER, "", "`height` takes a number, not “”."),
        (FieldType.BOOLEAN, "yes", "`height` takes true or false, not “yes”."),
        (FieldType.BOOLEAN, "on", "`height` takes true or false, not “on”."),
        (FieldType.BOOLEAN, "True", "`height` takes true or false, not “True”."),
        (FieldType.DATETIME, "2024-02-30", "`height` takes a date such as 2024-05-01 or 2024-05-01T10:00:00Z, not “"),
        (FieldType.DATETIME, "20240501", "`height` takes a date such as "),
        (FieldType.DATETIME, "tomorrow", "`height` takes a date such as "),
        (FieldType.DURATION, "90 minutes", "`height` takes a length such as PT1H30M, not “90 minutes”."),
        (FieldType.URL, "ftp://harbourtimes.example", "`height` does not begin with https://, http:// or /: “ftp://"),
        (FieldType.LIST, "AI", "`height` takes a list such as [AI, Cloud], not “AI”."),
        (FieldType.LIST, "{a: 1}", "`height` takes a list such as [AI, Cloud], not “{a: 1}”."),
        (FieldType.LIST, "[a", "`height` takes a list such as [AI, Cloud], not “[a”."),
        (FieldType.LIST, "[a]\nb: 1", "`height` takes a list such as "),
        (FieldType.LIST, "[*a]", "`height` takes a list such as "),
        (FieldType.MAPPING, "[a]", "`height` takes fields such as {name: Harbour Times}, not “[a]”."),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(kind, text, sentence):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the sentence is compared below
        parse_value(field(kind), text)
    assert str(caught.value).startswith(sentence)


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        (("topics",), "[AI, Cloud]", ["AI", "Cloud"]),
        (("topics",), '["AI", "Cloud"]', ["AI", "Cloud"]),
        (("topics",), "[2024, yes, 1:30, 1.50]", ["2024", "yes", "1:30", "1.50"]),
        (("topics",), "[2024, true]", ["2024", "true"]),
        (("topics",), '["\\ud83d\\ude00"]', ["😀"]),
        (("topics",), "[NaN]", ["NaN"]),
        (("topics",), "[]", []),
        (("provider",), "{name: Harbour Times, since: 1999}", {"name": "Harbour Times", "since": 1999}),
        (("provider",), "{name: null}", {"name": None}),
        (("provider",), '{"name": 24, "authors": [{"name": true}]}', {"name": "24", "authors": [{"name": "true"}]}),
        (("provider",), "{name: 24, images: [{url: /a.png}]}", {"name": "24", "images": [{"url": "/a.png"}]}),
        (("images",), '[{"url": "/a.png", "width": "600"}]', [{"url": "/a.png", "width": 600}]),
        (("images",), "[{url: /a.png, isCached: true}]", [{"url": "/a.png", "isCached": True}]),
    ],
)
def test_lists_and_mappings_are_json_or_yaml_flow_with_items_of_their_own_types(path, text, value):
    assert parse_value(NEWS.field(path), text) == value


@pytest.mark.parametrize(
    ("path", "text", "sentence"),
    [
        (("images",), "[{url: /a.png, width: wide}]", "`width` takes a whole number, not “wide”."),
        (("images",), "[{url: /a.png, width: [1]}]", "`images[0].width` takes a whole number."),
        (("images",), "[/a.png]", "`images[0]` takes fields such as {name: Harbour Times}."),
        (("topics",), "[[AI]]", "`topics[0]` takes text."),
        (("images",), "[{width: true}]", "`width` takes a whole number, not “true”."),
    ],
)
def test_a_mistake_within_a_list_is_named_with_its_place(path, text, sentence):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the sentence is compared below
        parse_value(NEWS.field(path), text)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("-1", -1),
        ("1.5", 1.5),
        ("true", True),
        ("false", False),
        ("[a, 1]", ["a", 1]),
        ("{a: 1}", {"a": 1}),
        ("[a", "[a"),
        ("[a, *b]", "[a, *b]"),
        ("012", "012"),
        ("yes", "yes"),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("2024-05-01", "2024-05-01"),
        ("", ""),
        (" words ", " words "),
    ],
)
def test_an_unknown_field_takes_what_the_text_plainly_is(text, value):
    parsed = parse_value(None, text)
    assert parsed == value
    assert type(parsed) is type(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (-1, "-1"),
        (4.5, "4.5"),
        ("as it is", "as it is"),
        (datetime.date(2024, 5, 1), "2024-05-01"),
        (datetime.datetime(2024, 5, 1, 10, tzinfo=datetime.UTC), "2024-05-01T10:00:00Z"),
        (Plain("2024-05-01"), "2024-05-01"),
        (Styled("a", "double"), "a"),
        (["AI", 1, None], '["AI", 1, null]'),
        ({"at": datetime.date(2024, 5, 1), "é": [True]}, '{"at": "2024-05-01", "é": [true]}'),
    ],
)
def test_values_are_printed_bare_and_lists_as_json(value, text):
    assert format_value(value) == text


@given(st.lists(st.text(alphabet=st.characters(blacklist_categories=("Cs",)))))
def test_any_list_of_topics_that_was_printed_is_read_back(topics):
    assert parse_value(NEWS.field(("topics",)), format_value(topics)) == topics


@given(st.datetimes(timezones=st.just(datetime.UTC)))
def test_any_date_that_was_printed_is_read_back(moment):
    assert read_datetime(format_value(moment)) == moment


@given(
    st.from_regex(
        r"[0-9]{2}(24|99)-[01][0-9]-[0-3][0-9](T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\.[0-9]{1,7})?(Z|[-+][0-2][0-9]:[0-6][0-9])?)?",
        fullmatch=True,
    )
)
def test_what_looks_like_a_date_is_one_exactly_where_yaml_reads_one(text):
    moment = construct(resolve(text), text)
    assert read_datetime(text) == (moment if isinstance(moment, datetime.date) else None)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-05-01", datetime.date(2024, 5, 1)),
        ("2024-05-01T10:00:00", datetime.datetime(2024, 5, 1, 10)),  # noqa: DTZ001  # no offset is given
        ("2024-05-01T10:00:00Z", datetime.datetime(2024, 5, 1, 10, tzinfo=datetime.UTC)),
        ("2024-05-01T12:00:00.5+02:00", datetime.datetime(2024, 5, 1, 10, 0, 0, 500_000, tzinfo=datetime.UTC)),
        ("2024-05-01T10:00Z", datetime.datetime(2024, 5, 1, 10, tzinfo=datetime.UTC)),
        ("2024-5-1 10:00:00 +2", datetime.datetime(2024, 5, 1, 8, tzinfo=datetime.UTC)),
        ("2024-02-30", None),
        ("2024-02-30T10:00:00Z", None),
        ("2024-05-01T24:00:00Z", None),
        ("2024-05-01T10:00:00+24:00", None),
        ("٢024-05-01", None),
        ("soon", None),
    ],
)
def test_a_date_is_read_in_all_usual_ways(text, moment):
    assert read_datetime(text) == moment
    assert type(read_datetime(text)) is type(moment)


@pytest.mark.parametrize("text", ["PT9M46S", "PT2H", "P1D", "P1Y2M3W4DT5H6M7.5S", "P2W"])
def test_lengths_of_time(text):
    assert is_duration(text)


@pytest.mark.parametrize("text", ["", "P", "PT", "P1", "PT1", "1H", "PT1H30", "P1DT", "pt1h"])
def test_no_lengths_of_time(text):
    assert not is_duration(text)


@pytest.mark.parametrize(
    "url",
    [
        "https://harbourtimes.example/a?b=c#d",
        "HTTP://harbourtimes.example",
        "http://localhost:8000/a.png",
        "https://[::1]/a",
        "https://harbourtimes.example./a",
        "https://harbourtimes.example?page=2",
        "https://harbourtimes.example#top",
        "https://editor:secret@harbourtimes.example/a",
        "https://zürich.example/ä",
        "https://harbourtimes.example//two//slashes",
        "//harbourtimes.example/a",
        "/assets/a.png",
        "assets/a.png",
        "./a.png",
        "../a.png",
    ],
)
def test_links_that_are_fine(url):
    assert url_problem(url) == ""


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("", "is empty"),
        (" ", "is empty"),
        ("https://harbourtimes.example/a b", "has a space in it"),
        (" https://harbourtimes.example", "has a space in it"),
        ("https://harbourtimes.example/\x00", "has a character that links cannot have"),
        ('https://harbourtimes.example/"', "has a character that links cannot have"),
        ("ftp://harbourtimes.example", "does not begin with https://, http:// or /"),
        ("javascript:alert(1)", "does not begin with https://, http:// or /"),
        ("www.harbourtimes.example/a", "does not begin with https://, http:// or /"),
        ("harbourtimes.example", "does not begin with https://, http:// or /"),
        ("https://", "has no host that can be read"),
        ("https:///a", "has no host that can be read"),
        ("https:harbourtimes.example", "has no host that can be read"),
        ("https://harbour..example/a", "has no host that can be read"),
        ("https://.harbourtimes.example/a", "has no host that can be read"),
        ("https://harbourtimes.example:99999/", "has no host that can be read"),
        ("https://harbourtimes.example:port/", "has no host that can be read"),
        ("https://[::1/a", "has no host that can be read"),
        ("//", "has no host that can be read"),
    ],
)
def test_links_that_cannot_be_followed(url, problem):
    assert url_problem(url) == problem


@given(st.text(alphabet='ab-.:/?#[]@%é \t"<>&\x7f\xa0', max_size=12))
def test_a_link_is_fine_exactly_where_it_has_a_host_and_no_character_too_many(rest):
    url = f"https://{rest}"
    assert (url_problem(url) == "") == (has_host(url) and not any(mark.isspace() or mark in '"<>\x7f' for mark in url))


def has_host(url: str) -> bool:
    try:
        host, _ = urlsplit(url).hostname, urlsplit(url).port
    except ValueError:
        return False
    return bool(host) and all(host.removesuffix(".").split("."))
