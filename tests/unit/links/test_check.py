"""What comes of following a link, and what is never followed."""

import socket
import time

import pytest

from civilbot.briefings.lint.online import Health
from civilbot.links import LinkCheck
from civilbot.links.check import USER_AGENT
from civilbot.links.public import PrivateAddress, refuse_private
from tests.builders import StoppedClock
from tests.unit.links.site import Page, Site, a_site

TITLED = b"<html><head><title> The\n count &amp; more </title></head>"


def test_a_page_that_answers_is_fine_and_has_a_title(
    site: Site, check: LinkCheck, clock: StoppedClock
) -> None:
    """The title stands on one line, and the day is kept."""
    seen = check.follow(site.put("/a", Page(body=TITLED)))
    assert (seen.health, seen.title) == (Health.FINE, "The count & more")
    assert seen.checked_on == clock.today()


def test_the_server_is_told_who_asks(site: Site, check: LinkCheck) -> None:
    """So that its owner can object."""
    check.follow(site.put("/a", Page()))
    assert site.asked == [("/a", USER_AGENT)]
    assert USER_AGENT.startswith("civilbot/")


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_dead(site: Site, check: LinkCheck, status: int) -> None:
    """The server says so itself."""
    seen = check.follow(site.put("/a", Page(status)))
    assert (seen.health, seen.why) == (Health.DEAD, f"HTTP {status}")


@pytest.mark.parametrize("status", [401, 403, 418, 429, 500, 503])
def test_a_refusal_says_nothing_about_the_page(
    site: Site, check: LinkCheck, status: int
) -> None:
    """Many sites answer people only."""
    seen = check.follow(site.put("/a", Page(status)))
    assert (seen.health, seen.why) == (Health.UNCLEAR, f"HTTP {status}")


@pytest.mark.parametrize("status", [301, 308])
def test_a_page_that_moved_for_good_is_told(
    site: Site, check: LinkCheck, status: int
) -> None:
    """With its new address."""
    new = site.put("/new", Page(body=TITLED))
    seen = check.follow(site.put("/old", Page(status, location="/new")))
    assert (seen.health, seen.final_url) == (Health.MOVED, new)
    assert seen.title == "The count & more"


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_page_that_is_elsewhere_for_now_is_fine(
    site: Site, check: LinkCheck, status: int
) -> None:
    """The address stays the right one."""
    site.put("/new", Page())
    assert (
        check.follow(site.put("/old", Page(status, location="/new"))).health
        is Health.FINE
    )


def test_a_last_slash_is_no_other_page(site: Site, check: LinkCheck) -> None:
    """Servers add it everywhere."""
    site.put("/a/", Page())
    seen = check.follow(site.put("/a", Page(301, location="/a/")))
    assert seen.health is Health.FINE


def test_a_page_that_moved_to_nowhere_is_dead(site: Site, check: LinkCheck) -> None:
    """What counts is where it ends."""
    seen = check.follow(site.put("/a", Page(301, location="/gone")))
    assert seen.health is Health.DEAD


def test_redirections_in_a_circle_end(site: Site, check: LinkCheck) -> None:
    """After a handful."""
    seen = check.follow(site.put("/a", Page(302, location="/a")))
    assert (seen.health, seen.why) == (Health.UNCLEAR, "more than 5 redirections")
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://ftp.example/a", "javascript:alert(1)"]
)
def test_only_web_pages_are_followed(site: Site, check: LinkCheck, target: str) -> None:
    """Wherever a page points."""
    seen = check.follow(site.put("/a", Page(302, location=target)))
    assert (seen.health, seen.why) == (
        Health.UNCLEAR,
        "it leads to what is no web page",
    )


def test_this_machine_is_not_asked_unless_it_is_meant(
    site: Site, clock: StoppedClock
) -> None:
    """A briefing is no way into the operator's network."""
    seen = LinkCheck(clock=clock).follow(site.put("/a", Page()))
    assert seen.health is Health.UNCLEAR
    assert seen.why == "it leads to a private address, and is not followed"
    assert site.asked == []


