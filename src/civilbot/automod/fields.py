"""The fields of AutoModerator's, and which of them civilbot's rules know.

What is not here is no field of AutoModerator's.
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Flag, auto

from civilbot.automod.patterns import Untranslatable
from civilbot.automod.re2_writing import Method


class Looks(Flag):
    """What a rule looks at."""

    NOTHING = 0
    TEXT = auto()
    LINK = auto()
    COMMENT = auto()
    POSTS = TEXT | LINK
    ALL = POSTS | COMMENT


_SEARCH_KEY = re.compile(r"(~?)([^\s(]+)\s*(?:\((.+)\))?")

#: Where AutoModerator looks in a field, if a rule does not say so.
_METHODS: Mapping[str, Method] = {
    "id": Method.EXACT,
    "url": Method.INCLUDES,
    "flair_text": Method.EXACT,
    "flair_css_class": Method.EXACT,
    "flair_template_id": Method.EXACT,
    "media_author": Method.EXACT,
    "media_author_url": Method.INCLUDES,
}

#: What a search of the post or comment itself is looked for in: our name, or why not.
SEARCHED: Mapping[str, str] = {
    "title": "title",
    "body": "body",
    "url": "url",
    "domain": "url",
    "flair_text": "flair",
}

_CSS = "rules know a flair by its text alone"
_MEDIA = "rules do not look at embedded media"
_POLL = "rules do not look into polls"
_ORIGINAL = "rules do not look at what a crosspost was made from"
_SORT = "rules do not tell this sort of post from others"
_HIDDEN = "Reddit tells it to AutoModerator alone"
_NO_ACTION = "rules have no such action"

#: Searches that rules have nothing for, and why.
UNSEARCHED: Mapping[str, str] = {
    "id": "rules do not name single posts, comments or accounts by their id",
    "flair_css_class": _CSS,
    "flair_template_id": _CSS,
    "poll_option_text": _POLL,
    "poll_option_count": _POLL,
    "crosspost_id": _ORIGINAL,
    "crosspost_title": _ORIGINAL,
    "media_author": _MEDIA,
    "media_author_url": _MEDIA,
    "media_title": _MEDIA,
    "media_description": _MEDIA,
}

#: Searches of the author.
AUTHOR_SEARCHED: Mapping[str, str] = {"name": "name", "flair_text": "flair"}

#: Other conditions that rules have nothing for, and why.
UNCHECKED: Mapping[str, str] = {
    "is_original_content": _SORT,
    "is_poll": _SORT,
    "is_gallery": _SORT,
    "is_meta_discussion": _SORT,
    "discussion_type": _SORT,
    "is_nsfw": "rules do not look at the subreddit",
    "event_label": "rules do not know of temporary events",
}

AUTHOR_UNCHECKED: Mapping[str, str] = {
    "comment_subreddit_karma": _HIDDEN,
    "post_subreddit_karma": _HIDDEN,
    "combined_subreddit_karma": _HIDDEN,
    "contributor_quality": _HIDDEN,
    "has_verified_email": _HIDDEN,
    "is_gold": "rules do not ask who has Reddit Premium",
}

#: Groups that rules have nothing for, and why.
UNKNOWN_GROUPS: Mapping[str, str] = {
    "crosspost_author": _ORIGINAL,
    "crosspost_subreddit": _ORIGINAL,
    "subreddit": "rules do not look at the subreddit",
}

#: Actions that rules have nothing for, and why.
UNDONE: Mapping[str, str] = {
    "message": "civilbot writes no private messages to users",
    "message_subject": "civilbot writes no private messages to users",
    "modmail_subject": "civilbot writes the subject of its mails itself",
    "set_sticky": _NO_ACTION,
    "set_nsfw": _NO_ACTION,
    "set_spoiler": _NO_ACTION,
    "set_contest_mode": _NO_ACTION,
    "set_original_content": _NO_ACTION,
    "set_suggested_sort": _NO_ACTION,
    "set_post_crowd_control_level": _NO_ACTION,
}

_ON_POSTS = (
    *("set_flair", "set_sticky", "set_nsfw", "set_spoiler", "set_contest_mode"),
    *("set_original_content", "set_suggested_sort", "set_post_crowd_control_level"),
)

#: What rules with these keys look at at most.
ONLY_ON: Mapping[str, Looks] = {
    **dict.fromkeys(_ON_POSTS, Looks.POSTS),
    "parent_submission": Looks.COMMENT,
}

_OTHERS = frozenset(
    {
        *("type", "priority", "moderators_exempt", "standard", "ignore_blockquotes"),
        *("reports", "body_longer_than", "body_shorter_than", "is_edited"),
        *("is_top_level", "author", "~author", "parent_submission"),
        *("action", "action_reason", "report_reason", "comment", "comment_locked"),
        *("comment_stickied", "modmail", "set_flair", "overwrite_flair", "set_locked"),
    }
)
_AUTHORS = frozenset(
    {
        *("comment_karma", "post_karma", "link_karma", "combined_karma"),
        *("account_age", "satisfy_any_threshold", "is_contributor", "is_moderator"),
        *("is_submitter", "set_flair", "overwrite_flair"),
    }
)


@dataclass(frozen=True, slots=True)
class Search:
    """What the key of a search says."""

    fields: tuple[str, ...]
    method: Method
    negated: bool
    regex: bool
    case_sensitive: bool
    #: The method was not said, and a domain counts with all below it.
    subdomains: bool

    @property
    def name(self) -> str:
        """The fields, as they are joined."""
        return "+".join(self.fields)


def search(name: str) -> Search:
    """Read the key of a search, such as `~title+body#2 (includes, regex)`.

    Raises:
        Untranslatable: it has a modifier that AutoModerator does not know.
    """
    found = _SEARCH_KEY.fullmatch(name)
    if found is None:
        raise Untranslatable("is no key of AutoModerator's")
    fields = tuple(part.strip() for part in found[2].partition("#")[0].split("+"))
    modifiers = [part.strip() for part in (found[3] or "").split(",") if part.strip()]
    methods = [method for method in Method if method in modifiers]
    known = {*Method, "regex", "case-sensitive"}
    for modifier in modifiers:
        if modifier not in known:
            raise Untranslatable(f"AutoModerator has no modifier '{modifier}'")
    named = next((Method(m) for m in modifiers if m in methods), None)
    alone = fields[0] if len(fields) == 1 else ""
    return Search(
        fields=fields,
        method=named or _METHODS.get(alone, Method.WORD),
        negated=bool(found[1]),
        regex="regex" in modifiers,
        case_sensitive="case-sensitive" in modifiers,
        subdomains=named is None and alone == "domain",
    )


def unknown(name: str, *, author: bool = False) -> str:
    """Say that AutoModerator has no such field, and which one may be meant."""
    of_author = {*AUTHOR_SEARCHED, *AUTHOR_UNCHECKED, *_AUTHORS, "id"}
    of_item = {*SEARCHED, *UNSEARCHED, *UNCHECKED, *UNDONE, *UNKNOWN_GROUPS, *_OTHERS}
    near = difflib.get_close_matches(name, of_author if author else of_item, 1)
    if near:
        return f"AutoModerator has no such field; did you mean '{near[0]}'?"
    if name in (of_item if author else of_author):
        return f"stands in the wrong place: {_place(author=author)}"
    return "AutoModerator has no such field"


def _place(*, author: bool) -> str:
    if author:
        return "it belongs to the rule itself, not under author"
    return "it belongs under author"
