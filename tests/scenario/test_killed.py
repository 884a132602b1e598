"""The bot is killed again and again; nothing is lost and nothing is done twice."""

import random
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from civilbot.demo.summary import duplicates
from civilbot.simulator import Simulator
from tests.control import Control
from tests.scenario.bot import Bot, configure, wait_until

SEED = 20261122
KILLS = 10
THREADS = 60
PLACE = "HeatedDebate"

RULES = {
    "subreddit": PLACE,
    "mode": "live",
    "briefings": {"mode": "auto", "max_per_day": 100},
    "flags": {"actions": ["report", "mod_note", "modmail"]},
}

ABOUT = "Trump and Putin talk about a ceasefire in Ukraine, round {}"
UNRELATED = "The town library buys {} new chairs"
ABUSE = "You are a worthless idiot, number {}"
CIVIL = "I read the report twice and disagree with part {}"

#: Answers that are lost after Reddit has done it, or that take their time then.
TROUBLE = (
    {"status": 503, "after_commit": True},
    {"drop": True, "after_commit": True},
    {"delay_s": 1.5, "after_commit": True},
)
WRITES = ("/api/comment", "/api/report", "/api/mod/conversations", "/api/mod/notes")


class Evening(threading.Thread):
    """Posts threads and comments, and makes trouble."""

    def __init__(self, control: Control, chance: random.Random) -> None:
        """Take what it plays with."""
        super().__init__(daemon=True)
        self._control = control
        self._chance = chance

    def run(self) -> None:
        """Play."""
        for number in range(1, THREADS + 1):
            time.sleep(0.3)
            title = ABOUT if number % 3 == 0 else UNRELATED
            thread = self._control.submit(
                PLACE, title=title.format(number), author=f"poster_{number % 7}"
            )
            for body in (CIVIL, ABUSE) if number % 2 else (CIVIL, CIVIL):
                self._control.comment(
                    thread, body.format(number), author=f"reader_{number % 5}"
                )
            if number % 4 == 0:
                trouble = self._chance.choice(TROUBLE)
                path = self._chance.choice(WRITES)
                self._control.fault(path=path, method="POST", times=1, **trouble)


def _writes_done(control: Control) -> int:
    return sum(
        1 for r in control.journal() if r["committed"] and r["path"].startswith("/api/")
    )


def _wait_for_the_moment(
    kill: int, bot: Bot, control: Control, chance: random.Random
) -> None:
    """Kill while starting, at any time, or when Reddit has just done something."""
    if kill % 5 == 0:
        time.sleep(chance.uniform(0.2, 2.0))
        return
    bot.wait_until_started()
    if kill % 2:
        _wait_for_a_write(control)
    else:
        time.sleep(chance.uniform(0.0, 2.0))


def _wait_for_a_write(control: Control) -> None:
    """Wait until Reddit has carried out a write; its answer may be on its way."""
    done = _writes_done(control)
    wait_until(lambda: _writes_done(control) > done, seconds=30)


def _unjudged(control: Control, directory: Path) -> set[str]:
    """Things on Reddit, not by the bot, that the bot has no decision on."""
    there = {
        thing["name"]
        for thing in control.state()["things"]
        if thing["author"] != "civilbot"
    }
    rows = _query(directory, "SELECT fullname FROM decisions")
    return there - {name for (name,) in rows}


def _query(directory: Path, sql: str) -> list[tuple[Any, ...]]:
    path = directory / "var" / "civilbot.sqlite3"
    if not path.exists():
        return []
    with sqlite3.connect(path, timeout=30) as connection:
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.rollback()


@pytest.mark.slow
def test_killed_at_ten_moments_nothing_is_lost_or_done_twice(
    sim: Simulator, control: Control, tmp_path: Path
) -> None:
    """Killed at odd moments, half of them when Reddit has just carried out a write."""
    chance = random.Random(SEED)
    control.settings(budget=100_000)
    directory = configure(tmp_path / "config", RULES)
    bot = Bot(sim, directory)
    evening = Evening(control, chance)
    bot.start()
    evening.start()
    for kill in range(KILLS):
        _wait_for_the_moment(kill, bot, control, chance)
        bot.kill()
        bot.start()
    evening.join()
    control.clear_faults()

    settled = wait_until(lambda: _settled(control, directory), seconds=240)
    assert bot.stop() == 0

    assert _unjudged(control, directory) == set()
    open_ = "SELECT kind, state, note FROM actions WHERE state NOT IN ('done')"
    assert _query(directory, open_) == []
    assert settled
    assert duplicates(control.state(), "civilbot") == 0
    _assert_all_was_done(control)


def _settled(control: Control, directory: Path) -> bool:
    waiting = "SELECT 1 FROM actions WHERE state IN ('planned', 'sending', 'unknown')"
    return not _unjudged(control, directory) and not _query(directory, waiting)


def _assert_all_was_done(control: Control) -> None:
    """Each thread on the subject has its reply, each abuse its report."""
    state = control.state()
    things = state["things"]
    answered = {t["parent"] for t in things if t["author"] == "civilbot"}
    about = {
        t["name"] for t in things if t.get("title", "").startswith("Trump and Putin")
    }
    assert answered == about
    abuse = [t for t in things if t["body"].startswith("You are a worthless")]
    assert len(about) == THREADS // 3
    assert len(abuse) == THREADS // 2
    assert all([r["by"] for r in t["reports"]] == ["civilbot"] for t in abuse)
    assert len(state["mod_notes"]) == len(abuse)
    assert len(state["modmail"]) == len(abuse)
