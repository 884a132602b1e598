"""What moderators do; each change stands in the moderation log."""

from dataclasses import dataclass

from civilbot.simulator import posting
from civilbot.simulator.community import FlairTemplate
from civilbot.simulator.records import ModAction
from civilbot.simulator.things import Comment, Submission, Thing
from civilbot.simulator.world import World

STICKY_SLOTS = 2


class SlotTaken(Exception):
    """The submission is in that sticky slot already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """What a log entry says beside who, where and when."""

    target: Thing | None = None
    target_author: str | None = None
    details: str | None = None
    description: str | None = None


BARE = LogLine()


def log(
    world: World, subreddit: str, action: str, mod: str, line: LogLine = BARE
) -> ModAction:
    """Write one entry in the moderation log."""
    target = line.target
    entry = ModAction(
        id=f"ModAction_{world.uuid()}",
        number=world.next_number("modaction"),
        action=action,
        mod=mod,
        subreddit=subreddit,
        created_utc=world.second(),
        details=line.details,
        description=line.description,
        target_author=line.target_author,
    )
    if target is not None:
        thread = target if isinstance(target, Submission) else target.submission
        entry.target_fullname = target.name
        entry.target_author = target.author or posting.DELETED
        entry.target_title = thread.title
        entry.target_body = target.body or None
        entry.target_permalink = target.permalink
    world.mod_log.append(entry)
    return entry


def remove(world: World, thing: Thing, *, by: str, spam: bool = False) -> None:
    """Hide a thing from ordinary readers; a second time changes nothing."""
    decided = thing.removed_by is not None
    if thing.deleted or (decided and thing.spam == spam and thing.taken_down):
        return
    thing.removed, thing.spam = not spam, spam
    thing.removed_by, thing.removed_at_utc = by, world.second()
    thing.approved, thing.approved_by, thing.approved_at_utc = False, None, None
    _dismiss_reports(thing)
    posting.touch(world, thing)
    verb = "spam" if spam else "remove"
    details = "spam" if spam else "remove"
    _log_thing(world, f"{verb}{_word(thing)}", by, thing, details)


def approve(world: World, thing: Thing, *, by: str) -> None:
    """Let a thing stand, and settle its reports."""
    if thing.deleted or (thing.approved and not thing.open_reports):
        return
    details = "unspam" if thing.spam else "confirm_ham"
    thing.removed = thing.spam = False
    thing.removed_by, thing.removed_at_utc = None, None
    thing.removal_reason_id = thing.removal_note = thing.removal_reason_by = None
    thing.approved, thing.approved_by = True, by
    thing.approved_at_utc = world.second()
    _dismiss_reports(thing)
    _log_thing(world, f"approve{_word(thing)}", by, thing, details)


def set_locked(world: World, thing: Thing, *, by: str, locked: bool) -> None:
    """Stop or allow replies."""
    if thing.locked != locked:
        thing.locked = locked
        _log_thing(world, "lock" if locked else "unlock", by, thing)


def set_ignore_reports(world: World, thing: Thing, *, by: str, ignore: bool) -> None:
    """Stop or resume listening to reports about a thing."""
    if thing.ignore_reports != ignore:
        thing.ignore_reports = ignore
        action = "ignorereports" if ignore else "unignorereports"
        _log_thing(world, action, by, thing)


def distinguish(world: World, thing: Thing, *, by: str, on: bool) -> None:
    """Show or hide that a moderator speaks as one."""
    wanted = "moderator" if on else None
    if thing.distinguished != wanted:
        thing.distinguished = "moderator" if on else None
        _log_thing(world, "distinguish", by, thing, None if on else "remove")


def stick_comment(world: World, comment: Comment, *, by: str, on: bool) -> None:
    """Pin a comment to the top of its thread, in place of any other."""
    if comment.stickied == on:
        return
    for other in comment.submission.replies:
        other.stickied = False
    comment.stickied = on
    _log_thing(world, "sticky" if on else "unsticky", by, comment)


def stick_submission(
    world: World, submission: Submission, *, by: str, on: bool, slot: int | None
) -> None:
    """Pin a submission to the top of its subreddit.

    Raises:
        SlotTaken: it is pinned there already.
    """
    if on and submission.stickied and slot in (None, submission.sticky_slot):
        raise SlotTaken
    if on:
        wanted = slot or _free_slot(world, submission)
        for other in world.submissions[submission.subreddit.lower()]:
            if other.sticky_slot == wanted:
                other.stickied, other.sticky_slot = False, None
        submission.sticky_slot = wanted
    else:
        submission.sticky_slot = None
    if submission.stickied != on:
        submission.stickied = on
        _log_thing(world, "sticky" if on else "unsticky", by, submission)


def mark(world: World, submission: Submission, flag: str, *, by: str, on: bool) -> None:
    """Mark a submission as nsfw or spoiler."""
    attribute = {"nsfw": "over_18", "spoiler": "spoiler"}[flag]
    if getattr(submission, attribute) != on:
        setattr(submission, attribute, on)
        action = {"nsfw": "marknsfw", "spoiler": "spoiler"}[flag]
        _log_thing(world, action if on else f"un{action}", by, submission)


def give_reason(
    world: World, thing: Thing, *, by: str, reason_id: str | None, note: str
) -> None:
    """Say why something was removed."""
    subreddit = world.subreddit_of(thing)
    reason = subreddit.removal_reasons.get(reason_id or "")
    thing.removal_reason_id = reason.id if reason else None
    thing.removal_note = note or None
    thing.removal_reason_by = by
    title = reason.title if reason else None
    line = LogLine(target=thing, details=title, description=note or None)
    log(world, thing.subreddit, "addremovalreason", by, line)


def set_link_flair(
    world: World, submission: Submission, flair: FlairTemplate, *, by: str
) -> None:
    """Put a flair on a submission; an empty one takes it off."""
    submission.flair_text = flair.text or None
    submission.flair_css_class = flair.css_class or None
    submission.flair_template_id = flair.id or None
    if world.is_moderator(by, submission.subreddit):
        _log_thing(world, "editflair", by, submission, "flair_edit")


def _log_thing(
    world: World, action: str, by: str, thing: Thing, details: str | None = None
) -> None:
    log(world, thing.subreddit, action, by, LogLine(target=thing, details=details))


def _word(thing: Thing) -> str:
    return "comment" if isinstance(thing, Comment) else "link"


def _dismiss_reports(thing: Thing) -> None:
    for report in thing.reports:
        report.dismissed = True


def _free_slot(world: World, submission: Submission) -> int:
    taken = {
        other.sticky_slot
        for other in world.submissions[submission.subreddit.lower()]
        if other.stickied
    }
    free = [slot for slot in range(1, STICKY_SLOTS + 1) if slot not in taken]
    return free[0] if free else STICKY_SLOTS
