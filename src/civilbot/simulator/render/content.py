"""Writes submissions and comments the way Reddit's API shows them to one viewer."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from civilbot.simulator.community import Subreddit
from civilbot.simulator.render.markup import to_guarded_html, to_html
from civilbot.simulator.render.unmodelled import BOTH, COMMENT, SUBMISSION, Json
from civilbot.simulator.things import Comment, Report, Submission, Thing
from civilbot.simulator.world import World

SITE = "https://www.reddit.com"
DELETED = "[deleted]"
REMOVED = "[removed]"
REPORT_REASONS_RETIRED = "Read mod_reports and user_reports instead."

Place = Literal["alone", "tree", "listing"]
"""Where a comment is shown. Reddit adds the depth in a thread's tree, and the thread's
title and address in a subreddit's or a person's listing; recordings show neither in
/api/info nor in the answer to a new comment."""


def listing(
    children: Sequence[Json], *, after: str | None = None, before: str | None = None
) -> Json:
    """Wrap a page of things."""
    data: Json = {
        "after": after,
        "before": before,
        "dist": len(children),
        "modhash": None,
        "geo_filter": "",
        "children": list(children),
    }
    return {"kind": "Listing", "data": data}


def more(ids: Sequence[str], parent: str, *, count: int, depth: int) -> Json:
    """Stand in for comments that were left out of a tree."""
    first = ids[0] if ids else "_"
    data: Json = {
        "children": list(ids),
        "count": count,
        "depth": depth,
        "id": first,
        "name": f"t1_{first}",
        "parent_id": parent,
    }
    return {"kind": "more", "data": data}


def comment(
    c: Comment,
    world: World,
    *,
    viewer: str | None,
    replies: Sequence[Json] = (),
    place: Place = "alone",
) -> Json:
    """Write a comment."""
    text = shown_text(c, c.body, world, viewer)
    data = {
        **_content(c, world, viewer),
        **COMMENT.fields(),
        "body": text,
        "body_html": to_html(text),
        "is_submitter": c.author is not None and c.author == c.submission.author,
        "link_id": c.submission.name,
        "parent_id": c.parent.name,
        "permalink": c.permalink,
        "replies": listing(replies) if replies else "",
        **_of_the_thread(c, world, place),
    }
    if c.deleted:
        data |= {"collapsed": True, "collapsed_reason_code": "DELETED"}
    return {"kind": "t1", "data": data}


def submission(s: Submission, world: World, *, viewer: str | None) -> Json:
    """Write a submission."""
    sees_all = world.is_moderator(viewer, s.subreddit)
    text = shown_text(s, s.selftext, world, viewer) if s.is_self else ""
    data = {
        **_content(s, world, viewer),
        **SUBMISSION.fields(),
        **_link_flair(s),
        "contest_mode": s.contest_mode,
        "domain": s.domain,
        "is_crosspostable": not (s.taken_down or s.deleted),
        "is_robot_indexable": not (s.taken_down or s.deleted),
        "is_self": s.is_self,
        "num_comments": s.num_comments,
        "num_crossposts": s.num_crossposts,
        "over_18": s.over_18,
        "permalink": s.permalink,
        "quarantine": world.subreddit_of(s).quarantine,
        "removed_by": s.removed_by if sees_all else None,
        "removed_by_category": _removed_by_category(s),
        "selftext": text,
        "selftext_html": to_guarded_html(text) if text else None,
        "spoiler": s.spoiler,
        "subreddit_subscribers": world.subreddit_of(s).subscribers,
        "suggested_sort": s.suggested_sort,
        "thumbnail": "self" if s.is_self else "default",
        "title": s.title,
        "upvote_ratio": 1.0,
        "url": s.url or f"{SITE}{s.permalink}",
    }
    if s.url:
        data["url_overridden_by_dest"] = s.url
    if sees_all:
        data |= _dismissed_reports(s)
    if s.crosspost_of is not None:
        # The whole submission that is repeated stands in it, without its kind.
        repeated = submission(s.crosspost_of, world, viewer=viewer)["data"]
        data["crosspost_parent"] = s.crosspost_of.name
        data["crosspost_parent_list"] = [repeated]
    return {"kind": "t3", "data": data}


def shown_author(thing: Thing, world: World, viewer: str | None) -> str | None:
    """The author's name as the viewer may see it; None for [deleted]."""
    return None if thing.deleted or _hidden(thing, world, viewer) else thing.author


def shown_text(thing: Thing, text: str, world: World, viewer: str | None) -> str:
    """The text as the viewer may see it."""
    if thing.deleted:
        return DELETED
    return REMOVED if _hidden(thing, world, viewer) else text


def _hidden(thing: Thing, world: World, viewer: str | None) -> bool:
    """Authors are not told: they go on seeing what they wrote."""
    own = thing.author is not None and thing.author == viewer
    return thing.taken_down and not (own or world.is_moderator(viewer, thing.subreddit))


