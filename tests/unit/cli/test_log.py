"""`civilbot log`: what was decided, the newest first, as narrow as one likes."""

import re
from pathlib import Path

import pytest

from civilbot.judge import judge
from civilbot.language.reader import MODEL
from civilbot.store import SqlStore
from tests.builders import a_context, an_item, some_rules
from tests.unit.cli.conftest import Run
from tests.unit.cli.installed import CASES, installed, recorded


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A configuration whose bot decided some things."""
    return installed(tmp_path / "config")


def names(civilbot: Run, config: Path, *options: str) -> list[str]:
    """The full names that are listed."""
    ended = civilbot("log", "--config", config, "--json", *options)
    assert ended.code == 0
    return [row["item"] for row in ended.rows]


def test_decisions_are_listed_newest_first(civilbot: Run, config: Path) -> None:
    """Two lines each: when, which case, where, what; and why."""
    ended = civilbot("log", "--config", config)
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    heads, reasons = lines[::2], lines[1::2]
    shown = [re.split(r"  +", head, maxsplit=4) for head in heads]
    assert [row[1:] for row in shown] == [
        [CASES["t1_talk"], "t1_talk", "r/Talk", "shadow: report"],
        [CASES["t1_calm"], "t1_calm", "r/News", "left alone"],
        [CASES["t1_bad"], "t1_bad", "r/News", "acted: report"],
        [CASES["t3_root"], "t3_root", "r/News", "acted: reply"],
    ]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", shown[0][0])
    assert reasons[2] == "    Personal attack on another participant: “idiot”"


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ((), ["t1_talk", "t1_calm", "t1_bad", "t3_root"]),
        (("--subreddit", "talk"), ["t1_talk"]),
        (("--subreddit", "r/News"), ["t1_calm", "t1_bad", "t3_root"]),
        (("--outcome", "act"), ["t1_bad", "t3_root"]),
        (("--outcome", "shadow"), ["t1_talk"]),
        (("--since", "90m"), ["t1_talk", "t1_calm"]),
        (("--since", "2.5h"), ["t1_talk", "t1_calm", "t1_bad"]),
        (("--since", "7d", "--limit", "1"), ["t1_talk"]),
        (("--text", "t1_bad"), ["t1_bad"]),
        (("--text", CASES["t1_calm"][:6]), ["t1_calm"]),
        (("--subreddit", "News", "--outcome", "leave"), ["t1_calm"]),
        (("--subreddit", "Nowhere"), []),
    ],
)
def test_the_list_can_be_narrowed(
    civilbot: Run, config: Path, options: tuple[str, ...], wanted: list[str]
) -> None:
    """By place, outcome, age and name, in any combination."""
    assert names(civilbot, config, *options) == wanted


def test_each_line_of_json_says_all_about_a_decision(
    civilbot: Run, config: Path
) -> None:
    """With the words that caused it."""
    ended = civilbot("log", "--config", config, "--json", "--text", "t1_bad")
    [row] = ended.rows
    [finding] = row.pop("findings")
    judged_at = row.pop("judged_at")
    assert judged_at > 1_700_000_000
    assert row == {
        "case": CASES["t1_bad"],
        "item": "t1_bad",
        "subreddit": "News",
        "permalink": "/r/News/comments/root/x/bad/",
        "edited_utc": 0.0,
        "outcome": "act",
        "reasons": ["Personal attack on another participant: “idiot”"],
        "actions": ["report"],
        "briefing": None,
        "confidence": None,
        "rules": some_rules().version,
        "model": MODEL,
        "second_opinion": None,
    }
    assert finding["category"] == "personal_attack"
    assert finding["target"] == "other_user"
    assert finding["words"] == ["idiot"]


def test_a_matched_thread_names_its_briefing(civilbot: Run, config: Path) -> None:
    """And how sure the match was."""
    options = ("--json", "--text", "t3_root")
    [row] = civilbot("log", "--config", config, *options).rows
    assert row["briefing"] == "harbour-bridge"
    assert row["confidence"] > 0.8


def test_an_empty_log_says_so(civilbot: Run, config: Path) -> None:
    """In JSON it is simply empty."""
    ended = civilbot("log", "--config", config, "--since", "1m", "--text", "t1_bad")
    assert (ended.code, ended.out) == (0, "no decision in the last 1m\n")
    assert names(civilbot, config, "--since", "0m") == []


def test_a_fresh_installation_has_an_empty_log(civilbot: Run, tmp_path: Path) -> None:
    """Its database is made on the way."""
    civilbot("init", tmp_path / "bot", "--subreddit", "News", "--contact", "")
    ended = civilbot("log", "--config", tmp_path / "bot")
    assert (ended.code, ended.out) == (0, "no decision in the last 24h\n")


@pytest.mark.parametrize("since", ["yesterday", "24", "-1h", "1w", "", "1e3h"])
def test_what_is_no_duration_is_wrong_use(
    civilbot: Run, config: Path, since: str
) -> None:
    """With the ways to write one."""
    ended = civilbot("log", "--config", config, "--since", since)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        f"civilbot: --since: '{since}' is no duration (90m, 24h or 7d)\n"
    )


def test_users_words_cannot_steer_the_terminal(civilbot: Run, config: Path) -> None:
    """Escape sequences, line ends and half characters are shown as spaces."""
    nasty = "\x1b[2J\x07Council\r\nvotes \u202eon \ud83d the harbour bridge"
    thread = an_item("t3_nasty", title=nasty, permalink="/r/News/comments/nasty/x/")
    decision = judge(thread, a_context(), some_rules())
    store = SqlStore(f"sqlite:///{config}/var/civilbot.sqlite3")
    recorded(store, decision, 1.0)
    store.close()
    ended = civilbot("explain", "--config", config, "t3_nasty")
    assert ended.code == 0
    assert "  title:  [2J Council  votes  on � the harbour bridge\n" in ended.out
    assert all(line.isprintable() for line in ended.out.splitlines())
