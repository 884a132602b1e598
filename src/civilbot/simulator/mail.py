"""Moderator mail and private messages of the simulated Reddit."""

from dataclasses import dataclass
from typing import Literal

from civilbot.simulator.community import Subreddit
from civilbot.simulator.ids import to_base36
from civilbot.simulator.records import (
    Conversation,
    InboxEntry,
    ModmailAction,
    ModmailMessage,
    PrivateMessage,
)
from civilbot.simulator.world import World

ARCHIVED: Literal[2] = 2
IN_PROGRESS: Literal[1] = 1

ACTION_TYPES = {
    "highlight": 0,
    "unhighlight": 1,
    "archive": 2,
    "unarchive": 3,
    "mute": 5,
    "unmute": 6,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message before it is sent."""

    author: str
    body: str
    internal: bool = False
    hidden: bool = False
    """Shown to the participant as from the subreddit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Where a private message goes, and what it belongs to."""

    dest: str
    subject: str
    subreddit: str | None = None
    parent: PrivateMessage | None = None
    conversation: str | None = None


def open_conversation(
    world: World,
    subreddit: Subreddit,
    subject: str,
    letter: Letter,
    *,
    participant: str | None,
) -> Conversation:
    """Begin a moderator conversation with its first message."""
    number = world.next_number("modmail")
    conversation = Conversation(
        id=to_base36(number),
        number=number,
        subreddit=subreddit.name,
        subject=subject,
        participant=participant,
        messages=[],
    )
    world.conversations[conversation.id] = conversation
    add_letter(world, conversation, letter)
    return conversation


def add_letter(
    world: World, conversation: Conversation, letter: Letter
) -> ModmailMessage:
    """Add a message; an archived conversation comes back when the user writes."""
    by_moderator = letter.author != conversation.participant
    message = ModmailMessage(
        id=world.next_id("modmail_message"),
        author=letter.author,
        body=letter.body,
        date=world.now(),
        is_internal=letter.internal,
        is_author_hidden=letter.hidden,
        by_moderator=by_moderator,
    )
    conversation.messages.append(message)
    if (by_moderator and conversation.last_user_update is not None) or (
        not by_moderator and conversation.state == ARCHIVED
    ):
        conversation.state = IN_PROGRESS
    _mark_unread(world, conversation, message)
    _deliver(world, conversation, message)
    return message


def act_on(
    world: World, conversation: Conversation, action: str, *, by: str
) -> ModmailAction:
    """Archive, highlight, mute or the opposite, and note who did."""
    match action:
        case "archive":
            conversation.state = ARCHIVED
        case "unarchive":
            conversation.state = IN_PROGRESS
        case "highlight" | "unhighlight":
            conversation.is_highlighted = action == "highlight"
        case _:
            pass
    noted = ModmailAction(
        id=world.next_id("modmail_action"),
        type=ACTION_TYPES[action],
        author=by,
        date=world.now(),
    )
    conversation.actions.append(noted)
    return noted


def send_message(world: World, letter: Letter, envelope: Envelope) -> PrivateMessage:
    """Put a private message in somebody's inbox; blocked senders reach nobody."""
    number = world.next_number("t4")
    message = PrivateMessage(
        number=number,
        id=to_base36(number),
        author=None if letter.hidden else letter.author,
        dest=envelope.dest,
        subject=envelope.subject,
        body=letter.body,
        created_utc=world.second(),
        subreddit=envelope.subreddit,
        parent=envelope.parent,
        conversation=envelope.conversation,
    )
    world.messages[message.name] = message
    user = world.user(envelope.dest)
    if user is not None and letter.author.lower() not in user.blocked:
        entry = InboxEntry(owner=user.name, kind="message", item=message)
        world.inboxes[user.name.lower()].append(entry)
    return message


def answer_message(
    world: World, message: PrivateMessage, letter: Letter
) -> PrivateMessage:
    """Answer a private message; an answer to moderators joins their conversation."""
    conversation = world.conversations.get(message.conversation or "")
    if conversation is not None:
        add_letter(world, conversation, letter)
    by_moderators = conversation is not None or message.author is None
    envelope = Envelope(
        dest=f"#{message.subreddit}" if by_moderators else message.author or "",
        subject=f"re: {message.subject.removeprefix('re: ')}",
        subreddit=message.subreddit,
        parent=message,
        conversation=message.conversation,
    )
    return send_message(world, letter, envelope)


def _mark_unread(
    world: World, conversation: Conversation, message: ModmailMessage
) -> None:
    readers = world.subreddits[conversation.subreddit.lower()].moderators
    for reader in readers:
        if reader != message.author.lower():
            conversation.unread_since.setdefault(reader, message.date)


def _deliver(world: World, conversation: Conversation, message: ModmailMessage) -> None:
    """Let the participant find what moderators wrote in their inbox."""
    dest = conversation.participant
    if dest is None or message.is_internal or not message.by_moderator:
        return
    hidden = message.is_author_hidden
    letter = Letter(author=message.author, body=message.body, hidden=hidden)
    envelope = Envelope(
        dest=dest,
        subject=conversation.subject,
        subreddit=conversation.subreddit,
        conversation=conversation.id,
    )
    send_message(world, letter, envelope)
