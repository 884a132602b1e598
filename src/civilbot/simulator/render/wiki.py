"""Writes wiki pages, their history and their settings."""

from civilbot.simulator.community import WikiPage, WikiRevision
from civilbot.simulator.render.markup import to_guarded_html
from civilbot.simulator.render.people import account
from civilbot.simulator.render.unmodelled import Json
from civilbot.simulator.wiki import may_write
from civilbot.simulator.world import World


def wiki_page(
    page: WikiPage, revision: WikiRevision, world: World, *, viewer: str | None
) -> Json:
    """Write one version of a page."""
    data: Json = {
        "content_html": to_guarded_html(revision.content),
        "content_md": revision.content,
        "may_revise": _may_revise(page, world, viewer),
        "reason": revision.reason,
        "revision_by": _editor(revision.author, world),
        "revision_date": revision.timestamp,
        "revision_id": revision.id,
    }
    return {"kind": "wikipage", "data": data}


def wiki_revision(revision: WikiRevision, world: World) -> Json:
    """Write one line of a page's history."""
    return {
        "author": _editor(revision.author, world),
        "id": revision.id,
        "page": revision.page,
        "reason": revision.reason,
        "revision_hidden": revision.hidden,
        "timestamp": revision.timestamp,
    }


def wiki_settings(page: WikiPage, world: World) -> Json:
    """Write who may edit a page and whether it is listed."""
    data: Json = {
        "editors": [_editor(name, world) for name in page.editors],
        "listed": page.listed,
        "permlevel": page.permlevel,
    }
    return {"kind": "wikipagesettings", "data": data}


def _editor(name: str, world: World) -> Json | None:
    user = world.user(name)
    return account(user, world, viewer=None) if user else None


def _may_revise(page: WikiPage, world: World, viewer: str | None) -> bool:
    owners = (s for s in world.subreddits.values() if s.wiki.get(page.name) is page)
    subreddit = next(owners, None)
    if subreddit is None or viewer is None:
        return False
    return may_write(page, subreddit, viewer)
