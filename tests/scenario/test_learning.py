"""What moderators answer on one thread shows in how the next one is matched."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from civilbot import library, sentences
from civilbot.model import Match
from civilbot.ports import Shelf
from civilbot.simulator import Simulator
from tests.scenario.rig import Rig

ENCODER = sentences.load()
ASKED = "The bridge plan, and what it costs"
OTHER_WORDS = "Town hall decides on a second road over the river mouth to the docks"


class Learning(Rig):
    """The bot's parts, with titles matched by their meaning as in the service."""

    def start(self) -> None:
        """Begin a new life, with the sentence encoder."""
        super().start()
        self.pipeline = replace(self.pipeline, embedder=ENCODER)

    def shelf(self) -> Shelf:
        """What is in force, with a matcher that knows all answers so far."""
        said = self.store.lessons()
        matchers = library.taught_all((self.briefing,), ENCODER, said)
        return replace(super().shelf(), taught=matchers)

    def matched(self, thread: str) -> Match:
        """How a thread was matched when it was judged."""
        case = self.store.explanation(thread)
        assert case is not None
        found = case.judged[0].decision.match
        assert found is not None
        return found


@pytest.fixture
def rig(sim: Simulator, tmp_path: Path) -> Iterator[Learning]:
    """The bot's parts, in `ask` mode, with an empty database."""
    made = Learning(sim, f"sqlite:///{tmp_path / 'civilbot.sqlite3'}")
    yield made
    made.store.close()


def test_after_a_no_a_like_title_is_not_asked_about_again(rig: Learning) -> None:
    """And `explain` can say whose answer counted, by its case."""
    first = rig.thread(title=ASKED)
    rig.round()
    assert len(rig.mail()) == 1
    rig.say("no")
    rig.round()
    second = rig.thread(title="What the bridge plan costs")
    rig.round()
    assert len(rig.mail()) == 1
    answered = rig.store.explanation(first)
    assert answered is not None
    told = "a moderator declined this briefing for a title like this"
    reason = f"{told} (case {answered.judged[0].case}, 0.90)"
    assert reason in rig.matched(second).why


def test_after_a_summons_a_like_title_is_asked_about(rig: Learning) -> None:
    """Also one in words that the document does not know; it is never posted so."""
    rig.set_rules(mode="auto")
    thread = rig.thread(title=OTHER_WORDS)
    rig.round()
    assert (rig.ours(), rig.mail()) == ([], [])
    rig.control.comment(thread, "!civilbot brief", author="mod_ada")
    rig.round()
    assert len(rig.ours()) == 1
    rig.thread(title="Second road over the river mouth: town hall decides tonight")
    rig.round()
    assert len(rig.ours()) == 1
    assert len(rig.mail()) == 1


def test_a_lesson_goes_with_its_thread(rig: Learning) -> None:
    """What people take back is not kept by a side door."""
    first = rig.thread(title=ASKED)
    rig.round()
    rig.say("no")
    rig.round()
    rig.store.forget([first])
    rig.thread(title=f"{ASKED}, again")
    rig.round()
    assert len(rig.mail()) == 2
