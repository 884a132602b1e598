"""AutoModerator's rules as its documentation reads: whether one applies to an item.

It shares nothing with the translator. It knows the conditions that can be translated;
where the documentation leaves something open, a comment says how it is read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import yaml

from civilbot.model import Context, Item, Kind

Rule = Mapping[str, Any]

#: The search method of a field that stands alone and has none; else includes-word.
DEFAULTS = {"url": "includes", "flair_text": "full-exact"}
METHODS = (
    "includes-word",
    "includes",
    "starts-with",
    "ends-with",
    "full-exact",
    "full-text",
)
THRESHOLDS = {
    "comment_karma",
    "post_karma",
    "link_karma",
    "combined_karma",
    "account_age",
}
ON_POSTS = ("title", "url", "domain", "flair_text", "set_flair")


def rules_of(page: str) -> list[tuple[str, Rule]]:
    """Give each rule of a page: its text, and what YAML makes of it."""
    texts = re.split(r"^---", page, flags=re.MULTILINE)
    read = [(text, yaml.safe_load(text)) for text in texts]
    return [(text, rule) for text, rule in read if isinstance(rule, dict)]


def applies(rule: Rule, item: Item, context: Context) -> bool:
    """Whether the conditions of a rule hold for an item."""
    return (
        _fits_type(rule, item)
        and not _is_exempt(rule, item, context)
        and all(_simple(rule, item))
        and all(_about_author(rule, item, context))
        and _searches(rule, item)
    )


def _fits_type(rule: Rule, item: Item) -> bool:
    wanted = str(rule.get("type", "any"))
    post = item.kind is Kind.SUBMISSION
    # A rule with a field that only posts have is about posts.
    fields = [set(_parts(key)[0]) for key in rule]
    if any(found & set(ON_POSTS) and "body" not in found for found in fields):
        wanted = "submission" if wanted == "any" else wanted
    # Of these two, only comments have any.
    author = rule.get("author")
    of_comments = isinstance(author, dict) and author.get("is_submitter") is False
    if of_comments or "is_top_level" in rule:
        wanted = "comment"
    return {
        "any": True,
        "comment": not post,
        "submission": post,
        "text submission": post and not item.url,
        "link submission": post and bool(item.url),
        "crosspost submission": post and bool(item.crosspost_of),
    }[wanted]


def _is_exempt(rule: Rule, item: Item, context: Context) -> bool:
    spares = rule.get("action") in ("remove", "spam", "filter", "report")
    return rule.get("moderators_exempt", spares) and item.author in context.moderators


def _simple(rule: Rule, item: Item) -> Iterator[bool]:
    body = _body(rule, item)
    length = len(re.sub(r"^\W+|\W+$", "", body or ""))
    if "reports" in rule:
        yield item.num_reports >= rule["reports"]
    if "body_longer_than" in rule:
        yield body is not None and length > rule["body_longer_than"]
    if "body_shorter_than" in rule:
        yield body is not None and length < rule["body_shorter_than"]
    if "is_edited" in rule:
        yield rule["is_edited"] == bool(item.edited_utc)
    if "is_top_level" in rule:
        yield rule["is_top_level"] == item.parent.startswith("t3_")
    if rule.get("standard") == "direct image links":
        yield bool(re.search(r"\.(png|jpg|jpeg|gif|gifv)($|\?|#)", item.url.lower()))
    if rule.get("standard") == "facebook links":
        links = f"{item.url} {item.text}"
        yield bool(
            re.search(r"https?://([\w-]+\.)*(facebook\.com|fb\.(com|me))", links)
        )


def _body(rule: Rule, item: Item) -> str | None:
    """Give the body; None for a link without a text, of which there is none."""
    if item.kind is Kind.SUBMISSION and item.url and not item.text:
        return None
    if not rule.get("ignore_blockquotes"):
        return item.text
    lines = item.text.split("\n")
    return "\n".join(line for line in lines if not line.startswith(">"))


def _about_author(rule: Rule, item: Item, context: Context) -> Iterator[bool]:
    for key in ("author", "~author"):
        asked = rule.get(key, {})
        if not isinstance(asked, dict):
            asked = {key.replace("author", "name"): asked}
        if any(name in THRESHOLDS for name in asked):
            yield _thresholds(asked, context)
        texts = {"name": item.author or "", "flair_text": item.author_flair}
        for name, values in asked.items():
            if name in ("is_contributor", "is_moderator", "is_submitter"):
                yield values == _is(name, item, context)
            elif set(_parts(name)[0]) <= texts.keys():
                yield _found(name, values, [texts[one] for one in _parts(name)[0]])


def _is(name: str, item: Item, context: Context) -> bool:
    if name == "is_submitter":
        return item.submitter
    people = context.moderators if name == "is_moderator" else context.approved_users
    return item.author in (people or ())


def _thresholds(asked: Mapping[str, Any], context: Context) -> bool:
    known = context.author
    assert known is not None
    age = timedelta(seconds=context.now - (known.created_utc or 0))
    values: dict[str, Any] = {
        "comment_karma": known.comment_karma,
        "post_karma": known.post_karma,
        "link_karma": known.post_karma,
        "combined_karma": known.total_karma,
        "account_age": age,
    }
    results = []
    for name in THRESHOLDS & asked.keys():
        words = re.findall(r"[<>]|-?\d+|[a-z]+", str(asked[name]))
        sign, number, unit = (*words, "days")[:3]
        limit: Any = int(number)
        if name == "account_age":
            limit = _period(int(number), unit)
        results.append(values[name] < limit if sign == "<" else values[name] > limit)
    return any(results) if asked.get("satisfy_any_threshold") else all(results)


def _period(number: int, unit: str) -> timedelta:
    days = {"minute": 1 / 1440, "hour": 1 / 24, "week": 7, "month": 30, "year": 365}
    return timedelta(days=number * days.get(unit.rstrip("s"), 1))


def _searches(rule: Rule, item: Item) -> bool:
    """Make the searches; a rule of whose searches none can be made does not apply."""
    made = False
    asked = False
    for key, values in rule.items():
        fields = _parts(key)[0]
        if not set(fields) <= {"title", "body", "url", "domain", "flair_text"}:
            continue
        asked = True
        texts = [text for name in fields for text in _text(name, rule, item)]
        if fields == ["body"] and not texts:
            # Rules on the body do not apply to links without one.
            return False
        if not texts:
            continue
        made = True
        if not _found(key, values, texts):
            return False
    return made or not asked


def _text(field: str, rule: Rule, item: Item) -> Iterator[str]:
    body = _body(rule, item)
    post = item.kind is Kind.SUBMISSION
    if field == "body" and body is not None:
        yield body
    elif field == "url" and item.url:
        yield item.url
    elif field == "title" and post:
        yield item.title
    elif field == "flair_text" and post:
        yield item.flair
    elif field == "domain" and post:
        site = re.match(r"https?://(?:www\.)?([^/?#:]+)", item.url)
        yield site[1].lower() if site else f"self.{item.subreddit}"


def _parts(key: str) -> tuple[list[str], list[str], bool]:
    """Give a key's fields, its modifiers, and whether it is turned around."""
    name, _, inside = key.partition("(")
    fields = name.strip().lstrip("~").partition("#")[0].split("+")
    modifiers = [one.strip() for one in inside.rstrip(")").split(",")]
    return fields, modifiers, name.startswith("~")


