"""What never gets into a log, wherever it hides, and what always does."""

import io
import json
import logging
import re
import string
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from civilbot.observe import Logger, Redactor, configure, get_logger, pseudonym

SECRET = "q7-Zebra-Lamp-91"

WAYS = [
    pytest.param(True, id="json"),
    pytest.param(False, id="text"),
]


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Leave the process's logging as it was found."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers = handlers
    root.setLevel(level)
    structlog.reset_defaults()


class Written:
    """Logging into a text that can be read back."""

    def __init__(self, *, json_lines: bool = True, level: str = "info") -> None:
        self._stream = io.StringIO()
        configure(
            json_lines=json_lines, level=level, secrets=[SECRET], stream=self._stream
        )
        self.log: Logger = get_logger("test")

    @property
    def text(self) -> str:
        """All that was written."""
        return self._stream.getvalue()

    def lines(self) -> list[dict[str, Any]]:
        """Each line, read as JSON."""
        return [json.loads(line) for line in self.text.splitlines()]


def _fail() -> None:
    token = SECRET
    words = "what somebody wrote"
    raise RuntimeError(f"the server said {token}", len(words))


def _in_a_value(log: Logger) -> None:
    log.info("x", token=SECRET)


def _in_bytes(log: Logger) -> None:
    log.info("x", body=b"token=" + SECRET.encode(), more=bytearray(SECRET.encode()))


def _in_a_key(log: Logger) -> None:
    log.info("x", **{SECRET: 1})


def _deep_inside(log: Logger) -> None:
    log.info("x", a={"b": [(SECRET, {SECRET})], SECRET: None})


def _in_an_object(log: Logger) -> None:
    log.info("x", error=ValueError(SECRET))


def _in_the_event(log: Logger) -> None:
    log.info("sent " + SECRET)  # noqa: G003 - somebody will do it


def _in_an_exception(log: Logger) -> None:
    try:
        _fail()
    except RuntimeError:
        log.exception("x")


def _in_a_cause(log: Logger) -> None:
    try:
        try:
            _fail()
        except RuntimeError as error:
            raise LookupError("no") from error
    except LookupError:
        log.exception("x")


def _in_context(log: Logger) -> None:
    with structlog.contextvars.bound_contextvars(token=SECRET):
        log.info("x")


def _in_a_librarys_line(_log: Logger) -> None:
    logging.getLogger("prawcore").warning("token %s", SECRET)


def _in_a_librarys_exception(_log: Logger) -> None:
    try:
        _fail()
    except RuntimeError:
        logging.getLogger("some.library").exception("x")


HIDING_PLACES = [
    _in_a_value,
    _in_bytes,
    _in_a_key,
    _deep_inside,
    _in_an_object,
    _in_the_event,
    _in_an_exception,
    _in_a_cause,
    _in_context,
    _in_a_librarys_line,
    _in_a_librarys_exception,
]


@pytest.mark.parametrize("json_lines", WAYS)
@pytest.mark.parametrize("plant", HIDING_PLACES)
def test_a_secret_is_cut_out_wherever_it_is_planted(
    plant: Any, *, json_lines: bool
) -> None:
    """In values, keys, bytes, objects, messages, exceptions and libraries' lines."""
    written = Written(json_lines=json_lines)
    plant(written.log)
    assert SECRET not in written.text
    assert "[hidden]" in written.text


@pytest.mark.parametrize("json_lines", WAYS)
def test_a_traceback_names_the_place_but_no_local_values(*, json_lines: bool) -> None:
    """Locals hold tokens and people's words."""
    written = Written(json_lines=json_lines)
    _in_an_exception(written.log)
    assert "RuntimeError" in written.text
    assert "_fail" in written.text
    assert "what somebody wrote" not in written.text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Authorization: bearer eyJhbGciOi.abc-_123", "Authorization: bearer [hidden]"),
        ("Authorization: Basic Y2l2aWw6Ym90", "Authorization: Basic [hidden]"),
        (
            "grant_type=password&username=u&password=hunter2&x=1",
            "grant_type=password&username=u&password=[hidden]&x=1",
        ),
        (
            '{"refresh_token": "12-ab_c", "x": 1}',
            '{"refresh_token": "[hidden]", "x": 1}',
        ),
        ("{'access_token': 'abc', 'x': 1}", "{'access_token': '[hidden]', 'x': 1}"),
        ("client_secret: abc", "client_secret: [hidden]"),
        (
            "postgresql+psycopg://civilbot:hunter2@db:5432/x",
            "postgresql+psycopg://[hidden]@db:5432/x",
        ),
        ("https://host:80/x", "https://host:80/x"),
        ("he is a bearer of news", "he is a bearer of news"),
    ],
)
def test_what_looks_like_a_secret_is_cut_even_if_it_is_not_known(
    text: str, shown: str
) -> None:
    """Tokens are made while the bot runs; nobody could name them before."""
    assert Redactor().text(text) == shown


