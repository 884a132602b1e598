"""Rules on the voice: both sides are told as possible or as so, doubted or believed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from civilbot.briefings.article import Briefing
from civilbot.briefings.lint.finding import Lint, Rule, Severity, at
from civilbot.briefings.lint.plain_words import CASES, own, sentences, words
from civilbot.briefings.sections import Section

#: How much larger a share of one case may be hedged before it is a warning, an error.
HEDGED = 0.5
ALL_HEDGED = 0.75

#: Where every point holds some hedge, their number tells: in a case that has so many
#: in a hundred words, at least three, and so many times as many as the other.
DENSE = 3.0
DENSER = 2.0

UNEVEN_HEDGING = Rule(
    "uneven-hedging",
    "what may happen sounds weaker than what happens, whatever the sources say",
    "state both sides' arguments the same way: who says it, or what was found",
)
UNEVEN_ATTRIBUTION = Rule(
    "uneven-attribution",
    "who 'claims' is doubted, and who 'shows' is believed",
    "let both sides 'say', or name what was found on both",
)

# "may" the verb is never followed or preceded by a number, "May" the month is.
_HEDGE = re.compile(
    r"(?<!\d )\bmay\b(?! \d)|\b(?:might|could|would|perhaps|possibly|potential(?:ly)?"
    r"|presumably|arguably|conceivabl[ey]|hypothetical(?:ly)?|theoretical(?:ly)?"
    r"|in theory|in principle|it is possible|should (?:he|she|it|they)\b"
    r"|seems?|appears? to"
    r"|is said to|are said to|some (?:say|believe|argue|think|hope|feel)"
    r"|supposed(?:ly)?"
    r"|hoped? (?:to|that|for)|hopes? (?:to|that|for)|was meant to|likely)\b",
    re.IGNORECASE,
)
_DOUBTED = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|alleg(?:e|es|ed|edly|ing)|insist(?:s|ed)?|purport\w*"
    r"|profess(?:es|ed)?|supposed(?:ly)?|would have (?:us|you|people) believe)\b",
    re.IGNORECASE,
)
_BELIEVED = re.compile(
    r"\b(?:shows?|showed|shown|prov(?:e|es|ed|en|ing)|demonstrat(?:e|es|ed|ing)"
    r"|reveal(?:s|ed)?|expos(?:e|es|ed)|confirm(?:s|ed)?|point(?:s|ed)? out"
    r"|explain(?:s|ed)?|not(?:es|ed)|warn(?:s|ed)?|establish(?:es|ed)?|found|finds?"
    r"|acknowledg(?:e|es|ed))\b",
    re.IGNORECASE,
)


def check_voice(briefing: Briefing, _today: date) -> Iterator[Lint]:
    """Compare how the two cases are told: as possible or as so, doubted or believed."""
    voices = [_voice(briefing.section(name)) for name in CASES]
    if not all(voice.units for voice in voices):
        return
    yield from _hedging(briefing, voices)
    yield from _belief(briefing, voices)


@dataclass(frozen=True, slots=True)
class _Voice:
    """How one case is told."""

    section: Section
    #: Points, or sentences where there are not two points.
    units: int
    hedged: int
    #: Every hedge, as often as it stands there.
    hedges: tuple[str, ...]
    words: int
    doubted: str
    believed: str

    @property
    def hedged_share(self) -> float:
        return self.hedged / self.units

    @property
    def density(self) -> float:
        """Hedges in a hundred words."""
        return 100 * len(self.hedges) / max(self.words, 1)

    @property
    def some_hedges(self) -> str:
        return ", ".join(dict.fromkeys(self.hedges))


def _voice(section: Section) -> _Voice:
    told = [own(passage.text) for passage in section.passages]
    units = told if len(told) > 1 else [s for text in told for s in sentences(text)]
    doubted, believed = (_first(pattern, told) for pattern in (_DOUBTED, _BELIEVED))
    return _Voice(
        section=section,
        units=len(units),
        hedged=sum(bool(_HEDGE.search(unit)) for unit in units),
        hedges=tuple(f[0].lower() for text in told for f in _HEDGE.finditer(text)),
        words=sum(len(words(text)) for text in told),
        doubted=doubted,
        believed=believed,
    )


def _hedging(briefing: Briefing, voices: Sequence[_Voice]) -> Iterator[Lint]:
    firm, soft = sorted(voices, key=lambda voice: voice.hedged_share)
    apart = soft.hedged_share - firm.hedged_share
    if apart >= HEDGED:
        message = (
            f"{soft.hedged} of {soft.units} points in '{soft.section.name}' are only"
            f" possible ({soft.some_hedges}), {firm.hedged} of {firm.units} in"
            f" '{firm.section.name}'"
        )
        sure = apart >= ALL_HEDGED and min(soft.units, firm.units) > 1
        severity = Severity.ERROR if sure else Severity.WARNING
        line = soft.section.line
        yield at(UNEVEN_HEDGING, briefing, line, message, severity=severity)
        return
    firm, soft = sorted(voices, key=lambda voice: voice.density)
    dense = soft.density >= DENSE and len(soft.hedges) > 2
    if dense and soft.density >= DENSER * firm.density:
        message = (
            f"'{soft.section.name}' hedges {len(soft.hedges)} times in {soft.words}"
            f" words ({soft.some_hedges}), '{firm.section.name}'"
            f" {len(firm.hedges)} times in {firm.words}"
        )
        yield at(UNEVEN_HEDGING, briefing, soft.section.line, message)


def _first(pattern: re.Pattern[str], texts: Sequence[str]) -> str:
    return next((f[0].lower() for text in texts if (f := pattern.search(text))), "")


def _belief(briefing: Briefing, voices: Sequence[_Voice]) -> Iterator[Lint]:
    for doubted, believed in (voices, voices[::-1]):
        if not doubted.doubted or not believed.believed:
            continue
        if doubted.believed or believed.doubted:
            continue
        message = (
            f"'{doubted.section.name}' only '{doubted.doubted}',"
            f" '{believed.section.name}' '{believed.believed}'"
        )
        yield at(UNEVEN_ATTRIBUTION, briefing, doubted.section.line, message)
