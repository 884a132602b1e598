"""Who can be spoken of: participants, groups, public figures, institutions.

Being in a list says nothing about anybody: it only tells an attack on people
from criticism of those who hold power.
"""

from collections.abc import Iterable
from enum import StrEnum

from civilbot.language.vocabulary import word_set

YOU = word_set("you u ya yall ye youse thou")
#: "You are" in one word, right and wrong.
YOU_ARE = word_set("youre ur your yous")
ME = word_set("i me myself im we us ourselves")
#: Third persons of whom only the thread knows who they are.
THEY = word_set(
    """he she it that this they those these who which there him her them his someone
    somebody hes shes theyre thats anybody anyone everyone everybody nobody one"""
)
PARTICIPANTS = word_set("op oop")
#: Groups that only the sentence before describes.
VAGUE_PEOPLE = word_set("people folks guys ones men kind lot kinds")


class Group(StrEnum):
    """What makes a group of people."""

    #: Origin, religion, gender, orientation, disability, migration.
    IDENTITY = "identity"
    #: A party's, a leader's or a cause's followers.
    SIDE = "side"


_STEMS = """russian ukrainian american european german pole chechen belarusian
    iranian iraqi syrian israeli palestinian arab turk kurd afghan pakistani indian
    chinese japanese korean mexican cuban venezuelan african nigerian somali asian
    hispanic latino latina italian spaniard swede dane norwegian finn greek serb croat
    bosnian albanian romanian bulgarian hungarian czech slovak latvian lithuanian
    estonian georgian armenian azeri canadian australian brazilian european-american
    african-american jew muslim christian catholic protestant hindu sikh buddhist
    mormon atheist immigrant migrant refugee foreigner alien black white brown
    gay lesbian bisexual trans transgender transsexual homosexual woman man
    girl female male disabled cripple autistic minority
    minoritie native aborigine roma slav westerner easterner chinaman
    tartar tatar balt scot brit englishman frenchman irishman dutchman
    teenager pensioner veteran whitey islamic jewish zionist illegal homeless
    gypsy romani"""
_PLURALS_IRREGULAR = """women men wives british english french irish dutch spanish
    swedish danish polish turkish welsh scottish finnish lgbt lgbtq blacks jews gays
    gypsies
    illegals minorities japs muslims queers boys girls ladies feminine"""
_SIDES = """liberal conservative republican democrat leftist rightist left-winger
    right-winger socialist communist marxist anarchist progressive centrist libertarian
    trumper maga magas trumpist trumpster feminist antifa nationalist globalist
    brexiteer remainer tory tories putinist kremlinist banderite vaxxer anti-vaxxer
    antivaxxer protester protestor activist supporter voter follower fan
    fanboy redditor moderator mod jannie janny jannies dem dems repub gop-voter
    russophile ukrainian-supporter westoid environmentalist vegan gamer hippie
    boomer millennial zoomer capitalist leftie lefties lefty righties monarchist
    pro-russian pro-ukrainian isolationist neocon neoliberal mra incel terf
    believer denier worshipper worshiper cop journalist"""

#: First names that are words of their own ("bush", "may") are left to titles.
_FIGURES = """trump putin zelensky zelenskyy zelenskiy biden obama clinton hillary
    harris kamala pence vance rubio musk elon lavrov medvedev shoigu prigozhin
    navalny lukashenko orban erdogan netanyahu bibi macron scholz merz merkel starmer
    sunak johnson boris thatcher blair corbyn farage meloni trudeau carney poilievre
    xi modi khamenei assad kim maduro bolsonaro lula milei sanders bernie aoc
    pelosi schumer mcconnell desantis newsom fauci mueller comey epstein bezos
    zuckerberg gates soros murdoch tucker kissinger reagan nixon stalin hitler
    lenin mao erdoğan witkoff kellogg hegseth gabbard stubb tusk duda kallas rutte
    stoltenberg guterres leyen poroshenko yanukovych kadyrov gerasimov solovyov
    dugin peskov zakharova yermak zaluzhny syrskyi bolton pompeo kushner giuliani
    cruz mccain romney cheney rumsfeld bush warren omar tlaib ilhan kavanaugh
    weinstein cosby assange snowden manning rittenhouse peterson shapiro"""
