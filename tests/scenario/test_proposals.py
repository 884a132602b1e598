"""Moderators answer proposals in modmail, and the bot does as they say, once."""

import pytest

from civilbot.briefings import Standing
from civilbot.model import ActionKind, Listing
from tests.scenario.rig import DAY, Rig


def test_an_approved_proposal_is_posted_once_and_the_moderators_are_told(
    rig: Rig,
) -> None:
    """However often the conversation is read."""
    thread = rig.thread()
    rig.round()
    assert rig.ours() == []
    rig.say("Approve, thank you.")
    rig.round()
    rig.round()
    (reply,) = rig.ours()
    assert reply["parent"] == thread
    assert "civilbot briefing harbour-bridge r1" in reply["body"]
    (told,) = rig.told()
    assert told.startswith("Posted: /comments/")
    assert reply["name"][3:] in told
    assert rig.requests("POST", "/api/comment") == 1


def test_a_declined_proposal_is_never_posted(rig: Rig) -> None:
    """Not by a later yes, nor in another mode, nor when the thread is edited."""
    thread = rig.thread(selftext="First words")
    rig.round()
    rig.say("no")
    rig.round()
    rig.say("yes", by="mod_bea")
    rig.set_rules(mode="auto")
    rig.control.act(thread, "edit", body="Other words")
    rig.pipeline.poll(Listing.EDITED)
    rig.round()
    assert rig.ours() == []
    assert len(rig.mail()) == 1
    (told,) = rig.told()
    assert told.startswith("Noted. There is no briefing in that thread")


def test_each_answer_is_told_how_often_the_briefing_was_wanted_there(rig: Rig) -> None:
    """Never as a bare share; what other subreddits said is not told."""
    rig.set_rules("QuietCorner")
    for number, word in enumerate(("yes", "no", "yes", "yes", "yes")):
        rig.thread(title=f"Council votes on the harbour bridge, day {number}")
        rig.round()
        rig.say(word, number=number)
        rig.round()
        rig.round()
    rig.thread(subreddit="QuietCorner")
    rig.round()
    rig.say("no", number=5)
    rig.round()
    rig.round()
    told = [rig.told(number)[0].splitlines()[-1] for number in range(6)]
    so_far = "'harbour-bridge' in r/HeatedDebate so far: wanted in"
    assert told[0] == f"{so_far} 1 of 1 threads, too few to say more."
    assert told[1] == f"{so_far} 1 of 2 threads, too few to say more."
    assert told[4] == f"{so_far} 4 of 5 threads, 80 % (95 % range: 38 to 96 %)."
    elsewhere = "'harbour-bridge' in r/QuietCorner so far: wanted in"
    assert told[5] == f"{elsewhere} 0 of 1 threads, too few to say more."
    assert rig.store.standings() == {"harbour-bridge": Standing(4, 2)}


def test_an_edited_thread_is_not_proposed_again(rig: Rig) -> None:
    """The edit is another case; the moderators were asked about the thread."""
    thread = rig.thread(selftext="First words")
    rig.round()
    rig.pass_time(5)
    rig.control.act(thread, "edit", body="Other words")
    rig.pipeline.poll(Listing.EDITED)
    rig.round()
    assert len(rig.mail()) == 1
    case = rig.store.explanation(thread)
    assert case is not None
    assert case.judged[1].decision.reasons[0] == "already proposed to the moderators"


@pytest.mark.parametrize("by", ["alice", "carol", "civilbot", "AutoModerator"])
def test_only_the_word_of_a_moderator_counts(rig: Rig, by: str) -> None:
    """Not the author's, not anybody's, not the bot's own, not a machine's."""
    rig.thread(author="alice")
    rig.round()
    rig.say("approve", by=by)
    rig.round()
    assert rig.ours() == []


def test_a_moderator_has_no_say_about_their_own_thread(rig: Rig) -> None:
    """Another moderator has."""
    rig.thread(author="mod_ada")
    rig.control.order("POST", "subreddits/HeatedDebate/moderators", name="mod_bea")
    rig.round()
    rig.say("approve", by="mod_ada")
    rig.round()
    assert rig.ours() == []
    rig.say("approve", by="mod_bea")
    rig.round()
    assert len(rig.ours()) == 1


@pytest.mark.parametrize(
    "words", ["Hm, what do you think?", "> approve\n\nreally?", "not sure", "..."]
)
def test_other_words_are_no_answer(rig: Rig, words: str) -> None:
    """Moderators may talk about a proposal; quotations are not their own words."""
    rig.thread()
    rig.round()
    rig.say(words)
    rig.round()
    assert rig.ours() == []
    assert rig.told() == []


def test_one_who_declines_outweighs_one_who_approves(rig: Rig) -> None:
    """Rather no reply than an unwanted one."""
    thread = rig.thread()
    rig.control.order("POST", "subreddits/HeatedDebate/moderators", name="mod_bea")
    rig.round()
    rig.say("approve")
    rig.say("decline, please", by="mod_bea")
    rig.round()
    assert rig.ours() == []
    case = rig.store.explanation(thread)
    assert case is not None
    assert ActionKind.REPLY not in [entry.action.kind for entry in case.entries]
    assert [answer.note for answer in case.answers] == [
        "another moderator declined",
        "",
    ]


def test_declining_afterwards_takes_the_reply_back(rig: Rig) -> None:
    """It was posted on one moderator's word; another may object."""
    thread = rig.thread()
    rig.round()
    rig.say("approve")
    rig.round()
    rig.round()
    rig.say("Decline!")
    rig.round()
    rig.round()
    assert rig.ours() == []
    assert len(rig.control.thing(thread)["replies"]) == 1
    assert len(rig.told()) == 2


