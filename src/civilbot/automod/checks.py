"""Turns AutoModerator's conditions into what civilbot's rules ask for."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from civilbot.automod import numbers, standards
from civilbot.automod.fields import (
    AUTHOR_SEARCHED,
    AUTHOR_UNCHECKED,
    SEARCHED,
    UNCHECKED,
    UNSEARCHED,
    Looks,
    Search,
    search,
    unknown,
)
from civilbot.automod.page import Entry, texts_of, value_of
from civilbot.automod.patterns import Untranslatable
from civilbot.automod.re2_writing import Method
from civilbot.automod.regex_reading import quoted
from civilbot.automod.texts import How, Tests, Tree, text_tests


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked for: one of several groups of conditions, or none of them."""

    ways: tuple[Tree, ...]
    negated: bool = False
    #: What it makes a difference for.
    matters: Looks = Looks.ALL


@dataclass(frozen=True, slots=True)
class Asked:
    """What a key asks for."""

    demands: tuple[Demand, ...]
    #: What the rule can look at at all, with this key in it.
    looks: Looks = Looks.ALL
    notes: tuple[str, ...] = ()
    #: The search it makes, if it is one.
    search: Search | None = None
    #: What rules cannot say it of.
    unsaid: Looks = Looks.NOTHING


#: Where a link has no text beside it, AutoModerator has no body to look at.
_HAS_BODY = Demand(
    ({"link_post": True, "body": {"regex": r"\A\z"}},),
    negated=True,
    matters=Looks.LINK,
)

_ONCE = (
    "civilbot judges once, and again after an edit: reports that come later do not "
    "count"
)

_SITE = r"^https?://(?:[^/?#]*[.@])?{}(?::[0-9]+)?(?:[/?#]|$)"
_EXACT_SITE = r"^https?://(?:[^/?#]*@)?(?:www\.)?{}(?::[0-9]+)?(?:[/?#]|$)"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What matters of the rest of a rule."""

    subreddit: str
    ignore_quotes: bool = False


def check(entry: Entry, around: Surroundings) -> Asked:
    """Say what a condition on the post or comment itself asks for.

    Raises:
        Untranslatable: rules have nothing for it; says why.
    """
    if entry.name in _CHECKS:
        return _CHECKS[entry.name](_value(entry), around)
    if entry.name in UNCHECKED:
        raise Untranslatable(UNCHECKED[entry.name])
    found = search(entry.name)
    _known(entry, found, SEARCHED, UNSEARCHED)
    values, notes = _values(entry)
    asked = _searched(values, found, around)
    return replace(asked, notes=(*notes, *asked.notes), search=found)


def _value(entry: Entry) -> object:
    try:
        return value_of(entry)
    except ValueError as error:
        raise Untranslatable(str(error)) from None


#: What counts as nothing where it stands alone.
_NOTHING = ("", "None", "False", "0")


def _values(entry: Entry) -> tuple[list[str], tuple[str, ...]]:
    """Give what is looked for, and what YAML made of it unasked."""
    try:
        read = texts_of(entry)
    except ValueError as error:
        raise Untranslatable(str(error)) from None
    if not read or (read[0][0] in _NOTHING and not entry.is_list):
        raise Untranslatable("is empty, and AutoModerator passes it over")
    notes = tuple(
        f"without quotes, AutoModerator reads '{written}' as '{value}'"
        for value, written in read
        if value != written
    )
    return [value for value, _ in read], notes


def _known(
    entry: Entry, found: Search, known: Mapping[str, str], others: Mapping[str, str]
) -> None:
    for field in found.fields:
        if field in others:
            raise Untranslatable(others[field])
        if field not in known:
            raise Untranslatable(unknown(field, author="." in entry.path))


def _searched(values: Sequence[str], found: Search, around: Surroundings) -> Asked:
    looks = Looks.ALL if "body" in found.fields else Looks.POSTS
    if "domain" in found.fields:
        return _sites(values, found, around)
    ways: list[Tree] = []
    notes: tuple[str, ...] = ()
    for names in _groups(found.fields):
        tests = _tests(values, found, quotes=around.ignore_quotes and "body" in names)
        name = "text" if len(names) > 1 else SEARCHED[names[0]]
        ways += [{name: test} for test in tests.tests]
        notes = tests.notes
    demands = [Demand(tuple(ways), negated=found.negated)]
    if found.fields == ("body",) and found.negated:
        demands.append(_HAS_BODY)
    return Asked(tuple(demands), looks, notes)


def _groups(fields: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Join title and body, which rules call text; all else stands alone."""
    both = {"title", "body"} <= set(fields)
    if both:
        yield ("title", "body")
    for field in dict.fromkeys(fields):
        if not both or field not in ("title", "body"):
            yield (field,)


def _tests(values: Sequence[str], found: Search, *, quotes: bool = False) -> Tests:
    how = How(found.method, found.regex, found.case_sensitive, quotes)
    return text_tests(values, how)


def _sites(values: Sequence[str], found: Search, around: Surroundings) -> Asked:
    """Look for the site of a post's link; a text post's is `self` and the subreddit."""
    if found.fields != ("domain",):
        raise Untranslatable("rules cannot look in a domain and in a text at once")
    own = f"self.{around.subreddit}".lower()
    if all(value.lower() == own for value in values):
        plain = found.method in (Method.EXACT, Method.WORD) and not found.regex
        if not plain:
            raise Untranslatable("write type: text submission instead")
        looks = Looks.LINK if found.negated else Looks.TEXT
        return Asked((), looks)
    if any(value.lower().startswith("self.") for value in values):
        raise Untranslatable("text posts and sites cannot be mixed in one list")
    if found.regex or found.case_sensitive:
        raise Untranslatable("rules look for sites by name; use a regex on url")
    patterns = [_site(value, found) for value in values]
    tests = text_tests(patterns, How(Method.INCLUDES, regex=True))
    ways = tuple({"url": test} for test in tests.tests)
    return Asked((Demand(ways, negated=found.negated),), Looks.POSTS)


