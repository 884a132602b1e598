"""What all parts of a rules document have in common."""

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """A part that knows its keys and never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)
