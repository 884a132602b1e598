"""Whose words are they? Reported, believed by others, denied, or talked about."""

from civilbot.language.aim import Aim
from civilbot.language.clauses import clause_end, clause_start
from civilbot.language.people import YOU
from civilbot.language.sentences import Sentence
from civilbot.language.vocabulary import word_set
from civilbot.model import Target

NEGATIONS = word_set("not 't never no without stop cannot dont didnt doesnt wouldnt")
_SAYING = word_set(
    """say says said saying tell tells told telling call calls called calling claim
    claims claimed claiming write writes wrote yell yells yelled yelling scream
    screams screamed screaming shout shouts shouted shouting comment commented reply
    replied post posted tweet tweeted chant chanted chanting label labels labeled
    labelled labelling labeling imply implies implied implying suggest suggests
    suggested suggesting accuse accused accusing quote quoted portray portrays
    portrayed depict depicts depicted describe describes described describing refer
    refers referred referring demonise demonize dehumanise dehumanize branded insult
    insulted dismiss dismissed dismissing paint painting shouting threatened
    threatens threatening demanded demands announced announces"""
)
#: Verbs of saying that are things as well: "your comment", "the post".
_ALSO_NOUNS = word_set(
    "comment reply post tweet label quote claim claims insult paint demands call"
)
_OWNERS = word_set("your my this that the his her a their ur")
_THINKING = word_set(
    "say saying said think believe mean meant call calling called imply claim suggest"
)
_AGREEING = word_set("right correct agree agreed amen truth spot")
_WORDS_ABOUT_WORDS = word_set(
    """word words term terms slur slurs insult insults phrase phrases name-calling
    epithet epithets expression meme trope tropes stereotype stereotypes joke jokes
    definition"""
)
_TOLD = word_set("joke jokes stereotype stereotypes trope tropes meme memes crowd")
_POINTING = word_set("the a an this that these those as use using used racial old")
_JUDGED = word_set(
    """wrong unacceptable offensive dehumanizing dehumanising hateful hurtful uncivil
    disrespectful harassment bigotry propaganda racism racist antisemitism derogatory
    pejorative insulting homophobic transphobic antisemitic bullying myth stereotype
    stereotypes disgusting vile evil abhorrent horrible rude hate false untrue
    dangerous sickening against"""
)
_DENOUNCING = word_set(
    """condemn condemned condemns condemning denounce denounced denounces denouncing
    rhetoric propaganda myth stereotype stereotypes trope bigotry oppose reject"""
)
_COPULAS = word_set("is was 's isn are be")
_PASSIVE = word_set("get gets got getting be been being was were am is are")
_BELIEVING = word_set(
    """think thinks thinking thought believe believes believing believed consider
    considers considering considered assume assumes assuming pretend see sees treat
    treats treating treated"""
)
#: What somebody else holds, even where the writer is the subject.
_HELD = word_set(
    """statement idea notion belief narrative opinion disagree argue argues arguing
    implication lie myth claim suggestion mentality"""
)
_KNOWING = word_set(
    """fact true truth know knows proven proves prove obvious clear undeniable doubt
    reality surprise wonder admit remember realise realize reason"""
)
_NOT_EXCLUDING = _KNOWING | {",", "question", "offence", "offense", "matter", "shit"}
_UNTRUE = NEGATIONS | {"untrue", "false", "if"}
_THAT = frozenset({"that", "how", "tropes", "trope"})
_WINDOW = 7


def is_denied(sentence: Sentence, subject: int) -> bool:
    """Understand "I'm not saying you are" and "nobody should be called"."""
    words = sentence.words
    before = words[max(clause_start(sentence, subject), subject - _WINDOW) : subject]
    for at, word in enumerate(before):
        if word in NEGATIONS and _THINKING.intersection(before[at + 1 : at + 4]):
            return True
        if word in {"nobody", "noone"} or _excludes(before[at:]):
            return True
    return False


def _excludes(words: list[str]) -> bool:
    """Understand "no human being is"; not "no doubt you are" and "no, you are"."""
    return words[0] == "no" and 1 < len(words) < 4 and words[1] not in _NOT_EXCLUDING


