"""Sees to a switch page that was read: on, off, or neither."""

from collections.abc import Sequence
from dataclasses import replace

from civilbot.ledger import Entry
from civilbot.rulebook import mails
from civilbot.rulebook.desk import Desk
from civilbot.wiki import Position, Watched, WikiText, position


def turn(
    desk: Desk, subreddit: str, before: Watched, seen: Watched, found: WikiText
) -> Sequence[str]:
    """See to a new revision of a switch page; the keys of new mails.

    Whoever can write there can switch the bot off; only moderators switch it on.

    Args:
        desk: what is needed for it.
        subreddit: as it writes itself.
        before: what was known of the page.
        seen: the same after this look, but for what the new revision says.
        found: the new revision.
    """
    said = position(found.text)
    counts = said is not Position.ON or desk.may_edit(subreddit, found.author)
    if not counts:
        said = before.position if before.revision else Position.UNCLEAR
    changed = said is not before.position
    seen = replace(
        seen,
        position=said,
        author=found.author if counts or changed else before.author,
        changed_at=seen.looked_at if changed else before.changed_at,
    )
    told = [mails.switched(subreddit, seen)] if changed else []
    if not counts:
        told.append(mails.switch_ignored(subreddit, seen, found.author))
    desk.log.info(
        "switch.read", subreddit=subreddit, position=said.value, counts=counts
    )
    return desk.store.watch(seen, entries=desk.mail(*told))


def back(
    desk: Desk, subreddit: str, before: Watched, seen: Watched
) -> tuple[Entry, ...]:
    """Tell that a switch can be read again, if it was told that it could not."""
    if not before.failed_at:
        return ()
    if desk.untold(mails.switch_gone(subreddit, before)):
        return ()
    return desk.mail(mails.switch_back(subreddit, seen, before.failed_at))
