"""Calls for violence: what should be done, is wished, or is asked of others.

Each phrase names whom it hits (`who`), so that a hanged picture, a killed process
and a shot of espresso are left alone.
"""

from civilbot.language.wording import (
    COMMAND,
    DONE,
    KILL,
    KILLED,
    LIMB,
    NOT_A_GIFT,
    OBJECT,
    SHOULD,
    STRIKE,
    WHO,
    WHOSE,
    Phrases,
    gate,
    phrase,
)
from civilbot.language.wording import KINDLY as ALSO
from civilbot.model import Category

_GATE = gate(
    r"shot|shoot\w*|round|hang\w*|hung|kill\w*|execut\w*|lynch\w*|exterminat\w*|"
    r"gas|rifles?|"
    r"gassed|behead\w*|decapitat\w*|put|eradicat\w*|rape[ds]?|stab\w*|murder\w*|"
    r"slaughter\w*|guillotin\w*|curb\w*|drown\w*|castrat\w*|wiped?|neuter\w*|"
    r"sterili\w*|str[iu]ng|death|dead|euthani\w*|tortur\w*|burn\w*|nuked?|bomb\w*|"
    r"beat\w*|annihilat\w*|cull\w*|skin\w*|chok\w*|punch\w*|deserves?|die[sd]?|rots?|"
    r"swing|hop(?:e|ing)|wish|pray\w*|strangl\w*|bash|assassinat\w*|bullets?|purge|"
    r"rid|cleanse|slit|gut|smash|hunt\w*|break|knock|kick|stomp|line|round|feed|fed|"
    r"throw\w*|drop\w*|crucif\w*|run|ran|mow|poison\w*|smother\w*|knif\w*|maim\w*|"
    r"flogged|whipped|aborted|took|take|missed|firing|gallows|rope|noose|ovens?|wall|"
    r"camps?|gulags?|blow|blew|crush|snap|bust|cave|throats?|necks?|heads?"
)
_WHOM = (
    r"(?P<who>(?:(?:the|all|of|lot|whole|these|those|every|last|one) "
    r"){0,4}[\w@/-]{1,30}(?: (?:people|men|women|all))?)"
)
_ENDS = (
    r"(?:dies?(?! (?:laughing|of laughter|of old age|peacefully|happy|on))|bleeds?|"
    r"drops? dead|chokes?|rots?|burns?|suffers?|hangs?(?! (?:in|out|on))|drowns?|"
    r"kills? (?:yourself|himself|herself|themselves)|never wakes? up|(?:falls?|"
    r"jumps?) off a (?:cliff|bridge|roof)|has a (?:fatal )?(?:heart attack|stroke)|"
    r"have a (?:fatal )?(?:heart attack|stroke)|crash(?:es)?|(?:gets?|catch(?:es)?|"
    r"has|have) (?:\w+ ){0,2}?(?:cancer|aids|shot|killed|raped|stabbed|hit by|run "
    r"over|hanged|covid|murdered|beaten|ebola|lynched|burned|assassinated|hurt)|(?:is|"
    r"are|'re|were) (?:all )?(?:dead|next|raped|killed|shot))"
)

