"""`civilbot rules stats` and `promote`: how rules fare, and which may act."""

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from civilbot.judge import judge
from civilbot.ledger import State
from civilbot.standing import Rank
from civilbot.starter import write_starter
from civilbot.store import SqlStore
from tests.builders import (
    ACCOUNT,
    HOUR,
    a_context,
    a_mod_action,
    an_item,
    some_rules,
)
from tests.unit.cli.conftest import Run

GOLD = {"name": "no gold", "mode": "live", "when": {"body": ["gold"]}}


class Desk:
    """A configuration with a rule of its own, and what moderators said of it."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        write_starter(directory, subreddits=["News"], contact="")
        (directory / "var").mkdir()
        self.say()

    def say(self, **changes: Any) -> None:
        """Write the rules."""
        rules = {
            "subreddit": "News",
            "mode": "live",
            "trials": {"reviewed": 5, "precision": 0.5},
            "rules": [{**GOLD, **changes}],
        }
        path = self.directory / "subreddits" / "News.yaml"
        path.write_text(yaml.safe_dump(rules))

    def store(self) -> SqlStore:
        """The database."""
        return SqlStore(f"sqlite:///{self.directory}/var/civilbot.sqlite3")

    def review(self, deeds: Sequence[str]) -> None:
        """Decide about comments in shadow; moderators do this to them."""
        store, now = self.store(), time.time()
        rules = some_rules(rules=[{**GOLD, "mode": "shadow"}])
        for number, deed in enumerate(deeds):
            item = an_item(f"t1_gold{number}", text="gold")
            decision = judge(item, a_context(), rules)
            store.record([decision], account=ACCOUNT, now=now - HOUR)
            act = a_mod_action(deed, item.fullname, created_utc=now)
            store.judge_by_moderators([act], account=ACCOUNT, now=now)
        store.close()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A fresh configuration."""
    return Desk(tmp_path / "config")


def test_figures_are_printed_for_a_terminal(civilbot: Run, desk: Desk) -> None:
    """A rule that asks to be live, how far it is, and what nobody looked at."""
    desk.review(["removecomment"] * 3 + ["approvecomment", "lock"])
    ended = civilbot("rules", "stats", "r/news", "--config", desk.directory)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "r/News: live; a rule goes live after 5 reviewed, 50% surely right",
        "flags.personal_attack: live",
        "flags.identity_hate: live",
        "flags.dehumanisation: live",
        "flags.threat: live",
        "flags.inflammatory_label: live",
        "flags.hostile_profanity: live",
        "no gold: on trial",
        "    on trial: 4 of 5 reviewed, 3 right",
        "    in shadow: 4 reviewed, 3 right: 75% (95 % range 30% to 95%), 1 unseen",
    ]


def test_figures_are_printed_for_machines(civilbot: Run, desk: Desk) -> None:
    """One line for each rule."""
    desk.review(["removecomment"] * 5)
    rows = civilbot("rules", "stats", "News", "--json", "--config", desk.directory).rows
    [row] = [row for row in rows if row["rule"] == "no gold"]
    assert row.pop("shadow") == {
        "confirmed": 5,
        "overturned": 0,
        "unseen": 0,
        "precision": 1.0,
        "low": pytest.approx(0.5655, abs=1e-4),
        "high": 1.0,
    }
    assert row.pop("live")["precision"] is None
    assert row == {
        "rule": "no gold",
        "standing": "on trial",
        "acts": False,
        "asks": "live",
        "why": "on trial: 5 of 5 reviewed, 5 right",
        "ready": True,
        "changes": [],
    }


def test_a_rule_that_earned_it_is_promoted_and_moderators_are_told(
    civilbot: Run, desk: Desk
) -> None:
    """It is recorded, and shown with what led to it."""
    (desk.directory / ".env").write_text("CIVILBOT_USERNAME=civil_bot\n")
    desk.review(["removecomment"] * 5)
    ended = civilbot("rules", "promote", "News", "no gold", "--config", desk.directory)
    assert (ended.code, ended.err) == (0, "")
    figures = "in shadow, 5 reviewed, 5 right: 100% (95 % range 57% to 100%)"
    assert ended.out == f"no gold: live now; {figures}\n"
    store = desk.store()
    [earned] = store.ranked("news")
    [mail] = store.due(now=time.time() + HOUR)
    store.close()
    assert (earned.rank, earned.why) == (Rank.LIVE, figures)
    assert mail.state is State.PLANNED
    assert mail.action.subject.endswith("UTC: 'no gold' is live")
    shown = civilbot("rules", "stats", "News", "--config", desk.directory).out
    assert "no gold: live\n" in shown
    assert f"UTC live: {figures[:20]}" in shown


def test_a_rule_that_did_not_earn_it_is_refused_with_its_figures(
    civilbot: Run, desk: Desk
) -> None:
    """And nothing is recorded."""
    desk.review(["removecomment"] * 3 + ["approvecomment"] * 3)
    ended = civilbot("rules", "promote", "News", "no gold", "--config", desk.directory)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == (
        "civilbot: 'no gold' has not earned it: in shadow, 6 reviewed, 3 right: 50% "
        "(95 % range 19% to 81%); the rules ask for 5 reviewed in 90 days, and 50% "
        "right at the low end of the range (--override WHY lets it go live all the "
        "same)\n"
    )
    store = desk.store()
    assert store.ranked("news") == ()
    store.close()


def test_an_override_promotes_and_is_recorded(civilbot: Run, desk: Desk) -> None:
    """With the words that were given."""
    ended = civilbot(
        *("rules", "promote", "News", "no gold", "--override", "we  know it"),
        *("--config", desk.directory),
    )
    assert ended.out == "no gold: live now; override: we know it\n"
    store = desk.store()
    [earned] = store.ranked("news")
    store.close()
    assert earned.override == "we know it"


@pytest.mark.parametrize(
    ("rule", "changes", "told"),
    [
        ("no gold", {"mode": "shadow"}, "write `mode: live` there first"),
        ("no golf", {}, "r/News has no rule 'no golf' (did you mean 'no gold'?)"),
        ("flags.threat", {}, "'flags.threat' is live already"),
        ("briefings.x", {}, "briefings have no trial"),
    ],
)
def test_what_cannot_be_promoted_is_refused(
    civilbot: Run, desk: Desk, rule: str, changes: dict[str, Any], told: str
) -> None:
    """With what to do instead."""
    desk.say(**changes)
    ended = civilbot("rules", "promote", "News", rule, "--config", desk.directory)
    assert (ended.code, ended.out) == (1, "")
    assert told in ended.err
    assert ended.err.count("\n") == 1


def test_a_rule_that_fell_is_not_lifted_by_the_same_words(
    civilbot: Run, desk: Desk
) -> None:
    """Somebody must have thought again."""
    command = ("rules", "promote", "News", "no gold", "--config", desk.directory)
    civilbot(*command, "--override", "we know it")
    store = desk.store()
    [live] = store.ranked("news")
    store.rank([replace(live, rank=Rank.DEMOTED, number=2)], [])
    store.close()
    again = civilbot(*command, "--override", "we know it")
    assert (again.code, again.out) == (1, "")
    assert "say why in other words" in again.err
    assert civilbot(*command, "--override", "it was cleaned up").code == 0


def test_a_subreddit_without_rules_is_wrong_use(civilbot: Run, desk: Desk) -> None:
    """With what may have been meant."""
    ended = civilbot("rules", "stats", "Newz", "--config", desk.directory)
    assert (ended.code, ended.out) == (2, "")
    assert "there are no rules for r/newz (did you mean 'News'?)" in ended.err
