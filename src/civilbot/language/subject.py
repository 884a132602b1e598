"""Walk left from a term to whoever it is said of.

The walk goes over adjectives and the verb to the subject: "these people are
nothing but vermin", "you brainless sheep", "your an idiot".
"""

from dataclasses import replace

from civilbot.language.aim import Aim, How
from civilbot.language.lexicon import PROFANITY, SINGLE_WORDS
from civilbot.language.people import IDEAS, THEY, YOU, YOU_ARE
from civilbot.language.referents import Referent, who
from civilbot.language.sentences import Sentence
from civilbot.language.vocabulary import word_set
from civilbot.model import Target

DETERMINERS = word_set("a an the such another one")
MODIFIERS = word_set(
    """a an the such another so very really just nothing but total totally complete
    completely absolute absolutely utter utterly little bunch of pack piece load bag
    sack kind sort type literal literally actual actually all truly basically
    obviously clearly honestly still always both also such quite pretty too more
    most than simply merely only ever even fucking fuckin fking damn goddamn bloody
    freaking frickin big huge massive giant complete real true pure old fat ugly lil
    sad poor bigger biggest worst bad same next-level world-class old-fashioned
    self-righteous sick twisted evil insignificant sorry useless worthless ignorant
    arrogant pompous entitled whiny crying smug miserable nasty filthy dirty
    brainwashed uneducated triggered butthurt racist sexist fragile illiterate
    immature genuinely incredibly extremely unbelievably fundamentally either being
    becoming white privileged wannabe annoying mindless blind deluded hateful lying
    cheating greedy corrupt violent bigoted insecure impotent lazy pedantic
    condescending disingenuous probably maybe definitely certainly apparently
    seriously clueless beyond generally mostly often usually collectively no better
    bit"""
)
COPULAS = word_set(
    """are 're is 's was were am 'm be been being r sound sounds look looks seem seems
    act acts acting remain became become like as sounding looking ain isn aren"""
)
_AUXILIARIES = word_set(
    """must would will 'll 'd have has had to really all just clearly probably
    obviously still always both also truly can could may might gotta going gonna do
    does did definitely certainly surely literally actually honestly simply
    apparently such really evidently should 've often mostly usually in fact"""
)
NEGATIONS = word_set("not 't never no nor neither isnt arent aint wasnt hardly")
_HEDGES = word_set("look looks looking have had would could might may if feel want")
_NOBODIES = word_set("nobody none noone")
WHOLE = word_set("all these those every such most typical you fucking")
_PARENTS = word_set("mother mom mum momma kind")
_COUNTS = word_set("all every most")
_SOME = word_set("some few many any")
_PREPOSITIONS = word_set(
    "around with to of for about than from at near behind against in by on"
)
_RELATIVES = word_set("who that")
_MADE = word_set(
    """make makes made making call calls called calling consider considers think thinks
    thought believe find found want wants wanted want give gives gave see sees means
    thinking assume assumes says say said"""
)
#: What shows that "your" means "you are"; and traits that nobody owns.
_AFTER_YOU_ARE = DETERMINERS | {"so", "just", "such", "fucking", "not"}
_NEVER_OWNED = frozenset({"retarded", "pathetic", "stupid"})
_DENYING = NEGATIONS | {"don", "doesn", "isn", "aren", "ain"}
#: What may stand between a subject and its verb.
_BETWEEN = (_DENYING, _HEDGES, _AUXILIARIES, COPULAS)
_FARTHEST = 14


def stated(sentence: Sentence, first: int, names: frozenset[str]) -> Aim | None:
    """Walk left from a term to its subject."""
    index, negated, strange = first - 1, False, 0
    while index >= 0 and first - index < _FARTHEST:
        word = sentence.words[index]
        if word in COPULAS:
            return _with_copula(sentence, index, names, negated=negated)
        if word in YOU:
            return None if strange else _called(sentence, index, negated=negated)
        if word in YOU_ARE:
            return _misspelt(sentence, index, first, negated=negated)
        if word in NEGATIONS or word in _NOBODIES:
            negated = True
        elif (
            word not in MODIFIERS and word not in SINGLE_WORDS and word not in PROFANITY
        ):
            strange += 1
            if strange > 1 or not _can_be_adjective(word):
                return None
        index -= 1
    return None


def _can_be_adjective(word: str) -> bool:
    return word.isalpha() and len(word) > 3 and word not in _RELATIVES | THEY | IDEAS


