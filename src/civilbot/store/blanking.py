"""Takes what a person wrote out of the sentences that we made of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from civilbot.model import Action, ActionKind, Item, Match, Reading

GONE = "[deleted]"

#: Stretches in quotation marks of any kind, and lines quoted as Reddit does.
#: An apostrophe inside a word does not end a quotation.
_QUOTED = re.compile(
    "\u201c[^\u201d]*\u201d|\u201e[^\u201c\u201d]*[\u201c\u201d]|\u00ab[^\u00bb]*\u00bb"
    r"""|"[^"]*"|`[^`]*`"""
    "|\u2018(?:[^\u2019]|\u2019(?=\\w))*\u2019"
    r"|(?<!\w)'(?:[^'\n]|(?<=\w)'(?=\w))*'(?!\w)"
    r"|^\s*>.*$",
    re.MULTILINE,
)

#: Longer texts are not repeated as a whole in any sentence of ours.
_SHORT_TEXT = 300

_REPLIES = frozenset({ActionKind.REPLY, ActionKind.EDIT_REPLY})


@dataclass(frozen=True, slots=True)
class Traces:
    """The very words of an item that may be found in our sentences on it."""

    #: The author, the title, and the permalink, which holds the title's words.
    names: tuple[str, ...]
    #: What the findings point at.
    phrases: tuple[str, ...]

    @classmethod
    def of(cls, item: Item, reading: Reading | None) -> "Traces":
        """Gather them, longest first, so that no half of one is left over."""
        text = item.words
        phrases = {
            text[span.start : span.end]
            for finding in (reading.findings if reading else ())
            for span in finding.spans
        }
        if len(item.text) <= _SHORT_TEXT:
            phrases.add(item.text)
        return cls(
            names=_longest_first({item.author or "", item.title, item.permalink}),
            phrases=_longest_first(phrases),
        )

    def blank(self, text: str) -> str:
        """Take quotations and all these words out of a sentence."""
        return _without(_QUOTED.sub(GONE, text), (*self.names, *self.phrases))

    def blank_reading(self, reading: Reading) -> Reading:
        """Keep scores and categories; spans and words go."""
        findings = tuple(
            replace(finding, spans=(), reason=self.blank(finding.reason))
            for finding in reading.findings
        )
        vetoes = tuple(self.blank(veto) for veto in reading.vetoes)
        # What a second opinion said may quote them in any form.
        opinion = replace(reading.opinion, why=GONE) if reading.opinion else None
        return replace(reading, findings=findings, vetoes=vetoes, opinion=opinion)

    def blank_match(self, match: Match) -> Match:
        """Keep how well a thread fitted; the words that said so go."""
        return replace(match, why=tuple(self.blank(one) for one in match.why))

    def blank_action(self, action: Action) -> Action:
        """Take the author, and of what is not our own briefing the words, out."""
        if ours(action):
            text = _without(action.text, self.names)
            return replace(action, text=text, user="")
        text, subject = self.blank(action.text), self.blank(action.subject)
        return replace(action, text=text, subject=subject, user="")


def ours(action: Action) -> bool:
    """Whether an action's text is our own: what it quotes is from a briefing."""
    return action.kind in _REPLIES or bool(action.briefing)


def plain_permalink(item: Item) -> str:
    """Write a permalink that says nothing of the title."""
    name, thread = item.fullname[3:], item.thread[3:]
    if not thread or thread == name:
        return f"/comments/{name}/"
    return f"/comments/{thread}/_/{name}/"


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(filter(None, words), key=len, reverse=True))


def _without(text: str, words: Iterable[str]) -> str:
    """Take whole words or phrases out of a text, however they are capitalised."""
    for word in words:
        before = r"(?<!\w)" if word[0].isalnum() else ""
        after = r"(?!\w)" if word[-1].isalnum() else ""
        text = re.sub(before + re.escape(word) + after, GONE, text, flags=re.IGNORECASE)
    return text
