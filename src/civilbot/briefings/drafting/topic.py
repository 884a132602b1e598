"""Proposes what threads a draft answers, from the names and words of its article.

It is a proposal: whoever finishes the draft adds other spellings and removes what
belongs to the article only.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from civilbot.briefings.drafting.wording import SMALL_WORDS, sentences
from civilbot.briefings.markdown import clip

#: How many names and how many other words are proposed.
MAX_NAMES = 8
MAX_WORDS = 4

#: How often a name or word must stand in the article that the title does not hold.
_OFTEN = 3

#: How many times a place in the title counts.
_TITLE_WEIGHT = 3

#: From how many sentences of the summary a topic is made.
_SENTENCES = 3
_MAX_SENTENCE = 300

#: Longer runs of capitals are titles of something.
_MAX_RUN = 4

#: How alike two names must begin to be one: "Ukraine" and "Ukrainian".
_ALIKE = 0.8
_ALIKE_LETTERS = 5

_CAPITALISED = r"(?:(?:[A-Z]\.){2,}|[A-Z][\w\u2019']*(?:-[A-Z][\w\u2019']*)*)"
_RUN = re.compile(rf"(?<![\w.]){_CAPITALISED}(?: (?:of (?:the )?)?{_CAPITALISED})*")
_POSSESSIVE = re.compile(r"['\u2019]s?$")
_WORD = re.compile(r"[a-z][a-z-]{3,}")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
_ANY_WORD = re.compile(r"[^\W\d_][\w'\u2019-]{2,}")

_ADDRESS_LISTED = (
    "Mr Mrs Ms Dr Sir President Prime Minister Former Secretary General Senator"
    " Chancellor King Queen Pope Professor Mayor Governor Chairman Director"
)
_FORMS_OF_ADDRESS = frozenset(_ADDRESS_LISTED.split())
# Days begin no name, and every thread is on Reddit.
_NO_NAMES_LISTED = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March"
    " April May June July August September October November December I Reddit"
)
_NO_NAMES = frozenset(_NO_NAMES_LISTED.split())


@dataclass(frozen=True, slots=True)
class ProposedTopic:
    """Terms as (name, words), groups of names, and sentences."""

    terms: tuple[tuple[str, tuple[str, ...]], ...]
    must: tuple[tuple[str, ...], ...]
    any: tuple[str, ...]
    sentences: tuple[str, ...]


def propose(title: str, summary: str, texts: Sequence[str]) -> ProposedTopic:
    """Propose a topic.

    Args:
        title: the article's title.
        summary: the draft's summary.
        texts: all paragraphs and points of the article.
    """
    names = _names(title, texts)
    words = _telling_words(title, summary, texts, names)
    terms = (*names, *words)
    named = [name for name, spellings in names if _stands_in(spellings, title)]
    first = named or [word for word, _ in words] or [name for name, _ in names]
    must = (tuple(first),) if first else ()
    others = [name for name, _ in terms if name not in first]
    said = (title, *sentences(summary)[:_SENTENCES])
    said = tuple(dict.fromkeys(clip(sentence, _MAX_SENTENCE) for sentence in said))
    return ProposedTopic(terms, must, tuple(others), said)


Terms = list[tuple[str, tuple[str, ...]]]


def _names(title: str, texts: Sequence[str]) -> Terms:
    """Find the names that stand often, each with its spellings."""
    counted = Counter(name for text in texts for name in _names_in(text))
    for name in _names_in(f". {title}"):
        if name in counted:
            counted[name] += _TITLE_WEIGHT
    groups = _grouped(counted)
    often = [(names, times) for names, times in groups if times >= _OFTEN]
    often.sort(key=lambda group: -group[1])
    return [(names[0], tuple(names)) for names, _ in often[:MAX_NAMES]]


def _names_in(text: str) -> Iterator[str]:
    """Find capitalised names; a sentence's first word proves nothing by itself."""
    for sentence in sentences(text):
        for match in _RUN.finditer(sentence):
            begins = not sentence[: match.start()].strip(" \"'\u201c\u2018(")
            for words in _owners(match[0].split()):
                name = _name(words, begins=begins)
                begins = False
                if name:
                    yield name


def _owners(words: Sequence[str]) -> Iterator[list[str]]:
    """Part "Ann Roth's Bridge": a possessive ends a name; "U.S." becomes "US"."""
    name: list[str] = []
    for word in words:
        bare = _bare(word)
        name.append(bare.replace(".", "") if _INITIALS.fullmatch(bare) else bare)
        if bare != word:
            yield name
            name = []
    yield name


def _name(words: list[str], *, begins: bool) -> str:
    """Make a name of capitalised words; "" where they are none."""
    if begins and (len(words) == 1 or _is_small(words[0])):
        words = words[1:]
    while words and (words[0] in _FORMS_OF_ADDRESS or _is_small(words[0])):
        words = words[1:]
    if not words or len(words) > _MAX_RUN or len(words[-1]) < 2:
        return ""
    return "" if {words[0], words[-1]} & _NO_NAMES else " ".join(words)


def _is_small(word: str) -> bool:
    return word.casefold() in SMALL_WORDS and not (word.isupper() and len(word) > 1)


def _grouped(counted: Counter[str]) -> list[tuple[list[str], int]]:
    """Put the spellings of one name together: "Donald Trump" counts as "Trump"."""
    groups: dict[str, Counter[str]] = {}
    for name, times in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
        last = name.split()[-1]
        short = last if last != name and counted[last] else name
        head = next((known for known in groups if _alike(known, short)), short)
        groups.setdefault(head, Counter())[short] += times
    return [
        (_often_written(spellings), spellings.total()) for spellings in groups.values()
    ]


def _often_written(spellings: Counter[str]) -> list[str]:
    ranked = spellings.most_common()
    return [name for name, times in ranked if times > 1 or name == ranked[0][0]]


def _alike(one: str, other: str) -> bool:
    if one == other or one.replace(".", "") == other.replace(".", ""):
        return True
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared >= _ALIKE_LETTERS and shared >= _ALIKE * min(len(one), len(other))


def _telling_words(
    title: str, summary: str, texts: Sequence[str], names: Terms
) -> Terms:
    """Find common words that the article keeps coming back to.

    Those of the title first, then those with which its summary begins. Where no
    term at all is found otherwise, the title's words have to do.
    """
    named = " ".join(name for _, spellings in names for name in spellings).casefold()
    known = {*SMALL_WORDS, *named.replace("-", " ").split()}
    counted = Counter(word for text in texts for word in _WORD.findall(text))
    begins = " ".join(sentences(summary)[:_SENTENCES])
    found: list[str] = []
    for text, often in ((title, _OFTEN), (begins, 2 * _OFTEN), (title, 0)):
        if often or not (found or names):
            words = set(map(_bare, _ANY_WORD.findall(text.casefold()))) - known
            best = sorted(words - set(found), key=lambda word: (-counted[word], word))
            found += [word for word in best if counted[word] >= often]
    return [(word, (word,)) for word in found[:MAX_WORDS]]


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word)


def _stands_in(spellings: Iterable[str], title: str) -> bool:
    return any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", title) for name in spellings
    )
