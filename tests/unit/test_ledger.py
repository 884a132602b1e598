"""The ledger: what counts as the same action, and what follows from an error."""

from dataclasses import replace

import pytest

from civilbot.errors import (
    CivilbotError,
    ItemRefused,
    LoginRefused,
    OutcomeUnknown,
    RedditBusy,
    SubredditClosed,
)
from civilbot.judge import judge
from civilbot.ledger import (
    MAX_ATTEMPTS,
    OPEN,
    RETRACTED,
    TOO_LATE,
    Entry,
    State,
    Step,
    after_error,
    case_id,
    entries,
    key_for,
)
from civilbot.model import Action, ActionKind
from tests.builders import ACCOUNT, INSULT, NOW, a_context, an_item, some_rules

REPLY = Action(
    kind=ActionKind.REPLY,
    subreddit="News",
    fullname="t3_a",
    thread="t3_a",
    text="What happened.",
    briefing="harbour-bridge@3",
)
EDIT = replace(REPLY, kind=ActionKind.EDIT_REPLY, fullname="t1_ours")
PROPOSAL = replace(REPLY, kind=ActionKind.MODMAIL, subject="a proposal [1]")
MAIL = replace(PROPOSAL, briefing="", subject="civilbot flagged a post [1]")
NOTICE = replace(PROPOSAL, fullname="", subject="r3: review is due")
ANSWER = replace(REPLY, kind=ActionKind.ANSWER, conversation="2a", subject="message 1")
STRUCK = replace(EDIT, subject=RETRACTED)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (REPLY, replace(REPLY, text="In other words.")),
        (REPLY, replace(REPLY, briefing="harbour-bridge@4")),
        (REPLY, replace(REPLY, subreddit="NEWS")),
        (REPLY, replace(REPLY, edited_utc=5.0, user="x", thread="", subject="y")),
        (EDIT, replace(EDIT, text="In other words.")),
        (MAIL, replace(MAIL, text="In other words.")),
        (PROPOSAL, replace(PROPOSAL, subject="a proposal [2]", briefing="other@1")),
        (ANSWER, replace(ANSWER, text="In other words.")),
    ],
)
def test_the_same_deed_in_other_words_is_planned_once(
    one: Action, other: Action
) -> None:
    """A second reply to a thread is not another action, whatever it would say."""
    assert key_for(one, ACCOUNT) == key_for(other, ACCOUNT.upper())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (REPLY, replace(REPLY, fullname="t3_b")),
        (REPLY, replace(REPLY, subreddit="Talk")),
        (REPLY, replace(REPLY, kind=ActionKind.REPORT)),
        (EDIT, replace(EDIT, briefing="harbour-bridge@4")),
        (EDIT, STRUCK),
        (MAIL, replace(MAIL, subject="civilbot flagged a post [2]")),
        (MAIL, PROPOSAL),
        (PROPOSAL, replace(PROPOSAL, fullname="t3_b")),
        (NOTICE, replace(NOTICE, subject="r4: review is due")),
        (ANSWER, replace(ANSWER, subject="message 2")),
        (ANSWER, replace(ANSWER, conversation="2b")),
        (replace(REPLY, fullname="t3_a\0"), REPLY),
    ],
)
def test_another_deed_has_another_key(one: Action, other: Action) -> None:
    """Another thing, kind or place; a reply's next revision, a mail's next subject."""
    assert key_for(one, ACCOUNT) != key_for(other, ACCOUNT)


def test_each_account_has_keys_of_its_own() -> None:
    """Two bots on one database do not take each other's work for theirs."""
    assert key_for(REPLY, "one_bot") != key_for(REPLY, "other_bot")


def test_keys_and_cases_stay_the_same_for_ever() -> None:
    """They are stored and shown, so a release must not change them."""
    assert key_for(REPLY, ACCOUNT) == "c124baae302f49670724b172"
    assert case_id("t3_a@0") == "6843803df3"