_PHRASES = (
    phrase(
        Category.THREAT,
        0.97,
        rf"\b{WHO} {SHOULD}{ALSO} (?:be|get|been|gets) (?:(?:dragged|pulled|taken|"
        rf"lined|rounded|thrown) (?:\w+ ){{0,6}}?and (?:\w+ )?|(?:\w+ "
        rf"){{0,2}}?){DONE}(?!\w)",
    ),
    phrase(
        Category.THREAT,
        0.95,
        rf"\b{WHO} (?:(?:richly |truly |fully |all |both |really )?deserves?|needs?) "
        r"(?:to (?:all )?(?:die|bleed|hang|burn|suffer|rot|be (?:shot|killed|raped))|"
        r"(?:an? |the )?(?:\w+ (?:and \w+ )?)?(?:death|bullet|bullets|rope|noose|"
        r"firing squad|guillotine|gallows|beating|cancer)(?! penalt))\b",
    ),
    phrase(
        Category.THREAT,
        0.92,
        rf"\b{WHO} (?:should|must|needs? to|ought to|better)(?: (?:all|just|really|"
        r"fucking|slowly)){0,2} (?:die|hang(?! (?:out|on|around|up|in|with|a|the|them|"
        r"it))|drop dead|rot in hell|burn(?= in hell| *$| for)|swing(?= from| *$)|"
        r"bleed|(?:have )?died?(?= at birth| *$|,))\b",
    ),
    phrase(
        Category.THREAT,
        0.93,
        r"\b(?:burn|skin|bury|roast|boil) (?P<who>[\w@/-]+(?: [\w-]+)?) (?:alive|at "
        r"the "
        r"stake|to death)\b|\b(?:round|line|string) up (?:and )?(?:all )?(?:of "
        r")?(?:the |"
        r"these |those )?(?P<who2>[\w-]+)(?: \w+){0,4}? and (?:\w+ )?(?:shoot|kill|"
        r"hang|"
        r"gas|execute|burn|drown)\b",
    ),
    phrase(
        Category.THREAT,
        0.93,
        r"\b(?:hope|hopes|wish|pray|praying|hoping|can't wait (?:until|till)|cannot "
        rf"wait until)(?: that)? {WHO} (?:all |both |just |slowly |finally "
        rf"){{0,2}}{_ENDS}\b",
    ),
    phrase(
        Category.THREAT,
        0.95,
        rf"{COMMAND}{KILL} {OBJECT}\b{NOT_A_GIFT}",
    ),
    phrase(
        Category.THREAT,
        0.93,
        r"\b(?:someone|somebody|anyone|anybody|they|we|people|patriots|one of you|you "
        r"guys|wish|hope|why (?:hasn't|didn't|won't|doesn't) (?:someone|somebody|"
        r"anyone|anybody)) (?:(?:should|needs? to|please|ought to|must|has to|better|"
        r"is going to|is gonna|"
        r"gotta|could|will|oughta|have to|just|finally|really|go|to) ){1,3}"
        rf"{KILL} {OBJECT}\b{NOT_A_GIFT}",
    ),
    phrase(
        Category.THREAT,
        0.93,
        r"\b(?:wouldn't it be |would be |'d be )?(?:nice|great|lovely|wonderful|fun|"
        r"funny|good|hilarious|awesome|perfect|"
        r"shame|cheer|love it|thrilled|happy|mind|cry|laugh|better|glad) if "
        r"(?:someone|somebody|a sniper|anyone|one of \w+|they) (?:\w+ ){0,2}?"
        rf"{KILLED} {OBJECT}\b{NOT_A_GIFT}|\bwhy (?:has|have|did|hasn't|didn't) (?:no "
        r"one|nobody|anyone|anybody|somebody|someone) (?:yet |just )?"
        rf"(?:{KILLED}|kill|shoot|hang) (?P<who2>[\w@/-]+)\b",
    ),
    phrase(
        Category.THREAT,
        0.92,
        r"\b(?:love|like|want|happy|wait|glad|delighted|pay|live) to (?:finally )?"
        rf"(?:see|watch) {WHO} (?:get |be |getting |being )?(?:{DONE}|dead(?= *$)|hang"
        r"(?= *$|ing)|swing(?= *$)|die(?! of)|burn(?= *$))(?!\w)",
    ),
    phrase(
        Category.THREAT,
        0.92,
        r"\b(?:love|like|want|happy|wait|glad|delighted|pay|live) to (?:finally )?"
        rf"(?:see|watch) {WHOSE} (?:throats?|necks?|heads?) (?:cut|slit|snapped|broken|"
        r"on an? (?:spike|pike|stick))\b",
    ),
    phrase(
        Category.THREAT,
        0.92,
        r"\b(?:someone|somebody|anyone|they|people|one of you) (?:should|needs? to|"
        rf"must|ought to|has to) (?:\w+ )?beat {OBJECT}(?: \w+)? (?:until|senseless|"
        r"to death|to a pulp|bloody|black and blue|with an?)\b",
    ),
    phrase(
        Category.THREAT,
        0.93,
        r"\b(?:start|begin|time for) (?:shooting|hanging|killing|executing|lynching|"
        rf"gassing|bombing|beheading|murdering) {OBJECT}\b{NOT_A_GIFT}",
    ),
    phrase(
        Category.THREAT,
        0.92,
        r"\b(?:firing squad|bullets?|rope|noose|hanging|death|gallows|guillotine|"
        r"lynching) (?:is|are|would be) too (?:good|kind|quick|merciful|nice) for "
        r"(?P<who>[\w-]+)\b|\bhope (?:that )?(?:an?|the|some|your) \w+ (?:hits?|runs? "
        r"over|crush(?:es)?|kills?|falls? on|eats?|runs?) (?P<who2>you|u|him|her|"
        r"them)\b|\bhope (?:your|his|her|their) (?:house|home|car|plane) (?:burns|"
        r"crashes|explodes|blows up)",
    ),
    phrase(
        Category.THREAT,
        0.93,
        rf"{COMMAND}(?:death to|purge|cleanse the world of|bring back the "
        r"(?:gallows|guillotines?|ovens|gas chambers) for) (?:all )?(?:of )?(?:the "
        r")?(?:these |those )?(?P<who>[\w-]+)\b(?! (?:process|time))",
    ),
    phrase(
        Category.THREAT,
        0.9,
        r"\b(?:the )?only good (?P<who>[\w-]+)(?: \w+)?(?: (?:is|are)|'s) (?:a |an |"
        r"the )?dead\b",
    ),
    phrase(
        Category.THREAT,
        0.93,
        rf"\b(?:line|round|string|hang|take|drag|rope) {_WHOM} (?:all )?(?:up(?: "
        r"against (?:a|the) wall)?|out(?: back| into the streets?)?)(?: all)?,? "
        r"(?:and|then) (?:\w+ ){0,2}?(?:shoot|kill|hang|gas|execute|put|burn|drown|"
        r"bury|deport|feed|castrate|dump)\b",
    ),
    phrase(
        Category.THREAT,
        0.92,
        rf"{COMMAND}(?:string {_WHOM} up|(?:run|mow) (?P<who2>[\w@/-]{{1,30}}) "
        r"(?:all )?(?:over|down))\b",
    ),
    phrase(
        Category.THREAT,
        0.92,
        rf"\b(?:put|line|stand|throw|toss|shove|drop|feed|send|chuck) {_WHOM} (?:all )?"
        r"(?:(?:up )?against (?:a|the) wall|in front of a firing squad|in(?:to)? (?:a|"
        r"the|an) (?:ovens?|wood ?chipper|gas chambers?|mass graves?|ditch)|to the "
        r"(?:gas chambers?|gallows|guillotine|ovens|dogs|pigs|sharks|wolves)|from "
        r"(?:a )?helicopters?|out of (?:a )?helicopters?|off (?:a|the) (?:roof|bridge|"
        r"cliff|building)|in the ovens|six feet under|in ovens|in camps|down like)\b",
    ),
    phrase(
        Category.THREAT,
        0.9,
        rf"\b{WHO} (?:belongs?|to) (?:(?:on|at|in|in front of|against|up against) )?"
        r"(?:the |a |an )(?:gallows|guillotine|end of a rope|firing squad|mass grave|"
        r"gas chambers?|ovens?|wall(?= *$)|noose)\b",
    ),
    phrase(
        Category.THREAT,
        0.92,
        r"\b(?:someone|somebody|we|let's|lets|should|please|to|just|gonna|i'll)"
        rf"(?: \w+){{0,2}}? {STRIKE} {WHOSE} {LIMB}\b|^{STRIKE} (?P<who>his|her|"
        rf"their) {LIMB} (?:in|off|open)\b",
    ),
    phrase(
        Category.THREAT,
        0.9,
        r"(?:^put |^give |\b(?:should|to|gonna|'ll|will|please|somebody|someone|"
        r"deserves?|needs?|"
        r"put|must) )(?:\w+ )?(?:put )?(?:a|some) (?:bullets?|knife|axe) (?:\w+ "
        r")?(?:in|into|through|to|between) (?P<whose>your|his|her|their|[\w-]+'s?) "
        r"(?:\w+ )?(?:heads?|skulls?|brains?|faces?|back of|eyes|chest|throat)",
    ),
    phrase(
        Category.THREAT,
        0.9,
        rf"\b(?:cure|remedy|answer|solution|fix) (?:for|to) (?:an? )?{OBJECT}(?: like "
        rf"(?:that|this|him|her|them))? (?:is|are|would be) (?:just )?(?:an? |the )?"
        r"(?:rifle|bullet|rope|noose|guillotine|gallows|firing squad)s?\b"
        r"(?! (?:point|course))",
    ),
    phrase(
        Category.THREAT,
        0.92,
        rf"(?:^|[,:-] ?|\b(?:should|let's|lets|will|'ll|gonna|to|must|someone|somebody|"
        rf"just|please) )run {OBJECT} over(?=$|[ ,]*$|,| and| with| one by one)",
    ),
    phrase(
        Category.THREAT,
        0.85,
        r"\b(?:too bad|shame|pity|sad|wish)(?: that)? (?:they|he|the (?:shooter|"
        r"bullet|sniper|assassin|bomb|guy)) (?:had ?n't |didn't )?(?:missed?|failed) "
        r"(?P<who>[\w-]+)\b",
    ),
    phrase(
        Category.THREAT,
        0.9,
        rf"\b(?:takes|needs|need|is) (?:just |only )?(?:one|a|a single) bullet "
        rf"(?:for|through) {OBJECT}|\b(?:one|a|a single) bullet for "
        rf"{OBJECT.replace('who', 'who2', 1)} (?:is all|(?:is|would be) enough)\b|"
        rf"\bbullet with (?P<whose>your|his|her|their|[\w -]{{1,30}}'s?) name on it\b",
    ),
)

VIOLENCE = Phrases(_GATE, _PHRASES)
