"""Find threats, calls for violence and open hostility, and whom they hit."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from civilbot.language import context
from civilbot.language.aim import Aim, How
from civilbot.language.clauses import clause_start
from civilbot.language.dehumanising import DEHUMANISING
from civilbot.language.group_hate import GROUP_HATE
from civilbot.language.hits import Hit
from civilbot.language.hostility import HOSTILITY
from civilbot.language.idioms import speaks_of_things
from civilbot.language.lexicon import SINGLE_WORDS
from civilbot.language.menaces import MENACES
from civilbot.language.open_hate import OPEN_HATE
from civilbot.language.people import GROUPS, PERSONS, VAGUE_PEOPLE, Group
from civilbot.language.referents import Referent, who
from civilbot.language.sentences import Sentence
from civilbot.language.taunts import TAUNTS
from civilbot.language.threats import THREATS
from civilbot.language.violence import VIOLENCE
from civilbot.language.vocabulary import word_set
from civilbot.language.wishes import WISHES
from civilbot.language.wording import Phrase
from civilbot.model import Category, Target

_NEGATIONS = word_set("not 't never no nobody none cannot without nor")
_CLASS = word_set("people anyone anybody everyone those whoever folks")
_DETERMINERS = word_set("all these those the every fucking people like")
#: "Can somebody shoot him?" asks for it, it does not ask.
_RHETORICAL = word_set("someone somebody anyone wouldn")
_OURSELVES = frozenset({"we", "us", "fellow"})
_AFTER_HEADS = word_set("in from like of who that here there everywhere on at")
#: "All of them", "people like you": the other noun is meant.
_NO_HEADS = (
    _CLASS
    | _DETERMINERS
    | word_set(
        """lot some any many most one each both rest majority bunch pack kind sort i we
    they he she would will 'll hope think say know feel swear it 's is was are
    and but so"""
    )
)
_AFTER_NOUNS = word_set(
    """are is was were should must need needs ought have has had can cannot will would
    do does don to be deserve deserves belong belongs and or but in on at from with for
    because so too as out off of here now who that all never always only just control
    run own breed not isn aren the a first ruin get go if when again than better"""
)
_TRAILING = word_set("all both really just also too simply themselves alone")
_OWNERS = word_set("your ur his her their you u him them every all those that")
_YOURS = frozenset({"your", "ur", "you", "u"})
_SPOKEN_OF = 0.62
#: One phrase is looked for in so many places of a sentence.
_MOST_PLACES = 4
_SOMEBODY = 0.79
_ANYBODY = word_set(
    """anybody anyone everyone everybody someone somebody nobody one those who
    whoever"""
)
_PERSONS = _ANYBODY | word_set("he she they him her them hes shes his their")
_BODILY = frozenset({Category.THREAT, Category.DEHUMANISATION})


_KINDS = (
    VIOLENCE,
    THREATS,
    WISHES,
    MENACES,
    DEHUMANISING,
    GROUP_HATE,
    OPEN_HATE,
    HOSTILITY,
    TAUNTS,
)


def phrase_hits(text: str, sentence: Sentence, names: frozenset[str]) -> Iterator[Hit]:
    """Find the turns of phrase in one sentence of a plain text."""
    start, end = sentence.starts[0], sentence.ends[-1]
    said = text[start:end]
    named = not GROUPS.keys().isdisjoint(sentence.words)
    for kind in _KINDS:
        if kind.of_groups and not named:
            continue
        for phrase in kind.phrases if kind.gate.search(said) else ():
            for match in islice(phrase.places(said), _MOST_PLACES):
                hit = _hit(phrase, match, sentence, names)
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
    near = sentence.words[max(clause_start(sentence, first), first - 3) : first]
    if _NEGATIONS.intersection(near):
        return context.Softening(0.1, context.DENIED)
    softened = context.soften(sentence, first, last, aim)
    rhetorical = softened.name == context.ASKED and not _RHETORICAL.isdisjoint(
        sentence.words
    )
    return context.Softening(1.0) if rhetorical else softened


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
    last = min(last, len(sentence.words) - 1)
    if group == "whose" and sentence.words[last] in _OWNERS:
        return _of_owner(sentence, last)
    head = _head(sentence, first, last)
    first = max(first, clause_start(sentence, head))
    if not _NEGATIONS.isdisjoint(sentence.words[first : last + 1]):
        return None, 0.0
    found = _named(phrase, sentence, head, names)
    if found[0] or not phrase.direct:
        return found
    return Aim(Target.OTHER_USER, How.STATED, subject=first), 1.0


def _of_owner(sentence: Sentence, index: int) -> tuple[Aim, float]:
    """Say whose limbs or address it is."""
    if sentence.words[index] in _YOURS:
        return Aim(Target.OTHER_USER, How.STATED, subject=index), 1.0
    return Aim(Target.NOBODY, How.SPOKEN_OF, subject=index), _SOMEBODY


def _head(sentence: Sentence, first: int, last: int) -> int:
    """Find the noun that some words are about: "Muslims in Europe" are Muslims."""
    if sentence.words[first] in _CLASS and sentence.word(first + 1) == "who":
        return first
    while last > first and sentence.words[last] in _TRAILING:
        last -= 1
    for index in range(max(first, clause_start(sentence, last)), last):
        word = sentence.words[index]
        if sentence.words[index + 1] in _AFTER_HEADS and word not in _NO_HEADS:
            return index
    return last


def _named(
    phrase: Phrase, sentence: Sentence, head: int, names: frozenset[str]
) -> tuple[Aim | None, float]:
    word = sentence.words[head]
    found = None if _is_adjective(sentence, head) else who(sentence, head, names)
    if found and sentence.word(head - 1) in _OURSELVES:
        found = Referent(Target.SELF)
    if found:
        return Aim(found[0], How.STATED, found[1], subject=head), 1.0
    aim = Aim(Target.NOBODY, How.SPOKEN_OF, subject=head)
    if word in _PERSONS:
        return aim, _sure(sentence, head) if phrase.category in _BODILY else 0.4
    if word in PERSONS or word in SINGLE_WORDS:
        return aim, _SOMEBODY
    if word == "men" and sentence.word(head - 1) in _DETERMINERS:
        return replace(aim, target=Target.GROUP, group=Group.IDENTITY), 1.0
    return (aim, _SPOKEN_OF) if word in _CLASS else (None, 0.0)


def _is_adjective(sentence: Sentence, head: int) -> bool:
    """Whether a group's name only describes what follows: "the English language"."""
    word, after = sentence.words[head], sentence.word(head + 1)
    if word not in GROUPS or word.endswith("s") or not after.isalpha():
        return False
    return after not in VAGUE_PEOPLE | GROUPS.keys() | _AFTER_NOUNS


def _sure(sentence: Sentence, index: int) -> float:
    """How sure it is that a pronoun stands for people whom violence is wished on."""
    named = sentence.word(index + 1) == "who"
    if not named and speaks_of_things(sentence.words):
        return 0.3
    return _SPOKEN_OF if sentence.words[index] in _ANYBODY else _SOMEBODY


def _group_of(match: re.Match[str]) -> str:
    named = match.groupdict()
    return next(
        (name for name in ("whose", "who", "who2", "who3") if named.get(name)), ""
    )
