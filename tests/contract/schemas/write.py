"""Writes recorded counts as the compact shapes that `derive.py` explains."""

from typing import Any

from tests.contract.schemas.counts import Recorded, count, merge

Shape = str | dict[str, Any]

KINDS = {
    "t1": "link_id",
    "t1_inbox": "was_comment",
    "t2": "link_karma",
    "t3": "selftext",
    "t5": "accounts_active",
    "modaction": "mod_id36",
    "wikipage": "content_md",
}
"""Kinds of things by a key that only they have."""

MORE = {"children", "count", "parent_id"}
"""The keys that together give away what stands for comments left out."""

PARTS = {
    "conversation": "objIds",
    "mod_note": "user_note_data",
    "modmail_action": "actionTypeId",
    "modmail_message": "bodyMarkdown",
    "modmail_user": "banStatus",
    "wiki_revision": "timestamp",
}
"""Parts of several answers by a key that only they have."""

MAPS = {
    "conversations",
    "features",
    "media_metadata",
    "messages",
    "modActions",
    "recentComments",
    "recentConvos",
    "recentPosts",
}
"""Objects whose keys are ids or names, not fields; removal reasons come collapsed."""

COLLAPSED = "*"
"""How the recordings write keys that they had already recognised as ids."""

EMPTY: Shape = {"object": {}}


def shape_of(recorded: Recorded) -> Shape:
    """Write a shape; what has a file of its own is referred to by name."""
    simple = sorted(set(recorded["types"]) - {"array", "object"})
    options: list[Shape] = ["|".join(simple)] if simple else []
    if "array" in recorded["types"]:
        items = recorded.get("items")
        options.append({"array": shape_of(items) if items else "any"})
    if "object" in recorded["types"]:
        options.append(_named(recorded))
    return _one_of(options)


def object_shape(recorded: Recorded) -> dict[str, Any]:
    """Write an object key by key."""
    total = recorded["types"]["object"]
    keys: dict[str, Shape] = {}
    for key, value in recorded.get("props", {}).items():
        keys[key if count(value) >= total else f"{key}?"] = field_shape(key, value)
    return {"object": keys}


def field_shape(key: str, recorded: Recorded) -> Shape:
    """Write one field; one that was always null may be anything when it is set."""
    if set(recorded["types"]) == {"null"}:
        return "any"
    props = recorded.get("props", {})
    is_map = key in MAPS and PARTS["conversation"] not in props
    if "object" in recorded["types"] and (is_map or COLLAPSED in props):
        values = merge(props.values())
        return {"map": shape_of(values) if values["types"] else "any"}
    return shape_of(recorded)


def _one_of(options: list[Shape]) -> Shape:
    return options[0] if len(options) == 1 else {"one of": options}


def _named(recorded: Recorded) -> Shape:
    props = recorded.get("props", {})
    if set(props) == {"kind", "data"}:
        return _thing(recorded)
    if "oauth_client_id" in props:
        return {"shape": "me"}
    for name, mark in PARTS.items():
        if mark in props:
            always = count(props[mark]) == recorded["types"]["object"]
            options: list[Shape] = [{"shape": name}] if always else [EMPTY]
            return _one_of(options if always else [*options, {"shape": name}])
    return _bare(recorded) if _kinds(props) else object_shape(recorded)


def _thing(recorded: Recorded) -> Shape:
    props = recorded["props"]["data"].get("props", {})
    if {"after", "before", "children"} <= set(props):
        items = props["children"].get("items")
        return {"listing": shape_of(items) if items else "any"}
    if kinds := _kinds(props):
        return {"thing": sorted({kind.split("_")[0] for kind in kinds})}
    return object_shape(recorded)


def _kinds(props: dict[str, Any]) -> set[str]:
    kinds = {kind for kind, mark in KINDS.items() if mark in props}
    if set(props) >= MORE:
        kinds.add("more")
    # Nothing in the recordings tells comments from messages in an inbox.
    return kinds | {"t4"} if "t1_inbox" in kinds else kinds


def _bare(recorded: Recorded) -> Shape:
    """A thing's data without its kind; some answers have another form as well."""
    props = recorded["props"]
    options: list[Shape] = [{"shape": kind} for kind in sorted(_kinds(props))]
    if "json" in props:
        answer = {"types": {"object": 1}, "props": {"json": props["json"]}}
        options.append(object_shape(answer))
    elif any(count(part) < recorded["types"]["object"] for part in props.values()):
        options.append(EMPTY)
    return _one_of(options)