def _found(key: str, values: Any, texts: Sequence[str]) -> bool:
    fields, modifiers, turned = _parts(key)
    listed = [str(one) for one in (values if isinstance(values, list) else [values])]
    named = [one for one in modifiers if one in METHODS]
    default = DEFAULTS.get(fields[0], "includes-word")
    method = named[0] if named else default if len(fields) == 1 else "includes-word"
    if fields == ["domain"] and not named:
        sites = [f".{one}".lower() for one in listed]
        hit = any(f".{text}".lower().endswith(one) for text in texts for one in sites)
    else:
        patterns = [_pattern(one, method, modifiers) for one in listed]
        hit = any(pattern.search(text) for pattern in patterns for text in texts)
    return hit != turned


def _pattern(value: str, method: str, modifiers: Sequence[str]) -> re.Pattern[str]:
    flags = re.DOTALL
    if "case-sensitive" not in modifiers:
        flags |= re.IGNORECASE
    if value.startswith("(?m)"):
        value, flags = value.removeprefix("(?m)"), flags | re.MULTILINE
    inside = value if "regex" in modifiers else re.escape(value)
    ways = {
        # An entire word: no letter runs on where the value ends with one.
        "includes-word": rf"(?:\b|(?<!\w))(?:{inside})(?:\b|(?!\w))",
        "includes": inside,
        "starts-with": rf"\A(?:{inside})",
        "ends-with": rf"(?:{inside})\Z",
        "full-exact": rf"\A(?:{inside})\Z",
        "full-text": rf"\A\W*(?:{inside})\W*\Z",
    }
    return re.compile(ways[method], flags)
