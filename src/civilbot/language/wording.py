"""What turns of phrase are made of: who is hit, what is wished on them, commands.

All repetitions are bounded, so that no text can make a search slow.
"""

import re
from collections.abc import Iterator
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
    #: Its part behind `WHO`, if it starts so: found in no time, and in few sentences.
    tail: re.Pattern[str] | None = None

    def places(self, said: str) -> Iterator[re.Match[str]]:
        """Find where a sentence says so."""
        if self.tail is not None and not self.tail.search(said):
            return iter(())
        return self.pattern.finditer(said)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases that can only occur where their `gate` matches; most texts don't."""

    gate: re.Pattern[str]
    phrases: tuple[Phrase, ...]
    #: Only where a group is named.
    of_groups: bool = False


def phrase(
    category: Category, strength: float, pattern: str, *, direct: bool = False
) -> Phrase:
    """Compile a phrase."""
    head = rf"\b{WHO}"
    tail = pattern.removeprefix(head) if pattern.startswith(head) else ""
    return Phrase(
        category,
        strength,
        re.compile(pattern),
        direct,
        re.compile(tail) if tail else None,
    )


def gate(words: str, *, also: str = "") -> re.Pattern[str]:
    """Compile a gate: any of these words (parted by `|`), or what else is given.

    Words are sorted by their first letter, so that most of them need not be tried.
    """
    sorted_in: dict[str, list[str]] = {}
    for word in _alternatives(words):
        plain = word[:1].isalpha() and word[1:2] not in ("?", "*")
        sorted_in.setdefault(word[0] if plain else "", []).append(word)
    parts = [
        rf"{letter}(?:{'|'.join(word[len(letter) :] for word in found)})"
        for letter, found in sorted_in.items()
    ]
    found = rf"\b(?:{'|'.join(parts)})\b"
    return re.compile(rf"{found}|{also}" if also else found)


def _alternatives(words: str) -> Iterator[str]:
    """Part at each `|` that stands in no brackets."""
    start = depth = 0
    for at, sign in enumerate(words):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            yield words[start:at]
            start = at + 1
    yield words[start:]


