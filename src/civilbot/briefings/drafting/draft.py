"""Turns an article into a draft briefing; what the article does not say stays open."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from civilbot.briefings.article import MAX_TITLE
from civilbot.briefings.drafting.dates import dateline, is_byline
from civilbot.briefings.drafting.headings import Part, subject_of
from civilbot.briefings.drafting.outline import Article, Block
from civilbot.briefings.drafting.parts import (
    CASES,
    Stretch,
    paragraphs,
    points,
    stretches,
)
from civilbot.briefings.drafting.references import (
    Reference,
    References,
    without_addresses,
)
from civilbot.briefings.drafting.topic import ProposedTopic, propose
from civilbot.briefings.drafting.wording import one_line, opening, slug
from civilbot.briefings.gaps import todo
from civilbot.briefings.markdown import clip
from civilbot.briefings.sections import SectionName

#: What is taken from the opening of each part that has no section of its own, in
#: characters: with the points, a reply has little room left.
_OPENINGS = {None: 600, Part.BACKGROUND: 400, Part.ANALYSIS: 300, Part.OUTLOOK: 300}

#: A reply cuts longer passages; nobody reads them.
MAX_PASSAGE = 2_000

#: More points than any reply could show.
MAX_POINTS = 30

_MAX_AT_ISSUE = 80
_BYLINES_IN = 6

_MISSING = {
    SectionName.SUMMARY: "say in two or three sentences what happened",
    SectionName.CASE_FOR: "say who is for it and why",
    SectionName.CASE_AGAINST: "say who is against it and why",
    SectionName.KEY_POINTS: "say what nobody should miss",
    SectionName.CALL_TO_ACTION: "ask for respectful words and good sources",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """What goes into a section, and the ids of the sources it links."""

    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A briefing as far as an article gives it."""

    id: str
    title: str
    at_issue: str
    as_of: date | None
    topic: ProposedTopic
    sections: tuple[tuple[SectionName, tuple[Passage, ...]], ...]
    references: tuple[Reference, ...]
    #: What of the article is not in the draft, for its author to know.
    left_out: tuple[str, ...] = ()


def draft(article: Article) -> Draft:
    """Make a draft of an article; nothing is added that it does not say."""
    return _Drafting(article).draft()


