"""The ways in which people hide words from filters, each by its name.

None of them asks what a detector can undo: they are what is seen on forums.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence

from tests.civility.evasion import letters

#: Where the words stand that somebody would hide.
Places = Sequence[tuple[int, int]]
#: Rewrites a text whose words to hide are known.
Way = Callable[[random.Random, str, Places], str]
#: Rewrites one word.
WordWay = Callable[[random.Random, str], str]

_VOWELS = frozenset("aeiouAEIOU")
_TOKEN = re.compile(r"\S+")
#: Quoted lines and links are not the writer's own words.
_NOT_OWN = re.compile(r"^>|://|\]\(")


def _each(way: WordWay) -> Way:
    """Hide every place in the same way."""

    def hidden(rng: random.Random, text: str, places: Places) -> str:
        for start, end in sorted(places, reverse=True):
            text = text[:start] + way(rng, text[start:end]) + text[end:]
        return text

    return hidden


def _everywhere(way: WordWay) -> Way:
    """Rewrite every word of the writer's own."""

    def rewritten(rng: random.Random, text: str, places: Places) -> str:
        del places
        return _TOKEN.sub(
            lambda match: match[0] if _NOT_OWN.search(match[0]) else way(rng, match[0]),
            text,
        )

    return rewritten


def _either(*ways: Way) -> Way:
    def one(rng: random.Random, text: str, places: Places) -> str:
        return rng.choice(ways)(rng, text, places)

    return one


def _inside(rng: random.Random, word: str, put: str) -> str:
    at = rng.randint(1, max(1, len(word) - 1))
    return word[:at] + put + word[at:]


def _invisible(rng: random.Random, word: str) -> str:
    sign = rng.choice(letters.INVISIBLE)
    if rng.random() < 0.5:
        return sign.join(word)
    return _inside(rng, _inside(rng, word, sign), rng.choice(letters.INVISIBLE))


def _marked(rng: random.Random, word: str) -> str:
    marks = rng.sample(letters.MARKS, rng.choice((1, 1, 1, 4)))
    return "".join(letter + "".join(marks) for letter in word)


def _other_alphabet(rng: random.Random, word: str) -> str:
    name = rng.choice(list(letters.ALPHABETS))
    if name in {"small capitals", "superscript"}:
        word = word.lower()
    between = "\u200b" if name == "flags" else ""
    return between.join(letters.ALPHABETS[name].get(c, c) for c in word)


def _one_alphabet(rng: random.Random, text: str, places: Places) -> str:
    """Write everything in fullwidth or bold, as copied from a generator."""
    name = rng.choice(("fullwidth", "bold", "sans-serif", "monospace"))
    alphabet = letters.ALPHABETS[name]
    spelt = _everywhere(lambda _, word: "".join(alphabet.get(c, c) for c in word))
    return spelt(rng, text, places)


def _looks_like(rng: random.Random, word: str) -> str:
    name = rng.choice(list(letters.LOOKS))
    word = word.upper() if "capitals" in name else word.lower()
    fitting = [at for at, letter in enumerate(word) if letter in letters.LOOKS[name]]
    chosen = rng.sample(fitting, rng.randint(min(1, len(fitting)), len(fitting)))
    return "".join(
        letters.LOOKS[name][letter] if at in chosen else letter
        for at, letter in enumerate(word)
    )


def _leet(rng: random.Random, word: str) -> str:
    table = letters.LEET[rng.choice(list(letters.LEET))]
    fitting = [at for at, letter in enumerate(word.lower()) if letter in table]
    chosen = set(fitting if rng.random() < 0.5 else fitting[:1])
    return "".join(
        table[letter.lower()] if at in chosen else letter
        for at, letter in enumerate(word)
    )


def _spelt_out(rng: random.Random, word: str) -> str:
    return rng.choice((" ", " ", ".", "-", "_", "*", "/", "  ", ". ")).join(word)


def _split(rng: random.Random, word: str) -> str:
    return _inside(rng, word, rng.choice((".", "-", "_", " ", "/", "\u00b7", "'", "|")))


def _stretched(rng: random.Random, word: str) -> str:
    if rng.random() < 0.3:
        return "".join(letter * 3 for letter in word)
    vowels = [at for at, letter in enumerate(word) if letter in _VOWELS] or [0]
    at = rng.choice(vowels)
    return word[:at] + word[at] * rng.randint(3, 8) + word[at + 1 :]


def _cased(rng: random.Random, word: str) -> str:
    return "".join(rng.choice((c.lower(), c.upper())) for c in word)