#: The reader, addressed.
YOU = (
    r"(?:you|u|ya|y'all|yall|your kind|people like you|you (?:people|guys|all|"
    r"lot))"
)
#: Whoever stands before the verb; at most six words.
WHO = r"(?P<who>(?:[\w@/'-]{1,30} ){0,5}?[\w@/'-]{1,30})"
#: Whoever stands after the verb.
OBJECT = (
    r"(?P<who>(?:(?:all(?: of)?|every|each|last|single|one|both|the|these|those|this|"
    r"that|you|fucking|"
    r"damn|goddamn|dirty|filthy|stupid|bloody|lying|corrupt|any|some|few|whole|"
    r"lot|of|my|your|his|her|their|our) ){0,4}[\w@/-]{1,30}"
    r"(?: (?:people|men|women|folks|minister|secretary))?)"
)
#: What somebody is said to deserve.
SHOULD = (
    r"(?:should(?: have)?|ought to(?: have)?|needs? to|must|deserves? to|has to|"
    r"have to|gotta|oughta|better|shoulda|should've|should of|want to see)"
)
#: What may stand in between.
KINDLY = (
    r"(?: (?:all|both|just|really|simply|be|get|been|also|fucking|publicly|"
    r"literally|honestly|probably|each|every one of them|taken out(?: back)? and|"
    r"lined up(?: against (?:a|the) wall)? and|dragged (?:out|outside|into the "
    r"streets?) and|rounded up and|caught and|fuckin)){0,4}"
)
_BODY = r"(?:the |his |her |their |your )?(?:head|face|back|skull|street|public|neck)"
#: Acts of violence, suffered.
DONE = (
    rf"(?:shot(?! (?:down|on (?!sight)|with a(?!n? (?:gun|rifle))|in (?!{_BODY})))|"
    r"hanged|hung(?! (?:on|in|up|out|around))|killed(?! off)|executed|lynched|"
    r"exterminated|gassed|beheaded|decapitated|put down|eradicated|raped|stabbed|"
    r"murdered|slaughtered|guillotined|curb[ -]?stomped|drowned|castrated|"
    r"wiped out|neutered|sterili[sz]ed|strung up|put to death|euthani[sz]ed|"
    r"tortured|burned(?: alive| at the stake|(?= *$))|burnt(?: alive|(?= *$))|nuked|"
    r"bombed|beaten (?:to|up|with|bloody|senseless|until)|annihilated|culled|skinned|"
    r"drawn and quartered|choked(?! up)|punched|crucified|run over|strangled|"
    r"knifed|maimed|hunted(?: down)?|stoned to death|flogged|whipped|aborted|"
    r"assassinated|fed to|dropped (?:from|out of)|thrown (?:off|out of|from) (?:a|the)"
    r"|smothered|put to sleep|slapped|shanked|flayed|hunted for sport|beaten(?= *$)|"
    r"put against (?:a|the) wall|put up against (?:a|the) wall|"
    r"put in front of a firing squad|put in (?:a |the )?(?:gas chambers?|ovens?|"
    r"death camps?|concentration camps?)|sent to (?:the |a )?(?:gas chambers?|"
    r"ovens?|gulags?|death camps?|camps|gallows|guillotine)|put out of (?:\w+ )misery)"
)
#: Acts of violence, to be done; "string", "run", "put" take a particle.
KILL = (
    r"(?:kill(?! off)|shoot|hang|murder|execute|lynch|gas|exterminate|behead|"
    r"decapitate|strangle|stab|slaughter|rape|punch|choke|nuke|bomb|drown|castrate|"
    r"guillotine|curb[ -]?stomp|beat the (?:shit|crap|hell) out of|beat up|bash|"
    r"torture|assassinate|annihilate|eradicate|skin|put (?:a |some )?(?:bullet|bullets"
    r"|lead|knife) (?:in|into|through)|put down|wipe out|run over|mow down|"
    r"crucify|euthani[sz]e|set fire to|hunt down|knife|throttle|smother|poison|maim|"
    r"cripple|slit|gut|sterili[sz]e|cull|neuter|shiv|string up|blow up)"
)
#: The same, done.
KILLED = (
    r"(?:killed|shot|hanged|murdered|executed|lynched|gassed|beheaded|strangled|"
    r"stabbed|bombed|drowned|assassinated|ran over|burned|burnt|knifed|blew up|"
    r"beat up|took out|put a bullet in(?:to)?|poisoned|wiped out|put down|raped)"
)
#: "Shoot them an email" is no threat, nor is beating them at chess.
NOT_A_GIFT = (
    r"(?! (?:an?|some|the|over|down|up|out|another|links?|one|off|back|messages?|"
    r"emails?"
    r"|questions?|from|about|time|by|process(?:es)?|jobs?|bill|kindly|dead in the water"
    r"|in (?:chess|fortnite|public opinion|the (?:game|games|polls|election|finals?|"
    r"league"
    r"|debate|next|foot|end|race|match)|a (?:game|match|race|row)|game|overtime)|at "
    r"(?:chess"
    r"|their own|his own|the polls|the ballot|home|poker|tennis|golf|the game)|on "
    r"(?:hook|"
    r"sale|price|points|penalties|the road|camera|film)|with (?:kindness|love|"
    r"questions|"
    r"laughter|facts|an? (?:email|message|link|question|camera|lens)))\b)(?!')"
)
#: Where a sentence gives a command.
COMMAND = (
    r"(?:(?:^|[,:-] ?)(?:go |just |please |pls |then |now )?|\b(?:should|let's"
    r"|lets|we must|need to|time to|let us|gotta|ought to|have to|has to) "
    r"(?:just |all |really |go )?)"
)
SELF = r"(?:yourself|urself|yourselves|ur self|your self|yaself|yoself)"
#: Where the reader may be told to do something.
START = (
    r"(?:^|[,:-] ?|\b(?:go|just|please|should|and|then|so|or|pls|maybe|could|can|"
    r"better|must|now|you|to|not|need to) )"
)
#: The writer, about to act.
I_WILL = (
    r"\b(?:i|we)(?:'ll| will| am going to|'m going to|'m gonna| gonna|'ma|ma|m gonna|"
    r"'re going to|'re gonna| are going to| would(?: love to| gladly| happily)?|"
    r"'d(?: love to| like to| gladly| happily)?| want to| wanna| hope to|"
    r" swear i'll| should| can't wait to| am about to)"
    r"(?: (?:\w+ly|just|fucking|come(?: over)?(?: there)? and|find you and|"
    r"personally|come|hunt (?:you|u) down and)){0,2}"
)
#: Parts of the body that are struck.
LIMB = (
    r"(?:(?:fucking|stupid|ugly|little|fat) ){0,2}(?:hands?|tongues?|balls|feet|eyes|"
    r"face|faces|teeth|skull|skulls|"
    r"head|heads|legs?|jaw|knees?|kneecaps|neck|necks|nose|bones|fingers|arms?|ribs|"
    r"throats?|brains|guts)"
)
STRIKE = (
    r"(?:chop|hack|smash|kick|bash|cave|knock|break|punch|stomp|stave|bust|snap|crush|"
    r"slit|cut|"
    r"rip|blow|beat|rearrange|slap|split)"
)
WHOSE = r"(?P<whose>your|ur|his|her|their|[\w-]{2,30}'s?)"
