"""Commands that answer for the bot: what it decided, and why."""

import json
import re
import textwrap
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from civilbot.clock import SystemClock
from civilbot.consent import Answer, Said
from civilbot.errors import BadInput, Place, Problem, Refused
from civilbot.model import ON_OUR_REPLY, Decision, Outcome
from civilbot.settings import load_settings

if TYPE_CHECKING:
    from civilbot.ledger import Entry
    from civilbot.store import Agreed, Case, Judged, SqlStore

Config = Annotated[
    Path,
    typer.Option(help="The configuration directory.", envvar="CIVILBOT_CONFIG"),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]

#: The words that moderators read for each outcome.
OUTCOMES = {
    Outcome.ACT: "acted",
    Outcome.SHADOW: "shadow",
    Outcome.LEAVE: "left alone",
    Outcome.ABSTAIN: "not judged",
}

_UNITS = {"m": 60.0, "h": 3600.0, "d": 86_400.0}


def log(
    config: Config = Path("config"),
    subreddit: Annotated[str, typer.Option(help="Only this subreddit.")] = "",
    outcome: Annotated[
        Outcome | None, typer.Option(help="Only this outcome.", show_default=False)
    ] = None,
    since: Annotated[str, typer.Option(help="How far back: 90m, 24h, 7d.")] = "24h",
    text: Annotated[str, typer.Option(help="A case, full name or address.")] = "",
    limit: Annotated[
        int, typer.Option(min=1, max=10_000, help="At most so many.")
    ] = 50,
    json_: Json = False,
) -> None:
    """List decisions, the newest first."""
    from civilbot.store import Query

    query = Query(
        subreddit=subreddit.removeprefix("r/"),
        outcome=outcome,
        since=SystemClock().now() - _seconds(since),
        text=text,
        limit=limit,
    )
    found = store_of(config).decisions(query)
    if json_:
        for judged in found:
            typer.echo(json.dumps(_judged(judged)))
        return
    for judged in found:
        show(_line(judged))
    if not found:
        typer.echo(f"no decision in the last {since}")


def explain(
    id_: Annotated[
        str, typer.Argument(metavar="ID|URL", help="A case, full name or address.")
    ],
    config: Config = Path("config"),
    json_: Json = False,
) -> None:
    """Say why the bot acted on a thread or comment, or why it did not."""
    case = store_of(config).explanation(id_)
    if case is None:
        message = f"no decision on '{id_}' is known"
        raise Refused(f"{message}: see civilbot log, or it was never seen")
    if json_:
        typer.echo(json.dumps(_case(case), indent=2))
        return
    show(explanation(case))


def show(lines: Iterable[str]) -> None:
    """Print lines; what users wrote must not steer the terminal."""
    for line in lines:
        typer.echo("".join(c if c.isprintable() else " " for c in line))


def store_of(config: Path) -> "SqlStore":
    """Open the database of a configuration."""
    from civilbot.store import SqlStore

    settings = load_settings(config)
    settings.make_state_directory()
    return SqlStore(settings.database_url)


def _seconds(text: str) -> float:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([mhd])", text.strip())
    if found is None:
        problem = Problem(
            Place("--since"), f"'{text}' is no duration", "90m, 24h or 7d"
        )
        raise BadInput(problem)
    return float(found[1]) * _UNITS[found[2]]


