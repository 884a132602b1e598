"""Reads AutoModerator's thresholds: `< 10`, `> 2 weeks`."""

import re
from collections.abc import Mapping

from civilbot.automod.patterns import Untranslatable

#: In days; a month is thirty of them, a year 365.
_DAYS: Mapping[str, float] = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1,
    "week": 7,
    "month": 30,
    "year": 365,
}

_LARGEST = 999_999_999
#: So much of a wrong value is shown.
_LONGEST = 40

_THRESHOLD = re.compile(r"(<=|>=|==|<|>|=)?\s*(-?[0-9]{1,9})\s*([a-z]*)")
_BOUNDS: Mapping[str, str] = {
    "<": "below",
    ">": "above",
    "<=": "at_most",
    ">=": "at_least",
}


def karma(value: object) -> dict[str, float]:
    """Turn a threshold of karma into the rules' bounds.

    Raises:
        Untranslatable: it is none.
    """
    sign, number, unit = _read(value)
    if unit:
        raise Untranslatable(f"karma has no unit such as '{unit}'")
    if sign in _BOUNDS:
        return {_BOUNDS[sign]: number}
    return {"at_least": number, "at_most": number}


def age_in_days(value: object) -> dict[str, float]:
    """Turn a threshold of an account's age into the rules' bounds, in days.

    Raises:
        Untranslatable: it is none, or it asks for an age to the moment.
    """
    sign, number, unit = _read(value)
    name = (unit or "day").removesuffix("s")
    if name not in _DAYS:
        known = ", ".join(f"{one}s" for one in _DAYS)
        raise Untranslatable(f"an age is counted in {known}, not '{unit}'")
    if sign not in _BOUNDS:
        raise Untranslatable(
            "without < or > it asks for an age to the moment, and never holds"
        )
    days = number * _DAYS[name]
    return {_BOUNDS[sign]: int(days) if days == int(days) else days}


def count(value: object) -> int:
    """Return a number of AutoModerator's.

    Raises:
        Untranslatable: it is none.
    """
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _LARGEST:
        raise Untranslatable(f"should be a number, not '{_shown(value)}'")
    return value


def truth(value: object) -> bool:
    """Return a yes or no of AutoModerator's.

    Raises:
        Untranslatable: it is neither.
    """
    if not isinstance(value, bool):
        raise Untranslatable(f"should be true or false, not '{_shown(value)}'")
    return value


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _read(value: object) -> tuple[str, int, str]:
    text = str(value).strip().lower()
    found = _THRESHOLD.fullmatch(text)
    if found is None or isinstance(value, bool):
        raise Untranslatable(
            f"should be a threshold such as '< 10', not '{_shown(value)}'"
        )
    return found[1] or "=", int(found[2]), found[3]
