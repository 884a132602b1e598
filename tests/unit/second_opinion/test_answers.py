"""What counts as an opinion, and that everything else counts as none."""

import json

import pytest

from civilbot.model import Category, Judgement, Opinion, Target
from civilbot.ports import SecondOpinion
from civilbot.second_opinion import PROMPT
from tests.builders import Lines
from tests.unit.second_opinion.asking import TEXT, Asking, reasons
from tests.unit.second_opinion.stub import GOOD, Stub, body, replies, says

UNLIKE = ("second_opinion.missing", "the model did not write the JSON asked for")


def test_a_good_answer_becomes_an_opinion(asking: Asking, lines: Lines) -> None:
    """With the names of who was asked, and of what."""
    somebody: SecondOpinion = asking()
    assert somebody.ask(TEXT) == Opinion(
        verdict=Judgement.VIOLATION,
        category=Category.PERSONAL_ATTACK,
        target=Target.OTHER_USER,
        why="Calls the other user a fool.",
        model="judge-1",
        prompt=PROMPT,
    )
    assert lines.kept == []


def test_category_and_target_may_be_missing(server: Stub, asking: Asking) -> None:
    """Nothing is wrong with a text that is fine."""
    server.plays(replies(verdict="fine", category=None, target=None))
    opinion = asking().ask(TEXT)
    assert opinion is not None
    assert opinion.verdict is Judgement.FINE
    assert (opinion.category, opinion.target) == (None, None)


@pytest.mark.parametrize(
    "content",
    [
        f"Here is my answer: {json.dumps(GOOD)}",
        f"{json.dumps(GOOD)} I hope this helps!",
        f"```json\n{json.dumps(GOOD)}\n```",
        f"<think>Hm.</think>{json.dumps(GOOD)}",
        f"{json.dumps(GOOD)}{json.dumps(GOOD)}",
        f"[{json.dumps(GOOD)}]",
        json.dumps({**GOOD, "category": "rudeness"}),
        json.dumps({**GOOD, "category": "Personal_Attack"}),
        json.dumps({**GOOD, "category": ""}),
        json.dumps({**GOOD, "target": "the_moon"}),
        json.dumps({**GOOD, "verdict": "guilty"}),
        json.dumps({**GOOD, "verdict": True}),
        json.dumps({**GOOD, "verdict": None}),
        json.dumps({**GOOD, "why": "x" * 201}),
        json.dumps({**GOOD, "why": 7}),
        json.dumps({**GOOD, "confidence": 0.9}),
        json.dumps({"verdict": "fine"}),
        json.dumps(GOOD)[:-10],
        "<html><body>violation</body></html>",
        "violation",
        "{}",
        "[" * 1_500,
    ],
)
def test_what_is_not_exactly_as_asked_is_no_opinion(
    server: Stub, asking: Asking, lines: Lines, content: str
) -> None:
    """Nobody is judged by what a program made of an unclear answer."""
    server.plays(says(content))
    assert asking().ask(TEXT) is None
    assert reasons(lines) == [UNLIKE]


@pytest.mark.parametrize("content", [None, ""])
def test_a_model_that_writes_nothing_has_no_opinion(
    server: Stub, asking: Asking, lines: Lines, content: str | None
) -> None:
    """As some do when a provider's own filter steps in."""
    server.plays(says(content))
    assert asking().ask(TEXT) is None
    assert reasons(lines) == [("second_opinion.missing", "the model wrote nothing")]


def test_a_model_that_writes_at_length_has_no_opinion(
    server: Stub, asking: Asking, lines: Lines
) -> None:
    """Also where the whole of it could be read as JSON."""
    server.plays(says(json.dumps(GOOD) + " " * 2_000))
    assert asking().ask(TEXT) is None
    assert reasons(lines) == [("second_opinion.missing", "the model wrote too much")]


@pytest.mark.parametrize(
    "raw",
    [
        b"<!doctype html><title>Welcome</title>",
        b"",
        b"null",
        b"\xff\xfe",
        b'{"choices": []}',
        b'{"choices": [{"text": "fine"}]}',
        b'{"choices": [{"message": {"content": ["fine"]}}]}',
        json.dumps(GOOD).encode(),
    ],
)
def test_what_is_no_chat_completion_is_the_servers_failure(
    server: Stub, asking: Asking, lines: Lines, raw: bytes
) -> None:
    """Something else than a model's server answers there."""
    server.plays(body(raw))
    assert asking().ask(TEXT) is None
    assert reasons(lines) == [
        ("second_opinion.failed", "the answer is no chat completion")
    ]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("  Calls\r\n\tnames. \n", "Calls names."),
        ("Says\u2028more\u0085here.", "Says more here."),
        ("A\x1b[31mred\x00 word.", "A[31mred word."),
        ("Turned \u202eround\u202c, \u200bhidden\ufeff.", "Turned round, hidden."),
        ("**Bold** <b>&amp;</b>", "**Bold** <b>&amp;</b>"),
    ],
)
def test_the_reason_is_put_on_one_line_and_is_otherwise_left_as_it_is(
    server: Stub, asking: Asking, written: str, shown: str
) -> None:
    """Signs that cannot be seen could hide words; markup is whoever shows it's care."""
    server.plays(replies(why=written))
    opinion = asking().ask(TEXT)
    assert opinion is not None
    assert opinion.why == shown
