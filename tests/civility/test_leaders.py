"""Hard words at those in power are left alone, whoever they are and whatever the word.

A flag on "The president is an idiot" would lose a moderator for good.
"""

import pytest

from civilbot import classifier
from civilbot.model import Reading

LEADERS = (
    "Trump",
    "Putin",
    "Hillary Clinton",
    "Kamala Harris",
    "Nancy Pelosi",
    "Merkel",
    "Biden",
    "Macron",
    "Starmer",
    "Meloni",
    "Netanyahu",
    "Ilhan Omar",
    "Obama",
    "Lavrov",
    "Zelensky",
    "The president",
    "The prime minister",
    "Our senator",
    "The governor",
    "Ursula von der Leyen",
)
HARD_WORDS = (
    "a war criminal",
    "a dictator",
    "a liar",
    "a corrupt liar",
    "a crook",
    "a fraud",
    "an idiot",
    "a moron",
    "a stupid clown",
    "a coward and a cheat",
    "a traitor to the constitution",
    "a thief",
    "a tyrant",
    "a puppet of the oligarchs",
    "a demagogue",
    "incompetent",
    "a warmonger",
    "a murderer of children",
    "a piece of shit",
    "a fucking liar",
    "a bully",
    "a hypocrite",
    "senile",
    "unfit for office",
    "a racist",
    "a bigot",
    "a fascist",
    "a con man",
    "the worst leader ever",
    "an asshole",
)
ENDINGS = (".", " and belongs in prison.")


def read(text: str) -> Reading:
    """Read a text as the bot does by default."""
    return classifier.load().read(text)


@pytest.mark.parametrize("leader", LEADERS)
def test_no_hard_word_at_a_leader_is_flagged(leader: str) -> None:
    """Sixty sentences each."""
    texts = [f"{leader} is {word}{end}" for word in HARD_WORDS for end in ENDINGS]
    assert [text for text in texts if read(text).findings] == []


@pytest.mark.parametrize("leader", LEADERS)
def test_calls_to_harm_a_leader_are_flagged(leader: str) -> None:
    """Nobody may be threatened, however hated."""
    texts = [
        f"{leader} should be shot.",
        f"Somebody should hang {leader.replace('The ', 'the ')}.",
        f"{leader} deserves to die.",
    ]
    assert [text for text in texts if not read(text).findings] == []