def _site(value: str, found: Search) -> str:
    if not re.fullmatch(r"[\w.-]+", value):
        raise Untranslatable(f"'{value}' is no site; sites look like example.com")
    name = quoted(value.lower())
    if found.subdomains:
        return _SITE.format(name)
    if found.method in (Method.EXACT, Method.TEXT):
        return _EXACT_SITE.format(name)
    if found.method is Method.STARTS:
        return rf"^https?://(?:[^/?#]*@)?(?:www\.)?{name}"
    if found.method is Method.INCLUDES:
        return rf"^https?://(?:[^/?#]*@)?[^/?#]*{name}"
    if found.method is Method.ENDS:
        return rf"^https?://[^/?#]*{name}(?::[0-9]+)?(?:[/?#]|$)"
    raise Untranslatable(f"rules cannot look for a site by '{found.method}'")


Checker = Callable[[Any, Surroundings], Asked]


def _flag(name: str, looks: Looks = Looks.ALL) -> Checker:
    def asked(value: object, _: Surroundings) -> Asked:
        return Asked((Demand(({name: numbers.truth(value)},)),), looks)

    return asked


def _reports(value: object, _: Surroundings) -> Asked:
    demand = Demand(({"reports": {"at_least": numbers.count(value)}},))
    return Asked((demand,), notes=(_ONCE,))


def _length(bound: str) -> Checker:
    def asked(value: object, around: Surroundings) -> Asked:
        if around.ignore_quotes:
            raise Untranslatable("rules count the body with what is quoted in it")
        demands = [Demand(({"body_length": {bound: numbers.count(value)}},))]
        if bound == "below":
            demands.append(_HAS_BODY)
        return Asked(tuple(demands))

    return asked


def _standard(value: object, _: Surroundings) -> Asked:
    asked, looks = standards.standard(value)
    return Asked((Demand((asked,)),), looks)


_CHECKS: Mapping[str, Checker] = {
    "reports": _reports,
    "body_longer_than": _length("above"),
    "body_shorter_than": _length("below"),
    "is_edited": _flag("edited"),
    "is_top_level": _flag("top_level", Looks.COMMENT),
    "standard": _standard,
}


def author_check(entry: Entry) -> Asked:
    """Say what a condition on the author asks for.

    Raises:
        Untranslatable: rules have nothing for it; says why.
    """
    if entry.name in _AUTHOR_CHECKS:
        return _of_author(_AUTHOR_CHECKS[entry.name](_value(entry)))
    if entry.name == "is_submitter":
        return _submitter(numbers.truth(_value(entry)))
    if entry.name in AUTHOR_UNCHECKED:
        raise Untranslatable(AUTHOR_UNCHECKED[entry.name])
    found = search(entry.name)
    others = {name: UNSEARCHED[name] for name in ("id", *_FLAIRS)}
    _known(entry, found, AUTHOR_SEARCHED, others)
    return _author_search(entry, found)


def _submitter(wanted: bool) -> Asked:  # noqa: FBT001 - what a moderator wrote
    """Ask who began the thread; of a post, AutoModerator takes that for granted."""
    asked = _of_author({"submitter": wanted})
    if wanted:
        return replace(asked, unsaid=Looks.POSTS)
    return replace(asked, looks=Looks.COMMENT)


_FLAIRS = ("flair_css_class", "flair_template_id")


def author_name(entry: Entry) -> Asked:
    """Say what names right under `author` or `~author` ask for.

    Raises:
        Untranslatable: they cannot be looked for; says why.
    """
    found = Search(
        fields=("name",),
        method=Method.WORD,
        negated=entry.name.startswith("~"),
        regex=False,
        case_sensitive=False,
        subdomains=False,
    )
    return _author_search(entry, found)


def _author_search(entry: Entry, found: Search) -> Asked:
    values, notes = _values(entry)
    tests = _tests(values, found)
    ways = tuple(
        {"author": {AUTHOR_SEARCHED[field]: test}}
        for field in found.fields
        for test in tests.tests
    )
    demand = Demand(ways, negated=found.negated)
    return Asked((demand,), notes=(*notes, *tests.notes))


def _of_author(test: Tree) -> Asked:
    return Asked((Demand(({"author": test},)),))


def _karma(name: str) -> Callable[[object], Tree]:
    return lambda value: {name: numbers.karma(value)}


_AUTHOR_CHECKS: Mapping[str, Callable[[object], Tree]] = {
    "comment_karma": _karma("comment_karma"),
    "post_karma": _karma("post_karma"),
    "link_karma": _karma("post_karma"),
    "combined_karma": _karma("total_karma"),
    "account_age": lambda value: {"account_age_days": numbers.age_in_days(value)},
    "is_contributor": lambda value: {"contributor": numbers.truth(value)},
    "is_moderator": lambda value: {"moderator": numbers.truth(value)},
}

#: Of these, one is enough where `satisfy_any_threshold` says so.
THRESHOLDS = frozenset(
    {"comment_karma", "post_karma", "link_karma", "combined_karma", "account_age"}
)


def any_threshold(asked: Iterable[Asked]) -> Demand:
    """Join thresholds of which one is enough."""
    return Demand(
        tuple(way for one in asked for demand in one.demands for way in demand.ways)
    )
