"""Decisions and ledger entries as rows, keeping of an item no more than is needed."""

from typing import Any

from sqlalchemy import Row

from civilbot.ledger import Entry, State, case_id
from civilbot.model import ActionKind, Decision, Item, Kind, Outcome
from civilbot.store import codec
from civilbot.store.found import Judged

#: Where the bot acts or would act; only there the author and the text are kept.
ACTING = frozenset({Outcome.ACT, Outcome.SHADOW})

#: Actions that speak against an item, unless they are about a briefing.
_AGAINST = frozenset(
    {
        ActionKind.REPORT,
        ActionKind.REMOVE,
        ActionKind.LOCK,
        ActionKind.MOD_NOTE,
        ActionKind.MODMAIL,
        ActionKind.REPLY,
    }
)


def flags(decision: Decision) -> bool:
    """Whether a decision speaks against the item, or would have."""
    if decision.outcome not in ACTING:
        return False
    found = bool(decision.reading and decision.reading.findings)
    if not decision.actions:
        return found
    return any(
        action.kind in _AGAINST and not action.briefing for action in decision.actions
    )


def decision_row(decision: Decision, now: float) -> dict[str, Any]:
    """Turn a decision into a row."""
    item = decision.item
    acting = decision.outcome in ACTING
    reading, match = decision.reading, decision.match
    return {
        "item_key": item.key,
        "case_id": case_id(item.key),
        "fullname": item.fullname,
        "kind": item.kind,
        "subreddit": item.subreddit.lower(),
        "subreddit_name": item.subreddit,
        "thread": item.thread,
        "permalink": item.permalink,
        "title": item.title,
        "created_utc": item.created_utc,
        "edited_utc": item.edited_utc,
        "judged_at": now,
        "outcome": decision.outcome,
        "flagged": flags(decision),
        "reasons": codec.dump_reasons(decision.reasons),
        "reading": codec.dump_reading(reading) if reading else None,
        "match": codec.dump_match(match) if match else None,
        "actions": codec.dump_actions(decision.actions, decision.fired),
        "rules": decision.rules,
        "author": item.author if acting else None,
        "text": item.text if acting else None,
        "about": codec.dump_about(item) if acting else None,
        "forgotten": False,
    }


def firing_rows(decision: Decision, now: float) -> list[dict[str, Any]]:
    """Turn the rules that held, and asked for something, into rows; nobody's words.

    Rules that share a name are one, and go equally far.
    """
    modes = {one.rule: one.mode for one in decision.fired if one.actions}
    return [
        {
            "item_key": decision.item.key,
            "rule": rule,
            "mode": mode,
            "subreddit": decision.item.subreddit.lower(),
            "at": now,
        }
        for rule, mode in modes.items()
    ]


def judged(row: Row[Any]) -> Judged:
    """Turn a row into the decision it keeps."""
    return Judged(
        case=row.case_id,
        decision=Decision(
            item=_item(row),
            outcome=Outcome(row.outcome),
            reasons=codec.load_reasons(row.reasons),
            reading=codec.load_reading(row.reading) if row.reading else None,
            match=codec.load_match(row.match) if row.match else None,
            actions=codec.load_actions(row.actions),
            fired=codec.load_fired(row.actions),
            rules=row.rules,
        ),
        judged_at=row.judged_at,
        flagged=row.flagged,
        text_kept=row.text is not None,
        forgotten=row.forgotten,
    )


def _item(row: Row[Any]) -> Item:
    """Turn a row into what is kept of its item."""
    return Item(
        fullname=row.fullname,
        kind=Kind(row.kind),
        subreddit=row.subreddit_name,
        author=row.author,
        created_utc=row.created_utc,
        edited_utc=row.edited_utc,
        permalink=row.permalink,
        text=row.text or "",
        title=row.title or "",
        thread=row.thread,
        **codec.load_about(row.about),
    )


def entry_row(entry: Entry, item_key: str | None, position: int) -> dict[str, Any]:
    """Turn a ledger entry into a row."""
    action = entry.action
    own_thread = action.fullname if action.fullname.startswith("t3_") else ""
    return {
        "key": entry.key,
        "account": entry.account,
        "case_id": entry.case,
        "item_key": item_key,
        "position": position,
        "kind": action.kind,
        "subreddit": action.subreddit.lower(),
        "fullname": action.fullname,
        "thread": action.thread or own_thread,
        "briefing": action.briefing,
        "action": codec.dump_action(action),
        "state": entry.state,
        "attempts": entry.attempts,
        "not_before": entry.not_before,
        "sent_at": entry.sent_at,
        "external_id": entry.external_id,
        "note": entry.note,
        "planned_at": entry.planned_at,
        "claimed_by": "",
        "claimed_at": 0.0,
        "forgotten": False,
    }


def entry(row: Row[Any]) -> Entry:
    """Turn a row into a ledger entry."""
    return Entry(
        key=row.key,
        account=row.account,
        case=row.case_id,
        action=codec.load_action(row.action),
        state=State(row.state),
        attempts=row.attempts,
        # SQLite keeps 0.0 as 0, and RETURNING gives it back like that.
        not_before=float(row.not_before),
        sent_at=float(row.sent_at),
        external_id=row.external_id,
        note=row.note,
        planned_at=float(row.planned_at),
    )
