"""What moderators taught: `briefing learn`, `briefing stats`, `match --config`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from civilbot.briefings import parse_briefing
from civilbot.consent import Answer, Said
from civilbot.ledger import State, Step, case_id
from civilbot.model import Action, ActionKind, Decision, Outcome
from civilbot.store import SqlStore
from tests.builders import ACCOUNT, NOW, an_item
from tests.unit.briefings.made_up import HARBOUR_BRIDGE
from tests.unit.cli.conftest import Ended, Run

Learn = Callable[..., Ended]

FITS = an_item("t3_fits", title="Toll: bridge or ferry? \x1b[31m")
NEAR = an_item("t3_near", title="Brooklyn plans a bridge")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A configuration whose moderators answered two proposals."""
    (tmp_path / "briefings").mkdir()
    file = tmp_path / "briefings" / "bridge.md"
    file.write_text(HARBOUR_BRIDGE, encoding="utf-8")
    (tmp_path / "var").mkdir()
    store = SqlStore(f"sqlite:///{tmp_path / 'var' / 'civilbot.sqlite3'}")
    words = {FITS: Said.APPROVE, NEAR: Said.DECLINE}
    judged = [Decision(item=i, outcome=Outcome.ACT, reasons=()) for i in words]
    store.record(judged, account=ACCOUNT, now=NOW)
    answers = [
        Answer(
            id=item.fullname,
            said=said,
            case=case_id(item.key),
            subreddit="News",
            thread=item.fullname,
            briefing="harbour-bridge@2",
            moderator="kind_mod",
            at=NOW,
        )
        for item, said in words.items()
    ]
    store.hear(answers, [], now=NOW)
    store.close()
    return tmp_path


@pytest.fixture
def learn(civilbot: Run, config: Path) -> Learn:
    """Run the command on it."""

    def run(*options: str, name: str = "harbour-bridge") -> Ended:
        return civilbot("briefing", "learn", name, "--config", config, *options)

    return run


def test_titles_are_shown_and_nothing_is_written_unasked(
    learn: Learn, config: Path
) -> None:
    """With what was said and when, without anybody's name."""
    done = learn()
    assert done.code == 0
    assert "match: Toll: bridge or ferry?" in done.out
    assert "    a moderator approved the proposal, 2031-04-01" in done.out
    assert "near: Brooklyn plans a bridge" in done.out
    assert "--write adds these to" in done.out
    assert "kind_mod" not in done.out
    assert "\x1b" not in done.out
    assert (config / "briefings" / "bridge.md").read_text() == HARBOUR_BRIDGE


def test_titles_are_written_once_and_the_file_stays_as_it_was(
    learn: Learn, config: Path
) -> None:
    """The second time there is nothing new."""
    file = config / "briefings" / "bridge.md"
    file.chmod(0o640)
    assert learn("--write").code == 0
    examples = parse_briefing(file.read_text(), source="x").topic.examples
    assert examples.match[-1].startswith("Toll: bridge or ferry?")
    assert examples.near[-1] == "Brooklyn plans a bridge"
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in file.parent.iterdir()] == ["bridge.md"]
    again = learn("--write")
    assert again.code == 0
    assert "moderators taught nothing about 'harbour-bridge'" in again.out


def test_a_slip_in_the_id_is_told(learn: Learn) -> None:
    """In one line, with what was meant."""
    done = learn(name="harbor-bridge")
    assert done.code == 2
    assert done.err.strip().endswith("(did you mean 'harbour-bridge'?)")
    assert len(done.err.splitlines()) == 1


def test_how_often_a_briefing_was_wanted_is_shown(learn: Learn) -> None:
    """Of two answers no share is given."""
    told = "harbour-bridge: wanted in 1 of 2 threads, too few to say more"
    assert learn().out.splitlines()[0] == told


