"""The sentence encoder that ships: vectors of titles, close if they mean alike."""

from civilbot.sentences.encoder import SentenceEncoder
from civilbot.sentences.shipped import load

__all__ = ["SentenceEncoder", "load"]
