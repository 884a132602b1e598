"""What the gateway does on Reddit: once, visibly, and never twice."""

import pytest

from civilbot.errors import (
    ItemRefused,
    LoginRefused,
    OutcomeUnknown,
    RedditBusy,
    SubredditClosed,
)
from civilbot.model import NOT_IDEMPOTENT, ON_OUR_REPLY, Action, ActionKind
from tests.contract.gateway.stage import PLACE, Stage, action


def test_a_reply_is_posted_under_its_thread(stage: Stage):
    """And its name is given back."""
    thread = stage.submission()
    made = stage.gateway().perform(action(ActionKind.REPLY, thread, text="In short:"))
    assert stage.thing(thread)["replies"] == [made]
    assert stage.thing(made)["body"] == "In short:"
    assert stage.thing(made)["author"] == "civilbot"


def test_a_reply_can_stand_under_a_comment(stage: Stage):
    """A nudge does."""
    comment = stage.comment(stage.submission())
    made = stage.gateway().perform(action(ActionKind.REPLY, comment))
    assert stage.thing(made)["parent"] == comment


def test_our_reply_is_edited(stage: Stage):
    """When its briefing has a new revision."""
    gateway = stage.gateway()
    made = gateway.perform(action(ActionKind.REPLY, stage.submission()))
    edit = action(ActionKind.EDIT_REPLY, made, text="Revised.")
    assert gateway.perform(edit) == made
    assert stage.thing(made)["body"] == "Revised."


def test_our_reply_is_deleted(stage: Stage):
    """When a moderator undoes it."""
    gateway = stage.gateway()
    made = gateway.perform(action(ActionKind.REPLY, stage.submission()))
    assert gateway.perform(action(ActionKind.DELETE_REPLY, made)) == ""
    assert stage.thing(made)["deleted"]


def test_a_report_reaches_the_moderators(stage: Stage):
    """Cut to the hundred characters that Reddit takes."""
    comment = stage.comment(stage.submission())
    report = action(ActionKind.REPORT, comment, text="word " * 30)
    assert stage.gateway().perform(report) == ""
    (row,) = stage.thing(comment)["reports"]
    assert row["by"] == "civilbot"
    assert row["by_moderator"]
    assert len(row["reason"]) == 100
    assert row["reason"].endswith("word…")


@pytest.mark.parametrize(
    ("kind", "sign"),
    [
        (ActionKind.REMOVE, "removed"),
        (ActionKind.LOCK, "locked"),
        (ActionKind.APPROVE, "approved"),
    ],
)
@pytest.mark.parametrize("about", ["submission", "comment"])
def test_moderators_actions_show_on_the_thing(stage: Stage, kind, sign, about):
    """On submissions and on comments."""
    thread = stage.submission()
    name = thread if about == "submission" else stage.comment(thread)
    stage.forget_requests()
    assert stage.gateway().perform(action(kind, name)) == ""
    assert stage.thing(name)[sign]
    assert not stage.thing(name)["spam"]
    assert stage.requests() == [f"/api/{kind}"]


def test_a_note_is_kept_about_the_author(stage: Stage):
    """With the thing it is about, and without a label."""
    comment = stage.comment(stage.submission())
    note = action(ActionKind.MOD_NOTE, comment, text="long " * 60)
    made = stage.gateway().perform(note)
    (kept,) = stage.state("mod_notes")
    assert kept["id"] == made
    assert (kept["user"], kept["operator"]) == ("ben", "civilbot")
    assert (kept["reddit_id"], kept["label"]) == (comment, None)
    assert len(kept["note"]) == 250
    assert stage.requests() == ["/api/mod/notes"]


def test_modmail_is_a_discussion_among_the_moderators(stage: Stage):
    """No ordinary user takes part in it."""
    mail = action(ActionKind.MODMAIL, stage.submission(), text="Look here.")
    made = stage.gateway().perform(mail)
    (conversation,) = stage.state("modmail")
    assert conversation["id"] == made
    assert conversation["is_internal"]
    assert conversation["subreddit"] == PLACE
    assert conversation["subject"] == "civilbot: case 0123456789"
    assert conversation["messages"][0]["body"] == "Look here."
    assert conversation["messages"][0]["author"] == "civilbot"


def test_a_lost_answer_to_a_reply_leaves_exactly_one_comment(stage: Stage):
    """Stock PRAW posts three; ours is looked for, and found."""
    thread = stage.submission()
    gateway = stage.gateway()
    reply = action(ActionKind.REPLY, thread)
    stage.fault("/api/comment", status=503, after_commit=True)
    with pytest.raises(OutcomeUnknown):
        gateway.perform(reply)
    replies = stage.thing(thread)["replies"]
    assert len(replies) == 1
    assert gateway.find(reply) == replies[0]