@pytest.mark.parametrize("named", [[], ["harbour-bridge"]])
def test_stats_counts_what_moderators_said(
    civilbot: Run, config: Path, named: list[str]
) -> None:
    """Of all briefings, or of one; also where a subreddit said nothing."""
    stats = ("briefing", "stats", *named, "--config", config)
    done = civilbot(*stats)
    told = "harbour-bridge: wanted in 1 of 2 threads, too few to say more\n"
    assert (done.code, done.out) == (0, told)
    elsewhere = civilbot(*stats, "--subreddit", "r/Talk").out
    assert (
        elsewhere == "harbour-bridge: no moderator has said yet whether it is wanted\n"
    )
    assert civilbot(*stats, "--json").rows == [
        {
            "briefing": "harbour-bridge",
            "wanted": 1,
            "unwanted": 1,
            "unanswered": 0,
            "share": None,
            "low": None,
            "high": None,
        }
    ]


def test_stats_tells_what_nobody_answered(civilbot: Run, config: Path) -> None:
    """Silence is neither a yes nor a no."""
    store = SqlStore(f"sqlite:///{config / 'var' / 'civilbot.sqlite3'}")
    item = an_item("t3_quiet", title="Bridge plan")
    mail = Action(
        kind=ActionKind.MODMAIL,
        subreddit="News",
        fullname=item.fullname,
        thread=item.fullname,
        briefing="harbour-bridge@2",
    )
    asked = Decision(item=item, outcome=Outcome.ACT, reasons=(), actions=(mail,))
    (key,) = store.record([asked], account=ACCOUNT, now=NOW).entries
    store.claim(key, attempts=0, worker="w", now=NOW)
    store.move(key, Step(State.DONE, 0.0, ""), external_id="conv1")
    store.close()
    done = civilbot("briefing", "stats", "--config", config)
    assert done.out.splitlines() == [
        "harbour-bridge: wanted in 1 of 2 threads, too few to say more",
        "    1 unanswered",
    ]


def test_stats_tells_a_slip_and_knows_what_has_no_file_any_more(
    civilbot: Run, config: Path
) -> None:
    """Its answers are still there."""
    done = civilbot("briefing", "stats", "harbor-bridge", "--config", config)
    assert done.code == 2
    assert done.err.endswith("(did you mean 'harbour-bridge'?)\n")
    file = config / "briefings" / "bridge.md"
    file.write_text(HARBOUR_BRIDGE.replace("id: harbour-bridge", "id: other"))
    done = civilbot("briefing", "stats", "harbour-bridge", "--config", config)
    assert (done.code, done.out.count("wanted in 1 of 2")) == (0, 1)
    names = [
        row["briefing"]
        for row in civilbot("briefing", "stats", "--json", "--config", config).rows
    ]
    assert names == ["harbour-bridge", "other"]


def test_match_uses_what_moderators_taught(civilbot: Run, config: Path) -> None:
    """Where a configuration is given; the title they declined is left alone."""
    stdin = json.dumps({"id": "1", "title": NEAR.title}).encode()
    [row] = civilbot("match", "--config", config, stdin=stdin).rows
    assert (row["briefing"], row["verdict"]) == ("harbour-bridge", "none")
    assert any(
        reason.startswith("a moderator declined this briefing for a title like this")
        for reason in row["why"]
    )
    [row] = civilbot("match", "--briefings", config / "briefings", stdin=stdin).rows
    assert not any("moderator" in reason for reason in row["why"])


def test_match_may_be_more_or_less_careful(civilbot: Run, config: Path) -> None:
    """As a subreddit's rules may."""
    stdin = json.dumps({"id": "1", "title": "Bridge plan"}).encode()
    found = {
        level: civilbot(
            *("match", "--briefings", config / "briefings", "--caution", level),
            stdin=stdin,
        ).rows[0]["verdict"]
        for level in ("very_cautious", "cautious", "eager")
    }
    assert found["cautious"] == found["eager"] == "ask"
    wrong = civilbot("match", "--caution", "bold", stdin=stdin)
    assert wrong.code == 2
