"""The simulated Reddit answers in the shapes of the real one, endpoint by endpoint."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from civilbot.simulator import Simulator
from tests.contract.schemas import derive
from tests.contract.shapes import Shape, answers, named, problems
from tests.contract.templates import served
from tests.contract.tour import SCENARIO, Seen, go

ENDPOINTS_CHECKED = 95
ANSWERS_CHECKED = 105

NOT_IMITATED = {
    "DELETE /api/mod/notes 500": "a failure of Reddit's own, recorded once",
    "POST /api/editusertext 400": "subreddits here have no requirements for posts",
    "POST /api/submit 400": "subreddits here have no requirements for posts",
    "POST /r/{sr}/api/wiki/revert 403": "only the stylesheet's page refused so",
}
"""Recorded answers that the simulator never gives, and why."""

DIFFERENT = {
    ("GET /r/{sr}/hot 403", "$.reason: never seen in reality"): (
        "recorded in 2016 for quarantine; private subreddits say so as the reason"
    ),
}
"""Where the simulator differs on purpose, and why."""

COMPOSED: dict[str, Shape] = {
    "GET /r/{sr}/comments/{id} 200": named("get_comments_id_200")["body"],
    "GET /user/{user}/about 200": {"thing": ["t2"]},
    "GET /user/{user}/comments 200": {"listing": {"thing": ["t1"]}},
    "GET /user/{user}/overview 200": {"listing": {"thing": ["t1", "t3"]}},
    "GET /user/{user}/submitted 200": {"listing": {"thing": ["t3"]}},
}
"""Never recorded, but made of things that were."""

PLAIN_REFUSAL = "POST /api/set_subreddit_sticky 409"

MODERATOR_KEYS = {"approved", "ignore_reports", "removed", "spam"}


@pytest.fixture(scope="module")
def seen() -> Iterator[list[Seen]]:
    """Every answer of one tour through a simulated Reddit."""
    with Simulator(SCENARIO) as simulator:
        yield go(simulator)


def _shape_of(one: Seen, shapes: dict[str, Shape]) -> Shape | None:
    """What the answer is held to; refusals look alike everywhere."""
    if isinstance(one.body, dict) and one.body.get("json", {}).get("errors"):
        return named("form_errors")
    plain_refusal = shapes[PLAIN_REFUSAL] if one.status >= 400 else None
    return shapes.get(one.key, plain_refusal)


def test_every_answer_has_its_real_shape(seen: list[Seen]) -> None:
    """Keys and types, as moderator, as reader and as an app without a user."""
    shapes = answers() | COMPOSED
    checked: set[str] = set()
    found: set[tuple[str, str]] = set()
    for one in seen:
        shape = _shape_of(one, shapes)
        if shape is None:
            continue
        checked.add(one.key)
        complaints = (re.sub(r"\[\d+\]", "[]", c) for c in problems(one.body, shape))
        found |= {(one.key, complaint) for complaint in complaints}
    assert found == set(DIFFERENT)
    recorded = checked & set(answers())
    assert len(recorded) == ANSWERS_CHECKED
    assert len({key.rpartition(" ")[0] for key in recorded}) == ENDPOINTS_CHECKED


def test_the_tour_leaves_no_recorded_answer_out(seen: list[Seen]) -> None:
    """Refusals included; what is not imitated is listed with its reason."""
    missed = set(answers()) - {one.key for one in seen}
    assert missed == set(NOT_IMITATED)


def test_the_tour_visits_every_endpoint_that_has_a_shape(seen: list[Seen]) -> None:
    """A new route with a recorded shape must be added to the tour."""
    known = {key.rpartition(" ")[0] for key in answers()}
    assert served() & known <= {one.endpoint for one in seen}
    assert known <= served()


@pytest.mark.shared
@pytest.mark.skipif(
    not derive.RECORDINGS.is_dir(), reason="no recordings beside the repository"
)
def test_every_served_endpoint_that_was_recorded_has_a_shape() -> None:
    """`schemas/endpoints.txt` lists exactly these."""
    assert derive.ENDPOINTS == served() & derive.recorded_endpoints()


def _things(value: Any, kind: str) -> Iterator[dict[str, Any]]:
    """Every thing of a kind anywhere in an answer; not an inbox's."""
    if isinstance(value, list):
        for item in value:
            yield from _things(item, kind)
    elif isinstance(value, dict):
        data = value.get("data")
        if value.get("kind") == kind and "was_comment" not in value["data"]:
            yield value["data"]
        yield from _things(list(value.values()) if data is None else data, kind)
        if isinstance(data, dict):
            yield from _things(data.get("replies"), kind)


@pytest.mark.parametrize("kind", ["t1", "t3"])
def test_moderators_keys_are_seen_by_moderators_alone(
    seen: list[Seen], kind: str
) -> None:
    """All together or not at all, and reports with them."""
    counts = {True: 0, False: 0}
    for one in seen:
        for thing in _things(one.body, kind):
            moderates = one.viewer == "civilbot"
            counts[moderates] += 1
            assert thing["can_mod_post"] is moderates, one.key
            keys = MODERATOR_KEYS & set(thing)
            assert keys == (MODERATOR_KEYS if moderates else set()), one.key
            assert isinstance(thing["num_reports"], int) is moderates, one.key
            if not moderates:
                assert (thing["user_reports"], thing["mod_reports"]) == ([], [])
                assert (thing["banned_by"], thing["approved_by"]) == (None, None)
    assert min(counts.values()) > 20
