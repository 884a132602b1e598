"""A server that gives the strangest answers: exactly what a test scripted."""

import json
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Any, Self

TOKEN_PATH = "/api/v1/access_token"
TOKEN = {"access_token": "scripted-token", "expires_in": 3600, "scope": "*"}


@dataclass(frozen=True)
class Scripted:
    """One answer."""

    body: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Received:
    """One request."""

    method: str
    path: str
    authorization: str
    body: str


class ScriptedReddit:
    """Answers everything with one answer, and requests for a token with another."""

    def __init__(self) -> None:
        self.answer = Scripted()
        self.token = as_json(TOKEN)
        self.received: list[Received] = []
        handler = _handler(self)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, without requests for a token."""
        return [one.path for one in self.received if one.path != TOKEN_PATH]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def as_json(value: Any, status: int = 200, **headers: str) -> Scripted:
    """Answer with JSON; underscores in the names of headers become dashes."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Scripted(json.dumps(value), status, named)


def _handler(script: ScriptedReddit) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            path = self.path.partition("?")[0]
            script.received.append(
                Received(
                    self.command,
                    path,
                    self.headers.get("Authorization") or "",
                    self.rfile.read(length).decode(),
                )
            )
            self._give(script.token if path == TOKEN_PATH else script.answer)

        def do_POST(self) -> None:
            self.do_GET()

        def _give(self, answer: Scripted) -> None:
            body = answer.body.encode()
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Keep quiet."""

    return Handler
