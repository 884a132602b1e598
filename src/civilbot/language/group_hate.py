"""Hate of whole groups that needs no slur: what "they" all are, where "they" belong.

Whom a phrase hits decides: of a people, a faith or a gender it is hate, of a party
or a fan club only bad temper; governments and ideas may be talked of like this.
"""

from civilbot.language.wording import WHO, Phrases, gate, phrase
from civilbot.model import Category

_GATE = gate(
    r"are|'re|is|aren|isn|have|has|hate|despise|loathe|stand|fuck|belongs?|"
    r"deserves?|allowed|go back|out|trust|keep|ban|deport|expel|send|sent|ship|kick|"
    r"throw|welcome|control|run|own|should|only|always|ruin|destroy|stink|smell|steal|"
    r"better|expect|disgust|make me|sick|never|can't|don't|cannot|won't|being|like|"
    r"trash|no more"
)
#: One or two words for the group itself; `who` is checked against the list.
_NAMED = (
    r"(?:all |the |these |those |any |an? |every |more |fucking |filthy |dirty |you "
    r"){0,3}(?P<who>[\w-]+(?: (?:people|men|women|folks?|immigrants?|seekers?))?)"
)
_BE = r"(?:are|'re|is)(?! (?:not|n't))"
_BY_NATURE = (
    r"(?:(?:all|just|always|really|simply|nothing but|so|too|by nature|naturally|"
    r"inherently|genetically|fundamentally|basically|generally|mostly|fucking|a bunch "
    r"of|such|nothing more than|literally|the most|clearly|obviously|pure|born|known|"
    r"incredibly|very|absolutely|complete|total|utterly|mentally|a|the) ){0,4}"
)
_WRONG = (
    r"(?:lazy|violent|dirty|filthy|evil|inferior|stupid|dumb|savages?|barbaric|"
    r"barbarians|criminals?|thieves|liars|terrorists|invaders|rapists|murderers|"
    r"killers|uncivili[sz]ed|backwards?|primitive|untrustworthy|dishonest|greedy|"
    r"sneaky|cunning|perverts?|perverted|degenerates?|diseased|ill|unnatural|abnormal|"
    r"abominations?|disgusting|gross|repulsive|parasites|leeches|scum|freaks|"
    r"hysterical|irrational|gold ?diggers|less intelligent|less evolved|unevolved|low "
    r"iq|dangerous|predators|groomers|pa?edophiles|pa?edos|sluts|whores|bitches|"
    r"garbage|trash|filth|worthless|useless|moochers|freeloaders|scroungers|beggars|"
    r"animals|thugs|gangsters|drug dealers|(?<=born )slaves?|"
    r"idiots|morons|retarded|unfit|incapable|"
    r"cowards|traitors|cheats|crooks|scammers|manipulative|burden|menace|blight|curse|"
    r"scourge|stain|plague|cancer|threat to|danger to|drain on|enemy|root of|problem "
    r"with|reason (?:why )?(?:this|our|the) (?:country|city|world))"
)

