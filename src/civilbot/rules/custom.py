"""A rule of the subreddit's own: when it fires, and what it does then."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from civilbot.model import Mode
from civilbot.rules.conditions import Conditions
from civilbot.rules.strict import Strict


class FlagAction(StrEnum):
    """What happens to a comment or submission that is flagged."""

    #: It stands in the moderators' queue, with the reason.
    REPORT = "report"
    #: A note on the author that only moderators see.
    MOD_NOTE = "mod_note"
    #: A message to the moderators.
    MODMAIL = "modmail"
    #: A gentle public reply that asks for respectful words.
    NUDGE = "nudge"
    #: It is removed; with a `message`, a reply says why.
    REMOVE = "remove"
    #: Nobody can answer it any more.
    LOCK = "lock"
    #: Give the post the flair that `flair` names.
    FLAIR = "flair"


class On(StrEnum):
    """What a rule looks at."""

    #: Posts and comments.
    ANY = "any"
    #: Posts of all kinds.
    SUBMISSION = "submission"
    #: Posts that link to nothing.
    TEXT_SUBMISSION = "text_submission"
    #: Posts that link to something.
    LINK_SUBMISSION = "link_submission"
    #: Comments.
    COMMENT = "comment"


class Flair(Strict):
    """The flair that a rule gives a post: a text, a template's id, or both."""

    #: The words of the flair.
    text: str = Field(default="", max_length=64)
    #: The id of one of the subreddit's flair templates.
    template: str = Field(default="", max_length=64)

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: object) -> object:
        return {"text": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.text and not self.template:
            raise ValueError("needs a text or a template")
        return self


Several = Annotated[
    tuple[Conditions, ...],
    BeforeValidator(lambda value: (value,) if isinstance(value, dict) else value),
    Field(max_length=50),
]


class CustomRule(Strict):
    """One rule. In texts, {author}, {link}, {title} and {match} are filled in."""

    #: Names the rule in reports, statistics and examples; each has its own.
    name: str = Field(min_length=1, max_length=60)
    #: At most this far; a new rule is tried in shadow first.
    mode: Mode = Mode.SHADOW
    #: Posts, comments, or both.
    on: On = On.ANY
    #: All of this holds …
    when: Conditions | None = None
    #: … and at least one of these …
    any_of: Several = ()
    #: … and none of these.
    unless: Several = ()
    #: What is done; `[report]` if it is left out.
    do: tuple[FlagAction, ...] = (FlagAction.REPORT,)
    #: Shown in the report, the removal and the note.
    reason: str = Field(default="", max_length=200)
    #: The text of a nudge or, with `remove`, of the reply that says why.
    message: str = Field(default="", max_length=2_000)
    #: The text of a modmail.
    mail: str = Field(default="", max_length=2_000)
    flair: Flair | None = None
    #: Those who are exempt from flags are exempt from this rule, too.
    exempt: bool = True
    #: Why it goes live without a trial; who writes this answers for it.
    override: str = Field(default="", max_length=300)

    @field_validator("name")
    @classmethod
    def _is_free(cls, name: str) -> str:
        if name.startswith(("flags.", "briefings.")):
            raise ValueError(
                f"'{name}' begins with what civilbot's own rules do; write another"
            )
        return name

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.when is None and not self.any_of:
            raise ValueError("would fire on everything; add when or any_of")
        if FlagAction.FLAIR in self.do and self.flair is None:
            raise ValueError(
                "gives a flair, and none is named; add flair: the words of it"
            )
        return self

    @property
    def why(self) -> str:
        """The reason to show: its own, or its name."""
        return self.reason or self.name