@pytest.mark.parametrize("kind", list(ActionKind))
def test_no_write_is_repeated_by_itself(stage: Stage, kind):
    """Not one kind of them."""
    gateway = stage.gateway()
    own = gateway.perform(action(ActionKind.REPLY, stage.submission()))
    stage.forget_requests()
    stage.fault("*", method="POST", status=502)
    stage.fault("/api/v1/access_token", status=200)
    with pytest.raises(OutcomeUnknown):
        gateway.perform(action(kind, own, conversation="2a"))
    assert len(stage.requests("POST")) == 1


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 500},
        {"status": 504},
        {"drop": True},
        {"truncated": True},
        {"body": "<html>"},
        {"body": ""},
        {"body": '{"json": {"errors": [], "data": {"things": []}}}'},
        {"body": '{"json": []}'},
        {"body": "[]"},
    ],
)
def test_an_answer_that_says_nothing_leaves_the_outcome_unknown(stage: Stage, fault):
    """The reply may be there; and it is found."""
    thread = stage.submission()
    gateway = stage.gateway()
    reply = action(ActionKind.REPLY, thread)
    stage.fault("/api/comment", after_commit=True, **fault)
    with pytest.raises(OutcomeUnknown):
        gateway.perform(reply)
    assert stage.thing(thread)["replies"] == [gateway.find(reply)]


@pytest.mark.parametrize("before", [False, True])
def test_a_token_that_ran_out_is_renewed_once_for_a_write(stage: Stage, before):
    """401 means that nothing was done, whether or not Reddit names the reason."""
    thread = stage.submission()
    gateway = stage.gateway()
    if before:
        gateway.perform(action(ActionKind.LOCK, thread))
        stage.order("DELETE tokens")
    else:
        stage.fault("/api/comment", status=401, times=1)
    stage.order(f"POST things/{thread}/unlock", by="mod_ada")
    made = gateway.perform(action(ActionKind.REPLY, thread))
    assert stage.thing(thread)["replies"] == [made]
    assert stage.requests("POST").count("/api/comment") == 2


def test_a_token_that_is_never_accepted_stops_the_bot(stage: Stage):
    """After one renewal."""
    thread = stage.submission()
    stage.fault("/api/comment", status=401)
    with pytest.raises(LoginRefused):
        stage.gateway().perform(action(ActionKind.REPLY, thread))
    assert stage.requests("POST") == ["/api/comment"] * 2
    assert stage.thing(thread)["replies"] == []


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("Take a break for 9 minutes before trying again.", 540.0),
        ("you are doing that too much. try again in 300 milliseconds.", 1.0),
    ],
)
def test_a_rate_limit_in_words_is_waited_for_and_not_repeated(
    stage: Stage, words, seconds
):
    """PRAW would sleep and repeat the short one by itself."""
    thread = stage.submission()
    stage.fault("/api/comment", errors=[["RATELIMIT", words, "ratelimit"]])
    with pytest.raises(RedditBusy) as caught:
        stage.gateway().perform(action(ActionKind.REPLY, thread))
    assert caught.value.retry_after == seconds
    assert stage.requests("POST") == ["/api/comment"]


def test_too_many_requests_did_nothing(stage: Stage):
    """So the reply may be tried again later."""
    thread = stage.submission()
    stage.fault("/api/comment", status=429, retry_after=77)
    with pytest.raises(RedditBusy) as caught:
        stage.gateway().perform(action(ActionKind.REPLY, thread))
    assert caught.value.retry_after >= 77
    assert stage.thing(thread)["replies"] == []


@pytest.mark.parametrize(
    ("fault", "reaction"),
    [
        ({"errors": [["DELETED_COMMENT", "gone", "parent"]]}, ItemRefused),
        ({"errors": [["BANNED_FROM_SUBREDDIT", "no", "sr"]]}, SubredditClosed),
        ({"status": 403}, ItemRefused),
        ({"status": 400, "body": '{"fields": ["a", "b"], "reason": "X"}'}, ItemRefused),
        ({"status": 400, "body": "[1]"}, ItemRefused),
        ({"status": 429, "retry_after": "Sun, 18 Oct 2026 12:02:00 GMT"}, RedditBusy),
    ],
)
def test_a_refusal_did_nothing(stage: Stage, fault, reaction):
    """Even where PRAW's error mapping fails on it."""
    thread = stage.submission()
    stage.fault("/api/comment", **fault)
    with pytest.raises(reaction):
        stage.gateway().perform(action(ActionKind.REPLY, thread))
    assert stage.thing(thread)["replies"] == []


def test_a_thread_that_is_gone_is_given_up(stage: Stage):
    """Reddit answers 403 for a parent that does not exist."""
    with pytest.raises(ItemRefused):
        stage.gateway().perform(action(ActionKind.REPLY, "t3_zzzz"))


def test_what_is_no_thing_is_refused_without_a_request(stage: Stage):
    """Only submissions and comments are acted on."""
    with pytest.raises(ItemRefused):
        stage.gateway().perform(action(ActionKind.REMOVE, "t5_abc"))
    assert stage.requests() == []


