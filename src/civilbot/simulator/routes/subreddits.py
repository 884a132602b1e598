"""A subreddit's own pages: about, rules, moderators, removal reasons, its people."""

from civilbot.simulator import moderating, people, render
from civilbot.simulator.answers import (
    Answer,
    answer,
    bad_request,
    done,
    empty,
    form_error,
    not_found,
)
from civilbot.simulator.call import Call
from civilbot.simulator.community import Relation, RemovalReason, Subreddit
from civilbot.simulator.listings import Row, page, window
from civilbot.simulator.records import User
from civilbot.simulator.routes.table import Route

LONGEST_REASON_TITLE = 50
DAY_S = 86_400.0

LISTS = {
    "banned": "banned",
    "muted": "muted",
    "contributors": "contributor",
    "wikibanned": "wikibanned",
    "wikicontributors": "wikicontributor",
}
"""The last part of the address, and the kind of relation it lists."""

LOGGED = {
    "banned": ("banuser", "unbanuser"),
    "muted": ("muteuser", "unmuteuser"),
    "contributor": ("addcontributor", "removecontributor"),
    "wikibanned": ("wikibanned", "wikiunbanned"),
    "wikicontributor": ("wikicontributor", "removewikicontributor"),
}


def about(call: Call, sr: str) -> Answer:
    """Describe a subreddit."""
    found = call.subreddit(sr)
    return answer(render.subreddit(found, call.world, viewer=call.viewer))


def rules(call: Call, sr: str) -> Answer:
    """List a subreddit's rules."""
    rows = [render.rule(one) for one in call.subreddit(sr).rules]
    return answer({"rules": rows, **render.site_rules()})


def moderators(call: Call, sr: str) -> Answer:
    """List a subreddit's moderators, or the one asked for."""
    only = call.query.get("user", "").lower()
    rows = [
        render.moderator(one, call.world)
        for name, one in call.subreddit(sr).moderators.items()
        if only in ("", name)
    ]
    return answer({"kind": "UserList", "data": {"children": rows}})


def people_on(call: Call, sr: str, which: str) -> Answer:
    """List who is banned, muted or approved."""
    subreddit = call.moderated(sr, "access")
    kept = subreddit.relations.get(LISTS[which], {}).values()
    only = call.query.get("user", "").lower()
    wanted = [
        Row(one.id, one)
        for one in reversed(kept)
        if _in_force(one, call.world.now()) and only in ("", one.user.lower())
    ]
    part = page(wanted, window(call.query))
    rows = [render.relation(one.item, call.world) for one in part.items]
    return answer(render.listing(rows, after=part.after, before=part.before))


def friend(call: Call, sr: str) -> Answer:
    """Ban, mute, approve or invite somebody."""
    subreddit = call.moderated(sr, "access")
    user, kind = _person(call), call.form.get("type", "")
    if kind == "moderator_invite":
        return _invite(call, subreddit, user)
    if kind not in LOGGED:
        raise form_error("INVALID_OPTION", "type")
    duration = call.form.get("duration", "")
    terms = people.Terms(
        days=int(duration) if duration.isdigit() else None,
        note=call.form.get("note", ""),
        reason=call.form.get("ban_reason", ""),
    )
    people.relate(call.world, subreddit, user.name, kind, by=call.user(), terms=terms)
    _log(call, subreddit, LOGGED[kind][0], user, terms.reason)
    return done()


def unfriend(call: Call, sr: str) -> Answer:
    """Undo what `friend` did."""
    subreddit = call.moderated(sr, "access")
    user, kind = _person(call), call.form.get("type", "")
    gone = subreddit.relations.get(kind, {}).pop(user.name.lower(), None)
    if gone is not None:
        _log(call, subreddit, LOGGED[kind][1], user, "")
    return answer({})


