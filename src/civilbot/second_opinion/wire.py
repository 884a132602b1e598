"""Sends a request to the one server and reads its answer, within bounds.

A server that is slow, endless or broken costs the time and the memory set here
and no more. Nothing goes to any other address: no redirect is followed.
"""

import re
import time
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Thread
from typing import Any

import requests
from pydantic import SecretStr
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as Urllib3Timeout

import civilbot
from civilbot.second_opinion.unanswered import Unanswered

#: Bytes of an answer; a good one has a few hundred.
LONGEST_ANSWER = 65_536
#: Requests at once. One that nobody waits for any more counts until it ends.
AT_ONCE = 4

_HEADERS = {
    "Accept": "application/json",
    # What is packed can be small here and huge when unpacked.
    "Accept-Encoding": "identity",
    "User-Agent": f"civilbot/{civilbot.__version__}",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer, whatever it says."""

    status: int
    body: bytes


class Deadline:
    """The moment by which all of a question must be over."""

    def __init__(self, seconds: float) -> None:
        """Lie so many seconds from now, however the machine's clock is set."""
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds until then; a tiny bit above 0 at the least."""
        return max(self._end - time.monotonic(), 0.001)

    @property
    def passed(self) -> bool:
        """Whether it is too late."""
        return time.monotonic() >= self._end

    def missed(self) -> Unanswered:
        """Give the error that says so."""
        return Unanswered(f"no answer within {self.seconds:g} s", fault=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """The way to one server."""

    url: str
    key: SecretStr | None = field(default=None, repr=False)
    _free: BoundedSemaphore = field(
        default_factory=lambda: BoundedSemaphore(AT_ONCE), init=False, repr=False
    )

    def get(self, path: str, *, deadline: Deadline) -> Answer:
        """Ask for what lies at a path below the address.

        Raises:
            Unanswered: no whole answer came in time.
        """
        return self._in_time("GET", path, None, deadline)

    def post(self, path: str, body: dict[str, Any], *, deadline: Deadline) -> Answer:
        """Send a JSON body to a path below the address.

        Raises:
            Unanswered: no whole answer came in time.
        """
        return self._in_time("POST", path, body, deadline)

    def _in_time(
        self, method: str, path: str, body: dict[str, Any] | None, deadline: Deadline
    ) -> Answer:
        """Wait for an answer until the deadline and not longer.

        requests limits each wait for some bytes only, and finding a host's address
        not at all. So the work is done in a thread that can be left behind.
        """
        if not self._free.acquire(blocking=False):
            raise Unanswered(f"{AT_ONCE} requests are under way already")
        future: Future[Answer] = Future()

        def work() -> None:
            try:
                future.set_result(self._send_and_free(method, path, body, deadline))
            except BaseException as error:  # noqa: BLE001 - raised where it is waited for
                future.set_exception(error)

        Thread(target=work, name="second-opinion", daemon=True).start()
        try:
            return future.result(deadline.left)
        except TimeoutError:
            raise deadline.missed() from None

    def _send_and_free(
        self, method: str, path: str, body: dict[str, Any] | None, deadline: Deadline
    ) -> Answer:
        """Send, and make room for the next before this one is answered."""
        try:
            return self._send(method, path, body, deadline)
        finally:
            self._free.release()

    def _send(
        self, method: str, path: str, body: dict[str, Any] | None, deadline: Deadline
    ) -> Answer:
        try:
            with (
                _Session(url=self.url, key=self.key) as session,
                session.request(
                    method,
                    f"{self.url}{path}",
                    json=body,
                    headers=_HEADERS,
                    timeout=deadline.left,
                    allow_redirects=False,
                    stream=True,
                ) as response,
            ):
                return Answer(response.status_code, _read(response, deadline))
        except (requests.Timeout, Urllib3Timeout):
            raise deadline.missed() from None
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            # Its own words may hold the address, and even the key.
            why = f"the server cannot be reached ({type(error).__name__})"
            raise Unanswered(why, fault=True) from None


class _Session(requests.Session):
    """One request's session: nothing is kept for the next."""

    def __init__(self, *, url: str, key: SecretStr | None) -> None:
        """Sign with the key, if there is one, and never from a .netrc file."""
        super().__init__()
        # A proxy sees nothing of what is encrypted, and everything else.
        self.trust_env = url.startswith("https://")
        self._key = key
        self.auth = self._sign

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Know of no redirects: requests would read their bodies, however long."""

    def _sign(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        key = self._key.get_secret_value() if self._key is not None else ""
        if not re.fullmatch(r"[!-~]*", key):
            advice = "check CIVILBOT_SECOND_OPINION_KEY"
            raise Unanswered("the key cannot be sent", fault=True, advice=advice)
        if key:
            request.headers["Authorization"] = f"Bearer {key}"
        return request


def _read(response: requests.Response, deadline: Deadline) -> bytes:
    """Read a body as it comes, up to the bounds."""
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise Unanswered("the answer is packed, against what was asked", fault=True)
    body = bytearray()
    while piece := response.raw.read1(4_096, decode_content=False):
        body += piece
        if len(body) > LONGEST_ANSWER:
            raise Unanswered(f"the answer exceeds {LONGEST_ANSWER} bytes", fault=True)
        if deadline.passed:
            raise deadline.missed()
    return bytes(body)
