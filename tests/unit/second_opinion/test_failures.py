"""What a slow, broken or hostile server costs: little, and nobody an answer."""

import io
import json
import logging
import time
from collections.abc import Iterator

import pytest
import structlog
from pydantic import SecretStr

from civilbot.observe import configure, get_logger
from tests.builders import Lines
from tests.unit.second_opinion.asking import TEXT, Asking, reasons
from tests.unit.second_opinion.stub import (
    GOOD,
    Play,
    Stub,
    body,
    drips,
    drips_headers,
    floods,
    hangs_up,
    is_silent,
    knows_no_format,
    redirects_and_floods,
    refuses_slowly,
    replies,
    says,
    status,
)

FAILED = "second_opinion.failed"


@pytest.mark.parametrize("slow", [is_silent, drips_headers, drips])
def test_nobody_waits_longer_than_the_limit(
    server: Stub, asking: Asking, lines: Lines, slow: Play
) -> None:
    """Neither for a silent server nor for one that is never done."""
    server.plays(slow)
    before = time.monotonic()
    assert asking(timeout_s=0.2).ask(TEXT) is None
    assert time.monotonic() - before < 2
    assert reasons(lines) == [(FAILED, "no answer within 0.2 s")]


def test_the_limit_holds_for_both_tries_together(
    server: Stub, asking: Asking, lines: Lines
) -> None:
    """A server that first refuses the form of the question gains no time by it."""
    server.plays(refuses_slowly, is_silent)
    before = time.monotonic()
    assert asking(timeout_s=0.4).ask(TEXT) is None
    assert time.monotonic() - before < 0.65
    assert reasons(lines) == [(FAILED, "no answer within 0.4 s")]


def test_no_more_requests_hang_than_there_are_workers(
    server: Stub, asking: Asking, lines: Lines
) -> None:
    """What nobody waits for any more still counts until it ends."""
    server.plays(drips_headers)
    askers = asking(timeout_s=0.12)
    assert [askers.ask(TEXT) for _ in range(3)] == [None] * 3
    askers.clock.sleep(301)
    askers.ask(TEXT)
    askers.clock.sleep(301)
    lines.kept.clear()
    assert askers.ask(TEXT) is None
    assert reasons(lines) == [
        ("second_opinion.missing", "4 requests are under way already")
    ]
    assert len(server.asked) == 4


@pytest.mark.parametrize("number", [401, 403, 404, 429, 500, 503])
def test_a_refusal_is_no_opinion(
    server: Stub, asking: Asking, lines: Lines, number: int
) -> None:
    """And it is not tried again."""
    server.plays(status(number))
    assert asking().ask(TEXT) is None
    assert reasons(lines) == [(FAILED, f"the server answered with status {number}")]
    assert len(server.asked) == 1


