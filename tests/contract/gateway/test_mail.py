"""Modmail as the gateway reads and answers it, with Reddit's real shapes."""

import pytest

from civilbot.consent import Letter
from civilbot.errors import ItemRefused, OutcomeUnknown, SubredditClosed
from civilbot.model import ActionKind
from tests.contract.gateway.stage import PLACE, Stage, action


def proposed(stage: Stage, subject: str = "A proposal", place: str = PLACE) -> str:
    """Let the bot write to the moderators; the conversation's id."""
    mail = action(ActionKind.MODMAIL, "t3_1", subject=subject, subreddit=place)
    return stage.gateway().perform(mail)


def answered(stage: Stage, conversation: str, text: str, author: str = "mod_ada"):
    """Let somebody write there."""
    stage.order(f"POST modmail/{conversation}", author=author, body=text)


def test_conversations_are_listed_with_what_is_needed_to_see_an_answer(stage: Stage):
    """In one request for each of the two folders, for all subreddits together."""
    here, there = proposed(stage), proposed(stage, "Another", "QuietCorner")
    answered(stage, here, "approve")
    gateway = stage.gateway()
    gateway.account()
    stage.forget_requests()
    found = gateway.mail([PLACE, "QuietCorner"], since=0.0)
    assert [(one.id, one.subject, one.messages) for one in found] == [
        (here, "A proposal", 2),
        (there, "Another", 1),
    ]
    assert abs(found[0].updated_utc - stage.clock.now()) < 60
    assert stage.requests() == ["/api/mod/conversations"] * 2


def test_what_was_last_written_in_before_is_left_out(stage: Stage):
    """The poll reads on from where it was."""
    proposed(stage)
    assert stage.gateway().mail([PLACE], since=stage.clock.now() + 60) == ()
    assert stage.gateway().mail([], since=0.0) == ()


def test_an_archived_conversation_is_found_too(stage: Stage):
    """Moderators archive what they have answered."""
    number = proposed(stage)
    conversation = stage.sim.world.conversations[number]
    conversation.state = 2
    assert [one.id for one in stage.gateway().mail([PLACE], since=0.0)] == [number]


def test_more_than_a_page_of_conversations_is_read_to_its_end(stage: Stage):
    """And no further than to the time that was asked for."""
    gateway = stage.gateway()
    for number in range(103):
        mail = action(ActionKind.MODMAIL, "t3_1", subject=f"Subject {number}")
        gateway.perform(mail)
    stage.forget_requests()
    assert len({one.id for one in gateway.mail([PLACE], since=0.0)}) == 103
    assert len(stage.requests()) == 3


def test_the_messages_of_a_conversation_come_oldest_first(stage: Stage):
    """With author, words as written, and time."""
    number = proposed(stage)
    answered(stage, number, "approve\n\n> *why*", "mod_ada")
    first, second = stage.gateway().letters(number)
    assert first.author == "civilbot"
    assert second == Letter(
        id=second.id, author="mod_ada", text="approve\n\n> *why*", at=second.at
    )
    assert first.at <= second.at <= stage.clock.now() + 60


def test_an_answer_joins_the_conversation_and_is_found_again(stage: Stage):
    """One request to write, one to look."""
    number = proposed(stage)
    answer = action(ActionKind.ANSWER, "t3_1", conversation=number, text="Noted.\n")
    gateway = stage.gateway()
    assert gateway.find(answer) == ""
    made = gateway.perform(answer)
    assert gateway.find(answer) == made
    assert [one.text.strip() for one in gateway.letters(number)][1:] == ["Noted."]
    (mail,) = stage.state("modmail")
    assert mail["is_internal"]


def test_an_answer_whose_answer_was_lost_is_found(stage: Stage):
    """Sent once: the library does not repeat it."""
    number = proposed(stage)
    answer = action(ActionKind.ANSWER, "t3_1", conversation=number, text="Noted.")
    gateway = stage.gateway()
    stage.fault(
        "/api/mod/conversations/*", method="POST", status=503, after_commit=True
    )
    with pytest.raises(OutcomeUnknown):
        gateway.perform(answer)
    stage.order("DELETE faults")
    assert gateway.find(answer) != ""
    assert len(gateway.letters(number)) == 2


@pytest.mark.parametrize("name", ["../me", "", "1?x=2", "1/archive"])
def test_what_cannot_be_a_conversation_is_never_asked_for(stage: Stage, name: str):
    """It would be another address."""
    gateway = stage.gateway()
    gateway.account()
    stage.forget_requests()
    with pytest.raises(ItemRefused):
        gateway.letters(name)
    assert stage.requests() == []


def test_a_conversation_that_is_gone_and_mail_that_is_closed(stage: Stage):
    """The first concerns one conversation, the second the whole subreddit."""
    with pytest.raises(ItemRefused):
        stage.gateway().letters("zzz")
    stage.order(
        f"POST subreddits/{PLACE}/moderators", name="civilbot", permissions=["posts"]
    )
    with pytest.raises(SubredditClosed):
        stage.gateway().mail([PLACE], since=0.0)


def test_a_correction_and_a_deletion_are_found_where_they_are_done(stage: Stage):
    """By the last line of what was written, and by what is left."""
    thread = stage.submission()
    gateway = stage.gateway()
    reply = gateway.perform(action(ActionKind.REPLY, thread, text="One\n\n*tag r1*"))
    edit = action(ActionKind.EDIT_REPLY, reply, text="Two\n\n*tag r2*")
    assert gateway.find(edit) == ""
    gateway.perform(edit)
    assert gateway.find(edit) == reply
    delete = action(ActionKind.DELETE_REPLY, reply)
    assert gateway.find(delete) == ""
    gateway.perform(delete)
    assert gateway.find(delete) == reply


def test_a_score_is_read_and_a_hidden_one_is_not_taken_for_bad(stage: Stage):
    """Reddit hides scores for a while."""
    thread = stage.submission()
    name = stage.comment(thread)
    stage.order(f"POST things/{name}/vote", score=-7)
    gateway = stage.gateway()
    assert gateway.items([name])[name].score == -7
    assert gateway.items([thread])[thread].score == 1