def when(seconds: float) -> str:
    """Write a time for people, UTC."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S")


def _line(judged: "Judged") -> tuple[str, str]:
    decision = judged.decision
    item = decision.item
    done = ", ".join(action.kind.value for action in decision.actions)
    did = (
        f"{OUTCOMES[decision.outcome]}: {done}" if done else OUTCOMES[decision.outcome]
    )
    head = (
        f"{when(judged.judged_at)}  {judged.case}  {item.fullname}  r/{item.subreddit}"
    )
    return f"{head}  {did}", f"    {decision.reasons[0] if decision.reasons else ''}"


def explanation(case: "Case") -> list[str]:
    """Write all that is known of a case, as lines for a terminal."""
    lines = []
    for judged in case.judged:
        lines.extend(_decision_lines(judged))
    lines.extend(_entry_line(entry) for entry in case.entries)
    lines.extend(_agreement_line(agreed) for agreed in case.agreements)
    lines.extend(_answer_line(answer) for answer in case.answers)
    return [part for line in lines for part in _wrapped(line)]


def _wrapped(line: str) -> list[str]:
    """Break a line for a terminal of 80 columns; links stay whole."""
    indent = " " * (len(line) - len(line.lstrip()))
    return textwrap.wrap(
        line.strip(),
        80,
        initial_indent=indent,
        subsequent_indent=indent + "    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _decision_lines(judged: "Judged") -> list[str]:
    decision = judged.decision
    item = decision.item
    edited = " (as edited)" if item.edited_utc else ""
    lines = [
        f"{item.fullname} in r/{item.subreddit}{edited}, case {judged.case}",
        f"  {item.permalink}" if item.permalink else "",
        f"  title: {item.title}" if item.title else "",
        f"  judged {when(judged.judged_at)} UTC: {OUTCOMES[decision.outcome]}",
        *(f"  because {reason}" for reason in decision.reasons),
        *_evidence(decision),
        f"  detector {decision.reading.model}" if decision.reading else "",
        f"  rules {decision.rules}",
    ]
    return [line for line in lines if line]


def _evidence(decision: Decision) -> list[str]:
    """Show the words that caused a finding, and what spoke for a match."""
    lines = []
    for finding in decision.reading.findings if decision.reading else ():
        head = f"  {finding.category.value} at {finding.target.value}"
        lines.append(f"{head}, score {finding.score:.2f}")
        for span in finding.spans:
            words = decision.item.words[span.start : span.end]
            lines.append(f"    «{words}» {span.why}" if words else f"    {span.why}")
    if decision.reading and decision.reading.opinion:
        opinion = decision.reading.opinion
        asked = f"{opinion.model}, prompt {opinion.prompt}"
        lines.append(f"  second opinion ({asked}): {opinion.verdict.value}")
        lines.append(f"    it said: {opinion.why}" if opinion.why else "")
    if decision.match is not None and decision.match.briefing:
        match = decision.match
        lines.append(f"  briefing {match.briefing}, confidence {match.confidence:.2f}")
        lines.extend(f"    {why}" for why in match.why)
    return lines


def _entry_line(entry: "Entry") -> str:
    result = f" as {entry.external_id}" if entry.external_id else ""
    note = f" ({entry.note})" if entry.note else ""
    state = entry.state.value.replace("_", " ")
    action = entry.action
    kind = action.kind.value.replace("_", " ")
    revision = f" ({action.briefing})" if action.kind in ON_OUR_REPLY else ""
    return f"  {kind}{revision}: {state}{result}, {entry.attempts} tries{note}"


def _agreement_line(agreed: "Agreed") -> str:
    return f"  {agreed.moderator} {agreed.agreement.value} it, {when(agreed.at)} UTC"


_SAID = {
    Said.APPROVE: "approved the proposal",
    Said.DECLINE: "declined the proposal",
    Said.SUMMON: "asked for the briefing",
    Said.DOWNVOTED: "voted the reply down",
}


def _answer_line(answer: Answer) -> str:
    who = answer.moderator or "readers"
    note = f" ({answer.note})" if answer.note else ""
    return f"  {who} {_SAID[answer.said]}, {when(answer.at)} UTC{note}"


def _judged(judged: "Judged") -> dict[str, Any]:
    decision = judged.decision
    item, match = decision.item, decision.match
    opinion = decision.reading.opinion if decision.reading else None
    return {
        "case": judged.case,
        "item": item.fullname,
        "subreddit": item.subreddit,
        "permalink": item.permalink,
        "judged_at": judged.judged_at,
        "edited_utc": item.edited_utc,
        "outcome": decision.outcome.value,
        "reasons": list(decision.reasons),
        "actions": [action.kind.value for action in decision.actions],
        "findings": [
            {
                "category": finding.category.value,
                "target": finding.target.value,
                "score": finding.score,
                "words": [item.words[s.start : s.end] for s in finding.spans],
                "reason": finding.reason,
            }
            for finding in (decision.reading.findings if decision.reading else ())
        ],
        "briefing": match.briefing if match else None,
        "confidence": match.confidence if match else None,
        "rules": decision.rules,
        "model": decision.reading.model if decision.reading else None,
        "second_opinion": asdict(opinion) if opinion else None,
    }


def _case(case: "Case") -> dict[str, Any]:
    return {
        "item": case.fullname,
        "decisions": [_judged(judged) for judged in case.judged],
        "actions": [
            {
                "kind": entry.action.kind.value,
                "state": entry.state.value,
                "attempts": entry.attempts,
                "result": entry.external_id,
                "note": entry.note,
                "text": entry.action.text,
            }
            for entry in case.entries
        ],
        "moderators": [
            {"agreement": agreed.agreement.value, "at": agreed.at}
            for agreed in case.agreements
        ],
        "answers": [
            {"said": answer.said.value, "at": answer.at, "note": answer.note}
            for answer in case.answers
        ],
    }
