"""Two processes share one PostgreSQL and one account, and do everything once."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from civilbot.demo.summary import duplicates
from civilbot.simulator import Simulator
from tests.control import Control
from tests.databases import postgres_database
from tests.scenario.bot import civilbot, configure, environment, wait_until

RULES = {
    "subreddit": "HeatedDebate",
    "mode": "live",
    "briefings": {"mode": "auto", "max_per_day": 100},
    "flags": {"actions": ["report", "mod_note"]},
}
THREADS = 12
ABUSE = "You are a worthless idiot, number {}"


@pytest.fixture(name="database")
def _database() -> Iterator[str]:
    """An empty database."""
    with postgres_database() as url:
        yield url


@pytest.mark.postgres
@pytest.mark.slow
def test_two_workers_on_one_database_do_everything_once(
    sim: Simulator, control: Control, tmp_path: Path, database: str
) -> None:
    """Both poll, both act; one of them is killed on the way."""
    control.settings(budget=100_000)
    directory = configure(tmp_path / "config", RULES)
    shared = {"CIVILBOT_DATABASE_URL": database}
    config = ("--config", str(directory))
    refused = civilbot("run", *config, env=environment(sim, **shared))
    assert refused.returncode == 1
    assert "civilbot migrate" in refused.stderr
    done = civilbot("migrate", *config, env=environment(sim, **shared))
    assert done.returncode == 0, done.stderr

    log = tmp_path / "log.jsonl"
    with log.open("wb") as stream:
        workers = [
            subprocess.Popen(
                [sys.executable, "-m", "civilbot", "run", *config],
                env=environment(sim, **shared, CIVILBOT_WORKER=name),
                stderr=stream,
            )
            for name in ("one", "two")
        ]
        for number in range(THREADS):
            thread = control.submit(
                title=f"Trump and Putin talk about a ceasefire, round {number}"
            )
            control.comment(thread, ABUSE.format(number))
        first, second = workers
        assert wait_until(lambda: len(control.state()["mod_notes"]) >= 4)
        first.kill()
        first.wait()
        settled = wait_until(lambda: _open(database) == 0, seconds=150)
        second.terminate()
        assert second.wait(timeout=30) == 0

    assert settled
    state = control.state()
    assert duplicates(state, "civilbot") == 0
    replies = [t for t in state["things"] if t["author"] == "civilbot"]
    assert len(replies) == THREADS
    assert len(state["mod_notes"]) == THREADS
    abuse = [t for t in state["things"] if t["author"] == "bob"]
    assert all([r["by"] for r in t["reports"]] == ["civilbot"] for t in abuse)


def _open(database: str) -> int:
    """Count what is not done: actions on their way, and things not judged."""
    with psycopg.connect(database) as connection:
        row = connection.execute(
            "SELECT count(*) FILTER (WHERE state <> 'done'), count(*) FROM actions"
        ).fetchone()
    assert row is not None
    waiting, planned = row
    return int(waiting) + 3 * THREADS - int(planned)
