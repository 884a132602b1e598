"""When a text cannot be judged, and the name of the reason why."""

import re
from collections.abc import Sequence

from civilbot.language.normalise import NormalText
from civilbot.language.vocabulary import word_set

EMPTY = "empty"
DELETED = "deleted"
NO_WORDS = "no words"
ANOTHER_LANGUAGE = "another language"
MOSTLY_LINKS = "mostly links"
MOSTLY_QUOTES = "mostly quotes"

_DELETED = frozenset({"[deleted]", "[removed]", "[deleted by user]"})
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[a-z]")
#: So few words of one's own beside links or quotes say too little.
_FEW_WORDS = 2
#: Short texts need small words that English does not know at all.
_FEW_BUT_TELLING = 2
_SOUNDS = word_set(
    """hm hmm hmmm mhm mm mmm lol lmao lmfao rofl haha hahaha hah heh hehe meh ugh huh
    oof eh um uh xd welp ah oh aw aww ooh pff pfft tsk shh psst hmph"""
)
#: Other languages are told by their small words; fewer words prove nothing.
_ENOUGH_WORDS = 6

_ENGLISH = word_set(
    """the and you that is to of a in it for not on with this are be was have they but
    he she his her my your we what so if or do can all just like would will about
    who from at an as no i me don there their them out up get when how why people by
    has think more than were been because which one"""
)
_FOREIGN = (
    word_set(
        """der die das und ich nicht ist ein eine du mit auf den dem zu auch wie aber
        sind wir sie von nur wenn noch schon mal kein hat le la les des une est et
        je tu il elle nous vous que qui pas dans pour sur avec mais ce cette sont au
        du plus tout bien fait el los las una es y yo no que de en por para con pero
        como muy todo esta este son se lo mi su al hay porque tambien o os um uma e
        eu nao voce ele ela da do em na isso mas tem com mais il gli che non di sono
        un per ma come anche questo della nel cosa ho hai het een en ik je niet van
        dat zijn maar ook wat met voor als heb och att det jag som inte med har vi
        men pa av om ar nie jest na sie to ze jak ale co tak czy bir ve bu da ne
        icin cok"""
    )
    - _ENGLISH
)
_NEVER_ENGLISH = (
    word_set(
        """der das und ich nicht ist ein eine einen auf zu auch wie aber sind wir sie
    von nur wenn noch schon kein keine mir dir warum weil danke bitte sehr gut mehr
    immer heute les des une est et je nous vous que qui pas dans pour avec mais cette
    sont bien tres
    oui merci pourquoi toujours jamais c'est moi toi leur aussi alors quoi
    el los las una muy todo esta este porque tambien pero como para por gracias bueno
    nada siempre nunca donde cuando quien hoy aqui yo eso
    um uma nao voce ele ela isso tem mas muito obrigado obrigada bom boa hoje sempre meu
    minha seu sua voces aqui fazer sim quero acho onde quem tudo ainda foi dos das
    il gli che di sono per ma anche questo della nel cosa ho hai molto grazie perche
    sempre oggi bello vero tutti mai
    het een ik niet van dat zijn maar ook wat met voor als heb jij wij hij deze dit naar
    geen wel heel erg goed vandaag mooi bedankt waarom nog nooit altijd daar hier moet
    kan wordt
    och att det jag inte med har vi som pa av om ar mycket bra idag varfor tack ett sig
    aldrig alltid du ni hej
    ikke og jeg er til af sa meget godt hvorfor tak hva dette noe bare nei ja
    nie jest sie jak ale czy tak dziekuje dobrze bardzo dzisiaj jestem ty ona oni tylko
    dlaczego juz jeszcze nic tego
    bir ve bu icin cok degil evet hayir ne nasil"""
    )
    - _ENGLISH
    - word_set("met wat dit bare bra die gut sa om kan wel hier i")
)


def abstention(text: str, plain: NormalText, words: Sequence[str]) -> str:
    """Name why a text cannot be judged; "" if it can."""
    bare = text.strip()
    if not bare:
        return EMPTY
    if bare.lower() in _DELETED:
        return DELETED
    own = [word for word in words if _LETTER.match(word)]
    if len(own) <= _FEW_WORDS and plain.left_out:
        return _beside(plain, own)
    if all(word in _SOUNDS for word in own):
        return NO_WORDS
    return ANOTHER_LANGUAGE if _is_foreign(plain.text, own) else ""


def _beside(plain: NormalText, own: Sequence[str]) -> str:
    """Judge what little stands beside links and quotes, unless it is nothing."""
    if any(out.what == "quoted" for out in plain.left_out):
        return MOSTLY_QUOTES
    if any(out.what == "link" for out in plain.left_out):
        return MOSTLY_LINKS
    return "" if own else NO_WORDS


def _is_foreign_though_short(own: Sequence[str]) -> bool:
    """Judge three to five words by words that only other languages have."""
    telling = sum(word in _NEVER_ENGLISH for word in own)
    return telling >= _FEW_BUT_TELLING and _ENGLISH.isdisjoint(own)


def _is_foreign(plain: str, own: Sequence[str]) -> bool:
    if not plain.isascii():
        letters = len(_LETTER.findall(plain))
        if 2 * len(_LATIN.findall(plain)) < letters:
            return True
    own = [word for word in own if len(word) > 1]
    if len(own) < _ENOUGH_WORDS:
        return _is_foreign_though_short(own)
    english = sum(word in _ENGLISH for word in own)
    foreign = sum(word in _FOREIGN for word in own)
    return foreign >= 2 and foreign > 2 * english
