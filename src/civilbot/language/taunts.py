"""Belittling that needs no noun: set phrases of contempt for whoever is answered."""

from civilbot.language.wording import Phrases, gate, phrase
from civilbot.model import Category

_GATE = gate(
    r"suck|disgust|make me|a waste|ashamed|sicken|likes|loves|wants|cares|stand|"
    r"hate|despise|loathe|brains?|iq|wits?|intelligence|intellect|thinking|reading|"
    r"potato|rock|goldfish|brick|toddler|turnip|houseplant|teaspoon|amoeba|peanut|"
    r"spine|soul|braincells?|mind|cells?|retarded|braindead|brain[ -]dead|illiterate|"
    r"dumb|stupid|thick|dense|slow|pathetic|ignorant|clueless|idiotic|moronic|"
    r"mentally|functionally|dropped|born|raised|homeschooled|head|aborted|swallowed|"
    r"siblings|cousins|proud|embarrassed|disappointed|related|regrets?|accident|"
    r"mistake|basement|cave|hole|bridge|sewer|swamp|4chan|kindergarten|cell|chamber|"
    r"crib|gutter|dumbest|stupidest|thickest|biggest|densest|village|most|worst|idiot|"
    r"moron|clowns?|imbecile|fool|asshole|jackass|asked|gives|hear|interested|values|"
    r"needs|cry|whine|cope|mad|coping|seething|crying|embarrassment|disgrace|joke|"
    r"insult|stain|burden|smart|bright|clever|intelligent|sharpest|brightest|smarter|"
    r"brighter|touch grass|hard|hurts?|wrong with|laughing|pities|alone|get a life|"
    r"let you|mom|mum|mother|mommy|carer|nurse|gene pool|proof"
)
_END = r"(?=$|[ ,]*$|[,)]| and| at life| you| so| lol)"
_WIT = (
    r"(?:brains?|brain ?cells?|iq|wits?|intelligence|intellect|critical thinking|"
    r"reading comprehension)"
)
_DULL = r"(?:dumb|stupid|thick|dense|slow|pathetic|ignorant|clueless|idiotic|moronic)"
_FOOL = (
    r"(?:clown|genius|einstein|sherlock|snowflake|princess|buddy boy|kiddo|loser|"
    r"idiot|moron|clowns|troll|dumbass|sweaty)"
)

