"""Posting, commenting, editing, deleting, reporting; refusals in Reddit's order."""

from civilbot.simulator import mail, posting, render
from civilbot.simulator.answers import (
    Answer,
    ApiError,
    answer,
    done,
    error_row,
    errors,
    forbidden,
    form_error,
)
from civilbot.simulator.call import Call
from civilbot.simulator.community import Subreddit
from civilbot.simulator.records import PrivateMessage
from civilbot.simulator.routes.pages import write_thing
from civilbot.simulator.routes.table import Route
from civilbot.simulator.things import Comment, Submission, Thing
from civilbot.simulator.visibility import may_enter, may_post

LONGEST_COMMENT = 10_000
LONGEST_SELFTEXT = 40_000
LONGEST_TITLE = 300
LONGEST_REASON = 100


def comment(call: Call) -> Answer:
    """Reply to a submission, a comment or a private message."""
    author = call.user()
    fullname = call.form.get("thing_id") or call.form.get("parent", "")
    message = call.world.messages.get(fullname)
    if message is not None:
        return _answer_message(call, message, author)
    parent = call.find(fullname)
    if parent is None:
        raise forbidden()
    _check_parent(call, parent, author)
    _check_pace(call, parent, author)
    text = _text(call, LONGEST_COMMENT)
    new = posting.comment(call.world, parent, author, text)
    return done(things=[write_thing(call, new)])


def submit(call: Call) -> Answer:
    """Begin a thread."""
    author = call.user()
    subreddit = _place(call, author)
    title = call.form.get("title", "").strip()
    if not title:
        raise form_error("NO_TEXT", "title")
    if len(title) > LONGEST_TITLE:
        raise form_error("TOO_LONG", "title")
    draft = posting.SubmissionDraft(
        subreddit=subreddit.name,
        author=author,
        title=title,
        selftext=call.form.get("text", "")[:LONGEST_SELFTEXT],
        url=_url(call),
        flair_text=call.form.get("flair_text"),
        over_18=call.flag("nsfw"),
        spoiler=call.flag("spoiler"),
    )
    new = posting.submit(call.world, draft)
    return done(
        url=f"https://www.reddit.com{new.permalink}",
        drafts_count=0,
        id=new.id,
        name=new.name,
    )


def edit(call: Call) -> Answer:
    """Change one's own text."""
    thing = _own_thing(call, "thing_id")
    longest = LONGEST_COMMENT if isinstance(thing, Comment) else LONGEST_SELFTEXT
    posting.edit(call.world, thing, _text(call, longest))
    return done(things=[write_thing(call, thing)])


def delete(call: Call) -> Answer:
    """Take back one's own thing; anybody else's stays, without a word."""
    thing = call.find(call.form.get("id"))
    if thing is not None and thing.author == call.user():
        posting.delete(call.world, thing)
    return answer({})


def report(call: Call) -> Answer:
    """Tell moderators about a thing."""
    by = call.user()
    reason = call.form.get("reason") or call.form.get("other_reason", "")
    if len(reason) > LONGEST_REASON:
        raise form_error("TOO_LONG", "reason")
    thing = call.find(call.form.get("id") or call.form.get("thing_id"))
    if thing is not None and may_enter(call.world.subreddit_of(thing), by):
        posting.report(call.world, thing, by=by, reason=reason)
    return done()


def _check_parent(call: Call, parent: Thing, author: str) -> None:
    """Refuse in the order of r2 lib/validator.py, VSubmitParent, 2017."""
    subreddit = call.world.subreddit_of(parent)
    moderates = subreddit.moderator(author) is not None
    thread = parent if isinstance(parent, Submission) else parent.submission
    owner = call.world.user(parent.author)
    if owner is not None and author.lower() in owner.blocked:
        raise form_error("USER_BLOCKED", "parent")
    if thread.archived:
        raise form_error("TOO_OLD", "parent")
    if (thread.locked or parent.locked) and not moderates:
        raise form_error("THREAD_LOCKED", "parent")
    if parent.deleted or (parent.taken_down and not moderates):
        is_comment = isinstance(parent, Comment)
        raise form_error("DELETED_COMMENT" if is_comment else "DELETED_LINK", "parent")
    if not may_enter(subreddit, author) or subreddit.related("banned", author):
        raise forbidden()


def _check_pace(call: Call, parent: Thing, author: str) -> None:
    """Make people wait between comments, where that is set; not the moderators."""
    last = call.world.last_comment_at.get(author.lower())
    if last is None or call.world.is_moderator(author, parent.subreddit):
        return
    wait = last + call.settings.comment_cooldown_s - call.world.now()
    if wait > 0:
        text = f"Take a break for {_duration(wait)} before trying again."
        row = error_row("RATELIMIT", text, "ratelimit")
        raise ApiError(errors(row, ratelimit=wait))


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes:
        return f"{minutes} minute{'s' if minutes > 1 else ''}"
    whole = max(1, round(seconds))
    return f"{whole} second{'s' if whole > 1 else ''}"


def _text(call: Call, longest: int) -> str:
    text = call.form.get("text", "")
    if len(text) > longest:
        words = f"this is too long (max: {longest})"
        raise form_error("TOO_LONG", "text", words)
    if not text.strip():
        raise form_error("NO_TEXT", "text")
    return text


def _own_thing(call: Call, field: str) -> Thing:
    thing = call.find(call.form.get(field))
    if thing is None:
        raise form_error("NO_THING_ID", field)
    if thing.author != call.user():
        raise form_error("NOT_AUTHOR", field)
    return thing


def _place(call: Call, author: str) -> Subreddit:
    subreddit = call.world.subreddit(call.form.get("sr", ""))
    if subreddit is None or subreddit.banned:
        raise form_error("SUBREDDIT_NOEXIST", "sr")
    if not may_post(subreddit, author):
        raise form_error("SUBREDDIT_NOTALLOWED", "sr")
    return subreddit


def _url(call: Call) -> str | None:
    if call.form.get("kind", "self") == "self":
        return None
    url = call.form.get("url", "").strip()
    if not url:
        raise form_error("NO_URL", "url", "a url is required")
    if not url.startswith(("http://", "https://")):
        raise form_error("BAD_URL", "url", "you should check that url")
    return url


def _answer_message(call: Call, message: PrivateMessage, author: str) -> Answer:
    letter = mail.Letter(author=author, body=_text(call, LONGEST_COMMENT))
    sent = mail.answer_message(call.world, message, letter)
    return done(things=[render.sent_message(sent, call.world, viewer=author)])


ROUTES = [
    Route("POST", "/api/comment", "submit", comment),
    Route("POST", "/api/submit", "submit", submit),
    Route("POST", "/api/editusertext", "edit", edit),
    Route("POST", "/api/del", "edit", delete),
    Route("POST", "/api/report", "report", report),
]
