"""A killed process leaves decisions with all their actions, or without a trace."""

import subprocess
import sys
from pathlib import Path

import pytest

from civilbot.ledger import State
from civilbot.store import Query, SqlStore

RECORDER = Path(__file__).with_name("endless_recorder.py")

#: Batches to wait for, and then seconds: a commit takes some milliseconds, so the
#: child dies somewhere in the next batch or two.
KILLS = ((3, 0.0), (9, 0.004), (5, 0.011))


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_whole_batches(tmp_path: Path):
    """After each kill: three decisions and six actions for each batch."""
    url = f"sqlite:///{tmp_path / 'civilbot.sqlite3'}"
    for wanted, seconds in KILLS:
        told = _record_and_kill(url, wanted, seconds)
        store = SqlStore(url)
        batches = int(store.cursor("new") or 0)
        # What was told is there; one batch more may have been written.
        assert batches in (told, told + 1)
        assert len(store.decisions(Query(limit=10_000))) == 3 * batches
        actions = store.counts(0.0).actions
        assert sum(actions.values()) == 6 * batches
        store.release("w", now=float(batches), settle=0.0)
        assert not any(state is State.SENDING for _, state in store.counts(0.0).actions)
        store.close()


def _record_and_kill(url: str, batches: int, seconds: float) -> int:
    """Let a child record some batches and kill it; the last one it told of."""
    child = subprocess.Popen(
        [sys.executable, str(RECORDER), url], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    with child.stdout:
        told = [int(child.stdout.readline()) for _ in range(batches)]
        try:
            child.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            child.kill()
        told += [int(line) for line in child.stdout.read().splitlines()]
    assert child.wait() == -9
    return told[-1]
