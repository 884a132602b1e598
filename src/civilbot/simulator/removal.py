"""The message that tells somebody why their thing was removed."""

from dataclasses import dataclass

from civilbot.simulator import mail, moderating, people, posting
from civilbot.simulator.things import Comment, Thing
from civilbot.simulator.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalMessage:
    """A removal message before it is sent."""

    title: str
    message: str
    type: str
    by: str


def send_removal_message(
    world: World, thing: Thing, words: RemovalMessage
) -> Comment | None:
    """Tell the author in public, which gives a comment, or by moderator mail."""
    if words.type in ("public", "public_as_subreddit"):
        return _in_public(world, thing, words)
    if thing.author is not None:
        mail.open_conversation(
            world,
            world.subreddit_of(thing),
            words.title,
            mail.Letter(
                author=words.by, body=words.message, hidden=words.type == "private"
            ),
            participant=thing.author,
        )
    return None


def _in_public(world: World, thing: Thing, words: RemovalMessage) -> Comment:
    author = words.by
    if words.type == "public_as_subreddit":
        author = people.ensure_user(world, f"{thing.subreddit}-ModTeam").name
    new = posting.comment(world, thing, author, words.message)
    new.distinguished = "moderator"
    if new.is_root:
        moderating.stick_comment(world, new, by=words.by, on=True)
    return new
