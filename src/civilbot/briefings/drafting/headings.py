"""Tells from a heading's words what part of an article follows."""

import re
import unicodedata
from enum import Enum, auto


class Part(Enum):
    """What a section of an article is for."""

    SUMMARY = auto()
    BACKGROUND = auto()
    ANALYSIS = auto()
    BOTH_CASES = auto()
    CASE_FOR = auto()
    CASE_AGAINST = auto()
    KEY_POINTS = auto()
    OUTLOOK = auto()
    REFERENCES = auto()
    CONCLUSION = auto()
    CALL_TO_ACTION = auto()
    #: What stands around an article on its page.
    FURNITURE = auto()


#: Longer lines are sentences, not headings.
MAX_HEADING = 90


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b")


_AGAINST = _words(
    "cons?|drawbacks?|disadvantages?|downsides?|criticisms?|critics?|critiques?"
    "|objections?|opponents?|opposition to|negatives?|weaknesses|risks?|concerns?"
    "|pitfalls|shortcomings|counterarguments?|counter arguments?|counterpoints?"
    "|(?:case|arguments?|reasons?|points?|argue|speaks) against|why not"
)
_FOR = _words(
    "pros?|benefits?|advantages?|upsides?|supporters?|proponents?|advocates"
    "|positives?|strengths|merits|in favou?r|supporting arguments?|why yes"
    "|(?:case|arguments?|reasons?|points?|argue|speaks) for"
)
_BOTH = _words(
    "(?:for|in favou?r) (?:and|or|vs|versus) against|both sides|two sides|the sides"
    "|the debate|arguments?|perspectives|viewpoints|balanced view"
)
# "Sources of tension" is no list of sources, so every word has to belong.
_REFERENCES = re.compile(
    r"(?:(?:the|our|official|key|selected|further|additional|more|external|useful|list"
    r"|of|and|main|primary|cited|works|used|for)\s)*"
    r"(?:references?|sources?|links?|further reading|reading|bibliography|citations?"
    r"|footnotes|endnotes|literature|works cited|resources|source list|read more"
    r"|learn more|notes)"
    r"(?:\s(?:and|references?|sources?|links?|resources|notes|further|reading|cited"
    r"|used|list))*"
)
_CALL = _words(
    "call to action|calls to action|what (?:you|we|i) can do|what can (?:you|we|i) do"
    "|take action|act now|get involved|how (?:you can|to) help|what we ask|your turn"
    "|join the (?:conversation|discussion|debate)|make your voice heard|have your say"
    "|speak up|our appeal"
)
_CONCLUSION = _words(
    "conclusions?|concluding|(?:final|closing) (?:thoughts|words?|remarks)|in closing"
    "|wrap up|wrapping up"
)
_KEY = _words(
    "takeaways?|take aways?|key (?:points?|facts?|findings|messages|lessons|things)"
    "|main (?:points?|findings)|highlights|at a glance|what to know|need to know"
    "|bottom line|quick facts|fast facts|lessons"
)
_SUMMARY = _words(
    "summary|abstract|overview|introduction|intro|tl dr|tldr|in brief|in short"
    "|in a nutshell|synopsis|what happened|what is happening|the gist"
)
_OUTLOOK = _words(
    "outlook|future|what next|what s next|whats next|what comes next|next steps"
    "|looking ahead|looking forward|(?:road|way|path) (?:ahead|forward)|prospects?"
    "|forecast|scenarios|where (?:to|do we go) (?:now|next|from here)"
)
_BACKGROUND = _words(
    "background|context|history|historical|how we got here|how it started|backstory"
    "|setting the scene|timeline|origins?|the story so far|chronology"
)
_ANALYSIS = _words(
    "analysis|analysing|analyzing|in depth|deep dive|deeper look|closer look"
    "|discussion|what it means|what this means|why it matters|why this matters"
    "|implications?|impacts?|assessment|evaluation|examination|explained"
)
# Whole headings: "The share of the harbour" is about something.
_FURNITURE = re.compile(
    r"related (?:articles?|posts?|stories|content|links)"
    r"|(?:more|read more|also) (?:stories|from|in|on|articles).*"
    r"|(?:most|mostly) (?:read|popular|shared).*|you (?:may|might) also like.*"
    r"|recommended(?: for you)?|trending(?: now)?|(?:\d+ )?comments?|leave a reply"
    r"|leave a comment|share(?: this.*)?|follow us.*|about the authors?"
    r"|(?:our )?newsletter|subscribe.*|advertisements?|sign up.*|tags|recent posts"
)

_WHOLE = (
    (Part.REFERENCES, _REFERENCES),
    (Part.FURNITURE, _FURNITURE),
    (Part.CASE_FOR, re.compile("for|yes|the case for.*")),
    (Part.CASE_AGAINST, re.compile("against|no|the case against.*")),
)

# The first that fits decides: "Conclusion and call to action" is an appeal,
# "Key benefits" a case, "Future risks" the outlook.
_ORDER = (
    (Part.CALL_TO_ACTION, _CALL),
    (Part.KEY_POINTS, _KEY),
    (Part.OUTLOOK, _OUTLOOK),
    (Part.CASE_AGAINST, _AGAINST),
    (Part.CASE_FOR, _FOR),
    (Part.CONCLUSION, _CONCLUSION),
    (Part.SUMMARY, _SUMMARY),
    (Part.BACKGROUND, _BACKGROUND),
    (Part.ANALYSIS, _ANALYSIS),
    (Part.BOTH_CASES, _BOTH),
)

_SUBJECT = re.compile(r"\b(?:of|to|about|for|against)\s+(?P<subject>.+)$")
_COUNT = re.compile(
    r"(?:(?:part|section|chapter|step)\s+)?(?:\d+(?:\s\d+)*|[ivx]{1,4}|[a-h])\s+"
    r"(?=\w{2})"
)


def part_of(heading: str) -> Part | None:
    """Tell what part a heading opens; None where its words do not say."""
    words = plain(heading)
    if not words or len(heading) > MAX_HEADING:
        return None
    for part, pattern in _WHOLE:
        if pattern.fullmatch(words):
            return part
    if _FOR.search(words) and _AGAINST.search(words):
        return Part.BOTH_CASES
    for part, pattern in _ORDER:
        if pattern.search(words):
            return part
    return None


def plain(heading: str) -> str:
    """Give a heading's bare words: no emoji, numbering, punctuation or capitals."""
    letters = "".join(
        char if unicodedata.category(char)[0] in "LN" else " "
        for char in unicodedata.normalize("NFKC", heading).casefold()
    )
    words = " ".join(letters.split())
    return _COUNT.sub("", words, count=1) if _COUNT.match(words) else words


def subject_of(heading: str) -> str:
    """Give what a heading such as "Pros of the bridge" is about: "the bridge"."""
    found = _SUBJECT.search(heading.strip())
    return found["subject"].strip(" :.?!\u2013\u2014-") if found else ""