def test_an_edit_makes_another_case() -> None:
    """A decision is on an item at one revision."""
    edited = an_item(edited_utc=NOW)
    assert case_id(an_item().key) != case_id(edited.key)


def test_a_decisions_actions_become_entries() -> None:
    """Planned, untried, under the case of the decision."""
    item = an_item(text=INSULT)
    rules = some_rules(flags={"actions": ["report", "remove"]})
    decision = judge(item, a_context(), rules)
    planned = entries(decision, ACCOUNT, NOW)
    assert [entry.action.kind for entry in planned] == ["report", "remove"]
    assert planned == tuple(
        Entry(
            key=key_for(action, ACCOUNT),
            account=ACCOUNT,
            case=case_id("t1_abc@0"),
            action=action,
            planned_at=NOW,
        )
        for action in decision.actions
    )
    assert all(entry.state in OPEN for entry in planned)


def tried(attempts: int, *, age: float = 0.0) -> Entry:
    """An entry that was claimed so many times, and planned so long ago."""
    return Entry(
        key="k",
        account=ACCOUNT,
        case="c",
        action=REPLY,
        state=State.SENDING,
        attempts=attempts,
        planned_at=NOW - age,
    )


@pytest.mark.parametrize(
    ("error", "step"),
    [
        (
            ItemRefused("it is locked"),
            Step(State.FAILED, 0.0, "ItemRefused: it is locked"),
        ),
        (
            SubredditClosed("private", subreddit="News"),
            Step(State.FAILED, 0.0, "SubredditClosed: private"),
        ),
        (
            LoginRefused("wrong password"),
            Step(State.PLANNED, NOW + 600, "LoginRefused: wrong password"),
        ),
        (
            RedditBusy("status 503", retry_after=45),
            Step(State.PLANNED, NOW + 45, "RedditBusy: status 503"),
        ),
        (
            OutcomeUnknown("no answer"),
            Step(State.UNKNOWN, NOW + 30, "OutcomeUnknown: no answer"),
        ),
        (
            CivilbotError("odd"),
            Step(State.NEEDS_HUMAN, 0.0, "CivilbotError: odd"),
        ),
    ],
)
def test_each_error_has_its_reaction(error: Exception, step: Step) -> None:
    """Given up, tried again, looked at after the listings settled, or for a person."""
    assert after_error(error, tried(1), now=NOW, settle=30) == step


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (OutcomeUnknown("lost"), State.NEEDS_HUMAN),
        (ItemRefused("gone"), State.FAILED),
    ],
)
def test_after_enough_looks_a_person_decides(error: Exception, state: State) -> None:
    """A refusal stays a refusal; what was looked for often enough is handed over."""
    last, before = tried(MAX_ATTEMPTS), tried(MAX_ATTEMPTS - 1)
    assert after_error(error, last, now=NOW, settle=30).state is state
    assert after_error(error, before, now=NOW, settle=30).state is not State.NEEDS_HUMAN


def test_an_outage_of_hours_is_waited_out() -> None:
    """However often a busy Reddit was asked; but no reply is posted days later."""
    busy = RedditBusy("status 503")
    often = tried(500, age=TOO_LATE - 1)
    late = tried(1, age=TOO_LATE)
    assert after_error(busy, often, now=NOW, settle=30).state is State.PLANNED
    assert after_error(busy, late, now=NOW, settle=30).state is State.NEEDS_HUMAN


@pytest.mark.parametrize(
    ("attempts", "retry_after", "wait"),
    [
        (1, 0, 2),
        (2, 0, 4),
        (3, 0, 8),
        (7, 0, 128),
        (7, 300, 300),
        (1, 30, 30),
        (99, 0, 600),
    ],
)
def test_waits_grow_and_are_never_shorter_than_reddit_asks(
    attempts: int, retry_after: float, wait: float
) -> None:
    """Two, four, eight seconds, or what Reddit said if that is longer."""
    error = RedditBusy("busy", retry_after=retry_after)
    step = after_error(error, tried(attempts), now=NOW, settle=30)
    assert step.not_before == NOW + wait
