"""The wikis of the simulated subreddits: pages, their history, who may read them."""

from dataclasses import dataclass

from civilbot.simulator.community import Subreddit, WikiPage, WikiRevision
from civilbot.simulator.moderating import LogLine, log
from civilbot.simulator.world import World

MODERATORS_ONLY = 2
LONGEST_PAGE = 524_288
"""Reddit's own limit for a wiki page, in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEdit:
    """A new version of a page."""

    page: str
    content: str
    by: str
    reason: str | None = None


def find_page(subreddit: Subreddit, name: str) -> WikiPage | None:
    """Find a page by name, in any spelling."""
    return subreddit.wiki.get(name.strip("/").lower())


def find_revision(page: WikiPage, revision_id: str) -> WikiRevision | None:
    """Find one version of a page."""
    return next((old for old in page.revisions if old.id == revision_id), None)


def write_page(world: World, subreddit: Subreddit, edit: PageEdit) -> WikiRevision:
    """Save a new version, creating the page where it does not exist."""
    name = edit.page.strip("/").lower()
    revision = WikiRevision(
        id=world.uuid(),
        page=name,
        content=edit.content,
        author=edit.by,
        timestamp=world.second(),
        reason=edit.reason,
    )
    page = subreddit.wiki.get(name)
    if page is None:
        subreddit.wiki[name] = WikiPage(name=name, revisions=[revision])
    else:
        page.revisions.append(revision)
    if world.is_moderator(edit.by, subreddit.name):
        details = f"Page {name} {'created' if page is None else 'edited'}"
        line = LogLine(details=details, description=edit.reason)
        log(world, subreddit.name, "wikirevise", edit.by, line)
    return revision


def may_read(page: WikiPage, subreddit: Subreddit, viewer: str | None) -> bool:
    """Tell whether somebody may read a page."""
    if page.permlevel < MODERATORS_ONLY:
        return True
    moderator = subreddit.moderator(viewer)
    return moderator is not None and moderator.may("wiki")


def may_write(page: WikiPage | None, subreddit: Subreddit, viewer: str) -> bool:
    """Tell whether somebody may write a page; by default only moderators."""
    moderator = subreddit.moderator(viewer)
    if moderator is not None and moderator.may("wiki"):
        return True
    if page is None or page.permlevel == MODERATORS_ONLY:
        return False
    return viewer.lower() in (editor.lower() for editor in page.editors)
