"""Which things a viewer finds in the listings of the simulated Reddit."""

from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from typing import TypeVar

from civilbot.simulator.community import Subreddit
from civilbot.simulator.listings import Row
from civilbot.simulator.records import ModAction
from civilbot.simulator.things import Comment, Submission, Thing
from civilbot.simulator.world import World

S = TypeVar("S", Submission, Comment)


def may_enter(subreddit: Subreddit, viewer: str | None) -> bool:
    """Tell whether somebody may read a subreddit at all."""
    if subreddit.type != "private":
        return True
    return (
        subreddit.moderator(viewer) is not None
        or subreddit.related("contributor", viewer) is not None
    )


def may_post(subreddit: Subreddit, viewer: str) -> bool:
    """Tell whether somebody may write in a subreddit."""
    if subreddit.moderator(viewer) is not None:
        return True
    if subreddit.related("banned", viewer) is not None:
        return False
    trusted = subreddit.related("contributor", viewer) is not None
    return subreddit.type == "public" or trusted


def newest_submissions(
    world: World, subreddits: Iterable[Subreddit], viewer: str | None
) -> Iterator[Submission]:
    """The submissions of some subreddits, newest first."""
    kept = [world.submissions[one.name.lower()] for one in subreddits]
    return _newest(world, kept, viewer)


def newest_comments(
    world: World, subreddits: Iterable[Subreddit], viewer: str | None
) -> Iterator[Comment]:
    """The comments of some subreddits, newest first."""
    kept = [world.comments[one.name.lower()] for one in subreddits]
    return _newest(world, kept, viewer)


def by_author(world: World, author: str, viewer: str | None) -> Iterator[Thing]:
    """What somebody wrote and the viewer may see, newest first."""
    for thing in reversed(world.by_author.get(author.lower(), [])):
        allowed = may_enter(world.subreddit_of(thing), viewer)
        if allowed and _shown(world, thing, viewer):
            yield thing


def queue(
    world: World, subreddits: Iterable[Subreddit], which: str, only: str
) -> list[Thing]:
    """One of the moderators' lists, newest first."""
    wanted = _QUEUES[which]
    found = [
        thing
        for subreddit in subreddits
        for thing in _candidates(world, subreddit, which)
        if wanted(thing) and not thing.deleted and _is_kind(thing, only)
    ]
    when = _edited_at if which == "edited" else _created_at
    return sorted(found, key=when, reverse=True)


def log_entries(
    world: World, subreddits: Iterable[Subreddit], action: str, mod: str
) -> Iterator[Row[ModAction]]:
    """The moderation log of some subreddits, newest first."""
    names = {subreddit.name for subreddit in subreddits}
    for entry in reversed(world.mod_log):
        if entry.subreddit not in names:
            continue
        if action and entry.action != action:
            continue
        if not mod or entry.mod.lower() == mod.lower():
            yield Row(entry.id, entry)


def readable(world: World, thing: Thing, viewer: str | None) -> bool:
    """Tell whether somebody sees the thing's text and author."""
    if not thing.taken_down:
        return True
    is_author = thing.author is not None and thing.author == viewer
    return is_author or world.is_moderator(viewer, thing.subreddit)


def _shown(world: World, thing: Thing, viewer: str | None) -> bool:
    if thing.deleted or thing.visible_at > world.now():
        return False
    return readable(world, thing, viewer)


def _newest(world: World, kept: list[list[S]], viewer: str | None) -> Iterator[S]:
    merged = merge(
        *(reversed(things) for things in kept), key=_created_at, reverse=True
    )
    return (thing for thing in merged if _shown(world, thing, viewer))


def _created_at(thing: Thing) -> float:
    return thing.created_utc


def _edited_at(thing: Thing) -> float:
    return thing.edited or 0.0


def _candidates(world: World, subreddit: Subreddit, which: str) -> Iterable[Thing]:
    name = subreddit.name.lower()
    if which == "unmoderated":
        return world.submissions[name]
    return world.touched[name].values()


def _is_kind(thing: Thing, only: str) -> bool:
    if only == "links":
        return isinstance(thing, Submission)
    return only != "comments" or isinstance(thing, Comment)


def _is_reported(thing: Thing) -> bool:
    return bool(
        thing.open_reports and not thing.taken_down and not thing.ignore_reports
    )


def _is_filtered(thing: Thing) -> bool:
    return thing.spam and thing.removed_by is None


_QUEUES: dict[str, Callable[[Thing], bool]] = {
    "modqueue": lambda thing: _is_reported(thing) or _is_filtered(thing),
    "reports": _is_reported,
    "spam": lambda thing: thing.taken_down,
    "edited": lambda thing: thing.edited is not False,
    "unmoderated": lambda thing: not thing.approved and not thing.taken_down,
}
"""Reddit's own definition: the queue is what is reported and stands, and what the
filter caught (r2 lib/db/queries.py, 2017)."""
