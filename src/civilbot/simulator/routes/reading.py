"""Listings of subreddits, single things by name, and moderators' queues."""

from civilbot.simulator import render
from civilbot.simulator.answers import Answer, Json, answer
from civilbot.simulator.call import Call
from civilbot.simulator.listings import page, window
from civilbot.simulator.routes.pages import things_page, write_thing
from civilbot.simulator.routes.table import Route
from civilbot.simulator.visibility import (
    log_entries,
    may_enter,
    newest_comments,
    newest_submissions,
    queue,
)

MOST_NAMES = 100
MOST_LOG_ENTRIES = 500


def new(call: Call, names: str) -> Answer:
    """List submissions, newest first."""
    subreddits = call.subreddits(names)
    return things_page(call, newest_submissions(call.world, subreddits, call.viewer))


def new_everywhere(call: Call) -> Answer:
    """List the submissions of all subreddits, newest first."""
    return new(call, "all")


def comments(call: Call, names: str) -> Answer:
    """List comments, newest first."""
    subreddits = call.subreddits(names)
    return things_page(call, newest_comments(call.world, subreddits, call.viewer))


def modqueue(call: Call, names: str, which: str) -> Answer:
    """List what waits for moderators."""
    subreddits = call.all_moderated(names, "posts")
    only = call.query.get("only", "")
    return things_page(call, queue(call.world, subreddits, which, only))


def mod_log(call: Call, names: str) -> Answer:
    """List what moderators did."""
    subreddits = call.all_moderated(names)
    action, mod = call.query.get("type", ""), call.query.get("mod", "")
    entries = log_entries(call.world, subreddits, action, mod)
    asked = window(call.query, most=MOST_LOG_ENTRIES, depth=None)
    part = page(entries, asked)
    rows = [render.modaction(one.item, call.world) for one in part.items]
    return answer(render.listing(rows, after=part.after, before=part.before))


def info(call: Call) -> Answer:
    """Show things by name, in the order asked; what is unknown is left out."""
    if call.query.get("sr_name"):
        rows = _subreddits_named(call, call.query["sr_name"].split(","))
    else:
        names = dict.fromkeys(call.query.get("id", "").split(","))
        rows = [
            row
            for name in list(names)[:MOST_NAMES]
            if (row := _row(call, name.strip())) is not None
        ]
    return answer(render.listing(rows))


def no_subreddit(_call: Call) -> Answer:
    """Find no subreddit; where Reddit sends those who ask for a missing one."""
    return answer(render.listing([]))


def _row(call: Call, name: str) -> Json | None:
    if name.startswith("t5_"):
        everything = call.world.subreddits.values()
        rows = _subreddits_named(
            call, [one.name for one in everything if one.fullname == name]
        )
        return rows[0] if rows else None
    thing = call.find(name)
    if thing is None or not may_enter(call.world.subreddit_of(thing), call.viewer):
        return None
    return write_thing(call, thing)


def _subreddits_named(call: Call, names: list[str]) -> list[Json]:
    found = (call.world.subreddit(name.strip()) for name in names[:MOST_NAMES])
    return [
        render.subreddit(one, call.world, viewer=call.viewer)
        for one in found
        if one is not None and not one.banned and may_enter(one, call.viewer)
    ]


QUEUES = "<any(modqueue,reports,spam,edited,unmoderated):which>"

ROUTES = [
    Route("GET", "/new", "read", new_everywhere),
    Route("GET", "/r/<names>/new", "read", new),
    Route("GET", "/r/<names>/hot", "read", new),
    Route("GET", "/r/<names>/comments", "read", comments),
    Route("GET", f"/r/<names>/about/{QUEUES}", "read", modqueue),
    Route("GET", "/r/<names>/about/log", "modlog", mod_log),
    Route("GET", "/api/info", "read", info),
    Route("GET", "/subreddits/search", "read", no_subreddit),
]
