"""A moderator asks for a briefing by a comment, and teaches by all answers."""

import pytest

from tests.scenario.rig import ABOUT_IT, Rig

ASK = "!civilbot brief"


@pytest.fixture
def asked(rig: Rig) -> Rig:
    """A subreddit where briefings are posted on request only."""
    rig.set_rules(mode="summon")
    return rig


def test_in_summon_mode_nothing_is_posted_or_proposed_unasked(asked: Rig) -> None:
    """And the decision says so."""
    thread = asked.thread()
    asked.round()
    assert asked.ours() == []
    assert asked.mail() == []
    case = asked.store.explanation(thread)
    assert case is not None
    assert case.judged[0].decision.reasons[0] == (
        "briefings are posted here when a moderator asks for one"
    )


@pytest.mark.parametrize(
    "words", [ASK, "!civilbot brief harbour-bridge", f"{ASK}\n\nPlease, all, be kind."]
)
def test_a_moderators_comment_brings_one_reply_to_the_thread(
    asked: Rig, words: str
) -> None:
    """However many ask; it is kept who did."""
    thread = asked.thread(title="Anything at all")
    for _ in range(2):
        asked.control.comment(thread, words, author="mod_ada")
        asked.round()
    (reply,) = asked.ours()
    assert reply["parent"] == thread
    case = asked.store.explanation(reply["name"])
    assert case is not None
    (answer,) = case.answers
    assert (answer.said, answer.moderator) == ("summon", "mod_ada")


@pytest.mark.parametrize(
    ("author", "words", "why"),
    [
        ("bob", ASK, "only a moderator can ask for a briefing"),
        ("alice", ASK, "only a moderator can ask for a briefing"),
        (
            "mod_ada",
            "!civilbot brief harbor-bridge",
            "no briefing in use here is named 'harbor-bridge'",
        ),
    ],
)
def test_others_are_not_heeded_and_the_reason_is_kept(
    asked: Rig, author: str, words: str, why: str
) -> None:
    """Nobody gets an answer in the thread for it."""
    comment = asked.control.comment(asked.thread(), words, author=author)
    asked.round()
    assert asked.ours() == []
    case = asked.store.explanation(comment)
    assert case is not None
    assert case.judged[0].decision.reasons[0].startswith(why)


@pytest.mark.parametrize(
    "words", ["Try !civilbot brief", "!civilbot", "!civilbot brief us all", "> " + ASK]
)
def test_talk_about_the_command_is_no_command(asked: Rig, words: str) -> None:
    """It is the whole first line, or nothing."""
    asked.control.comment(asked.thread(), words, author="mod_ada")
    asked.round()
    assert asked.ours() == []


def test_a_proposed_thread_can_be_asked_for_and_a_declined_one_cannot(
    rig: Rig,
) -> None:
    """A moderator's no is final."""
    proposed = rig.thread()
    rig.round()
    rig.control.comment(proposed, ASK, author="mod_ada")
    rig.round()
    assert [reply["parent"] for reply in rig.ours()] == [proposed]
    declined = rig.thread()
    rig.round()
    rig.say("no", number=1)
    rig.round()
    rig.control.comment(declined, ASK, author="mod_ada")
    rig.round()
    assert [reply["parent"] for reply in rig.ours()] == [proposed]


def test_past_its_review_a_briefing_cannot_be_asked_for(asked: Rig) -> None:
    """It may be wrong by now."""
    asked.expire()
    comment = asked.control.comment(asked.thread(), ASK, author="mod_ada")
    asked.round()
    assert asked.ours() == []
    case = asked.store.explanation(comment)
    assert case is not None
    assert "is past its review date" in case.judged[0].decision.reasons[0]


def test_all_answers_teach_which_titles_fit(rig: Rig) -> None:
    """A yes and a summons are matches; a no and a removal are near."""
    titles = {
        "approve": f"{ABOUT_IT}, one",
        "decline": f"{ABOUT_IT}, two",
        "summon": "A ferry that nobody needs",
        "removed": f"{ABOUT_IT}, four",
    }
    rig.thread(title=titles["approve"])
    rig.round()
    rig.say("yes")
    rig.thread(title=titles["decline"])
    rig.round()
    rig.say("no", number=1)
    summons = rig.thread(title=titles["summon"])
    rig.control.comment(summons, ASK, author="mod_ada")
    rig.set_rules(mode="auto")
    removed = rig.thread(title=titles["removed"])
    rig.round()
    (reply,) = (one for one in rig.ours() if one["parent"] == removed)
    rig.control.act(reply["name"], "remove", by="mod_ada")
    rig.pass_time(1)
    rig.round()
    lessons = rig.store.lessons("harbour-bridge")
    assert {(one.why, one.title) for one in lessons} == set(titles.items())
    labels = {one.why: one.label for one in lessons}
    assert labels == {
        "approve": "match",
        "decline": "near",
        "summon": "match",
        "removed": "near",
    }
    assert {one.moderator for one in lessons} == {"mod_ada"}
    assert rig.store.lessons("another") == ()


def test_a_title_that_was_deleted_teaches_nothing(rig: Rig) -> None:
    """What people take back is not kept by a side door."""
    thread = rig.thread()
    rig.round()
    rig.say("yes")
    rig.round()
    rig.store.forget([thread])
    assert rig.store.lessons() == ()
