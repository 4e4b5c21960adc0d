from collections.abc import Iterator

import pytest
from PySide6.QtCore import QUrl

from editor.ui.picture_fetch import Failed, Fetched, Fetcher, Limits, Outcome
from tests.helpers.picture_server import PictureServer, picture_bytes

PICTURE = picture_bytes("JPEG", (600, 338))


@pytest.fixture
def server() -> Iterator[PictureServer]:
    with PictureServer() as server:
        yield server


@pytest.fixture
def fetcher(qapp) -> Iterator[Fetcher]:
    fetcher = Fetcher(limits=Limits(weight=1024 * 1024, seconds=10.0))
    yield fetcher
    fetcher.close()


def fetch(qtbot, fetcher: Fetcher, url: str, **known: str) -> Outcome:
    outcomes: list[Outcome] = []
    fetcher.fetch(QUrl(url), done=outcomes.append, **known)
    assert outcomes == []  # never from within the call
    qtbot.waitUntil(lambda: outcomes != [])
    return outcomes[0]


def failure(qtbot, fetcher: Fetcher, url: str) -> str:
    outcome = fetch(qtbot, fetcher, url)
    assert isinstance(outcome, Failed)
    return outcome.why


def test_the_bytes_come_as_the_server_has_them(qtbot, server: PictureServer, fetcher: Fetcher):
    url = server.put("/a.jpg", PICTURE, headers={"ETag": '"v1"', "Last-Modified": "yesterday"})
    assert fetch(qtbot, fetcher, url) == Fetched(PICTURE, '"v1"', "yesterday")


def test_a_server_that_names_no_length_is_read_to_its_end(qtbot, server: PictureServer, fetcher: Fetcher):
    assert fetch(qtbot, fetcher, server.put("/a.jpg", PICTURE, length=False)) == Fetched(PICTURE)


def test_the_request_says_little_about_the_person(qtbot, server: PictureServer, fetcher: Fetcher):
    fetch(qtbot, fetcher, server.put("/cookie", PICTURE, headers={"Set-Cookie": "id=1; Path=/"}))
    fetch(qtbot, fetcher, server.put("/a.jpg", PICTURE))
    headers = server.headers("/a.jpg")
    assert headers["user-agent"] == "Mozilla/5.0 (compatible; NewsCardEditor)"
    assert headers["accept-encoding"] == "identity"
    assert {"cookie", "referer", "authorization"} & headers.keys() == set()


def test_what_is_known_is_asked_for_by_its_tag(qtbot, server: PictureServer, fetcher: Fetcher):
    url = server.revalidated("/a.jpg", PICTURE, etag='"v1"')
    assert fetch(qtbot, fetcher, url, etag='"v1"', modified="yesterday") == Fetched(None)
    assert server.headers("/a.jpg")["if-modified-since"] == "yesterday"
    first = fetch(qtbot, fetcher, url, etag='"v0"')
    assert isinstance(first, Fetched)
    assert first.data == PICTURE


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (404, "The server answered 404 (not found)."),
        (500, "The server answered 500 (internal server error)."),
        (401, "The server answered 401 (unauthorized)."),
        (304, "The server answered 304 (not modified)."),
        (599, "The server answered 599."),
    ],
)
def test_a_status_that_is_no_picture(qtbot, server: PictureServer, fetcher: Fetcher, status: int, why: str):
    url = server.put("/a.jpg", b"" if status == 304 else b"sorry", status=status)
    assert fetch(qtbot, fetcher, url) == Failed(why, answered=True)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(qtbot, server: PictureServer, fetcher: Fetcher, status: int):
    server.put("/b/c.jpg", PICTURE)
    server.redirect("/b/a.jpg", "c.jpg", status=status)
    url = server.redirect("/a.jpg", server.url("/b/a.jpg"), status=status)
    assert fetch(qtbot, fetcher, url) == Fetched(PICTURE)
    assert server.asked == ["/a.jpg", "/b/a.jpg", "/b/c.jpg"]


@pytest.mark.parametrize(
    ("target", "scheme"),
    [
        ("file:///etc/hostname", "file"),
        ("ftp://harbourtimes.example/a.png", "ftp"),
        ("data:image/png;base64,AA", "data"),
    ],
)
def test_redirects_lead_nowhere_but_to_the_web(
    qtbot, server: PictureServer, fetcher: Fetcher, target: str, scheme: str
):
    url = server.redirect("/a.jpg", target)
    assert failure(qtbot, fetcher, url) == f"The address leads to {scheme}:, which is not on the web."


def test_redirects_end_after_five(qtbot, server: PictureServer, fetcher: Fetcher):
    url = server.redirect("/a.jpg", "/a.jpg")
    assert failure(qtbot, fetcher, url) == "The address leads on and on, more than 5 times."
    assert server.asked == ["/a.jpg"] * 6


