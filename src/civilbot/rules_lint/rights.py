"""Actions that the bot's account may not take in the subreddit."""

from collections.abc import Iterator, Mapping

from civilbot.rules import FlagAction, ReplyMode
from civilbot.rules_lint.finding import Finding, Looking
from civilbot.rules_lint.groups import taken_apart
from civilbot.yaml_text import Path

POSTS, MAIL, FLAIR, ACCESS = "posts", "mail", "flair", "access"

#: The moderator permission that an action takes; a report and a reply take none.
NEEDED: Mapping[FlagAction, str] = {
    FlagAction.MOD_NOTE: MAIL,
    FlagAction.MODMAIL: MAIL,
    FlagAction.REMOVE: POSTS,
    FlagAction.LOCK: POSTS,
    FlagAction.FLAIR: FLAIR,
}

#: How Reddit's pages call the permissions.
_CALLED = {
    POSTS: "Manage Posts & Comments",
    MAIL: "Manage Mod Mail",
    FLAIR: "Manage Flair",
    ACCESS: "Manage Users",
}


def missing(looking: Looking) -> Iterator[Finding]:
    """Whatever the rules ask for and the account may not do."""
    granted = looking.known.permissions
    if granted is None or "all" in granted:
        return
    for path, what, needed in (*_actions(looking), *_others(looking)):
        if needed not in granted:
            message = f"{what} needs the permission '{needed}', which the bot lacks"
            hint = f"give its account '{_CALLED[needed]}'"
            yield looking.error("permission", path, message, hint)


def _actions(looking: Looking) -> Iterator[tuple[Path, str, str]]:
    """Give each action that needs a permission: where, what, which."""
    for path, actions in _all_actions(looking):
        for number, action in enumerate(actions):
            if action in NEEDED:
                yield (*path, number), f"'{action}'", NEEDED[action]


def _all_actions(looking: Looking) -> Iterator[tuple[Path, tuple[FlagAction, ...]]]:
    flags = looking.rules.flags
    yield ("flags", "actions"), flags.actions
    for category, own in flags.categories.items():
        yield ("flags", "categories", category.value, "actions"), own.actions or ()
    for number, rung in enumerate(flags.escalation):
        yield ("flags", "escalation", number, "do"), rung.do
    for number, rule in enumerate(looking.rules.rules):
        yield ("rules", number, "do"), rule.do


def _others(looking: Looking) -> Iterator[tuple[Path, str, str]]:
    """Give what else needs a permission."""
    rules = looking.rules
    if rules.briefings.mode in (ReplyMode.ASK, ReplyMode.AUTO):
        yield ("briefings", "mode"), "proposing a briefing by modmail", MAIL
    if rules.exempt.approved_users:
        path = ("exempt", "approved_users")
        yield path, "knowing the approved users", ACCESS
    for parts in taken_apart(rules.rules):
        for group in parts.groups:
            for asked in group.asked:
                if asked.name == "author.contributor":
                    yield asked.path, "knowing the approved users", ACCESS
