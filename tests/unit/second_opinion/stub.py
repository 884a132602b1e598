"""A small server that answers as it is told, and keeps what it was asked."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

#: A reply of the form that is asked for.
GOOD = {
    "verdict": "violation",
    "category": "personal_attack",
    "target": "other_user",
    "why": "Calls the other user a fool.",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as it came over the wire."""

    method: str
    path: str
    headers: dict[str, str]
    raw: bytes

    @property
    def body(self) -> dict[str, Any]:
        """What was sent, read as JSON."""
        read: dict[str, Any] = json.loads(self.raw)
        return read


class Handler(BaseHTTPRequestHandler):
    """Keeps a request and plays the next answer."""

    def do_POST(self) -> None:
        """Answer a question."""
        self._serve()

    def do_GET(self) -> None:
        """Answer a look at the models."""
        self._serve()

    def _serve(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.stub.asked.append(Asked(self.command, self.path, headers, raw))
        answers = self.stub.answers
        (answers.pop(0) if len(answers) > 1 else answers[0])(self)

    @property
    def stub(self) -> "Stub":
        """The server that this is a request to."""
        assert isinstance(self.server, _Server)
        return self.server.stub

    def begin(self, status: int, **headers: str) -> None:
        """Send the status and the headers; an underscore stands for a dash."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Print nothing."""


Play = Callable[[Handler], None]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    stub: "Stub"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing when a client has hung up, as it should."""


class Stub:
    """The server; it plays its answers in order, and the last one again and again."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.answers: list[Play] = [says(json.dumps(GOOD))]
        #: Ends what is slow on purpose.
        self.over = Event()
        self._server = _Server(("127.0.0.1", 0), Handler)
        self._server.stub = self
        self._thread = Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}
        )
        self._thread.start()

    @property
    def url(self) -> str:
        """What stands before /chat/completions."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def plays(self, *answers: Play) -> None:
        """Answer so from now on."""
        self.answers = list(answers)

    def close(self) -> None:
        """Stop listening; the port is free then."""
        self.over.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def body(raw: bytes, status: int = 200, **headers: str) -> Play:
    """Answer with this body."""
    return partial(_send, raw, status, headers)


def _send(raw: bytes, status: int, headers: dict[str, str], handler: Handler) -> None:
    handler.begin(status, Content_Length=str(len(raw)), **headers)
    handler.wfile.write(raw)


def status(number: int, **headers: str) -> Play:
    """Answer with a status and a word."""
    return body(b'{"error": "no"}', number, **headers)


def says(content: str | None) -> Play:
    """Answer as a model that writes this."""
    message = {"role": "assistant", "content": content}
    completion = {"id": "x", "choices": [{"index": 0, "message": message}]}
    return body(json.dumps(completion).encode())


def replies(**changes: Any) -> Play:
    """Answer with the good reply, changed."""
    return says(json.dumps({**GOOD, **changes}))


def lists(*models: str) -> Play:
    """Answer with a list of models."""
    data = [{"id": name, "object": "model"} for name in models]
    return body(json.dumps({"object": "list", "data": data}).encode())


def is_silent(handler: Handler) -> None:
    """Take the question and say nothing."""
    handler.stub.over.wait(5)


def drips_headers(handler: Handler) -> None:
    """Send header after header, each in good time, without an end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.stub.over.wait(0.02):
        handler.wfile.write(b"X-More: yes\r\n")


def drips(handler: Handler) -> None:
    """Send sign after sign, each in good time, without an end."""
    handler.begin(200)
    while not handler.stub.over.wait(0.02):
        handler.wfile.write(b" ")


def floods(handler: Handler) -> None:
    """Send as much as is taken, without saying how much it will be."""
    handler.begin(200)
    _flood(handler)


def redirects_and_floods(handler: Handler) -> None:
    """Send to another place, in as many words as are taken."""
    handler.begin(302, Location="/elsewhere")
    _flood(handler)


def _flood(handler: Handler) -> None:
    while not handler.stub.over.is_set():
        handler.wfile.write(b" " * 16_384)


def refuses_slowly(handler: Handler) -> None:
    """Take its time to say that the question is wrong."""
    handler.stub.over.wait(0.3)
    status(400)(handler)


def knows_no_format(handler: Handler) -> None:
    """Answer well where no form is asked for, and refuse where it is."""
    asked = handler.stub.asked[-1].body
    (status(400) if "response_format" in asked else replies())(handler)


def hangs_up(handler: Handler) -> None:
    """End the connection without an answer."""
    handler.close_connection = True
