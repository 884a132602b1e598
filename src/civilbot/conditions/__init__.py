"""Which of a subreddit's own rules fire for an item.

All patterns of all rules that look at the same text are searched in one pass (RE2's
sets), and only rules of which something was found are looked at further: many rules
cost little more than few. What is not known, such as an account's age that Reddit did
not tell, neither holds nor fails: a rule fires only where it surely holds.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from civilbot.conditions.checks import (
    Check,
    account,
    domain,
    every,
    finding,
    looks_at,
    measures,
    none,
    some,
)
from civilbot.conditions.facts import SITE, WORDS, Facts, Key, Seen
from civilbot.conditions.patterns import Patterns, options, patterns_of, words_of
from civilbot.rules import AuthorTest, Conditions, CustomRule, Rules, TextTest

__all__ = ["Compiled", "Facts", "Hit", "compiled", "options"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that fires, and the words that made it, if any."""

    rule: CustomRule
    words: str = ""


#: Patterns of which one must be there: each with the text that it is looked for in.
_Group = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Compiled:
    """One rule, made ready."""

    rule: CustomRule
    holds: Check
    #: Which patterns to quote from.
    quotes: _Group
    #: Without one of these it cannot hold; None where it always may.
    needs: tuple[Key, ...] | None


@dataclass(frozen=True)
class Compiled:
    """All rules of a subreddit, made ready to be asked."""

    rules: Rules
    _sets: dict[str, Patterns] = field(default_factory=dict)

    def fires(self, facts: Facts) -> tuple[Hit, ...]:
        """Return the rules that surely hold for an item, in their order."""
        seen = Seen(facts, self._sets)
        return tuple(
            Hit(one.rule, next((w for w in _quoted(one, seen) if w), ""))
            for one in self._possible(seen)
            if one.holds(seen)
        )

    def undecided(self, facts: Facts) -> tuple[CustomRule, ...]:
        """Return the rules that may hold, if only more were known."""
        seen = Seen(facts, self._sets)
        possible = self._possible(seen)
        return tuple(one.rule for one in possible if one.holds(seen) is None)

    def _possible(self, seen: Seen) -> Sequence[_Compiled]:
        """Leave out the rules of which nothing at all was found."""
        numbers = set(self._always)
        for key in seen.keys(self._texts_needed):
            numbers.update(self._by_need.get(key, ()))
        return [self._ready[number] for number in sorted(numbers)]

    @cached_property
    def _ready(self) -> tuple[_Compiled, ...]:
        return tuple(_Making(self._sets).rule(rule) for rule in self.rules.rules)

    @cached_property
    def _always(self) -> frozenset[int]:
        return frozenset(n for n, one in enumerate(self._ready) if one.needs is None)

    @cached_property
    def _by_need(self) -> dict[Key, list[int]]:
        found: dict[Key, list[int]] = {}
        for number, one in enumerate(self._ready):
            for key in one.needs or ():
                found.setdefault(key, []).append(number)
        return found

    @cached_property
    def _texts_needed(self) -> tuple[str, ...]:
        return tuple(sorted({text for text, _ in self._by_need} - {SITE}))


@lru_cache(maxsize=1024)
def compiled(rules: Rules) -> Compiled:
    """Make a subreddit's rules ready; the same rules are made ready once."""
    return Compiled(rules)


def _quoted(one: _Compiled, seen: Seen) -> Iterator[str]:
    for text, number in one.quotes:
        if seen.matches(text, number):
            yield seen.words(text, number)


@dataclass(slots=True)
class _Making:
    """Makes one rule ready; what it looks for is added to the subreddit's patterns."""

    sets: dict[str, Patterns]
    #: All that it looks for, a group for each text test.
    groups: list[_Group] = field(default_factory=list)

    def rule(self, rule: CustomRule) -> _Compiled:
        """Make it ready."""
        parts: list[Check] = [looks_at(rule.on)]
        if rule.when is not None:
            parts.append(self._conditions(rule.when))
        needs = self._needs(rule)
        if rule.any_of:
            parts.append(some([self._conditions(group) for group in rule.any_of]))
        quotes = tuple(one for group in self.groups for one in group)
        parts += [none(self._conditions(group)) for group in rule.unless]
        return _Compiled(rule, every(parts), quotes, needs)

    def _needs(self, rule: CustomRule) -> tuple[Key, ...] | None:
        """Say what must be found in any case: one of the first text test's patterns."""
        if self.groups:
            return self.groups[0]
        sites = rule.when.domain if rule.when else ()
        return tuple((SITE, site) for site in plain_sites(sites)) or None

    def _conditions(self, asked: Conditions) -> Check:
        """Make one group of conditions ready: all of them must hold."""
        parts = [
            *self._texts(asked, ("title", "body", "url", "flair")),
            *measures(asked),
        ]
        if asked.text is not None:
            parts.append(self._text(("title", "body"), asked.text))
        if asked.domain:
            parts.append(domain(plain_sites(asked.domain)))
        if asked.found or asked.aimed_at:
            parts.append(finding(asked))
        if asked.author is not None:
            parts += self._texts(asked.author, ("name", "flair"), "author.")
            parts += account(asked.author)
        return every(parts)

    def _texts(
        self,
        asked: Conditions | AuthorTest,
        names: Sequence[str],
        prefix: str = "",
    ) -> Iterator[Check]:
        for name in names:
            test: TextTest | None = getattr(asked, name)
            if test is not None:
                yield self._text((prefix + name,), test)

    def _text(self, names: Sequence[str], test: TextTest) -> Check:
        """Ask whether one of the texts is as a test wants it."""
        wanted = tuple(
            one
            for name in names
            for one in self._patterns(_own(name) if test.ignore_quotes else name, test)
        )
        self.groups.append(wanted)
        return lambda seen: any(seen.matches(*one) for one in wanted)

    def _patterns(self, name: str, test: TextTest) -> Iterator[tuple[str, int]]:
        for text, patterns in (
            (name + WORDS, words_of(test)),
            (name, patterns_of(test)),
        ):
            for pattern in patterns:
                yield text, self.sets.setdefault(text, Patterns()).add(pattern)


def _own(name: str) -> str:
    return "own body" if name == "body" else name


def plain_sites(sites: Iterable[str]) -> frozenset[str]:
    """Write sites as links give them."""
    return frozenset(site.lower().removeprefix("www.") for site in sites)
