"""Turns of phrase that deny people their humanity."""

from civilbot.language.wording import WHO, Phrases, gate, phrase
from civilbot.model import Category

_GATE = gate(
    r"human\w*|people|less than|worse than|breed\w*|multipl\w*|reproduc\w*|"
    r"spread\w*|scurry|infest\w*|plagu\w*|overrun\w*|swarm\w*|hordes?|herds?|your "
    r"kind|rid|cleans\w*|purg\w*|beneath|lower than|species|filth|zoo|cages?|trees|"
    r"caves|muzzled|leash\w*|animals?|dogs?|rats|apes?|monkeys|insects?|mistake|rabid|"
    r"waste of"
)
_LIKE = (
    r"(?:rats|rabbits|cockroaches|vermin|flies|roaches|lice|locusts|a virus|a disease|"
    r"a plague|mice|insects|bacteria|dogs|animals|rodents|weeds|mosquitoes|maggots)"
)

_PHRASES = (
    phrase(
        Category.DEHUMANISATION,
        0.92,
        rf"\b{WHO} (?:are|is|'re|'s|aren|isn|were|ain) ?(?:\w+ )?(?:(?:not|'t|n't|"
        rf"barely|"
        r"hardly)(?: even)?(?: really)? (?:human|people|persons?)(?: beings?)?(?=$|[ "
        r",]*$|,| and| but|:)|less than (?:human|animals|dogs)|worse than (?:animals|"
        r"dogs|rats|cockroaches)|lower than (?:animals|dogs|dirt|vermin)|not fully "
        r"human)\b",
    ),
    phrase(
        Category.DEHUMANISATION,
        0.87,
        rf"\b{WHO} (?:breed|multiply|reproduce|breeding|multiplying|spread|spreading|"
        rf"scurry|swarm|live|living|behave|behaving|act) like (?:\w+ )?{_LIKE}\b",
    ),
    phrase(
        Category.DEHUMANISATION,
        0.85,
        rf"\b{WHO} (?:are )?(?:infest|infesting|infested|plaguing|overrunning)\b",
    ),
    phrase(
        Category.DEHUMANISATION,
        0.85,
        r"\b(?:swarms?|hordes?|infestations?|plagues?|herds?) of (?P<who>(?:\w+ "
        r")?[\w-]+)\b",
    ),
    phrase(
        Category.DEHUMANISATION,
        0.85,
        r"\b(?:(?:infested|overrun|crawling|swarming|polluted|plagued) (?:with|by)|"
        r"(?:cleanse|rid|clean|purge|purged|cleansed) (?:\w+ ){1,3}of|(?:infestation|"
        r"invasion|scourge|plague) of) (?:all |the |these |those |filthy "
        r"){0,2}(?P<who>[\w-]+)\b",
    ),
    phrase(
        Category.DEHUMANISATION,
        0.85,
        rf"\b{WHO} (?:belongs?|should be(?: kept| put| locked)?|needs? to be(?: kept| "
        r"put)?|must be(?: kept| put)?) (?:(?:back )?(?:in|on|up in)) (?:a |the |"
        r"their |an )?(?:zoo|cages?|trees?|leash|jungle|kennels?|sewers?|stables?)\b",
    ),
    phrase(
        Category.DEHUMANISATION,
        0.85,
        r"\b(?:your kind|people like you) (?:should not|shouldn't|don't deserve to|do "
        r"not deserve to) (?:exist|breed|breathe|live|reproduce)\b|\byou(?:'re| are) "
        r"a waste of (?:oxygen|space|skin|air|dna|sperm)\b",
        direct=True,
    ),
)

DEHUMANISING = Phrases(_GATE, _PHRASES)
