"""One thread with its comments as a tree."""

from collections.abc import Iterable

from civilbot.simulator import render
from civilbot.simulator.answers import Answer, Json, answer, done, not_found
from civilbot.simulator.call import Call
from civilbot.simulator.routes.table import Route
from civilbot.simulator.things import Comment, Submission, Thing
from civilbot.simulator.visibility import readable

MOST_COMMENTS = 500
DEEPEST = 10
"""Replies below this level hide behind a link to go on."""


class TreeWriter:
    """Writes comments as a tree until a number of them is reached."""

    def __init__(self, call: Call, most: int, deepest: int = DEEPEST) -> None:
        self._call = call
        self._left = most
        self._deepest = deepest
        self._newest_first = call.query.get("sort") == "new"

    def write(self, parent: Thing) -> list[Json]:
        """Write the replies to one thing, and `more` for those left out."""
        replies = self._ordered(parent.replies)
        depth = parent.depth + 1 if isinstance(parent, Comment) else 0
        if depth >= self._deepest and replies:
            return [render.more([], parent.name, count=0, depth=depth)]
        rows = []
        for position, reply in enumerate(replies):
            if self._left <= 0:
                rows.append(self._more(parent, replies[position:], depth))
                break
            rows.append(self.write_one(reply))
        return rows

    def write_one(self, comment: Comment) -> Json:
        """Write one comment with its replies."""
        self._left -= 1
        below = self.write(comment)
        return self._row(comment, below)

    def write_only(self, comment: Comment, path: list[Comment]) -> Json:
        """Write a comment with nothing but the way down to one of its replies."""
        if not path:
            return self.write_one(comment)
        return self._row(comment, [self.write_only(path[0], path[1:])])

    def _row(self, comment: Comment, replies: list[Json]) -> Json:
        call = self._call
        return render.comment(
            comment, call.world, viewer=call.viewer, replies=replies, place="tree"
        )

    def _more(self, parent: Thing, left_out: list[Comment], depth: int) -> Json:
        count = sum(_size(one) for one in left_out)
        ids = [one.id for one in left_out]
        return render.more(ids, parent.name, count=count, depth=depth)

    def _ordered(self, replies: Iterable[Comment]) -> list[Comment]:
        shown = [one for one in replies if self._shown(one)]
        shown.sort(key=lambda one: one.created_utc, reverse=self._newest_first)
        return sorted(shown, key=lambda one: not one.stickied)

    def _shown(self, comment: Comment) -> bool:
        """Hide what is gone, unless something below it is still there."""
        world, viewer = self._call.world, self._call.viewer
        if comment.visible_at > world.now():
            return False
        if not comment.deleted and readable(world, comment, viewer):
            return True
        return any(self._shown(reply) for reply in comment.replies)


def thread(call: Call, link: str, **_rest: str) -> Answer:
    """Show a submission and its comments."""
    submission = _submission(call, link)
    rows = TreeWriter(call, *_limits(call)).write(submission)
    return _two_listings(call, submission, rows)


def one_comment(call: Call, link: str, comment: str, **_rest: str) -> Answer:
    """Show one comment with some of what stands above and all below."""
    submission = _submission(call, link)
    found = call.find(f"t1_{comment}")
    if not isinstance(found, Comment) or found.submission is not submission:
        return _two_listings(call, submission, [])
    context = call.query.get("context", "0")
    above = list(found.ancestors())[: int(context) if context.isdigit() else 0]
    path = [*reversed(above), found]
    most, _ = _limits(call)
    writer = TreeWriter(call, most, found.depth + DEEPEST)
    return _two_listings(call, submission, [writer.write_only(path[0], path[1:])])


def more_children(call: Call) -> Answer:
    """Show comments that a thread left out, as a flat list."""
    asked = call.form or call.query
    names = [f"t1_{one}" for one in asked.get("children", "").split(",") if one]
    found = [call.find(name) for name in names[:MOST_COMMENTS]]
    rows: list[Json] = []
    writer = TreeWriter(call, MOST_COMMENTS)
    for comment in found:
        if isinstance(comment, Comment):
            _flatten(writer.write_one(comment), rows)
    return done(things=rows)


def _submission(call: Call, link: str) -> Submission:
    found = call.find(f"t3_{link}")
    if not isinstance(found, Submission):
        raise not_found()
    call.subreddit(found.subreddit)
    return found


def _limits(call: Call) -> tuple[int, int]:
    limit, depth = call.query.get("limit", ""), call.query.get("depth", "")
    most = int(limit) if limit.isdigit() else call.settings.comments_per_page
    # Reddit shows 500 at most without a premium account; PRAW asks for 2048.
    most = min(most, MOST_COMMENTS, call.settings.comments_per_page)
    return most, int(depth) if depth.isdigit() and int(depth) else DEEPEST


def _two_listings(call: Call, submission: Submission, rows: list[Json]) -> Answer:
    first = render.submission(submission, call.world, viewer=call.viewer)
    return answer([render.listing([first]), render.listing(rows)])


def _size(comment: Comment) -> int:
    return 1 + sum(_size(reply) for reply in comment.replies)


def _flatten(row: Json, rows: list[Json]) -> None:
    replies = row["data"].get("replies") or {}
    if replies:
        row["data"]["replies"] = ""
    rows.append(row)
    for below in replies.get("data", {}).get("children", []):
        _flatten(below, rows)


ROUTES = [
    Route("GET", "/comments/<link>", "read", thread),
    Route("GET", "/comments/<link>/<slug>", "read", thread),
    Route("GET", "/comments/<link>/<slug>/<comment>", "read", one_comment),
    Route("GET", "/r/<sr>/comments/<link>", "read", thread),
    Route("GET", "/r/<sr>/comments/<link>/<slug>", "read", thread),
    Route("GET", "/r/<sr>/comments/<link>/<slug>/<comment>", "read", one_comment),
    Route("GET", "/api/morechildren", "read", more_children),
    Route("POST", "/api/morechildren", "read", more_children),
]
