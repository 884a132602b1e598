"""Commands on the standing of rules: how each fares, and letting one go live."""

import difflib
import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from civilbot import library, policy, proving
from civilbot.cli.decisions import Config, Json, show, store_of, when
from civilbot.clock import SystemClock
from civilbot.errors import BadInput, Place, Problem, Refused
from civilbot.ledger import Entry, planned
from civilbot.model import Mode
from civilbot.observe import get_logger
from civilbot.ports import Shelf
from civilbot.rulebook import Rulebook
from civilbot.rules import Rules
from civilbot.settings import load_settings
from civilbot.standing import (
    Claim,
    Earned,
    Rank,
    Record,
    Tally,
    claims,
    is_live,
    on_trial,
    passes,
    progress,
)

if TYPE_CHECKING:
    from civilbot.store import SqlStore

Subreddit = Annotated[str, typer.Argument(help="Its name, with or without r/.")]

#: Changes of a rule's standing that are printed.
_CHANGES = 5


def stats(
    subreddit: Subreddit, config: Config = Path("config"), json_: Json = False
) -> None:
    """Show how often moderators agreed with each rule, and where it stands."""
    desk = _Desk.of(config, subreddit)
    if json_:
        for name in desk.names:
            typer.echo(json.dumps(desk.row(name)))
        return
    show([f"r/{desk.rules.subreddit}: {desk.rules.mode}; a rule goes live {desk.bar}"])
    show(line for name in desk.names for line in desk.lines(name))


def promote(
    subreddit: Subreddit,
    rule: Annotated[str, typer.Argument(help="Its name; of a category flags.NAME.")],
    override: Annotated[
        str, typer.Option(metavar="WHY", help="Why it may go live without a trial.")
    ] = "",
    config: Config = Path("config"),
) -> None:
    """Let a rule go live at once, if it earned that, or refuse with the figures."""
    desk = _Desk.of(config, subreddit)
    found = proving.promoted(
        rule, desk.rules, desk.known, desk.records, override=override
    )
    if desk.store.rank([found], desk.mail(found, config)) is None:
        raise Refused(f"where '{rule}' stands was changed meanwhile: try again")
    show([f"{rule}: live now; {found.why}"])
    if desk.rules.mode is not Mode.LIVE:
        show([f"all of r/{desk.rules.subreddit} is in {desk.rules.mode} yet"])


