"""Cut a plain text into sentences and words, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WORD = re.compile(r"(?:u/|r/|@)[\w-]+|'\w+|\w+(?:-\w+)*|\n|[^\w\s]")
_ENDS = frozenset(".!?;\n")
#: Longer ones are cut, so that no sentence is dear to look at.
_MOST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `starts` and `ends` are places in the plain text."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    closed_by: str

    def word(self, index: int) -> str:
        """Return a word, "" beyond either end."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def index_at(self, place: int) -> int:
        """Return the index of the first word that ends after a place."""
        later = (index for index, end in enumerate(self.ends) if end > place)
        return next(later, len(self.words))


def sentences(text: str) -> Iterator[Sentence]:
    """Cut a plain text into its sentences, none of them empty."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _WORD.finditer(text):
        word = match[0]
        if word in _ENDS or len(words) >= _MOST_WORDS:
            if words:
                yield Sentence(words, starts, ends, word)
            words, starts, ends = [], [], []
            if word in _ENDS:
                continue
        words.append(word)
        starts.append(match.start())
        ends.append(match.end())
    if words:
        yield Sentence(words, starts, ends, "")
