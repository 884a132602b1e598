"""The model that is shipped within the package."""

from functools import cache
from pathlib import Path

from civilbot.classifier.cascade import Classifier

FOLDER = Path(__file__).with_name("model")


@cache
def load(folder: Path = FOLDER) -> Classifier:
    """Load the shipped model, once in each process.

    Raises:
        Refused: a file or a library is missing, or a file is damaged.
    """
    return Classifier(folder)
