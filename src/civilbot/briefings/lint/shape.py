"""Rules on shape: sections, examples, length, pings, notes left to fill in."""

import re
from collections.abc import Iterator
from datetime import date

from civilbot.briefings.article import Briefing
from civilbot.briefings.gaps import left_in
from civilbot.briefings.lint.finding import Lint, Rule, Severity, at, at_key, at_source
from civilbot.briefings.markdown import length, without_pings
from civilbot.briefings.reply import LIMIT, draft
from civilbot.briefings.sections import SectionName

#: What people still read through; link targets are not read.
COMFORTABLE = 4_500

_REQUIRED = tuple(name for name in SectionName if name is not SectionName.REFERENCES)

MISSING_SECTION = Rule(
    "missing-section",
    "the reply would be one-sided, or would not say what it asks for",
    "add the heading and what belongs under it",
    Severity.ERROR,
    firm=True,
)
EMPTY_SECTION = Rule(
    "empty-section",
    "a heading with nothing under it reads as if that side had nothing to say",
    "write at least one point",
    Severity.ERROR,
    firm=True,
)
NO_APPEAL = Rule(
    "no-appeal",
    "the briefing is there to calm a thread, not only to inform it",
    "ask for respectful words, good sources or accountability",
    Severity.ERROR,
)
PARTISAN_APPEAL = Rule(
    "partisan-appeal",
    "a bot of the moderators that campaigns loses everybody on the other side",
    "ask for how to argue, not for what to support",
)
TOO_LONG = Rule(
    "too-long",
    "Reddit refuses a longer comment",
    "leave out or shorten points, or else its last ones are left out",
    Severity.ERROR,
    firm=True,
)
LONG_READ = Rule(
    "long-read",
    "people scroll past a long comment",
    f"aim at {COMFORTABLE:,}",
)
PING = Rule(
    "ping",
    "whoever is named would be notified in every thread",
    "write it without u/, r/ or @",
    Severity.ERROR,
    firm=True,
)
NO_MATCH_EXAMPLE = Rule(
    "no-match-example",
    "the bot learns from titles which threads the briefing is for",
    "add topic.examples.match",
    Severity.ERROR,
)
NO_COUNTER_EXAMPLE = Rule(
    "no-counter-example",
    "without titles to leave alone it replies where it is not wanted",
    "add topic.examples.near",
    Severity.ERROR,
)
LEFT_TO_FILL = Rule(
    "left-to-fill",
    "a note to the author would be posted as it stands",
    "supply what is asked for, and delete the note",
    Severity.ERROR,
)

