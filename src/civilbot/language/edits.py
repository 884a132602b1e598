"""One change to a text on its way to plain spelling."""

from typing import NamedTuple


class Edit(NamedTuple):
    """Replace a non-empty stretch; `what` names it if it is left out."""

    start: int
    end: int
    new: str
    what: str = ""


#: Stands where something was left out: neither a word nor a space.
GAP = "\ufffc"
