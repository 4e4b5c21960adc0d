import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSize, QThread

from editor.ui.picture_cache import Kept, PictureCache
from editor.ui.picture_fetch import Limits
from editor.ui.pictures import FAILURES_LAST, LoadedPicture, PictureService
from editor.ui.tasks import Tasks
from tests.helpers.picture_server import PictureServer, picture_bytes

PICTURE = picture_bytes("JPEG", (600, 338))
SMALL = QSize(80, 50)
WHOLE = QSize()


class Clock:
    now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


class Inbox:
    """What has arrived, in order."""

    def __init__(self) -> None:
        self.pictures: list[LoadedPicture] = []

    def __call__(self, picture: LoadedPicture) -> None:
        self.pictures.append(picture)

    def __len__(self) -> int:
        return len(self.pictures)

    @property
    def only(self) -> LoadedPicture:
        (picture,) = self.pictures
        return picture


@pytest.fixture
def server() -> Iterator[PictureServer]:
    with PictureServer() as server:
        yield server


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


@pytest.fixture
def make(qapp, tmp_path: Path, site: Path, clock: Clock) -> Iterator[Callable[..., PictureService]]:
    made: list[tuple[PictureService, Tasks]] = []

    def local(url: str) -> Path | None:
        return site / url[1:] if url.startswith("/") else None

    def build(**options: object) -> PictureService:
        tasks = Tasks()
        service = PictureService(tasks, tmp_path / "cache", local=local, clock=clock, **options)
        made.append((service, tasks))
        return service

    yield build
    for service, tasks in made:
        service.close()
        assert tasks.close()


@pytest.fixture
def service(make) -> PictureService:
    return make()


def bring(qtbot, service: PictureService, url: str, size: QSize = WHOLE) -> LoadedPicture:
    inbox = Inbox()
    service.want(url, size, receiver=inbox)
    assert len(inbox) == 0  # never from within the call
    qtbot.waitUntil(lambda: len(inbox) == 1)
    return inbox.only


def test_a_picture_comes_from_the_network_then_from_memory(qtbot, service, server):
    url = server.put("/a.jpg", PICTURE)
    first = bring(qtbot, service, url, QSize(300, 300))
    assert (first.source, first.width, first.height, first.format) == ("network", 600, 338, "JPEG")
    assert first.weight == len(PICTURE)
    assert first.image.size() == QSize(300, 169)
    assert service.at_hand(url, QSize(300, 300)) is first
    assert bring(qtbot, service, url, QSize(300, 300)) is first
    assert server.asked == ["/a.jpg"]


def test_another_size_comes_from_the_disk(qtbot, service, server):
    url = server.put("/a.jpg", PICTURE)
    bring(qtbot, service, url)
    assert service.at_hand(url, SMALL) is None
    small = bring(qtbot, service, url, SMALL)
    assert small.source == "cache"
    assert small.image.width() == 80
    assert server.asked == ["/a.jpg"]


def test_another_start_finds_it_on_the_disk(qtbot, make, server):
    url = server.put("/a.jpg", PICTURE)
    bring(qtbot, make(), url)
    assert bring(qtbot, make(), url).source == "cache"
    assert bring(qtbot, make(offline=True), url).source == "cache"
    assert server.asked == ["/a.jpg"]


def test_a_picture_of_the_site_never_asks_the_web(qtbot, service, site):
    (site / "ferry.jpg").write_bytes(PICTURE)
    assert bring(qtbot, service, "/ferry.jpg").source == "site"
    assert bring(qtbot, service, "/gone.jpg").why == "The file gone.jpg is not in the site's folder."


def test_the_receiver_is_called_on_the_thread_of_the_window(qtbot, service, server, qapp):
    threads: list[QThread] = []
    service.want(server.put("/a.jpg", PICTURE), SMALL, receiver=lambda picture: threads.append(QThread.currentThread()))
    qtbot.waitUntil(lambda: threads != [])
    assert threads == [qapp.thread()]


def test_the_same_address_is_fetched_once_for_all_who_want_it(qtbot, service, server, inbox):
    url = server.slow("/a.jpg", PICTURE)
    for size in (SMALL, SMALL, WHOLE):
        service.want(url, size, receiver=inbox)
    qtbot.waitUntil(lambda: server.asked != [])
    service.want(url, QSize(10, 10), receiver=inbox)
    server.release()
    qtbot.waitUntil(lambda: len(inbox) == 4)
    assert sorted(picture.image.width() for picture in inbox.pictures) == [10, 80, 80, 600]
    assert server.asked == ["/a.jpg"]


def test_a_size_asked_for_while_another_is_made_comes_too(qtbot, service, site, inbox):
    (site / "a.jpg").write_bytes(PICTURE)
    service.want("/a.jpg", SMALL, receiver=inbox)  # at work from here on
    service.want("/a.jpg", WHOLE, receiver=inbox)
    qtbot.waitUntil(lambda: len(inbox) == 2)
    assert [picture.image.width() for picture in inbox.pictures] == [80, 600]


