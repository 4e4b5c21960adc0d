"""Fetches addresses of the web through Qt's network stack: a few at once, bounded in bytes, time and redirects."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from PySide6.QtCore import QCoreApplication, QObject, QTimer, QUrl
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

_SCHEMES = ("http", "https")
_REDIRECTS = (301, 302, 303, 307, 308)
_UNCHANGED = 304
_BUFFER = 256 * 1024  # bytes that Qt holds ready; what we have not read yet stays with the server
_AGENT = b"Mozilla/5.0 (compatible; NewsCardEditor)"


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a fetch may go: bytes, seconds from start to end, redirects, and fetches at the same time."""

    weight: int = 20 * 1024 * 1024
    seconds: float = 15.0
    redirects: int = 5
    at_once: int = 6


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came. `data` is None when the server says that what is kept already has not changed."""

    data: bytes | None
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """Why nothing came, as a sentence; `answered` is whether the server itself said so."""

    why: str
    answered: bool = False


Outcome = Fetched | Failed


def web_address(text: str) -> QUrl | None:
    """The http or https address that a browser would ask for this text; None when there is none."""
    text = text.strip()
    url = QUrl(f"https:{text}" if text.startswith("//") else text)
    return url if url.isValid() and url.scheme() in _SCHEMES and url.host() else None


def too_heavy(limit: int) -> str:
    """The sentence for a picture of more than `limit` bytes."""
    return _translate("The picture is larger than {0} MB.").format(limit // (1024 * 1024))


class Fetch(QObject):
    """One address on its way; made by `Fetcher` only. While it waits, its `rank` may be changed."""

    def __init__(
        self,
        fetcher: "Fetcher",
        url: QUrl,
        done: Callable[[Outcome], None],
        *,
        headers: dict[bytes, str],
        rank: int,
    ) -> None:
        super().__init__(fetcher)
        self.rank = rank
        self._fetcher = fetcher
        self._url = url
        self._done = done
        self._headers = headers
        self._reply: QNetworkReply | None = None
        self._data = bytearray()
        self._redirects = 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_timeout)

    def start(self) -> None:
        """Begin; the time runs from here."""
        self._timer.start(round(self._fetcher.limits.seconds * 1000))
        self._ask()

    def abort(self) -> None:
        """End without an answer."""
        self._stop()
        self._fetcher.release(self)

    def _ask(self) -> None:
        request = QNetworkRequest(self._url)
        attribute = QNetworkRequest.Attribute
        request.setAttribute(attribute.RedirectPolicyAttribute, QNetworkRequest.RedirectPolicy.ManualRedirectPolicy)
        for attribute_of_the_person in (
            attribute.CookieLoadControlAttribute,
            attribute.CookieSaveControlAttribute,
            attribute.AuthenticationReuseAttribute,
        ):
            request.setAttribute(attribute_of_the_person, QNetworkRequest.LoadControl.Manual)
        request.setRawHeader(b"User-Agent", _AGENT)
        request.setRawHeader(b"Accept", b"image/*,*/*;q=0.5")
        request.setRawHeader(b"Accept-Encoding", b"identity")  # Qt would unpack a bomb for us
        for name, value in self._headers.items():
            request.setRawHeader(name, value.encode("latin-1", "replace"))
        self._reply = self._fetcher.manager.get(request)
        self._reply.setReadBufferSize(_BUFFER)
        self._reply.metaDataChanged.connect(self._on_head)
        self._reply.readyRead.connect(self._on_bytes)
        self._reply.finished.connect(self._on_finished)

    def _on_head(self) -> None:
        """The status and headers are there: go on only for a picture that fits."""
        if self._reply is None:
            return
        status = self._reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        if status is None:
            return
        target = self._reply.attribute(QNetworkRequest.Attribute.RedirectionTargetAttribute)
        length = self._reply.header(QNetworkRequest.KnownHeaders.ContentLengthHeader)
        if status in _REDIRECTS and isinstance(target, QUrl) and not target.isEmpty():
            self._follow(self._url.resolved(target))
        elif status == _UNCHANGED and self._headers:
            self._end(Fetched(None))
        elif not 200 <= status < 300:
            self._end(Failed(_answered(status), answered=True))
        elif isinstance(length, int) and length > self._fetcher.limits.weight:
            self._end(Failed(too_heavy(self._fetcher.limits.weight), answered=True))

    def _follow(self, target: QUrl) -> None:
        self._redirects += 1
        if web_address(target.toString()) is None:
            why = _translate("The address leads to {0}:, which is not on the web.").format(target.scheme())
            self._end(Failed(why, answered=True))
        elif self._redirects > self._fetcher.limits.redirects:
            why = _translate("The address leads on and on, more than {0} times.").format(self._fetcher.limits.redirects)
            self._end(Failed(why, answered=True))
        else:
            self._let_go()
            self._url = target
            self._ask()

    def _on_bytes(self) -> None:
        if self._reply is None:
            return
        self._data += self._reply.readAll().data()
        if len(self._data) > self._fetcher.limits.weight:
            self._end(Failed(too_heavy(self._fetcher.limits.weight), answered=True))

    def _on_finished(self) -> None:
        self._on_head()
        if self._reply is None or not self._reply.isFinished():
            return  # the head has ended it, or has led elsewhere
        if self._reply.error() is not QNetworkReply.NetworkError.NoError:
            self._end(Failed(self._problem(self._reply)))
            return
        self._on_bytes()
        if self._reply is not None:
            etag, modified = (self._header(self._reply, name) for name in ("ETag", "Last-Modified"))
            self._end(Fetched(bytes(self._data), etag, modified))

    def _on_timeout(self) -> None:
        seconds = f"{self._fetcher.limits.seconds:g}"
        if self._data:
            self._end(Failed(_translate("The picture did not arrive within {0} s.").format(seconds)))
        else:
            self._end(Failed(_translate("The address does not answer ({0} s).").format(seconds)))

    def _end(self, outcome: Outcome) -> None:
        self._stop()
        self._fetcher.release(self)
        self._done(outcome)

    def _stop(self) -> None:
        self._timer.stop()
        self._let_go()

    def _let_go(self) -> None:
        reply, self._reply = self._reply, None
        self._data.clear()
        if reply is not None:
            reply.abort()
            reply.deleteLater()

    def _problem(self, reply: QNetworkReply) -> str:
        error, host = QNetworkReply.NetworkError, self._url.host()
        match reply.error():
            case error.HostNotFoundError:
                return _translate("There is no server named {0}.").format(host)
            case error.ConnectionRefusedError:
                return _translate("The server {0} refuses the connection.").format(host)
            case error.RemoteHostClosedError:
                return _translate("The server broke off before the picture was there.")
            case error.SslHandshakeFailedError:
                return _translate("There is no secure connection to {0}.").format(host)
        return _translate("The picture could not be fetched: {0}").format(reply.errorString())

    @staticmethod
    def _header(reply: QNetworkReply, name: str) -> str:
        return bytes(reply.rawHeader(name).data()).decode("latin-1")


class Fetcher(QObject):
    """Fetches what ranks highest first, `limits.at_once` at the same time. Belongs to the window's thread."""

    def __init__(self, *, limits: Limits, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.limits = limits
        self.manager = QNetworkAccessManager(self)
        self._waiting: list[Fetch] = []
        self._running: set[Fetch] = set()

    def fetch(
        self,
        url: QUrl,
        *,
        done: Callable[[Outcome], None],
        etag: str = "",
        modified: str = "",
        rank: int = 0,
    ) -> Fetch:
        """Fetch this `web_address`, then call `done` once; never from within this call."""
        known = {b"If-None-Match": etag, b"If-Modified-Since": modified}
        fetch = Fetch(self, url, done, headers={name: value for name, value in known.items() if value}, rank=rank)
        self._waiting.append(fetch)
        self._start_next()
        return fetch

    def close(self) -> None:
        """Give up everything; nobody is called any more."""
        waiting, self._waiting = self._waiting, []
        for fetch in (*waiting, *self._running):
            fetch.abort()

    def release(self, fetch: Fetch) -> None:
        """Of a fetch: it has ended."""
        if fetch in self._waiting:
            self._waiting.remove(fetch)
        self._running.discard(fetch)
        fetch.deleteLater()
        self._start_next()

    def _start_next(self) -> None:
        while self._waiting and len(self._running) < self.limits.at_once:
            fetch = max(self._waiting, key=lambda fetch: fetch.rank)
            self._waiting.remove(fetch)
            self._running.add(fetch)
            fetch.start()


def _answered(status: int) -> str:
    try:
        return _translate("The server answered {0} ({1}).").format(status, HTTPStatus(status).phrase.lower())
    except ValueError:  # a status of its own
        return _translate("The server answered {0}.").format(status)


def _translate(text: str) -> str:
    return QCoreApplication.translate("Pictures", text)
