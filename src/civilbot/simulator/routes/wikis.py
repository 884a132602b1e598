"""Wiki pages: read, write with a check for others' edits, history, settings."""

from civilbot.simulator import render, wiki
from civilbot.simulator.answers import (
    Answer,
    ApiError,
    answer,
    bad_request,
    forbidden,
    not_found,
)
from civilbot.simulator.call import Call
from civilbot.simulator.community import Subreddit, WikiPage
from civilbot.simulator.listings import Row, window
from civilbot.simulator.listings import page as cut_page
from civilbot.simulator.moderating import LogLine, log
from civilbot.simulator.routes.table import Route

LONGEST_REASON = 256


def read(call: Call, sr: str, page: str) -> Answer:
    """Show a page, or an old version of it."""
    found = _readable(call, call.subreddit(sr), page)
    version = call.query.get("v")
    revision = wiki.find_revision(found, version) if version else found.newest
    if revision is None:
        told = {"reason": "INVALID_REVISION", "message": "Bad Request"}
        raise ApiError(answer(told, 400))
    return answer(render.wiki_page(found, revision, call.world, viewer=call.viewer))


def edit(call: Call, sr: str) -> Answer:
    """Write a page; with `previous`, only if nobody else wrote meanwhile."""
    subreddit, by = call.subreddit(sr), call.user()
    name, content = call.form.get("page", ""), call.form.get("content", "")
    page = wiki.find_page(subreddit, name)
    if not wiki.may_write(page, subreddit, by):
        raise forbidden("MAY_NOT_REVISE")
    if len(content.encode()) > wiki.LONGEST_PAGE:
        raise bad_request("CONTENT_LENGTH_ERROR", "content", "the page is too long")
    previous = call.form.get("previous")
    if previous and (page is None or page.newest.id != previous):
        raise _conflict(page)
    reason = call.form.get("reason", "")[:LONGEST_REASON] or None
    change = wiki.PageEdit(page=name, content=content, by=by, reason=reason)
    wiki.write_page(call.world, subreddit, change)
    return answer({})


def revert(call: Call, sr: str) -> Answer:
    """Write an old version of a page again."""
    subreddit = call.moderated(sr, "wiki")
    page = _existing(subreddit, call.form.get("page", ""))
    old = wiki.find_revision(page, call.form.get("revision", ""))
    if old is None:
        raise bad_request("INVALID_REVISION", "revision", "there is no such version")
    change = wiki.PageEdit(
        page=page.name,
        content=old.content,
        by=call.user(),
        reason=f"reverted back {int(call.world.now() - old.timestamp)} seconds",
    )
    wiki.write_page(call.world, subreddit, change)
    return answer({})


def pages(call: Call, sr: str) -> Answer:
    """List the names of the pages the viewer may read."""
    subreddit = call.subreddit(sr)
    names = [
        page.name
        for page in subreddit.wiki.values()
        if wiki.may_read(page, subreddit, call.viewer)
    ]
    return answer({"kind": "wikipagelisting", "data": sorted(names)})


def revisions(call: Call, sr: str, page: str | None = None) -> Answer:
    """List the versions of a page, or of all pages, newest first."""
    subreddit = call.subreddit(sr)
    if page is None:
        kept = [
            one
            for one in subreddit.wiki.values()
            if wiki.may_read(one, subreddit, call.viewer)
        ]
    else:
        kept = [_readable(call, subreddit, page)]
    versions = [old for one in kept for old in one.revisions]
    versions.sort(key=lambda old: old.timestamp)
    part = cut_page(
        [Row(f"WikiRevision_{old.id}", old) for old in reversed(versions)],
        window(call.query),
    )
    rows = [render.wiki_revision(one.item, call.world) for one in part.items]
    return answer(render.listing(rows, after=part.after, before=part.before))


def settings(call: Call, sr: str, page: str) -> Answer:
    """Show who may read and write a page."""
    found = _existing(call.moderated(sr, "wiki"), page)
    return answer(render.wiki_settings(found, call.world))


def change_settings(call: Call, sr: str, page: str) -> Answer:
    """Say who may read and write a page."""
    subreddit = call.moderated(sr, "wiki")
    found = _existing(subreddit, page)
    level = call.form.get("permlevel", "")
    if level not in ("0", "1", "2"):
        raise bad_request("INVALID_OPTION", "permlevel")
    found.permlevel = int(level)
    found.listed = call.flag("listed", default=found.listed)
    line = LogLine(details=f"Page {found.name} permissions changed")
    log(call.world, subreddit.name, "wikipermlevel", call.user(), line)
    return answer(render.wiki_settings(found, call.world))


def allow_editor(call: Call, sr: str, act: str) -> Answer:
    """Let somebody write a page, or no longer."""
    found = _existing(call.moderated(sr, "wiki"), call.form.get("page", ""))
    user = call.world.user(call.form.get("username"))
    if user is None:
        raise not_found("UNKNOWN_USER")
    found.editors = [one for one in found.editors if one != user.name]
    if act == "add":
        found.editors.append(user.name)
    return answer({})


def _existing(subreddit: Subreddit, name: str) -> WikiPage:
    found = wiki.find_page(subreddit, name)
    if found is None:
        raise _no_page()
    return found


def _readable(call: Call, subreddit: Subreddit, name: str) -> WikiPage:
    found = _existing(subreddit, name)
    if not wiki.may_read(found, subreddit, call.viewer):
        raise forbidden("MOD_REQUIRED")
    return found


def _no_page() -> ApiError:
    told = {"reason": "PAGE_NOT_FOUND", "message": "Not Found"}
    return ApiError(answer(told, 404))


def _conflict(page: WikiPage | None) -> ApiError:
    told = {
        "reason": "EDIT_CONFLICT",
        "message": "Conflict",
        "newcontent": page.newest.content if page else "",
        "newrevision": page.newest.id if page else "",
    }
    return ApiError(answer(told, 409))


ROUTES = [
    Route("GET", "/r/<sr>/wiki/pages", "wikiread", pages),
    Route("GET", "/r/<sr>/wiki/revisions", "wikiread", revisions),
    Route("GET", "/r/<sr>/wiki/revisions/<path:page>", "wikiread", revisions),
    Route("GET", "/r/<sr>/wiki/settings/<path:page>", "modwiki", settings),
    Route("POST", "/r/<sr>/wiki/settings/<path:page>", "modwiki", change_settings),
    Route("GET", "/r/<sr>/wiki/<path:page>", "wikiread", read),
    Route("POST", "/r/<sr>/api/wiki/edit", "wikiedit", edit),
    Route("POST", "/r/<sr>/api/wiki/revert", "modwiki", revert),
    Route(
        "POST",
        "/r/<sr>/api/wiki/alloweditor/<any(add,del):act>",
        "modwiki",
        allow_editor,
    ),
]
