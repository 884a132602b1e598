"""Short answers that only hurt through what they answer.

"Do it" under a cry for help urges somebody to die; "animals, all of them" under a
headline about refugees speaks of refugees.
"""

import itertools
import re
from collections.abc import Iterator

from civilbot.language.hits import Hit
from civilbot.language.people import GROUPS, Group
from civilbot.language.sentences import Sentence
from civilbot.model import Category, Target

#: Longer answers speak for themselves.
_SHORT = 16
_VERY_SHORT = 9
_READ = 4_000

_DESPAIR = re.compile(
    r"\b(?:suicid\w*|kill(?:ing)? (?:myself|himself|herself|themselves)|end(?:ing)? "
    r"(?:it"
    r" all|my life|myself)|(?:want|wanna|ready|going|deserve) (?:to )?die\b|(?:don't|do"
    r" not|dont) (?:want|wanna) (?:to )?(?:live|be (?:here|alive)|exist|wake up)|"
    r"self[- "
    r"]?harm\w*|(?:cut(?:ting)?|hurt(?:ing)?|hang(?:ing)?|off(?:ing)?|shoot(?:ing)?) "
    r"mys"
    r"elf|jump(?:ing)? (?:off|from)|overdos\w*|better off (?:dead|without me)|(?:no|"
    r"any)"
    r" reason to (?:live|go on)|can't (?:go on|do this anymore|take it any ?more)|kms|"
    r"my"
    r" last (?:post|night)|take all (?:my|the|these) pills|goodbye,? (?:world|"
    r"everyone))"
    r"\b"
)
_URGING = re.compile(
    r"^(?:(?:well|ok|okay|yeah|yes|yep|lol|then|so|and|oh|fine|sure|haha|nah|good|bro|"
    r"dude|op|just|please|pls|great|seriously|\W) ?){0,6}(?:do it|do a flip|go ahead|"
    r"go "
    r"on then|go for it|please do|get on with it|get it over with|hurry up|make it "
    r"quick|"
    r"what are you waiting for|what's stopping you|good riddance|no balls|you won't|"
    r"(?:the"
    r" )?sooner the better|one less|(?:nobody|no one|noone) (?:\w+ ){0,2}?(?:misse?s?|"
    r"care"
    r"s?|notices?|stopping|asked)|live ?stream it|film it|stream it|about time|best "
    r"idea|"
    r"sounds (?:good|like a plan)|try (?:harder|again|properly)|you (?:totally |"
    r"really |"
    r"definitely )?should(?= *$|,)|jump(?= *$|,| already)|stop talking and|prove it|"
    r"bet "
    r"you won't|not soon enough|promise\?|i dare you|dare you)\b"
)
_KIND = re.compile(
    r"\b(?:don't|do not|dont|not|help|call|talk|therap\w*|hotline|love|stay|miss you|"
    r"care"
    r" about|sorry|friend|988|samaritans|please reach|the therapy|doctor)\b"
)
_PILE_ON = re.compile(
    r"^\W*(?:(?:yes|yep|yeah|agreed|same|true|exactly|lol|facts|and|pure|absolute|"
    r"total|"
    r"fucking|all|just|such|nothing but|they|they're|theyre|'re|are|is|what|a bunch of|"
    r"bunch of|of them|literal|these|those|so|sub|filthy|dirty|people|every one|them)"
    r"\W*){0,7}(?:animals|vermin|scum|savages|parasites|rats|cockroaches|filth|"
    r"subhumans?"
    r"|pigs|dogs|beasts|leeches|trash|garbage|barbarians|monkeys|apes|degenerates|"
    r"criminals|disgusting|invaders|maggots|orcs|not (?:even )?human|plague|locusts)"
    r"(?: ?(?:\W|all|of|them|every|single|one|the|lot|everywhere|lol|these|people|"
    r"last))*$"
)
_ALL_OF_THEM = re.compile(
    r"^\W*(?:(?:yes|yep|yeah|agreed|same|true|exactly|lol|facts|and|this|amen|correct|"
    r"the"
    r"y|are|do|it's|its|not|just|with)\W*){0,5}(?:all of (?:them|'em)|every (?:single |"
    r"last )?one(?: of them)?|the (?:whole )?lot of them|them all|they all (?:are|do)|"
    r"all"
    r" (?:the )?same)\W*(?:lol|tbh|too)?\W*$"
)
_HOSTILE = re.compile(
    r"\b(?:scum|vermin|animals|parasites|filth|hate|savages|criminals|rapists|"
    r"terrorists|"
    r"disgusting|lazy|thieves|dirty|deport|liars|violent|subhuman|rats|trash|invaders|"
    r"stupid|can't trust|never trust|evil|degenerates?|should be|don't belong)\b"
)
_VICTIMS = re.compile(
    r"\b(?:against|victims?|attack(?:s|ed)? (?:on|by)|beaten|hate crime)"
)


def answer_hits(
    text: str, parts: list[Sentence], parent: str, title: str
) -> Iterator[Hit]:
    """Find what a short answer does to whom its parent or title speaks of."""
    words = sum(len(part.words) for part in parts)
    if not words or words > _SHORT or not (parent or title):
        return
    start, end = parts[0].starts[0], parts[-1].ends[-1]
    said, asked = text[start:end], parent[:_READ].casefold().replace("\u2019", "'")
    if _URGING.search(said) and _DESPAIR.search(asked) and not _KIND.search(said):
        yield Hit(Category.THREAT, Target.OTHER_USER, 0.88, start, end)
    if words <= _VERY_SHORT:
        yield from _about_group(
            said, start, f"{title[:_READ].casefold()}\n{asked}", asked
        )


def _about_group(said: str, start: int, about: str, asked: str) -> Iterator[Hit]:
    if not _names_a_people(about) or _VICTIMS.search(about):
        return
    end = start + len(said)
    if _PILE_ON.search(said):
        yield Hit(Category.DEHUMANISATION, Target.GROUP, 0.76, start, end)
    elif _ALL_OF_THEM.search(said) and _HOSTILE.search(asked):
        yield Hit(Category.IDENTITY_HATE, Target.GROUP, 0.74, start, end)


def _names_a_people(about: str) -> bool:
    """Whether a whole people, faith or gender is named, in the plural."""
    words = re.findall(r"[\w-]+", about)
    return any(
        GROUPS.get(word) is Group.IDENTITY and word.endswith(("s", "men"))
        for word in words
    ) or any(
        GROUPS.get(first) is Group.IDENTITY and second in {"people", "men", "women"}
        for first, second in itertools.pairwise(words)
    )
