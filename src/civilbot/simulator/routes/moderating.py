"""What moderators may do to things: remove, approve, lock, distinguish and so on."""

from civilbot.simulator import moderating, render
from civilbot.simulator.answers import (
    Answer,
    answer,
    bad_request,
    done,
    empty,
    forbidden,
    form_error,
    http_error,
)
from civilbot.simulator.call import Call
from civilbot.simulator.removal import RemovalMessage, send_removal_message
from civilbot.simulator.routes.pages import write_thing
from civilbot.simulator.routes.table import Route
from civilbot.simulator.things import Comment, Submission, Thing

LONGEST_REMOVAL_TITLE = 50
LONGEST_MOD_NOTE = 250
MESSAGE_TYPES = ("public", "public_as_subreddit", "private", "private_exposed")


def remove(call: Call) -> Answer:
    """Remove a thing, as spam or not."""
    thing, spam = call.thing_to_moderate(), call.flag("spam")
    moderating.remove(call.world, thing, by=call.user(), spam=spam)
    return answer({})


def approve(call: Call) -> Answer:
    """Let a thing stand."""
    moderating.approve(call.world, call.thing_to_moderate(), by=call.user())
    return answer({})


def lock(call: Call, deed: str) -> Answer:
    """Stop or allow replies to a thing."""
    thing = call.thing_to_moderate()
    locked = deed == "lock"
    moderating.set_locked(call.world, thing, by=call.user(), locked=locked)
    return answer({})


def ignore_reports(call: Call, deed: str) -> Answer:
    """Stop or resume listening to reports about a thing."""
    thing = call.thing_to_moderate()
    ignore = deed == "ignore_reports"
    moderating.set_ignore_reports(call.world, thing, by=call.user(), ignore=ignore)
    return answer({})


def distinguish(call: Call) -> Answer:
    """Speak as a moderator; a reply to the submission may be pinned with it."""
    thing, by = call.thing_to_moderate(), call.user()
    if thing.author != by:
        raise forbidden()
    on, sticky = call.form.get("how", "yes") == "yes", call.flag("sticky")
    if sticky and not (isinstance(thing, Comment) and thing.is_root):
        raise form_error("COMMENT_NOT_STICKYABLE", "sticky")
    moderating.distinguish(call.world, thing, by=by, on=on)
    if isinstance(thing, Comment):
        moderating.stick_comment(call.world, thing, by=by, on=on and sticky)
    return done(things=[write_thing(call, thing)])


def set_subreddit_sticky(call: Call) -> Answer:
    """Pin a submission to the top of its subreddit."""
    thing = _submission_to_moderate(call)
    num = call.form.get("num", "")
    slot = int(num) if num.isdigit() else None
    try:
        moderating.stick_submission(
            call.world,
            thing,
            by=call.user(),
            on=call.flag("state", default=True),
            slot=slot,
        )
    except moderating.SlotTaken:
        raise http_error(409, "Conflict") from None
    return done()


def mark(call: Call, deed: str) -> Answer:
    """Mark a submission; its author may, too."""
    thing = call.find(call.form.get("id"))
    if not isinstance(thing, Submission):
        raise forbidden()
    if thing.author != call.user():
        call.thing_to_moderate()
    flag = "nsfw" if deed.endswith("nsfw") else "spoiler"
    on = not deed.startswith("un")
    moderating.mark(call.world, thing, flag, by=call.user(), on=on)
    return answer({})


def update_crowd_control_level(call: Call) -> Answer:
    """Say how strictly newcomers' comments are folded."""
    thing = _submission_to_moderate(call)
    level = call.form.get("level", "")
    if level not in ("0", "1", "2", "3"):
        raise form_error("INVALID_OPTION", "level")
    thing.crowd_control_level = int(level)
    return answer({})


def give_removal_reason(call: Call) -> Answer:
    """Say why a thing was removed."""
    data = call.json_field()
    thing = _removed_thing(call, data.get("item_ids"), "item_ids")
    note = str(data.get("mod_note") or "")
    if len(note) > LONGEST_MOD_NOTE:
        words = f"this is too long (max: {LONGEST_MOD_NOTE})"
        raise bad_request("TOO_LONG", "mod_note", words)
    given = data.get("reason_id")
    reason_id = None if given is None else str(given)
    known = call.world.subreddit_of(thing).removal_reasons
    if reason_id is not None and reason_id not in known:
        raise bad_request("INVALID_ID", "reason_id")
    moderating.give_reason(
        call.world, thing, by=call.user(), reason_id=reason_id, note=note
    )
    return empty()


def removal_message(call: Call) -> Answer:
    """Tell the author why their thing was removed."""
    data = call.json_field()
    thing = _removed_thing(call, data.get("item_id"), "item_id")
    words = RemovalMessage(
        title=str(data.get("title") or ""),
        message=str(data.get("message") or ""),
        type=str(data.get("type") or ""),
        by=call.user(),
    )
    if len(words.title) > LONGEST_REMOVAL_TITLE:
        text = f"this is too long (max: {LONGEST_REMOVAL_TITLE})"
        raise bad_request("TOO_LONG", "title", text)
    if not words.message.strip():
        raise bad_request("NO_TEXT", "message")
    if words.type not in MESSAGE_TYPES:
        raise bad_request("INVALID_OPTION", "type")
    comment = send_removal_message(call.world, thing, words)
    if comment is None:
        return answer({})
    written = render.comment(comment, call.world, viewer=call.viewer)
    return answer(written["data"])


def _submission_to_moderate(call: Call) -> Submission:
    thing = call.thing_to_moderate()
    if not isinstance(thing, Submission):
        raise http_error(400, "Bad Request")
    return thing


def _removed_thing(call: Call, names: object, where: str) -> Thing:
    """Find the first thing named; only what is removed can be given a reason."""
    call.user()
    first = names[0] if isinstance(names, list) and names else None
    thing = call.find(str(first))
    if thing is None:
        raise bad_request("INVALID_ID", where)
    call.moderated(thing.subreddit, "posts")
    if not thing.taken_down:
        raise bad_request("INVALID_ID", where)
    return thing


MARKS = "<any(marknsfw,unmarknsfw,spoiler,unspoiler):deed>"
MESSAGES = "/api/v1/modactions"

ROUTES = [
    Route("POST", "/api/remove", "modposts", remove),
    Route("POST", "/api/approve", "modposts", approve),
    Route("POST", "/api/<any(lock,unlock):deed>", "modposts", lock),
    Route(
        "POST",
        "/api/<any(ignore_reports,unignore_reports):deed>",
        "modposts",
        ignore_reports,
    ),
    Route("POST", "/api/distinguish", "modposts", distinguish),
    Route("POST", "/api/set_subreddit_sticky", "modposts", set_subreddit_sticky),
    Route("POST", f"/api/{MARKS}", "modposts", mark),
    Route(
        "POST",
        "/api/update_crowd_control_level",
        "modposts",
        update_crowd_control_level,
    ),
    Route("POST", f"{MESSAGES}/removal_reasons", "modposts", give_removal_reason),
    Route("POST", f"{MESSAGES}/removal_comment_message", "modposts", removal_message),
    Route("POST", f"{MESSAGES}/removal_link_message", "modposts", removal_message),
]
