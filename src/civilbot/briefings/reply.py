"""Writes the one reply that a thread gets: dated, two-sided, sourced, signed.

The reply begins with the day its facts were checked and ends with a line by which
the bot knows its own reply again.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote

from civilbot.briefings.article import Briefing, Source, Status
from civilbot.briefings.intros import intro_for
from civilbot.briefings.markdown import clip, escape, length, link, without_pings
from civilbot.briefings.sections import CITATION, Citation, Passage, SectionName

#: Reddit refuses a comment of more than 10,000 characters.
LIMIT = 9_999

#: What a passage is cut to in a reply that is too long, and what to where leaving
#: things out was not enough.
_LONG_PASSAGE = 2_000
_SHORT_PASSAGE = 500

#: Shorter than this, nothing would be said; the reply is then as long as it must be.
_LEAST_PASSAGE = 60

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_STATUS_WORDS = {
    Status.VERIFIED: "",
    Status.COPY: "copy read",
    Status.ARCHIVED: "archived copy",
    Status.UNVERIFIED: "address not confirmed",
    Status.NEAREST: "nearest document found",
    Status.UNLINKED: "no link checked",
}

_MARKS = re.compile(rf"(?:\s*(?:{re.sub(r'[?]P<[a-z]+>', '?:', CITATION.pattern)}))+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How a reply is written: as its subreddit wants it, and if it is a correction."""

    #: A sentence near the top; without one, civilbot's own, by subreddit.
    intro: str = ""
    cases: bool = True
    key_points: bool = True
    call_to_action: bool = True
    #: In characters.
    max_length: int = LIMIT
    #: The revision that was posted first, where a reply is corrected: what changed
    #: after it is told; 0 for a new reply.
    since: int = 0


USUAL = Wording()


@dataclass(frozen=True, slots=True)
class _Parts:
    """What of a briefing goes into the reply; shortened until it fits."""

    summary: tuple[Passage, ...]
    case_for: tuple[Passage, ...]
    case_against: tuple[Passage, ...]
    key_points: tuple[Passage, ...]
    appeal: tuple[Passage, ...]
    sources: tuple[Source, ...]
    note: tuple[Passage, ...]
    passage_limit: int = LIMIT
    intro: str = ""


def render(
    briefing: Briefing,
    *,
    subreddit: str,
    account: str,
    how_to_object: str | None = None,
    case: str = "",
    wording: Wording = USUAL,
) -> str:
    """Write the reply in Markdown; always under Reddit's limit.

    Args:
        briefing: what to tell.
        subreddit: where it is posted, without "r/".
        account: the bot's account name, without "u/".
        how_to_object: a sentence in Markdown; a link to the moderators by default.
        case: a number under which the decision can be looked up.
        wording: the subreddit's own.
    """
    foot = _foot(briefing, subreddit, account, how_to_object, case)
    foot = "\n\n".join((*_changes(briefing, wording.since), foot))
    parts = _wanted_parts(briefing, subreddit, wording)
    most = min(wording.max_length, LIMIT)
    text = _write(briefing, parts, foot)
    if length(text) > most:
        parts = replace(parts, passage_limit=_LONG_PASSAGE)
    while length(text) > most and (less := _shorter(briefing, parts)) != parts:
        parts = less
        text = _write(briefing, parts, foot)
    return text


def draft(briefing: Briefing, *, subreddit: str, account: str) -> str:
    """Write the reply with nothing left out, however long it gets."""
    foot = _foot(briefing, subreddit, account, None, "")
    return _write(briefing, _all_parts(briefing), foot)


def strike(
    briefing_id: str, revision: int, *, subreddit: str, account: str, case: str = ""
) -> str:
    """Write what takes a retracted reply's place."""
    where, who = escape(subreddit[:40]), escape(account[:40])
    return (
        "**This background was retracted.** Please do not rely on what stood here.\n\n"
        f"*I am a bot ({who}), run for the moderators of {where}.*\n\n"
        f"{_marker(f'{briefing_id} r{revision} retracted', case)}"
    )


def found_in(text: str, briefing_id: str) -> bool:
    """Tell whether a comment is our own reply with this briefing, not a quote of it."""
    return revision_in(text, briefing_id) is not None


