"""What articles may be, and how large."""

from enum import StrEnum

#: A long article is 100 kB; saved pages carry scripts and pictures along.
MAX_BYTES = 5_000_000

#: Longer texts are books.
MAX_CHARACTERS = 1_000_000


class Format(StrEnum):
    """How an article is written down."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
