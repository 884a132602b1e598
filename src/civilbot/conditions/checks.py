"""The single questions that conditions are made of: each yes, no or unknown."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from civilbot.conditions.facts import Facts, Seen
from civilbot.model import Author, Item, Kind
from civilbot.rules import AuthorTest, Conditions, NumberTest, On

T = TypeVar("T")

#: A question about an item; None where the answer is not known.
Check = Callable[[Seen], bool | None]

_DAY = 86_400.0
_WORD = re.compile(r"\w")


def looks_at(on: On) -> Check:
    """Ask for the kind of thing."""

    def check(seen: Seen) -> bool:
        item = seen.facts.item
        if on is On.ANY:
            return True
        if on is On.COMMENT:
            return item.kind is Kind.COMMENT
        if item.kind is not Kind.SUBMISSION:
            return False
        link = bool(item.url)
        return on is On.SUBMISSION or link == (on is On.LINK_SUBMISSION)

    return check


def _title_length(item: Item) -> float:
    """Count a title; a comment has none, and no number is like its length."""
    return len(item.title) if item.kind is Kind.SUBMISSION else math.nan


def measures(asked: Conditions) -> Iterator[Check]:
    """Make the conditions on numbers and on yes and no ready."""
    numbers: Mapping[str, Callable[[Item], float]] = {
        "title_length": _title_length,
        "body_length": lambda item: _length(item.text),
        "reports": lambda item: item.num_reports,
    }
    for name, number in numbers.items():
        test: NumberTest | None = getattr(asked, name)
        if test is not None:
            yield _number(test, _of_item(number))
    flags: Mapping[str, Callable[[Item], bool]] = {
        "edited": lambda item: item.edited_utc > 0,
        "top_level": lambda item: (
            item.kind is Kind.COMMENT and item.parent.startswith(Kind.SUBMISSION)
        ),
        "crosspost": lambda item: bool(item.crosspost_of),
        "link_post": lambda item: bool(item.url),
    }
    for name, flag in flags.items():
        wanted: bool | None = getattr(asked, name)
        if wanted is not None:
            yield _same(wanted, _of_item(flag))


def _length(text: str) -> int:
    """Count as AutoModerator does: spaces and punctuation at both ends do not count."""
    first, last = _WORD.search(text), _WORD.search(text[::-1])
    if first is None or last is None:
        return 0
    return len(text) - first.start() - last.start()


def _of_item(told: Callable[[Item], T]) -> Callable[[Facts], T]:
    return lambda facts: told(facts.item)


def account(asked: AuthorTest) -> Iterator[Check]:
    """Make the conditions on the author's account ready."""
    numbers: Mapping[str, Callable[[Author], float | None]] = {
        "comment_karma": lambda author: author.comment_karma,
        "post_karma": lambda author: author.post_karma,
        "total_karma": lambda author: author.total_karma,
    }
    for name, number in numbers.items():
        test: NumberTest | None = getattr(asked, name)
        if test is not None:
            yield _number(test, _of_author(number))
    if asked.account_age_days is not None:
        yield _number(asked.account_age_days, _age_days)
    if asked.earlier_flags is not None:
        yield _number(asked.earlier_flags, lambda f: len(f.context.earlier_flags))
    if asked.moderator is not None:
        yield _same(asked.moderator, lambda f: _is_in(f, f.context.moderators))
    if asked.contributor is not None:
        yield _same(asked.contributor, _is_approved)
    if asked.submitter is not None:
        yield _same(asked.submitter, lambda f: f.item.submitter)


def _of_author(
    number: Callable[[Author], float | None],
) -> Callable[[Facts], float | None]:
    def told(facts: Facts) -> float | None:
        author = facts.context.author
        return None if author is None else number(author)

    return told


def _age_days(facts: Facts) -> float | None:
    author = facts.context.author
    if author is None or author.created_utc is None:
        return None
    return (facts.context.now - author.created_utc) / _DAY


def _is_approved(facts: Facts) -> bool | None:
    known = facts.context.approved_users
    return None if known is None else _is_in(facts, known)


def _is_in(facts: Facts, names: frozenset[str]) -> bool:
    author = (facts.item.author or "").lower()
    return author in {name.lower() for name in names}


def domain(sites: frozenset[str]) -> Check:
    """Ask whether it links to one of the sites, or to something below it."""
    return lambda seen: not sites.isdisjoint(seen.domains)


def finding(asked: Conditions) -> Check:
    """Ask what the detector found, and at whom it is aimed."""

    def check(seen: Seen) -> bool | None:
        if seen.facts.findings is None:
            return None
        return any(
            (not asked.found or one.category in asked.found)
            and (not asked.aimed_at or one.target in asked.aimed_at)
            for one in seen.facts.findings
        )

    return check


def _number(test: NumberTest, told: Callable[[Facts], float | None]) -> Check:
    def check(seen: Seen) -> bool | None:
        number = told(seen.facts)
        return None if number is None else test.holds(number)

    return check


def _same(wanted: bool, told: Callable[[Facts], bool | None]) -> Check:  # noqa: FBT001 - what a moderator wrote
    def check(seen: Seen) -> bool | None:
        found = told(seen.facts)
        return None if found is None else found is wanted

    return check


def every(parts: Sequence[Check]) -> Check:
    """Ask whether all hold; unknown where only the unknown is open."""

    def check(seen: Seen) -> bool | None:
        unknown = False
        for part in parts:
            held = part(seen)
            if held is False:
                return False
            unknown = unknown or held is None
        return None if unknown else True

    return check


def some(parts: Sequence[Check]) -> Check:
    """Ask whether at least one holds."""
    return none(every([none(part) for part in parts]))


def none(part: Check) -> Check:
    """Ask whether something does not hold."""

    def check(seen: Seen) -> bool | None:
        held = part(seen)
        return None if held is None else not held

    return check
