"""Examples in a rules document: what should happen to a post or comment."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from civilbot.rules.strict import Strict


class Expect(StrEnum):
    """What an example expects."""

    #: It is flagged, or a rule of the subreddit's own fires.
    FLAG = "flag"
    #: Neither.
    PASS = "pass"  # noqa: S105 - no password
    #: A briefing is posted or proposed.
    BRIEF = "brief"
    #: No briefing.
    NONE = "none"


class ExampleAuthor(Strict):
    """Who wrote it; what is left out is not known."""

    name: str = "example_user"
    flair: str = ""
    account_age_days: float | None = None
    comment_karma: int | None = None
    post_karma: int | None = None
    contributor: bool = False
    moderator: bool = False
    submitter: bool = False
    earlier_flags: int = 0


class Example(Strict):
    """A post (with a title) or a comment, and what should happen."""

    title: str = Field(default="", max_length=300)
    body: str = Field(default="", max_length=40_000)
    url: str = ""
    flair: str = ""
    #: What a comment answers.
    parent: str = Field(default="", max_length=40_000)
    author: ExampleAuthor = ExampleAuthor()
    reports: int = 0
    edited: bool = False
    #: It is a comment in a thread with this title.
    comment: bool = False
    expect: Expect
    #: The rule that should fire (with `flag`), or should not (with `pass`).
    rule: str = ""
    why: str = ""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.title or self.body):
            raise ValueError("needs a title or a body")
        return self

    @property
    def is_comment(self) -> bool:
        """Whether it is a comment: it says so, or it has no title."""
        return self.comment or not self.title
