"""What RE2 says of a regular expression, in plain words and with its place."""

import re
from dataclasses import dataclass

import re2

#: Memory that one pattern may take, in bytes; what needs more is refused.
_MEMORY = 8 * 1024 * 1024

#: What RE2 calls what it refuses, and what that means.
_SAID = (
    ("invalid perl operator: (?=", "it looks ahead with (?=…)"),
    ("invalid perl operator: (?!", "it looks ahead with (?!…)"),
    ("invalid perl operator: (?<=", "it looks behind with (?<=…)"),
    ("invalid perl operator: (?<!", "it looks behind with (?<!…)"),
    ("invalid perl operator: (?<", "it looks behind with (?<…)"),
    ("invalid perl operator: (?>", "it has a group (?>…) that is not given back"),
    ("invalid perl operator: (?P", "it refers back to a group with (?P=…)"),
    ("invalid perl operator", "it has a group (?…) that RE2 does not know"),
    ("missing )", "a ( is not closed"),
    ("unexpected )", "a ) closes what was not opened"),
    ("missing ]", "a [ is not closed"),
    ("invalid character class range", "a range in [ ] goes backwards"),
    ("invalid repetition size", "it repeats more than 1,000 times, or backwards"),
    ("no argument for repetition", "there is nothing before the sign that repeats"),
    ("bad repetition operator", "two signs that repeat follow each other"),
    ("trailing \\", "it ends in a single \\"),
    ("pattern too large", "it is too large when written out"),
)

_BACK = re.compile(r"\\[1-9]")
_HINTS = (
    ("it looks", "say it with words and unless, or with two rules"),
    ("it refers back", "RE2 never hangs, and so it cannot; write the words out"),
    ("it has a group (?>", "write (?:…)"),
    ("a ( is", "add the ), or write \\( for the sign itself"),
    ("a ) closes", "remove it, or write \\) for the sign itself"),
    ("a [ is", "add the ], or write \\[ for the sign itself"),
    ("there is nothing", "write \\ before the sign for the sign itself"),
    ("two signs", "keep one of them"),
    ("a range in", "write the lower end first"),
    ("it repeats more", "write + for once or more, * for any number"),
)
_DEFAULT_HINT = "regex is RE2's: see its syntax, or use words or includes"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a pattern is refused, from which character on, and what to do."""

    why: str
    at: int
    width: int
    hint: str


def refusal(pattern: str) -> Refusal | None:
    """Say why RE2 refuses a pattern; None if it takes it."""
    try:
        re2.compile(pattern, options())
    except re2.error as error:
        said = error.args[0]
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        return _explained(text, pattern)
    return None


def options() -> "re2.Options":
    """Read patterns quietly and within bounds."""
    chosen = re2.Options()
    chosen.log_errors = False
    chosen.max_mem = _MEMORY
    return chosen


def _explained(said: str, pattern: str) -> Refusal:
    kind, _, part = said.partition(": ")
    if kind == "invalid escape sequence":
        return _escape(part, pattern)
    why = next((plain for start, plain in _SAID if said.startswith(start)), said)
    hint = next((h for start, h in _HINTS if why.startswith(start)), _DEFAULT_HINT)
    at = _at(kind, part, pattern)
    found = pattern.startswith(part, at) and kind not in ("missing )", "missing ]")
    return Refusal(why, at, len(part) if found else 1, hint)


def _escape(part: str, pattern: str) -> Refusal:
    at = max(pattern.find(part), 0)
    if _BACK.fullmatch(part):
        why = f"it refers back to a group with {part}"
        return Refusal(why, at, len(part), _HINTS[1][1])
    hint = "write \\z, or $" if part == "\\Z" else "remove the \\"
    return Refusal(f"{part} means nothing to RE2", at, len(part), hint)


def _at(kind: str, part: str, pattern: str) -> int:
    """Find what is refused; an opened bracket that stays open is the last one."""
    if kind == "missing )":
        return _unclosed(pattern)
    return max(pattern.find(part), 0)


def _unclosed(pattern: str) -> int:
    """Find the bracket that stays open."""
    opened: list[int] = []
    for found in re.finditer(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()]", pattern):
        if found[0] == "(":
            opened.append(found.start())
        elif found[0] == ")" and opened:
            opened.pop()
    return opened[-1] if opened else 0


#: Texts that have nothing in common.
_PROBES = ("q", "7", "~", "\u00e9", "\u4e2d", "Hello, how are you?")


def fits_everything(pattern: str) -> bool:
    """Whether a pattern is in each and every text, or in each that is not empty."""
    compiled = re2.compile(pattern, options())
    return all(compiled.search(probe) for probe in _PROBES)
