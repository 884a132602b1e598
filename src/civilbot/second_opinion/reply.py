"""Reads what a model answered, strictly: all as it was asked for, or nothing."""

import unicodedata
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from civilbot.model import Category, Judgement, Opinion, Target
from civilbot.second_opinion.prompt import PROMPT
from civilbot.second_opinion.unanswered import Unanswered

#: Characters; four times what a good answer needs.
LONGEST_REPLY = 2_000


class _Message(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    """The part of a chat completion that matters."""

    choices: Annotated[list[_Choice], Field(min_length=1)]


class _Reply(BaseModel):
    """What the model was asked to write."""

    model_config = ConfigDict(extra="forbid", strict=True)

    verdict: Judgement
    category: Category | None
    target: Target | None
    why: Annotated[str, Field(max_length=200)]


def parse(body: bytes, *, model: str) -> Opinion:
    """Read the body of a server's answer.

    Args:
        body: what came with status 200.
        model: the name of the model that was asked.

    Raises:
        Unanswered: it is not exactly what was asked for. That is the server's
            fault only where it is no chat completion at all: what a model
            writes hangs on the text it was asked about.
    """
    try:
        completion = _Completion.model_validate_json(body)
    except ValidationError:
        raise Unanswered("the answer is no chat completion", fault=True) from None
    reply = _reply(completion.choices[0].message.content or "")
    return Opinion(
        verdict=reply.verdict,
        category=reply.category,
        target=reply.target,
        why=one_line(reply.why),
        model=model,
        prompt=PROMPT,
    )


def _reply(content: str) -> _Reply:
    if not content:
        raise Unanswered("the model wrote nothing")
    if len(content) > LONGEST_REPLY:
        raise Unanswered("the model wrote too much")
    try:
        return _Reply.model_validate_json(content)
    except ValidationError:
        # Nothing of it is shown: it may repeat the text.
        raise Unanswered("the model did not write the JSON asked for") from None


def one_line(text: str) -> str:
    """Put a text on one line, without signs that cannot be seen.

    Among these are those that turn the direction of writing, or hide words.
    """
    spaced = " ".join(text.split())
    return "".join(c for c in spaced if not unicodedata.category(c).startswith("C"))
