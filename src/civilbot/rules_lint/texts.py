"""What is written in conditions and messages: patterns, words, sites, blanks."""

import re
from collections.abc import Iterator

from civilbot.rules import TextTest
from civilbot.rules_lint.finding import Finding, Looking, Severity, nearest
from civilbot.rules_lint.groups import Asked, taken_apart
from civilbot.rules_lint.patterns import fits_everything, refusal
from civilbot.yaml_text import Path

#: What is filled in in a message or a mail.
PLACES = ("author", "kind", "link", "match", "reason", "subreddit", "title")

_PLACE = re.compile(r"\{(\w+)\}")
_SITE = re.compile(r"(?:[\w-]+\.)+[\w-]+")
_DOUBLED = re.compile(r"\\\\[bBdDsSwW.]")
_OPENING, _CLOSING = "“„‟«\u2018\u201a\u201b", "”»\u2019"
#: Many posts have no flair or no link: a regex such as `.` asks whether they have.
_OFTEN_EMPTY = ("flair", "url")
_PHRASES = ("words", "includes", "starts_with", "ends_with", "equals")


def _asked(looking: Looking) -> Iterator[Asked]:
    for parts in taken_apart(looking.rules.rules):
        for group in parts.groups:
            yield from group.asked


def _tests(looking: Looking) -> Iterator[tuple[Asked, TextTest]]:
    for asked in _asked(looking):
        if isinstance(asked.wanted, TextTest):
            yield asked, asked.wanted


def patterns(looking: Looking) -> Iterator[Finding]:
    """Regular expressions that RE2 refuses, or that fit everything."""
    for asked, test in _tests(looking):
        for number, pattern in enumerate(test.regex):
            yield from _pattern(looking, (*asked.path, "regex", number), pattern)


def _pattern(looking: Looking, path: Path, pattern: str) -> Iterator[Finding]:
    refused = refusal(pattern)
    if refused is not None:
        message = f"RE2 refuses this regex at character {refused.at + 1}: {refused.why}"
        marks = looking.document.marks
        spot = marks.inside(path, refused.at, refused.width)
        problem = marks.problem_at(spot, message, refused.hint)
        yield Finding(problem, Severity.ERROR, "regex")
    elif fits_everything(pattern) and path[-3] not in _OFTEN_EMPTY:
        message = "this regex fits every text"
        hint = "write what must be there; .* and a? may all be empty"
        yield looking.error("fits-everything", path, message, hint)
    elif _DOUBLED.search(pattern):
        message = f"{_DOUBLED.findall(pattern)[0]} looks for a \\ in the text"
        hint = "outside double quotes, one \\ is enough"
        yield looking.warning("doubled", path, message, hint)


def phrases(looking: Looking) -> Iterator[Finding]:
    """Phrases that are blank or stand twice."""
    for asked, test in _tests(looking):
        for key in _PHRASES:
            seen: set[str] = set()
            for number, phrase in enumerate(getattr(test, key)):
                path = (*asked.path, key, number)
                if not phrase.strip():
                    message = "a blank fits every text"
                    hint = "write a word, or remove the entry"
                    yield looking.error("fits-everything", path, message, hint)
                folded = phrase if test.case_sensitive else phrase.casefold()
                if folded in seen:
                    message = f"'{phrase}' is in this list already"
                    yield looking.warning("twice", path, message, "remove one of them")
                seen.add(folded)


def sites(looking: Looking) -> Iterator[Finding]:
    """Sites that are written as addresses, or that are none."""
    for asked in _asked(looking):
        if asked.name != "domain" or not isinstance(asked.wanted, tuple):
            continue
        for number, site in enumerate(asked.wanted):
            if _SITE.fullmatch(site):
                continue
            found = _SITE.search(site)
            message = f"'{site}' is no site, and no link is ever on it"
            bare = found[0].removeprefix("www.") if found else "it as example.com"
            hint = f"write {bare}"
            yield looking.error("no-site", (*asked.path, number), message, hint)


def authors(looking: Looking) -> Iterator[Finding]:
    """Names of users with u/ before them, which nobody has."""
    for asked, test in _tests(looking):
        if asked.name != "author.name":
            continue
        for key in _PHRASES:
            for number, name in enumerate(getattr(test, key)):
                bare = re.sub(r"^/?u/", "", name)
                if bare != name:
                    path = (*asked.path, key, number)
                    message = f"no user's name begins with u/: '{name}'"
                    yield looking.error("no-user", path, message, f"write {bare}")


def places_to_fill(looking: Looking) -> Iterator[Finding]:
    """Words in braces that nothing is filled in for."""
    marks = looking.document.marks
    for number, rule in enumerate(looking.rules.rules):
        for key in ("reason", "message", "mail"):
            for place in _PLACE.finditer(getattr(rule, key)):
                told = _place(key, place[1])
                if told is not None:
                    path = ("rules", number, key)
                    spot = marks.inside(path, place.start(), len(place[0]))
                    problem = marks.problem_at(spot, *told)
                    yield Finding(problem, Severity.WARNING, "no-blank")


def _place(key: str, word: str) -> tuple[str, str] | None:
    """Say why nothing is filled in for a word in braces, and what may be meant."""
    if key == "reason":
        message = f"in a reason nothing is filled in: '{{{word}}}' is shown as it is"
        return message, "the words found are added by themselves"
    if word in PLACES:
        return None
    known = [f"{{{place}}}" for place in PLACES]
    hint = nearest(f"{{{word}}}", known) or f"there are: {', '.join(known)}"
    return f"nothing is filled in for '{{{word}}}'", hint


def smart_quotes(looking: Looking) -> Iterator[Finding]:
    """Texts in “…”, which YAML takes for a part of the text."""
    marks = looking.document.marks
    for spot, text, style in marks.texts():
        if style or not text:
            continue
        opens, closes = text[0] in _OPENING, text[-1] in _CLOSING
        lonely = opens and not any(quote in text for quote in _CLOSING)
        if (opens and closes and len(text) > 1) or lonely:
            message = f"{text[0]} is a part of this text: YAML knows only \" and '"
            hint = "write straight quotes in place of the curly ones"
            problem = marks.problem_at(spot, message, hint)
            yield Finding(problem, Severity.ERROR, "smart-quotes")
