"""The reference part of docs/rules.md, written from the models."""

import re
from collections.abc import Iterator, Mapping
from enum import Enum

from pydantic import BaseModel

from civilbot.model import Category, Caution, Mode, Target
from civilbot.rules import (
    AuthorTest,
    BriefingRules,
    CategoryRules,
    Conditions,
    CustomRule,
    Example,
    ExampleAuthor,
    ExemptRules,
    Expect,
    FlagAction,
    FlagRules,
    Flair,
    NumberTest,
    On,
    QuietHours,
    ReplyMode,
    ReplyPart,
    Rules,
    Step,
    TargetRules,
    TextTest,
    TrialRules,
)
from civilbot.rules_reference.fields import (
    choices,
    keys,
    models,
    remarks,
    summary,
)

#: What each part is called here.
TITLES: Mapping[type, str] = {
    Rules: "the document",
    BriefingRules: "briefings",
    FlagRules: "flags",
    CategoryRules: "flags: a category",
    TargetRules: "flags: targets",
    Step: "flags: a rung of escalation",
    ExemptRules: "exempt",
    CustomRule: "rules: a rule",
    Conditions: "conditions",
    TextTest: "a condition on a text",
    NumberTest: "a condition on a number",
    AuthorTest: "conditions on the author",
    Flair: "flair",
    QuietHours: "quiet_hours",
    TrialRules: "trials",
    Example: "tests: an example",
    ExampleAuthor: "tests: its author",
}

#: What the words are called that may be chosen.
WORDS: Mapping[type, str] = {
    Mode: "modes",
    FlagAction: "actions",
    On: "on",
    Category: "categories",
    Target: "aims",
    Caution: "cautions",
    ReplyMode: "modes of briefings",
    ReplyPart: "parts of a reply",
    Expect: "expectations",
}


def reference() -> str:
    """Return the reference as Markdown."""
    parts = [_part(model) for model in models(Rules)]
    return "\n".join([*parts, *(_choices(cls, title) for cls, title in WORDS.items())])


def _part(model: type[BaseModel]) -> str:
    head = [f"### {TITLES[model]}", "", summary(model)]
    more = remarks(model)
    if more:
        head += ["", more]
    return "\n".join([*head, "", *_rows(model), ""])


def _rows(model: type[BaseModel]) -> Iterator[str]:
    yield "| key | what may stand there | if left out | what it does |"
    yield "| --- | --- | --- | --- |"
    for key in keys(model):
        kind = _LINK.sub(_link, key.kind)
        yield f"| `{key.name}` | {kind} | {key.default} | {key.sentence} |"


_LINK = re.compile(r"<(\w+)>")


def _link(found: re.Match[str]) -> str:
    titles = {cls.__name__: title for cls, title in {**TITLES, **WORDS}.items()}
    title = titles[found[1]]
    return f"[{title}](#{anchor(title)})"


def anchor(title: str) -> str:
    """Return the address of a heading within a page."""
    kept = (char for char in title.lower() if char.isalnum() or char in " -_")
    return "".join(kept).replace(" ", "-")


def _choices(cls: type[Enum], title: str) -> str:
    lines = [f"### {title}", "", summary(cls), ""]
    lines += [f"- `{word}`{f': {said}' if said else ''}" for word, said in choices(cls)]
    return "\n".join([*lines, ""])
