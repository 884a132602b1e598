"""Follows one link at a time, slowly enough for any server, and tells what came of it.

Nothing but http and https is followed, no more than five redirections, and never to
this machine or its own network. A page's beginning is read for its title, and no more.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as Urllib3Timeout

import civilbot
from civilbot.briefings.lint.online import Followed, Health
from civilbot.links.page import title_of
from civilbot.links.public import PrivateAddress, PublicOnly
from civilbot.ports import Clock

USER_AGENT = f"civilbot/{civilbot.__version__} (looks whether references still answer)"

#: Seconds between two requests to one host.
PAUSE = 1.0
#: Redirections in a row; browsers allow twenty, and no page of good repute needs six.
HOPS = 5
#: Bytes read for a title.
BEGINNING = 262_144

#: What is said of a name that leads nowhere.
NO_HOST = "no such host"

_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,*/*;q=0.5",
    "Accept-Encoding": "identity",
}

_PERMANENT = frozenset({301, 308})
_REDIRECTIONS = _PERMANENT | {302, 303, 307}
_GONE = frozenset({404, 410})


class _NoRedirects(requests.Session):
    """Follows nothing by itself: each step is looked at first."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Know of no redirects; requests would read their bodies, however long."""


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    location: str
    title: str


@dataclass(kw_only=True)
class LinkCheck:
    """Looks at addresses, one after another."""

    clock: Clock
    #: Seconds for one address, redirections and all.
    timeout_s: float = 20.0
    pause_s: float = PAUSE
    #: Private addresses as well: for tests, and for a server of one's own.
    private_too: bool = False
    _last: dict[str, float] = field(default_factory=dict, init=False)

    def follow_all(
        self, urls: Iterable[str], ended: Callable[[], bool] = lambda: False
    ) -> Mapping[str, Followed]:
        """Look at each address once, until `ended` says to leave the rest.

        A name that leads nowhere is a dead link only where other hosts answered:
        else this machine has no way to the internet.
        """
        seen = {url: self.follow(url) for url in dict.fromkeys(urls) if not ended()}
        if all(followed.health is Health.UNCLEAR for followed in seen.values()):
            return seen
        return {url: _without_host(followed) for url, followed in seen.items()}

    def follow(self, url: str) -> Followed:
        """Look at an address; trouble is part of the answer and never raised."""
        end = time.monotonic() + self.timeout_s
        try:
            return self._follow(url, end)
        except PrivateAddress:
            return self._unclear("it leads to a private address, and is not followed")
        except (requests.Timeout, Urllib3Timeout, TimeoutError):
            return self._unclear(f"no answer within {self.timeout_s:g} s")
        except requests.exceptions.SSLError:
            return self._unclear("its certificate is not accepted")
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            return self._failed(error)

    def _follow(self, url: str, end: float) -> Followed:
        at, permanent = url, True
        for _ in range(HOPS + 1):
            answer = self._ask(at, end)
            if answer.status not in _REDIRECTIONS or not answer.location:
                moved = at if permanent and _elsewhere(url, at) else ""
                return self._judge(answer, moved)
            permanent = permanent and answer.status in _PERMANENT
            at = urljoin(at, answer.location)
            if urlsplit(at).scheme not in {"http", "https"}:
                return self._unclear("it leads to what is no web page")
        return self._unclear(f"more than {HOPS} redirections")

    def _ask(self, url: str, end: float) -> _Answer:
        self._wait(urlsplit(url).netloc.lower())
        left = end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        with _NoRedirects() as session:
            session.trust_env = False
            adapter = HTTPAdapter() if self.private_too else PublicOnly()
            session.mount("https://", adapter)
            session.mount("http://", adapter)
            with session.get(
                url, headers=_HEADERS, timeout=left, allow_redirects=False, stream=True
            ) as response:
                html = "html" in response.headers.get("Content-Type", "")
                read = html and response.status_code == requests.codes.ok
                title = title_of(_beginning(response, end)) if read else ""
                location = response.headers.get("Location", "")
                return _Answer(response.status_code, location, title)

    def _wait(self, host: str) -> None:
        """Leave a host in peace for a while after the last request."""
        due = self._last.get(host, 0.0) + self.pause_s
        now = self.clock.now()
        if now < due:
            self.clock.sleep(due - now)
        self._last[host] = self.clock.now()

    def _judge(self, answer: _Answer, moved: str) -> Followed:
        if answer.status in _GONE:
            return self._seen(Health.DEAD, why=f"HTTP {answer.status}")
        if answer.status != requests.codes.ok:
            return self._unclear(f"HTTP {answer.status}")
        health = Health.MOVED if moved else Health.FINE
        return self._seen(health, final_url=moved, title=answer.title)

    def _failed(self, error: Exception) -> Followed:
        """Tell a name that does not exist from a server that is down today."""
        if "NameResolutionError" in repr(error):
            return self._unclear(NO_HOST)
        return self._unclear("it cannot be reached")

    def _unclear(self, why: str) -> Followed:
        return self._seen(Health.UNCLEAR, why=why)

    def _seen(self, health: Health, **more: Any) -> Followed:
        return Followed(checked_on=self.clock.today(), health=health, **more)


def _without_host(followed: Followed) -> Followed:
    gone = followed.why == NO_HOST
    return replace(followed, health=Health.DEAD) if gone else followed


def _beginning(response: requests.Response, end: float) -> str:
    """Read a page up to the bounds."""
    if response.headers.get("Content-Encoding", "identity") != "identity":
        # Packed against what was asked: small here, and maybe huge when unpacked.
        return ""
    body = bytearray()
    while piece := response.raw.read1(8_192, decode_content=False):
        body += piece
        if len(body) >= BEGINNING or b"</title>" in body:
            break
        if time.monotonic() >= end:
            raise TimeoutError
    # Without a charset requests takes Latin-1 for granted, and pages are UTF-8 now.
    declared = "charset" in response.headers.get("Content-Type", "").lower()
    encoding = (response.encoding if declared else None) or "utf-8"
    try:
        return body.decode(encoding, errors="replace")
    except LookupError:
        return body.decode("utf-8", errors="replace")


def _elsewhere(url: str, final: str) -> bool:
    """Whether an address is another one; http for https and a last slash are not."""
    return _plain(url) != _plain(final)


def _plain(url: str) -> str:
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    return urlunsplit(("", parts.netloc.lower(), path, parts.query, ""))
