"""When a text cannot be judged, and the name of the reason why."""

from collections.abc import Sequence

from civilbot.language.foreign import is_foreign
from civilbot.language.normalise import NormalText
from civilbot.language.vocabulary import word_set

EMPTY = "empty"
DELETED = "deleted"
NO_WORDS = "no words"
ANOTHER_LANGUAGE = "another language"
MOSTLY_LINKS = "mostly links"
MOSTLY_QUOTES = "mostly quotes"

_DELETED = frozenset({"[deleted]", "[removed]", "[deleted by user]"})
#: So few words of one's own beside links or quotes say too little.
_FEW_WORDS = 2
_SOUNDS = word_set(
    """hm hmm hmmm mhm mm mmm lol lmao lmfao rofl haha hahaha hah heh hehe meh ugh huh
    oof eh um uh xd welp ah oh aw aww ooh pff pfft tsk shh psst hmph"""
)


def abstention(text: str, plain: NormalText, words: Sequence[str]) -> str:
    """Name why a text cannot be judged; "" if it can."""
    bare = text.strip()
    if not bare:
        return EMPTY
    if bare.lower() in _DELETED:
        return DELETED
    own = [word for word in words if word[0].isalpha()]
    if len(own) <= _FEW_WORDS and plain.left_out:
        return _beside(plain, own)
    if all(word in _SOUNDS for word in own):
        return NO_WORDS
    return ANOTHER_LANGUAGE if is_foreign(text, plain, own) else ""


def _beside(plain: NormalText, own: Sequence[str]) -> str:
    """Judge what little stands beside links and quotes, unless it is nothing."""
    if any(out.what == "quoted" for out in plain.left_out):
        return MOSTLY_QUOTES
    if any(out.what == "link" for out in plain.left_out):
        return MOSTLY_LINKS
    return "" if own else NO_WORDS