_APPEAL = re.compile(
    r"\b(?:sources?|respect\w*|insult\w*|peace\w*|accountab\w*|account|listen\w*"
    r"|courte\w+|civil\w*|inflammat\w+)\b",
    re.IGNORECASE,
)
_CAMPAIGN = re.compile(
    r"\b(?:vote (?:for|against|no|yes|them out)|sign (?:the|this|our|a) petition"
    r"|boycott|donate|join (?:the|our) (?:march|protest|fight|campaign|movement)"
    r"|(?:call|write to|contact|tell) your (?:representatives?|senators?|MPs?"
    r"|member of parliament|congress\w+)|spread the word|share this"
    r"|(?:stand|side) with|say (?:no|yes) to|demand (?:that|an end|a ban))\b",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\b(?:TODO(?!:)|TBD|TBC|FIXME|XXX)\b|(?i:\blorem ipsum\b|\[citation needed\]"
    r"|\bto be (?:added|supplied|filled in|confirmed|written)\b"
    r"|\b(?:fill in|insert) (?:here|the|a)\b)|\?\?\?|…\?|<[a-z][a-z _-]+>"
)
# "@name" in running text; an address of mail or of a page is none.
_AT_NAME = re.compile(r"(?<![\w./@:-])@\w{2,}")
_LINK_TARGET = re.compile(r"\]\([^)]*\)")


def check_sections(briefing: Briefing, _today: date) -> Iterator[Lint]:
    """Look for sections that are missing or empty, and at the call to action."""
    for name in _REQUIRED:
        section = briefing.section(name)
        if not section.line:
            message = f"the section '{name}' is missing"
            mend = f"add a heading '## {name}'"
            yield at(MISSING_SECTION, briefing, 0, message, mend=mend)
        elif not section.passages:
            message = f"the section '{name}' is empty"
            yield at(EMPTY_SECTION, briefing, section.line, message)
    appeal = briefing.section(SectionName.CALL_TO_ACTION)
    words = " ".join(passage.text for passage in appeal.passages)
    if words and not _APPEAL.search(words):
        message = "the call to action makes no appeal"
        yield at(NO_APPEAL, briefing, appeal.line, message)
    for passage in appeal.passages:
        for found in _CAMPAIGN.finditer(passage.text):
            message = f"the call to action takes a side: '{found[0]}'"
            yield at(PARTISAN_APPEAL, briefing, passage.line, message)


def check_pings(briefing: Briefing, _today: date) -> Iterator[Lint]:
    """Look for what would notify a user or link a subreddit."""
    message = "this would ping a user or link a subreddit"
    for section in briefing.sections:
        for passage in section.passages:
            if _pings(passage.text):
                yield at(PING, briefing, passage.line, message)
    for key, words in (("title", briefing.title), ("at_issue", briefing.at_issue)):
        if _pings(words):
            yield at_key(PING, briefing, key, message)
    for source in briefing.sources:
        if _pings(source.title) or _pings(source.publisher):
            yield at_source(PING, briefing, source, message)


def _pings(text: str) -> bool:
    return without_pings(text) != text or bool(_AT_NAME.search(text))


def check_length(briefing: Briefing, _today: date) -> Iterator[Lint]:
    """Look how long the reply gets."""
    # The longest names Reddit allows, so that the answer holds everywhere.
    text = draft(briefing, subreddit="a" * 21, account="a" * 20)
    if length(text) > LIMIT:
        message = f"the reply needs {length(text):,} characters; Reddit takes 10,000"
        yield at(TOO_LONG, briefing, 0, message)
        return
    read = length(_LINK_TARGET.sub("]", text))
    if read > COMFORTABLE:
        yield at(LONG_READ, briefing, 0, f"the reply is {read:,} characters to read")


def check_examples(briefing: Briefing, _today: date) -> Iterator[Lint]:
    """Look for titles that show what to answer and what not."""
    examples = briefing.topic.examples
    if not examples.match:
        message = "there is no example of a title to answer"
        yield at_key(NO_MATCH_EXAMPLE, briefing, "topic", message)
    if not examples.near and not examples.unrelated:
        message = "there is no example of a title to leave alone"
        yield at_key(NO_COUNTER_EXAMPLE, briefing, "topic", message)


def check_finished(briefing: Briefing, _today: date) -> Iterator[Lint]:
    """Look for notes that an author left to fill in later."""
    for problem in left_in(briefing.text, source=briefing.source):
        yield Lint(problem, LEFT_TO_FILL.severity, LEFT_TO_FILL)
    for section in briefing.sections:
        for passage in section.passages:
            for note in _notes(passage.text):
                yield at(LEFT_TO_FILL, briefing, passage.line, note)
    yield from _unfinished_front(briefing)


def _unfinished_front(briefing: Briefing) -> Iterator[Lint]:
    for key, words in (("title", briefing.title), ("at_issue", briefing.at_issue)):
        for note in _notes(words):
            yield at_key(LEFT_TO_FILL, briefing, key, note)
    for source in briefing.sources:
        for note in _notes(f"{source.title}\n{source.publisher}\n{source.url}"):
            yield at_source(LEFT_TO_FILL, briefing, source, note)


def _notes(words: str) -> Iterator[str]:
    found = _NOTE.search(words)
    if found:
        yield f"'{found[0]}' is left to fill in"
