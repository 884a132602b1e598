"""YAML written by people: every mistake is shown with its line and column.

Refuses duplicate keys, unknown keys (with "did you mean"), wrong types, tabs
and anchors (which make "billion laughs" bombs possible), and collects all
problems of a document at once, in the order in which they are read.
"""

from civilbot.yaml_text.document import Document, decode, load, read
from civilbot.yaml_text.loader import MAX_CHARACTERS
from civilbot.yaml_text.marks import Marks, Path
from civilbot.yaml_text.wording import Phrasebook

__all__ = [
    "MAX_CHARACTERS",
    "Document",
    "Marks",
    "Path",
    "Phrasebook",
    "decode",
    "load",
    "read",
]
