"""Commands on replies that were posted: take them back, learn from what was said."""

import difflib
import json
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from civilbot import observe
from civilbot.cli.decisions import Config, Json, show, store_of, when
from civilbot.cli.documents import by_id, named
from civilbot.errors import Refused
from civilbot.settings import load_settings

if TYPE_CHECKING:
    from civilbot.briefings import Standing
    from civilbot.ledger import Entry
    from civilbot.ports import Posted

BriefingId = Annotated[
    str, typer.Argument(metavar="ID", help="The briefing's id, as in its file.")
]


def retract(
    id_: BriefingId,
    config: Config = Path("config"),
    revision: Annotated[
        int | None,
        typer.Option(min=1, help="Only replies of this revision.", show_default=False),
    ] = None,
    strike: Annotated[
        bool, typer.Option("--strike", help="Leave a note there instead of deleting.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Do it without being asked again.")
    ] = False,
) -> None:
    """Take back the bot's replies with a briefing; the service may run meanwhile."""
    from civilbot.app import retracting

    settings = load_settings(config)
    # The ledger's own lines would repeat what is printed here.
    observe.configure(json_lines=False, level="error", secrets=settings.secrets)
    wanted = revision or 0
    with retracting(settings, id_, revision=wanted, strikes=strike) as retraction:
        found = retraction.found()
        if not found:
            _none_found(id_, wanted, retraction.known())
        show(line for posted in found for line in _lines(posted))
        if not yes and not _agreed(len(found), strike=strike):
            return
        unsent = retraction.cancel_unsent()
        if unsent:
            typer.echo(f"{unsent} not sent yet: given up")
        settled: list[Entry] = []

        def tell(posted: "Posted", entry: "Entry") -> None:
            settled.append(entry)
            note = f" ({entry.note})" if entry.note else ""
            show([f"{posted.entry.external_id}: {entry.state.value}{note}"])

        left = retraction.take_back(found, tell)
    _end(settled, left)


def _none_found(id_: str, revision: int, known: Collection[str]) -> None:
    """Say that nothing stands; refuse what looks like a slip."""
    near = difflib.get_close_matches(id_, known, 1)
    of = f" at revision {revision}" if revision else ""
    message = f"no reply with '{id_}' stands on Reddit{of}"
    if id_ not in known and near:
        raise Refused(f"{message} (did you mean '{near[0]}'?)")
    typer.echo(message)


def _lines(posted: "Posted") -> Sequence[str]:
    entry = posted.entry
    where = f"{entry.external_id} in r/{entry.action.subreddit}"
    removed = ", removed by a moderator" if posted.removed else ""
    return (
        f"{where}, revision {posted.revision}{removed}, {when(entry.sent_at)} UTC",
        f"    {posted.title}" if posted.title else f"    thread {entry.action.thread}",
    )


def _agreed(count: int, *, strike: bool) -> bool:
    """Ask before anything is done; without a person there, do nothing."""
    if not count:
        return False
    deed = "strike" if strike else "delete"
    if not sys.stdin.isatty():
        raise Refused(f"nothing was done: --yes will {deed} {count}")
    return typer.confirm(f"{deed} {count}?")


def _end(settled: Sequence["Entry"], left: int) -> None:
    """Say what did not succeed; refuse to call that a success."""
    from civilbot.ledger import State

    failed = sum(entry.state is not State.DONE for entry in settled)
    if left:
        raise Refused(
            f"{left} are still open: the running service does them, or run it again"
        )
    if failed:
        raise Refused(f"{failed} could not be taken back: see the notes above")


def learn(
    id_: BriefingId,
    config: Config = Path("config"),
    write: Annotated[
        bool, typer.Option("--write", help="Write them into the briefing's file.")
    ] = False,
) -> None:
    """Show the titles that moderators taught by their answers, or keep them."""
    from civilbot.briefings import Standing, unwritten
    from civilbot.briefings.learning import with_examples

    briefings = by_id(config)
    briefing = briefings[named(id_, briefings, config)]
    path = Path(briefing.source)
    store = store_of(config)
    show([f"{id_}: {store.standings().get(id_, Standing())}"])
    lessons = unwritten(briefing.topic, store.lessons(id_))
    for lesson in lessons:
        day = when(lesson.at)[:10]
        show([f"{lesson.label}: {lesson.title}", f"    {_WHY[lesson.why]}, {day}"])
    if not lessons:
        typer.echo(f"moderators taught nothing about '{id_}' that is not in {path}")
        return
    added = {
        label: [one.title for one in lessons if one.label == label]
        for label in ("match", "near")
    }
    text = with_examples(briefing.text, added, source=str(path))
    if not write:
        typer.echo(f"nothing was written: --write adds these to {path}")
        return
    _replace(path, text)
    typer.echo(f"{len(lessons)} titles added to {path}")


_WHY = {
    "approve": "a moderator approved the proposal",
    "decline": "a moderator declined the proposal",
    "summon": "a moderator asked for the briefing",
    "removed": "a moderator removed the reply",
    "kept": "a moderator approved the reply",
}


def stats(
    id_: Annotated[
        str, typer.Argument(metavar="[ID]", help="A briefing's id; all if not given.")
    ] = "",
    config: Config = Path("config"),
    subreddit: Annotated[str, typer.Option(help="Only this subreddit.")] = "",
    json_: Json = False,
) -> None:
    """Show how often moderators wanted each briefing where it was offered."""
    from civilbot.briefings import Standing

    counted = store_of(config).standings(subreddit=subreddit.removeprefix("r/"))
    # One that has no file any more is still counted.
    known = counted if id_ in counted else by_id(config)
    chosen = [named(id_, known, config)] if id_ else sorted({*known, *counted})
    for name in chosen:
        standing = counted.get(name, Standing())
        if json_:
            typer.echo(json.dumps(_row(name, standing)))
        else:
            show([f"{name}: {standing}"])
            if standing.unanswered:
                show([f"    {standing.unanswered} unanswered"])


def _row(name: str, standing: "Standing") -> dict[str, Any]:
    """Give how often a briefing was wanted; null where that is too few to say."""
    known = standing.share is not None
    return {
        "briefing": name,
        "wanted": standing.wanted,
        "unwanted": standing.unwanted,
        "unanswered": standing.unanswered,
        "share": standing.share,
        "low": standing.interval.low if known else None,
        "high": standing.interval.high if known else None,
    }


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_text(text, encoding="utf-8")
        new.chmod(path.stat().st_mode & 0o777)
        new.replace(path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise Refused(f"{path}: {error.strerror}: nothing was written") from None
