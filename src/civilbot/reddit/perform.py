"""Does each kind of action, with exactly one request."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import praw
from praw.endpoints import API_PATH
from praw.models import Comment, Submission

from civilbot.errors import OutcomeUnknown
from civilbot.model import Action, ActionKind, Kind
from civilbot.reddit import names

#: Reddit's limits, in characters.
MAX_REPORT = 100
MAX_NOTE = 250
MAX_SUBJECT = 100


def perform(reddit: praw.Reddit, action: Action) -> str:
    """Do it once; what Reddit calls the result, or ""."""
    return _DOINGS[action.kind](reddit, action)


def shortened(words: str, most: int) -> str:
    """Cut a text to what Reddit takes, and show that it was cut."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _reply(reddit: praw.Reddit, action: Action) -> str:
    made = _thing(reddit, action.fullname).reply(action.text)
    if not isinstance(made, Comment):
        # PRAW's documentation: the reply is there, but Reddit does not show it.
        raise OutcomeUnknown("Reddit took the reply and did not give its name")
    return made.fullname


def _edit_reply(reddit: praw.Reddit, action: Action) -> str:
    _thing(reddit, action.fullname).edit(action.text)
    return action.fullname


def _delete_reply(reddit: praw.Reddit, action: Action) -> str:
    _thing(reddit, action.fullname).delete()
    return ""


def _report(reddit: praw.Reddit, action: Action) -> str:
    reason = shortened(action.text, MAX_REPORT)
    _thing(reddit, action.fullname).report(reason)
    return ""


def _remove(reddit: praw.Reddit, action: Action) -> str:
    _thing(reddit, action.fullname).mod.remove()
    return ""


def _lock(reddit: praw.Reddit, action: Action) -> str:
    _thing(reddit, action.fullname).mod.lock()
    return ""


def _flair(reddit: praw.Reddit, action: Action) -> str:
    _, id_ = names.thing(action.fullname)
    template = action.subject or None
    reddit.submission(id_).mod.flair(text=action.text, flair_template_id=template)
    return ""


def _approve(reddit: praw.Reddit, action: Action) -> str:
    _thing(reddit, action.fullname).mod.approve()
    return ""


def _mod_note(reddit: praw.Reddit, action: Action) -> str:
    # No label: Reddit's labels are judgements on the person, which are for the
    # moderators to make.
    made = reddit.notes.create(
        note=shortened(action.text, MAX_NOTE),
        redditor=names.user(action.user),
        subreddit=names.joined([action.subreddit]),
        thing=_thing(reddit, action.fullname),
    )
    return str(vars(made)["id"])


def _modmail(reddit: praw.Reddit, action: Action) -> str:
    # Without a recipient it is a discussion among the subreddit's moderators.
    # PRAW's `modmail.create` insists on a recipient, so its path is used directly.
    made = reddit.post(
        API_PATH["modmail_conversations"],
        data={
            "body": action.text,
            "isAuthorHidden": False,
            "srName": names.joined([action.subreddit]),
            "subject": shortened(action.subject, MAX_SUBJECT),
        },
    )
    return str(vars(made)["id"])


def _answer(reddit: praw.Reddit, action: Action) -> str:
    # Read as plain data: PRAW's own reply wants one of two shapes that Reddit uses.
    path = API_PATH["modmail_conversation"].format(
        id=names.conversation(action.conversation)
    )
    made = reddit.request(
        method="POST",
        path=path,
        data={"body": action.text, "isAuthorHidden": False, "isInternal": False},
    )
    return str(made["conversation"]["objIds"][-1]["id"])


def _thing(reddit: praw.Reddit, fullname: str) -> Comment | Submission:
    # By id only: given a URL, PRAW would ask whatever host the URL names, and
    # send our token there.
    kind, id_ = names.thing(fullname)
    return reddit.comment(id_) if kind == Kind.COMMENT else reddit.submission(id_)


_DOINGS: Mapping[ActionKind, Callable[[praw.Reddit, Action], str]] = MappingProxyType(
    {
        ActionKind.REPLY: _reply,
        ActionKind.EDIT_REPLY: _edit_reply,
        ActionKind.DELETE_REPLY: _delete_reply,
        ActionKind.REPORT: _report,
        ActionKind.REMOVE: _remove,
        ActionKind.LOCK: _lock,
        ActionKind.FLAIR: _flair,
        ActionKind.APPROVE: _approve,
        ActionKind.MOD_NOTE: _mod_note,
        ActionKind.MODMAIL: _modmail,
        ActionKind.ANSWER: _answer,
    }
)
