"""Turns AutoModerator's `{{placeholders}}` into those of civilbot's rules."""

import re
from collections.abc import Mapping

from civilbot.automod.patterns import Untranslatable

_PLACE = re.compile(r"\{\{([^{}]*)\}\}")
_OURS = re.compile(r"\{(?:author|kind|link|match|reason|subreddit|title)\}")
_SAME = {
    "author": "{author}",
    "kind": "{kind}",
    "permalink": "{link}",
    "subreddit": "{subreddit}",
    "title": "{title}",
}
_KNOWN = frozenset(
    {
        *("body", "domain", "url", "author_flair_text", "author_flair_css_class"),
        *("author_flair_template_id", "media_author", "media_author_url"),
        *("media_title", "media_description"),
    }
)
_MATCH = re.compile(r"match(?:-([a-z_+~#0-9]*?[a-z_+#]))?(?:-(\d+))?")
#: At the end of a reason, where civilbot says the words by itself.
_AT_THE_END = re.compile(r"[\s:;,.\-–—(\[\"'“‘*_]*\{\{match[^{}]*\}\}[\s.)\]\"'”’*_]*$")  # noqa: RUF001 - such dashes and quotes are in moderators' texts


def filled_in(text: str, searches: tuple[str, ...]) -> str:
    """Write a text with the placeholders of rules.

    Args:
        text: a reply or mail of AutoModerator's.
        searches: the names of the rule's searches that find words.

    Raises:
        Untranslatable: a placeholder has nothing that stands for it.
    """
    found = _OURS.search(_PLACE.sub("", text))
    if found is not None:
        raise Untranslatable(f"in rules, {found[0]} is a placeholder itself")
    return _PLACE.sub(lambda place: _ours(place[1].strip(), searches), text)


def reason(text: str, searches: tuple[str, ...], constants: Mapping[str, str]) -> str:
    """Write a reason, in which rules fill in nothing.

    civilbot adds the words that were found by itself, so they may end it.

    Args:
        text: a reason of AutoModerator's.
        searches: the names of the rule's searches that find words.
        constants: placeholders that stand for the same whenever the rule fires.

    Raises:
        Untranslatable: there is another placeholder in it.
    """
    found = _AT_THE_END.search(text)
    if found is not None and searches:
        place = _PLACE.findall(found[0])[0].strip()
        if _is_whole_match(place):
            text = text[: found.start()]
    return " ".join(constant(text, constants).split())


def media_in(text: str) -> str:
    """Return the media placeholder in a text, if there is one."""
    places = (place.strip() for place in _PLACE.findall(text))
    return next((place for place in places if place.startswith("media_")), "")


def constant(text: str, constants: Mapping[str, str]) -> str:
    """Write a text in which rules fill in nothing.

    Raises:
        Untranslatable: there is a placeholder in it that is no constant.
    """

    def filled(place: re.Match[str]) -> str:
        return constants.get(place[1].strip()) or place[0]

    text = _PLACE.sub(filled, text)
    found = _PLACE.search(text)
    if found is not None:
        raise Untranslatable(f"rules fill in nothing here: {found[0]}")
    return text


def _ours(place: str, searches: tuple[str, ...]) -> str:
    if place in _SAME:
        return _SAME[place]
    found = _MATCH.fullmatch(place)
    if found is not None:
        return _match(place, found, searches)
    if place in _KNOWN:
        raise Untranslatable(f"rules have no placeholder for {{{{{place}}}}}")
    raise Untranslatable(f"AutoModerator has no placeholder {{{{{place}}}}}")


def _is_whole_match(place: str) -> bool:
    found = _MATCH.fullmatch(place)
    return found is not None and found[2] in (None, "1")


def _match(place: str, found: re.Match[str], searches: tuple[str, ...]) -> str:
    """The words that were found: rules know them of their only search."""
    if not _is_whole_match(place):
        raise Untranslatable(f"rules know no parts of what was found: {{{{{place}}}}}")
    if len(searches) != 1:
        count = len(searches)
        raise Untranslatable(
            f"{{{{{place}}}}} needs a rule with one search; this one has {count}"
        )
    if found[1] not in (None, searches[0]):
        raise Untranslatable(f"{{{{{place}}}}} names a search that the rule has not")
    if searches == ("domain",):
        raise Untranslatable(f"rules know the link, not its site: {{{{{place}}}}}")
    return "{match}"
