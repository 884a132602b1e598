"""What `civilbot doctor` says of the second opinion, and what to do about it."""

import os
from pathlib import Path

import pytest

from civilbot.doctor import Check, examine
from tests.unit.second_opinion.stub import Play, Stub, body, is_silent, lists, status

CHECK_THE_KEY = "check CIVILBOT_SECOND_OPINION_KEY"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's own settings gets in."""
    for name in list(os.environ):
        if name.startswith("CIVILBOT_") or name == "CREDENTIALS_DIRECTORY":
            monkeypatch.delenv(name)


def the_line(directory: Path, url: str = "", *, seconds: float = 5) -> Check:
    """What the doctor finds, with this address in the settings."""
    lines = f"{{url: '{url}', model: judge-1, timeout_seconds: {seconds}}}"
    text = f"second_opinion: {lines}\n" if url else ""
    (directory / "civilbot.yaml").write_text(text, "utf-8")
    (check,) = (one for one in examine(directory) if one.name == "second opinion")
    return check


def test_it_is_off_unless_somebody_turns_it_on(tmp_path: Path) -> None:
    """And that is fine."""
    assert str(the_line(tmp_path)) == "ok    second opinion: off"


@pytest.mark.parametrize(
    ("play", "message"),
    [
        (lists("judge-0", "judge-1"), "reachable, with the model 'judge-1'"),
        (lists("m.gguf"), "reachable; it does not list the model 'judge-1'"),
        (body(b"{}"), "reachable; it lists no models"),
    ],
)
def test_a_server_that_answers_is_good(
    server: Stub, tmp_path: Path, play: Play, message: str
) -> None:
    """Local servers list what they like, so the list is told and not judged."""
    server.plays(play)
    check = the_line(tmp_path, server.url)
    assert (check.good, check.message) == (True, message)
    assert [(one.method, one.path) for one in server.asked] == [("GET", "/v1/models")]


@pytest.mark.parametrize(
    ("play", "message", "advice"),
    [
        (status(401), "the server answered with status 401", CHECK_THE_KEY),
        (status(403), "the server answered with status 403", CHECK_THE_KEY),
        (
            status(404),
            "the server answered with status 404",
            "check url (it often ends in /v1) and model in civilbot.yaml",
        ),
        (
            status(301, Location="/"),
            "the server answered with status 301: a redirect, not followed",
            "set url to where it leads",
        ),
        (
            status(500),
            "the server answered with status 500",
            "look into the server's own log",
        ),
    ],
)
def test_each_failure_has_its_advice(
    server: Stub, tmp_path: Path, play: Play, message: str, advice: str
) -> None:
    """So that nobody has to guess."""
    server.plays(play)
    check = the_line(tmp_path, server.url)
    assert (check.good, check.message, check.advice) == (False, message, advice)


def test_a_silent_server_is_told_as_such(server: Stub, tmp_path: Path) -> None:
    """The same goes for one that is not there."""
    server.plays(is_silent)
    check = the_line(tmp_path, server.url, seconds=0.3)
    assert (check.good, check.message) == (False, "no answer within 0.3 s")
    assert check.advice == "see that it runs, and check url in civilbot.yaml"


def test_the_key_is_used_and_not_shown(
    server: Stub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it is refused can be known only so."""
    monkeypatch.setenv("CIVILBOT_SECOND_OPINION_KEY", "k-123456")
    server.plays(status(401))
    assert "k-123456" not in str(the_line(tmp_path, server.url))
    assert server.asked[0].headers["authorization"] == "Bearer k-123456"


def test_a_key_that_cannot_be_sent_is_told_as_such(
    server: Stub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server may be quite all right."""
    monkeypatch.setenv("CIVILBOT_SECOND_OPINION_KEY", "not a key")
    check = the_line(tmp_path, server.url)
    assert (check.message, check.advice) == ("the key cannot be sent", CHECK_THE_KEY)
