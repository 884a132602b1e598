"""The conditions that AutoModerator has ready-made, under `standard`."""

from collections.abc import Mapping

from civilbot.automod.fields import Looks
from civilbot.automod.patterns import Untranslatable
from civilbot.automod.texts import Tree

#: What they come to, and what they look at.
_KNOWN: Mapping[str, tuple[Tree, Looks, frozenset[str]]] = {
    "direct image links": (
        {"url": {"regex": [r"\.(?:png|jpe?g|gifv?)(?:[?#]|$)"]}},
        Looks.LINK,
        frozenset({"url", "domain"}),
    ),
    "facebook links": (
        {"domain": ["facebook.com", "fb.com", "fb.me"]},
        Looks.ALL,
        frozenset({"url", "domain", "body"}),
    ),
}

_LISTS = (
    "image hosting sites",
    "video hosting sites",
    "streaming sites",
    "crowdfunding sites",
    "meme generator sites",
    "amazon affiliate links",
)


def standard(name: object) -> tuple[Tree, Looks]:
    """Return what a ready-made condition asks for, and of what.

    Raises:
        Untranslatable: Reddit does not say what is in it, or there is none such.
    """
    if name in _KNOWN:
        asked, looks, _ = _KNOWN[str(name)]
        return asked, looks
    if name in _LISTS:
        raise Untranslatable(
            f"Reddit does not publish its list of '{name}'; list the sites under domain"
        )
    known = ", ".join(sorted([*_KNOWN, *_LISTS]))
    raise Untranslatable(f"AutoModerator has no '{name}'; it has {known}")


def replaced_by(name: object) -> frozenset[str]:
    """Return the fields that, if a rule has them too, take the place of its parts."""
    return _KNOWN[str(name)][2] if name in _KNOWN else frozenset()
