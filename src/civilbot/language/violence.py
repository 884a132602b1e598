"""Threats, calls for violence and words that deny people their humanity.

Each phrase names whom it hits (`who`), so that a hanged picture, a killed process
and a shot of espresso are left alone.
"""

import re

from civilbot.language.wording import (
    COMMAND,
    DONE,
    KILL,
    KINDLY,
    NOT_A_GIFT,
    OBJECT,
    SELF,
    SHOULD,
    START,
    WHO,
    YOU,
    Phrases,
    phrase,
)
from civilbot.model import Category

_GATE = re.compile(
    r"\b(?:shot|hanged|hung|kill\w*|execut\w*|lynch\w*|exterminat\w*|gas(?:sed)?"
    r"|behead\w*|put (?:down|a bullet|to death)|eradicat\w*|rape[ds]?|stab\w*"
    r"|murder\w*|slaughter\w*|guillotin\w*|curb|drown\w*|castrat\w*|wiped?|neuter\w*"
    r"|sterili\w*|strung|death|dead|euthani\w*|tortur\w*|burn\w*|nuke\w*|bomb\w*"
    r"|beat\w*|annihilat\w*|culled|skin\w*|chok\w*|punch\w*|deserves?|dies?|hangs?"
    r"|rots?|swing|hop(?:e|ing)|wish|pray\w*|shoot|strangl\w*|bash|assassinat\w*"
    r"|bullet|purge|get rid|cleanse|slit|gut|smash|fuck up|hunt|break|end|hit|slap"
    r"|find (?:you|u)|know where|watch your|sleep with|pay for|next|regret|neck|hurt"
    r"|rope|cut|off|kys|kms|drop|drink|eat|play|jump|quartered|human|people|less than"
    r"|worse than|breed\w*|multipl\w*|reproduc\w*|spread\w*|scurry|infest\w*"
    r"|plagu\w*|overrun\w*|swarms?|hordes?|herds?|your kind)\b"
)