_ROLES = """president president's prez vice-president senator senators congressman
    congresswoman congressmen minister ministers chancellor premier mayor governor
    politician politicians leader leaders dictator dictators king queen prince judge
    justice secretary ambassador diplomat diplomats general generals oligarch oligarchs
    billionaire billionaires ceo pope potus tsar czar kaiser celebrity spokesman
    spokeswoman candidate representative congresspeople lawmakers commander"""
_INSTITUTIONS = """government governments administration state parliament congress
    senate
    kremlin nato eu un pentagon cia fbi nsa fsb kgb gru ice police army military media
    press cnn fox bbc rt msnbc nyt company companies corporation corporations court
    courts party parties gop duma rada reddit facebook twitter google ea republic
    regime regimes bank banks church industry mainstream msm union system team
    russia ukraine america usa us uk china israel iran germany france europe
    hamas hezbollah isis taliban wagner country countries nation white-house"""

IDEAS = word_set(
    """argument arguments idea ideas point points opinion opinions take takes logic
    comment comments post posts reasoning view views article source sources claim
    claims analogy comparison theory policy policies question questions statement
    position rule rules law laws decision plan excuse excuses attitude behaviour
    behavior movie film book game show song question answer reply response title
    headline username name joke english grammar app code"""
)


def _groups() -> dict[str, Group]:
    found = dict.fromkeys(_PLURALS_IRREGULAR.split(), Group.IDENTITY)
    for listed, group in ((_STEMS, Group.IDENTITY), (_SIDES, Group.SIDE)):
        for stem in listed.split():
            found.setdefault(stem, group)
            found.setdefault(stem + "s", group)
    return found


GROUPS = _groups()
#: Words for a group that are also everyday words, so they must be plural or
#: stand with "all", "these" and the like to mean it.
EVERYDAY = word_set(
    """man woman girl white black brown male female native pole dane mod fan follower
    supporter voter finn left right native disabled trans christian slav cop roma
    georgian alien aliens natives believer veteran gamer balt illegal state dem
    boomer progressive capitalist minority islamic zionist"""
)
#: People by what they do: whoever wishes violence on them wishes it on somebody.
PERSONS = word_set(
    """lot rest brutes infidels hooligans thugs poachers smokers tourists hippie
    teacher teachers landlord landlords neighbour neighbours neighbor neighbors boss
    bosses doctor doctors nurse nurses lawyer lawyers banker bankers judges ceo ceos
    protesters protester reporter reporters journalists writer author editor driver
    drivers cyclist cyclists guy guys dude bloke lady parents mother father
    brother sister husband wife girlfriend boyfriend son daughter family families
    referee ref coach actor actress singer streamer scientist scientists
    professor priest priests imam rabbi cops officer officers soldiers soldier admin
    admins politician mayor employees workers staff crowd enemies opponents critics
    dissidents hippies influencers celebrities executives executive clerk students
    student cabinet bastard bastards scum fuckers fucker assholes asshole bitch bitches
    traitors     traitor"""
)
FIGURES = frozenset([*_FIGURES.split(), *_ROLES.split()])
INSTITUTIONS = frozenset(_INSTITUTIONS.split())


def known_people(people: Iterable[str], title: str) -> frozenset[str]:
    """Name the public figures of a thread: those given, and those in its title."""
    named = {word.casefold() for name in people for word in name.split()}
    for word in title.split()[:60]:
        bare = word.strip(".,:;!?\"'()[]\u2018\u2019\u201c\u201d")
        bare = bare.removesuffix("'s").removesuffix("\u2019s")
        if len(bare) > 3 and bare[:1].isupper():
            named.add(bare.casefold())
    return frozenset(named - GROUPS.keys() - VAGUE_PEOPLE - THEY - YOU - ME)
