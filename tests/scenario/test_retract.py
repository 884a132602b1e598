"""Replies are taken back: all of them, once, whoever else is at work."""

from pathlib import Path

import pytest

from civilbot.ledger import Entry, State
from civilbot.model import Listing
from civilbot.ports import Posted
from civilbot.replies import Retraction
from civilbot.simulator import Simulator
from tests.control import Control
from tests.scenario.bot import Bot, civilbot, configure, environment, wait_until
from tests.scenario.rig import Rig
from tests.scenario.test_service import SOURCE_POST as TITLE
from tests.scenario.test_upkeep import edits, revise

ID = "trump-putin-ceasefire"
RULES = {
    "subreddit": "HeatedDebate",
    "mode": "live",
    "briefings": {"mode": "auto", "use": [ID]},
}


def take_back(retraction: Retraction) -> list[tuple[str, State]]:
    """Do it; the replies and how each ended."""
    ended: list[tuple[str, State]] = []

    def tell(posted: Posted, entry: Entry) -> None:
        ended.append((posted.entry.external_id, entry.state))

    assert retraction.take_back(retraction.found(), tell) == 0
    return ended


@pytest.fixture
def posted(rig: Rig) -> Rig:
    """Two threads are answered."""
    rig.set_rules(mode="auto")
    rig.thread()
    rig.thread()
    rig.round()
    assert len(rig.ours()) == 2
    return rig


def test_all_replies_with_a_briefing_are_deleted(posted: Rig) -> None:
    """Once; the threads get no other, and nothing is corrected any more."""
    names = {reply["name"] for reply in posted.ours()}
    assert set(take_back(posted.retraction())) == {(n, State.DONE) for n in names}
    assert posted.ours() == []
    assert posted.retraction().found() == ()
    revise(posted)
    assert posted.upkeep.look() == 0
    posted.round()
    assert posted.ours() == []
    assert edits(posted) == 0


def test_struck_replies_keep_their_place_with_a_note(posted: Rig) -> None:
    """They are not corrected afterwards, and may still be deleted."""
    take_back(posted.retraction(strikes=True))
    for reply in posted.ours():
        assert reply["body"].startswith("**This background was retracted.**")
        assert "The case for" not in reply["body"]
    assert edits(posted) == 2
    assert posted.retraction(strikes=True).found() == ()
    revise(posted)
    posted.round()
    assert edits(posted) == 2
    take_back(posted.retraction())
    assert posted.ours() == []


def test_only_the_named_revision_is_taken_back(posted: Rig) -> None:
    """The revision that a reply carries now, after corrections."""
    posted.set_rules(mode="auto", max_edits_per_day=1)
    revise(posted)
    posted.round()
    take_back(posted.retraction(revision=1))
    (left,) = posted.ours()
    assert "harbour-bridge r2" in left["body"]
    assert posted.retraction(revision=3).found() == ()


def test_other_briefings_stay(posted: Rig) -> None:
    """Also those whose id begins alike."""
    assert posted.retraction(briefing="harbour").found() == ()
    assert posted.retraction(briefing="harbour_bridge").found() == ()
    assert posted.retraction(briefing="%").found() == ()


def test_what_was_stopped_is_gone_on_with(posted: Rig) -> None:
    """The first was deleted, then the power failed."""
    first = posted.retraction()

    class _PowerCut(Exception):
        pass

    def cut(_posted: Posted, _entry: Entry) -> None:
        raise _PowerCut

    with pytest.raises(_PowerCut):
        first.take_back(first.found(), cut)
    assert len(posted.ours()) == 1
    assert len(take_back(posted.retraction())) == 1
    assert posted.ours() == []
    assert posted.requests("POST", "/api/del") == 2


def test_the_service_does_what_a_stopped_command_left(posted: Rig) -> None:
    """It stands in the ledger; not even shadow keeps it from being taken back."""
    retraction = posted.retraction()
    assert retraction.take_back(retraction.found(), print, patience=0) == 2
    posted.rules.clear()
    posted.act()
    assert posted.ours() == []


def test_a_reply_on_its_way_is_given_up(rig: Rig) -> None:
    """Planned and not sent: it never appears."""
    rig.set_rules(mode="auto")
    rig.thread()
    rig.pipeline.poll(Listing.NEW)
    assert rig.retraction().cancel_unsent() == 1
    rig.act()
    assert rig.ours() == []


def test_a_lost_answer_does_not_matter(posted: Rig) -> None:
    """Reddit deleted it and answered with an error: it is seen to be gone."""
    posted.control.fault(
        "/api/del", method="POST", status=503, after_commit=True, times=1
    )
    take_back(posted.retraction())
    assert posted.ours() == []
    assert posted.requests("POST", "/api/del") == 2


def test_the_command_lists_asks_and_takes_back_while_the_service_runs(
    sim: Simulator, control: Control, tmp_path: Path
) -> None:
    """As an operator types it."""
    bot = Bot(sim, configure(tmp_path / "config", RULES))
    bot.start()
    control.submit(title=TITLE, url="https://example.org/a")

    def ours() -> list[str]:
        things = control.state()["things"]
        return [thing["name"] for thing in things if thing["author"] == "civilbot"]

    assert wait_until(lambda: len(ours()) == 1)
    (name,) = ours()
    env = environment(sim)
    command = ("briefing", "retract", ID, "--config", str(bot.directory))

    asked = civilbot(*command, env=env)
    assert asked.returncode == 1
    assert asked.stderr == "civilbot: nothing was done: --yes will delete 1\n"
    assert f"{name} in r/HeatedDebate, revision 1" in asked.stdout
    assert TITLE in asked.stdout
    assert ours() == [name]

    slip = civilbot(*command[:2], f"{ID}s", *command[3:], "--yes", env=env)
    assert slip.returncode == 1
    assert f"did you mean '{ID}'?" in slip.stderr

    done = civilbot(*command, "--yes", env=env)
    assert done.returncode == 0, done.stderr
    assert f"{name}: done" in done.stdout
    assert ours() == []

    again = civilbot(*command, "--yes", env=env)
    assert again.returncode == 0
    assert again.stdout == f"no reply with '{ID}' stands on Reddit\n"
    assert bot.stop() == 0

    why = civilbot("explain", name, *command[3:], env=env).stdout
    assert "delete reply (trump-putin-ceasefire@1): done" in why
