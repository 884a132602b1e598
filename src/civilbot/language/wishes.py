"""Harm that is wished, welcomed or left to happen, and ropes that are called for."""

from civilbot.language.wording import DONE, WHO, Phrases, gate, phrase
from civilbot.model import Category

_GATE = gate(
    r"may|rot|die[sd]?|burn\w*|suffers?|choke|drown\w*|bleed|celebrate|party|"
    r"cheer|dance|champagne|glad|rope|ropes|noose|nooses|bullet|bullets|chair|beating|"
    r"slap|smack|guillotines?|gallows|season|heads?|shot|sniper|assassin|oswald|"
    r"luigi\w*|let|left|sink|wipe|missed|survived|finish|gets?|leukemia|leukaemia|"
    r"tumou?r|takes|torch|bomb\w*|shoot|blow|house|houses|home|door|school|dox\w*|"
    r"street|lesson|hanging|hang|spit|piss"
)
_WHOM = (
    r"(?P<who>(?:(?:all|of|the|these|those|every|any|more) ){0,3}"
    r"[\w@-]{1,30}(?: people)?)"
)
_ILL = (
    r"(?:leuk(?:a?)emia|cancer|tumou?rs?|aids|ebola|covid|rabies|shanked|stabbed|"
    r"bombed|jumped|robbed at gunpoint|killed|raped|hit|crushed|burned|beaten|run "
    r"down|struck by lightning)"
)
_PLACE = (
    r"(?:mosques?|churches|church|synagogues?|temples?|houses?|homes?|villages?|"
    r"embassy|clinics?|shops?|stores?|headquarters|camps?)"
)

