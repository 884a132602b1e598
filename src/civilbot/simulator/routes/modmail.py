"""Moderator mail: list, read, write, archive, mark."""

from civilbot.simulator import mail, people, render
from civilbot.simulator.answers import (
    Answer,
    Json,
    answer,
    bad_request,
    empty,
    forbidden,
    not_found,
)
from civilbot.simulator.call import Call
from civilbot.simulator.community import Subreddit
from civilbot.simulator.listings import Row, Window, page, window
from civilbot.simulator.mail import ARCHIVED
from civilbot.simulator.mailbox import FOLDERS, is_in, sort_key
from civilbot.simulator.records import Conversation, User
from civilbot.simulator.routes.table import Route

COUNTED = [name for name in FOLDERS if name != "filtered"]
"""The folders whose unread conversations are counted; as PRAW documents."""

LONGEST_SUBJECT = 100
LONGEST_BODY = 10_000


def conversations(call: Call) -> Answer:
    """List conversations, the one last written in first."""
    entity, state = call.query.get("entity", ""), call.query.get("state", "all")
    places = [
        call.moderated(name, "mail").name for name in entity.split(",") if name
    ] or [one.name for one in _mailboxes(call)]
    found = [
        Row(one.id, one)
        for one in call.world.conversations.values()
        if one.subreddit in places and is_in(one, state)
    ]
    sort = call.query.get("sort", "recent")
    found.sort(key=lambda one: sort_key(one.item, sort, call.user()), reverse=True)
    asked = window(call.query)
    shown = page(found, Window(asked.limit, asked.after)).items
    written: dict[str, Json] = {}
    messages: dict[str, Json] = {}
    for one in shown:
        # A list shows only the last message of each; PRAW counts on that.
        newest = one.item.messages[-1].id
        last = {"id": newest, "key": "messages"}
        written[one.name] = {**_write(call, one.item), "objIds": [last]}
        messages[newest] = _messages(call, one.item)[newest]
    viewer = call.world.user(call.viewer)
    return answer(
        {
            "conversations": written,
            "messages": messages,
            "conversationIds": list(written),
            "viewerId": viewer.fullname if viewer else None,
        }
    )


def create(call: Call) -> Answer:
    """Begin a conversation, with a user or, as a user, with the moderators."""
    author = call.user()
    subject, body = _subject(call), _body(call)
    subreddit = call.subreddit(call.form.get("srName", ""))
    moderator = subreddit.moderator(author)
    participant: str | None = author
    if moderator is not None:
        call.moderated(subreddit.name, "mail")
        participant = _recipient(call, subreddit)
    elif subreddit.related("muted", author):
        raise bad_request("USER_MUTED", "srName", "you are muted there")
    letter = mail.Letter(author=author, body=body, hidden=call.flag("isAuthorHidden"))
    made = mail.open_conversation(
        call.world, subreddit, subject, letter, participant=participant
    )
    return _full(call, made, status=201)


def read_one(call: Call, conversation: str) -> Answer:
    """Show a conversation with its messages."""
    found = _find(call, conversation)
    if call.query.get("markRead", "").lower() == "true":
        found.unread_since.pop(call.user().lower(), None)
    return _full(call, found)


def reply(call: Call, conversation: str) -> Answer:
    """Write in a conversation; internal words stay among moderators."""
    found = _find(call, conversation)
    letter = mail.Letter(
        author=call.user(),
        body=_body(call),
        internal=call.flag("isInternal"),
        hidden=call.flag("isAuthorHidden"),
    )
    message = mail.add_letter(call.world, found, letter)
    written = render.conversation_message(message, found, call.world)
    conversation_row = _write(call, found)
    return answer(
        {
            "conversation": {**conversation_row, "modActions": _actions(call, found)},
            "messages": {**_messages(call, found), message.id: written},
        },
        201,
    )


def archive(call: Call, conversation: str, deed: str) -> Answer:
    """Put a conversation away, or take it out again."""
    found = _find(call, conversation)
    if (found.state == ARCHIVED) != (deed == "archive"):
        mail.act_on(call.world, found, deed, by=call.user())
    return empty(204) if deed == "archive" else _after_deed(call, found)


def highlight(call: Call, conversation: str) -> Answer:
    """Mark a conversation as important."""
    found = _find(call, conversation)
    mail.act_on(call.world, found, "highlight", by=call.user())
    return _after_deed(call, found)


def unhighlight(call: Call, conversation: str) -> Answer:
    """Mark a conversation as not important any more."""
    found = _find(call, conversation)
    mail.act_on(call.world, found, "unhighlight", by=call.user())
    return _after_deed(call, found)