_PHRASES = (
    phrase(
        Category.PERSONAL_ATTACK,
        0.85,
        r"\b(?P<who>you|u) (?:\w+ly |really |fucking |just |all |guys |people "
        r"){0,2}(?:suck|disgust me|make me (?:sick|puke|vomit)|are a waste|"
        r"should be ashamed of yourself|sicken me)" + _END,
        direct=True,
    ),
    phrase(
        Category.PERSONAL_ATTACK,
        0.85,
        r"\b(?:nobody|no one) (?:likes|loves|wants|cares about|can stand|will ever "
        r"love) (?P<who>you|u)\b(?! to)|\bi (?:fucking |really )?(?:hate|despise|"
        r"loathe) (?P<who2>you|people like you|your kind)(?=$|[ ,]*$|,| and| so| "
        r"people| all)",
        direct=True,
    ),
    phrase(
        Category.PERSONAL_ATTACK,
        0.85,
        r"\b(?:you have|you've got|you got|with|you must have|you lack) (?:no|zero|"
        r"half a|a single|not a single|less|fewer|the iq of an?|the intelligence of "
        r"an?|the brain of an?|a room[ -]temperature|a single[ -]digit|the mental "
        r"capacity of "
        rf"an?) (?:(?:functioning|working|functional|more) )?(?:{_WIT}|potato|rock|"
        rf"goldfish"
        r"|brick|toddler|turnip|houseplant|teaspoon|amoeba|peanut|spine|soul)\b|"
        r"\byour (?:(?:tiny|single|last|two|only|one|little|pea|smooth|peanut|lonely|"
        r"remaining|feeble|addled|rotten) ){1,3}(?:brain|brains|brain ?cells?|mind)\b",
        direct=True,
    ),
    phrase(
        Category.PERSONAL_ATTACK,
        0.82,
        r"\b(?:do|did|does) (?:you|y'all|you (?:guys|two|all|people)) (?:all )?share "
        r"(?:a|one|the same|a single) (?:\w+ )?brain ?cells?\b|\bare you (?:fucking "
        r")?(?:retarded|braindead|brain[ -]dead|illiterate or|always this "
        rf"{_DULL}|really this {_DULL}|this {_DULL}|born (?:this )?{_DULL}|actually "
        rf"{_DULL}|too {_DULL} to|(?:mentally|functionally) \w+)\b|\bwere you "
        r"(?:dropped (?:on|as|when|at)|born (?:yesterday|this|stupid)|raised (?:by|in "
        r"a)|homeschooled by|hit (?:on|in) the head)\b|\bhow "
        rf"(?:(?:fucking|can you be so|can you be this|are you this|are you so|are "
        rf"you even this) )?{_DULL} (?:can you (?:be|get)|are you|do you have to be|"
        rf"could "
        r"you be)\b",
        direct=True,
    ),
    phrase(
        Category.PERSONAL_ATTACK,
        0.8,
        r"\b(?:you were|you got|you've been|you must have been|must have been|someone|"
        r"they|parents|mother|mom|mum|dad|she|he) (?:\w+ly )?(?:been )?dropped (?:you "
        r")?(?:on (?:your|the) head|as a (?:baby|child)|at birth|one too many "
        r"times)\b|\byour (?:mother|mom|mum|parents|father|dad)(?: \w+)? (?:(?:should "
        r"have|should've|must have|should of) (?:aborted|swallowed|dropped|been "
        r"(?:siblings|cousins|so))|(?:must be|are|is) (?:\w+ )?(?:ashamed|so proud|"
        r"embarrassed|disappointed|cousins|siblings|related)|(?:must )?regrets? "
        r"(?:having|you|the day))\b|\byour (?:birth|existence) (?:was|is) an? "
        r"(?:accident|mistake|\w+ mistake)\b",
        direct=True,
    ),
    phrase(
        Category.PERSONAL_ATTACK,
        0.8,
        r"\b(?:go|crawl|run|get|slither|scurry) (?:back )?(?:back )?(?:to|into|under|"
        r"down to) (?:your |whatever |the |that |mommy's |mummy's )(?:(?:mother|mom|"
        r"mum|mommy|parents|mama|dank|own|little|sad|smelly|grandma)(?:'?s)? "
        r"){0,2}(?:basement|cave|hole|rock|bridge|sewer|swamp|4chan|kindergarten|"
        r"padded cell|echo chamber|crib|gutter)\b|\byour (?:mom|mum|mother|mommy|mama|"
        r"parents)'?s? basement\b",
        direct=True,
    ),
    phrase(
        Category.PERSONAL_ATTACK,
        0.85,
        r"\b(?:congratulations|congrats|well done|bravo|kudos|award|medal|prize|"
        r"trophy|thanks|thank you)(?: \w+){0,2}? (?:on|for|to you for) (?:being|"
        r"proving|writing|showing|winning)(?: \w+){0,3}? (?:dumbest|stupidest|"
        r"thickest|biggest (?:idiot|moron|clown|fool|loser|asshole|jackass|joke)|"
        r"densest|village idiot|most (?:ignorant|clueless|stupid|pathetic|idiotic|"
        r"moronic|obnoxious|insufferable)|worst (?:person|human)|an? (?:complete |"
        r"total |absolute )?(?:idiot|moron|clown|imbecile|fool|asshole|jackass))\b",
        direct=True,
    ),
    phrase(
        Category.PERSONAL_ATTACK,
        0.85,
        r"\b(?:you're|you are|youre|u r|you must be|you might be|you have to be) "
        r"(?:\w+ly |just |like )?(?:one of )?the (?:single |absolute )?(?:dumbest|"
        r"stupidest|thickest|densest|most (?:\w+ly )?(?:ignorant|clueless|stupid|"
        r"pathetic|idiotic|moronic|obnoxious|insufferable|disgusting|vile|braindead|"
        r"dense)|worst kind of|worst type of|biggest (?:idiot|moron|clown|fool|loser|"
        r"asshole))\b(?! (?:part|thing|idea))",
        direct=True,
    ),
    phrase(
        Category.PERSONAL_ATTACK,
        0.8,
        r"\b(?:nobody|no one|noone) (?:asked|cares|gives a (?:shit|fuck|damn|rat's "
        r"ass)|wants to hear|is interested|values|needs)(?: \w+){0,5}?,? ?(?:you )?"
        rf"{_FOOL}(?=$|[ ,]*$)|\b(?:go (?:cry|whine|wank)|keep (?:crying|"
        rf"coping|"
        r"seething)|cry (?:more|harder)|cope harder|stay mad)(?: \w+){0,4}?,? ?(?:you "
        r")?"
        rf"{_FOOL}(?=$|[ ,]*$)",
        direct=True,
    ),
    phrase(
        Category.PERSONAL_ATTACK,
        0.78,
        r"\b(?:you (?:are|'re) (?:\w+ly )?(?:an? )?(?:embarrassment|disgrace|joke|"
        r"waste|insult|stain|burden) (?:to|of|on) (?:humanity|your|the|this|society|"
        r"everyone|a human|mankind|oxygen)|you're not (?:\w+ )?(?:smart|bright|clever|"
        r"intelligent) enough|you (?:are|'re) (?:clearly |obviously |really )?not "
        r"(?:very |too |exactly )?(?:bright|smart)(?: are you)?(?=$|[ ,]*$|,)|not the "
        r"(?:sharpest|brightest) (?:\w+ )(?:in|are you)|i(?:'ve| have) (?:met|seen|"
        r"scraped|known|stepped in) (?:\w+ ){1,3}(?:smarter|brighter|with more "
        r"(?:brains|sense|personality)) than you|(?:a|my) (?:\w+ )?(?:dog|cat|toaster|"
        r"goldfish|rock|brick|toddler|potato|hamster|shoe|houseplant) (?:\w+ "
        r")?(?:(?:is|would be|has) (?:\w+ )?(?:smarter|brighter|more intelligent|more "
        r"(?:brains|sense)) than you)|your (?:iq|brain) (?:is|must be|has) (?:\w+ "
        r"){0,3}(?:room temperature|lower|smaller|single digits?|shoe size|mush|"
        r"rot\w*|below|negative))\b",
        direct=True,
    ),
    phrase(
        Category.PERSONAL_ATTACK,
        0.75,
        r"\b(?:go touch grass you\b|you (?:should|must) be ashamed|(?:does|is) (?:it|"
        r"breathing|thinking|being you|life)(?: \w+)? (?:hurts?|hard|difficult|"
        r"exhausting)"
        rf" (?:to be|being|for you to (?:breathe|think)) ?(?:that|this|so|such)? "
        rf"?(?:{_DULL})?|what (?:the fuck |the hell )?is wrong with you|everyone "
        rf"(?:\w+ )?"
        r"(?:is laughing at|pities) you|you(?:'ll| will) die alone|get a life,? "
        r"(?:you )?(?:loser|clown|freak)|who let you out|you(?:'re| are) (?:what "
        r"happens|the reason|why|living proof|proof)(?: \w+){0,4} (?:cousins|siblings|"
        r"shampoo|gene pool|warning labels?|contracepti\w+|abortions?|birth control)|"
        r"did your (?:mom|mum|mother|mommy|carer|nurse) (?:\w+ )?(?:let|help|type|"
        r"write|teach|drop))\b",
        direct=True,
    ),
)

TAUNTS = Phrases(_GATE, _PHRASES)
