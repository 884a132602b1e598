"""Finds for each request to the simulator the recorded endpoint it imitates."""

import re
from collections.abc import Iterator
from itertools import product

from werkzeug.routing import Map, Rule

from civilbot.simulator.routes import ROUTES
from civilbot.simulator.site import TOKEN_PATH

PARTS = {
    "comment": "{comment}",
    "conversation": "{id}",
    "link": "{id}",
    "message": "{id}",
    "names": "{sr}",
    "page": "{page}",
    "slug": "{slug}",
    "sr": "{sr}",
}
"""The recordings' word for each part of an address; others keep their own."""

CHOICE = re.compile(r"<any\(([^)]*)\):\w+>")
PART = re.compile(r"<(?:path:)?(\w+)>")
TOKEN_ENDPOINT = f"POST {TOKEN_PATH}"


def served() -> set[str]:
    """Every endpoint of the simulator, as `METHOD /path/{part}`."""
    return {
        f"{route.method} {template}"
        for route in ROUTES
        for template in _templates(route.path)
    } | {TOKEN_ENDPOINT}


def endpoint(method: str, path: str) -> str:
    """The endpoint that a request reaches."""
    path = path.rstrip("/")
    if path == TOKEN_PATH:
        return TOKEN_ENDPOINT
    rule, values = _MAP.match(path, method=method, return_rule=True)
    chosen = CHOICE.sub(lambda found: str(values[_name(found)]), rule.rule)
    return f"{method} {_with_parts(chosen, path)}"


def _templates(route: str) -> Iterator[str]:
    choices = [found.split(",") for found in CHOICE.findall(route)]
    blank = CHOICE.sub("\0", route)
    for picked in product(*choices):
        path = blank
        for one in picked:
            path = path.replace("\0", one, 1)
        yield _with_parts(path)
        if "<slug>/<comment>" in path:
            # What asks for one comment alone writes an underscore for the title.
            yield _with_parts(path.replace("<slug>", "_"))


def _with_parts(path: str, real: str = "") -> str:
    if "/_/" in real:
        path = path.replace("<slug>", "_")
    return PART.sub(lambda found: PARTS.get(found[1], f"{{{found[1]}}}"), path)


def _name(found: re.Match[str]) -> str:
    return found[0].rpartition(":")[2].rstrip(">")


_MAP = Map(
    [Rule(route.path, methods=[route.method]) for route in ROUTES], merge_slashes=False
).bind("127.0.0.1")
