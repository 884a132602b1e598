"""Turns the words that AutoModerator looks for into what civilbot's rules look for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import re2

from civilbot.automod.patterns import Pattern, Untranslatable, is_word
from civilbot.automod.re2_writing import (
    AFTER,
    BEFORE,
    Method,
    is_whole_word,
    literals,
    written,
)
from civilbot.automod.regex_reading import WORD, quoted, read
from civilbot.conditions import options

#: A part of a rules document, as YAML holds it.
Tree: TypeAlias = dict[str, Any]

#: So many words or patterns one test holds, of so many characters each.
MOST, LONGEST = 500, 500

#: Memory that one pattern may take, in bytes: RE2's own measure.
_MEMORY = 8 * 1024 * 1024

INEXACT = (
    r"\b here knows the letters of ASCII alone: beside é or ж it may differ from "
    "AutoModerator's"
)

#: A regular expression that stands for so many words is written as these, and a list
#: of words in any case.
_FEW = 24

_PLAIN: Mapping[Method, str] = {
    Method.WORD: "words",
    Method.INCLUDES: "includes",
    Method.STARTS: "starts_with",
    Method.ENDS: "ends_with",
    Method.EXACT: "equals",
}


@dataclass(frozen=True, slots=True)
class How:
    """How a search looks at a text."""

    method: Method
    regex: bool = False
    case_sensitive: bool = False
    #: What is quoted is left out.
    ignore_quotes: bool = False


@dataclass(frozen=True, slots=True)
class Tests:
    """Tests of a text, of which one must hold."""

    tests: tuple[Tree | list[str], ...]
    #: What the moderator should know.
    notes: tuple[str, ...] = ()


def text_tests(values: Sequence[str], how: How) -> Tests:
    """Say in the rules' words what a text must be like.

    Args:
        values: what is looked for; one of them must be found.
        how: where, and whether they are regular expressions.

    Raises:
        Untranslatable: the rules have nothing for one of the values.
    """
    for value in values:
        if not value:
            raise Untranslatable("an empty text is in every text")
    patterns = [read(value) for value in values] if how.regex else []
    flags = {flag for pattern in patterns for flag in pattern.flags}
    if "m" in flags and how.method not in (Method.WORD, Method.INCLUDES):
        raise Untranslatable(f"the flag (?m) would change what '{how.method}' means")
    found: list[tuple[str, str]] = []
    inexact = False
    for pattern in patterns:
        texts, doubt = _expression(pattern, how.method, by_line="m" in flags)
        inexact = inexact or doubt
        found += texts
    if not how.regex:
        found = [_literal(value, how.method) for value in values]
    _check(found)
    case = how.case_sensitive and "i" not in flags
    settings = {"case_sensitive": case, "ignore_quotes": how.ignore_quotes}
    return Tests(
        tuple(_test(part, settings) for part in _portions(found)),
        (INEXACT,) if inexact else (),
    )


def _expression(
    pattern: Pattern, method: Method, *, by_line: bool
) -> tuple[list[tuple[str, str]], bool]:
    """Write a regular expression: as words if it stands for a few, else for RE2."""
    words = literals(pattern, method, _FEW)
    if words and all(map(_is_plain, words)) and not by_line:
        whole = method is Method.INCLUDES and is_whole_word(pattern)
        as_method = Method.WORD if whole else method
        return [_literal(word, as_method) for word in words], False
    one = written(pattern, method)
    if any(len(text) > LONGEST for text in one.patterns):
        one = written(pattern, method, apart=True)
    flag = "(?m)" if by_line else ""
    texts = (
        text if text.startswith("(?m") else f"{flag}{text}" for text in one.patterns
    )
    return [("regex", text) for text in texts], one.inexact


def _is_plain(text: str) -> bool:
    """Whether spaces do not matter: rules take any for any other, and none at ends."""
    return bool(text) and text == " ".join(text.split())


def _literal(value: str, method: Method) -> tuple[str, str]:
    """Write a literal text: which key it goes under, and as what."""
    if _is_plain(value) and method in _PLAIN:
        return _PLAIN[method], value
    return "regex", _literal_pattern(value, method)


def _literal_pattern(value: str, method: Method) -> str:
    before = BEFORE if is_word(value[0]) else ""
    after = AFTER if is_word(value[-1]) else ""
    bare = f"[^{WORD}]*"
    frames: Mapping[Method, tuple[str, str]] = {
        Method.WORD: (before, after),
        Method.INCLUDES: ("", ""),
        Method.STARTS: ("^", ""),
        Method.ENDS: ("", "$"),
        Method.EXACT: ("^", "$"),
        Method.TEXT: (f"^{bare}", f"{bare}$"),
    }
    first, last = frames[method]
    return f"{first}{quoted(value)}{last}"


def _check(found: Iterable[tuple[str, str]]) -> None:
    for kind, text in found:
        if len(text) > LONGEST:
            shown = f"{text[:20]}…"
            raise Untranslatable(
                f"'{shown}' has {len(text):,} characters here; at most {LONGEST} are "
                "taken"
            )
        if kind != "regex":
            continue
        chosen = options()
        chosen.max_mem = _MEMORY
        try:
            re2.compile(text, chosen)
        except re2.error as error:
            why = error.args[0] if error.args else "it is broken"
            said = why.decode() if isinstance(why, bytes) else str(why)
            raise Untranslatable(
                f"RE2, which never hangs, refuses it: {said}"
            ) from None


def _portions(found: Sequence[tuple[str, str]]) -> Iterator[Sequence[tuple[str, str]]]:
    for start in range(0, len(found), MOST):
        yield found[start : start + MOST]


def _test(
    found: Sequence[tuple[str, str]], settings: Mapping[str, bool]
) -> Tree | list[str]:
    test: Tree = {}
    for kind, text in found:
        known = test.setdefault(kind, [])
        if text not in known:
            known.append(text)
    test.update({name: True for name, on in settings.items() if on})
    if set(test) == {"words"}:
        words: list[str] = test["words"]
        return words
    return test