def test_what_was_asked_for_last_comes_first(qtbot, make, server):
    service = make(limits=Limits(at_once=1))
    order: list[str] = []
    first = Inbox()
    service.want(server.slow("/first", PICTURE), SMALL, receiver=first)
    qtbot.waitUntil(lambda: server.asked == ["/first"])
    for name in ("/a", "/b", "/c"):
        service.want(server.put(name, PICTURE), SMALL, receiver=lambda picture: order.append(picture.url[-1]))
    service.want(server.put("/z", PICTURE), SMALL, receiver=lambda picture: order.append("z"), urgent=False)
    service.want(server.url("/a"), SMALL, receiver=first)  # asked for again: now it is the last
    qtbot.waitUntil(lambda: service._at_work == 0)
    server.release()
    qtbot.waitUntil(lambda: len(order) == 4)
    assert server.asked == ["/first", "/a", "/c", "/b", "/z"]


def test_a_cancelled_request_is_silent(qtbot, service, server, inbox):
    url = server.put("/a.jpg", PICTURE)
    bring(qtbot, service, url)
    service.want(url, WHOLE, receiver=inbox).cancel()  # in memory
    service.want(url, SMALL, receiver=inbox).cancel()  # on disk
    bring(qtbot, service, url, QSize(20, 20))
    assert len(inbox) == 0


def test_a_picture_that_nobody_waits_for_is_not_fetched(qtbot, service, server, inbox):
    one = service.want(server.stalled("/a.jpg", PICTURE), SMALL, receiver=inbox)
    two = service.want(server.url("/a.jpg"), SMALL, receiver=inbox)
    qtbot.waitUntil(lambda: server.asked == ["/a.jpg"])
    one.cancel()
    one.cancel()
    assert service._fetcher._running  # the other one still waits
    two.cancel()
    assert not service._fetcher._running
    assert service._jobs == {}


def test_a_deleted_receiver_is_not_called(qtbot, service, server):
    class Panel(QObject):
        def show(self, picture: LoadedPicture) -> None:
            raise AssertionError("called after its end")

    panel = Panel()
    service.want(server.put("/a.jpg", PICTURE), SMALL, receiver=panel.show)
    panel.deleteLater()
    qtbot.waitSignal(panel.destroyed).wait()
    bring(qtbot, service, server.url("/a.jpg"), SMALL)


def test_a_failure_is_remembered_for_a_while(qtbot, service, server, clock):
    url = server.url("/gone.jpg")
    assert bring(qtbot, service, url).why == "The server answered 404 (not found)."
    server.put("/gone.jpg", PICTURE)
    assert bring(qtbot, service, url, SMALL).why == "The server answered 404 (not found)."
    clock.now += FAILURES_LAST
    assert bring(qtbot, service, url, SMALL).why == ""
    assert server.asked == ["/gone.jpg", "/gone.jpg"]


def test_what_is_no_picture_says_why(qtbot, service, server):
    assert bring(qtbot, service, server.put("/a.jpg", b"<html>", kind="image/jpeg")).why.startswith(
        "This is a web page"
    )
    assert bring(qtbot, service, server.put("/b.jpg", PICTURE[:-400])).why == "The picture is damaged or incomplete."
    assert bring(qtbot, service, "data:image/png;base64,AA").why.startswith("Addresses of the kind data:")


def test_forgetting_fetches_again(qtbot, service, server):
    url = server.put("/a.jpg", PICTURE)
    bring(qtbot, service, url)
    server.put("/a.jpg", picture_bytes("JPEG", (20, 20)))
    service.forget(url)
    assert service.at_hand(url, WHOLE) is None
    assert bring(qtbot, service, url).width == 20


def test_forgetting_what_is_on_its_way_starts_it_over(qtbot, service, server, inbox):
    url = server.stalled("/a.jpg", PICTURE)
    service.want(url, SMALL, receiver=inbox)
    qtbot.waitUntil(lambda: server.asked != [])
    server.put("/a.jpg", PICTURE)
    service.forget(url)
    qtbot.waitUntil(lambda: len(inbox) == 1)
    assert inbox.only.image is not None


def test_clearing_looks_at_the_site_again(qtbot, service, site):
    (site / "a.jpg").write_bytes(PICTURE)
    assert bring(qtbot, service, "/a.jpg").width == 600
    (site / "a.jpg").write_bytes(picture_bytes(size=(20, 20)))
    assert bring(qtbot, service, "/a.jpg").width == 600
    service.clear()
    assert bring(qtbot, service, "/a.jpg").width == 20


def test_clearing_drops_what_a_worker_still_brings(qtbot, service, site, inbox):
    (site / "a.jpg").write_bytes(PICTURE)
    service.want("/a.jpg", SMALL, receiver=inbox)
    service.clear()
    qtbot.waitUntil(lambda: len(inbox) == 1 and service._at_work == 0)
    assert service._jobs == {}