def an_action(stage: Stage, kind: ActionKind) -> Action:
    """Plan something about a new comment, or in a new conversation."""
    new = {"subreddit": PLACE, "author": "ann", "subject": "Why?", "body": "Tell me."}
    conversation = str(stage.order("POST modmail", **new)["id"])
    name = stage.comment(stage.submission())
    return action(kind, name, conversation=conversation)


@pytest.mark.parametrize("kind", sorted(NOT_IDEMPOTENT))
def test_what_was_done_is_found(stage: Stage, kind):
    """Each kind whose repetition would be seen twice."""
    gateway = stage.gateway()
    todo = an_action(stage, kind)
    assert gateway.find(todo) == ""
    made = gateway.perform(todo)
    assert gateway.find(todo) == (made or todo.fullname)


@pytest.mark.parametrize(
    "kind", sorted(set(ActionKind) - NOT_IDEMPOTENT - ON_OUR_REPLY)
)
def test_what_may_be_repeated_is_not_looked_for(stage: Stage, kind):
    """Locking twice is locking once."""
    assert stage.gateway().find(action(kind, stage.submission())) == ""
    assert stage.requests() == ["/api/v1/me"]


@pytest.mark.parametrize("kind", sorted(NOT_IDEMPOTENT))
@pytest.mark.parametrize("fault", [{"body": ""}, {"body": "{}"}])
def test_an_answer_that_shows_nothing_does_not_say_it_was_not_done(
    stage: Stage, kind, fault
):
    """Or it would be done twice."""
    gateway = stage.gateway()
    todo = an_action(stage, kind)
    gateway.perform(todo)
    gateway.account()
    for path in ("/user/*", "/comments/*", "/api/info", "/api/mod/*"):
        stage.fault(path, method="GET", **fault)
    with pytest.raises(RedditBusy):
        gateway.find(todo)


def test_reddit_in_trouble_does_not_say_that_it_was_not_done(stage: Stage):
    """The library tries to read three times; then it is for us to wait."""
    gateway = stage.gateway()
    reply = action(ActionKind.REPLY, stage.submission())
    gateway.account()
    stage.fault("/user/*", status=503, times=3)
    with pytest.raises(RedditBusy):
        gateway.find(reply)


@pytest.mark.parametrize("about", ["submission", "comment"])
def test_a_reply_is_found_in_its_thread_when_our_own_list_lags(stage: Stage, about):
    """Listings are caches, each with its own delay."""
    thread = stage.submission()
    name = thread if about == "submission" else stage.comment(thread)
    gateway = stage.gateway()
    reply = action(ActionKind.REPLY, name, thread=thread)
    stage.fault("/user/*", empty_listing=True)
    assert gateway.find(reply) == ""
    assert gateway.find(action(ActionKind.REPLY, name)) == ""
    made = gateway.perform(reply)
    assert gateway.find(reply) == made


def test_others_replies_are_not_ours(stage: Stage):
    """Nor ours elsewhere."""
    thread = stage.submission()
    comment = stage.comment(thread)
    gateway = stage.gateway()
    gateway.perform(action(ActionKind.REPLY, comment))
    assert gateway.find(action(ActionKind.REPLY, thread, thread=thread)) == ""


def test_our_report_is_found_after_a_moderator_dealt_with_it(stage: Stage):
    """Approving moves the reports to another list."""
    thread = stage.submission()
    gateway = stage.gateway()
    report = action(ActionKind.REPORT, thread)
    gateway.perform(report)
    stage.order(f"POST things/{thread}/approve", by="mod_ada")
    assert gateway.find(report) == thread


def test_reports_by_others_are_not_ours(stage: Stage):
    """Even another moderator's, in other words."""
    thread = stage.submission()
    stage.order(f"POST things/{thread}/report", by="cat", reason="Rude")
    stage.order(f"POST things/{thread}/report", by="mod_ada", reason="Rude")
    assert stage.gateway().find(action(ActionKind.REPORT, thread)) == ""


def test_without_being_moderator_our_report_is_found_by_its_words(stage: Stage):
    """Reddit shows no names for those; the case makes the words our own."""
    thread = stage.submission()
    report = action(ActionKind.REPORT, thread)
    stage.order(f"POST things/{thread}/report", by="cat", reason=report.text)
    assert stage.gateway().find(report) == thread


def test_our_mail_is_found_in_the_archive(stage: Stage):
    """A moderator may have answered and archived it within a minute."""
    gateway = stage.gateway()
    mail = action(ActionKind.MODMAIL, stage.submission())
    made = gateway.perform(mail)
    with stage.sim.world.lock:
        stage.sim.world.conversations[made].state = 2
    assert gateway.find(mail) == made
    other = action(ActionKind.MODMAIL, mail.fullname, subject="civilbot: another")
    assert gateway.find(other) == ""


def test_a_note_about_another_thing_is_not_the_one(stage: Stage):
    """The same person may have written two things."""
    thread = stage.submission()
    gateway = stage.gateway()
    gateway.perform(action(ActionKind.MOD_NOTE, stage.comment(thread)))
    other = action(ActionKind.MOD_NOTE, stage.comment(thread))
    assert gateway.find(other) == ""
