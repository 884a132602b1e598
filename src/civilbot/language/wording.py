"""What turns of phrase are made of: who is hit, what is wished on them, commands.

All repetitions are bounded, so that no text can make a search slow.
"""

import re
from dataclasses import dataclass

from civilbot.model import Category


@dataclass(frozen=True, slots=True)
class Phrase:
    """A turn of phrase; `strength` is how sure it is once somebody is hit."""

    category: Category
    strength: float
    pattern: re.Pattern[str]
    #: Nobody need be named: the phrase itself addresses the reader.
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases that can only occur where their `gate` matches; most texts don't."""

    gate: re.Pattern[str]
    phrases: tuple[Phrase, ...]


def phrase(
    category: Category, strength: float, pattern: str, *, direct: bool = False
) -> Phrase:
    """Compile a phrase."""
    return Phrase(category, strength, re.compile(pattern), direct)


#: The reader, addressed.
YOU = (
    r"(?:you|u|ya|y'all|yall|your kind|people like you|you (?:people|guys|all|"
    r"lot))"
)
#: Whoever stands before the verb; at most six words.
WHO = r"(?P<who>(?:[\w@/'-]{1,30} ){0,5}?[\w@/'-]{1,30})"
#: Whoever stands after the verb.
OBJECT = (
    r"(?P<who>(?:(?:all(?: of)?|every|each|the|these|those|this|that|you|fucking|"
    r"damn|dirty|filthy|stupid) ){0,4}[\w@/-]{1,30})"
)
#: What somebody is said to deserve.
SHOULD = (
    r"(?:should(?: have)?|ought to|needs? to|must|deserves? to|has to|have to|"
    r"gotta|oughta|better|shoulda|should've)"
)
#: What may stand in between.
KINDLY = (
    r"(?: (?:all|both|just|really|simply|be|get|been|also|fucking|publicly|"
    r"literally|honestly|probably|taken out and|lined up and|dragged out and|"
    r"rounded up and|fuckin)){0,4}"
)
#: Acts of violence, suffered.
DONE = (
    r"(?:shot(?! (?:down|in|on|with a))|hanged|hung(?! (?:on|in|up|out|around))|"
    r"killed|executed|lynched|exterminated|gassed|beheaded|put down|eradicated|"
    r"raped|stabbed|murdered|slaughtered|guillotined|curb ?stomped|drowned|"
    r"castrated|wiped out|neutered|sterili[sz]ed|strung up|put to death|"
    r"euthani[sz]ed|tortured|burned alive|burnt alive|burned at the stake|nuked|"
    r"bombed|beaten to death|beaten up|annihilated|culled|skinned alive|drawn "
    r"and quartered|choked|punched)"
)
#: Acts of violence, to be done.
KILL = (
    r"(?:kill|shoot|hang|murder|execute|lynch|gas|exterminate|behead|strangle|"
    r"stab|slaughter|rape|punch|choke|nuke|bomb|drown|castrate|guillotine|curb "
    r"?stomp|beat the shit out of|beat up|bash|torture|assassinate|annihilate|"
    r"eradicate|skin|put a bullet in|put down|wipe out)"
)
#: "Shoot them an email" is no threat.
NOT_A_GIFT = (
    r"(?! (?:an?|some|the|over|down|up|in|at|out|on|with|another|links?|my|"
    r"one)\b)"
)
#: Where a sentence gives a command.
COMMAND = (
    r"(?:(?:^|[,:-] ?)(?:go |just |please |pls )?|\b(?:should|let's|lets|someone|"
    r"somebody|we must|need to|time to|let us|gotta) )"
)
SELF = r"(?:yourself|urself|yourselves|ur self|your self)"
#: Where the reader may be told to do something.
START = (
    r"(?:^|[,:-] ?|\b(?:go|just|please|should|and|then|so|or|pls|maybe|could|can|"
    r"better|must|now|you) )"
)
