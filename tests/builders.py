"""What the tests of many parts begin with: items, rules, readings, a small Reddit."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import structlog

from civilbot.briefings import Briefing, parse_briefing
from civilbot.consent import Conversation, Letter
from civilbot.errors import OutcomeUnknown
from civilbot.model import (
    Action,
    Author,
    Category,
    Context,
    Finding,
    Item,
    Kind,
    Listing,
    ModAction,
    Page,
    Reading,
    Span,
    Target,
)
from civilbot.observe import Logger
from civilbot.rules import Rules
from tests.unit.briefings.made_up import bridge

#: The bot's account.
ACCOUNT = "civil_bot"

#: Noon of 1 April 2031: after the briefing's as_of and before its review_by.
NOW = datetime(2031, 4, 1, 12, tzinfo=UTC).timestamp()
HOUR = 3600.0
DAY = 24 * HOUR

#: Words that the detector flags at every caution, and what it finds there.
INSULT = "You are a complete idiot"


def an_item(name: str = "t1_abc", **changes: Any) -> Item:
    """A comment of an hour ago, or a thread if it is named t3_…."""
    thread = name.startswith("t3_")
    fields = {
        "fullname": name,
        "kind": Kind.SUBMISSION if thread else Kind.COMMENT,
        "subreddit": "News",
        "author": "some_person",
        "created_utc": NOW - HOUR,
        "permalink": f"/r/News/comments/{name}/",
        "text": "" if thread else "I see it in another way.",
        "title": "Cats are fine",
        "thread": name if thread else "t3_root",
        "parent": "" if thread else "t3_root",
    }
    return Item(**{**fields, **changes})


def some_rules(**changes: Any) -> Rules:
    """Rules that act at once: live, and briefings posted where it is sure."""
    fields = {"subreddit": "News", "mode": "live", "briefings": {"mode": "auto"}}
    return Rules.model_validate({**fields, **changes})


def a_context(**changes: Any) -> Context:
    """A quiet day."""
    return Context(**{"now": NOW, "account": ACCOUNT, **changes})


def a_finding(
    category: Category = Category.PERSONAL_ATTACK, score: float = 0.9
) -> Finding:
    """An insult of another user."""
    return Finding(
        category=category,
        target=Target.OTHER_USER,
        score=score,
        spans=(Span(19, 24, "an insult"),),
        reason=f"{category.value} of another user: 'idiot'",
    )


def a_reading(*findings: Finding, **changes: Any) -> Reading:
    """What the detector might give."""
    score = max((finding.score for finding in findings), default=0.1)
    return Reading(**{"score": score, "findings": findings, "model": "m1", **changes})


def a_briefing(*swaps: tuple[str, str]) -> Briefing:
    """The briefing on the harbour bridge, with words swapped in its text."""
    return bridge(*swaps)


def the_day_of(briefings: Path) -> date:
    """A day on which all briefings of a folder may be posted."""
    read = (
        parse_briefing(p.read_text("utf-8"), source=p.name)
        for p in briefings.glob("*.md")
    )
    return max(briefing.as_of for briefing in read)


def a_mod_action(action: str, fullname: str, **changes: Any) -> ModAction:
    """An entry of the moderation log, by a moderator, of now."""
    fields = {
        "id": f"ModAction_{action}_{fullname}",
        "action": action,
        "moderator": "kind_mod",
        "subreddit": "News",
        "fullname": fullname,
        "created_utc": NOW,
    }
    return ModAction(**{**fields, **changes})


class StoppedClock:
    """A clock that goes only when it is told to, or slept on."""

    def __init__(self, now: float = NOW) -> None:
        self._now = now

    def now(self) -> float:
        """Seconds since 1970, UTC."""
        return self._now

    def today(self) -> date:
        """The date, UTC."""
        return datetime.fromtimestamp(self._now, UTC).date()

    def sleep(self, seconds: float) -> None:
        """Let the time pass."""
        self._now += seconds


class Lines:
    """A logger that keeps what was logged."""

    def __init__(self) -> None:
        self.kept: list[dict[str, Any]] = []
        self.log: Logger = structlog.wrap_logger(
            None,
            processors=[self._keep],
            wrapper_class=structlog.make_filtering_bound_logger(0),
        )

    def _keep(self, _logger: object, level: str, event: Any) -> Any:
        self.kept.append({"level": level, **event})
        raise structlog.DropEvent

    def of(self, event: str) -> list[dict[str, Any]]:
        """The lines of one event."""
        return [line for line in self.kept if line["event"] == event]


class FakeReddit:
    """A Reddit that misbehaves as it is told, where the simulator cannot."""

    def __init__(self, *items: Item) -> None:
        #: What `items` finds, by full name.
        self.things = {item.fullname: item for item in items}
        #: What each listing shows, newest first.
        self.shown: dict[Listing, list[Item]] = {}
        #: The moderation log, newest first.
        self.logged: list[ModAction] = []
        #: What is raised, by call, or by call and lower-case subreddit: "page news".
        self.troubles: dict[str, Exception] = {}
        #: Modmail: the conversations, newest first, and what stands in each.
        self.talks: list[Conversation] = []
        self.written: dict[str, list[Letter]] = {}
        #: Why pages should not be believed.
        self.suspicious = ""
        #: Items that are deleted as soon as they were shown.
        self.vanishing: set[str] = set()
        #: Whether answers to writes are lost, and whether our writes can be seen.
        self.loses_answers = False
        self.listings_lag = False
        self.people = {"moderators": {"kind_mod"}, "approved_users": {"old_friend"}}
        self.granted = {"news"}
        self.done: list[Action] = []
        self.calls: list[str] = []

    def show(self, listing: Listing, *items: Item) -> None:
        """Put items in a listing, the newest first."""
        self.shown[listing] = list(items)
        self.things.update({item.fullname: item for item in items})

    def account(self) -> str:
        """The bot's name."""
        return ACCOUNT

    def page(
        self,
        listing: Listing,
        subreddits: Sequence[str],
        *,
        after: str = "",
        limit: int = 100,
    ) -> Page:
        """A page; none after an anchor that is gone."""
        self._called("page", subreddits, f"{listing.value} {after} {limit}")
        if self.suspicious:
            return Page((), suspicious=self.suspicious)
        names = {name.lower() for name in subreddits}
        rows = [i for i in self.shown.get(listing, ()) if i.subreddit.lower() in names]
        part, anchor = _window([item.fullname for item in rows], after, limit)
        items = tuple(item for item in rows if item.fullname in part)
        gone = self.vanishing & set(part)
        left = [i for i in self.shown.get(listing, ()) if i.fullname not in gone]
        self.shown[listing] = left
        return Page(items, anchor)

    def mod_log(
        self, subreddits: Sequence[str], *, after: str = "", limit: int = 100
    ) -> tuple[Sequence[ModAction], str]:
        """A page of the moderation log."""
        self._called("mod_log", subreddits, f"{after} {limit}")
        part, anchor = _window([entry.id for entry in self.logged], after, limit)
        return [entry for entry in self.logged if entry.id in part], anchor

    def items(self, fullnames: Collection[str]) -> Mapping[str, Item]:
        """Things as they are now."""
        self._called("items", (), " ".join(sorted(fullnames)))
        return {name: self.things[name] for name in fullnames if name in self.things}

    def permissions(self) -> Mapping[str, frozenset[str]]:
        """All permissions where anything is granted."""
        return {name: frozenset({"all"}) for name in self.granted}

    def exists(self, subreddit: str) -> bool:
        """Every subreddit does."""
        return bool(subreddit)

    def moderators(self, subreddit: str) -> frozenset[str]:
        """Who moderates."""
        self._called("moderators", [subreddit])
        return frozenset(self.people["moderators"])

    def approved_users(self, subreddit: str) -> frozenset[str]:
        """Who is approved."""
        self._called("approved_users", [subreddit])
        return frozenset(self.people["approved_users"])

    def author(self, name: str) -> Author | None:
        """Nobody's account is told."""
        return None

    def mail(
        self, subreddits: Sequence[str], *, since: float
    ) -> Sequence[Conversation]:
        """Conversations that were last written in since."""
        self._called("mail", subreddits)
        return [talk for talk in self.talks if talk.updated_utc >= since]

    def letters(self, conversation: str) -> Sequence[Letter]:
        """What stands in one."""
        self._called("letters", (), conversation)
        return self.written.get(conversation, [])

    def find(self, action: Action) -> str:
        """The id of our earlier doing, where the listings show it."""
        self._called("find", [action.subreddit])
        if self.listings_lag or action not in self.done:
            return ""
        return f"t1_ours{self.done.index(action)}"

    def perform(self, action: Action) -> str:
        """Do it, and perhaps lose the answer."""
        self._called("perform", [action.subreddit])
        self.done.append(action)
        if self.loses_answers:
            raise OutcomeUnknown("no answer came")
        return f"t1_ours{len(self.done) - 1}"

    def _called(self, call: str, subreddits: Sequence[str], more: str = "") -> None:
        self.calls.append(f"{call} {more}".strip())
        for key in (call, *(f"{call} {name.lower()}" for name in subreddits)):
            if key in self.troubles:
                raise self.troubles[key]


def _window(names: list[str], after: str, limit: int) -> tuple[list[str], str]:
    """Cut a page out of the names after an anchor; and the next anchor."""
    if after and after not in names:
        return [], ""
    rest = names[names.index(after) + 1 :] if after else names
    part = rest[:limit]
    return part, part[-1] if len(rest) > limit else ""