def is_somebody_elses(sentence: Sentence, subject: int, last: int, aim: Aim) -> bool:
    """Whether the words are reported, or what others believe."""
    return _is_reported(sentence, subject, last, aim) or _is_believed(
        sentence, subject, aim
    )


def _is_reported(sentence: Sentence, subject: int, last: int, aim: Aim) -> bool:
    """Understand "he said you are", "calling immigrants vermin", "..., he said"."""
    words = sentence.words
    if words[subject - 1 : subject] == [":"] and "to" in words[1 : subject - 1]:
        return True
    if _said_after(words, last):
        return True
    start = clause_start(sentence, subject)
    if start == subject and start > 1 and words[start - 2] in _SAYING:
        start = clause_start(sentence, start - 1)
    return any(
        words[at] in _SAYING and _is_another_speaker(words, at, aim)
        for at in range(max(start, subject - _WINDOW), subject)
    )


def _said_after(words: list[str], last: int) -> bool:
    tail = words[last + 1 : last + 5]
    if tail[:1] != [","] or "i" in tail:
        return False
    return len(tail) > 2 and (tail[2] in _SAYING or tail[1] in {"said", "says"})


def _is_another_speaker(words: list[str], at: int, aim: Aim) -> bool:
    """Whether a verb of saying makes what follows somebody else's words."""
    speaker = set(words[max(0, at - 3) : at])
    if words[at] in _ALSO_NOUNS and _OWNERS.intersection(speaker):
        return aim.target is not Target.OTHER_USER
    if _AGREEING.intersection(words[max(0, at - 5) : at]) and not speaker & NEGATIONS:
        return False
    if at and words[at - 1] in _PASSIVE:
        return True
    if aim.target is Target.OTHER_USER and "your" in speaker:
        return False
    first_person = speaker & {"i", "i'm", "let", "am"} and not speaker & YOU
    return not first_person or bool(speaker & NEGATIONS)


def _is_believed(sentence: Sentence, subject: int, aim: Aim) -> bool:
    """Understand "people who think muslims are subhuman"; not "I think you are"."""
    if aim.target is Target.OTHER_USER:
        return False
    start = max(clause_start(sentence, subject), subject - _WINDOW)
    words = sentence.words
    for at in range(start, subject):
        before = sentence.word(at - 1)
        if words[at] in _HELD and before not in {"my", "no"}:
            return True
        if words[at] in _BELIEVING and "i" not in words[start:subject]:
            return True
    return aim.target is Target.GROUP and _is_held(words[start:subject])


def _is_held(lead: list[str]) -> bool:
    """Understand "the idea that all …", "jokes about how …", not "it's a fact that"."""
    if not _AGREEING.isdisjoint(lead) and _UNTRUE.isdisjoint(lead):
        return False
    if not _KNOWING.isdisjoint(lead) and _UNTRUE.isdisjoint(lead):
        return False
    return "i" not in lead and not _THAT.isdisjoint(lead[-3:])


def is_talked_about(sentence: Sentence, first: int, last: int, aim: Aim) -> bool:
    """Understand "the word X", "X is a slur", "calling them X is wrong"."""
    words = sentence.words
    start = max(clause_start(sentence, first), first - 4)
    for at in range(start, first):
        if words[at] in _WORDS_ABOUT_WORDS and (
            at == 0 or words[at - 1] in _POINTING or at == first - 1
        ):
            return True
    rest = words[last + 1 : min(clause_end(sentence, last), last + 9)]
    if not _TOLD.isdisjoint(rest[:4]):
        return True
    named = not _COPULAS.isdisjoint(rest[:2]) or rest[:1] == ["as"]
    if named and not _WORDS_ABOUT_WORDS.isdisjoint(rest):
        return True
    return _is_denounced(sentence, first, rest) and aim.target is not Target.OTHER_USER


def _is_denounced(sentence: Sentence, first: int, rest: list[str]) -> bool:
    start = clause_start(sentence, first)
    if not _DENOUNCING.isdisjoint(sentence.words[start:first]):
        return True
    at = next((at for at, word in enumerate(rest) if word in _COPULAS), len(rest))
    return not _JUDGED.isdisjoint(rest[at + 1 :])