def test_a_decline_stops_a_reply_that_is_on_its_way(rig: Rig) -> None:
    """Approved and planned, not sent; then declined."""
    rig.thread()
    rig.round()
    rig.say("approve")
    rig.listener.listen()
    rig.say("no", number=0)
    rig.listener.listen()
    rig.act()
    assert rig.ours() == []


@pytest.mark.parametrize(
    ("deed", "why"),
    [
        ("lock", "the thread is locked"),
        ("remove", "the thread was removed"),
        ("delete", "the thread was deleted"),
        ("archive", "the thread is archived"),
    ],
)
def test_a_late_approval_of_a_closed_thread_is_told(
    rig: Rig, deed: str, why: str
) -> None:
    """Nothing is posted, and the conversation says why."""
    thread = rig.thread()
    rig.round()
    rig.control.act(thread, deed)
    rig.say("approve")
    rig.round()
    assert rig.ours() == []
    (told,) = rig.told()
    assert told.startswith(f"Not posted: {why}.")


def test_an_approval_after_two_days_is_told_to_be_too_late(rig: Rig) -> None:
    """The rules say for how long a proposal stands."""
    rig.thread()
    rig.round()
    rig.pass_time(2 * DAY + 60)
    rig.say("approve")
    rig.round()
    assert rig.ours() == []
    (told,) = rig.told()
    assert "more than 48 hours after the proposal" in told


def test_a_briefing_past_its_review_is_not_posted_on_approval(rig: Rig) -> None:
    """It was current when it was proposed."""
    rig.thread()
    rig.round()
    rig.expire()
    rig.say("approve")
    rig.round()
    assert rig.ours() == []
    (told, *_) = rig.told()
    assert "is past its review date" in told


def test_what_happens_between_the_answer_and_the_post_is_told_too(rig: Rig) -> None:
    """The thread is locked at the last moment."""
    thread = rig.thread()
    rig.round()
    rig.say("approve")
    rig.listener.listen()
    rig.control.act(thread, "lock")
    rig.act()
    rig.round()
    assert rig.ours() == []
    (told,) = rig.told()
    assert told.startswith("Not posted: the thread was locked in the meantime.")


def test_a_lost_answer_to_the_post_does_not_post_twice(rig: Rig) -> None:
    """Reddit posts and answers with an error; the bot looks before it repeats."""
    rig.thread()
    rig.round()
    rig.say("approve")
    rig.control.fault(
        "/api/comment", method="POST", status=503, after_commit=True, times=1
    )
    rig.round()
    rig.round()
    assert len(rig.ours()) == 1
    assert len(rig.told()) == 1


def test_a_lost_answer_to_a_mail_does_not_tell_twice(rig: Rig) -> None:
    """The confirmation is looked for in the conversation."""
    rig.thread()
    rig.round()
    rig.say("no")
    rig.control.fault(
        "/api/mod/conversations/*", method="POST", status=503, after_commit=True,
        times=1,
    )  # fmt: skip
    rig.round()
    rig.round()
    assert len(rig.told()) == 1


def test_a_crash_after_hearing_loses_no_answer(rig: Rig) -> None:
    """The answer and the planned reply are in the database; another life posts it."""
    rig.thread()
    rig.round()
    rig.say("approve")
    rig.listener.listen()
    rig.start()
    rig.round()
    rig.start()
    rig.round()
    assert len(rig.ours()) == 1


def test_answers_are_heard_after_a_restart(rig: Rig) -> None:
    """What was said while the bot was away counts."""
    rig.thread()
    rig.round()
    rig.say("Well, let me think.")
    rig.round()
    rig.start()
    rig.say("approve")
    rig.round()
    assert len(rig.ours()) == 1


def test_a_quiet_conversation_is_not_read(rig: Rig) -> None:
    """One list for all; a conversation only where somebody wrote."""
    rig.thread()
    rig.round()
    (mail,) = rig.mail()
    rig.round()
    path = f"/api/mod/conversations/{mail['id']}"
    assert rig.requests("GET", path) == 0
    rig.say("Hm.")
    rig.round()
    rig.round()
    assert rig.requests("GET", path) == 1


def test_without_proposals_no_mail_is_read(rig: Rig) -> None:
    """It would cost a request a minute for nothing."""
    rig.round()
    assert rig.requests("GET", "/api/mod/conversations") == 0


def test_mail_that_may_not_be_read_stops_nothing_else(rig: Rig) -> None:
    """The permission was taken away; the log says what to do."""
    rig.thread()
    rig.round()
    rig.control.order(
        "POST", "subreddits/HeatedDebate/moderators", name="civilbot",
        permissions=["posts"],
    )  # fmt: skip
    rig.say("approve")
    rig.round()
    assert rig.ours() == []
    assert rig.lines.of("mail.unread")[0]["subreddit"] == "HeatedDebate"
    rig.control.order("POST", "subreddits/HeatedDebate/moderators", name="civilbot")
    rig.round()
    assert len(rig.ours()) == 1


def test_who_said_what_and_when_is_kept_with_the_case(rig: Rig) -> None:
    """`civilbot explain` tells it."""
    thread = rig.thread()
    rig.round()
    rig.say("approve")
    rig.round()
    rig.round()
    case = rig.store.explanation(thread)
    assert case is not None
    (answer,) = case.answers
    assert (answer.said, answer.moderator) == ("approve", "mod_ada")
    assert abs(answer.at - rig.clock.now()) < 60
    kinds = [entry.action.kind for entry in case.entries]
    assert kinds == [ActionKind.MODMAIL, ActionKind.REPLY, ActionKind.ANSWER]
    assert case.entries[1].action.asked_by == "mod_ada"
