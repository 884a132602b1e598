"""`civilbot explain`: why it acted on something, or why it did not."""

import json
from pathlib import Path

import pytest

from civilbot.language.reader import MODEL
from tests.builders import some_rules
from tests.unit.cli.conftest import Run
from tests.unit.cli.installed import CASES, installed


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A configuration whose bot decided some things."""
    return installed(tmp_path / "config")


@pytest.mark.parametrize(
    "name",
    [
        "t1_bad",
        CASES["t1_bad"],
        CASES["t1_bad"][:6],
        "https://www.reddit.com/r/News/comments/root/x/bad/",
        "https://old.reddit.com/r/News/comments/root/x/bad/?context=3",
        "/r/News/comments/root/x/bad/",
    ],
)
def test_a_comment_is_found_by_any_of_its_names(
    civilbot: Run, config: Path, name: str
) -> None:
    """Case, full name, or address."""
    ended = civilbot("explain", name, "--config", config)
    assert (ended.code, ended.err) == (0, "")
    assert f"t1_bad in r/News, case {CASES['t1_bad']}\n" in ended.out


def test_a_flag_is_explained_with_its_words_and_what_became_of_it(
    civilbot: Run, config: Path
) -> None:
    """Line by line, as a moderator reads it."""
    lines = civilbot("explain", "t1_bad", "--config", config).out.splitlines()
    judged = lines.pop(3)
    moderator = lines.pop(-1)
    assert judged.startswith("  judged 20")
    assert judged.endswith(" UTC: acted")
    assert moderator.startswith("  kind_mod overturned it, 20")
    assert lines == [
        f"t1_bad in r/News, case {CASES['t1_bad']}",
        "  /r/News/comments/root/x/bad/",
        "  title: Cats are fine",
        "  because Personal attack on another participant: “idiot”",
        "  personal_attack at other_user, score 0.92",
        "    «idiot» personal_attack, at other_user",
        f"  detector {MODEL}",
        f"  rules {some_rules().version}",
        "  report: done as t1_report, 1 tries",
    ]


def test_a_thread_is_explained_with_what_spoke_for_the_match(
    civilbot: Run, config: Path
) -> None:
    """And with the reply that is still to be posted."""
    out = civilbot("explain", "t3_root", "--config", config).out
    assert "  briefing harbour-bridge, confidence 0.99\n" in out
    assert "'votes', 'harbour' and 'bridge' stand in the title" in out
    assert "  reply: planned, 0 tries\n" in out


def test_leaving_alone_is_explained_as_well(civilbot: Run, config: Path) -> None:
    """The question that moderators ask most."""
    out = civilbot("explain", "t1_calm", "--config", config).out
    assert "UTC: left alone\n" in out
    assert "  because no inflammatory language at people\n" in out


def test_what_was_never_seen_is_told_and_exits_with_one(
    civilbot: Run, config: Path
) -> None:
    """With a hint where to look."""
    ended = civilbot("explain", "t1_never", "--config", config)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == (
        "civilbot: no decision on 't1_never' is known:"
        " see civilbot log, or it was never seen\n"
    )


def test_json_holds_decisions_actions_and_moderators(
    civilbot: Run, config: Path
) -> None:
    """All that is known of one thing, in one object."""
    ended = civilbot("explain", "t1_bad", "--config", config, "--json")
    found = json.loads(ended.out)
    assert set(found) == {"item", "decisions", "actions", "moderators", "answers"}
    assert found["item"] == "t1_bad"
    assert [row["case"] for row in found["decisions"]] == [CASES["t1_bad"]]
    assert found["actions"] == [
        {
            "kind": "report",
            "state": "done",
            "attempts": 1,
            "result": "t1_report",
            "note": "",
            "text": "Personal attack on another participant: “idiot” "
            f"[{CASES['t1_bad']}]",
        }
    ]
    [moderator] = found["moderators"]
    assert moderator["agreement"] == "overturned"
