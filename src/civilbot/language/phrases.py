"""Find threats, calls for violence and open hostility, and whom they hit."""

import re
from collections.abc import Iterator

from civilbot.language import context
from civilbot.language.aim import Aim, How
from civilbot.language.hits import Hit
from civilbot.language.hostility import HOSTILITY
from civilbot.language.lexicon import SINGLE_WORDS
from civilbot.language.people import THEY, Group
from civilbot.language.referents import Referent, who
from civilbot.language.sentences import Sentence
from civilbot.language.violence import VIOLENCE
from civilbot.language.vocabulary import word_set
from civilbot.language.wording import Phrase
from civilbot.model import Category, Target

_NEGATIONS = word_set("not 't never no nobody none cannot without nor")
_CLASS = word_set("people anyone anybody everyone those whoever folks")
_DETERMINERS = word_set("all these those the every fucking people like")
_YOURS = frozenset({"your", "ur"})
_SPOKEN_OF = 0.62
_BODILY = frozenset({Category.THREAT, Category.DEHUMANISATION})


def phrase_hits(text: str, sentence: Sentence, names: frozenset[str]) -> Iterator[Hit]:
    """Find the turns of phrase in one sentence of a plain text."""
    start, end = sentence.starts[0], sentence.ends[-1]
    said = text[start:end]
    for kind in (VIOLENCE, HOSTILITY):
        for phrase in kind.phrases if kind.gate.search(said) else ():
            match = phrase.pattern.search(said)
            hit = _hit(phrase, match, sentence, names) if match else None
            if hit:
                yield hit


def _hit(
    phrase: Phrase, match: re.Match[str], sentence: Sentence, names: frozenset[str]
) -> Hit | None:
    aim, sure = _aim(phrase, match, sentence, names)
    if aim is None:
        return None
    first = sentence.index_at(sentence.starts[0] + match.start())
    last = sentence.index_at(sentence.starts[0] + match.end() - 1)
    if _leads(match):
        first = aim.subject
    factor, veto = _soften(sentence, first, last, aim)
    category = phrase.category
    if category is Category.IDENTITY_HATE and not (
        phrase.direct or aim.group is Group.IDENTITY
    ):
        if aim.target is Target.OTHER_USER:
            return None
        category, sure = _milder(aim, sure)
    if _is_criticism(category, aim):
        factor, veto = 0.15, veto or context.CRITICISM
    return Hit(
        category,
        aim.target,
        phrase.strength * sure * factor,
        sentence.starts[_with_determiners(sentence, first)],
        sentence.ends[min(last, len(sentence.ends) - 1)],
        veto,
    )


def _leads(match: re.Match[str]) -> bool:
    """Whether the phrase starts with whom it hits: "they should be shot"."""
    group = _group_of(match)
    return bool(group) and match.start(group) == match.start()


def _is_criticism(category: Category, aim: Aim) -> bool:
    if aim.target is Target.INSTITUTION:
        return True
    return aim.target is Target.PUBLIC_FIGURE and category not in _BODILY


def _with_determiners(sentence: Sentence, first: int) -> int:
    while sentence.word(first - 1) in _DETERMINERS:
        first -= 1
    return first


def _milder(aim: Aim, sure: float) -> tuple[Category, float]:
    """Call anger at a camp, or at one person, what it is: no hate of a people."""
    if aim.target is Target.GROUP:
        return Category.HOSTILE_PROFANITY, sure * 0.75
    return Category.HOSTILE_PROFANITY, sure


def _soften(sentence: Sentence, first: int, last: int, aim: Aim) -> context.Softening:
    near = sentence.words[max(0, first - 3) : first]
    if "," in near:
        near = near[len(near) - near[::-1].index(",") :]
    if _NEGATIONS.intersection(near):
        return context.Softening(0.1, context.DENIED)
    return context.soften(sentence, first, last, aim)


def _aim(
    phrase: Phrase, match: re.Match[str], sentence: Sentence, names: frozenset[str]
) -> tuple[Aim | None, float]:
    """Say whom a phrase hits, and how sure that makes it."""
    group = _group_of(match)
    at = sentence.index_at(sentence.starts[0] + match.start())
    if not group:
        return Aim(Target.OTHER_USER, How.STATED, subject=at), 1.0
    first = sentence.index_at(sentence.starts[0] + match.start(group))
    last = sentence.index_at(sentence.starts[0] + match.end(group) - 1)
    words = sentence.words[first : last + 1]
    for index in range(min(last, len(sentence.words) - 1), first - 1, -1):
        found = who(sentence, index, names)
        if sentence.words[index] in _YOURS:
            found = Referent(Target.OTHER_USER)
        if found:
            return Aim(found[0], How.STATED, found[1], subject=index), 1.0
        if sentence.words[index] in THEY and sentence.words[index] != "it":
            sure = 0.62 if phrase.category in _BODILY else 0.4
            return Aim(Target.NOBODY, How.SPOKEN_OF, subject=index), sure
    if phrase.direct:
        return Aim(Target.OTHER_USER, How.STATED, subject=first), 1.0
    if _CLASS.intersection(words) or not SINGLE_WORDS.isdisjoint(words):
        return Aim(Target.NOBODY, How.SPOKEN_OF, subject=first), _SPOKEN_OF
    return None, 0.0


def _group_of(match: re.Match[str]) -> str:
    named = match.groupdict()
    return next((name for name in ("who", "who2") if named.get(name)), "")
