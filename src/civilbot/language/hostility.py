"""Swearing at people. Swearing alone is no hostility: somebody must be told it."""

from civilbot.language.wording import SELF, Phrases, gate, phrase
from civilbot.model import Category

_GATE = gate(
    r"fu?ck\w*|fuk|screw|get (?:fucked|bent|stuffed|lost)|eat|suck|shut|choke|"
    r"hell|kiss|up yours|stfu|gtfo|piss|bugger|sod|stop talking|bite me|blow|fuckyou|"
    r"foad|fu|fuu|stuff",
    also=r"\U0001f595",
)
#: What may stand before "fuck you" without making it a verb of somebody else's.
_NO_VERB = "".join(
    rf"(?<!{before} )"
    for before in (
        "to",
        "will",
        "gonna",
        "can",
        "could",
        "would",
        "'ll",
        "wanna",
        "big",
        "the",
        "who",
        "they",
        "people",
        "'d",
        "a",
        "'t",
        "not",
        "may",
        "might",
    )
)

_PHRASES = (
    phrase(
        Category.HOSTILE_PROFANITY,
        0.97,
        rf"\b(?:go )?(?:fuck|screw) {SELF}\b|\bget (?:fucked|bent|stuffed)(?=$|[ ,]*$|"
        r",| you)|\beat (?:shit|a (?:bag of )?(?:dicks?|cocks?)|my (?:ass|shit))\b|"
        r"\bsuck (?:my|a|on my) (?:fat |big )?(?:dicks?|cocks?|balls)\b|(?:^|[,:] ?|"
        r"\b(?:just|please|you|so|go|then) )shut the (?:fuck|hell) up\b|(?:^|[,:] ?|"
        r"\b(?:just|please|you|so|go) )shut your (?:\w+ ){0,2}?(?:mouth|trap|face|"
        r"hole|pie ?hole|gob)\b|\bchoke on (?:a|my) (?:dick|cock)\b|\bgo to hell(?=$|"
        r"[ ,]*$|,| you)|\brot in hell\b|\bburn in hell\b|\bgo (?:straight )?to hell "
        r"and\b|\bshove it up your\b",
        direct=True,
    ),
    phrase(
        Category.HOSTILE_PROFANITY,
        0.9,
        _NO_VERB + r"\b(?:fuck|screw|fuk|fck) (?:(?:right |all |each and every one )?"
        r"(?:of )?)?(?P<who>you|u|y'all|yall|ya|op)(?=$| ?[^\w ]|[ ,]*$| and| you| "
        r"all| fucking| guys| too| so| very| people| for | asshole| mods?| bitch| "
        r"then| op\b| if| in the| both| lot|[ ]+fuck| big)|\bfuck your (?:mother|mom|"
        r"mum|family|feelings|face|opinion|entire|whole)\b|\bkiss my ass\b|\bup "
        r"yours\b|"
        r"(?:^|[,] |\bjust |\bplease )(?:stfu|gtfo)\b|(?:^|, )(?:fuckyou|foad|fuu* "
        r"?you)\b|\bfuck(?:ing)? (?:\w+ )?off and die\b|\U0001f595 ?(?:\U0001f595|you|"
        r"u\b)",
        direct=True,
    ),
    phrase(
        Category.HOSTILE_PROFANITY,
        0.82,
        r"(?:^|[,:] ?|\b(?:go|please|just|now|so|then|kindly|you can|you should|you) "
        r")(?:fuck (?:right |the fuck |all the way )?off|piss off|bugger off|sod off|"
        r"fuck outta here|get the fuck out|get fucked|blow me|get lost|bite me)(?! "
        r"(?:that|to|with|from|of|and take|about))\b",
        direct=True,
    ),
)

HOSTILITY = Phrases(_GATE, _PHRASES)