def _content(thing: Thing, world: World, viewer: str | None) -> Json:
    subreddit = world.subreddit_of(thing)
    own = thing.author is not None and thing.author == viewer
    data = {
        **BOTH.fields(),
        **_author(thing, world, viewer),
        "archived": thing.archived,
        "can_mod_post": subreddit.moderator(viewer) is not None,
        "created": thing.created_utc,
        "created_utc": thing.created_utc,
        "distinguished": thing.distinguished,
        "edited": thing.edited,
        "id": thing.id,
        "likes": True if own else None,
        "locked": thing.locked,
        "name": thing.name,
        "score": thing.score,
        "send_replies": own,
        "stickied": thing.stickied,
        "subreddit": subreddit.name,
        "subreddit_id": subreddit.fullname,
        "subreddit_name_prefixed": subreddit.prefixed_name,
        "subreddit_type": subreddit.type,
        "ups": thing.score,
    }
    if own:
        data["rte_mode"] = "markdown"
    if subreddit.moderator(viewer):
        data |= _for_moderators(thing, subreddit)
    return data


def _author(thing: Thing, world: World, viewer: str | None) -> Json:
    """Name and flair; a deleted author has no account keys at all."""
    name = shown_author(thing, world, viewer)
    flair = world.subreddit_of(thing).user_flair.get((name or "").lower())
    data: Json = {
        "author": name or DELETED,
        "author_flair_background_color": "" if flair else None,
        "author_flair_css_class": flair.css_class or None if flair else None,
        "author_flair_template_id": flair.template_id if flair else None,
        "author_flair_text": flair.text if flair else None,
        "author_flair_text_color": "dark" if flair else None,
    }
    if name is None:
        return data
    user = world.user(name)
    return data | {
        "author_flair_richtext": [],
        "author_flair_type": "text",
        "author_fullname": user.fullname if user else None,
        "author_patreon_flair": False,
        "author_premium": False,
    }


def _for_moderators(thing: Thing, subreddit: Subreddit) -> Json:
    reason = subreddit.removal_reasons.get(thing.removal_reason_id or "")
    reports = thing.open_reports
    return {
        "approved": thing.approved,
        "approved_at_utc": thing.approved_at_utc,
        "approved_by": thing.approved_by,
        "banned_at_utc": thing.removed_at_utc if thing.taken_down else None,
        "banned_by": _banned_by(thing),
        "ignore_reports": thing.ignore_reports,
        "mod_note": thing.removal_note,
        "mod_reason_by": thing.removal_reason_by,
        "mod_reason_title": reason.title if reason else None,
        "mod_reports": _mod_reports(reports),
        "num_reports": len(reports),
        "removed": thing.removed,
        "report_reasons": [REPORT_REASONS_RETIRED for _ in reports],
        "spam": thing.spam,
        "user_reports": _user_reports(reports),
    }


def _banned_by(thing: Thing) -> str | bool | None:
    """Who took it down; True stands for Reddit's own filter."""
    return (thing.removed_by or True) if thing.taken_down else None


def _mod_reports(reports: Sequence[Report]) -> list[list[str]]:
    return [[report.reason, report.by] for report in reports if report.by_moderator]


def _user_reports(reports: Sequence[Report]) -> list[list[str | int | bool]]:
    counts = Counter(report.reason for report in reports if not report.by_moderator)
    return [[reason, count, False, False] for reason, count in counts.items()]


def _dismissed_reports(thing: Thing) -> Json:
    dismissed = [report for report in thing.reports if report.dismissed]
    rows: Json = {
        "mod_reports_dismissed": _mod_reports(dismissed),
        "user_reports_dismissed": _user_reports(dismissed),
    }
    return {key: value for key, value in rows.items() if value}


def _removed_by_category(s: Submission) -> str | None:
    if s.deleted:
        return "deleted"
    if not s.taken_down:
        return None
    return "moderator" if s.removed_by else "reddit"


def _link_flair(s: Submission) -> Json:
    data: Json = {
        "link_flair_background_color": "",
        "link_flair_css_class": s.flair_css_class,
        "link_flair_richtext": [],
        "link_flair_text": s.flair_text,
        "link_flair_text_color": "dark",
        "link_flair_type": "text",
    }
    if s.flair_template_id:
        data["link_flair_template_id"] = s.flair_template_id
    return data


def _of_the_thread(c: Comment, world: World, place: Place) -> Json:
    if place == "tree":
        return {"depth": c.depth}
    if place == "alone":
        return {}
    thread = c.submission
    return {
        "link_author": thread.author or DELETED,
        "link_permalink": f"{SITE}{thread.permalink}",
        "link_title": thread.title,
        "link_url": thread.url or f"{SITE}{thread.permalink}",
        "num_comments": thread.num_comments,
        "over_18": thread.over_18,
        "quarantine": world.subreddit_of(c).quarantine,
    }
