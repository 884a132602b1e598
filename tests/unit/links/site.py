"""A small web site on this machine that answers as each test says."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Page:
    """What stands at a path."""

    status: int = 200
    body: bytes = b""
    kind: str = HTML
    location: str = ""
    #: Nothing is sent until the site closes.
    hangs: bool = False
    #: A byte is sent now and then, without end.
    drips: bool = False


@dataclass
class Site:
    """The server, its pages, and what it was asked."""

    address: str = ""
    pages: dict[str, Page] = field(default_factory=dict)
    #: (path, user agent) of each request.
    asked: list[tuple[str, str]] = field(default_factory=list)
    closing: Event = field(default_factory=Event)

    def url(self, path: str) -> str:
        """Give the address of a path."""
        return f"{self.address}{path}"

    def put(self, path: str, page: Page) -> str:
        """Put a page there; its address."""
        self.pages[path] = page
        return self.url(path)


@contextmanager
def a_site() -> Iterator[Site]:
    """Serve until the end of the block."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, self.headers.get("User-Agent", "")))
            page = site.pages.get(self.path, Page(404))
            if page.hangs:
                site.closing.wait(20)
                return
            self.send_response(page.status)
            self.send_header("Content-Type", page.kind)
            if page.location:
                self.send_header("Location", page.location)
            self.end_headers()
            try:
                self.wfile.write(page.body)
                while page.drips and not site.closing.wait(0.05):
                    self.wfile.write(b" ")
            except OSError:
                # Whoever asked has heard enough.
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()
