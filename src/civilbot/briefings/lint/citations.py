"""Rules on source marks: every claim rests on a source that can carry it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from civilbot.briefings.article import Briefing, Side, SourceKind
from civilbot.briefings.lint.finding import Lint, Rule, Severity, at, at_key, at_source
from civilbot.briefings.lint.plain_words import CLAIMS, TOLD, cited, passages
from civilbot.briefings.sections import Passage, SectionName
from civilbot.errors import Place, Problem

NO_SOURCES = Rule(
    "no-sources",
    "without references nobody can check a word",
    "list them under sources",
    Severity.ERROR,
)
UNKNOWN_SOURCE = Rule(
    "unknown-source",
    "the mark would be left out, and the claim stand without a source",
    "add it under sources, or correct the mark",
    Severity.ERROR,
    firm=True,
)
CLAIM_WITHOUT_SOURCE = Rule(
    "claim-without-source",
    "a claim that nobody can check is the bot's own opinion",
    "add a mark such as [^id]",
)
UNUSED_SOURCE = Rule(
    "unused-source",
    "a list of references that carry nothing looks better than it is",
    "cite it, or take it out",
)
WRONG_SIDE_SOURCE = Rule(
    "wrong-side-source",
    "a case that is told only by its opponents is told as they want it",
    "cite somebody who makes this case, or correct the source's side",
)
OPINION_AS_FACT = Rule(
    "opinion-as-fact",
    "the summary and the key points are read as facts that both sides accept",
    "cite a report beside it, or move it to the case that it makes",
)
ONE_PUBLISHER = Rule(
    "one-publisher",
    "one outlet's view of the matter becomes the briefing's",
    "look for other publishers",
)

#: From so many sources on, half of them from one place are too many.
_ENOUGH = 4

_OPPOSITE = {SectionName.CASE_FOR: Side.AGAINST, SectionName.CASE_AGAINST: Side.FOR}
_VIEWS = frozenset({SourceKind.OPINION, SourceKind.STATEMENT})


def check_marks(briefing: Briefing, _today: date) -> Iterator[Lint]:
    """Look for marks that name nothing, and sources that no mark names."""
    if not briefing.sources:
        yield at_key(NO_SOURCES, briefing, "sources", "there are no references")
    used: set[str] = set()
    for section in briefing.sections:
        for passage in section.passages:
            used |= {source.id for source in cited(briefing, passage)}
            yield from _unknown_marks(briefing, passage)
    for source in briefing.sources:
        if source.id not in used:
            message = f"the source '{source.id}' is not cited"
            yield at_source(UNUSED_SOURCE, briefing, source, message)


def _unknown_marks(briefing: Briefing, passage: Passage) -> Iterator[Lint]:
    for citation in passage.citations:
        if briefing.cited(citation) is None:
            place = Place(briefing.source, citation.line, citation.column)
            message = f"no source is named '{citation.mark}'"
            problem = Problem(place, message, UNKNOWN_SOURCE.mend)
            yield Lint(problem, UNKNOWN_SOURCE.severity, UNKNOWN_SOURCE)


def check_claims(briefing: Briefing, _today: date) -> Iterator[Lint]:
    """Look for claims without a source, or with one that cannot carry them."""
    for section, passage in passages(briefing, TOLD):
        sources = cited(briefing, passage)
        if section.name in CLAIMS and not passage.citations:
            message = "a claim without a source"
            yield at(CLAIM_WITHOUT_SOURCE, briefing, passage.line, message)
        if not sources:
            continue
        opposite = _OPPOSITE.get(section.name)
        if opposite and all(source.side is opposite for source in sources):
            names = " and ".join(f"'{source.id}'" for source in sources)
            message = f"{names} speaks {opposite}, and is all that is cited here"
            yield at(WRONG_SIDE_SOURCE, briefing, passage.line, message)
        sides = {source.side for source in sources}
        views = all(source.kind in _VIEWS for source in sources)
        # What both sides say of themselves is known, whoever is right.
        if not opposite and views and not sides >= {Side.FOR, Side.AGAINST}:
            message = "only what somebody thinks is cited here"
            yield at(OPINION_AS_FACT, briefing, passage.line, message)


def check_publishers(briefing: Briefing, _today: date) -> Iterator[Lint]:
    """Look whether most references come from one place."""
    if len(briefing.sources) < _ENOUGH:
        return
    counts = Counter(source.publisher.casefold() for source in briefing.sources)
    name, times = counts.most_common(1)[0]
    if times * 2 > len(briefing.sources):
        shown = next(
            source.publisher
            for source in briefing.sources
            if source.publisher.casefold() == name
        )
        message = f"{times} of {len(briefing.sources)} sources come from {shown}"
        yield at_key(ONE_PUBLISHER, briefing, "sources", message)