@pytest.mark.parametrize("name", ["localhost", "127.1", "0", "[::ffff:127.0.0.1]"])
def test_no_spelling_of_this_machine_gets_through(
    site: Site, clock: StoppedClock, name: str
) -> None:
    """Who was reached counts, not what was written."""
    url = site.put("/a", Page()).replace("127.0.0.1", name)
    LinkCheck(clock=clock).follow(url)
    assert site.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - nothing is bound to it
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:10.0.0.1",
    ],
)
def test_private_addresses_are_refused(address: str) -> None:
    """Home networks, clouds' own services, multicast, and IPv4 in IPv6."""
    with pytest.raises(PrivateAddress):
        refuse_private(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111"])
def test_public_addresses_are_not(address: str) -> None:
    """Else nothing could be followed."""
    refuse_private(address)


@pytest.mark.parametrize("page", [Page(hangs=True), Page(drips=True)])
def test_a_slow_server_costs_no_more_than_its_time(
    site: Site, clock: StoppedClock, page: Page
) -> None:
    """Whether it says nothing or too little at a time."""
    check = LinkCheck(clock=clock, private_too=True, timeout_s=0.4)
    began = time.monotonic()
    seen = check.follow(site.put("/a", page))
    assert time.monotonic() - began < 3
    assert (seen.health, seen.why) == (Health.UNCLEAR, "no answer within 0.4 s")


def test_a_huge_page_is_read_at_its_beginning_only(
    site: Site, check: LinkCheck
) -> None:
    """Its title is there or nowhere."""
    body = b"<p>" + b"x" * 5_000_000 + b"<title>too late</title>"
    seen = check.follow(site.put("/a", Page(body=body)))
    assert (seen.health, seen.title) == (Health.FINE, "")


@pytest.mark.parametrize(
    ("kind", "body", "title"),
    [
        ("text/html", "<title>Zürich</title>".encode(), "Zürich"),
        (
            "text/html; charset=iso-8859-1",
            "<title>Zürich</title>".encode("latin-1"),
            "Zürich",
        ),
        ("text/html; charset=nonsense", b"<title>A</title>", "A"),
        ("application/pdf", b"%PDF <title>A</title>", ""),
        ("text/html", b"<svg><title>", ""),
        ("text/html", b"\xff\xfe\x00 no title", ""),
    ],
)
def test_a_title_is_read_as_it_is_written(
    site: Site, check: LinkCheck, kind: str, body: bytes, title: str
) -> None:
    """In UTF-8 where nothing is said; only pages have one."""
    assert check.follow(site.put("/a", Page(kind=kind, body=body))).title == title


def test_one_host_is_asked_once_a_second(
    site: Site, check: LinkCheck, clock: StoppedClock
) -> None:
    """Several references may lie there, and one may lead to the next."""
    began = clock.now()
    urls = [site.put(path, Page()) for path in ("/a", "/b", "/c")]
    seen = check.follow_all([*urls, urls[0]])
    assert list(seen) == urls
    assert clock.now() - began == pytest.approx(2.0)


def test_two_hosts_need_not_wait_for_each_other(
    site: Site, check: LinkCheck, clock: StoppedClock
) -> None:
    """The pause is each host's own."""
    began = clock.now()
    with a_site() as other:
        check.follow_all([site.put("/a", Page()), other.put("/a", Page())])
    assert clock.now() == began


def test_when_it_is_told_to_end_the_rest_is_left(site: Site, check: LinkCheck) -> None:
    """A service that stops does not wait for forty pages."""
    urls = [site.put(path, Page()) for path in ("/a", "/b")]
    assert list(check.follow_all(urls, ended=lambda: bool(site.asked))) == urls[:1]


def _nobody_knows(monkeypatch: pytest.MonkeyPatch, gone: str) -> None:
    """Let a name lead nowhere, without asking anybody's name server."""
    resolve = socket.getaddrinfo

    def known(host: str, *rest: object, **more: object) -> object:
        if host == gone:
            raise socket.gaierror(socket.EAI_NONAME, "no such host")
        return resolve(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", known)


def test_a_name_that_is_gone_is_dead_where_others_answer(
    site: Site, check: LinkCheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Domains are given up."""
    _nobody_knows(monkeypatch, "gone.example")
    gone = "https://gone.example/report"
    seen = check.follow_all([gone, site.put("/a", Page())])
    assert (seen[gone].health, seen[gone].why) == (Health.DEAD, "no such host")


def test_without_a_network_nothing_is_called_dead(
    check: LinkCheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a loose cable would write to every subreddit."""
    _nobody_knows(monkeypatch, "gone.example")
    seen = check.follow_all(["https://gone.example/a", "https://gone.example/b"])
    assert {followed.health for followed in seen.values()} == {Health.UNCLEAR}


def test_a_server_that_is_down_says_nothing_about_the_page(
    check: LinkCheck,
) -> None:
    """It may be up tomorrow."""
    with a_site() as site:
        url = site.put("/a", Page())
    seen = check.follow(url)
    assert (seen.health, seen.why) == (Health.UNCLEAR, "it cannot be reached")
