"""The sentence near the top of a reply, where a subreddit has none of its own.

Every subreddit is given one of these, always the same, and it names the subreddit:
so no two subreddits are sent the same text.
"""

import hashlib

from civilbot.briefings.markdown import escape

_INTROS = (
    "This comes up in {place} from time to time; here is what can be checked.",
    "The moderators of {place} keep this background ready for threads like this one.",
    "Before it goes on: what is known, and what each side says, for {place}.",
    "Some common ground for {place}: first the facts, then the case for each view.",
    "For everybody in {place} who would like to look things up before answering.",
    "People in {place} disagree about this in good faith; both cases stand below.",
    "A short file on the subject, kept for {place}, with its sources at the end.",
    "To save {place} some searching: background on the subject of this thread.",
)


def intro_for(subreddit: str) -> str:
    """Give a subreddit's sentence, in Markdown."""
    name = subreddit[:40]
    digest = hashlib.sha256(name.lower().encode()).digest()
    return _INTROS[digest[0] % len(_INTROS)].format(place=escape(name))
