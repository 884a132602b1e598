"""Hate of whole groups, swearing at people and belittling them.

Swearing alone is no hostility: each phrase needs somebody whom it is said to.
"""

import re

from civilbot.language.wording import (
    SELF,
    WHO,
    Phrases,
    phrase,
)
from civilbot.model import Category

_GATE = re.compile(
    r"\b(?:hate|despise|loathe|can't stand|fuck\w*|belong|deserve|allowed|go back"
    r"|out of|screw|get bent|eat|suck|shut|choke|go to hell|in hell|kiss|up yours|stfu"
    r"|gtfo|piss|bugger|sod|stop talking|bite me|blow me|get lost|disgust|sick|sicken"
    r"|puke|vomit|waste|ashamed|likes|loves|wants|cares|brains?|braincells?|iq|potato"
    r"|rock|retarded|braindead|brain-dead|wrong with|aborted|swallowed|dropped)\b"
)

_PHRASES = (
    # Hate of a whole group
    phrase(
        Category.IDENTITY_HATE,
        0.85,
        r"\b(?:i|we) (?:fucking |really |just |absolutely |truly )?(?:hate|"
        r"despise|loathe|can't stand) (?:all )?(?:the |these |those |fucking "
        r")?(?P<who>[\w-]+(?: people| men| women)?)(?=$|[ ,]*$|[,)]| and| so | "
        r"with | because| for)",
    ),
    phrase(
        Category.IDENTITY_HATE,
        0.88,
        r"(?:^|[,:-] ?|\b(?:so|and|but|just|lol|yeah|yes|no|seriously) )fuck "
        r"(?:all )?(?:of )?(?:the |these |those )?(?P<who>[\w-]+)(?=$|[ ,]*$|"
        r"[,)]| and| in| who)",
    ),
    phrase(
        Category.IDENTITY_HATE,
        0.8,
        rf"\b{WHO} (?:do not|don't|doesn't|should not|shouldn't) (?:belong|"
        r"deserve (?:rights|to (?:live|vote|exist|breathe))|be allowed to "
        r"(?:vote|breed|exist|live|breathe))\b",
    ),
    phrase(
        Category.IDENTITY_HATE,
        0.85,
        r"\bgo back (?:to|where) (?:your (?:own )?(?:country|shithole|jungle|"
        r"cave|homeland)|africa|mexico|the kitchen|(?:you|u) (?:came|come|"
        r"belong))",
        direct=True,
    ),
    phrase(
        Category.IDENTITY_HATE,
        0.82,
        r"\bget (?:all )?(?:the |these |those |fucking )?(?P<who>[\w-]+) out of "
        r"(?:our|my|this) (?:country|countries|land|continent)\b",
    ),
    # Open hostility
    phrase(
        Category.HOSTILE_PROFANITY,
        0.97,
        rf"\b(?:go )?(?:fuck|screw) {SELF}\b|\bget (?:fucked|bent)(?=$|[ ,]*$|,| "
        r"you)|\beat (?:shit|a (?:bag of )?(?:dicks?|cocks?)|my (?:ass|shit))\b|"
        r"\bsuck (?:my|a|on my) (?:fat |big )?(?:dicks?|cocks?|balls)\b|(?:^|"
        r"[,:] ?|\b(?:just|please|you|so|go|then) )shut the (?:fuck|hell) up\b|"
        r"(?:^|[,:] ?|\b(?:just|please|you|so|go) )shut your (?:\w+ "
        rf"){{0,2}}?(?:mouth|trap|face|hole|pie ?hole)\b|\bchoke on (?:a|my) "
        r"(?:dick|cock)\b|\bgo to hell(?=$|[ ,]*$|,| you)|\brot in hell\b|\bburn "
        r"in hell\b",
        direct=True,
    ),
    phrase(
        Category.HOSTILE_PROFANITY,
        0.9,
        r"(?<!to )(?<!will )(?<!gonna )(?<!can )(?<!could )(?<!would )(?<!\'ll "
        r")(?<!wanna )(?<!big )(?<!the )(?<!who )(?<!they )(?<!people )(?<!\'d "
        r")(?<!a )(?<!didn\'t )(?<!not )\b(?:fuck|screw) (?P<who>you|u|y'all|"
        r"yall|ya|op)(?=$|[ ,]*$|[,)]| and | you| all| fucking| guys| too| "
        r"people| for | for| asshole| mods?| bitch| then| then| op\b| if| in "
        r"the)|\bfuck your (?:mother|mom|family|feelings|face|opinion)\b|\bkiss "
        r"my ass\b|\bup yours\b|(?:^|, |\bjust |\bplease )(?:stfu|gtfo)\b",
        direct=True,
    ),
    phrase(
        Category.HOSTILE_PROFANITY,
        0.82,
        r"(?:^|[,:] ?|\b(?:go|please|just|now|so|then|kindly|you can|you should|"
        r"you) )(?:fuck (?:right |the fuck )?off|piss off|bugger off|sod off|"
        r"fuck outta here)(?! (?:that|to|with|from|of))\b",
        direct=True,
    ),
    phrase(
        Category.HOSTILE_PROFANITY,
        0.55,
        r"(?:^|[,:] ?|\b(?:please|just|so|then) )(?:shut up|stop talking|bite me|"
        r"blow me|get lost)(?! (?:and take|about))\b",
        direct=True,
    ),
    # Open hostility
    phrase(
        Category.PERSONAL_ATTACK,
        0.85,
        r"\b(?P<who>you|u) (?:\w+ly |really |fucking |just |all |guys |people "
        r"){0,2}(?:suck|disgust me|make me (?:sick|puke|vomit)|are a waste|"
        r"should be ashamed of yourself|sicken me)(?=$|[ ,]*$|[,)]| and| at life|"
        r" you)",
        direct=True,
    ),
    phrase(
        Category.PERSONAL_ATTACK,
        0.85,
        r"\b(?:nobody|no one) (?:likes|loves|wants|cares about) (?P<who>you|"
        r"u)\b(?! to)|\bi (?:fucking |really )?(?:hate|despise|loathe) "
        r"(?P<who2>you|people like you|your kind)(?=$|[ ,]*$|,| and| so| people| "
        r"all)",
        direct=True,
    ),
    phrase(
        Category.PERSONAL_ATTACK,
        0.85,
        r"\b(?:you have|you've got|you got|with) (?:no|zero|half a|the iq of a?|"
        r"a room temperature|a single digit) (?:brain|brains|brain cells?|"
        r"braincells?|iq|potato|rock)\b|\byour (?:tiny |single |last |two |only |"
        r"one |little |pea |smooth |peanut ){1,2}(?:brain|brains|brain "
        r"?cells?)\b|\bare you (?:fucking )?(?:retarded|braindead|brain dead|"
        r"brain-dead)\b|\bwhat (?:the fuck |the hell )?is wrong with you\b",
        direct=True,
    ),
    phrase(
        Category.PERSONAL_ATTACK,
        0.75,
        r"\b(?:your (?:mother|mom|parents) (?:should have|should've) (?:aborted|"
        r"swallowed)\b|\b(?:you were|were you|you got|must have been) dropped on "
        r"your head\b|go touch grass you\b|you (?:should|must) be ashamed)",
        direct=True,
    ),
)

HOSTILITY = Phrases(_GATE, _PHRASES)