def mute(call: Call, conversation: str, deed: str) -> Answer:
    """Stop the participant from writing for some days, or let them again."""
    found = _find(call, conversation)
    subreddit = call.world.subreddits[found.subreddit.lower()]
    if found.participant is None:
        raise bad_request("INVALID_ID", "conversation", "there is nobody to mute")
    muted = subreddit.relations.setdefault("muted", {})
    muted.pop(found.participant.lower(), None)
    if deed == "mute":
        hours = call.form.get("num_hours", "72")
        terms = people.Terms(days=max(1, int(hours) // 24) if hours.isdigit() else 3)
        people.relate(
            call.world,
            subreddit,
            found.participant,
            "muted",
            by=call.user(),
            terms=terms,
        )
    mail.act_on(call.world, found, deed, by=call.user())
    return _after_deed(call, found, with_user=True)


def mark(call: Call, deed: str) -> Answer:
    """Mark conversations as read or unread."""
    reader, now = call.user().lower(), call.world.now()
    for one in call.form.get("conversationIds", "").split(","):
        found = _find(call, one)
        if deed == "read":
            found.unread_since.pop(reader, None)
        else:
            found.unread_since[reader] = now
    return empty(204)


def unread_count(call: Call) -> Answer:
    """Count the unread conversations of each kind."""
    reader = call.user().lower()
    places = {one.name for one in _mailboxes(call)}
    unread = [
        one
        for one in call.world.conversations.values()
        if one.subreddit in places and reader in one.unread_since
    ]
    counts = {name: sum(is_in(one, name) for one in unread) for name in COUNTED}
    return answer(counts)


def _mailboxes(call: Call) -> list[Subreddit]:
    mine = call.world.moderated_by(call.user())
    return [
        one for one in mine if (me := one.moderator(call.viewer)) and me.may("mail")
    ]


def _find(call: Call, conversation: str) -> Conversation:
    found = call.world.conversations.get(conversation)
    if found is None:
        raise not_found()
    if found.subreddit not in [one.name for one in _mailboxes(call)]:
        raise forbidden()
    return found


def _subject(call: Call) -> str:
    subject = call.form.get("subject", "").strip()
    if not subject:
        raise bad_request("NO_SUBJECT", "subject")
    if len(subject) > LONGEST_SUBJECT:
        words = f"this is too long (max: {LONGEST_SUBJECT})"
        raise bad_request("TOO_LONG", "subject", words)
    return subject


def _body(call: Call) -> str:
    body = call.form.get("body", "")
    if not body.strip():
        raise bad_request("NO_TEXT", "body")
    if len(body) > LONGEST_BODY:
        words = f"this is too long (max: {LONGEST_BODY})"
        raise bad_request("TOO_LONG", "body", words)
    return body


def _recipient(call: Call, subreddit: Subreddit) -> str | None:
    """Find to whom moderators write; to themselves when they name their subreddit."""
    to = call.form.get("to", "")
    bare = to.removeprefix("/").removeprefix("r/").removeprefix("u/")
    if not bare or bare.lower() == subreddit.name.lower():
        return None
    user: User | None = call.world.user(bare)
    if user is None or user.deleted:
        raise bad_request("USER_DOESNT_EXIST", "to")
    return user.name


def _write(call: Call, one: Conversation) -> Json:
    row = render.conversation(one, call.world, viewer=call.user())
    # By this key PRAW knows a conversation in a list.
    return {**row, "legacyFirstMessageId": one.messages[0].id}


def _messages(call: Call, one: Conversation) -> dict[str, Json]:
    return {
        message.id: render.conversation_message(message, one, call.world)
        for message in one.messages
    }


def _actions(call: Call, one: Conversation) -> dict[str, Json]:
    return {
        action.id: render.conversation_action(action, call.world)
        for action in one.actions
    }


def _full(call: Call, one: Conversation, *, status: int = 200) -> Answer:
    told: Json = {
        "conversation": _write(call, one),
        "messages": _messages(call, one),
        "modActions": _actions(call, one),
    }
    user = call.world.user(one.participant)
    subreddit = call.world.subreddits[one.subreddit.lower()]
    if user is not None and subreddit.moderator(call.viewer):
        told["user"] = render.modmail_user(user, call.world, subreddit=subreddit)
    return answer(told, status)


def _after_deed(call: Call, one: Conversation, *, with_user: bool = False) -> Answer:
    """Show a conversation to which something was done; under a name in the plural."""
    told: Json = {
        "conversations": _write(call, one),
        "messages": _messages(call, one),
        "modActions": _actions(call, one),
    }
    user = call.world.user(one.participant) if with_user else None
    if user is not None:
        subreddit = call.world.subreddits[one.subreddit.lower()]
        told["user"] = render.modmail_user(user, call.world, subreddit=subreddit)
    return answer(told)


BASE = "/api/mod/conversations"
ONE = f"{BASE}/<conversation>"

ROUTES = [
    Route("GET", BASE, "modmail", conversations),
    Route("POST", BASE, "modmail", create),
    Route("GET", f"{BASE}/unread/count", "modmail", unread_count),
    Route("POST", f"{BASE}/<any(read,unread):deed>", "modmail", mark),
    Route("GET", ONE, "modmail", read_one),
    Route("POST", ONE, "modmail", reply),
    Route("POST", f"{ONE}/<any(archive,unarchive):deed>", "modmail", archive),
    Route("POST", f"{ONE}/highlight", "modmail", highlight),
    Route("DELETE", f"{ONE}/highlight", "modmail", unhighlight),
    Route("POST", f"{ONE}/<any(mute,unmute):deed>", "modmail", mute),
]
