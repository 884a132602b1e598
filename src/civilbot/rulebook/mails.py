"""What moderators are told about their two wiki pages, by modmail, each thing once.

The subject is part of the key under which a mail is planned, so it names the revision
or the moment that it is about.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from civilbot.briefings.markdown import clip, escape, length
from civilbot.errors import Problem
from civilbot.ledger import notice
from civilbot.model import Action, Mode
from civilbot.rules import Rules
from civilbot.wiki import (
    ABOUT_RULES,
    ABOUT_SWITCH,
    RULES_PAGE,
    SWITCH_PAGE,
    InForce,
    Position,
    Revision,
    Watched,
    who,
)

#: Reddit takes 10,000 characters; so much is left for each of two lists, or for one.
_HALF, _ROOM = 4_400, 8_800
#: A line of a list is cut after so many.
_LINE = 500

_IN_FORCE = """\
The rules that {who} saved on {page} are in force now (revision {revision}).

{changes}

{state}
{odd}
To go back, save the page as it was before; whoever operates civilbot can also put \
an older revision in force again.
"""

_REFUSED = """\
{who} saved rules on {page} that cannot be used (revision {revision}). The rules that \
were in force before stay in force.

{problems}

Correct the page and save it: civilbot reads it again within a minute.
"""

_IGNORED = """\
{who} saved {page} (revision {revision}) and is not a moderator with the permission \
*wiki*, *config* or everything. civilbot does not use that version; the rules that \
were in force before stay in force.

If it is as you want it, save the page again yourselves. Who may edit the page is in \
its settings.
"""

_GONE = """\
civilbot could read {page} before, and cannot any more: {why}. The rules that were in \
force stay in force.

If that is not what you want, let civilbot's account read the page again; to have \
civilbot do nothing, write `off` on {switch}.
"""

_ROLLED_BACK = """\
Revision {revision} of {page}, saved by {who} on {saved}, is in force again: {by} \
decided that. The page itself was not changed; when somebody saves it the next time, \
that version counts.

{changes}

{state}
"""

_OFF = """\
{who} switched civilbot off on {page}. It does nothing in r/{subreddit} any more, \
from now on; what it had planned and not done yet is given up. It still reads and \
records what it would have done. It still answers moderators: what they write to it, \
and what they save on its two pages.

To switch it on, let the page begin with `on`.
"""

_UNCLEAR = """\
The first word on {page} is neither `on` nor `off`, as {who} left it. That counts as \
off: civilbot does nothing in r/{subreddit} until the page begins with `on`. What it \
had planned waits for a day.
"""

_ON = """\
{who} switched civilbot on, on {page}. It goes on as the rules of r/{subreddit} say. \
What happened while it was off stays as it is.
"""

_SWITCH_IGNORED = """\
{who} wrote `on` on {page} and is not a moderator with the permission *wiki*, \
*config* or everything. That does not count: civilbot stays {state}.

To have it on, save the page yourselves. Who may edit it is in the page's settings.
"""

_SWITCH_GONE = """\
civilbot could read {page} before, and cannot any more: {why}. That counts as off: it \
does nothing in r/{subreddit} until it can read the page again. What it had planned \
waits for a day.

Let civilbot's account read the page; a page that begins with `on` switches it on.
"""

_SWITCH_BACK = """\
civilbot can read {page} again. It says `{position}`.
"""


def in_force(
    rules: Rules, revision: Revision, changes: Sequence[str], odd: Sequence[Problem]
) -> Action:
    """Confirm that a revision is in force, and say what it changes and what is odd."""
    text = _IN_FORCE.format(
        who=who(revision.author),
        page=_link(rules.subreddit, RULES_PAGE),
        revision=revision.short,
        changes=_changes(changes),
        state=_state(rules),
        odd=_odd(odd),
    )
    subject = f"{ABOUT_RULES}revision {revision.short} is in force"
    return notice(rules.subreddit, subject, text)


def refused(subreddit: str, revision: Revision, problems: Sequence[Problem]) -> Action:
    """Say what is wrong with a revision, as far as it fits in one mail."""
    text = _REFUSED.format(
        who=who(revision.author),
        page=_link(subreddit, RULES_PAGE),
        revision=revision.short,
        problems="\n".join(_fitting(_diagnostics(problems), _ROOM)),
    )
    subject = f"{ABOUT_RULES}revision {revision.short} cannot be used"
    return notice(subreddit, subject, text)


def ignored(subreddit: str, revision: Revision) -> Action:
    """Say that somebody's edit does not count."""
    text = _IGNORED.format(
        who=who(revision.author),
        page=_link(subreddit, RULES_PAGE),
        revision=revision.short,
    )
    subject = f"{ABOUT_RULES}revision {revision.short} does not count"
    return notice(subreddit, subject, text)


