"""Tell a text in another language from an English one, however carelessly typed.

Small words are looked at first: they settle most texts, and never take English for
anything else. What they leave open, and only that, a language identifier is asked.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

from civilbot.language.common import COMMON
from civilbot.language.normalise import NormalText
from civilbot.language.people import FIGURES
from civilbot.language.vocabulary import word_set
from civilbot.language.worth_hiding import KNOWN

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[a-z]")
#: Short texts need small words that English does not know at all.
_FEW_BUT_TELLING = 2
#: Other languages are told by their small words; fewer words prove nothing.
_ENOUGH_WORDS = 6
#: With fewer words than this the identifier is not asked.
_ENOUGH_TO_ASK = 3
#: Of more words than this, one may be English: "lol", or a title.
_ONE_ENGLISH_IN = 5
#: How likely English may still be, by the number of words: three prove little.
_LIKELY = {3: 0.01, 4: 0.03}
_LIKELY_AT_MOST = 0.05
_LIKELY_IF_PLAIN = 0.1
#: As much of a text is looked at.
_MOST_WORDS = 60

#: What is written on Reddit in Latin letters; the less there is to confuse, the better.
_LANGUAGES = [
    *("en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "no", "fi", "pl", "cs"),
    *("sk", "hu", "ro", "hr", "sl", "tr", "id", "vi", "tl", "sw", "et", "lv", "lt"),
    *("sq", "ca", "la"),
]

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
        eu nao voce ele ela do da em na isso mas tem com mais il gli che non di sono
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
#: Common words of English that are as common elsewhere.
_SHARED = word_set(
    """a all alt am an animal are area arm art as ask at bad bald ball balt band bank
    bar barbarian bastard be bed been bill bin bomb book boot bot both boxer bra bus
    but by camp car care case character charlatan chat chink clown code color come
    comment con control cool copy cretin cuck cult culture dame dane data date de
    deal dem dems despite dice dick die do doctor dog doofus door dork dose drone
    due else email en error etc even fact fag fair false fan far fascist fast fat
    fault film fin final fine finn fit for form fort four full gas gay gender
    general genocide get gift glad glass go god gold guillotine gulag gun gut had
    hand hang has hat he hell her here hey hi hit ho hole homo hospital hotel hours
    humor i idea idiot image imbecile important in incel insect is islamist it jail
    jihadi job justice kaiser karen kid kill kind king la lack lame land last late
    later latina latino legal letter like link list local long lord lot maga main
    make male man mango marine mark market marxist material me media men met mine
    minute mod mode model mongoloid moral moron most much music must musulman my
    name nation nazi negro nigga nigger no nor normal not note now npc of offer
    office oh on once one open or orc orcs original over page pain pan par parasite
    parasites park part pass past per person pest phone place plague plain plan plus
    point police polish popular porn possible post present president price problem
    psycho psychopath puppet putin quack race ran rape rat real regular rest retard
    rice rich rifle ring rock role roma roman rot route sale same san savage saw
    science scot se see send sense set sex shop sick side sign similar simp simple
    single site six slav slut so social sociopath sol sole solo some son song sort
    sos soy spaz spic sport spring stand star start state still stop student sun
    sure swarm system table tag take tan tank tartar tatar tax tea team ten
    terrorist test text theme then ticket time tire title to too top tory total tour
    train trans transgender troll trump tsar tumor type tyrant under union us use
    vampire van version very via video villain virus vs want war warm was wash water
    we week will win wind with wog wolf wow xi young zealot zionist"""
)
#: What only English shortens like this.
_SLANG = word_set(
    """aint aita asap bae boi bruh btw cringe cuz deadass dope dunno finna ftfy ftw fyi
    gf gg gimme gotcha hella hoe hoes homie iirc imho imo jk kys legend lil lmao
    lmfao lol lowkey lulz meme memes mf mfs ngl nsfw omg pls plz ppl rn rofl smh
    stfu tbh tf tho thot thx tldr tryna ur usa wanna whatcha wtf wut wuz xd ya yall
    yeet yo yolo yup"""
)
_ENGLISH_ALONE = (COMMON | KNOWN | _SLANG) - _SHARED
#: Stand in names: "von der Leyen" makes no text German.
_IN_NAMES = word_set("von van der den de la le di da al bin")


def is_foreign(text: str, plain: NormalText, own: Sequence[str]) -> bool:
    """Judge a text by its plain spelling and the words that are its author's own."""
    if not plain.text.isascii():
        letters = len(_LETTER.findall(plain.text))
        if 2 * len(_LATIN.findall(plain.text)) < letters:
            return True
    words = _without_particles([word for word in own if len(word) > 1])
    return _by_small_words(words) or (
        _may_be_foreign(words) and _by_identifier(words, _spelt(text, plain))
    )


def _without_particles(words: Sequence[str]) -> list[str]:
    """Leave out what stands before a public figure's last name and belongs to it."""
    kept: list[str] = []
    for word in words:
        if word in FIGURES:
            while kept and kept[-1] in _IN_NAMES:
                kept.pop()
        kept.append(word)
    return kept


def _by_small_words(words: Sequence[str]) -> bool:
    if len(words) < _ENOUGH_WORDS:
        telling = _count(words, _NEVER_ENGLISH)
        return telling >= _FEW_BUT_TELLING and _ENGLISH.isdisjoint(words)
    foreign = _count(words, _FOREIGN)
    return foreign >= 2 and foreign > 2 * _count(words, _ENGLISH)


def _count(words: Sequence[str], known: frozenset[str]) -> int:
    return sum(map(known.__contains__, words))


def _may_be_foreign(words: Sequence[str]) -> bool:
    if len(words) < _ENOUGH_TO_ASK:
        return False
    english = _count(words, _ENGLISH_ALONE)
    return english * _ONE_ENGLISH_IN < len(words)


def _spelt(text: str, plain: NormalText) -> list[str]:
    """Return an author's own words with the accents that they have."""
    for out in sorted(plain.left_out, key=lambda out: out.start, reverse=True):
        text = f"{text[: out.start]} {text[out.end :]}"
    return _WORD.findall(text.lower())[:_MOST_WORDS]


def _by_identifier(words: Sequence[str], spelt: Sequence[str]) -> bool:
    """Ask of the plain spelling first: accents can be put on English words, too."""
    english = _identifier()
    if english(" ".join(words[:_MOST_WORDS])) > _LIKELY_IF_PLAIN:
        return False
    return english(" ".join(spelt)) < _LIKELY.get(len(spelt), _LIKELY_AT_MOST)


@cache
def _identifier() -> Callable[[str], float]:
    """Load the identifier, which takes half a second; give how likely English is.

    Where there is no room to unpack it (70 MB for a moment), nothing is foreign to it.
    """
    from py3langid.langid import (  # noqa: PLC0415 - most processes never need it
        MODEL_FILE,
        LanguageIdentifier,
    )

    try:
        identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError:
        return lambda _text: 1.0
    identifier.set_languages(_LANGUAGES)

    def likelihood(text: str) -> float:
        return float(dict(identifier.rank(text))["en"])

    return likelihood
