"""Accounts and subreddits of the simulated Reddit: how they come to be."""

from collections.abc import Iterable
from dataclasses import dataclass

from civilbot.simulator.community import Moderator, Relation, Subreddit, SubredditType
from civilbot.simulator.ids import to_base36
from civilbot.simulator.records import User
from civilbot.simulator.world import World

ACCOUNT_AGE_S = 2 * 365 * 86_400.0
SUBREDDIT_AGE_S = 5 * 365 * 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """For how long and why somebody is on a list."""

    days: int | None = None
    note: str = ""
    reason: str = ""


FOR_EVER = Terms()


def ensure_user(world: World, name: str) -> User:
    """Find an account, or let it have existed for two years."""
    found = world.user(name)
    if found is not None:
        return found
    number = world.next_number("t2")
    user = User(
        number=number,
        id=to_base36(number),
        name=name,
        created_utc=world.second() - ACCOUNT_AGE_S,
        link_karma=120,
        comment_karma=3400,
    )
    world.users[name.lower()] = user
    return user


def found_subreddit(
    world: World, name: str, *, kind: SubredditType = "public"
) -> Subreddit:
    """Let a subreddit have existed for five years, still without moderators."""
    number = world.next_number("t5")
    subreddit = Subreddit(
        number=number,
        id=to_base36(number),
        name=name,
        title=name,
        created_utc=world.second() - SUBREDDIT_AGE_S,
        type=kind,
        subscribers=world.random.randrange(1_000, 90_000),
    )
    world.subreddits[name.lower()] = subreddit
    return subreddit


def add_moderator(
    world: World,
    subreddit: Subreddit,
    name: str,
    permissions: Iterable[str] = ("all",),
) -> Moderator:
    """Make somebody a moderator, or change what they may do."""
    user = ensure_user(world, name)
    moderator = Moderator(
        name=user.name,
        permissions=tuple(permissions),
        added_utc=world.second(),
        id=f"rb_{world.next_id('rel')}",
    )
    subreddit.moderators[name.lower()] = moderator
    return moderator


def relate(
    world: World,
    subreddit: Subreddit,
    name: str,
    kind: str,
    *,
    by: str,
    terms: Terms = FOR_EVER,
) -> Relation:
    """Put somebody on one of a subreddit's lists, such as banned."""
    user = ensure_user(world, name)
    relation = Relation(
        user=user.name,
        kind=kind,
        id=f"rb_{world.next_id('rel')}",
        created_utc=world.second(),
        by=by,
        note=terms.note,
        reason=terms.reason,
        days=terms.days,
    )
    subreddit.relations.setdefault(kind, {})[user.name.lower()] = relation
    return relation


def delete_account(world: World, user: User) -> None:
    """Close an account: what it wrote stays, without its name."""
    user.deleted = True
    for thing in world.by_author.pop(user.name.lower(), []):
        thing.author = None
