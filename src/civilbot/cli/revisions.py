"""Commands on the rules that moderators keep on their wiki: history, diff, rollback."""

import difflib
import getpass
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from civilbot import yaml_text
from civilbot.cli.decisions import Config, Json, show, store_of, when
from civilbot.clock import SystemClock
from civilbot.errors import BadInput, Place, Problem, Refused
from civilbot.rulebook import differences, read_page, source_of
from civilbot.rules import Rules, Wiki, parse_rules
from civilbot.settings import load_settings
from civilbot.wiki import InForce, Revision, Verdict, who

if TYPE_CHECKING:
    from civilbot.store import SqlStore

#: Stands for the operator's file, where a revision is asked for.
FILE = "file"

Subreddit = Annotated[str, typer.Argument(help="Its name, with or without r/.")]

_VERDICTS = {
    Verdict.GOOD: "good",
    Verdict.BAD: "cannot be used",
    Verdict.IGNORED: "does not count",
}


@dataclass(frozen=True, slots=True)
class _Version:
    """Rules that stood somewhere at some time."""

    name: str
    text: str
    #: None if they cannot be read; `why` says why.
    rules: Rules | None
    why: str = ""


def history(
    subreddit: Subreddit, config: Config = Path("config"), json_: Json = False
) -> None:
    """List the revisions of a subreddit's rules page, the newest first."""
    desk = _Desk.of(config, subreddit)
    found = desk.store.revisions(desk.key)
    ruling = desk.ruling
    if json_:
        for one in found:
            typer.echo(json.dumps(_row(one, ruling)))
        return
    for one in found:
        rules = ", in force" if ruling and one.id == ruling.revision else ""
        verdict = f"{_VERDICTS[one.verdict]}{rules}"
        show([f"{one.short}  {when(one.saved_at)}  {who(one.author)}: {verdict}"])
        show(f"    {line}" for line in one.why.splitlines()[:3])
    if not found:
        typer.echo(f"no rules page of r/{desk.subreddit} was seen: the file rules")


def diff(
    subreddit: Subreddit,
    old: Annotated[
        str, typer.Argument(metavar="REV", help="A revision, or `file`.")
    ] = "",
    new: Annotated[
        str, typer.Argument(metavar="REV", help="What to compare it with.")
    ] = "",
    config: Config = Path("config"),
    json_: Json = False,
) -> None:
    """Say what two revisions do differently, and show both texts' difference.

    Without any, what ruled before is compared with what rules now; with one, what
    rules now with that one: so one sees what a rollback to it would change.
    """
    desk = _Desk.of(config, subreddit)
    if new:
        before, after = desk.version(old), desk.version(new)
    elif old:
        before, after = desk.now(), desk.version(old)
    else:
        before, after = desk.before(), desk.now()
    lines = tuple(
        difflib.unified_diff(
            before.text.splitlines(),
            after.text.splitlines(),
            before.name,
            after.name,
            lineterm="",
        )
    )
    if json_:
        typer.echo(json.dumps(_compared(before, after, lines)))
        return
    show((f"r/{desk.subreddit}: {before.name} -> {after.name}", *_said(before, after)))
    show(("", *lines) if lines else ("", "the texts are the same"))


def rollback(
    subreddit: Subreddit,
    revision: Annotated[
        str,
        typer.Argument(metavar="REV", help="The revision; the one before if none."),
    ] = "",
    by: Annotated[str, typer.Option(help="Who decides it, for the record.")] = "",
    config: Config = Path("config"),
) -> None:
    """Put an older good revision of a rules page in force again.

    A running service uses it within seconds and tells the moderators. The page itself
    stays as it is; when somebody saves it the next time, that version counts.
    """
    desk = _Desk.of(config, subreddit)
    chosen = desk.good(revision) if revision else desk.last_good()
    before, after = desk.now(), desk.of_revision(chosen)
    if after.rules is None:
        raise Refused(f"{after.name} cannot be read any more: {after.why}")
    desk.store.put_in_force(
        InForce(
            subreddit=desk.key,
            revision=chosen.id,
            since=SystemClock().now(),
            by=by or _operator(config),
            rollback=True,
        )
    )
    show((f"r/{desk.subreddit}: {after.name} is in force", *_said(before, after)))


