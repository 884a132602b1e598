"""What ordinary people do: post, comment, edit, delete, report."""

import re
from bisect import insort
from dataclasses import dataclass
from urllib.parse import urlsplit

from civilbot.simulator import people
from civilbot.simulator.records import InboxEntry, InboxKind
from civilbot.simulator.things import Comment, Report, Submission, Thing
from civilbot.simulator.world import World

MENTION = re.compile(r"(?<![\w/])/?u/([A-Za-z0-9_-]{3,20})(?![\w-])")
MENTIONS_TOLD = 3
"""Reddit tells nobody about a comment that names more people than this."""

DELETED = "[deleted]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """When and how a new thing comes to light."""

    created_utc: float | None = None
    visible_after_s: float = 0.0
    filtered: bool = False
    """Caught by the spam filter: in the queue until a moderator approves it."""


NOW = Origin()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionDraft:
    """A submission before it exists."""

    subreddit: str
    """In the subreddit's own spelling."""
    author: str
    title: str
    selftext: str = ""
    url: str | None = None
    flair_text: str | None = None
    over_18: bool = False
    spoiler: bool = False
    crosspost_of: Submission | None = None


def submit(world: World, draft: SubmissionDraft, origin: Origin = NOW) -> Submission:
    """Add a submission to the world."""
    created = _created(world, origin)
    url, domain = _target(draft)
    submission = Submission(
        number=world.next_number("t3"),
        subreddit=draft.subreddit,
        author=people.ensure_user(world, draft.author).name,
        created_utc=created,
        visible_at=created + origin.visible_after_s,
        spam=origin.filtered,
        title=draft.title,
        selftext="" if url else draft.selftext,
        url=url,
        domain=domain,
        over_18=draft.over_18,
        spoiler=draft.spoiler,
        flair_text=draft.flair_text,
        crosspost_of=draft.crosspost_of,
    )
    if draft.crosspost_of is not None:
        draft.crosspost_of.num_crossposts += 1
    insort(
        world.submissions[draft.subreddit.lower()],
        submission,
        key=lambda other: other.created_utc,
    )
    _register(world, submission)
    _tell_mentioned(world, submission)
    return submission


def comment(
    world: World, parent: Thing, author: str, body: str, origin: Origin = NOW
) -> Comment:
    """Add a comment to the world and tell those it concerns."""
    submission = parent if isinstance(parent, Submission) else parent.submission
    created = _created(world, origin)
    new = Comment(
        number=world.next_number("t1"),
        subreddit=submission.subreddit,
        author=people.ensure_user(world, author).name,
        created_utc=created,
        visible_at=created + origin.visible_after_s,
        spam=origin.filtered,
        submission=submission,
        parent=parent,
        body=body,
    )
    parent.replies.append(new)
    submission.num_comments += 1
    insort(
        world.comments[new.subreddit.lower()],
        new,
        key=lambda other: other.created_utc,
    )
    _register(world, new)
    world.last_comment_at[author.lower()] = world.now()
    if not origin.filtered:
        told = _tell_replied(world, new)
        _tell_mentioned(world, new, except_for=told)
    return new


def edit(world: World, thing: Thing, text: str) -> None:
    """Change what somebody wrote."""
    if isinstance(thing, Comment):
        thing.body = text
    else:
        thing.selftext = text
    thing.edited = world.second()
    touch(world, thing)


def delete(world: World, thing: Thing) -> None:
    """Take back what somebody wrote: author and text are gone for good."""
    if thing.deleted:
        return
    thing.deleted = True
    if thing.author is not None:
        world.by_author[thing.author.lower()].remove(thing)
    thing.author = None
    if isinstance(thing, Comment):
        thing.body = DELETED
    elif thing.is_self:
        thing.selftext = DELETED


def report(world: World, thing: Thing, *, by: str, reason: str) -> bool:
    """Report a thing; each account is heard once, and not where reports are ignored."""
    settled = thing.deleted or (thing.ignore_reports and thing.approved)
    if settled or any(old.by.lower() == by.lower() for old in thing.reports):
        return False
    thing.reports.append(
        Report(
            by=people.ensure_user(world, by).name,
            reason=reason,
            created_utc=world.second(),
            by_moderator=world.is_moderator(by, thing.subreddit),
        )
    )
    touch(world, thing)
    return True


def touch(world: World, thing: Thing) -> None:
    """Let moderators' queues look at a thing."""
    world.touched[thing.subreddit.lower()][thing.name] = thing


def _created(world: World, origin: Origin) -> float:
    if origin.created_utc is None:
        return world.second()
    return float(int(origin.created_utc))


def _target(draft: SubmissionDraft) -> tuple[str | None, str]:
    """Give where a submission points, and the domain that it shows."""
    repeated = draft.crosspost_of
    if repeated is not None:
        # A text post is pointed at by its path alone.
        return repeated.url or repeated.permalink, repeated.domain
    if draft.url is None:
        return None, f"self.{draft.subreddit}"
    return draft.url, urlsplit(draft.url).hostname or ""


def _register(world: World, thing: Thing) -> None:
    world.things[thing.name] = thing
    world.by_author[(thing.author or "").lower()].append(thing)
    if thing.spam:
        touch(world, thing)


def _tell_replied(world: World, new: Comment) -> str | None:
    owner = new.parent.author
    if owner is None or owner == new.author:
        return None
    kind: InboxKind = "post_reply" if new.is_root else "comment_reply"
    _tell(world, owner, kind, new)
    return owner


def _tell_mentioned(world: World, new: Thing, *, except_for: str | None = None) -> None:
    names = {name.lower() for name in MENTION.findall(new.body)}
    if isinstance(new, Submission) or len(names) > MENTIONS_TOLD:
        return
    silent = {(except_for or "").lower(), (new.author or "").lower()}
    for name in sorted(names - silent):
        user = world.user(name)
        if user is not None:
            _tell(world, user.name, "username_mention", new)


def _tell(world: World, owner: str, kind: InboxKind, item: Comment) -> None:
    user = world.user(owner)
    author = (item.author or "").lower()
    if user is None or author in user.blocked:
        return
    entry = InboxEntry(owner=user.name, kind=kind, item=item)
    world.inboxes[owner.lower()].append(entry)
