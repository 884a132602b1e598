"""Rules on how hard the briefing is to read.

The grade is Flesch and Kincaid's (US Navy, 1975): years of school, from words in a
sentence and syllables in a word. Syllables are counted by groups of vowels, which is
near enough over a whole text; names and numbers of a subject cannot be helped, and
names of more than one word count as one short word.
"""

import re
from collections.abc import Iterator
from datetime import date

from civilbot.briefings.article import Briefing
from civilbot.briefings.lint.finding import Lint, Rule, at
from civilbot.briefings.lint.plain_words import TOLD, bare, passages, sentences, words

#: Years of school after which a text is read without effort by most adults; the
#: number that style guides give for news is 8 to 12.
HARDEST = 12.0
#: Words in a sentence beyond which many readers lose its beginning; our own choice.
LONGEST_SENTENCE = 40
#: Fewer words than these have no grade worth telling.
_ENOUGH = 60

HARD_TO_READ = Rule(
    "hard-to-read",
    "who has to read a sentence twice does not read it",
    "make two sentences of long ones, and take short words",
)
LONG_SENTENCE = Rule(
    "long-sentence",
    "readers lose the beginning before they reach the end",
    "make two of it",
)

_VOWELS = re.compile(r"[aeiouyáàâäéèêëíìîïóòôöúùûü]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^td]ed|[^aeiouycgsxz]es)$")
_NAME = re.compile(
    r"(?<![.!?:] )(?<!^)\b[A-Z][\w'\u2019-]*(?: (?:of )?[A-Z][\w'\u2019-]*)*"
)


def check_reading(briefing: Briefing, _today: date) -> Iterator[Lint]:
    """Look at the grade of the whole, and for sentences that never end."""
    told: list[str] = []
    for _, passage in passages(briefing, TOLD):
        for sentence in sentences(bare(passage.text)):
            told.append(sentence)
            count = len(words(sentence))
            if count > LONGEST_SENTENCE:
                message = f"a sentence of {count} words"
                yield at(LONG_SENTENCE, briefing, passage.line, message)
    if sum(len(words(sentence)) for sentence in told) < _ENOUGH:
        return
    years = grade(told)
    if years > HARDEST:
        message = f"it takes {years:.0f} years of school to read this with ease"
        mend = f"aim at {HARDEST:.0f}: {HARD_TO_READ.mend}"
        yield at(HARD_TO_READ, briefing, 0, message, mend=mend)


def grade(told: list[str]) -> float:
    """Give the years of school that sentences ask for; 0 for none."""
    plain = [_NAME.sub("Name", sentence) for sentence in told]
    counts = [words(sentence) for sentence in plain if words(sentence)]
    total = sum(len(found) for found in counts)
    if not total:
        return 0.0
    spoken = sum(syllables(word) for found in counts for word in found)
    return 0.39 * total / len(counts) + 11.8 * spoken / total - 15.59


def syllables(word: str) -> int:
    """Count the syllables of an English word, one at the least."""
    folded = word.casefold()
    count = len(_VOWELS.findall(folded))
    return max(1, count - bool(_SILENT.search(folded) and count > 1))