@dataclass(frozen=True)
class _Desk:
    """The rules of a subreddit that are in force, and what is known of them."""

    store: "SqlStore"
    rules: Rules
    now: float

    @classmethod
    def of(cls, config: Path, subreddit: str) -> "_Desk":
        """Open the database, and find the rules.

        Raises:
            BadInput: there are no rules for such a subreddit.
        """
        clock = SystemClock()
        files = Shelf(rules=library.rules_of(config))
        wanted = subreddit.removeprefix("/").removeprefix("r/").lower()
        if wanted not in files.rules:
            raise _unknown(wanted, files.rules, config)
        store = store_of(config)
        rulebook = Rulebook(
            store=store, clock=clock, log=get_logger("rulebook"), files=lambda: files
        )
        rulebook.refresh()
        return cls(store, rulebook.shelf().rules[wanted], clock.now())

    @cached_property
    def known(self) -> Mapping[str, Earned]:
        """Where the rules stand."""
        return self.store.earned(self.rules.subreddit)

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """What moderators said of the rules' decisions."""
        return proving.records(self.store, self.rules, now=self.now)

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """What the document says of the rules."""
        return {claim.rule: claim for claim in claims(self.rules)}

    @cached_property
    def on_trial(self) -> Mapping[str, str]:
        """The rules that may not be live yet, and why."""
        return on_trial(self.rules, self.known)

    @cached_property
    def changes(self) -> Mapping[str, Sequence[Earned]]:
        """Where each rule stood, oldest first."""
        found: dict[str, list[Earned]] = {}
        for one in self.store.ranked(self.rules.subreddit):
            found.setdefault(one.rule, []).append(one)
        return found

    @property
    def names(self) -> Sequence[str]:
        """The document's rules in its order, then briefings and what is gone."""
        others = {*self.records, *self.known} - set(self.claims)
        return (*self.claims, *sorted(others))

    @property
    def bar(self) -> str:
        """What a rule must show, in a few words."""
        trials = self.rules.trials
        return f"after {trials.reviewed} reviewed, {trials.precision:.0%} surely right"

    def mail(self, found: Earned, config: Path) -> Sequence[Entry]:
        """Give the mail that tells moderators; none where our account has no name."""
        account = load_settings(config).environment.username
        action = proving.told(self.rules, [found], {}, self.now)
        if action is None or not account:
            return ()
        return (planned(action, account=account, case="", now=self.now),)

    def standing(self, name: str) -> str:
        """Say where a rule stands."""
        known, claim = self.known.get(name), self.claims.get(name)
        if claim is None:
            return "" if name.startswith("briefings.") else "gone from the rules"
        if claim.mode is not Mode.LIVE:
            demoted = known is not None and known.rank is Rank.DEMOTED
            return Rank.DEMOTED if demoted else claim.mode
        if name in self.on_trial:
            return known.rank if known and known.rank is Rank.DEMOTED else Rank.TRIAL
        return Rank.LIVE

    def progress(self, name: str) -> str:
        """Say how far a rule on trial is; "" if it is not on trial."""
        if name not in self.on_trial:
            return ""
        known, record = self.known.get(name), self.records[name]
        tally = record.in_shadow(known)
        return progress(known, self.claims[name], self.rules.trials, tally)

    def ready(self, name: str) -> bool:
        """Whether a rule earned to be live, and is not."""
        claim, known = self.claims.get(name), self.known.get(name)
        if claim is None or (claim.mode is Mode.LIVE and is_live(claim, known)):
            return False
        record = self.records[name]
        return passes(record.in_shadow(known), record.trials)

    def lines(self, name: str) -> Iterator[str]:
        """Write what is known of a rule for a terminal."""
        known, record = self.known.get(name), self.records[name]
        standing = self.standing(name)
        yield from _wrapped(f"{name}: {standing}" if standing else name)
        if name in self.on_trial:
            yield from _wrapped(f"    {self.progress(name)}")
        if self.ready(name):
            yield "    ready: write `mode: live` in it, or promote it"
        tallies = {
            "in shadow": record.in_shadow(known),
            "live": record.while_live(known),
        }
        for mode, tally in tallies.items():
            if tally != Tally():
                quiet = f", {tally.unseen} unseen" if tally.unseen else ""
                yield from _wrapped(f"    {mode}: {tally}{quiet}")
        for one in self.changes.get(name, ())[-_CHANGES:]:
            yield from _wrapped(f"    {when(one.since)} UTC {one.rank}: {one.why}")

    def row(self, name: str) -> dict[str, Any]:
        """Write what is known of a rule as plain values."""
        known, claim = self.known.get(name), self.claims.get(name)
        record = self.records[name]
        return {
            "rule": name,
            "standing": str(self.standing(name)) or None,
            "acts": policy.mode_of(name, self.on_trial, self.rules) is Mode.LIVE,
            "asks": claim.mode.value if claim else None,
            "why": self.progress(name) or (known.why if known else ""),
            "ready": self.ready(name),
            "shadow": _figures(record.in_shadow(known)),
            "live": _figures(record.while_live(known)),
            "changes": [
                {
                    "standing": one.rank.value,
                    "since": one.since,
                    "why": one.why,
                    "confirmed": one.tally.confirmed,
                    "overturned": one.tally.overturned,
                    "override": one.override,
                }
                for one in self.changes.get(name, ())
            ],
        }


def _figures(tally: Tally) -> dict[str, Any]:
    """Give figures; the share and its range are null where nobody looked."""
    known = tally.precision is not None
    return {
        "confirmed": tally.confirmed,
        "overturned": tally.overturned,
        "unseen": tally.unseen,
        "precision": tally.precision,
        "low": tally.interval.low if known else None,
        "high": tally.interval.high if known else None,
    }


def _wrapped(line: str) -> list[str]:
    """Break a line for a terminal of 80 columns."""
    indent = " " * (len(line) - len(line.lstrip()))
    return textwrap.wrap(
        line.strip(), 80, initial_indent=indent, subsequent_indent=indent + "    "
    )


def _unknown(name: str, known: Mapping[str, Rules], config: Path) -> BadInput:
    near = difflib.get_close_matches(name, known, 1)
    hint = f"did you mean '{known[near[0]].subreddit}'?" if near else ""
    place = Place(str(config / "subreddits"))
    return BadInput(Problem(place, f"there are no rules for r/{name}", hint))
