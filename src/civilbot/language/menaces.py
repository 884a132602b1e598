"""Veiled threats at the reader, and urging them to end their life by another name."""

from civilbot.language.wording import Phrases, gate, phrase
from civilbot.model import Category

_GATE = gate(
    r"ground|hospital|morgue|grave|coffin|wheelchair|lesson|outside your|"
    r"shoulder|meet|happens|coming to you|address|hang|die|hanging|body|bodies|gun|"
    r"guns|end it|suicide|killing|kill yourself|dying|jumping|drowning|motorway|"
    r"freeway|highway|tracks|pier|train|bleach|bridge|cry|born|been you|crash|dead|"
    r"house|tock|to my face|in person|alive|hope you|bleed|scream|funeral|last day|"
    r"regret being|"
    r"breathe|breathing|find you|shame|pity|fire|burn|torch|firebomb|acid|history|"
    r"profile|photos?|pictures?|visit|deal|rope|pills|razor|nuke|bomb|flatten|glass|"
    r"level|posts?|teach|rifle|shotgun|pistol|knife|machete|crowbar|bat|driving|drive|"
    r"employer|workplace|number"
)
_END = r"(?=$|[ ,]*$|,| and| you| soon| for| tonight| already)"

_PHRASES = (
    phrase(
        Category.THREAT,
        0.9,
        r"\b(?:i|we)(?:'ll| will|'m gonna|'m going to| am going to|'re going to| are "
        r"going to|'d love to) (?:(?:put|send|leave|lay) you (?:all )?(?:in(?:to)? "
        r"(?:the|a|your) (?:\w+ )?(?:ground|hospital|morgue|grave|coffin|wheelchair|"
        r"body bag|dirt)|six feet under|bleeding|to (?:the )?(?:hospital|grave|"
        r"morgue))|(?:dance|piss|spit|shit) on your grave|(?:burn|torch|bomb) your "
        r"(?:\w+ )?(?:house|home|car|family)(?: down)?|find out where you (?:live|"
        r"work|sleep)|teach you a lesson|make you (?:bleed|suffer|scream|beg|pay for)|"
        r"be (?:waiting|outside|at your (?:door|house))|see you (?:dead|hang|bleed))\b",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.82,
        r"\b(?:i'm|we're|i am|we are) (?:right |already )?(?:outside|in front of|on "
        r"my way to|on our way to|parked outside|watching) your (?:house|home|work|"
        r"window|door|school|apartment|kids|family)\b|\b(?:better|should|gonna|just|"
        r"be|always) (?:be )?look(?:ing)? over your shoulder\b|\byou(?:'d)? (?:better|"
        r"best) (?:hope|pray) (?:that )?(?:we|i) (?:never|don't) (?:meet|find|see|run "
        r"into)|\b(?:say|said|come say|repeat) (?:that|this|it) (?:to my face|to me "
        r"in person|in person|in front of me) (?:and|so|then) (?:see|i(?:'ll| will|"
        r"'d)|we(?:'ll| will))|\b(?:come|step|show your face|set foot)(?: \w+){0,6} "
        r"and (?:you(?:'ll| will) (?:see|find out|regret)|see what happens(?: to "
        r"you)?)|\bwhat(?:'s| is) coming (?:to|for) you\b(?= *$|,|[ ,]*$)|\btick "
        r"tock\b(?=.{0,30}\byour?\b)|\b(?:we|i) (?:have|know|got|found) your (?:home |"
        r"street )?address\b",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.86,
        r"\byou(?:'ll| will| are going to|'re going to|'re gonna| all will| people "
        r"will)(?: (?:all|both|soon|surely))? (?:hang|be hanged|be shot|swing|be "
        r"lynched|be killed|be executed|die (?:for this|screaming|soon|like|painfully|"
        r"slowly)|bleed(?: for| *$)|burn(?= for| *$| alive)|beg for)\b(?! (?:out|on))|"
        r"\b(?:you|he|she|they)(?:'d| would| will|'ll) look (?:\w+ ){0,2}?(?:hanging|"
        r"swinging|dangling) from\b|\b(?:they|these traitors|the traitors|"
        r"politicians) will (?:all )?(?:hang|swing) (?:for|soon|one day)|\byour "
        r"(?:kids|children|mother|family|mom|wife|parents) will (?:find your|bury|cry "
        r"at|mourn|watch you)\b|\b(?:i've got|i have|i own|got) a (?:gun|knife|rifle|"
        r"shotgun)(?: \w+){0,2} (?:with your name|and (?:i )?know (?:how|where)|and "
        r"i(?:'m| am) not afraid|for you|waiting for you)\b|\b(?:this|today|tomorrow|"
        r"tonight) (?:is|will be) your last (?:day|night)\b",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.9,
        r"\byou (?:should|could|ought to|need to|must)(?: \w+ly| just| all| really)? "
        r"(?:(?:end it(?: all)?|consider (?:suicide|killing yourself|dying)|try "
        r"(?:suicide|dying)|commit suicide|be dead|go die|stop (?:living|"
        r"existing))(?=$|[ ,]*$|,| already| now| and| tbh)|consider killing yourself)|"
        r"\b(?:have you|ever|you ever|you) (?:ever )?(?:considered|thought about|"
        r"tried|consider|think about) (?:killing yourself|hanging yourself|dying|"
        r"jumping off|drinking bleach|not breathing|committing suicide|suicide(?= "
        r"*$))|(?:^|\b(?:just|maybe|go|should|please) )try (?:killing|hanging|"
        r"drowning|shooting|offing) yourself\b|\bwhy (?:don't|dont|not|won't|haven't) "
        r"(?:you )?(?:just )?(?:go )?(?:and )?(?:die|kill yourself|killed yourself|"
        r"hang yourself|drop dead|jump off|jump in front|off yourself|end it|drink "
        r"bleach)\b",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.88,
        r"(?:^|[,:-] ?|\b(?:go|just|please|should|and|you can|to) )(?:(?:go )?play "
        r"(?:on|in) (?:the |a )?(?:motorway|freeway|highway|tracks|train tracks|busy "
        r"road|minefield)|(?:go )?(?:jump|walk|step|throw yourself|lie down) (?:in "
        r"front of|under|into) (?:a |the |an )?(?:\w+ )?(?:train|bus|truck|car|lorry|"
        r"traffic)|(?:go )?(?:take|walk|go for) a long walk off|drink (?:some "
        r")?bleach|(?:go )?die (?:in a|of) (?:car|plane|horrible|fire|hole|ditch|"
        r"cancer|aids|slow|painful)|jump (?:off|from) (?:a|the|that|your) (?:\w+ "
        r")?(?:bridge|cliff|roof|building))\b|\bbridge (?:near you|nearby),? (?:and "
        r")?(?:use it|jump)|\b(?:nobody|no one|who) (?:would|will|'d|'ll) (?:even "
        r")?(?:cry|care|notice|mourn|be sad) (?:if|when) you (?:die|died|are dead|"
        r"were dead|killed|disappear|were gone)|\b(?:wish|if only|better if) you "
        r"(?:had |were |had been |was )?(?:never (?:been )?born|never existed|been "
        r"stillborn|been aborted|dead)\b|\b(?:should have|should've|wish it had|"
        r"shoulda) been you\b|\b(?:i'd|i would|i'll|i will|can't wait to) (?:\w+ "
        r")?(?:attend|go to|laugh at|dance at|cheer at) your funeral\b|\bstop "
        r"(?:breathing|wasting (?:oxygen|air|our air))(?= *$| and|,)",
        direct=True,
    ),
)