def test_a_redirect_without_an_address(qtbot, server: PictureServer, fetcher: Fetcher):
    assert failure(qtbot, fetcher, server.put("/a.jpg", b"", status=302)) == "The server answered 302 (found)."


def test_a_picture_that_says_it_is_too_heavy_is_not_waited_for(qtbot, server: PictureServer, fetcher: Fetcher):
    url = server.put("/a.png", bytes(1024 * 1024 + 1))
    assert fetch(qtbot, fetcher, url) == Failed("The picture is larger than 1 MB.", answered=True)


def test_a_picture_without_an_end_is_cut_off(qtbot, server: PictureServer, fetcher: Fetcher):
    assert failure(qtbot, fetcher, server.endless("/a.png", start=PICTURE)) == "The picture is larger than 1 MB."


def test_a_server_that_hangs_up_early(qtbot, server: PictureServer, fetcher: Fetcher):
    url = server.cut_off("/a.png", PICTURE)
    assert fetch(qtbot, fetcher, url) == Failed("The server broke off before the picture was there.")


def test_headers_without_end(qtbot, server: PictureServer, qapp):
    """Qt gives up reading them but does not say so: the time limit does."""
    fetcher = Fetcher(limits=Limits(seconds=0.5), parent=qapp)
    assert failure(qtbot, fetcher, server.huge_header("/a.png")) == "The address does not answer (0.5 s)."


def test_a_server_that_does_not_answer(qtbot, server: PictureServer, qapp):
    fetcher = Fetcher(limits=Limits(seconds=0.2), parent=qapp)
    assert fetch(qtbot, fetcher, server.slow("/a.png", PICTURE)) == Failed("The address does not answer (0.2 s).")


def test_a_server_that_stops_half_way(qtbot, server: PictureServer, qapp):
    fetcher = Fetcher(limits=Limits(seconds=0.2), parent=qapp)
    why = failure(qtbot, fetcher, server.stalled("/a.png", PICTURE))
    assert why == "The picture did not arrive within 0.2 s."


def test_a_server_that_is_not_there(qtbot, fetcher: Fetcher):
    with PictureServer() as gone:
        url = gone.url("/a.png")
    assert failure(qtbot, fetcher, url) == "The server 127.0.0.1 refuses the connection."


def test_a_name_that_nobody_has(qtbot, fetcher: Fetcher):
    assert (
        failure(qtbot, fetcher, "http://no-such-host.invalid/a.png") == "There is no server named no-such-host.invalid."
    )


def test_a_server_that_speaks_no_tls(qtbot, server: PictureServer, fetcher: Fetcher):
    url = server.put("/a.png", PICTURE).replace("http:", "https:")
    assert failure(qtbot, fetcher, url) != ""


def test_only_a_few_at_once_and_the_highest_rank_first(qtbot, server: PictureServer, qapp):
    fetcher = Fetcher(limits=Limits(at_once=1), parent=qapp)
    done: list[Outcome] = []
    fetcher.fetch(QUrl(server.slow("/first", PICTURE)), done=done.append)
    fetches = [
        fetcher.fetch(QUrl(server.put(f"/{rank}", PICTURE)), done=done.append, rank=rank) for rank in (1, 3, -4, 2)
    ]
    fetches[0].rank = 9
    qtbot.waitUntil(lambda: server.asked == ["/first"])
    server.release()
    qtbot.waitUntil(lambda: len(done) == 5)
    assert server.asked == ["/first", "/1", "/3", "/2", "/-4"]


def test_an_aborted_fetch_is_silent_and_makes_room(qtbot, server: PictureServer, qapp):
    fetcher = Fetcher(limits=Limits(at_once=1), parent=qapp)
    silent: list[Outcome] = []
    running = fetcher.fetch(QUrl(server.stalled("/first", PICTURE)), done=silent.append)
    waiting = fetcher.fetch(QUrl(server.put("/second", PICTURE)), done=silent.append)
    qtbot.waitUntil(lambda: server.asked == ["/first"])
    waiting.abort()
    running.abort()
    assert fetch(qtbot, fetcher, server.put("/third", PICTURE)) == Fetched(PICTURE)
    assert silent == []
    assert server.asked == ["/first", "/third"]


def test_closing_silences_everything(qtbot, server: PictureServer, fetcher: Fetcher):
    silent: list[Outcome] = []
    for number in range(20):
        fetcher.fetch(QUrl(server.slow(f"/{number}", PICTURE)), done=silent.append)
    fetcher.close()
    server.release()
    assert isinstance(fetch(qtbot, fetcher, server.put("/after", PICTURE)), Fetched)
    assert silent == []