def _emphasis(rng: random.Random, word: str) -> str:
    sign = rng.choice(("**", "*", "~~", "***", "__"))
    first = rng.randint(0, max(0, len(word) - 2))
    last = rng.randint(first + 1, len(word))
    return f"{word[:first]}{sign}{word[first:last]}{sign}{word[last:]}"


def _other_markup(rng: random.Random, word: str) -> str:
    half = len(word) // 2
    return rng.choice(
        (
            f">!{word}!<",
            f"~~{word}~~",
            f"[{word}](https://example.org/a)",
            f"^{word}",
            f"^({word})",
            f"{word[:half]}\\{word[half:]}",
            f"{word[:half]}&#x200B;{word[half:]}",
            f"{word[:half]}&#{ord(word[half])};{word[half + 1 :]}",
            f"{word[:half]}>!{word[half:]}!<",
            f"{word[:half]}[{word[half:]}](#s)",
        )
    )


def _masked(rng: random.Random, word: str) -> str:
    sign = rng.choice("***#@_%$")
    inner = range(1, max(2, len(word) - 1))
    vowels = [at for at in inner if word[at : at + 1] in _VOWELS]
    chosen = {(vowels or [*inner])[0]} if rng.random() < 0.7 else set(vowels[:2])
    return "".join(sign if at in chosen else c for at, c in enumerate(word))


def _punctuated(rng: random.Random, word: str) -> str:
    swaps = rng.choice(
        (
            {"'": "\u2019"},
            {"'": ""},
            {"'": "`"},
            {".": "!!!", ",": ""},
            {",": " ,", ".": " ."},
            {".": "\u2026", ",": "\u2026"},
            {",": ";", ".": " -"},
        )
    )
    return "".join(swaps.get(c, c) for c in word)


def _punctuation(rng: random.Random, text: str, places: Places) -> str:
    """Swap all signs of a text in one way."""
    seed = rng.random()
    swap = _everywhere(lambda _, word: _punctuated(random.Random(seed), word))
    return swap(rng, text, places)


def _in_marks(rng: random.Random, word: str) -> str:
    before, after = rng.choice(
        (("", "!!1!"), ("...", "..."), ("(", ")"), ("-", "-"), ("/", "/"), ("~", "~"))
    )
    return f"{before}{word}{after}"


def _emoji(rng: random.Random, text: str, places: Places) -> str:
    """Put a picture between all words, or in the place of spaces."""
    del places
    sign = rng.choice(letters.EMOJI)
    between = rng.choice((f" {sign} ", sign))
    lines = [
        line if _NOT_OWN.search(line) else between.join(line.split(" "))
        for line in text.split("\n")
    ]
    return "\n".join(lines)


def _run_together(rng: random.Random, text: str, places: Places) -> str:
    """Leave out the space before or after the words to hide."""
    capitals = rng.random() < 0.4
    for start, end in sorted(places, reverse=True):
        before = (
            text[start - 1 : start] == " " and text[start - 2 : start - 1].isalpha()
        )
        after = text[end : end + 1] == " "
        if capitals:
            text = text[:start] + text[start:end].capitalize() + text[end:]
        if before and not (after and rng.random() < 0.5):
            text = text[: start - 1] + text[start:]
        elif after:
            text = text[:end] + text[end + 1 :]
    return text


def _joined(rng: random.Random, text: str, places: Places) -> str:
    """Put a sign in the place of the spaces around the words to hide."""
    sign = rng.choice((".", "_", "-", "/", "*", "..."))
    for start, end in sorted(places, reverse=True):
        for at in (end, start - 1):
            if text[at : at + 1] == " ":
                text = text[:at] + sign + text[at + 1 :]
    return text


#: Ways that hide single words: they need words to hide.
WORD_WAYS: Mapping[str, Way] = {
    "invisible letters": _each(_invisible),
    "combining marks": _each(_marked),
    "other alphabets": _each(_other_alphabet),
    "look-alikes": _each(_looks_like),
    "leet": _each(_leet),
    "letters apart": _each(_spelt_out),
    "words split": _each(_split),
    "letters repeated": _each(_stretched),
    "emphasis inside": _each(_emphasis),
    "other markup": _each(_other_markup),
    "letters masked": _each(_masked),
    "signs around": _each(_in_marks),
    "run together": _run_together,
    "joined by signs": _joined,
}
#: Ways that rewrite a whole text.
TEXT_WAYS: Mapping[str, Way] = {
    "mixed case": _everywhere(_cased),
    "whole in an alphabet": _one_alphabet,
    "punctuation swapped": _punctuation,
    "emoji between": _emoji,
}