#: Where people live, pray or wait, and what is done to such places.
_PLACES = (
    r"(?:house|home|hostel|hotel|shelter|camp|mosque|church|synagogue|temple|school|"
    r"office|building|cent(?:re|er)|embassy|flat|barracks|headquarters)"
)
_VEILED = (
    phrase(
        Category.THREAT,
        0.88,
        r"\byou(?:'ll| will) (?:kill yourself|end it all|hang yourself)\b.{0,40}\b"
        r"(?:laugh|cheer|celebrate|party|clap)\b",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.88,
        r"\b(?:i|we)(?:'ll| will|'m going to|'m gonna| am going to|'re going to) "
        r"(?:just )?(?:put|post|publish|share|leak|spread|drop) your (?:\w+ ){0,4}?"
        r"(?:address|phone number|number|employer|workplace)(?: \w+){0,3}? (?:here|"
        r"online|everywhere|in this (?:thread|sub|subreddit)|on (?:the )?(?:internet|"
        r"reddit|twitter|telegram|facebook)|for (?:everyone|everybody|all to see))\b",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.9,
        r"\b(?:i'm|i am|we're|we are|i'll|i will|we'll|we will) (?:be )?(?:bring|"
        r"bringing|coming with|come with) (?:my|a|our) (?:\w+ )?(?:guns?|rifles?|"
        r"shotgun|pistol|knife|machete|crowbar|baseball bat) (?:over )?to your "
        r"(?:\w+ )?(?:meeting|house|home|door|office|work|school|church|mosque|"
        r"synagogue|rally|event|street)\b",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.85,
        r"\b(?:i'm|i am|i'll|i will|i'd|we'll|we will) (?:\w+ )?(?:driving|drive) "
        r"(?:straight|right) (?:over|through|into) "
        r"(?:them|you|him|her|all of (?:them|you)|the (?:crowd|protesters|protestors|"
        r"marchers))\b",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.88,
        r"\b(?:would be|it'd be|'d be|be) (?:such )?a (?:real |great |damn )?(?:shame|"
        r"pity) if (?:something|anything|someone|somebody|an accident) (?:\w+ )?"
        r"(?:happen(?:ed|s)|found|hit|visited|came)\b",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.88,
        r"\b(?:should|let's|lets|must|gonna|going to|to|please|will|could|can|and|"
        r"somebody|someone) (?:\w+ )?(?:(?:set|burn|torch|firebomb|bomb) (?:that|the|"
        rf"this|their|his|her|your|every|these) (?:[\w-]+ ){{0,2}}?{_PLACES}s?)"
        r"(?: on fire| down| to the ground| tonight)\b",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.9,
        r"\bacid (?:in|into|on|over|across) (?:your|that|his|her|their|this) (?:\w+ )?"
        r"(?:face|eyes|skin)\b",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.85,
        r"\b(?:history|profile|posts?|photos?|pictures?) (?:\w+ ){0,4}?where (?:you|u) "
        r"(?:live|jog|run|walk|park|work|sleep|train|shop|go to)\b",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.86,
        r"\b(?:is|are|am|'m|'re|will|'ll|gonna) (?:going to |gonna |all )?(?:teach you "
        r"a lesson|pay you a visit|wait for you outside|deal with you in person)\b",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.85,
        r"\b(?:rope|bleach|pills|bridge|razor|cliff|train tracks?)\b.{0,40}\b(?:think "
        r"about it|you know what to do|do the right thing|just saying)\b",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.9,
        r"(?:^|[,:-] ?|\b(?:just|should|let's|must|and|to|please) )(?:nuke|carpet[ -]"
        r"bomb|flatten|glass|level|firebomb) (?:all of |the whole of )?(?:moscow|"
        r"russia|kyiv|kiev|ukraine|gaza|israel|tehran|iran|beijing|china|london|washington|"
        r"paris|berlin|mecca|jerusalem|pakistan|india|poland|texas|california)\b",
        direct=True,
    ),
)

MENACES = Phrases(_GATE, (*_PHRASES, *_VEILED))
