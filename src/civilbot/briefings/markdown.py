"""Writes text so that it reads alike on every Reddit front end and pings nobody."""

import re

_SPECIAL = re.compile(r"[\\`*_\[\]<>~^|&#]")
_AUTOLINK = re.compile(r"(?<=[a-z])(?=://)|(?<=www)(?=\.)", re.IGNORECASE)

# A mention is "u/name" or "/u/name" in running text, or a link to "/u/name"; a full
# address in a link does not notify anybody, and must stay as it is.
_MENTION = re.compile(
    r"\]\(\s*<?(?P<target>https?://[^)\s]*)"
    r"|(?P<address>https?://[^\s)\]>]+)"
    r"|(?P<mention>(?<![^\W_])(?:u|user|r)\\?/(?=\\?[\w-]))",
    re.IGNORECASE,
)
_PROFILE = re.compile(r"^https?://[^/]*reddit\.com/+(?:u|user)/", re.IGNORECASE)


def escape(text: str) -> str:
    """Write plain text so that none of its characters means anything."""
    line = " ".join(text.split())
    return without_pings(_AUTOLINK.sub(r"\\", _SPECIAL.sub(r"\\\g<0>", line)))


def without_pings(text: str) -> str:
    """Take the power to notify a user, or to link a subreddit, out of a text."""
    return _MENTION.sub(_defused, text)


def _defused(found: re.Match[str]) -> str:
    if found["mention"]:
        return found[0].replace("\\", "").replace("/", " / ")
    address = found["target"] or found["address"]
    if _PROFILE.match(address):
        return found[0].replace("/", " / ")
    return found[0]


def link(text: str, url: str) -> str:
    """Write a link; its text is escaped, its address cannot end the link early."""
    return f"[{escape(text)}]({address(url)})"


def address(url: str) -> str:
    """Write an address as a link's target."""
    swaps = {"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", " ": "%20", "\\": "%5C"}
    return "".join(swaps.get(char, char) for char in url)


def clip(text: str, limit: int) -> str:
    """Shorten a text to at most `limit` characters, between words if it can be."""
    if length(text) <= limit:
        return text
    # Halved where some characters count twice: shorter than need be, never too long.
    room = limit - 1 if text.isascii() else (limit - 1) // 2
    head = text[:room].rsplit(" ", 1)[0].rstrip(" ,;:\\")
    return f"{head}…"


def length(text: str) -> int:
    """Count as Reddit might at worst: characters beyond the basic plane twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
