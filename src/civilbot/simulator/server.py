"""The simulated Reddit as a real HTTP server on this machine's loopback."""

import ipaddress
import json
import socket
import threading
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, Self

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wrappers import Request as HttpRequest
from werkzeug.wrappers import Response

from civilbot.errors import Refused
from civilbot.simulator.answers import Answer
from civilbot.simulator.clock import VirtualClock
from civilbot.simulator.control import Control
from civilbot.simulator.orders import apply_settings
from civilbot.simulator.scenario import Scenario, play
from civilbot.simulator.settings import Credentials, Settings
from civilbot.simulator.site import Dropped, Request, Site
from civilbot.simulator.world import World

BACKLOG = 128
MOST_FORM_BYTES = 4 * 1024 * 1024
"""A wiki page may have half a megabyte; some room for what is too long."""


class Simulator:
    """A simulated Reddit that listens; use it in a `with`, or start and stop it."""

    def __init__(
        self,
        scenario: Scenario | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        seed: int = 0,
        clock: VirtualClock | None = None,
    ) -> None:
        """Build the world of a scenario, or the default one; listening comes later."""
        self._stopping = threading.Event()
        self._address = (host, port)
        self._server: BaseWSGIServer | None = None
        self._thread: threading.Thread | None = None
        scenario = scenario or Scenario()
        world = World(clock or VirtualClock(), seed=seed)
        self.credentials: Credentials = scenario.credentials()
        self.site = Site(world, Settings(), self.credentials, self._stopping.wait)
        self.control = Control(self.site)
        apply_settings(self.settings, scenario.settings)
        play(scenario, self.site)

    @property
    def world(self) -> World:
        """Everything that exists here; hold its lock to look from another thread."""
        return self.site.world

    @property
    def settings(self) -> Settings:
        """Quota, token life and the like; may be changed at any time."""
        return self.site.settings

    @property
    def url(self) -> str:
        """Where it listens: both `reddit_url` and `oauth_url` for PRAW."""
        if self._server is None:
            raise Refused("the simulated Reddit is not running; start it first")
        host, port = self._server.server_address[:2]
        shown = f"[{host!s}]" if ":" in str(host) else str(host)
        return f"http://{shown}:{port}"

    def start(self) -> Self:
        """Listen and answer in the background.

        Raises:
            Refused: the port is taken, or the address is not loopback.
        """
        self._server = _listen(*self._address, self._answer_http)
        self._thread = threading.Thread(
            target=self._server.serve_forever,
            kwargs={"poll_interval": 0.02},
            name="simulated-reddit",
            daemon=True,
        )
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop listening; delays in progress end at once."""
        self._stopping.set()
        if self._server is None or self._thread is None:
            return
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._server = self._thread = None

    def wait(self) -> None:
        """Serve until somebody calls `stop`, or interrupts."""
        self._stopping.wait()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _answer_http(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        request = _Request(environ)
        try:
            made = self._answer(request)
        except Dropped:
            environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
            raise ConnectionAbortedError("dropped on purpose") from None
        response = Response(made.body, made.status, content_type=made.content_type)
        response.headers.extend(made.headers)
        if made.status == 204:
            response.headers.remove("Content-Type")
        return response(environ, start)

    def _answer(self, request: "_Request") -> Answer:
        if request.path.startswith("/_sim/"):
            return self.control.answer_http(
                request.method, request.path, request.args, request.get_data()
            )
        made = self.site.serve(
            Request(
                method=request.method,
                path=request.path,
                query=request.args.to_dict(),
                form=request.form.to_dict(),
                authorization=request.headers.get("Authorization", ""),
                user_agent=request.headers.get("User-Agent", ""),
            )
        )
        if request.args.get("raw_json") != "1":
            made.body = _escaped(made)
        return made


def announce(simulator: Simulator) -> dict[str, Any]:
    """Say where a simulated Reddit is and how to log in, as one JSON line."""
    known = simulator.credentials
    with simulator.world.lock:
        names = sorted(one.name for one in simulator.world.subreddits.values())
    return {
        "url": simulator.url,
        "client_id": known.client_id,
        "client_secret": known.client_secret,
        "user": known.username,
        "password": known.password,
        "subreddits": names,
    }


def serve(
    scenario: Scenario | None = None,
    *,
    port: int = 0,
    seed: int = 0,
    tell: Callable[[str], object],
) -> None:
    """Serve until interrupted, after telling where in one JSON line."""
    with Simulator(scenario, port=port, seed=seed) as simulator:
        tell(json.dumps(announce(simulator)))
        simulator.wait()


class _Request(HttpRequest):
    max_form_memory_size = MOST_FORM_BYTES
    max_content_length = MOST_FORM_BYTES


class _QuietHandler(WSGIRequestHandler):
    """Answers without a line on the terminal for each request."""

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - its name
        """Say nothing: the journal keeps every request."""


def _listen(host: str, port: int, app: Any) -> BaseWSGIServer:
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise Refused(f"the simulated Reddit listens on loopback only, not on {host}")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen(BACKLOG)
        except OSError as error:
            why = error.strerror or str(error)
            raise Refused(
                f"cannot listen on {host}:{port}: {why}; --port 0 finds a free port"
            ) from None
        return make_server(
            host,
            port,
            app,
            threaded=True,
            request_handler=_QuietHandler,
            fd=listener.fileno(),
        )


def _escaped(made: Answer) -> bytes:
    """Escape as Reddit does for clients that do not send raw_json=1."""
    if not made.content_type.startswith("application/json"):
        return made.body
    text = made.body.decode(errors="replace")
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.encode()
