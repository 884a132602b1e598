"""The demo plays its evening, and what it says of it is true."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.scenario.bot import civilbot

SOURCE_POST = (
    "Trump Treats War Criminal Dictator Putin Like Royalty, "
    "Still Fails To Get Ceasefire"
)


@pytest.fixture(scope="module", name="evening")
def _evening(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """One evening for all tests: where its records are, and what it said."""
    folder = tmp_path_factory.mktemp("demo") / "evening"
    done = civilbot("demo", "--dir", str(folder), "--json")
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return folder, said


@pytest.mark.slow
def test_nothing_is_missed_and_nothing_is_done_twice(evening) -> None:
    """Counted on the simulated Reddit, though a write's answer was lost."""
    _, said = evening
    assert said["duplicates"] == 0
    assert said["missed"] == 0
    assert said["failed_requests"] >= 3
    assert said["threads"] == 16
    assert said["comments"] == 107


@pytest.mark.slow
def test_the_threads_on_the_subject_are_briefed(evening) -> None:
    """Two in the live subreddit, one is asked about, one would be in the other."""
    _, said = evening
    assert said["briefed"] == 2
    assert len(said["asked_threads"]) == 1
    assert SOURCE_POST in said["briefed_threads"]
    assert len(said["shadow_briefed"]) == 1
    assert sum(count for _, count in said["not_briefed"]) == 12


@pytest.mark.slow
def test_every_flag_shows_its_words(evening) -> None:
    """A moderator sees which words caused each report, live and in shadow."""
    _, said = evening
    assert said["flagged"] == len(said["flags"]) >= 8
    assert all(flag["words"] for flag in said["flags"])
    assert {flag["subreddit"] for flag in said["flags"]} == {"WorldAffairsTalk"}
    assert {flag["subreddit"] for flag in said["shadow_flags"]} == {"PolicyCorner"}


@pytest.mark.slow
def test_moderators_decisions_are_counted(evening) -> None:
    """One reply removed overrules it, one removal agrees; banter was never flagged."""
    _, said = evening
    assert said["overturned"] == 1
    assert said["confirmed"] == 1


@pytest.mark.slow
def test_afterwards_it_can_be_asked_why(evening) -> None:
    """The briefed thread and one that was left alone are both explained."""
    folder, said = evening
    briefed, left = said["examples"]
    why = civilbot("explain", briefed, "--config", str(folder)).stdout
    assert SOURCE_POST in " ".join(why.split())
    assert "reply: done" in why
    assert "found: it was there already" in why
    why = civilbot("explain", left, "--config", str(folder)).stdout
    assert "left alone" in why
    assert "no briefing fits the thread" in why


@pytest.mark.slow
def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    """The demo never deletes what it did not make."""
    (tmp_path / "holiday.txt").write_text("photos")
    done = civilbot("demo", "--dir", str(tmp_path))
    assert done.returncode == 1
    assert "something else" in done.stderr
    assert (tmp_path / "holiday.txt").exists()
