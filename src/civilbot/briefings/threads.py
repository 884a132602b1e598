"""Threads where a briefing would be out of place, whatever their subject.

Question rounds, megathreads, standing discussions, live threads and calls for help
are conversations of their own; a sticky in a question round was measured to drive
newcomers away (r/science, 2017).
"""

import re

_KINDS = (
    (
        "a question round (AMA)",
        r"\b(?-i:AMA|IAmA|IAMA)\b|\bask me anything\b|\bask us anything\b",
    ),
    ("a megathread", r"\bmega[ -]?thread\b"),
    (
        "a live thread",
        r"\blive[ -]?(?:thread|updates?|blog|discussion|chat)\b",
    ),
    (
        "a standing discussion",
        (
            r"\b(?:daily|nightly|weekly|monthly|weekend|general|open|free talk)\b"
            r"[^.?!]{0,30}\b(?:discussion|thread|chat|questions)\b"
            r"|\b(?:discussion|open|questions?) thread\b"
            r"|\bfree talk (?:friday|thread)\b"
        ),
    ),
    (
        "a call for help",
        (
            r"\bsupport thread\b"
            r"|\bi (?:really )?need (?:some )?(?:help|support|advice)\b"
            r"|\bplease help me\b|\bneed someone to talk to\b"
        ),
    ),
)
_TITLE_KINDS = tuple((kind, re.compile(text, re.IGNORECASE)) for kind, text in _KINDS)
_FLAIR_KINDS = (
    *_TITLE_KINDS,
    (
        "a call for help",
        re.compile(
            r"\b(?:support|help|advice|vent(?:ing)?|mental health|crisis)\b",
            re.IGNORECASE,
        ),
    ),
    ("a question round (AMA)", re.compile(r"\bama\b", re.IGNORECASE)),
    ("a standing discussion", re.compile(r"\bmeta\b", re.IGNORECASE)),
    ("a live thread", re.compile(r"^\W*live\W*$", re.IGNORECASE)),
)


def kind_of(title: str, flair: str) -> str:
    """Name the kind of thread that briefings stay out of; "" for any other."""
    for kind, pattern in _TITLE_KINDS:
        if pattern.search(title):
            return f"this is {kind}"
    for kind, pattern in _FLAIR_KINDS:
        if pattern.search(flair):
            return f"the flair says this is {kind}"
    return ""