def test_a_secret_that_holds_another_is_cut_as_a_whole() -> None:
    """Else the rest of the longer one would stand there to be read."""
    assert Redactor(["hunter", "hunter-2222"]).text("pw hunter-2222") == "pw [hidden]"


def test_short_words_are_no_secrets() -> None:
    """Cutting "a" out of every line would leave no line to read."""
    assert Redactor(["a", "", "abc"]).text("abacus abc") == "abacus abc"


LETTERS = string.ascii_letters + string.digits + " =&:/@'\"-_.é\n"
SECRETS = st.text(LETTERS, min_size=4, max_size=20).filter(
    lambda s: s not in "[hidden]"
)


@given(
    secrets=st.lists(SECRETS, min_size=1, max_size=4),
    around=st.text(LETTERS, max_size=30),
)
def test_no_known_secret_survives_in_any_surroundings(
    secrets: list[str], around: str
) -> None:
    """As text, as bytes, and inside of lists."""
    redactor = Redactor(secrets)
    for secret in secrets:
        text = f"{around}{secret}{around}"
        cleaned = redactor.clean([text, text.encode(), {text: (text,)}])
        assert secret not in json.dumps(cleaned, ensure_ascii=False).replace(
            "[hidden]", "\0"
        )


def test_plain_values_stay_what_they_are() -> None:
    """Numbers and truth values can be counted on in JSON lines."""
    assert Redactor([SECRET]).clean({"n": 1, "f": 0.5, "b": True, "o": None}) == {
        "n": 1,
        "f": 0.5,
        "b": True,
        "o": None,
    }


def test_a_line_says_when_who_what_and_how_serious() -> None:
    """One JSON object for each line."""
    written = Written()
    written.log.warning("item.judged", case="abc", score=0.5)
    [line] = written.lines()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", line.pop("timestamp"))
    assert line == {
        "event": "item.judged",
        "level": "warning",
        "part": "test",
        "case": "abc",
        "score": 0.5,
    }


def test_a_terminal_gets_a_line_for_people() -> None:
    """The same facts, to be read."""
    written = Written(json_lines=False)
    written.log.info("item.judged", case="abc")
    assert re.search(r"\[info +\] item.judged +part=test case=abc\n$", written.text)


def test_a_librarys_line_looks_like_ours() -> None:
    """One format for all, so that one tool can read all."""
    written = Written()
    logging.getLogger("some.library").warning("%d things", 3)
    [line] = written.lines()
    assert (line["event"], line["level"]) == ("3 things", "warning")


@pytest.mark.parametrize(
    ("level", "kept"),
    [
        ("debug", ["debug", "info", "warning", "library info"]),
        ("info", ["info", "warning", "library info"]),
        ("warning", ["warning"]),
        ("error", []),
    ],
)
def test_only_what_is_serious_enough_is_written(level: str, kept: list[str]) -> None:
    """Libraries that chatter are heard from warnings on, whatever the level."""
    written = Written(level=level)
    written.log.debug("debug")
    written.log.info("info")
    written.log.warning("warning")
    logging.getLogger("some.library").info("library info")
    logging.getLogger("prawcore").info("chatter")
    assert [line["event"] for line in written.lines()] == kept


def test_configuring_twice_does_not_write_twice() -> None:
    """The last word counts."""
    first = Written()
    second = Written()
    second.log.info("once")
    assert (first.text, len(second.lines())) == ("", 1)


def test_a_pseudonym_stands_for_one_name_in_any_letters() -> None:
    """Reddit's names are the same in any case of letters."""
    assert pseudonym("Some_Person", "key") == pseudonym("some_person", "key")
    assert pseudonym("Some_Person", "key") == "u:ca018cb07c"


@pytest.mark.parametrize("nobody", [None, ""])
def test_nobody_has_a_pseudonym_of_its_own(nobody: str | None) -> None:
    """A deleted author is not a person."""
    assert pseudonym(nobody, "key") == "u:-"


NAMES = st.text(string.ascii_lowercase + string.digits + "_-", min_size=3, max_size=20)


@given(st.sets(NAMES, min_size=2, max_size=5), st.text(min_size=1), st.text(min_size=1))
def test_a_pseudonym_shows_neither_the_name_nor_the_key(
    names: set[str], key: str, other_key: str
) -> None:
    """Other people, other pseudonyms; and with another key they are all others."""
    given_names = {pseudonym(name, key) for name in names}
    assert len(given_names) == len(names)
    assert all(re.fullmatch("u:[0-9a-f]{10}", shown) for shown in given_names)
    if key != other_key:
        assert given_names.isdisjoint(pseudonym(name, other_key) for name in names)
