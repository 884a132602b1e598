"""Items and decisions as the tests need them, with little to say."""

from civilbot.ledger import key_for
from civilbot.model import (
    Action,
    ActionKind,
    Category,
    Decision,
    Finding,
    Item,
    Kind,
    ModAction,
    Outcome,
    Reading,
    Span,
    Target,
)

ACCOUNT = "civilbot"

#: Some time on a Tuesday.
NOW = 1_700_000_000.0
HOUR = 3600.0
DAY = 86_400.0


def comment(
    name: str = "c1",
    *,
    subreddit: str = "News",
    thread: str = "t3_x1",
    edited_utc: float = 0.0,
    text: str = "you total fool",
) -> Item:
    """A comment on a thread."""
    return Item(
        fullname=f"t1_{name}",
        kind=Kind.COMMENT,
        subreddit=subreddit,
        author="some_person",
        created_utc=NOW - HOUR,
        edited_utc=edited_utc,
        permalink=f"/r/{subreddit}/comments/{thread[3:]}/a_heated_title/{name}/",
        text=text,
        thread=thread,
        parent=thread,
    )


def submission(name: str = "x1", *, subreddit: str = "News") -> Item:
    """A thread."""
    return Item(
        fullname=f"t3_{name}",
        kind=Kind.SUBMISSION,
        subreddit=subreddit,
        author="some_person",
        created_utc=NOW - HOUR,
        permalink=f"/r/{subreddit}/comments/{name}/a_heated_title/",
        title="A heated title",
        thread=f"t3_{name}",
    )


READING = Reading(
    score=0.9,
    findings=(
        Finding(
            category=Category.PERSONAL_ATTACK,
            target=Target.OTHER_USER,
            score=0.9,
            spans=(Span(4, 14, "an insult"),),
            reason="an insult, 'total fool', aimed at another user",
        ),
    ),
    model="words-1",
)


def report(item: Item) -> Action:
    """What a flag does."""
    return Action(
        kind=ActionKind.REPORT,
        subreddit=item.subreddit,
        fullname=item.fullname,
        thread=item.thread,
        text="personal attack",
    )


def reply(item: Item) -> Action:
    """What a briefing does."""
    return Action(
        kind=ActionKind.REPLY,
        subreddit=item.subreddit,
        fullname=item.fullname,
        thread=item.thread,
        text="What happened, in short.",
        briefing="harbour@3",
    )


def flagged(item: Item, *actions: Action, outcome: Outcome = Outcome.ACT) -> Decision:
    """A decision against an item; reports it unless told otherwise."""
    return Decision(
        item=item,
        outcome=outcome,
        reasons=("an insult, 'total fool', aimed at another user",),
        reading=READING,
        actions=actions or (report(item),),
        rules="abc123",
    )


def briefed(item: Item) -> Decision:
    """A decision to answer a thread."""
    return Decision(
        item=item,
        outcome=Outcome.ACT,
        reasons=("the thread is about the harbour",),
        actions=(reply(item),),
    )


def left(item: Item, outcome: Outcome = Outcome.LEAVE) -> Decision:
    """A decision to let an item be."""
    return Decision(item=item, outcome=outcome, reasons=("nothing found",))


def key_of(action: Action) -> str:
    """The ledger's key of an action of ours."""
    return key_for(action, ACCOUNT)


def logged(
    action: str,
    item: str,
    *,
    id_: str = "ModAction_1",
    moderator: str = "kind_mod",
    at: float = NOW + HOUR,
) -> ModAction:
    """An entry of the moderation log."""
    return ModAction(
        id=id_,
        action=action,
        moderator=moderator,
        subreddit="News",
        fullname=item,
        created_utc=at,
    )