class _Drafting:
    """One article on its way to a draft."""

    def __init__(self, article: Article) -> None:
        """Part the article."""
        self._title = clip(one_line(article.title), MAX_TITLE)
        self._published = article.published
        self._stretches = stretches(article.blocks)
        opening_blocks = self._stretches[0].blocks
        self._bylines = [
            b.text for b in opening_blocks[:_BYLINES_IN] if is_byline(b.text)
        ]
        self._stretches[0].blocks = [
            block
            for block in opening_blocks
            if block.text not in self._bylines and block.text != article.title
        ]
        listed = self._blocks(Part.REFERENCES)
        self._references = References(listed)
        self._left_out: list[str] = []

    def draft(self) -> Draft:
        """Put the draft together."""
        summary = self._summary()
        sections = (
            (SectionName.SUMMARY, summary),
            (SectionName.CASE_FOR, self._points(Part.CASE_FOR)),
            (SectionName.CASE_AGAINST, self._points(Part.CASE_AGAINST)),
            (SectionName.KEY_POINTS, self._points(Part.KEY_POINTS)),
            (SectionName.CALL_TO_ACTION, self._appeal()),
        )
        self._note_unused()
        told = [passage.text for _, passages in sections for passage in passages]
        cut = sum(len(text) > MAX_PASSAGE for text in told)
        if cut:
            self._left_out.append(f"the end of {cut} passages that never stop")
        said = clip(" ".join(passage.text for passage in summary), MAX_PASSAGE)
        texts = [b.text for s in self._stretches for b in paragraphs(s)]
        return Draft(
            id=slug(self._title, 4),
            title=self._title,
            at_issue=self._at_issue(),
            as_of=self._day(),
            topic=propose(self._title, said, texts),
            sections=tuple((name, _or_gap(name, told)) for name, told in sections),
            references=self._references.all,
            left_out=tuple(self._left_out),
        )

    def _day(self) -> date | None:
        """Give the article's day, if its page and its byline do not differ."""
        days = {self._published, dateline(self._bylines)} - {None}
        return days.pop() if len(days) == 1 else None

    def _of(self, part: Part | None) -> list[Stretch]:
        return [stretch for stretch in self._stretches if stretch.part is part]

    def _blocks(self, part: Part | None) -> list[Block]:
        return [block for stretch in self._of(part) for block in paragraphs(stretch)]

    def _summary(self) -> tuple[Passage, ...]:
        """Take the article's own summary, else the first sentences of its parts."""
        own = self._blocks(Part.SUMMARY)
        if own:
            return self._passages(own)
        found: list[Passage] = []
        for part, limit in _OPENINGS.items():
            stretches = self._stretches[:1] if part is None else self._of(part)
            blocks = [block for stretch in stretches for block in paragraphs(stretch)]
            texts = {without_addresses(block.text): block for block in blocks}
            told = opening(texts, limit)
            if len(told) < len(" ".join(texts)):
                self._left_out.append(f"{_name(stretches[0])}: all but its beginning")
            if told:
                cited = [block for text, block in texts.items() if text in told]
                found.append(Passage(told, tuple(self._cited(cited))))
        return tuple(found)

    def _points(self, part: Part) -> tuple[Passage, ...]:
        blocks: list[Block] = []
        for stretch in self._of(part):
            taken = points(stretch)
            blocks += taken
            self._note(stretch, len(paragraphs(stretch)) - len(taken))
        if len(blocks) > MAX_POINTS:
            self._left_out.append(f"{len(blocks) - MAX_POINTS} further points")
        return self._passages(blocks[:MAX_POINTS])

    def _appeal(self) -> tuple[Passage, ...]:
        """Take the call to action; an article without one may close with it."""
        called = self._points(Part.CALL_TO_ACTION)
        return called or self._points(Part.CONCLUSION)

    def _passages(self, blocks: Iterable[Block]) -> tuple[Passage, ...]:
        return tuple(
            Passage(without_addresses(block.text), tuple(self._cited([block])))
            for block in blocks
        )

    def _cited(self, blocks: Iterable[Block]) -> Iterator[str]:
        seen: set[str] = set()
        for block in blocks:
            for id_ in self._references.cited_in(block):
                if id_ not in seen:
                    seen.add(id_)
                    yield id_

    def _at_issue(self) -> str:
        """Give what the headings say the cases are about, where they agree."""
        headings = [s.heading for part in CASES for s in self._of(part)]
        subjects = {subject_of(heading) for heading in headings}
        said = subjects.pop() if len(subjects) == 1 else ""
        return said if len(said) <= _MAX_AT_ISSUE else ""

    def _note(self, stretch: Stretch, number: int) -> None:
        if number > 0:
            plural = "" if number == 1 else "s"
            self._left_out.append(f"{_name(stretch)}: {number} paragraph{plural}")

    def _note_unused(self) -> None:
        """Note what of the article has no place in a briefing."""
        unused: set[Part | None] = {None, Part.BOTH_CASES, Part.FURNITURE}
        if self._of(Part.CALL_TO_ACTION):
            unused.add(Part.CONCLUSION)
        if self._of(Part.SUMMARY):
            unused.update(_OPENINGS)
        for stretch in self._stretches:
            opens = stretch is self._stretches[0] and not self._of(Part.SUMMARY)
            if stretch.part in unused and not opens:
                self._note(stretch, len(paragraphs(stretch)))
        if self._references.left_out:
            self._left_out.append(f"{self._references.left_out} further sources")


def _name(stretch: Stretch) -> str:
    heading = stretch.heading.strip(" :")
    return f"'{heading}'" if heading else "the opening"


def _or_gap(name: SectionName, told: Sequence[Passage]) -> tuple[Passage, ...]:
    """Give what is told; a mark that asks for it, where nothing is."""
    cut = (Passage(clip(each.text, MAX_PASSAGE), each.sources) for each in told)
    kept = tuple(passage for passage in cut if passage.text)
    return kept or (Passage(todo(_MISSING[name])),)
