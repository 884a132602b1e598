"""The sentence encoder that is shipped within the package."""

from functools import cache
from pathlib import Path

from civilbot.sentences.encoder import SentenceEncoder

FOLDER = Path(__file__).with_name("model")


@cache
def load(folder: Path = FOLDER) -> SentenceEncoder:
    """Load the shipped encoder, once in each process.

    Raises:
        Refused: a library or a file is missing, or a file is damaged.
    """
    return SentenceEncoder(folder)
