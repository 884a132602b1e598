"""Values to JSON and back, field by field: what a stored decision looks like.

Each document says its version in "v". A field that is added gets a default here
when it is read; a change of meaning gets a new version and a branch for the old.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any, TypeVar

from civilbot.errors import Refused
from civilbot.model import (
    Action,
    ActionKind,
    Category,
    Caution,
    Finding,
    Fired,
    Item,
    Judgement,
    Match,
    Mode,
    Opinion,
    Reading,
    Span,
    Target,
    Verdict,
)

VERSION = 1

T = TypeVar("T")


def dump_reasons(reasons: Iterable[str]) -> str:
    """Write the sentences of a decision."""
    return _dump({"reasons": list(reasons)})


def load_reasons(text: str) -> tuple[str, ...]:
    """Read the sentences of a decision."""
    return _load(text, lambda found: tuple(found["reasons"]))


def dump_reading(reading: Reading) -> str:
    """Write what the detector made of a text."""
    return _dump(
        {
            "score": reading.score,
            "findings": [_finding(finding) for finding in reading.findings],
            "model": reading.model,
            "categories": [[str(name), score] for name, score in reading.categories],
            "vetoes": list(reading.vetoes),
            "abstained": reading.abstained,
            "opinion": asdict(reading.opinion) if reading.opinion else None,
            "incivility": reading.incivility,
        }
    )


def load_reading(text: str) -> Reading:
    """Read what the detector made of a text."""
    return _load(
        text,
        lambda found: Reading(
            score=found["score"],
            findings=tuple(_to_finding(one) for one in found["findings"]),
            model=found["model"],
            categories=tuple(
                (Category(name), score) for name, score in found["categories"]
            ),
            vetoes=tuple(found["vetoes"]),
            abstained=found["abstained"],
            opinion=_to_opinion(found.get("opinion")),
            incivility=found.get("incivility"),
        ),
    )


def _to_opinion(found: dict[str, Any] | None) -> Opinion | None:
    """Turn plain values into a second opinion."""
    if found is None:
        return None
    category, target = found["category"], found["target"]
    return Opinion(
        verdict=Judgement(found["verdict"]),
        category=Category(category) if category else None,
        target=Target(target) if target else None,
        why=found["why"],
        model=found["model"],
        prompt=found["prompt"],
    )


def _finding(finding: Finding) -> dict[str, Any]:
    """Turn a finding into plain values."""
    return {
        "category": str(finding.category),
        "target": str(finding.target),
        "score": finding.score,
        "spans": [[span.start, span.end, span.why] for span in finding.spans],
        "reason": finding.reason,
        "level": str(finding.level),
    }


def _to_finding(found: dict[str, Any]) -> Finding:
    """Turn plain values into a finding."""
    return Finding(
        category=Category(found["category"]),
        target=Target(found["target"]),
        score=found["score"],
        spans=tuple(Span(start, end, why) for start, end, why in found["spans"]),
        reason=found["reason"],
        level=Caution(found.get("level", Caution.VERY_CAUTIOUS)),
    )


def dump_match(match: Match) -> str:
    """Write how a thread fits a briefing."""
    return _dump(
        {
            "briefing": match.briefing,
            "confidence": match.confidence,
            "verdict": str(match.verdict),
            "why": list(match.why),
        }
    )


def load_match(text: str) -> Match:
    """Read how a thread fits a briefing."""
    return _load(
        text,
        lambda found: Match(
            briefing=found["briefing"],
            confidence=found["confidence"],
            verdict=Verdict(found["verdict"]),
            why=tuple(found["why"]),
        ),
    )


def dump_action(action: Action) -> str:
    """Write one action."""
    return _dump(_action(action))


def load_action(text: str) -> Action:
    """Read one action."""
    return _load(text, _to_action)


def dump_actions(actions: Iterable[Action], fired: Iterable[Fired] = ()) -> str:
    """Write the actions of a decision, and which rules held."""
    return _dump(
        {
            "actions": [_action(action) for action in actions],
            "fired": [[one.rule, str(one.mode)] for one in fired],
        }
    )


def load_actions(text: str) -> tuple[Action, ...]:
    """Read the actions of a decision."""
    return _load(text, lambda found: tuple(map(_to_action, found["actions"])))


def load_fired(text: str) -> tuple[Fired, ...]:
    """Read which rules held; their reasons stand in the decision's."""
    return _load(
        text,
        lambda found: tuple(
            Fired(rule=rule, mode=Mode(mode), reason="")
            for rule, mode in found.get("fired", ())
        ),
    )


def _action(action: Action) -> dict[str, Any]:
    """Turn an action into plain values."""
    return {
        "kind": str(action.kind),
        "subreddit": action.subreddit,
        "fullname": action.fullname,
        "thread": action.thread,
        "text": action.text,
        "subject": action.subject,
        "user": action.user,
        "briefing": action.briefing,
        "edited_utc": action.edited_utc,
        "asked_by": action.asked_by,
        "conversation": action.conversation,
        "rules": list(action.rules),
    }


def _to_action(found: dict[str, Any]) -> Action:
    """Turn plain values into an action."""
    return Action(
        kind=ActionKind(found["kind"]),
        subreddit=found["subreddit"],
        fullname=found["fullname"],
        thread=found["thread"],
        text=found["text"],
        subject=found["subject"],
        user=found["user"],
        briefing=found["briefing"],
        edited_utc=found["edited_utc"],
        asked_by=found.get("asked_by", ""),
        conversation=found.get("conversation", ""),
        rules=tuple(found.get("rules", ())),
    )


def dump_about(item: Item) -> str:
    """Write what an item's own columns leave out."""
    return _dump(
        {
            "url": item.url,
            "flair": item.flair,
            "parent": item.parent,
            "deleted": item.deleted,
            "removed": item.removed,
            "approved": item.approved,
            "locked": item.locked,
            "archived": item.archived,
            "distinguished": item.distinguished,
            "num_reports": item.num_reports,
            "score": item.score,
            "crosspost_of": item.crosspost_of,
            # Its text is somebody else's, who may delete it elsewhere.
            "crosspost_title": item.crosspost_title,
            "submitter": item.submitter,
            "author_flair": item.author_flair,
        }
    )


def load_about(text: str | None) -> dict[str, Any]:
    """Read what an item's own columns leave out, by field; empty if not kept."""
    if text is None:
        return {}
    return _load(text, lambda found: {k: v for k, v in found.items() if k != "v"})


def _dump(values: dict[str, Any]) -> str:
    """Write one document: ASCII only, so any text survives in any database."""
    return json.dumps({"v": VERSION, **values}, separators=(",", ":"))


def _load(text: str, build: Callable[[dict[str, Any]], T]) -> T:
    """Read one document of a version that we know."""
    found = json.loads(text)
    if found["v"] != VERSION:
        raise Refused(
            f"a stored decision was written by a newer civilbot (v{found['v']}): "
            "upgrade civilbot or restore a backup"
        )
    return build(found)