_PHRASES = (
    phrase(
        Category.THREAT,
        0.92,
        r"(?:^|[,:-] ?|\band )may (?P<who>you|u|he|she|they|[\w-]+) (?:all |both |"
        r"slowly )?(?:rot|die(?! of old)|burn|suffer|choke|drown|bleed|perish)\b",
    ),
    phrase(
        Category.THREAT,
        0.93,
        rf"\b(?:hope|wish|pray)(?: that)? {WHO} (?:all )?(?:gets?|got|catch(?:es)?|"
        rf"dies? of|has|have) (?:\w+ ){{0,2}}?{_ILL}\b|\bhope (?:someone|somebody|"
        rf"covid|cancer|death|karma|the devil) (?:kills|shoots|assassinates|stabs|"
        rf"takes|gets|beats|rapes|hangs|murders|poisons) (?P<who2>[\w@-]+)\b",
    ),
    phrase(
        Category.THREAT,
        0.92,
        rf"\b(?:celebrate|party|cheer|dance|open (?:the |a |some )?champagne|drink to "
        rf"it|throw a party|be happy|smile|laugh)(?: when| if| the day|,? once) {WHO} "
        rf"(?:finally )?(?:dies|died|is dead|was dead|gets? (?:shot|killed|hanged)|"
        rf"(?:is|was|were|are|got) (?:finally )?{DONE})(?!\w)",
    ),
    phrase(
        Category.THREAT,
        0.94,
        rf"\b{WHO} (?:should |must |will |needs? to |ought to |all )?(?:gets?|needs?|"
        rf"deserves?|take|receive|be given|have) (?:(?:a|an|the|some) )(?:\w+ "
        rf")?(?:bullets?(?! point| train| list)|rope|noose|electric chair|beating|"
        rf"slap|smack|guillotine|firing squad|lynching|hanging)\b(?! (?:of|through|"
        rf"pass))",
    ),
    phrase(
        Category.THREAT,
        0.76,
        r"^(?:someone |somebody |please |just |let's |time to |we should |we need to "
        r")?(?:go )?(?:get|grab|fetch|bring|find|tie) (?:a|the|some|me a|your|out the|"
        r"back the) (?:ropes?|nooses?|guillotines?|gallows)\b(?! (?:from|out of|off|"
        r"for the (?:boat|swing|tent|dog)))|\bbring (?:out|back) the (?:guillotines?|"
        r"gallows|lynch mobs?|firing squads?)\b|\bthe day of the rope\b|\bthe (?:rope|"
        r"noose|wall|gallows) (?:is|are) (?:calling|waiting|coming) (?:for )?(?:you|"
        r"him|her|them|us all)\b",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.93,
        rf"\bopen season on {_WHOM}\b|\b(?:take|took) a shot at (?P<who2>(?:the |that "
        rf")?[\w-]+)(?= *$|[ ,]*$| already| please)",
    ),
    phrase(
        Category.THREAT,
        0.92,
        r"\boff with (?P<whose>your|his|her|their) heads?\b",
    ),
    phrase(
        Category.THREAT,
        0.76,
        r"\bwhere (?:is|are|'s) (?:an? |the |all the )?(?:good )?(?:snipers?|"
        r"assassins?|hitm[ae]n|lee harvey oswald|oswald|john wilkes booth) when\b|"
        r"\b(?:need|needs) (?:another|a new|a second|more|an?) (?:lee harvey "
        r")?(?:oswald|luigi|luigis|hinckley|sniper|lynch mob)\b|\b(?:shame|pity|too "
        r"bad|sad)(?: that)? (?:(?:they|he|she|the \w+)(?: all)? (?:missed|survived)|"
        r"(?:they|he|she|it|the \w+) (?:didn't|did not|failed to) (?:get|kill|hit|"
        r"finish|take out|shoot) (?:him|her|them|you)(?: off)?)(?= *$|,)",
        direct=True,
    ),
    phrase(
        Category.THREAT,
        0.93,
        rf"(?:^|[,:-] ?|\b(?:just|should|and|to|we|please|could) )(?:just )?(?:let|"
        rf"leave) {_WHOM} (?:all )?(?:to )?(?:drown|die|burn|rot|starve|freeze|"
        rf"bleed(?: out)?)(?=$|[ ,]*$|,| in | at | for | and)|"
        rf"\b{WHO.replace('who', 'who2')} (?:should|must|ought to|can|deserve to) "
        rf"(?:all |just )?be left to (?:drown|die|rot|starve|burn|freeze|bleed)\b",
    ),
    phrase(
        Category.THREAT,
        0.93,
        rf"\bwipe {_WHOM} (?:off|from) the (?:face|map|planet|earth)|\b(?:someone|"
        rf"somebody|we|i|let's|lets|should|gonna|to|^)(?: \w+){{0,2}}? ?(?:beat|knock|"
        rf"slap|smack) (?:some |the )?(?:sense|shit|crap|stupid|life|hell|daylights) "
        rf"(?:in|out|into|out of) (?P<who2>you|him|her|them)\b|\b(?:someone|somebody) "
        rf"(?:should|needs? to|ought to|must|please) (?:slap|hit|hurt|smack|deck|whip|"
        rf"flog|jump) (?P<who3>you|him|her|them|th(?:is|at|ese|ose) \w+)\b",
    ),
    phrase(
        Category.THREAT,
        0.93,
        rf"(?:^|[,:-] ?|\b(?:should|let's|lets|will|'ll|gonna|to|must|someone|"
        rf"somebody|please) )(?:go )?(?:bomb|torch|burn(?: down)?|shoot up|blow up|"
        rf"firebomb|raze|set fire to) (?P<whose>your|his|her|their|every|all the|all "
        rf"their|those|that) (?:\w+ )?{_PLACE}\b",
    ),
    phrase(
        Category.THREAT,
        0.92,
        r"(?:^|[,:-] ?|\b(?:everyone|everybody|someone|somebody|we|let's|lets|should|"
        r"guys|you guys) )(?:should |please |all |just |go )*(?:go to|show up at|turn "
        r"up at|head to|gather outside|pay a visit to|meet at|drive to) (?P<whose>his|"
        r"her|their|your) (?:\w+ )?(?:house|home|door|workplace|school|place|"
        r"office)\b|(?:^|\bjust |\bplease )doxx? (?P<who>him|her|them|this \w+|that "
        r"\w+)\b|\bhere(?:'s| is) where (?P<who2>he|she|they) lives?\b",
    ),
)

WISHES = Phrases(_GATE, _PHRASES)
