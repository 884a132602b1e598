"""What a rule of the subreddit's own asks of a post or comment.

The words are AutoModerator's where it has them. Everything under one `when` must hold;
of several under `any_of` at least one; of those under `unless` none.
"""

from typing import Annotated, Self, TypeVar

from pydantic import BeforeValidator, Field, model_validator

from civilbot.model import Category, Target
from civilbot.rules.strict import Strict

#: Words or phrases; a moderator may write a single one without brackets.
Phrases = Annotated[
    tuple[Annotated[str, Field(min_length=1, max_length=500)], ...],
    BeforeValidator(lambda value: (value,) if isinstance(value, str) else value),
    Field(max_length=500),
]


class TextTest(Strict):
    """What a text must be like: at least one of all that is listed holds.

    A plain list stands for `words`. Upper and lower case are the same, unless
    `case_sensitive`.
    """

    #: Whole words or phrases.
    words: Phrases = ()
    #: Anywhere, inside words as well.
    includes: Phrases = ()
    #: At the beginning.
    starts_with: Phrases = ()
    #: At the end.
    ends_with: Phrases = ()
    #: The whole text.
    equals: Phrases = ()
    #: Regular expressions by RE2, which never hang: no look-around, no backreferences.
    regex: Phrases = ()
    #: Capital letters count.
    case_sensitive: bool = False
    #: Leave out what is quoted with `>`.
    ignore_quotes: bool = False

    @model_validator(mode="before")
    @classmethod
    def _from_list(cls, value: object) -> object:
        if isinstance(value, str | list | tuple):
            return {"words": value}
        return value

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if not any(
            (
                self.words,
                self.includes,
                self.starts_with,
                self.ends_with,
                self.equals,
                self.regex,
            )
        ):
            raise ValueError(
                "holds for no text: list words, or use words, includes, starts_with, "
                "ends_with, equals or regex"
            )
        return self


class NumberTest(Strict):
    """What a number must be like; all that is given holds."""

    #: Less than this.
    below: float | None = None
    #: More than this.
    above: float | None = None
    #: This or more.
    at_least: float | None = None
    #: This or less.
    at_most: float | None = None

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if all(bound is None for bound in self.bounds):
            raise ValueError("needs below, above, at_least or at_most")
        return self

    @property
    def bounds(self) -> tuple[float | None, float | None, float | None, float | None]:
        """Below, above, at least, at most."""
        return self.below, self.above, self.at_least, self.at_most

    def holds(self, number: float) -> bool:
        """Whether a number is as asked."""
        below, above, at_least, at_most = self.bounds
        return (
            (below is None or number < below)
            and (above is None or number > above)
            and (at_least is None or number >= at_least)
            and (at_most is None or number <= at_most)
        )


A = TypeVar("A", bound=Strict)


def _asking(conditions: A) -> A:
    """Refuse conditions that ask nothing, which would hold for everything."""
    values = (getattr(conditions, name) for name in type(conditions).model_fields)
    if all(value is None or value == () for value in values):
        raise ValueError("asks nothing and would hold for everything; add a condition")
    return conditions


class AuthorTest(Strict):
    """What the author must be like. What Reddit does not tell holds for nobody."""

    #: Without u/.
    name: TextTest | None = None
    #: Their flair in the subreddit.
    flair: TextTest | None = None
    #: How old their account is.
    account_age_days: NumberTest | None = None
    #: What Reddit shows for comments.
    comment_karma: NumberTest | None = None
    #: What Reddit shows for posts.
    post_karma: NumberTest | None = None
    #: Both together.
    total_karma: NumberTest | None = None
    #: An approved user of the subreddit.
    contributor: bool | None = None
    #: A moderator of the subreddit.
    moderator: bool | None = None
    #: The one who began the thread.
    submitter: bool | None = None
    #: Posts and comments of theirs that civilbot flagged here in 30 days, unless
    #: a moderator overturned it.
    earlier_flags: NumberTest | None = None

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        return _asking(self)


class Conditions(Strict):
    """What must hold of an item: all that is given."""

    #: A post's title; a comment has none.
    title: TextTest | None = None
    #: A comment's words, or the text of a post.
    body: TextTest | None = None
    #: In the title or in the body.
    text: TextTest | None = None
    #: The address that a post links to.
    url: TextTest | None = None
    #: A site as `example.com`, with everything below it; links in the text count.
    domain: Phrases = ()
    #: The post's flair.
    flair: TextTest | None = None
    #: In characters.
    title_length: NumberTest | None = None
    #: In characters; spaces and punctuation at both ends do not count.
    body_length: NumberTest | None = None
    #: How many users reported it.
    reports: NumberTest | None = None
    #: It was edited after it was posted.
    edited: bool | None = None
    #: A comment that answers the post itself.
    top_level: bool | None = None
    #: It was posted elsewhere before.
    crosspost: bool | None = None
    #: A link to somewhere else, not a text post.
    link_post: bool | None = None
    #: Inflammatory language of these kinds was found, at the caution of `flags`.
    found: Annotated[
        tuple[Category, ...],
        BeforeValidator(lambda value: (value,) if isinstance(value, str) else value),
    ] = ()
    #: … aimed at one of these.
    aimed_at: Annotated[
        tuple[Target, ...],
        BeforeValidator(lambda value: (value,) if isinstance(value, str) else value),
    ] = ()
    #: Who wrote it.
    author: AuthorTest | None = None

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        return _asking(self)
