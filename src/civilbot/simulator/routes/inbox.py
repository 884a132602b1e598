"""The inbox: replies, mentions, private messages."""

from collections.abc import Callable

from civilbot.simulator import mail, render
from civilbot.simulator.answers import (
    Answer,
    answer,
    done,
    forbidden,
    form_error,
    not_found,
)
from civilbot.simulator.call import Call
from civilbot.simulator.listings import page, window
from civilbot.simulator.records import InboxEntry, PrivateMessage
from civilbot.simulator.routes.table import Route
from civilbot.simulator.things import Comment

LONGEST_SUBJECT = 100
LONGEST_BODY = 10_000

FOLDERS: dict[str, Callable[[InboxEntry], bool]] = {
    "inbox": lambda _entry: True,
    "unread": lambda entry: entry.new,
    "mentions": lambda entry: entry.kind == "username_mention",
    "comments": lambda entry: entry.kind == "comment_reply",
    "selfreply": lambda entry: entry.kind == "post_reply",
    "messages": lambda entry: entry.kind == "message",
}


def folder(call: Call, which: str) -> Answer:
    """List one folder, newest first; what its author deleted is gone."""
    wanted = FOLDERS[which]
    mine = call.world.inboxes.get(call.user().lower(), [])
    shown = (entry for entry in reversed(mine) if wanted(entry) and not _gone(entry))
    part = page(shown, window(call.query))
    rows = [render.message(entry, call.world) for entry in part.items]
    return answer(render.listing(rows, after=part.after, before=part.before))


def sent(call: Call) -> Answer:
    """List the private messages somebody sent."""
    me = call.user()
    mine = [one for one in call.world.messages.values() if one.author == me]
    part = page(reversed(mine), window(call.query))
    rows = [render.sent_message(one, call.world, viewer=me) for one in part.items]
    return answer(render.listing(rows, after=part.after, before=part.before))


def one_message(call: Call, message: str) -> Answer:
    """Show one private message; other people's are none of anybody's business."""
    found = call.world.messages.get(f"t4_{message.lower()}")
    if found is None:
        raise not_found()
    me = call.user()
    if me not in (found.author, found.dest):
        raise forbidden()
    entry = InboxEntry(owner=me, kind="message", item=found, new=False)
    return answer(render.listing([render.message(entry, call.world)]))


def mark(call: Call, deed: str) -> Answer:
    """Mark some items as read or unread."""
    names = set(call.form.get("id", "").split(","))
    for entry in call.world.inboxes.get(call.user().lower(), []):
        if entry.name in names:
            entry.new = deed == "unread_message"
    return answer({})


def read_all(call: Call) -> Answer:
    """Mark everything as read."""
    for entry in call.world.inboxes.get(call.user().lower(), []):
        entry.new = False
    return answer({}, 202)


def compose(call: Call) -> Answer:
    """Send a private message, or write to a subreddit's moderators."""
    author = call.user()
    subject, body = call.form.get("subject", ""), call.form.get("text", "")
    _check_words(subject, body)
    letter = mail.Letter(author=author, body=body)
    to = call.form.get("to", "").removeprefix("/")
    if to.startswith(("r/", "#")):
        subreddit = call.world.subreddit(to.removeprefix("r/").removeprefix("#"))
        if subreddit is None:
            raise form_error("SUBREDDIT_NOEXIST", "to")
        mail.open_conversation(
            call.world, subreddit, subject, letter, participant=author
        )
        return done()
    user = call.world.user(to.removeprefix("u/"))
    if user is None or user.deleted:
        raise form_error("USER_DOESNT_EXIST", "to")
    if author.lower() in user.blocked:
        raise form_error("USER_BLOCKED_MESSAGE", "to", "they have blocked you")
    mail.send_message(
        call.world, letter, mail.Envelope(dest=user.name, subject=subject)
    )
    return done()


def _check_words(subject: str, body: str) -> None:
    if not subject.strip():
        raise form_error("NO_SUBJECT", "subject")
    if len(subject) > LONGEST_SUBJECT:
        words = f"this is too long (max: {LONGEST_SUBJECT})"
        raise form_error("TOO_LONG", "subject", words)
    if not body.strip():
        raise form_error("NO_TEXT", "text")
    if len(body) > LONGEST_BODY:
        raise form_error("TOO_LONG", "text", f"this is too long (max: {LONGEST_BODY})")


def _gone(entry: InboxEntry) -> bool:
    item: Comment | PrivateMessage = entry.item
    return isinstance(item, Comment) and item.deleted


ROUTES = [
    Route(
        "GET", f"/message/<any({','.join(FOLDERS)}):which>", "privatemessages", folder
    ),
    Route("GET", "/message/sent", "privatemessages", sent),
    Route("GET", "/message/messages/<message>", "privatemessages", one_message),
    Route(
        "POST", "/api/<any(read_message,unread_message):deed>", "privatemessages", mark
    ),
    Route("POST", "/api/read_all_messages", "privatemessages", read_all),
    Route("POST", "/api/compose", "privatemessages", compose),
]
