"""Reads a subreddit's rules page: the same format as a rules file.

The page knows its subreddit, so the key `subreddit` may be left out, and must not name
another. Whether the page rules at all is the operator's to say, in the file.
"""

from functools import lru_cache
from typing import Any

from pydantic import create_model

from civilbot import yaml_text
from civilbot.errors import BadInput
from civilbot.model import Mode
from civilbot.rules import Rules, Wiki
from civilbot.rules.words import PHRASES


def read_page(text: str, subreddit: str, *, source: str) -> yaml_text.Document[Rules]:
    """Read a rules page, and remember where each part of it stands.

    Args:
        text: of the page.
        subreddit: whose page it is, as it writes itself.
        source: what to call the page in diagnostics.

    Raises:
        BadInput: with line and column of everything that is wrong.
    """
    found = yaml_text.read(text, _model(subreddit), source=source, phrases=PHRASES)
    named = found.value.subreddit
    if named.lower() != subreddit.lower():
        hint = f"write {subreddit}, or leave the key out"
        message = f"subreddit: this is the page of r/{subreddit}, not of r/{named}"
        raise BadInput(found.marks.problem(("subreddit",), message, hint))
    if found.value.wiki is Wiki.OFF:
        message = "wiki: whether this page counts is the operator's to say, in a file"
        raise BadInput(found.marks.problem(("wiki",), message, "leave the key out"))
    return yaml_text.Document(_plain(found.value, subreddit=subreddit), found.marks)


def in_shadow(rules: Rules) -> Rules:
    """Give the same rules, but that nothing is done on Reddit."""
    return _plain(rules, mode=Mode.SHADOW)


def _plain(rules: Rules, **changes: Any) -> Rules:
    """Copy rules that are known to be right; what was derived of them is left out."""
    values = {name: getattr(rules, name) for name in Rules.model_fields}
    return Rules.model_construct(
        rules.model_fields_set | set(changes), **{**values, **changes}
    )


@lru_cache(maxsize=1_000)
def _model(subreddit: str) -> type[Rules]:
    """Give the model of a page: as of a file, but that it knows its subreddit."""
    default = (Rules.__annotations__["subreddit"], subreddit)
    return create_model("Rules", __base__=Rules, subreddit=default)
