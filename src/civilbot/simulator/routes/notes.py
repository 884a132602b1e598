"""Notes that moderators keep about people, and those Reddit adds by itself."""

from collections.abc import Iterator

from civilbot.simulator import moderating, render
from civilbot.simulator.answers import Answer, answer, bad_request
from civilbot.simulator.call import Call
from civilbot.simulator.community import Subreddit
from civilbot.simulator.listings import window
from civilbot.simulator.records import ModAction, ModNote, User
from civilbot.simulator.routes.table import Route

LONGEST_NOTE = 250
MOST_PAIRS = 500

LABELS = frozenset(
    {
        "ABUSE_WARNING",
        "BAN",
        "BOT_BAN",
        "HELPFUL_USER",
        "PERMA_BAN",
        "SOLID_CONTRIBUTOR",
        "SPAM_WARNING",
        "SPAM_WATCH",
    }
)

NOTED_ACTIONS = {
    "removecomment": "REMOVAL",
    "removelink": "REMOVAL",
    "spamcomment": "SPAM",
    "spamlink": "SPAM",
    "approvecomment": "APPROVAL",
    "approvelink": "APPROVAL",
    "banuser": "BAN",
    "unbanuser": "BAN",
    "muteuser": "MUTE",
    "unmuteuser": "MUTE",
    "invitemoderator": "INVITE",
    "lock": "CONTENT_CHANGE",
    "unlock": "CONTENT_CHANGE",
    "marknsfw": "CONTENT_CHANGE",
    "editflair": "CONTENT_CHANGE",
}
"""What Reddit notes by itself about the person whom a moderator's action met."""


def create(call: Call) -> Answer:
    """Write a note about somebody."""
    subreddit = _subreddit(call, call.form.get("subreddit", ""))
    user = _person(call, call.form.get("user", ""), "user")
    note = call.form.get("note", "")
    label = call.form.get("label") or None
    if not note.strip():
        raise bad_request("NO_TEXT", "note")
    if len(note) > LONGEST_NOTE:
        words = f"this is too long (max: {LONGEST_NOTE})"
        raise bad_request("TOO_LONG", "note", words)
    if label is not None and label not in LABELS:
        raise bad_request("INVALID_OPTION", "label")
    reddit_id = call.form.get("reddit_id") or None
    if reddit_id is not None and call.find(reddit_id) is None:
        raise bad_request("INVALID_ID", "reddit_id")
    made = ModNote(
        id=f"ModNote_{call.world.uuid()}",
        number=call.world.next_number("modnote"),
        subreddit=subreddit.name,
        user=user.name,
        operator=call.user(),
        created_at=call.world.second(),
        note=note,
        label=label,
        reddit_id=reddit_id,
    )
    call.world.mod_notes.append(made)
    _log(call, subreddit, "addnote", user.name, note)
    return answer({"created": render.mod_note(made, call.world)})


def notes(call: Call) -> Answer:
    """List what is noted about somebody in a subreddit, newest first."""
    subreddit = _subreddit(call, call.query.get("subreddit", ""))
    user = _person(call, call.query.get("user", ""), "user")
    wanted = call.query.get("filter", "")
    found = [
        one
        for one in _about(call, subreddit, user.name)
        if wanted in ("", "all", "ALL", one.type)
    ]
    cursor = call.query.get("before")
    if cursor:
        places = [position for position, one in enumerate(found) if one.id == cursor]
        found = found[places[0] + 1 :] if places else []
    limit = window(call.query).limit
    shown = found[:limit]
    return answer(
        {
            "mod_notes": [
                render.mod_note(one, call.world, cursor=one.id) for one in shown
            ],
            "start_cursor": shown[0].id if shown else None,
            "end_cursor": shown[-1].id if shown else None,
            "has_next_page": len(found) > limit,
        }
    )


def recent(call: Call) -> Answer:
    """Show the newest note for each pair of subreddit and person, or nothing."""
    subreddits = call.query.get("subreddits", "").split(",")
    users = call.query.get("users", "").split(",")
    if len(subreddits) != len(users) or len(users) > MOST_PAIRS:
        raise bad_request("INVALID_OPTION", "users")
    rows = []
    for place, name in zip(subreddits, users, strict=True):
        subreddit = _subreddit(call, place)
        newest = next(iter(_about(call, subreddit, name)), None)
        rows.append(render.mod_note(newest, call.world) if newest else None)
    return answer({"mod_notes": rows})


def delete(call: Call) -> Answer:
    """Tear up a note; those Reddit wrote stay."""
    subreddit = _subreddit(call, call.query.get("subreddit", ""))
    wanted = call.query.get("note_id")
    for note in call.world.mod_notes:
        if note.id == wanted and note.subreddit == subreddit.name:
            call.world.mod_notes.remove(note)
            _log(call, subreddit, "deletenote", note.user, note.note or "")
            return answer({"deleted": True})
    raise bad_request("INVALID_ID", "note_id")


def _subreddit(call: Call, name: str) -> Subreddit:
    if call.world.subreddit(name) is None:
        raise bad_request("SUBREDDIT_NOEXIST", "subreddit")
    return call.moderated(name)


def _person(call: Call, name: str, where: str) -> User:
    user = call.world.user(name)
    if user is None:
        raise bad_request("USER_DOESNT_EXIST", where)
    return user


def _about(call: Call, subreddit: Subreddit, user: str) -> list[ModNote]:
    """Everything noted about somebody, by hand or by Reddit, newest first."""
    by_hand = [
        note
        for note in call.world.mod_notes
        if note.subreddit == subreddit.name and note.user.lower() == user.lower()
    ]
    automatic = _automatic(call, subreddit, user)
    return sorted(
        [*automatic, *by_hand],
        key=lambda note: (note.created_at, note.number),
        reverse=True,
    )


def _automatic(call: Call, subreddit: Subreddit, user: str) -> Iterator[ModNote]:
    for entry in call.world.mod_log:
        target = (entry.target_author or "").lower()
        if entry.subreddit != subreddit.name or target != user.lower():
            continue
        if entry.action in NOTED_ACTIONS:
            yield _from_action(entry, call)


def _from_action(entry: ModAction, call: Call) -> ModNote:
    person = call.world.user(entry.target_author)
    return ModNote(
        id=entry.id.replace("ModAction_", "ModNote_"),
        number=entry.number,
        subreddit=entry.subreddit,
        user=person.name if person else entry.target_author or "",
        operator=entry.mod,
        created_at=entry.created_utc,
        type=NOTED_ACTIONS[entry.action],
        reddit_id=entry.target_fullname,
        action=entry,
    )


def _log(
    call: Call, subreddit: Subreddit, action: str, user: str, details: str
) -> None:
    line = moderating.LogLine(target_author=user, details=details)
    moderating.log(call.world, subreddit.name, action, call.user(), line)


ROUTES = [
    Route("GET", "/api/mod/notes", "modnote", notes),
    Route("POST", "/api/mod/notes", "modnote", create),
    Route("DELETE", "/api/mod/notes", "modnote", delete),
    Route("GET", "/api/mod/notes/recent", "modnote", recent),
]