def revision_in(text: str, briefing_id: str) -> int | None:
    """Read which revision of a briefing a reply of ours carries; None if none.

    One that was retracted carries none.
    """
    what = rf"{re.escape(briefing_id)} r(\d+)\b(?! retracted)"
    tag = re.compile(rf"\W*civilbot briefing {what}")
    for line in text.splitlines():
        found = tag.match(line)
        if found and not line.lstrip().startswith((">", "&gt;")):
            return int(found[1])
    return None


def _wanted_parts(briefing: Briefing, subreddit: str, wording: Wording) -> _Parts:
    """Take what the subreddit wants; the two cases go only together."""
    parts = _all_parts(briefing)
    return replace(
        parts,
        intro=wording.intro or intro_for(subreddit),
        case_for=parts.case_for if wording.cases else (),
        case_against=parts.case_against if wording.cases else (),
        key_points=parts.key_points if wording.key_points else (),
        appeal=parts.appeal if wording.call_to_action else (),
    )


def _all_parts(briefing: Briefing) -> _Parts:
    def passages(name: SectionName) -> tuple[Passage, ...]:
        return briefing.section(name).passages

    return _Parts(
        summary=passages(SectionName.SUMMARY),
        case_for=passages(SectionName.CASE_FOR),
        case_against=passages(SectionName.CASE_AGAINST),
        key_points=passages(SectionName.KEY_POINTS),
        appeal=passages(SectionName.CALL_TO_ACTION),
        sources=briefing.sources,
        note=passages(SectionName.REFERENCES),
    )


def _shorter(briefing: Briefing, parts: _Parts) -> _Parts:
    """Leave out the least important thing that is still there."""
    if parts.note:
        return replace(parts, note=())
    if len(parts.key_points) > 1:
        return replace(parts, key_points=parts.key_points[:-1])
    if max(len(parts.case_for), len(parts.case_against)) > 1:
        return _with_shorter_cases(parts)
    uncited = _uncited(briefing, parts)
    if uncited:
        kept = tuple(source for source in parts.sources if source is not uncited[-1])
        return replace(parts, sources=kept)
    if parts.passage_limit > _SHORT_PASSAGE:
        return replace(parts, passage_limit=_SHORT_PASSAGE)
    return _with_less_text(parts)


def _with_shorter_cases(parts: _Parts) -> _Parts:
    """Shorten the longer case; both, where they are equally long."""
    most = max(len(parts.case_for), len(parts.case_against))
    return replace(
        parts,
        case_for=parts.case_for[: most - 1],
        case_against=parts.case_against[: most - 1],
    )


