"""Turns AutoModerator's actions into what civilbot's rules do."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from civilbot.automod import numbers, placeholders
from civilbot.automod.fields import UNDONE
from civilbot.automod.page import Entry, texts_of, value_of
from civilbot.automod.patterns import Untranslatable
from civilbot.automod.texts import Tree

LONGEST_TEXT, LONGEST_REASON, LONGEST_FLAIR = 2_000, 200, 64

#: Actions that take something away; moderators are exempt from them, and of reports.
REMOVALS = ("remove", "spam", "filter")
_ACTIONS = ("approve", *REMOVALS, "report")
_NO_ACTION: Mapping[str, str] = {
    "approve": "rules approve nothing",
    "spam": "rules have no 'spam'; --spam-as remove takes its place",
    "filter": "rules have no 'filter'; --filter-as report or remove takes its place",
}


@dataclass(frozen=True, slots=True)
class Instead:
    """What takes the place of actions that rules do not have; "" for nothing."""

    filter: str = ""
    spam: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What the actions must know of the rest of the rule."""

    subreddit: str
    #: "submission" or "comment"; "" if it may be either.
    kind: str
    #: The names of the searches that find words.
    searches: tuple[str, ...]
    instead: Instead


@dataclass(frozen=True, slots=True)
class Done:
    """What a key lets a rule do: its actions, and its other keys."""

    do: tuple[str, ...] = ()
    keys: Tree = field(default_factory=dict)
    #: Why a part of it is left out.
    missing: str = ""


def action(entry: Entry, around: Around) -> Done:
    """Say what an action comes to in a rule.

    Raises:
        Untranslatable: rules do not do it; says why.
    """
    if entry.name in UNDONE:
        raise Untranslatable(UNDONE[entry.name])
    return _DOERS[entry.name](entry, around)


def is_action(name: str) -> bool:
    """Whether a key is one of AutoModerator's actions, or belongs to one."""
    return name in UNDONE or name in _DOERS


def asks_for(entries: Sequence[Entry]) -> str:
    """Return what the rule does with the post or comment, if it is one of the five."""
    values = [entry.node.value for entry in entries if entry.name == "action"]
    return str(values[-1]) if values and values[-1] in _ACTIONS else ""


def _text(entry: Entry) -> str:
    value = _plain(entry)
    if value is None:
        raise Untranslatable("should be a text")
    return str(value).strip()


def _action(entry: Entry, around: Around) -> Done:
    name = _text(entry)
    instead = {"filter": around.instead.filter, "spam": around.instead.spam}
    if name not in _ACTIONS:
        raise Untranslatable(f"should be {', '.join(_ACTIONS)}, not '{name}'")
    if name in _NO_ACTION:
        if not instead.get(name):
            raise Untranslatable(_NO_ACTION[name])
        name = instead[name]
    return Done(do=(name,))


def _reason(entry: Entry, around: Around) -> Done:
    constants = {"subreddit": around.subreddit, "kind": around.kind}
    text = placeholders.reason(_text(entry), around.searches, constants)
    if len(text) > LONGEST_REASON:
        raise Untranslatable(
            f"has {len(text)} characters; at most {LONGEST_REASON} are shown"
        )
    return Done(keys={"reason": text} if text else {})


def _reply(entry: Entry, around: Around) -> Done:
    return Done(do=("nudge",), keys={"message": _long(entry, around)})


def _mail(entry: Entry, around: Around) -> Done:
    return Done(do=("modmail",), keys={"mail": _long(entry, around)})


def _long(entry: Entry, around: Around) -> str:
    # A lone space at the end of a line means nothing; two of them break it.
    plain = re.sub(r"(?<! ) $", "", _text(entry), flags=re.MULTILINE)
    text = placeholders.filled_in(plain, around.searches)
    if not text:
        raise Untranslatable("is empty")
    if len(text) > LONGEST_TEXT:
        raise Untranslatable(
            f"has {len(text):,} characters; at most {LONGEST_TEXT:,} are taken"
        )
    return text


def _only_false(why: str) -> Callable[[Entry, Around], Done]:
    def done(entry: Entry, _: Around) -> Done:
        if numbers.truth(_plain(entry)):
            raise Untranslatable(why)
        return Done()

    return done


def _lock(entry: Entry, _: Around) -> Done:
    if not numbers.truth(_plain(entry)):
        raise Untranslatable("rules unlock nothing")
    return Done(do=("lock",))


def _plain(entry: Entry) -> object:
    try:
        return value_of(entry)
    except ValueError as error:
        raise Untranslatable(str(error)) from None


def _flair(entry: Entry, around: Around) -> Done:
    given = _flair_parts(entry)
    css = given.pop("css_class", "")
    if unknown := set(given) - {"text", "template_id"}:
        raise Untranslatable(f"a flair has no '{min(unknown)}'")
    constants = {"subreddit": around.subreddit, "kind": around.kind}
    text = placeholders.constant(given.get("text", ""), constants)
    template = given.get("template_id", "")
    if not text and not template:
        raise Untranslatable("names no flair; rules take none away")
    if len(text) > LONGEST_FLAIR or len(template) > LONGEST_FLAIR:
        raise Untranslatable(f"has more than {LONGEST_FLAIR} characters")
    flair: Any = {"text": text, "template": template} if template else text
    if template and not text:
        flair = {"template": template}
    missing = f"rules give no CSS class: {css}" if css else ""
    return Done(("flair",), {"flair": flair}, missing)


def _flair_parts(entry: Entry) -> dict[str, str]:
    if entry.within:
        return {part.name: _text(part) for part in entry.within}
    try:
        texts = [value for value, _ in texts_of(entry)]
    except ValueError as error:
        raise Untranslatable(str(error)) from None
    if len(texts) > 2:
        raise Untranslatable("should be a text, or a text and a CSS class")
    return dict(zip(("text", "css_class"), texts, strict=False))


def _overwrite(entry: Entry, _: Around) -> Done:
    numbers.truth(_plain(entry))
    return Done()


Doer = Callable[[Entry, Around], Done]

_DOERS: Mapping[str, Doer] = {
    "action": _action,
    "action_reason": _reason,
    "report_reason": _reason,
    "comment": _reply,
    "modmail": _mail,
    "comment_locked": _only_false("rules do not lock civilbot's replies"),
    "comment_stickied": _only_false("rules do not pin civilbot's replies"),
    "set_flair": _flair,
    "overwrite_flair": _overwrite,
    "set_locked": _lock,
}
