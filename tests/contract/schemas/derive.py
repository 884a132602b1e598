"""Derives the shapes in this folder from the recordings of Reddit's real answers.

Re-run after new recordings or a new line in `endpoints.txt`:

    python -m tests.contract.schemas.derive

The recordings (`endpoint_shapes.json`, `thing_shapes.json`: counts of keys and types,
no content) lie beside the repository in `shared/reddit`. `test_schemas.py` derives them
again and compares, so a shape edited by hand does not last.

How a shape is written:

- `"null|string"`: one of these types; `"any"`: the recordings tell nothing about it;
- `{"object": {"id": …, "edited?": …}}`: the keys; with `?` not always there;
- `{"array": …}`, `{"map": …}`: items; values under keys that are ids or names;
- `{"listing": …}`: a Listing of these; `{"thing": ["t1", "t3"]}`: kind and data;
- `{"shape": "conversation"}`: as in the file of that name; `{"one of": […]}`.

`by_year.py` says which keys of things are required and which have vanished. Answers
other than things were recorded without years: there a key is required if all had it.
"""

import json
import re
from pathlib import Path
from typing import Any

from tests.contract.schemas.by_year import things
from tests.contract.schemas.counts import Recorded, marked, merge
from tests.contract.schemas.write import PARTS, Shape, object_shape, shape_of

HERE = Path(__file__).resolve().parent
RECORDINGS = HERE.parents[3] / "shared" / "reddit"
ENDPOINTS = frozenset((HERE / "endpoints.txt").read_text().splitlines())


def derive(recordings: Path = RECORDINGS) -> dict[str, Any]:
    """Build every shape, by file name without its ending."""
    endpoints = _load(recordings / "endpoint_shapes.json")
    shapes = dict(things(_load(recordings / "thing_shapes.json")))
    shapes["listing"] = _envelope(endpoints["GET /message/inbox/ 200"]["schema"])
    shapes["me"] = _me(endpoints["GET /api/v1/me 200"]["schema"], shapes["t2_me"])
    for name, mark in PARTS.items():
        found = [part for e in endpoints.values() for part in marked(e["schema"], mark)]
        shapes[name] = object_shape(merge(found))
    refused = endpoints["POST /r/{sr}/api/accept_moderator_invite 200"]["schema"]
    shapes["form_errors"] = object_shape(refused)
    for key, recorded in _answers(endpoints).items():
        shapes[_file_name(key)] = {
            "answer": key,
            "recordings": recorded["n"],
            "newest": recorded["last"],
            "body": shape_of(recorded["schema"]),
        }
    shapes["get_api_mod_conversations_unread_count_200"]["body"]["object"] |= {
        # Recorded in 2017; PRAW 8's documentation of unread_count names these as well.
        "appeals?": "number",
        "join_requests?": "number",
    }
    return shapes


def write(shapes: dict[str, Any], folder: Path = HERE) -> None:
    """Save each shape in its own file and drop those that are gone."""
    for old in folder.glob("*.json"):
        old.unlink()
    for name, shape in shapes.items():
        text = json.dumps(shape, indent=1, sort_keys=True)
        (folder / f"{name}.json").write_text(text + "\n")


def _load(path: Path) -> dict[str, Any]:
    # The recordings' own stand-in for a subreddit got into the key contest_mode.
    text = path.read_text().replace("con<TEST_SUBREDDIT>_mode", "contest_mode")
    loaded: dict[str, Any] = json.loads(text, object_pairs_hook=_joined)
    return loaded


def _joined(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Read an object in which a key may come twice: such counts belong together."""
    result: dict[str, Any] = {}
    for key, value in pairs:
        result[key] = merge([result[key], value]) if key in result else value
    return result


def recorded_endpoints(recordings: Path = RECORDINGS) -> set[str]:
    """Every endpoint that was ever recorded, as `METHOD /path/{part}`."""
    keys = _load(recordings / "endpoint_shapes.json")
    return {f"{key.split()[0]} {_template(key.split()[1])}" for key in keys}


def _answers(endpoints: dict[str, Any]) -> dict[str, Any]:
    """The recordings of the endpoints asked for, by method, path and status."""
    wanted: dict[str, list[Any]] = {}
    for key, recorded in endpoints.items():
        method, path, status = key.split(" ")
        path = _template(path)
        if f"{method} {path}" in ENDPOINTS:
            wanted.setdefault(f"{method} {path} {status}", []).append(recorded)
    return {
        key: {
            "n": sum(part["n"] for part in parts),
            "last": max(part["last"] for part in parts),
            "schema": merge(part["schema"] for part in parts),
        }
        for key, parts in sorted(wanted.items())
    }


def _template(path: str) -> str:
    """Name the parts of addresses in which the recordings left an id."""
    path = path.rstrip("/")
    path = re.sub(r"^(/comments/\{id\}/_)/\w+$", r"\1/{comment}", path)
    path = re.sub(r"^(/message/messages)/\w+$", r"\1/{id}", path)
    return re.sub(r"(/comments)/\w+/\w+/\w+$", r"\1/{id}/{slug}/{comment}", path)


def _file_name(key: str) -> str:
    return re.sub(r"\W+", "_", key.lower())


def _envelope(recorded: Recorded) -> dict[str, Any]:
    """What is around the children of a listing."""
    data = recorded["props"]["data"]["props"]
    keys: dict[str, Shape] = dict.fromkeys(data, "null|string")
    return {"object": keys | {"children": {"array": "any"}, "dist": "null|number"}}


def _me(recorded: Recorded, newest: Any) -> dict[str, Any]:
    """One's own account: its keys, as required as in the newest accounts recorded."""
    keys = object_shape(recorded)["object"]
    plain = {key.removesuffix("?"): shape for key, shape in keys.items()}
    required = set(newest["object"])
    return {"object": {k if k in required else f"{k}?": v for k, v in plain.items()}}


if __name__ == "__main__":
    write(derive())