_PHRASES = (
    phrase(
        Category.IDENTITY_HATE,
        0.84,
        rf"\b{WHO} {_BE} {_BY_NATURE}{_WRONG}\b(?! (?:of|by (?!nature)))",
    ),
    phrase(
        Category.IDENTITY_HATE,
        0.82,
        rf"\b{WHO} (?:do not|don't|doesn't|should not|shouldn't|should never|must not|"
        r"mustn't|can't|cannot|will never|could never|won't|are unable to|never) "
        r"(?:\w+ly |ever )?(?:belong|deserve (?:rights|to (?:live|vote|exist|breathe)|"
        r"respect)|(?:be allowed|have the right) (?:to|in|near|anywhere|into)|vote|"
        r"breed|be trusted|integrate|assimilate|behave (?:like|in a)|know how to "
        r"behave|contribute|wash|feel pain|be civili[sz]ed|exist|be (?:real|equal)|be "
        r"here)\b",
    ),
    phrase(
        Category.IDENTITY_HATE,
        0.82,
        rf"\b{WHO} (?:ha(?:ve|s)) no (?:place|business|right to (?:be|live|exist|vote)|"
        r"souls?|morals|honou?r|brains?|loyalty|shame|sense of|concept of|"
        r"civili[sz]ation)\b",
    ),
    phrase(
        Category.IDENTITY_HATE,
        0.82,
        rf"\b(?:get|keep|kick|throw|drive|want|chase) {_NAMED} (?:all )?(?:out|out of|"
        rf"away"
        r" from|off) (?:of )?(?:our|my|this|here)\b",
    ),
    phrase(
        Category.IDENTITY_HATE,
        0.8,
        rf"(?:^|[,:-] ?|\b(?:should|must|to|just|let's|please|and|we) )(?:ban|expel|"
        r"kick out|throw out|get rid of|stop (?:letting|importing)|send (?:back|home))"
        rf" {_NAMED}(?= (?:from|in|here|out|now|and|before|into)|[ ,]*$|,)",
    ),
    phrase(
        Category.IDENTITY_HATE,
        0.84,
        rf"\b{WHO} (?:should|must|need to|needs to|ought to|have to|has to|deserve to|"
        r"better)(?: (?:all|just|really|simply)){0,2} (?:be (?:all )?(?:(?:sent|"
        r"shipped|thrown|kicked|driven|chased) (?:back|home|out|off)|banned|expelled|"
        r"removed from|segregated|rounded up|interned|put in (?:camps|ghettos)|"
        r"enslaved|sterili[sz]ed|kept (?:out|away|in)|slaves|locked up|wiped|cured)|"
        r"go (?:back|home)|stay in (?:the|their)|know (?:her|their) place|obey|stick "
        r"to cooking|leave (?:our|this))\b",
    ),
    phrase(
        Category.IDENTITY_HATE,
        0.84,
        r"\b(?:can't|cannot|can never|never|don't|do not|shouldn't|wouldn't) (?:ever )?"
        rf"(?:trust|hire|rent to|date) {_NAMED}(?=$|[ ,]*$|,| with| to | as far| "
        rf"around)|^no more (?P<who2>[\w-]+)(?= in | here|[ ,]*$|,)",
    ),
    phrase(
        Category.IDENTITY_HATE,
        0.82,
        rf"\b{WHO} (?:(?:are|is|'re) (?:all |just |slowly |always ){{0,2}}(?:ruining|"
        r"destroying|invading|taking over|polluting|infecting|replacing|flooding|"
        r"corrupting|raping|stealing|poisoning|running the world|controlling|not "
        r"welcome|unwelcome|what is wrong with|what's wrong with)|(?:secretly "
        r")?(?:control|run|own) (?:all )?(?:of )?(?:the |our )?(?:media|banks?|"
        r"hollywood|world|government|news|economy)|aren't welcome|(?:ruin|ruined|"
        r"destroy|destroyed) (?:everything|every|this|our|the)|stink|smell(?= *$| bad|"
        r" like)|only (?:know|understand|care about|want|come here)|(?:always|all|"
        r"just|will always|only) (?:steal|lie|cheat|rape|beg|play the victim|ruin|"
        r"want to (?:rape|kill|steal)))\b",
    ),
    phrase(
        Category.IDENTITY_HATE,
        0.84,
        r"\b(?:would|will|'d|so much|is|was) (?:be )?(?:so much |a lot |far )?(?:a "
        r")?(?:better|safer|cleaner|nicer|great)(?: off| place| country| world)?(?: "
        r"again)?"
        rf" (?:without|if there were no|if we had no) {_NAMED}\b",
    ),
    phrase(
        Category.IDENTITY_HATE,
        0.76,
        r"\bwhat (?:do|did|else|can|would|could) (?:you|u|one|we) (?:\w+ )?expect from "
        rf"{_NAMED}\b|\b(?P<who2>[\w-]+(?: people)?) (?:make|makes|made) me (?:sick|"
        rf"puke"
        r"|vomit|want to (?:puke|vomit))\b",
    ),
    phrase(
        Category.IDENTITY_HATE,
        0.82,
        r"\bbeing (?:an? )?(?P<who>gay|lesbian|trans|transgender|homosexual|bisexual|"
        r"black|jewish|muslim|brown|autistic|disabled) is (?!not|no)(?:\w+ )?(?:a |an "
        r")?(?:mental )?(?:disease|illness|sin|disorder|disgusting|unnatural|abnormal|"
        r"gross|perversion|abomination|sick|crime)\b",
    ),
)

GROUP_HATE = Phrases(_GATE, _PHRASES, of_groups=True)
