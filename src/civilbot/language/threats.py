"""Threats to a person, and telling somebody to end their life."""

from civilbot.language.wording import (
    I_WILL,
    KILL,
    LIMB,
    NOT_A_GIFT,
    SELF,
    START,
    STRIKE,
    WHOSE,
    YOU,
    Phrases,
    gate,
    phrase,
)
from civilbot.model import Category

_GATE = gate(
    r"kill|shoot|hang|murder|execute|lynch|gas|exterminate|behead|decapitate|run|"
    r"strangle|stab|slaughter|rape|punch|choke|nuke|bomb|drown|castrate|guillotine|"
    r"curb|beat|bash|torture|assassinate|annihilate|skin|put|mow|burn|crucify|set|"
    r"hunt|knife|throttle|smother|poison|maim|cripple|slit|gut|blow|string|smash|fuck|"
    r"break|end|hurt|hit|slap|destroy|bury|cut|doxx?|kick|cave|knock|stomp|bust|snap|"
    r"crush|rip|rearrange|split|drive|shove|stick|ram|track|find|get|come|coming|know|"
    r"dead|days|sorry|die|won't|watch|sleep|lock|running|wait|pay|next|regret|address|"
    r"number|employer|workplace|yourself|urself|yourselves|self|kys|kms|bleach|bullet|"
    r"traffic|wrists|jump|life|rope|favou?r|miss|mourn|cry|better|wish|aborted|"
    r"drowned|cancer|lives|breathing|toaster|neck"
)
_PRIVATE = (
    r"(?:(?:home|real|full|work|private) )?(?:address|name and address|phone number|"
    r"employer|workplace|number)"
)