def gone(subreddit: str, page: Watched) -> Action:
    """Say that the rules page cannot be read any more."""
    text = _GONE.format(
        page=_link(subreddit, RULES_PAGE),
        switch=_link(subreddit, SWITCH_PAGE),
        why=escape(page.failure),
    )
    subject = f"{ABOUT_RULES}the page cannot be read since {_moment(page.failed_at)}"
    return notice(subreddit, subject, text)


def rolled_back(
    rules: Rules, revision: Revision, force: InForce, changes: Sequence[str]
) -> Action:
    """Say that an older revision is in force again."""
    text = _ROLLED_BACK.format(
        who=who(revision.author),
        page=_link(rules.subreddit, RULES_PAGE),
        revision=revision.short,
        saved=_moment(revision.saved_at),
        by=escape(force.by),
        changes=_changes(changes),
        state=_state(rules),
    )
    moment = _moment(force.since)
    subject = f"{ABOUT_RULES}back to revision {revision.short} at {moment}"
    return notice(rules.subreddit, subject, text)


def switched(subreddit: str, page: Watched) -> Action:
    """Say where the switch stands now."""
    texts = {Position.ON: _ON, Position.OFF: _OFF, Position.UNCLEAR: _UNCLEAR}
    text = texts[page.position].format(
        who=who(page.author),
        page=_link(subreddit, SWITCH_PAGE),
        subreddit=subreddit,
    )
    state = "on" if page.position is Position.ON else "off"
    subject = f"{ABOUT_SWITCH}{state} since {_moment(page.changed_at)}"
    return notice(subreddit, subject, text)


def switch_ignored(subreddit: str, page: Watched, by: str) -> Action:
    """Say that somebody's `on` does not count."""
    text = _SWITCH_IGNORED.format(
        who=who(by),
        page=_link(subreddit, SWITCH_PAGE),
        state="on, as it was" if page.position is Position.ON else "off",
    )
    subject = f"{ABOUT_SWITCH}revision {page.revision[:8]} does not count"
    return notice(subreddit, subject, text)


def switch_gone(subreddit: str, page: Watched) -> Action:
    """Say that the switch cannot be read any more, which counts as off."""
    text = _SWITCH_GONE.format(
        page=_link(subreddit, SWITCH_PAGE),
        subreddit=subreddit,
        why=escape(page.failure),
    )
    subject = f"{ABOUT_SWITCH}cannot be read since {_moment(page.failed_at)}"
    return notice(subreddit, subject, text)


def switch_back(subreddit: str, page: Watched, failed_at: float) -> Action:
    """Say that the switch can be read again."""
    text = _SWITCH_BACK.format(
        page=_link(subreddit, SWITCH_PAGE), position=page.position.value
    )
    subject = f"{ABOUT_SWITCH}can be read again, could not at {_moment(failed_at)}"
    return notice(subreddit, subject, text)


def _link(subreddit: str, page: str) -> str:
    return f"[the wiki page {page}](/r/{subreddit}/wiki/{page})"


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _state(rules: Rules) -> str:
    if rules.mode is Mode.LIVE:
        return "civilbot is live here."
    return "civilbot is in shadow here: it records what it would do, and does nothing."


def _changes(changes: Sequence[str]) -> str:
    if not changes:
        return "Nothing changes in what civilbot does."
    lines = [f"* {escape(clip(change, _LINE))}" for change in changes]
    return "\n".join(("What changes:", "", *_fitting(lines, _HALF)))


def _odd(problems: Sequence[Problem]) -> str:
    if not problems:
        return ""
    lines = _fitting(_diagnostics(problems), _HALF)
    return "\n".join(("", "It works, but look at this:", "", *lines, ""))


def _diagnostics(problems: Sequence[Problem]) -> Iterator[str]:
    """Write problems as a code block shows them."""
    for problem in problems:
        lines = problem.shown.splitlines()
        yield "\n".join(f"    {clip(line, _LINE)}" for line in lines)


def _fitting(lines: Iterator[str] | Sequence[str], room: int) -> Iterator[str]:
    """Give lines while there is room, and say how many were left out."""
    left = 0
    for line in lines:
        room -= length(line) + 1
        if room >= 0 and not left:
            yield line
        else:
            left += 1
    if left:
        yield f"\n… and {left} more."
