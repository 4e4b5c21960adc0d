"""A real server on localhost that serves made-up pictures, and misbehaves on request."""

from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Event, Thread
from types import TracebackType

from PIL import Image

Answer = Callable[[BaseHTTPRequestHandler], None]


def picture_bytes(
    kind: str = "PNG",
    size: tuple[int, int] = (60, 40),
    colour: str = "#3366cc",
    *,
    mode: str = "RGB",
    **options: object,
) -> bytes:
    """A plain picture of one colour."""
    buffer = BytesIO()
    Image.new(mode, size, colour).save(buffer, kind, **options)
    return buffer.getvalue()


class PictureServer:
    """Serves what was put; everything else is 404. Use it as a context manager. `asked` is every path asked for."""

    def __init__(self) -> None:
        answers: dict[str, Answer] = {}
        asked: list[tuple[str, Mapping[str, str]]] = []

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                try:
                    answers.get(self.path, lambda handler: handler.send_error(404))(self)
                except (BrokenPipeError, ConnectionError):
                    self.close_connection = True  # the client has had enough

            def log_message(self, *args: object) -> None:
                pass

        self._answers = answers
        self._requests = asked
        self._released = Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def __enter__(self) -> "PictureServer":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def asked(self) -> list[str]:
        return [path for path, _ in self._requests]

    def headers(self, path: str) -> Mapping[str, str]:
        """Of the last request for that path, names in lower case."""
        return next(headers for asked, headers in reversed(self._requests) if asked == path)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self._server.server_port}{path}"

    def release(self) -> None:
        """Let every slow answer go on."""
        self._released.set()

    def put(
        self,
        path: str,
        data: bytes,
        *,
        kind: str = "image/png",
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        length: bool = True,
    ) -> str:
        """Serve these bytes; returns the address. Without `length` the end of the connection is the end of the data."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            handler.send_header("Content-Type", kind)
            for name, value in (headers or {}).items():
                handler.send_header(name, value)
            if length:
                handler.send_header("Content-Length", str(len(data)))
            else:
                handler.send_header("Connection", "close")
                handler.close_connection = True
            handler.end_headers()
            handler.wfile.write(data)

        return self.answer(path, answer)

    def answer(self, path: str, answer: Answer) -> str:
        self._answers[path] = answer
        return self.url(path)

    def redirect(self, path: str, to: str, *, status: int = 302) -> str:
        return self.put(path, b"moved", kind="text/plain", status=status, headers={"Location": to})

    def revalidated(self, path: str, data: bytes, *, etag: str) -> str:
        """Serve these bytes with an ETag, and 304 to whoever has them already."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            known = handler.headers.get("If-None-Match") == etag
            handler.send_response(304 if known else 200)
            handler.send_header("ETag", etag)
            handler.send_header("Last-Modified", "Wed, 01 May 2024 10:00:00 GMT")
            if not known:
                handler.send_header("Content-Length", str(len(data)))
            handler.end_headers()
            if not known:
                handler.wfile.write(data)

        return self.answer(path, answer)

    def slow(self, path: str, data: bytes) -> str:
        """Answer only after `release`."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            self._released.wait(30)
            handler.send_response(200)
            handler.send_header("Content-Length", str(len(data)))
            handler.end_headers()
            handler.wfile.write(data)

        return self.answer(path, answer)

    def stalled(self, path: str, data: bytes) -> str:
        """Send the head and a part of the picture, then nothing until `release`."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Length", str(len(data)))
            handler.end_headers()
            handler.wfile.write(data[: len(data) // 2])
            handler.wfile.flush()
            self._released.wait(30)
            handler.close_connection = True

        return self.answer(path, answer)

    def endless(self, path: str, *, start: bytes = b"") -> str:
        """Send bytes without end and without a length."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Type", "image/png")
            handler.send_header("Connection", "close")
            handler.close_connection = True
            handler.end_headers()
            handler.wfile.write(start)
            while not self._released.is_set():
                handler.wfile.write(bytes(65536))

        return self.answer(path, answer)

    def cut_off(self, path: str, data: bytes) -> str:
        """Promise all of the picture, send half of it and hang up."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Length", str(len(data)))
            handler.end_headers()
            handler.wfile.write(data[: len(data) // 2])
            handler.close_connection = True

        return self.answer(path, answer)

    def huge_header(self, path: str, size: int = 4_000_000) -> str:
        return self.put(path, b"", headers={"X-Padding": "x" * size})
