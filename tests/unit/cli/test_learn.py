"""`civilbot briefing learn`: shown first, written when asked, each title once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from civilbot.briefings import parse_briefing
from civilbot.consent import Answer, Said
from civilbot.ledger import case_id
from civilbot.model import Decision, Outcome
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
