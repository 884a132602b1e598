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

    #: Without u/.
    name: str = "example_user"
    #: Their flair in the subreddit.
    flair: str = ""
    #: How old their account is.
    account_age_days: float | None = None
    #: What Reddit shows for comments.
    comment_karma: int | None = None
    #: What Reddit shows for posts.
    post_karma: int | None = None
    #: An approved user.
    contributor: bool = False
    #: A moderator.
    moderator: bool = False
    #: The one who began the thread.
    submitter: bool = False
    #: How often they were flagged here in 30 days.
    earlier_flags: int = 0


class Example(Strict):
    """A post (with a title) or a comment, and what should happen."""

    #: Of a post; with `comment`, of the thread.
    title: str = Field(default="", max_length=300)
    #: The comment, or the text of the post.
    body: str = Field(default="", max_length=40_000)
    #: What the post links to.
    url: str = ""
    #: The post's flair.
    flair: str = ""
    #: What a comment answers.
    parent: str = Field(default="", max_length=40_000)
    author: ExampleAuthor = ExampleAuthor()
    #: How many users reported it.
    reports: int = 0
    #: It was edited.
    edited: bool = False
    #: It is a comment in a thread with this title.
    comment: bool = False
    #: What should happen.
    expect: Expect
    #: The rule that should fire (with `flag`), or should not (with `pass`).
    rule: str = ""
    #: For people: what the example is to show.
    why: str = ""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.title or self.body):
            raise ValueError("has no words; add a title or a body")
        return self

    @property
    def is_comment(self) -> bool:
        """Whether it is a comment: it says so, or it has no title."""
        return self.comment or not self.title
