"""Says how a subreddit's two wiki pages stand, for whoever operates the bot."""

from dataclasses import dataclass

from civilbot.errors import BadInput, RedditError
from civilbot.ports import Revisions, Wiki
from civilbot.rulebook.reading import read_page
from civilbot.rules import Rules
from civilbot.rules import Wiki as WikiKey
from civilbot.wiki import (
    RULES_PAGE,
    SWITCH_PAGE,
    InForce,
    Position,
    WikiText,
    position,
    who,
)

_LET_READ = "give the account the permission 'wiki', or let all read the page"


@dataclass(frozen=True, slots=True)
class Health:
    """Whether something is in order, what it is, and what to do if it is not."""

    good: bool
    message: str
    advice: str = ""


def rules_health(reddit: Wiki, store: Revisions, file: Rules) -> Health:
    """Say what rules a subreddit: its wiki page or its file."""
    name = f"r/{file.subreddit}"
    if file.wiki is WikiKey.OFF:
        return Health(good=True, message=f"{name}: the file rules (`wiki: off`)")
    try:
        page = reddit.wiki_page(file.subreddit, RULES_PAGE)
    except RedditError as error:
        return Health(
            good=False,
            message=f"{name}: the page {RULES_PAGE} cannot be read: {error}",
            advice=_LET_READ,
        )
    force = store.in_force().get(file.subreddit.lower())
    if page is None and force is None:
        return Health(good=True, message=f"{name}: the file rules, there is no page")
    return _compared(file, page, force)


def _compared(file: Rules, page: WikiText | None, force: InForce | None) -> Health:
    """Say what is in force, and whether that is what stands on the page."""
    name = f"r/{file.subreddit}"
    ruling = "the file"
    if force is not None:
        ruling = f"revision {force.revision[:8]} of its page, by {force.by}"
    if page is None or (force is not None and force.revision == page.revision):
        return Health(good=True, message=f"{name}: ruled by {ruling}")
    message = f"{name}: ruled by {ruling}; on the page stands {page.revision[:8]}"
    try:
        read_page(page.text, file.subreddit, source=RULES_PAGE)
    except BadInput as error:
        advice = f"correct the page: {error.problems[0]}"
        return Health(good=False, message=message, advice=advice)
    advice = f"the service reads it; civilbot rules history {file.subreddit} says more"
    return Health(good=True, message=message, advice=advice)


def switch_health(reddit: Wiki, file: Rules) -> Health:
    """Say what a subreddit's switch page says."""
    name = f"r/{file.subreddit}"
    try:
        page = reddit.wiki_page(file.subreddit, SWITCH_PAGE)
    except RedditError as error:
        return Health(
            good=False,
            message=f"{name}: the page {SWITCH_PAGE} cannot be read: {error}",
            advice=_LET_READ,
        )
    if page is None:
        return Health(good=True, message=f"{name}: on, there is no page {SWITCH_PAGE}")
    said = position(page.text)
    if said is Position.UNCLEAR:
        message = f"{name}: the page says neither on nor off, which counts as off"
        return Health(good=False, message=message, advice="begin it with `on` or `off`")
    return Health(good=True, message=f"{name}: {said.value}, by {who(page.author)}")