@pytest.mark.parametrize("number", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(
    server: Stub, asking: Asking, lines: Lines, number: int
) -> None:
    """People's words and the key go to the address that was set, and nowhere else."""
    server.plays(status(number, Location=f"{server.url}/elsewhere"))
    assert asking(key=SecretStr("k-123456")).ask(TEXT) is None
    why = f"the server answered with status {number}: a redirect, not followed"
    assert reasons(lines) == [(FAILED, why)]
    assert [asked.path for asked in server.asked] == ["/v1/chat/completions"]


@pytest.mark.parametrize(
    "play", [floods, redirects_and_floods, body(b" " * 65_537), body(b"x" * 900_000)]
)
def test_an_answer_without_measure_is_cut_off(
    server: Stub, asking: Asking, lines: Lines, play: Play
) -> None:
    """Memory has a limit, whatever the server says of the length."""
    server.plays(play)
    assert asking().ask(TEXT) is None
    assert reasons(lines) == [(FAILED, "the answer exceeds 65536 bytes")]


def test_an_answer_just_within_the_limit_is_read(server: Stub, asking: Asking) -> None:
    """The limit is on the whole; a provider may add what it likes."""
    content = {"choices": [{"message": {"content": json.dumps(GOOD)}}]}
    server.plays(body(json.dumps(content).encode().ljust(65_536)))
    assert asking().ask(TEXT)


def test_a_packed_answer_is_not_unpacked(
    server: Stub, asking: Asking, lines: Lines
) -> None:
    """Little that is packed can be much when it is not."""
    server.plays(body(b"\x1f\x8b", Content_Encoding="gzip"))
    assert asking().ask(TEXT) is None
    assert server.asked[0].headers["accept-encoding"] == "identity"
    assert reasons(lines) == [(FAILED, "the answer is packed, against what was asked")]


def test_a_lost_connection_is_no_opinion(
    server: Stub, asking: Asking, lines: Lines
) -> None:
    """Without a word of what the error says: it may hold addresses."""
    server.plays(hangs_up)
    assert asking().ask(TEXT) is None
    assert reasons(lines) == [
        (FAILED, "the server cannot be reached (ConnectionError)")
    ]


def test_a_server_that_is_not_there_is_no_opinion(
    server: Stub, asking: Asking, lines: Lines
) -> None:
    """The bot goes on without it."""
    server.close()
    assert asking().ask(TEXT) is None
    assert reasons(lines) == [
        (FAILED, "the server cannot be reached (ConnectionError)")
    ]


def test_a_server_without_json_answers_is_asked_without(
    server: Stub, asking: Asking, lines: Lines
) -> None:
    """And it is remembered: the second text costs one request."""
    server.plays(knows_no_format)
    somebody = asking()
    assert somebody.ask(TEXT)
    assert somebody.ask(TEXT)
    forms = ["response_format" in asked.body for asked in server.asked]
    assert forms == [True, False, False]
    assert server.asked[0].body["messages"] == server.asked[1].body["messages"]
    assert lines.kept == []


def test_a_server_that_refuses_the_text_is_not_taken_for_one_without_json(
    server: Stub, asking: Asking, lines: Lines
) -> None:
    """A text may be too long for a model; the next one is asked about as usual."""
    server.plays(status(400), status(400), replies())
    somebody = asking()
    assert somebody.ask(TEXT) is None
    assert reasons(lines) == [
        ("second_opinion.missing", "the server answered with status 400")
    ]
    assert somebody.ask(TEXT)
    assert "response_format" in server.asked[-1].body


KEY = "k-Zebra-Lamp-91"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """All that the process logs, its libraries included, with no secret known."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    stream = io.StringIO()
    configure(json_lines=True, level="debug", stream=stream)
    for name in ("urllib3", "requests"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield stream
    root.handlers = handlers
    root.setLevel(level)
    for name in ("urllib3", "requests"):
        logging.getLogger(name).setLevel(logging.NOTSET)
    structlog.reset_defaults()


@pytest.mark.parametrize(
    "play",
    [
        replies(),
        says(f"{TEXT} {KEY}"),
        replies(category=TEXT, why=KEY),
        body(f"{TEXT} {KEY}".encode()),
        status(401, X_Key=KEY),
        status(302, Location=f"/{KEY}"),
        hangs_up,
        is_silent,
    ],
)
def test_neither_the_key_nor_the_text_is_ever_logged(
    server: Stub, asking: Asking, written: io.StringIO, play: Play
) -> None:
    """Even if the server repeats them, and even without the logs' own filter."""
    server.plays(play)
    log = get_logger("second_opinion")
    somebody = asking(key=SecretStr(KEY), timeout_s=0.5, log=log)
    somebody.ask(TEXT, parent=TEXT, title=TEXT)
    assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"
    shown = f"{written.getvalue()} {somebody!r}"
    assert KEY not in shown
    assert "upside down" not in shown


@pytest.mark.parametrize("key", ["two words", "a\nb: c", "ключ"])
def test_a_key_that_no_header_can_hold_is_told_without_showing_it(
    server: Stub, asking: Asking, lines: Lines, key: str
) -> None:
    """Something else was put in its place, and it may be a secret, too."""
    assert asking(key=SecretStr(key)).ask(TEXT) is None
    assert reasons(lines) == [(FAILED, "the key cannot be sent")]
    assert server.asked == []
