"""Gives translated rules their names."""

import re

from civilbot.automod.rule import Made

_LONGEST_NAME = 60


def name_of(made: Made) -> str:
    """Call a rule by its first comment of words, or its reason, or its line."""
    reason = made.rules[0].get("reason", "") if made.rules else ""
    for text in (*made.section.comments, reason):
        words = re.sub(r"[^\w\s'’&/+,()-]", " ", text)  # noqa: RUF001 - an apostrophe in moderators' comments
        name = " ".join(words.split()).strip(" -_=,/")
        if name:
            return _cut(name)
    return f"AutoModerator line {made.section.line}"


def _cut(name: str) -> str:
    """Shorten a name at a space, leaving room for a number."""
    longest = _LONGEST_NAME - len(" (flair) 999")
    if len(name) <= longest:
        return name
    return name[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,-") + "…"