def _called(sentence: Sentence, index: int, *, negated: bool) -> Aim | None:
    """Understand "you idiot"; not "do you want idiots", nor "you not idiot"."""
    before = sentence.words[max(0, index - 4) : index]
    if before and before[-1] in {"did", "do", "does", "to", "of"}:
        return None
    made = bool(before) and before[-1] in _MADE
    negated = negated or (made and not NEGATIONS.isdisjoint(before))
    return Aim(
        Target.OTHER_USER, How.CALLED, negated=negated, hedged=made, subject=index
    )


def _misspelt(
    sentence: Sentence, index: int, first: int, *, negated: bool
) -> Aim | None:
    """Understand "your an idiot" and "ur pathetic"; not "your stupid idea"."""
    possessive = sentence.words[index] in {"your", "ur"}
    closing = index == first - 1 and first == len(sentence.words) - 1
    plain = sentence.word(first) in _NEVER_OWNED
    if (
        possessive
        and sentence.word(index + 1) not in _AFTER_YOU_ARE
        and not (closing and plain)
    ):
        return None
    return Aim(Target.OTHER_USER, How.STATED, negated=negated, subject=index)


def _with_copula(
    sentence: Sentence, copula: int, names: frozenset[str], *, negated: bool
) -> Aim | None:
    """Find the subject of "are", "is", "sound like" and the like."""
    index = copula - 1
    verb = sentence.words[copula]
    if verb in {"like", "as"} and sentence.word(index) not in COPULAS:
        return None
    passed = [verb]
    while index >= 0 and copula - index < _FARTHEST:
        word = sentence.words[index]
        if not any(word in kind for kind in _BETWEEN):
            break
        passed.append(word)
        index -= 1
    aim = Aim(
        Target.NOBODY,
        How.STATED,
        negated=negated or not _DENYING.isdisjoint(passed),
        hedged=not _HEDGES.isdisjoint(passed),
        whole="all" in passed,
        subject=index,
    )
    inverted = _inverted(sentence, copula, names, negated=negated)
    return _subject(sentence, index, names, aim) or inverted


def _subject(
    sentence: Sentence, index: int, names: frozenset[str], aim: Aim
) -> Aim | None:
    """Say who the subject is: somebody we know, somebody vague, nobody at all."""
    word, before = sentence.word(index), sentence.word(index - 1)
    if word in _NOBODIES or (before, word) == ("no", "one"):
        return replace(aim, how=How.SPOKEN_OF, negated=True)
    found = who(sentence, index, names)
    if word in _PARENTS and before in {"your", "ur"}:
        found = Referent(Target.OTHER_USER)
    if found is None:
        return replace(aim, how=How.SPOKEN_OF) if word in THEY else None
    if before in {"we", "us", "fellow"} or word in {"we", "us"}:
        found = Referent(Target.SELF)
    about_you = found.target is Target.OTHER_USER
    if about_you and before in _PREPOSITIONS:
        return None
    return replace(
        aim,
        target=found.target,
        group=found.group,
        hedged=aim.hedged
        or before in _SOME
        or (about_you and _is_made(sentence, index)),
        whole=aim.whole or _is_whole(sentence, index),
        negated=aim.negated or _not_all(sentence, index),
    )


def _is_made(sentence: Sentence, index: int) -> bool:
    """Understand "that makes you"; "I think you are" is meant as it stands."""
    made = sentence.word(index - 1) in _MADE
    return made and "i" not in sentence.words[max(0, index - 4) : index]


def _not_all(sentence: Sentence, index: int) -> bool:
    """Understand "not all of them" and "not every one"."""
    near = sentence.words[max(0, index - 4) : index]
    counted = next((at for at, word in enumerate(near) if word in _COUNTS), 0)
    return counted > 0 and near[counted - 1] in _DENYING


def _is_whole(sentence: Sentence, index: int) -> bool:
    before = sentence.word(index - 1)
    return before in WHOLE or sentence.word(index - 2) in {"all", "of"}


def _inverted(
    sentence: Sentence, copula: int, names: frozenset[str], *, negated: bool
) -> Aim | None:
    """Understand "are you stupid"."""
    for index in range(copula + 1, min(copula + 3, len(sentence.words))):
        found = who(sentence, index, names)
        if found and found[0] is Target.OTHER_USER:
            return Aim(
                found[0], How.STATED, negated=negated, hedged=True, subject=index
            )
    return None
