"""Turns of phrase in which a hard word is harmless: armour with a chink, real rats."""

import re
from collections.abc import Mapping

from civilbot.language.sentences import Sentence
from civilbot.language.vocabulary import word_set

IDIOM = "an everyday turn of phrase"
IN_EARNEST = "animals or things, in earnest"

_IDIOMS: Mapping[str, re.Pattern[str]] = {
    word: re.compile(pattern)
    for words, pattern in (
        (
            "chink chinks",
            r"\bchinks? in (?:\w+ ){1,4}armou?r|\barmou?r (?:\w+ ){1,4}chinks?\b",
        ),
        (
            "nip nips",
            (
                r"\bnip(?:s|ped)? (?:\w+ ){1,4}in the bud|\bnip(?:s|ped)? and tuck|"
                r"\bnip (?:out|over|to|into|down|round|at)\b|\bnip of\b|\bnips? at\b"
            ),
        ),
        ("spic", r"\bspic and span"),
        (
            "fag fags",
            (
                r"\b(?:fag (?:break|end|packet|butt|ash)|(?:pack|packet|carton) of "
                r"fags|(?:have|smoke|smoking|light|lit|roll|nip out for|had|quick|"
                r"sneaky) "
                r"(?:a )?"
                r"(?:\w+ )?fags?)\b"
            ),
        ),
        (
            "dyke dykes",
            (
                r"\bdykes? (?:march|bars?|rally|collective|night|broke|breach|"
                r"holds?|held|system|walls?|near|along|around|against|street|road)|"
                r"\bdykes on bikes|\b(?:van|offa's) dyke|"
                r"\b(?:se"
                r"a|"
                r"dutch|river|earth|flood|magma|igneous|volcanic|basalt) dykes?|"
                r"\b(?:water"
                r"|flood|"
                r"levee|sluice|polder|geolog)\w*"
            ),
        ),
        (
            "negro negroes",
            r"\bnegro (?:leagues?|college|spirituals?)|\brio negro|\bmonte",
        ),
        ("homo homos", r"\bhomo (?:sapiens|erectus|economicus|milk|habilis)"),
        (
            "retard retards",
            (
                r"\b(?:retards? (?:the|its|their|growth)|(?:to|will|can|may|"
                r"fire|flame) retards?\b)"
            ),
        ),
        ("pos", r"\bpos (?:system|terminal|machine|software|tags?|device|scanner)s?"),
        (
            "coon coons",
            (
                r"\bcoon ?(?:hound|dog|hunting|cat|skin)s?|\bmaine coons?|"
                r"\bcoon rapids"
            ),
        ),
        ("kaffir", r"\bkaffir limes?"),
        ("kike", r"\bkike hernandez"),
        ("troon", r"\broyal troon|\btroon (?:golf|links|beach|harbour)"),
        (
            "faggot faggots",
            r"\bfaggots? (?:of (?:sticks|twigs|wood)|(?:and|with) (?:peas|mash))",
        ),
        ("cracker crackers", r"\bcrackers?\b"),
        (
            "animal animals",
            (
                r"\banimal (?:rights?|lovers?|shelters?|products?|testing|"
                r"kingdom|farm|abuse|cruelty|welfare)|\bparty animals?|\banimals are "
                r"(?:cu"
                r"te|"
                r"people)"
            ),
        ),
        ("rat rats", r"\brat (?:race|poison|traps?|king)|\bsmell a rat"),
        ("snake snakes", r"\bsnake (?:oil|eyes|bites?)"),
        (
            "orc orcs",
            (
                r"\b(?:tolkien|mordor|warcraft|elves|dwarves|elf|goblins?|d&d|"
                r"warhammer|campaign|sauron|barbarian)\b"
            ),
        ),
        ("bum", r"\bbum (?:deal|rap|leg|knee|wrap)|\b(?:my|baby|sore) bum\b"),
        ("japs jap", r"\bjap(?:anese)? (?:cars?|imports?)"),
        (
            "virus disease plague",
            (
                r"\b(?:covid|corona\w*|hiv|ebola|the black death|"
                r"vaccin\w*|bubonic|zika|flu|symptoms?|epidemi\w*|diabet\w*)\b"
            ),
        ),
    )
    for word in words.split()
}
_ANIMALS = word_set(
    """cockroach cockroaches roaches rats rat monkeys monkey apes ape pigs pig dogs dog
    insects insect beasts beast leeches hyenas termites lice swine locusts animals
    animal parasites parasite vermin pests pest mutt mutts sheep snake snakes"""
)
#: Kinds of animals are named after colours and countries.
_KINDS = word_set(
    """german american oriental australian asian brown black white norway norwegian
    roof japanese african barbary siberian canadian english irish french scottish
    iberian vietnamese danish polynesian egyptian european spanish"""
)
_NATURE = word_set(
    """kitchen apartment bait trap traps spray exterminator infestation species breed
    breeds pet pets farm farms zoo vet bug bugs pest pests nest nests egg eggs feed
    feeding bite bites basement attic trap landlord puppy puppies tail fur wildlife
    habitat forest garden crop crops borax glue droppings sewers sewer lab eat cage"""
)
_WORLD = _NATURE | word_set(
    """wasp wasps mosquito mosquitoes mosquitos tick ticks weed weeds spider spiders
    zombie zombies enemy enemies mob mobs boss bosses level quest spawn respawn npc
    npcs monsters monster dragons goblins skeletons chickens cows cattle germs bacteria
    cells ants ant flies fleas slugs snails mould mold process processes cockroaches
    rats bots minions creeps units bedbugs moths hornets invasive plants trees hive dog
    dogs cat cats horse horses
    lanternflies boar hogs geese pigeons thread threads daemon tumour tumor"""
)


def harmless(sentence: Sentence, text: str, first: int, last: int) -> str:
    """Name why a term is harmless where it stands; "" if it is not."""
    word = sentence.words[last]
    idiom = _IDIOMS.get(word)
    if idiom and idiom.search(text, sentence.starts[0], sentence.ends[-1]):
        return IDIOM
    if word not in _ANIMALS:
        return ""
    before = sentence.word(first - 1)
    if before in _KINDS and (
        (word in {"cockroach", "cockroaches", "roaches"} and before != "black")
        or (
            before in {"brown", "norway", "norwegian", "roof"}
            and word in {"rats", "rat"}
        )
        or not _NATURE.isdisjoint(sentence.words)
    ):
        return IN_EARNEST
    return ""


def speaks_of_things(words: list[str]) -> bool:
    """Whether "kill them all" may well mean wasps, weeds or a game's monsters."""
    return not _WORLD.isdisjoint(words)
