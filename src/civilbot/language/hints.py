"""Soft signs of temper: too weak to flag anybody, enough to rank what to look at."""

import math
from collections.abc import Iterable, Mapping

from civilbot.language.lexicon import PROFANITY, TERMS
from civilbot.language.people import GROUPS, YOU, Group
from civilbot.language.vocabulary import word_set

#: More swearing than this says nothing more.
_MOST_SWEARING = 3
#: A hint alone never reaches an operating point.
MOST = 0.38

_TEMPER: Mapping[str, float] = {
    word: weight
    for weight, listed in (
        (
            0.9,
            """disgusting pathetic hate kill rape violence racist sexist hypocrite liar
            scum ignorant brainwashed propaganda fascist nazi communist delusional
            garbage trash insane crazy evil moronic clown shame ugly fat whiny crying
            cry triggered snowflake cope seethe coward butthurt weak loser idiotic
            genocide terrorists invaders savages subhuman pedophile dumb stupid dumber
            stupidity idiocy degenerate filth sick creepy toxic bigot bigots""",
        ),
        (1.6, "retard retarded retards bitch bitches whore whores slut sluts cunt"),
        (
            0.45,
            """lying lie lies nonsense ridiculous absurd embarrassing joke laughable
            wrong worst terrible awful horrible hell suck sucks mad angry stop shut
            grow learn seriously white black women men gay muslim islam jews
            immigrants feminists liberals conservatives left leftists right mods
            censorship cult victim privilege""",
        ),
    )
    for word in listed.split()
}
_CALM = word_set(
    """thanks thank please sorry agree interesting source sources link data according
    appreciate question welcome great congrats congratulations helpful love lol haha
    maybe perhaps"""
)


def swearing(words: Iterable[str]) -> int:
    """Count how many different swear words there are, whoever they hit: 0 to 3."""
    return min(_MOST_SWEARING, len(set(words) & PROFANITY))


def hint(words: Iterable[str]) -> float:
    """Score the temper of a text's words: 0.01 to `MOST`."""
    known = set(words)
    temper = -3.6
    # Summed exactly: the order of a set differs from process to process.
    temper += math.fsum(_TEMPER.get(word, 0.0) for word in known)
    temper += 0.8 * swearing(known)
    temper += 0.5 * min(2, sum(word in TERMS for word in known))
    temper += 0.35 * bool(known & YOU or "your" in known)
    temper += 0.4 * any(GROUPS.get(word) is Group.IDENTITY for word in known)
    temper -= 0.4 * min(2, len(known & _CALM))
    return 0.01 + (MOST - 0.01) / (1.0 + math.exp(-temper))