def accept_moderator_invite(call: Call, sr: str) -> Answer:
    """Become a moderator where one is invited."""
    subreddit, user = call.subreddit(sr), call.user()
    permissions = subreddit.invites.pop(user.lower(), None)
    if permissions is None:
        raise form_error("NO_INVITE_FOUND")
    people.add_moderator(call.world, subreddit, user, permissions)
    moderating.log(call.world, subreddit.name, "acceptmoderatorinvite", user)
    return done()


def removal_reasons(call: Call, sr: str) -> Answer:
    """List the texts that moderators choose from."""
    known = call.moderated(sr).removal_reasons
    rows = {one.id: render.removal_reason(one) for one in known.values()}
    return answer({"data": rows, "order": list(rows)})


def add_removal_reason(call: Call, sr: str) -> Answer:
    """Add such a text."""
    subreddit = call.moderated(sr, "config")
    key = call.world.uuid()
    subreddit.removal_reasons[key] = _reason(call, key)
    return answer({"id": key})


def change_removal_reason(call: Call, sr: str, reason: str) -> Answer:
    """Change such a text."""
    known = call.moderated(sr, "config").removal_reasons
    if reason not in known:
        raise not_found()
    known[reason] = _reason(call, reason)
    return empty()


def drop_removal_reason(call: Call, sr: str, reason: str) -> Answer:
    """Drop such a text."""
    if call.moderated(sr, "config").removal_reasons.pop(reason, None) is None:
        raise not_found()
    return empty()


def _in_force(relation: Relation, now: float) -> bool:
    if relation.days is None:
        return True
    return now < relation.created_utc + relation.days * DAY_S


def _person(call: Call) -> User:
    user = call.world.user(call.form.get("name"))
    if user is None or user.deleted:
        raise form_error("USER_DOESNT_EXIST", "name")
    return user


def _invite(call: Call, subreddit: Subreddit, user: User) -> Answer:
    """Invite a moderator; the form writes permissions as `+posts,-mail`."""
    wanted = call.form.get("permissions", "+all").split(",")
    granted = tuple(one[1:] for one in wanted if one.startswith("+"))
    subreddit.invites[user.name.lower()] = granted
    _log(call, subreddit, "invitemoderator", user, "")
    return done()


def _log(
    call: Call, subreddit: Subreddit, action: str, user: User, details: str
) -> None:
    line = moderating.LogLine(target_author=user.name, details=details or None)
    moderating.log(call.world, subreddit.name, action, call.user(), line)


def _reason(call: Call, key: str) -> RemovalReason:
    title, message = call.form.get("title", ""), call.form.get("message", "")
    if len(title) > LONGEST_REASON_TITLE:
        words = f"this is too long (max: {LONGEST_REASON_TITLE})"
        raise bad_request("TOO_LONG", "title", words)
    if not title.strip() or not message.strip():
        where = "message" if title.strip() else "title"
        raise bad_request("NO_TEXT", where)
    return RemovalReason(key, title, message)


REASONS = "/api/v1/<sr>/removal_reasons"
WHICH = f"<any({','.join(LISTS)}):which>"

ROUTES = [
    Route("GET", "/r/<sr>/about", "read", about),
    Route("GET", "/r/<sr>/about/rules", "read", rules),
    Route("GET", "/r/<sr>/about/moderators", "read", moderators),
    Route("GET", f"/r/<sr>/about/{WHICH}", "read", people_on),
    Route("POST", "/r/<sr>/api/friend", "modcontributors", friend),
    Route("POST", "/r/<sr>/api/unfriend", "modcontributors", unfriend),
    Route(
        "POST",
        "/r/<sr>/api/accept_moderator_invite",
        "modself",
        accept_moderator_invite,
    ),
    Route("GET", REASONS, "read", removal_reasons),
    Route("POST", REASONS, "modconfig", add_removal_reason),
    Route("PUT", f"{REASONS}/<reason>", "modconfig", change_removal_reason),
    Route("DELETE", f"{REASONS}/<reason>", "modconfig", drop_removal_reason),
]
