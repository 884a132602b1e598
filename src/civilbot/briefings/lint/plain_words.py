"""The words of a passage as a reader meets them: no marks, no quotations."""

import re
from collections.abc import Iterable, Iterator

from civilbot.briefings.article import Briefing, Source
from civilbot.briefings.sections import CITATION, Passage, Section, SectionName

CASES = (SectionName.CASE_FOR, SectionName.CASE_AGAINST)
#: Where facts and arguments stand, each of which can be checked.
CLAIMS = (*CASES, SectionName.KEY_POINTS)
#: All that is told, in the order of the reply.
TOLD = (SectionName.SUMMARY, *CLAIMS)

_MARK = re.compile(rf"\s*(?:{re.sub(r'[?]P<[a-z]+>', '?:', CITATION.pattern)})")
# What opens ends what was opened before: else each bracket is read on to the end.
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)?\)")
_EMPHASIS = re.compile(r"[*_`]+")
_QUOTED = re.compile('"[^"]*"|\u201c[^\u201c\u201d]*\u201d')
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")

# A full stop ends a sentence where a capital follows, and no short form precedes.
_SHORT_FORM = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|Sen|Rep|Gov|Gen|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)"
    r"|\b[A-Z](?:\.[A-Z])*|\be\.g|\bi\.e)\.$"
)
_END = re.compile(r"(?<=[.!?])[\"\u201d\u2019')\]]*\s+(?=[\"\u201c\u2018'(]?[A-Z0-9])")


def bare(text: str) -> str:
    """Give a text without source marks, link targets and emphasis."""
    return _EMPHASIS.sub("", _LINK.sub(r"\1", _MARK.sub("", text))).strip()


def own(text: str) -> str:
    """Give what the briefing says in its own voice: quotations are left out."""
    return _QUOTED.sub(" ", bare(text))


def words(text: str) -> list[str]:
    """Give the words of a text, without numbers."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """Part a text into sentences; short forms such as "Mr." end none."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if not _SHORT_FORM.search(text[start : end.start()]):
            found.append(text[start : end.start()].strip())
            start = end.end()
    return [*found, text[start:].strip()] if text[start:].strip() else found


def passages(
    briefing: Briefing, names: Iterable[SectionName]
) -> Iterator[tuple[Section, Passage]]:
    """Give each passage of some sections."""
    for name in names:
        section = briefing.section(name)
        for passage in section.passages:
            yield section, passage


def cited(briefing: Briefing, passage: Passage) -> tuple[Source, ...]:
    """Give the sources that a passage's marks name."""
    found = (briefing.cited(citation) for citation in passage.citations)
    return tuple(source for source in found if source)
