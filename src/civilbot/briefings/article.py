"""A briefing as moderators write it: front matter, then sections in Markdown."""

import difflib
import re
from collections import Counter
from datetime import date
from enum import StrEnum
from typing import Self
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from civilbot import yaml_text
from civilbot.briefings.gaps import left_in
from civilbot.briefings.sections import (
    Citation,
    Section,
    SectionName,
    split_sections,
)
from civilbot.errors import BadInput, Place, Problem

#: Longer titles fill the reply before it has said anything.
MAX_TITLE = 200

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SOURCE_ID = re.compile(r"[A-Za-z][\w-]*")
_URL = re.compile(r"https?://[^\s<>\"'\\\x00-\x1f]+", re.IGNORECASE)
_PROFILE = re.compile(r"/(?:u|user)/", re.IGNORECASE)


class SourceKind(StrEnum):
    """Who speaks in a source."""

    OFFICIAL = "official"
    NEWS = "news"
    REFERENCE = "reference"
    NGO = "ngo"
    STATEMENT = "statement"
    OPINION = "opinion"
    ACADEMIC = "academic"


class Status(StrEnum):
    """How far a source was checked; all but `verified` is said in the reply."""

    VERIFIED = "verified"
    COPY = "copy"
    ARCHIVED = "archived"
    UNVERIFIED = "unverified"
    NEAREST = "nearest"
    UNLINKED = "unlinked"


class Side(StrEnum):
    """Whose case a source makes, where it makes one."""

    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"


class _Written(BaseModel):
    """Something a moderator writes: misspelt keys are refused, values are fixed."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Source(_Written):
    """Where a statement can be checked."""

    id: str
    title: str = Field(min_length=1, max_length=MAX_TITLE)
    publisher: str = Field(min_length=1, max_length=80)
    url: str = ""
    kind: SourceKind = SourceKind.REFERENCE
    side: Side = Side.NEUTRAL
    status: Status = Status.UNVERIFIED
    #: When somebody last checked it.
    checked_on: date | None = None
    #: The title under which an earlier article named it.
    printed_as: str = ""

    @field_validator("id")
    @classmethod
    def _is_a_mark(cls, value: str) -> str:
        if not _SOURCE_ID.fullmatch(value):
            raise ValueError(
                f"'{value}' is no source id: a letter, then letters, digits or -"
            )
        return value

    @field_validator("url")
    @classmethod
    def _is_a_web_address(cls, value: str) -> str:
        if value and not _URL.fullmatch(value):
            raise ValueError(f"'{value}' is no web address: write https://…")
        host = urlsplit(value).hostname or "" if value else ""
        if host.endswith("reddit.com") and _PROFILE.search(urlsplit(value).path):
            raise ValueError("a user's page on Reddit is no source: nobody is pinged")
        return value

    @model_validator(mode="after")
    def _has_an_address(self) -> Self:
        if not self.url and self.status is not Status.UNLINKED:
            raise ValueError(
                f"source '{self.id}' has no url; add it or set status: "
                f"{Status.UNLINKED}"
            )
        if self.url and self.status is Status.UNLINKED:
            raise ValueError(f"source '{self.id}' is unlinked and has a url; drop one")
        return self


class Term(_Written):
    """A name for several words that mean the same here: "Putin", "Kremlin"."""

    name: str = Field(min_length=1)
    words: tuple[str, ...] = Field(min_length=1)

    @field_validator("words")
    @classmethod
    def _are_words(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for word in value:
            if not re.search(r"\w", word.rstrip("*")):
                raise ValueError(f"'{word}' holds no letter")
        return value


class Examples(_Written):
    """Titles that show what the briefing answers, and what it must not answer."""

    match: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    unrelated: tuple[str, ...] = ()


class Topic(_Written):
    """What threads the briefing answers, in the moderators' words."""

    terms: tuple[Term, ...] = Field(min_length=1)
    #: Of each group at least one term has to stand in the thread.
    must: tuple[tuple[str, ...], ...] = Field(min_length=1)
    #: Terms that make the subject likelier.
    any: tuple[str, ...] = ()
    #: Terms that settle the subject where all of a group stand together.
    together: tuple[tuple[str, ...], ...] = ()
    #: Terms that speak of another subject.
    none: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    examples: Examples = Examples()

    @model_validator(mode="after")
    def _names_known_terms(self) -> Self:
        known = [term.name for term in self.terms]
        used = [name for group in (*self.must, *self.together) for name in group]
        for name in (*used, *self.any, *self.none):
            if name not in known:
                near = difflib.get_close_matches(name, known, 1)
                hint = f"did you mean '{near[0]}'?" if near else "add it to terms"
                raise ValueError(f"no term is named '{name}'; {hint}")
        return self