def _with_less_text(parts: _Parts) -> _Parts:
    """Cut what is left of a briefing that is far too long."""
    if len(parts.sources) > 5:
        return replace(parts, sources=parts.sources[:-1])
    if len(parts.appeal) > 1:
        return replace(parts, appeal=parts.appeal[:-1])
    if len(parts.summary) > 1:
        return replace(parts, summary=parts.summary[:-1])
    passage_limit = max(_LEAST_PASSAGE, parts.passage_limit // 2)
    return replace(parts, sources=parts.sources[:-1], passage_limit=passage_limit)


def _uncited(briefing: Briefing, parts: _Parts) -> list[Source]:
    shown = (parts.summary, parts.case_for, parts.case_against, parts.key_points)
    cited = {
        source.id
        for passages in shown
        for passage in passages
        for citation in passage.citations
        if (source := briefing.cited(citation))
    }
    return [source for source in parts.sources if source.id not in cited]


def _write(briefing: Briefing, parts: _Parts, foot: str) -> str:
    issue = f" {escape(briefing.at_issue)}" if briefing.at_issue else ""
    blocks = [
        _head(briefing),
        without_pings(clip(parts.intro, 600)),
        *_paragraphs(briefing, parts, parts.summary),
        *_list(briefing, parts, f"The case for{issue}", parts.case_for),
        *_list(briefing, parts, f"The case against{issue}", parts.case_against),
        *_list(briefing, parts, "Key points", parts.key_points),
        *_references(briefing, parts),
        *_list(briefing, parts, "What we ask of this thread", parts.appeal),
        "---",
        foot,
    ]
    return "\n\n".join(block for block in blocks if block)


def _head(briefing: Briefing) -> str:
    as_of, review_by = _day(briefing.as_of), _day(briefing.review_by)
    return (
        f"**As of {as_of}: {escape(briefing.title)}.** Later events are not covered;"
        f" the next review is due by {review_by}."
    )


def _day(day: date) -> str:
    # strftime would follow the machine's language.
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _paragraphs(
    briefing: Briefing, parts: _Parts, passages: Iterable[Passage]
) -> list[str]:
    return [_passage(briefing, parts, passage) for passage in passages]


def _list(
    briefing: Briefing, parts: _Parts, heading: str, passages: Sequence[Passage]
) -> list[str]:
    if not passages:
        return []
    written = _paragraphs(briefing, parts, passages)
    return [f"**{heading}**", "\n".join(f"* {text}" for text in written)]


def _passage(briefing: Briefing, parts: _Parts, passage: Passage) -> str:
    """Write one passage; its source marks become numbers of the list below."""

    def numbers(found: re.Match[str]) -> str:
        marks = (match[1] or match[2] for match in CITATION.finditer(found[0]))
        sources = [briefing.cited(Citation(mark, 0, 0)) for mark in marks]
        shown = [
            str(parts.sources.index(source) + 1)
            for source in sources
            if source in parts.sources
        ]
        return rf" \[{', '.join(shown)}\]" if shown else ""

    # Cut before the marks are read: endless texts would be read to their end.
    text = clip(passage.text, 2 * parts.passage_limit)
    words = clip(_MARKS.sub(numbers, text), parts.passage_limit)
    return without_pings(words)


def _references(briefing: Briefing, parts: _Parts) -> list[str]:
    if not parts.sources:
        return []
    lines = [
        f"{number}. {_reference(source)}"
        for number, source in enumerate(parts.sources, 1)
    ]
    note = _paragraphs(briefing, parts, parts.note)
    return ["**References**", *note, "\n".join(lines)]


def _reference(source: Source) -> str:
    title = link(source.title, source.url) if source.url else escape(source.title)
    words = _STATUS_WORDS[source.status]
    status = f" ({words})" if words else ""
    return f"{title}, {escape(source.publisher)}{status}"


def _foot(
    briefing: Briefing,
    subreddit: str,
    account: str,
    how_to_object: str | None,
    case: str,
) -> str:
    where, who = escape(subreddit[:40]), escape(account[:40])
    objection = without_pings(clip(how_to_object or "", 600)) or _objection(
        briefing, subreddit
    )
    return (
        f"*I am a bot ({who}), posting prepared background for the moderators of"
        f" {where}.* {objection}\n\n"
        f"{_marker(f'{briefing.id} r{briefing.revision}', case)}"
    )


def _marker(what: str, case: str) -> str:
    """Write the line by which the bot knows its own reply again."""
    number = f" case {re.sub(r'[^A-Za-z0-9-]', '', case)[:40]}" if case else ""
    return f"*civilbot briefing {what}{number}*"


def _changes(briefing: Briefing, since: int) -> list[str]:
    """Tell what changed after the revision that was posted first, newest first."""
    if not since or since >= briefing.revision:
        return []
    told = [change for change in briefing.changes if change.revision > since]
    told.sort(key=lambda change: change.revision, reverse=True)
    if not told:
        return [f"*Corrected; the facts were checked on {_day(briefing.as_of)}.*"]
    lines = (f"* {_day(change.on)}: {without_pings(change.what)}" for change in told)
    return ["**Corrected since it was posted**", "\n".join(lines)]


def _objection(briefing: Briefing, subreddit: str) -> str:
    # A relative address works on every front end; encoded, it links no subreddit.
    to = quote(f"/r/{subreddit[:40]}", safe="")
    subject = quote(f"Briefing {briefing.key}", safe="")
    target = f"/message/compose?to={to}&subject={subject}"
    return f"Wrong or one-sided? [Message the moderators]({target}), who can remove it."
