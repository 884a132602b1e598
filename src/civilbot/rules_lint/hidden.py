"""Rules and conditions that others make superfluous."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from civilbot.model import Mode
from civilbot.rules import CustomRule, FlagAction, NumberTest, On, TextTest
from civilbot.rules_lint.finding import Finding, Looking
from civilbot.rules_lint.groups import Asked, Group, Parts, taken_apart
from civilbot.rules_lint.reach import can_fire
from civilbot.rules_lint.spans import wanted


def swallowed(looking: Looking) -> Iterator[Finding]:
    """Exceptions under `unless` that take all that `when` and `any_of` give."""
    for parts in taken_apart(looking.rules.rules):
        ways = [(way, _taken_by(way, parts.unless)) for way in parts.ways]
        takers = [taker for _, taker in ways if taker is not None]
        if not takers:
            continue
        if len(takers) == len(ways):
            message = (
                f"the rule '{parts.rule.name}' can never fire: this exception takes "
                "away all that it asks for"
            )
            hint = "narrow the exception, or remove it"
            path = takers[0].path
            yield looking.error("never-fires", path, message, hint)
            continue
        for way, taker in ways:
            if taker is not None:
                message = "this one of any_of can never hold: unless takes it away"
                hint = "remove it here or under unless"
                yield looking.warning("never-holds", way[-1].path, message, hint)


def _taken_by(way: Sequence[Group], unless: Sequence[Group]) -> Group | None:
    return next((one for one in unless if implies(way, one)), None)


def twice(looking: Looking) -> Iterator[Finding]:
    """The same conditions twice under `any_of` or `unless`; actions named twice."""
    for parts in taken_apart(looking.rules.rules):
        rule = parts.rule
        for groups, asked in ((parts.any_of, rule.any_of), (parts.unless, rule.unless)):
            for number, one in enumerate(asked):
                if one in asked[:number]:
                    message = "the same conditions stand above already"
                    path = groups[number].path
                    yield looking.warning("twice", path, message, "remove them")
        for number, action in enumerate(rule.do):
            if action in rule.do[:number]:
                message = f"'{action}' is named twice"
                path = (*parts.path, "do", number)
                yield looking.warning("twice", path, message, "remove one of them")


def behind_another(looking: Looking) -> Iterator[Finding]:
    """Rules that add nothing to an earlier one."""
    # Looked for under what a rule asks, so that a thousand rules take no million looks.
    earlier: defaultdict[_Clue, list[Parts]] = defaultdict(list)
    for parts in taken_apart(looking.rules.rules):
        if not can_fire(parts, looking.rules):
            continue
        candidates = (
            cover
            for clue in _clues_of_narrow(parts)
            for cover in earlier[clue][:_COMPARED]
        )
        cover = next((one for one in candidates if _covers(one, parts)), None)
        if cover is not None:
            yield _hidden(looking, parts, cover)
        for clue in _clues_of_wide(parts):
            earlier[clue].append(parts)


#: With so many earlier rules of a kind a rule is compared.
_COMPARED = 50

#: A condition's name, and a phrase for a text.
_Clue = tuple[str, str]


def _clues_of_narrow(parts: Parts) -> set[_Clue]:
    """All that a rule asks: what covers it asks some of this."""
    clues: set[_Clue] = set()
    for one in (one for way in parts.ways for group in way for one in group.asked):
        phrase = next(iter(_phrases(one)), "")
        clues.add((one.name, phrase))
        if one.name in ("title", "body"):
            clues.add(("text", phrase))
    return clues


def _clues_of_wide(parts: Parts) -> set[_Clue]:
    """One condition of each way to fire, a text if there is one."""
    clues: set[_Clue] = set()
    for way in parts.ways:
        asked = [one for group in way for one in group.asked]
        one = max(asked, key=lambda one: isinstance(one.wanted, TextTest))
        clues |= {(one.name, phrase) for phrase in _phrases(one) or ("",)}
    return clues


def _phrases(asked: Asked) -> tuple[str, ...]:
    test = asked.wanted
    if not isinstance(test, TextTest):
        return ()
    ways = (test.words, test.includes, test.starts_with, test.ends_with, test.equals)
    plain = (" ".join(one.split()).casefold() for way in ways for one in way)
    return (*plain, *test.regex)


def _hidden(looking: Looking, parts: Parts, cover: Parts) -> Finding:
    line = looking.document.marks.line_of((*cover.path, "name"))
    message = (
        f"the rule '{parts.rule.name}' adds nothing: '{cover.rule.name}' on line "
        f"{line} fires wherever it does, and does as much"
    )
    hint = "remove it, or say what is special about it"
    return looking.warning("hidden", (*parts.path, "name"), message, hint)


def _covers(wide: Parts, narrow: Parts) -> bool:
    """Whether one rule fires wherever another does, and does all that it does."""
    return (
        _does_as_much(wide.rule, narrow.rule)
        and _sees_as_much(wide.rule.on, narrow.rule.on)
        and all(_holds_too(way, wide) for way in narrow.ways)
        and all(any(implies((one,), o) for o in narrow.unless) for one in wide.unless)
    )


def _does_as_much(wide: CustomRule, narrow: CustomRule) -> bool:
    modes = list(Mode)
    said = (FlagAction.NUDGE in narrow.do or FlagAction.REMOVE in narrow.do) and (
        wide.message != narrow.message
    )
    return (
        set(narrow.do) <= set(wide.do)
        and modes.index(narrow.mode) <= modes.index(wide.mode)
        and (wide.exempt is narrow.exempt or not wide.exempt)
        and not said
        and (FlagAction.MODMAIL not in narrow.do or wide.mail == narrow.mail)
        and (FlagAction.FLAIR not in narrow.do or wide.flair == narrow.flair)
    )


def _sees_as_much(wide: On, narrow: On) -> bool:
    posts = (On.TEXT_SUBMISSION, On.LINK_SUBMISSION)
    return wide in (On.ANY, narrow) or (wide is On.SUBMISSION and narrow in posts)


def _holds_too(way: Sequence[Group], wide: Parts) -> bool:
    return any(all(implies(way, group) for group in other) for other in wide.ways)


def implies(given: Sequence[Group], asked: Group) -> bool:
    """Whether a group of conditions holds wherever all the given ones do.

    True is sure; False only means that it is not plain.
    """
    # One and the same finding must be of a kind and aimed at somebody.
    if _names(asked) >= _FINDING and not any(_names(g) >= _FINDING for g in given):
        return False
    known = [one for group in given for one in group.asked]
    return all(any(_implies(one, want) for one in known) for want in asked.asked)


_FINDING = frozenset({"found", "aimed_at"})


def _names(group: Group) -> frozenset[str]:
    return frozenset(one.name for one in group.asked)


def _implies(given: Asked, want: Asked) -> bool:
    one, other = given.wanted, want.wanted
    if isinstance(one, TextTest) and isinstance(other, TextTest):
        within = want.name == "text" and given.name in ("title", "body")
        return (given.name == want.name or within) and _text_implies(one, other)
    if given.name != want.name:
        return False
    if isinstance(one, NumberTest) and isinstance(other, NumberTest):
        return wanted(want.name, other).covers(wanted(given.name, one))
    if isinstance(one, tuple) and isinstance(other, tuple):
        return one == other or (want.name == "domain" and _sites_imply(one, other))
    return one == other


def _sites_imply(given: tuple[str, ...], want: tuple[str, ...]) -> bool:
    return all(
        any(site == one or site.endswith(f".{one}") for one in want) for site in given
    )


def _text_implies(given: TextTest, want: TextTest) -> bool:
    if want.ignore_quotes and not given.ignore_quotes:
        return False
    if want.case_sensitive and not given.case_sensitive:
        return False
    fold = not want.case_sensitive
    anywhere = _set(want.includes, fold=fold)
    return (
        _set(given.words, fold=fold) <= _set(want.words, fold=fold) | anywhere
        and _set(given.includes, fold=fold) <= anywhere
        and _set(given.starts_with, fold=fold)
        <= _set(want.starts_with, fold=fold) | anywhere
        and _set(given.ends_with, fold=fold)
        <= _set(want.ends_with, fold=fold) | anywhere
        and _set(given.equals, fold=fold) <= _set(want.equals, fold=fold) | anywhere
        and set(given.regex) <= set(want.regex)
    )


def _set(phrases: Sequence[str], *, fold: bool) -> frozenset[str]:
    plain = (" ".join(phrase.split()) for phrase in phrases)
    return frozenset(one.casefold() if fold else one for one in plain)