_PHRASES = (
    # Calls for violence
    phrase(
        Category.THREAT,
        0.97,
        rf"\b{WHO} {SHOULD}{KINDLY} (?:be|get|been) (?:\w+ ){{0,2}}?{DONE}\b",
    ),
    phrase(
        Category.THREAT,
        0.95,
        rf"\b{WHO} deserves? (?:to (?:all )?(?:die|hang|burn|suffer|rot|be "
        r"(?:shot|killed|raped))|death|a bullet|the rope|the noose|the firing "
        r"squad)\b",
    ),
    phrase(
        Category.THREAT,
        0.9,
        rf"\b{WHO} (?:should|must|needs? to|ought to|better)(?: all| just| "
        rf"really| fucking){{0,2}} (?:die|hang(?! (?:out|on|around|up|in|with))|"
        r"drop dead|rot in hell|burn in hell|swing from)\b",
    ),
    phrase(
        Category.THREAT,
        0.92,
        r"\b(?:i|we)? ?(?:really |sincerely |fucking )?(?:hope|wish|pray|praying|"
        rf"hoping)(?: that)? {WHO} (?:all )?(?:dies?|gets? (?:\w+ )?(?:cancer|"
        r"aids|shot|killed|raped|stabbed|hit by|run over|hanged|covid|murdered|"
        r"beaten)|drops? dead|chokes?|rots?|burns?|suffers?|hangs?|kills? "
        r"(?:yourself|himself|herself|themselves))\b",
    ),
    phrase(
        Category.THREAT,
        0.95,
        rf"{COMMAND}{KILL} {OBJECT}\b{NOT_A_GIFT}",
    ),
    phrase(
        Category.THREAT,
        0.92,
        r"\b(?:someone|somebody|they|we) (?:should|needs? to|please|ought to|"
        rf"must|has to|better|gotta) (?:just |really |go )?{KILL} "
        rf"{OBJECT}\b{NOT_A_GIFT}",
    ),
    phrase(
        Category.THREAT,
        0.95,
        rf"{COMMAND}(?:death to|gas|exterminate|kill|wipe out|purge|get rid of|"
        r"cleanse the world of) (?:all )?(?:of )?(?:the )?(?:these |those "
        r")?(?P<who>[\w-]+)\b(?! (?:process|time))",
    ),
    phrase(
        Category.THREAT,
        0.9,
        r"\bthe only good (?P<who>[\w-]+)(?: \w+)? (?:is|are) (?:a |an |the "
        r")?dead\b",
    ),
    # Threats to a person
    phrase(
        Category.THREAT,
        0.93,
        r"\b(?:i|we)(?:'ll| will| am going to|'m going to|'m gonna| gonna|'ma|ma|"
        r" would(?: love to)?|'d(?: love to| like to)?| want to| wanna| hope to| "
        r"swear i'll| should)(?: \w+ly| just| fucking)? (?:kill|murder|stab|"
        r"strangle|shoot|rape|slit|gut|behead|hang|choke|skin|bash|smash|punch|"
        r"fuck up|beat the shit out of|hunt down|hunt|break|curb ?stomp|fucking "
        rf"end|end|hurt|hit|slap) (?P<who>{YOU}|your \w+|ur \w+)\b{NOT_A_GIFT}",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.85,
        r"\b(?:i|we)(?:'ll| will| am going to|'m going to|'m gonna| gonna|'d "
        r"love to| want to| wanna|'d like to) (?:kill|murder|stab|strangle|shoot|"
        r"rape|behead|hang|exterminate|slaughter) (?P<who>(?:(?:all|these|those|"
        rf"every|the|some|of) ){{0,3}}[\w-]+)\b{NOT_A_GIFT}",
    ),
    phrase(
        Category.THREAT,
        0.85,
        r"\bi(?:'ll| will| am going to|'m going to|'m gonna) find (?P<who>you|"
        r"u)(?=$| and |,| where)",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.85,
        r"\b(?:i|we) know where (?P<who>you|u|your \w+) (?:live|lives|work|works|"
        r"sleep|sleeps)\b",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.85,
        r"\b(?P<who>you)(?:'re| are) (?:a )?(?:fucking )?dead (?:man|meat)\b",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.6,
        r"\b(?:watch your back|sleep with one eye open|you(?:'ll| will) pay for "
        r"this|you(?:'re| are) next|you(?:'ll| will) regret this)\b",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.95,
        rf"{START}(?:fucking )?(?:kill|hang|shoot|neck|hurt|rope|cut|off) "
        rf"{SELF}(?! (?:on hook|some slack|a break|in the foot))",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.95,
        r"(?:^|[, ])(?:kys|kms yourself)\b|\b(?:go|please|just) (?:die|drink "
        r"bleach|drink some bleach|eat a bullet|play in traffic|jump off a "
        r"(?:bridge|cliff|building|roof)|rope)(?=$| in a|[ ,]*$| already| you| "
        r"of|,)",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.85,
        r"^(?:drop dead|die|die in a fire|die slowly|hope you die|fuck off and "
        r"die|go die)(?=$|[ ,]*$| you|,| already)|\bfuck off and die\b|\bdie in "
        r"a (?:fire|hole)\b",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.9,
        r"\bbullet (?:in|through|into|to) (?P<who>(?:your|his|her|their|"
        r"[\w-]+'s?) )(?:head|skull|brain|face|back of)",
    ),
    # Dehumanising turns
    phrase(
        Category.DEHUMANISATION,
        0.92,
        rf"\b{WHO} (?:are|is|'re|'s) (?:\w+ )?(?:(?:not|n't|barely|hardly)(?: "
        r"even)?(?: really)? (?:human|people)(?: beings?)?|less than human|worse "
        r"than animals)\b",
    ),
    phrase(
        Category.DEHUMANISATION,
        0.9,
        rf"\b{WHO} (?:breed|multiply|reproduce|breeding|multiplying|spread|"
        r"spreading|scurry) like (?:rats|rabbits|cockroaches|vermin|flies|"
        r"roaches|a virus|a disease|a plague)\b",
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
        r"\b(?:your kind|people like you) (?:should not|shouldn't|don't deserve "
        r"to|do not deserve to) (?:exist|breed|breathe|live|reproduce)\b",
        direct=True,
    ),
)

VIOLENCE = Phrases(_GATE, _PHRASES)
