"""Hate said outright of a group: "I hate all …", "fuck all …", "go back to …"."""

from civilbot.language.wording import Phrases, gate, phrase
from civilbot.model import Category

_GATE = gate(r"hate|despise|loathe|detest|stand|fuck|go back")

_PHRASES = (
    phrase(
        Category.IDENTITY_HATE,
        0.85,
        r"\b(?:i|we) (?:fucking |really |just |absolutely |truly |so |honestly "
        r")?(?:hate|despise|loathe|detest|can't stand|cannot stand|can't fucking "
        r"stand) (?:all )?(?:the |these |those |fucking )?(?P<who>[\w-]+(?: people| "
        r"men| women)?)(?=$|[ ,]*$|[,)]| and| so | with | because| for| as )",
    ),
    phrase(
        Category.IDENTITY_HATE,
        0.88,
        r"(?:^|[,:-] ?|\b(?:so|and|but|just|lol|yeah|yes|no|seriously) )fuck (?:all "
        r")?(?:of )?(?:the |these |those )?(?P<who>[\w-]+)(?=$|[ ,]*$|[,)]| and| in| "
        r"who)",
    ),
    phrase(
        Category.IDENTITY_HATE,
        0.85,
        r"\bgo back (?:to|where|and) (?:your (?:own )?(?:country|shithole|jungle|cave|"
        r"homeland|mud hut|desert)|africa|mexico|china|india|the kitchen|(?:you|u) "
        r"(?:came|come|belong))",
        direct=True,
    ),
)

OPEN_HATE = Phrases(_GATE, _PHRASES)
