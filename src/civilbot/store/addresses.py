"""Finds out which thing on Reddit people mean by what they paste."""

import re

from civilbot.errors import BadInput, Place, Problem

_FULLNAME = re.compile(r"t[13]_[0-9a-z]+")
#: On any front end: /comments/THREAD, /comments/THREAD/SLUG/COMMENT.
_COMMENTS = re.compile(r"/comments/([0-9a-z]+)(?:/[^/?#]*/([0-9a-z]+))?(?=[/?#.]|$)")
_SHORT = re.compile(r"^(?:https?:)?(?://)?(?:www\.)?redd\.it/([0-9a-z]+)")
_GALLERY = re.compile(r"/(?:gallery|tb)/([0-9a-z]+)")
_SHARED = re.compile(r"/(?:r|u|user)/[^/]+/s/[0-9a-z]+")


def fullname_in(text: str) -> str:
    """Read a full name, a permalink or the address of any front end; "" for none."""
    said = text.strip(" \t\r\n<>").lower()
    if _FULLNAME.fullmatch(said):
        return said
    if found := _COMMENTS.search(said):
        thread, comment = found.groups()
        return f"t1_{comment}" if comment else f"t3_{thread}"
    if found := _SHORT.search(said) or _GALLERY.search(said):
        return f"t3_{found[1]}"
    if _SHARED.search(said):
        problem = "a share link hides which thing it is"
        hint = "open it and copy the address it leads to"
        raise BadInput(Problem(Place(text.strip()), problem, hint))
    return ""
