"""What a thread says beside its title: its flair, its text, and where it points."""

import re
from urllib.parse import urlsplit

from civilbot.model import Item

#: Long posts mention everything somewhere; their beginning says what they are about.
TEXT_READ = 600

#: How far below "sure" a confidence stays that rests on more than the title.
NOT_SURE = 0.01

_NO_NAMES = frozenset({"www", "com", "org", "net", "co", "amp", "html", "htm", "php"})


def addition(item: Item) -> str:
    """Give the words of a post beside its title; "" if it has none.

    They are its flair, the title that it repeats as a crosspost, the beginning of its
    text, or of the text that it repeats, and the words in its link's path: outlets
    write the headline there.
    """
    path = urlsplit(_bare(item.url)).path
    repeated = item.crosspost_title if item.crosspost_title != item.title else ""
    text = (item.text or item.crosspost_text)[:TEXT_READ]
    parts = (item.flair, repeated, text, " ".join(_words(path)))
    return " ".join(part for part in map(str.strip, parts) if part)


def whole(item: Item) -> str:
    """Give title and post as one text for the sentence encoder; "" without a post.

    The name of the outlet is in it, which terms are not looked for in.
    """
    more = addition(item)
    if not more:
        return ""
    host = urlsplit(_bare(item.url)).netloc
    outlet = " ".join(word for word in _words(host) if word not in _NO_NAMES)
    return " ".join(part for part in (item.title, more, outlet) if part)


def _bare(url: str) -> str:
    """Leave out what `urlsplit` would stumble over: brackets belong to addresses."""
    return url.replace("[", " ").replace("]", " ")


def _words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]{2,}", text)
