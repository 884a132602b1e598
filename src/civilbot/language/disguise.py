"""See through disguised words: look-alike letters, digits, gaps and stretching.

A disguise is only believed where the word behind it is one we know. So "3am",
"b2b", "1488" and Russian words stay what they are.
"""

import re
from collections.abc import Callable, Iterator

from civilbot.language.edits import Edit
from civilbot.language.lexicon import PROFANITY, SINGLE_WORDS
from civilbot.language.look_alikes import LOOK_ALIKES
from civilbot.language.markup import SIGNS
from civilbot.language.vocabulary import word_set

#: Little words that a disguised sentence needs.
_LITTLE = word_set(
    """you your you're are all is am be the an and go off up shut kill die yourself
    should hang get so such fucking people like kys"""
)
_KNOWN = SINGLE_WORDS | PROFANITY | _LITTLE
#: Words long enough to be found inside a row of spaced letters.
_LONG = tuple(sorted((w for w in SINGLE_WORDS if len(w) >= 5), key=len, reverse=True))

#: What a sentence typed letter by letter can be made of.
_SPELT = _KNOWN | word_set(
    """i a u r to of in is it will find hope hate fuck off was were my me we they them
    he she his her that this not no do dont im ur or for on with if but who what how one
    us should could would want need know see from at by as"""
)
_LONGEST = max(map(len, _SPELT))

_FOREIGN_WORD = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
_LATIN = re.compile(r"[a-z]")

# Digits and signs for letters. "1" and "|" stand for i or l, so two readings.
_LEET = str.maketrans("013457@$!|", "oieastasii")
_LEET_L = str.maketrans("013457@$!|", "oleastasll")
_LEET_WORD = re.compile(
    r"(?<![\w@$!|.,])[a-z0-9@$|](?:[a-z0-9@$|]|!(?=\w)){2,24}(?!\w)"
)
_MIXED = re.compile(r"[a-z][0-9@$!|]|[0-9@$!|][a-z]")

_MASKED = re.compile(r"(?<![\w*#%-])[a-z]{1,8}[*#%@\-]{1,8}[a-z]{0,8}(?![\w*#%])")
_MASKABLE = tuple(
    sorted(
        [
            "fuck",
            "fucks",
            "fucker",
            "fucking",
            "fucked",
            "shit",
            "shitty",
            "bitch",
            "bitches",
            "cunt",
            "cunts",
            "nigger",
            "niggers",
            "nigga",
            "faggot",
            "faggots",
            "fag",
            "retard",
            "retards",
            "retarded",
            "asshole",
            "assholes",
            "ass",
            "whore",
            "slut",
            "dick",
            "bastard",
            "motherfucker",
            "bullshit",
            "idiot",
            "moron",
            "tranny",
            "kike",
            "spic",
            "stupid",
            "dumbass",
            "twat",
            "prick",
            "kill",
            "die",
            "hang",
        ]
    )
)

_SPACED = re.compile(r"(?<![\w'])[a-z](?:([ .\-_*/])[a-z])(?:\1[a-z]){1,60}(?![\w'])")
_SPLIT = re.compile(r"(?<![\w'-])[a-z]{1,10}(?:[.\-_*/][a-z]{1,10}){1,6}(?![\w'-])")
_RUN = re.compile(r"([a-z])\1{2,}")
_TAIL = re.compile(r"[a-z']{0,60}")


def _look_alikes(text: str) -> Iterator[Edit]:
    """Read Cyrillic, Greek and other look-alike letters as Latin ones."""
    if text.isascii():
        return
    for match in _FOREIGN_WORD.finditer(text):
        word = match[0]
        read = word.translate(LOOK_ALIKES)
        mixed = _LATIN.search(word) is not None
        if read.isascii() and read != word and (mixed or read in _KNOWN):
            yield Edit(match.start(), match.end(), read)


def _masked(text: str) -> Iterator[Edit]:
    """Read "f*ck" and "sh#t"."""
    if "*" not in text and "#" not in text and "%" not in text and "@" not in text:
        return
    for match in _MASKED.finditer(text):
        found = _unmask(match[0])
        if found:
            yield Edit(match.start(), match.end(), found)


def _unmask(masked: str) -> str:
    if "-" in masked.strip("-") and "*" not in masked:
        return ""
    for word in _MASKABLE:
        if len(word) == len(masked) and all(
            sign == letter or not sign.isalpha()
            for sign, letter in zip(masked, word, strict=True)
        ):
            return word
    return ""


def _leet(text: str) -> Iterator[Edit]:
    """Read digits and signs as letters, where that gives a word we know."""
    if not _MIXED.search(text):
        return
    for match in _LEET_WORD.finditer(text):
        if not _MIXED.search(match[0]):
            continue
        for table in (_LEET, _LEET_L):
            read = match[0].translate(table)
            if len(read) > 3 and read in _KNOWN:
                yield Edit(match.start(), match.end(), read)
                break


def _spaced(text: str) -> Iterator[Edit]:
    """Read "i.d.i.o.t", "k y s", and whole sentences typed letter by letter."""
    for match in _SPACED.finditer(text):
        letters = match[0][::2]
        if letters in _KNOWN:
            yield Edit(match.start(), match.end(), letters)
            continue
        for at, word in _words_in(letters) if match[1] == " " else _longest_in(letters):
            start = match.start() + 2 * at
            yield Edit(start, start + 2 * len(word) - 1, word)


def _words_in(letters: str) -> list[tuple[int, str]]:
    """Cut a row of letters into words we know; only the longest if that fails."""
    last: list[int] = [0] + [-1] * len(letters)
    for end in range(1, len(letters) + 1):
        starts = range(max(0, end - _LONGEST), end)
        last[end] = next(
            (at for at in starts if last[at] >= 0 and letters[at:end] in _SPELT), -1
        )
    if last[-1] < 0:
        return _longest_in(letters)
    found: list[tuple[int, str]] = []
    end = len(letters)
    while end:
        found.append((last[end], letters[last[end] : end]))
        end = last[end]
    return [(at, word) for at, word in reversed(found) if len(word) > 1]


def _longest_in(letters: str) -> list[tuple[int, str]]:
    for word in _LONG:
        at = letters.find(word)
        if at >= 0:
            return [(at, word)]
    return []


def _split(text: str) -> Iterator[Edit]:
    """Read "mo.ron" and "re-tard"."""
    for match in _SPLIT.finditer(text):
        joined = re.sub(r"[^a-z]", "", match[0])
        if len(joined) > 4 and joined in SINGLE_WORDS:
            yield Edit(match.start(), match.end(), joined)


def _stretched(text: str) -> Iterator[Edit]:
    """Read "idiooot" and "stuuupid"; any other stretched word keeps two letters."""
    done = 0
    for match in _RUN.finditer(text):
        if match.start() < done:
            continue
        start = match.start()
        while (
            start > done and match.start() - start < 40 and _is_letter(text[start - 1])
        ):
            start -= 1
        tail = _TAIL.match(text, match.end())
        end = tail.end() if tail else match.end()
        yield Edit(start, end, _unstretched(text[start:end]))
        done = end


def _is_letter(character: str) -> bool:
    return "a" <= character <= "z"


def _unstretched(word: str) -> str:
    doubled = _RUN.sub(r"\1\1", word)
    single = _RUN.sub(r"\1", word)
    return single if single in _KNOWN and doubled not in _KNOWN else doubled


#: In this order: each sees what the one before made plain.
STEPS: tuple[Callable[[str], Iterator[Edit]], ...] = (
    _look_alikes,
    _masked,
    _leet,
    _spaced,
    _split,
    SIGNS,
    _stretched,
)