class Change(_Written):
    """What a revision changed, as readers of a corrected reply are told."""

    revision: int = Field(ge=2)
    on: date
    what: str = Field(min_length=1, max_length=300)


class Silence(_Written):
    """A finding of the lint that the author has weighed and left as it is."""

    rule: str
    #: For whoever reads the document next.
    why: str = Field(min_length=10, max_length=300)
    #: Only findings that hold these words; "" for all of the rule.
    about: str = ""


class Wishes(_Written):
    """What the author asks of the lint."""

    ignore: tuple[Silence, ...] = ()


class FrontMatter(_Written):
    """What stands between the `---` lines."""

    id: str
    title: str = Field(min_length=1, max_length=MAX_TITLE)
    #: What the two cases are about, as in "The case for …".
    at_issue: str = Field(default="", max_length=80)
    revision: int = Field(ge=1)
    #: What the later revisions changed; replies posted before tell it.
    changes: tuple[Change, ...] = ()
    #: The day up to which the facts were checked.
    as_of: date
    #: After this day the briefing is not posted.
    review_by: date
    #: Who has read it and stands for it; "" for nobody yet.
    approver: str = ""
    topic: Topic
    sources: tuple[Source, ...] = ()
    lint: Wishes = Wishes()

    @field_validator("id")
    @classmethod
    def _is_a_slug(cls, value: str) -> str:
        if not _SLUG.fullmatch(value) or len(value) > 60:
            raise ValueError(
                f"'{value}' is no id: small letters and digits, joined by -"
            )
        return value

    @field_validator("sources")
    @classmethod
    def _differ(cls, value: tuple[Source, ...]) -> tuple[Source, ...]:
        for name, times in Counter(source.id for source in value).items():
            if times > 1:
                raise ValueError(f"{times} sources are named '{name}'")
        return value

    @field_validator("changes")
    @classmethod
    def _are_told_once(
        cls, value: tuple[Change, ...], info: ValidationInfo
    ) -> tuple[Change, ...]:
        present = info.data.get("revision", 0)
        for revision, times in Counter(change.revision for change in value).items():
            if times > 1:
                raise ValueError(f"revision {revision} has {times} changes; keep one")
            if present and revision > present:
                raise ValueError(
                    f"revision {revision} is still to come: this is {present}; "
                    "raise revision"
                )
        return value


class Briefing(FrontMatter):
    """A briefing, read and well-formed; `lint.check` says if it is fit to post."""

    sections: tuple[Section, ...] = ()
    #: The file it came from, and its text: lint points into them.
    source: str = ""
    text: str = Field(default="", repr=False)

    @property
    def key(self) -> str:
        """The briefing at this revision, such as "harbour-bridge@3"."""
        return f"{self.id}@{self.revision}"

    def section(self, name: SectionName) -> Section:
        """Give a section; an empty one where it is missing."""
        for section in self.sections:
            if section.name is name:
                return section
        return Section(name, 0)

    def cited(self, citation: Citation) -> Source | None:
        """Find the source that a mark names, by id or by number."""
        if citation.mark.isdigit():
            index = int(citation.mark) - 1
            return self.sources[index] if 0 <= index < len(self.sources) else None
        for source in self.sources:
            if source.id == citation.mark:
                return source
        return None

    def may_be_posted(self, today: date) -> bool:
        """Tell whether the facts are still held to be current."""
        return self.as_of <= today <= self.review_by


def parse_briefing(text: str, *, source: str) -> Briefing:
    """Read a briefing from its file's text.

    Raises:
        BadInput: with a `Problem` for everything that is wrong, in file order.
    """
    front, body, line = _split(text, source=source)
    sections, problems = split_sections(body, source=source, line=line)
    try:
        matter = yaml_text.load(front, FrontMatter, source=source, line=1)
    except BadInput as error:
        # A draft says better than its missing values what is still to do.
        marks = left_in(text, source=source)
        marked = {mark.place.line for mark in marks}
        wrong = (*error.problems, *problems)
        found = [*marks, *(each for each in wrong if each.place.line not in marked)]
        found.sort(key=lambda problem: (problem.place.line, problem.place.column))
        raise BadInput(*found) from None
    if problems:
        raise BadInput(*problems)
    return Briefing(**dict(matter), sections=sections, source=source, text=text)


def _split(text: str, *, source: str) -> tuple[str, str, int]:
    """Part the front matter from the body; count the lines before the body."""
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or lines[0].rstrip() != "---":
        hint = "the front matter stands between two such lines"
        raise BadInput(Problem(Place(source, 1, 1), "expected a line '---'", hint))
    for index, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:index]), "\n".join(lines[index + 1 :]), index + 1
    message = "the front matter is not closed"
    raise BadInput(Problem(Place(source, 1, 1), message, "close it with a line '---'"))