@dataclass(frozen=True)
class _Desk:
    """The revisions of one subreddit, and the operator's file."""

    store: "SqlStore"
    #: As the file writes it.
    subreddit: str
    file: _Version

    @classmethod
    def of(cls, config: Path, subreddit: str) -> "_Desk":
        """Open the database, and find the file.

        Raises:
            BadInput: there are no rules for such a subreddit.
        """
        files = {one.rules.subreddit: one for one in _files(config) if one.rules}
        wanted = subreddit.removeprefix("/").removeprefix("r/").lower()
        name = next((name for name in files if name.lower() == wanted), None)
        if name is None:
            raise _unknown(subreddit, files, config)
        return cls(store_of(config), name, files[name])

    @property
    def key(self) -> str:
        """The subreddit's name in lower case."""
        return self.subreddit.lower()

    @property
    def ruling(self) -> InForce | None:
        """What rules by the store; None where the file does."""
        if self.file.rules and self.file.rules.wiki is Wiki.OFF:
            return None
        return self.store.in_force().get(self.key)

    def now(self) -> _Version:
        """Give what rules now."""
        ruling = self.ruling
        return self._ruled(ruling.revision) if ruling else self.file

    def before(self) -> _Version:
        """Give what ruled before that; the file, if nothing did."""
        ruled = [one.revision for one in self.store.ruled(self.key)]
        return self._ruled(ruled[1]) if len(ruled) > 1 else self.file

    def version(self, name: str) -> _Version:
        """Find a revision by its id, or the file.

        Raises:
            BadInput: there is no such revision.
        """
        return self.file if name == FILE else self.of_revision(self._find(name))

    def of_revision(self, revision: Revision) -> _Version:
        """Read a revision, as far as it can be read."""
        name = f"{revision.short} by {who(revision.author)}"
        try:
            page = read_page(revision.text, self.subreddit, source=source_of(revision))
        except BadInput as error:
            return _Version(name, revision.text, None, str(error.problems[0]))
        return _Version(name, revision.text, page.value)

    def good(self, name: str) -> Revision:
        """Find a revision that may be put in force.

        Raises:
            Refused: it may not.
        """
        found, ruling = self._find(name), self._needs_wiki()
        if found.verdict is not Verdict.GOOD:
            first = found.why.partition("\n")[0]
            raise Refused(f"revision {found.short} never was in force: {first}")
        if found.id == ruling.revision:
            raise Refused(f"revision {found.short} is in force already")
        return found

    def last_good(self) -> Revision:
        """Find what ruled before the revision that rules now.

        Raises:
            Refused: nothing did.
        """
        ruling = self._needs_wiki()
        ruled = (one.revision for one in self.store.ruled(self.key))
        earlier = next((one for one in ruled if one != ruling.revision), None)
        if earlier is None:
            hint = "`wiki: off` in the file lets the file rule"
            raise Refused(f"no other revision ever was in force ({hint})")
        return self._find(earlier)

    def _needs_wiki(self) -> InForce:
        ruling = self.ruling
        if ruling is None:
            why = f"r/{self.subreddit} is ruled by its file, not by a wiki page"
            raise Refused(f"{why}: edit {self.file.name}")
        return ruling

    def _ruled(self, id_: str) -> _Version:
        return self.of_revision(self._find(id_))

    def _find(self, name: str) -> Revision:
        found = self.store.revision(self.key, name)
        if found is None:
            hint = f"civilbot rules history {self.subreddit} lists them"
            message = f"r/{self.subreddit} has no revision '{name}'"
            raise BadInput(Problem(Place("REV"), message, hint))
        return found


def _files(config: Path) -> list[_Version]:
    """Read the operator's files, as far as they can be read."""
    load_settings(config)
    folder = config / "subreddits"
    found = []
    for path in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))):
        try:
            text = yaml_text.decode(path.read_bytes(), source=str(path))
            rules = parse_rules(text, source=str(path))
        except (BadInput, OSError):
            # `civilbot rules check` tells what is wrong with it.
            continue
        found.append(_Version(str(path), text, rules))
    return found


def _unknown(subreddit: str, files: Mapping[str, Any], config: Path) -> BadInput:
    near = difflib.get_close_matches(subreddit.lower(), [n.lower() for n in files], 1)
    known = ", ".join(files) or "none"
    hint = f"did you mean '{near[0]}'?" if near else f"there are: {known}"
    message = f"no rules for r/{subreddit.removeprefix('r/')} can be read"
    return BadInput(Problem(Place(str(config / "subreddits")), message, hint))


def _operator(config: Path) -> str:
    """Name who decides: the operator, as the configuration or the system does."""
    contact = load_settings(config).file.contact
    return contact or getpass.getuser()


def _said(before: _Version, after: _Version) -> Sequence[str]:
    """Say what is done differently, or why that cannot be told."""
    for one in (before, after):
        if one.rules is None:
            return (f"{one.name} cannot be read: {one.why}",)
    changes = _changes(before, after)
    return [f"  {change}" for change in changes] or ("  it does the same",)


def _changes(before: _Version, after: _Version) -> tuple[str, ...]:
    if before.rules is None or after.rules is None:
        return ()
    return differences(before.rules, after.rules)


def _compared(
    before: _Version, after: _Version, lines: Sequence[str]
) -> dict[str, Any]:
    return {
        "old": before.name,
        "new": after.name,
        "readable": before.rules is not None and after.rules is not None,
        "changes": list(_changes(before, after)),
        "text": list(lines),
    }


def _row(revision: Revision, ruling: InForce | None) -> dict[str, Any]:
    return {
        "revision": revision.id,
        "author": revision.author,
        "saved_utc": revision.saved_at,
        "verdict": revision.verdict.value,
        "why": revision.why,
        "in_force": ruling is not None and ruling.revision == revision.id,
    }
