"""Rules on references: address, date, status, and what may be called official."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from civilbot.briefings.article import Briefing, Source, SourceKind, Status
from civilbot.briefings.lint.finding import Lint, Rule, Severity, at, at_source
from civilbot.briefings.lint.plain_words import TOLD, cited, own, passages, sentences
from civilbot.briefings.sections import Passage, SectionName

#: Days after which somebody should look at a reference again.
OLD_CHECK = 366

NOT_HTTPS = Rule(
    "not-https",
    "what people read there could have been changed on the way",
    "write https://…, if the page answers there",
    Severity.ERROR,
)
SAME_ADDRESS = Rule(
    "same-address",
    "one page counts as two sources",
    "keep one, and cite it in both places",
    Severity.ERROR,
)
VERIFIED_WITHOUT_DAY = Rule(
    "verified-without-day",
    "pages change: 'verified' means verified on a day",
    "add checked_on",
)
CHECKED_AHEAD = Rule(
    "checked-ahead",
    "nobody can have checked it on a day that has not come",
    "write the day on which somebody looked",
)
OLD_REFERENCE = Rule(
    "old-check",
    "pages move and change within a year",
    "open it again, then set checked_on",
)
REFERENCE_WITHOUT_LINK = Rule(
    "reference-without-link",
    "readers cannot look it up",
    "find its address, or silence this with the reason why there is none",
)
REFERENCE_WITHOUT_DATE = Rule(
    "reference-without-date",
    "nobody can tell whether it is older than what it is cited for",
    "add checked_on, or the year to its title",
)
REFERENCE_WITHOUT_STATUS = Rule(
    "reference-without-status",
    "the reply says of each reference how far it was checked",
    "add status: verified, copy, archived, unverified, nearest or unlinked",
)
NOT_OFFICIAL = Rule(
    "not-official",
    "'official' is believed more than news, so it must be a public body's own word",
    "set kind: news, reference, ngo, statement, opinion or academic",
)
CALLED_OFFICIAL = Rule(
    "called-official",
    "what is cited here is not a public body's own word",
    "say whose it is, or cite the official document itself",
)

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PUBLIC_HOST = re.compile(
    r"(?:^|\.)(?:gov|mil|int|gouv|gob|govt|europa\.eu|gc\.ca|admin\.ch|bund\.de"
    r"|go\.[a-z]{2}|parliament\.uk|un\.org|iaea\.org|oecd\.org|oecd-nea\.org|ipcc\.ch"
    r"|imf\.org|worldbank\.org|unesco\.org|icrc\.org|kela\.fi)(?:\.[a-z]{2})?$"
)
_PUBLIC_BODY = re.compile(
    r"\b(?:government|ministry|minister|department|parliament|congress|senate|assembly"
    r"|court|commission|council|agency|authority|office|bureau|bank|treasury|police"
    r"|united nations|european union|nato|organi[sz]ation|white house|kremlin|president"
    r"|city of|state of|county|municipality|institute of public health|institution)\b",
    re.IGNORECASE,
)
_PRIVATE_HOST = re.compile(
    r"(?:^|\.)(?:wikipedia\.org|britannica\.com|bbc\.(?:com|co\.uk)|reuters\.com"
    r"|apnews\.com|nytimes\.com|theguardian\.com|washingtonpost\.com|cnn\.com"
    r"|foxnews\.com|voanews\.com|politico\.(?:com|eu)|economist\.com|medium\.com"
    r"|substack\.com|blogspot\.com|wordpress\.com|youtube\.com|twitter\.com|x\.com"
    r"|facebook\.com|reddit\.com|quora\.com)$"
)
_OFFICIAL = re.compile(
    r"\bofficial(?:ly)?\s+(?:\w+\s+){0,2}?(?:figures?|data|statistics?|reports?|records?"
    r"|sources?|references?|documents?|statements?|stud(?:y|ies)|numbers?|estimates?"
    r"|findings?|accounts?|texts?|evidence|confirmed|established|recogni[sz]ed)\b",
    re.IGNORECASE,
)


def check_addresses(briefing: Briefing, _today: date) -> Iterator[Lint]:
    """Look at the addresses: encrypted, and each once."""
    seen: dict[str, str] = {}
    for source in briefing.sources:
        if source.url and not source.url.lower().startswith("https://"):
            message = f"the address of '{source.id}' is not https"
            yield at_source(NOT_HTTPS, briefing, source, message)
        url = source.url.casefold().rstrip("/")
        if url and url in seen:
            message = f"'{source.id}' has the same address as '{seen[url]}'"
            yield at_source(SAME_ADDRESS, briefing, source, message)
        seen.setdefault(url, source.id)
        if source.status is Status.UNLINKED:
            message = f"'{source.id}' has no address"
            yield at_source(REFERENCE_WITHOUT_LINK, briefing, source, message)


def check_standing(briefing: Briefing, today: date) -> Iterator[Lint]:
    """Look whether it is said how far and when each reference was checked."""
    for source in briefing.sources:
        found = _standing(source, briefing.as_of, today)
        if found:
            rule, message = found
            yield at_source(rule, briefing, source, f"'{source.id}' {message}")
        if "status" not in source.model_fields_set:
            message = f"nothing is said of how far '{source.id}' was checked"
            yield at_source(REFERENCE_WITHOUT_STATUS, briefing, source, message)


def _standing(source: Source, as_of: date, today: date) -> tuple[Rule, str] | None:
    checked = source.checked_on
    if checked is not None:
        if checked > today:
            return CHECKED_AHEAD, f"was checked on {checked}, and today is {today}"
        days = (as_of - checked).days
        if days > OLD_CHECK:
            return OLD_REFERENCE, f"was checked {days} days before as_of"
        return None
    if source.status is Status.VERIFIED:
        return VERIFIED_WITHOUT_DAY, "is verified, but not since when"
    if not _YEAR.search(f"{source.title} {source.url}"):
        return REFERENCE_WITHOUT_DATE, "has no date"
    return None


def check_official(briefing: Briefing, _today: date) -> Iterator[Lint]:
    """Look for 'official' where no public body speaks."""
    for source in briefing.sources:
        if source.kind is SourceKind.OFFICIAL:
            why = _not_public(source)
            if why:
                message = f"'{source.id}' is called official, and {why}"
                yield at_source(NOT_OFFICIAL, briefing, source, message)
        elif re.search(r"\b[Oo]fficial\b", f"{source.title} {source.publisher}"):
            message = f"'{source.id}' calls itself official, and is {source.kind}"
            yield at_source(CALLED_OFFICIAL, briefing, source, message)


def check_called_official(briefing: Briefing, _today: date) -> Iterator[Lint]:
    """Look for 'official' in the text where something else is cited."""
    for _, passage in passages(briefing, TOLD):
        if all(s.kind is not SourceKind.OFFICIAL for s in cited(briefing, passage)):
            why = "no official source is cited"
            yield from _called_official(briefing, passage, why)
    others = sum(s.kind is not SourceKind.OFFICIAL for s in briefing.sources)
    if others:
        why = f"{others} of {len(briefing.sources)} references are not"
        for _, passage in passages(briefing, [SectionName.REFERENCES]):
            yield from _called_official(briefing, passage, why)


def _called_official(briefing: Briefing, passage: Passage, why: str) -> Iterator[Lint]:
    for sentence in sentences(own(passage.text)):
        found = _OFFICIAL.search(sentence)
        if found:
            message = f"'{found[0]}', and {why}"
            yield at(CALLED_OFFICIAL, briefing, passage.line, message)


def _not_public(source: Source) -> str:
    """Say why a source is no public body's; "" if it may be one."""
    host = (urlsplit(source.url).hostname or "").lower() if source.url else ""
    if _PRIVATE_HOST.search(host):
        return f"{host} is no public body"
    if _PUBLIC_HOST.search(host) or _PUBLIC_BODY.search(source.publisher):
        return ""
    return f"neither '{source.publisher}' nor its address looks like a public body"
