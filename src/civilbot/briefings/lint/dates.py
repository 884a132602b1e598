"""Rules on time: when the facts were checked, and words that go stale."""

import calendar
import re
from collections.abc import Iterator
from datetime import date

from civilbot.briefings.article import Briefing
from civilbot.briefings.lint.finding import Lint, Rule, Severity, at, at_key
from civilbot.briefings.lint.plain_words import TOLD, own, passages, sentences

#: Days after as_of for which "currently" is still true; our own choice, about the
#: time that a heated subject stays as it is.
FRESH = 30
#: Days that a briefing may go without a review; our own choice.
LONGEST_UNREVIEWED = 366

AS_OF_AHEAD = Rule(
    "as-of-ahead",
    "the reply would say that facts were checked on a day that has not come",
    "write the day on which somebody checked the facts",
    Severity.ERROR,
    firm=True,
)
REVIEW_OVERDUE = Rule(
    "review-overdue",
    "nobody has looked whether the facts still hold, so it is not posted",
    "check the facts again, then set as_of and review_by",
    Severity.ERROR,
    firm=True,
)
REVIEW_BEFORE_AS_OF = Rule(
    "review-before-as-of",
    "such a briefing could never be posted",
    "leave it some weeks",
    Severity.ERROR,
    firm=True,
)
REVIEW_FAR_OFF = Rule(
    "review-far-off",
    "a heated subject changes within a year",
    f"choose a day within {LONGEST_UNREVIEWED} days of as_of",
)
NO_APPROVER = Rule(
    "no-approver",
    "somebody must stand for what the bot says in the moderators' name",
    "whoever read it signs here",
)
STALE_PRESENT = Rule(
    "stale-present",
    "it was so when the facts were checked, and may not be so any more",
    "write since when or until when it was so, or check it again and set as_of",
)
PAST_ITS_DAY = Rule(
    "past-its-day",
    "the day has come, and readers want to know what happened on it",
    "say what happened, or leave it out",
)
RELATIVE_DAY = Rule(
    "relative-day",
    "readers meet it weeks later, and count from another day",
    "write the date",
)

_MONTH = "|".join(name for name in calendar.month_name if name)
_DATE = re.compile(rf"(?:(?:(\d{{1,2}}) )?({_MONTH}) )?\b((?:19|20)\d\d)\b")
_PRESENT = re.compile(
    r"\b(?:currently|at present|at the moment|right now|now|today|these days|presently"
    r"|to date|so far|ongoing|still|as we speak"
    r"|(?:is|are) (?:\w+ly )?(?!nothing|anything|something|everything|during)\w+ing)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:yesterday|tomorrow|tonight|recently|lately|soon|upcoming|just now"
    r"|(?:this|last|next) (?:week|weekend|month|year|spring|summer|autumn|fall|winter"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
    r"|(?:a|one|two|three|some|few|\d+) (?:days?|weeks?|months?|years?) ago"
    r"|in (?:a|the) (?:few|coming|next) (?:days|weeks|months))\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|(?:is|are) (?:set |due |expected |scheduled |planned |going |"
    r"about )?to|(?:is|are) (?:due|planned|scheduled|expected)|plans? to|hopes? to"
    r"|intends? to)\b",
    re.IGNORECASE,
)


def check_dates(briefing: Briefing, today: date) -> Iterator[Lint]:
    """Look at as_of, review_by and approver."""
    if briefing.as_of > today:
        message = f"as_of is {briefing.as_of}, and today is {today}"
        yield at_key(AS_OF_AHEAD, briefing, "as_of", message)
    if briefing.review_by < today:
        message = f"the review was due by {briefing.review_by}"
        yield at_key(REVIEW_OVERDUE, briefing, "review_by", message)
    days = (briefing.review_by - briefing.as_of).days
    if days <= 0:
        message = "review_by does not come after as_of"
        yield at_key(REVIEW_BEFORE_AS_OF, briefing, "review_by", message)
    if days > LONGEST_UNREVIEWED:
        message = f"review_by comes {days} days after as_of"
        yield at_key(REVIEW_FAR_OFF, briefing, "review_by", message)
    if not briefing.approver:
        message = "nobody has approved this text"
        yield at_key(NO_APPROVER, briefing, "approver", message)


def check_tense(briefing: Briefing, today: date) -> Iterator[Lint]:
    """Look for words that were true when they were written."""
    age = (today - briefing.as_of).days
    for _, passage in passages(briefing, TOLD):
        for sentence in sentences(own(passage.text)):
            last = _last_day(sentence)
            found = _RELATIVE.search(sentence)
            if found and last is None:
                message = f"'{found[0]}' counts from a day that is not said"
                yield at(RELATIVE_DAY, briefing, passage.line, message)
            found = _PRESENT.search(sentence)
            if found and last is None and age > FRESH:
                message = f"'{found[0]}' was true {age} days ago"
                yield at(STALE_PRESENT, briefing, passage.line, message)
            found = _AHEAD.search(sentence)
            if found and last is not None and last < today:
                message = f"'{found[0]}' looks ahead to a day before {today}"
                yield at(PAST_ITS_DAY, briefing, passage.line, message)


def _last_day(sentence: str) -> date | None:
    """Give the last day that a sentence can mean; None where it names no year."""
    days = [_last_of(*found.groups()) for found in _DATE.finditer(sentence)]
    return max(days, default=None)


def _last_of(day: str | None, month: str | None, year: str) -> date:
    number = list(calendar.month_name).index(month) if month else 12
    longest = calendar.monthrange(int(year), number)[1]
    return date(int(year), number, min(int(day), longest) if day else longest)