_PHRASES = (
    phrase(
        Category.THREAT,
        0.93,
        rf"{I_WILL} (?:{KILL}|slit|gut|smash|fuck up|hunt|break|fucking end|end|hurt|"
        rf"hit|slap|destroy|beat|bury|cut|dox|doxx) (?P<who>{YOU}|your (?:\w+ "
        rf")?(?:family|"
        r"kids?|children|wife|mother|mom|house|daughter|son|sister|parents))\b"
        rf"{NOT_A_GIFT}(?! (?:to it|for |in (?:a|the)))",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.91,
        rf"{I_WILL} {KILL} (?P<who>(?:(?:all|these|those|every|the|some|of|that) "
        rf"){{0,3}}[\w-]+)\b{NOT_A_GIFT}(?! for )",
    ),
    phrase(
        Category.THREAT,
        0.93,
        rf"{I_WILL} (?:{STRIKE} {WHOSE} {LIMB}\b|(?:run (?P<who>{YOU}) over|beat "
        rf"(?P<who2>{YOU}) (?:to death|up|bloody|senseless)|(?:burn|skin) {YOU} alive|"
        rf"set {YOU} on fire|knock {YOU} out)\b)",
    ),
    phrase(
        Category.THREAT,
        0.9,
        rf"{I_WILL} (?:put|drive|shove|stick|ram) (?:a |my |some )(?:bullet|bullets|"
        r"knife|fist|boot|foot) (?:\w+ )?(?:in|into|through|up|down|to) (?P<whose>you|"
        r"u|your|ur|his|her|their|him|them)\b",
    ),
    phrase(
        Category.THREAT,
        0.88,
        r"\b(?:i|we)(?:'ll| will| am going to|'m going to|'m gonna|'re going to| are "
        r"going to|'re gonna) (?:(?:hunt|track) (?P<who>you|u) down|(?:find|get|come "
        r"for) (?P<who2>you|u)(?=$|[ ,]*$| and (?!help|let|send)|, (?!a |the |some )| "
        r"where| one day| soon))",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.88,
        r"\b(?:i|we) (?:\w+ly )?know (?:exactly |full well )?(?:where|which|what) "
        r"(?P<who>you|u|your \w+|(?:school|car|house|street|bus|flat|building) (?:you|"
        r"u|your \w+)) (?:live|lives|work|works|sleep|sleeps|park|go to|goes to|drive|"
        r"take)\b(?! (?:from|because of|by) (?:your|the))",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.88,
        r"\b(?P<who>you)(?:'re| are|'ll be| will be| gonna be) (?:a |all )?(?:fucking "
        r")?dead (?:man|men|meat|woman)\b|\b(?:i|we)(?:'m| am|'re| are) (?:coming|"
        r"gonna come) (?:for|after) (?P<who2>you|u|your family)(?=$|[ ,]*$|,| and| "
        r"next)|\byour days are numbered\b|\bcount your days\b|\byou(?:'ll| will) "
        r"(?:be sorry|die) (?:when|for|soon|screaming)|\byou won't (?:see it coming|"
        r"live to|make it (?:home|out))",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.78,
        r"(?:^|[,:-] ?|\b(?:better|should|and|so|just|would|wanna|to|i'd|you) "
        r")(?:watch your back|sleep with one eye open|lock your doors? tonight|start "
        r"running)\b(?! (?:when|while|if|on|out|during|as|in|a|your|for))|\bwait "
        r"(?:until|till) (?:i|we) (?:get (?:my|our) hands on you|find you|catch you)\b",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.6,
        r"\b(?:you(?:'ll| will) pay for this|you(?:'re| are) next|you(?:'ll| will) "
        r"regret this)\b",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.9,
        r"(?<!don't )(?<!never )(?<!not )\b(?:find (?:out )?where (?P<who>he|she|they|"
        r"this \w+) lives?(?= and|$| so)|(?:here(?:'s| is)|post(?:ing)?|leak(?:ing)?|"
        r"drop(?:ping)?|"
        rf"shar(?:e|ing)|find|got|have|know) (?P<whose>your|ur|his|her|their) "
        rf"{_PRIVATE}(?! with (?!every|all\b|them|people|the (?:world|internet|sub)))"
        r"|(?:let's|lets|i'll|we'll|we should|someone|somebody|gonna) (?:\w+ )?doxx? "
        r"(?:this|that|the|him|her|them|you))\b",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.95,
        rf"{START}(?:fucking )?(?:kill|hang|shoot|neck|rope|off|unalive|end|delete|"
        rf"drown|hurt|cut) {SELF}(?! (?:on hook|some slack|a break|in the foot|from|"
        r"over|with|off|a |short|trying))",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.95,
        r"(?:^|[, ])(?:kys|kms yourself)\b|\b(?:go|please|just) (?:fucking )?(?:die|"
        r"drink (?:some )?bleach|eat a bullet|swallow a bullet|play in traffic|slit "
        r"your wrists|jump (?:off|from) (?:a|the|your) (?:\w+ )?(?:bridge|cliff|"
        r"building|roof|balcony)|rope|end your (?:\w+ )?life|stop breathing|take a "
        r"bath with a toaster)(?=$| in (?:a|the)|[ ,]*$| already| you| of|,| and| now|"
        r":)(?! (?:of|in) (?:old|peace|boredom|hunger))",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.9,
        r"\b(?:do|doing) (?:the world|us|us all|everyone|everybody|humanity|yourself|"
        r"society|your family|your parents) (?:all )?an? (?:\w+ )?favou?r,? (?:and|"
        r"by) (?:just )?(?:die|dying|kill|hang|jump|off|end|drink|choke|stop "
        r"breathing|drop dead|not breed|slit|swallow|rope|neck|walk into traffic)",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.86,
        r"\b(?:nobody|no one|noone|not a soul) (?:will|would|is going to|is gonna|'d) "
        r"(?:ever )?(?:miss|mourn|cry for) you\b|\b(?:the world|everyone|we|your \w+|"
        r"you)(?:'d| would| will| is|'re)? (?:all )?(?:be )?(?:so much |a lot |far "
        r")?better (?:off )?(?:place )?(?:without you|once you're (?:dead|gone)|"
        r"dead(?= *$|,)|if you (?:were dead|died|killed yourself|weren't (?:born|in "
        r"it|alive)))|\bwish you (?:were dead|had died|were never born|would (?:just "
        r")?die)\b|\byou should(?: have|'ve) (?:been aborted|died|been drowned)\b",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.88,
        r"^(?:hey |oh |lol |yeah |just ){0,2}(?:drop dead|die|die in a fire|die "
        r"slowly|hope you die|fuck off and die|go die|get cancer|die of cancer)(?=$|[ "
        r",]*$| you|,| already)|\bfuck off and die\b|\bdie in a (?:fire|hole|ditch)\b|"
        r"\b(?:hope|wish) (?:you|u) (?:get|catch|die)\b(?= *$|,)",
        direct=True,
    ),
)

THREATS = Phrases(_GATE, _PHRASES)
