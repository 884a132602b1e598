"""Who am I, who is that, and which subreddits do they moderate."""

from civilbot.simulator import render
from civilbot.simulator.answers import Answer, answer, not_found
from civilbot.simulator.call import Call
from civilbot.simulator.listings import Row, page, window
from civilbot.simulator.records import User
from civilbot.simulator.routes.pages import things_page
from civilbot.simulator.routes.table import Route
from civilbot.simulator.things import Comment, Submission
from civilbot.simulator.visibility import by_author


def me(call: Call) -> Answer:
    """Describe the account behind the token."""
    user = call.world.users[call.user().lower()]
    return answer(render.me(user, call.world))


def about(call: Call, user: str) -> Answer:
    """Describe any account."""
    found = _account(call, user)
    return answer(render.account(found, call.world, viewer=call.viewer))


def overview(call: Call, user: str) -> Answer:
    """List what somebody wrote."""
    return things_page(call, by_author(call.world, _writer(call, user), call.viewer))


def comments(call: Call, user: str) -> Answer:
    """List somebody's comments."""
    written = by_author(call.world, _writer(call, user), call.viewer)
    return things_page(call, (one for one in written if isinstance(one, Comment)))


def submitted(call: Call, user: str) -> Answer:
    """List somebody's submissions."""
    written = by_author(call.world, _writer(call, user), call.viewer)
    return things_page(call, (one for one in written if isinstance(one, Submission)))


def moderated_subreddits(call: Call, user: str) -> Answer:
    """List where somebody is a moderator."""
    name = _account(call, user).name
    rows = [
        render.moderated_subreddit(one, call.world, user=name)
        for one in call.world.moderated_by(name)
        if one.type != "private" or one.moderator(call.viewer)
    ]
    return answer({"kind": "ModeratedList", "data": rows})


def my_subreddits(call: Call) -> Answer:
    """List where the account behind the token is a moderator."""
    mine = call.world.moderated_by(call.user())
    part = page((Row(one.fullname, one) for one in mine), window(call.query))
    rows = [
        render.subreddit(one.item, call.world, viewer=call.viewer, mine=True)
        for one in part.items
    ]
    return answer(render.listing(rows, after=part.after, before=part.before))


def _account(call: Call, name: str) -> User:
    found = call.world.user(name)
    if found is None or found.deleted:
        raise not_found()
    return found


def _writer(call: Call, name: str) -> str:
    user = _account(call, name)
    if user.suspended:
        raise not_found()
    return user.name


ROUTES = [
    Route("GET", "/api/v1/me", "identity", me),
    Route("GET", "/user/<user>/about", "read", about),
    Route("GET", "/user/<user>/overview", "history", overview),
    Route("GET", "/user/<user>", "history", overview),
    Route("GET", "/user/<user>/comments", "history", comments),
    Route("GET", "/user/<user>/submitted", "history", submitted),
    Route("GET", "/user/<user>/moderated_subreddits", "read", moderated_subreddits),
    Route("GET", "/subreddits/mine/moderator", "mysubreddits", my_subreddits),
]