def test_going_offline_gives_up_fetching_and_coming_back_fetches(qtbot, service, server, inbox):
    url = server.slow("/a.jpg", PICTURE)
    service.want(url, SMALL, receiver=inbox)
    qtbot.waitUntil(lambda: server.asked != [])
    with qtbot.waitSignal(service.offline_changed) as changed:
        service.set_offline(True)
    assert changed.args == [True]
    qtbot.waitUntil(lambda: len(inbox) == 1)
    assert inbox.only.why == "Working offline."
    assert service.offline
    server.release()
    service.set_offline(False)
    service.set_offline(False)
    assert bring(qtbot, service, url, SMALL).source == "network"


def test_memory_is_bounded_and_lets_go_of_the_longest_unused(qtbot, make, server):
    service = make(memory=4 * 100 * 100 * 3)
    urls = [server.put(f"/{number}", picture_bytes(size=(100, 100))) for number in range(3)]
    for url in urls:
        bring(qtbot, service, url)
    service.at_hand(urls[0], WHOLE)
    bring(qtbot, service, server.put("/last", picture_bytes(size=(100, 100))))
    assert [service.at_hand(url, WHOLE) is not None for url in urls] == [True, False, True]


def test_a_picture_too_large_for_memory_is_brought_and_not_kept(qtbot, make, server):
    service = make(memory=1000)
    url = server.put("/a.jpg", PICTURE)
    assert bring(qtbot, service, url).image is not None
    assert service.at_hand(url, WHOLE) is None


def test_a_mistake_of_ours_is_shown_and_the_rest_goes_on(qtbot, qapp, tmp_path, server):
    def local(url: str) -> Path | None:
        raise RuntimeError("no such site")

    tasks = Tasks()
    service = PictureService(tasks, tmp_path / "cache", local=local)
    for number in range(5):
        assert bring(qtbot, service, f"/{number}").why == "The picture could not be read: no such site"
    service.close()
    assert tasks.close()


def test_a_hundred_pictures_at_once_all_come(qtbot, service, server, inbox):
    for number in range(100):
        service.want(server.put(f"/{number}.jpg", PICTURE), SMALL, receiver=inbox)
    qtbot.waitUntil(lambda: len(inbox) == 100, timeout=20_000)
    assert len({picture.url for picture in inbox.pictures if picture.image is not None}) == 100
    assert len(server.asked) == 100


def test_nothing_is_called_after_the_end(qtbot, make, server, inbox, site):
    (site / "a.jpg").write_bytes(PICTURE)
    service, other = make(), make()
    service.want(server.stalled("/a.jpg", PICTURE), SMALL, receiver=inbox)
    service.want("/a.jpg", SMALL, receiver=inbox)
    qtbot.waitUntil(lambda: server.asked != [])
    service.want("/a.jpg", WHOLE, receiver=inbox)
    service.close()
    service.want("/a.jpg", SMALL, receiver=inbox)
    before = len(inbox)
    bring(qtbot, other, "/a.jpg")
    bring(qtbot, other, server.put("/b.jpg", PICTURE))
    assert len(inbox) == before


def test_the_service_can_be_let_go_while_it_works(qtbot, qapp, tmp_path, server):
    tasks = Tasks()
    service = PictureService(tasks, tmp_path / "cache", local=lambda url: None)
    for number in range(10):
        service.want(server.slow(f"/{number}", PICTURE), SMALL, receiver=lambda picture: None)
    qtbot.waitUntil(lambda: len(server.asked) == 6)
    service.close()
    assert tasks.close()
    del service
    gc.collect()


def test_a_damaged_cache_is_mended_by_the_network(qtbot, make, server, tmp_path, clock):
    url = server.put("/a.jpg", PICTURE)
    PictureCache(tmp_path / "cache").put(Kept(url, PICTURE, clock.now))
    (kept,) = (tmp_path / "cache").rglob("*.picture")
    kept.write_bytes(kept.read_bytes()[:-100])
    assert bring(qtbot, make(), url).source == "network"


def test_what_is_not_urgent_must_still_be_wanted_after_a_moment(qtbot, service, server, inbox):
    whole = server.put("/whole.jpg", PICTURE)
    for length in range(len(whole) - 5, len(whole)):
        request = service.want(whole[:length], SMALL, receiver=inbox, urgent=False)
        qtbot.waitUntil(lambda: service._at_work == 0)  # it has been looked for on the disk
        request.cancel()
    service.want(whole, SMALL, receiver=inbox, urgent=False)
    qtbot.waitUntil(lambda: len(inbox) == 1)
    assert inbox.only.image is not None
    assert server.asked == ["/whole.jpg"]


def test_going_offline_in_that_moment_asks_nothing(qtbot, service, server, inbox):
    service.want(server.put("/a.jpg", PICTURE), SMALL, receiver=inbox, urgent=False)
    qtbot.waitUntil(lambda: service._at_work == 0)
    service.set_offline(True)
    qtbot.waitUntil(lambda: len(inbox) == 1)
    assert "offline" in inbox.only.why
    assert server.asked == []
