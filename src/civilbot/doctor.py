"""Checks an installation before it runs, and says what to do about each problem."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from civilbot import classifier, sentences
from civilbot.app import credentials, second_opinion
from civilbot.briefings.meaning import likeness
from civilbot.clock import SystemClock
from civilbot.errors import CivilbotError, RedditError
from civilbot.library import Library
from civilbot.model import Category
from civilbot.reddit import PrawReddit
from civilbot.rulebook import Health, rules_health, switch_health
from civilbot.rules import FlagAction, Mode, ReplyMode, Rules
from civilbot.second_opinion import Unanswered
from civilbot.settings import Settings, load_settings
from civilbot.store import SqlStore

#: Moderator permissions that the bot's work needs, by what it is for.
_POSTS = "posts"
_MAIL = "mail"
_ACCESS = "access"
_FLAIR = "flair"

#: More than this, and "24 hours" or "past its date" mean something else to Reddit.
MAX_SKEW = 30.0


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: whether it is good, and what to do if it is not."""

    name: str
    good: bool
    message: str
    advice: str = ""

    def __str__(self) -> str:
        """Write the check as one line."""
        mark = "ok  " if self.good else "FAIL"
        advice = f" -> {self.advice}" if self.advice else ""
        return f"{mark}  {self.name}: {self.message}{advice}"

    def as_dict(self) -> dict[str, Any]:
        """Give the check as JSON can hold it."""
        return asdict(self)


def examine(directory: Path) -> list[Check]:
    """Look at everything, from the files to Reddit itself; nothing is changed there."""
    try:
        settings = load_settings(directory)
    except CivilbotError as error:
        return [_bad("settings", error)]
    checks = [_good("settings", str(directory))]
    library = Library(directory)
    checks.extend(_files(library))
    checks.append(_detector())
    checks.append(_sentences())
    checks.append(_second_opinion(settings))
    checks.append(_attempt("database", lambda: _database(settings)))
    checks.extend(_account(settings, library))
    return checks


def _good(name: str, message: str) -> Check:
    return Check(name, good=True, message=message)


def _bad(name: str, message: object, advice: str = "") -> Check:
    return Check(name, good=False, message=str(message), advice=advice)


def _files(library: Library) -> Iterator[Check]:
    problems = library.reload(SystemClock().today())
    yield from (_bad("files", problem) for problem in problems)
    if not library.shelf.rules and not problems:
        advice = "add subreddits/NAME.yaml; civilbot init writes one"
        yield _bad("rules", "no subreddit has rules", advice)
    for rules in library.shelf.rules.values():
        message = f"r/{rules.subreddit}: {rules.mode.value}, version {rules.version}"
        yield _good("rules", message)
    for one in library.shelf.briefings:
        message = f"{one.id} revision {one.revision}, to review by {one.review_by}"
        yield _good("briefing", message)


def _detector() -> Check:
    """Try the detector on a sentence that it must flag and one that it must not."""
    try:
        model = classifier.load()
    except CivilbotError as error:
        return _bad("detector", error)
    flagged = model.read("You are a worthless idiot.").findings
    spared = model.read("I disagree with you on almost everything.").findings
    good = bool(flagged) and not spared
    return Check("detector", good=good, message=model.model)


def _sentences() -> Check:
    """Try the sentence encoder on two titles that mean the same, and another."""
    name = "sentence encoder"
    try:
        model = sentences.load()
    except CivilbotError as error:
        return _bad(name, error)
    one, same, other = map(
        model.vector,
        (
            "The council votes on the new bridge",
            "Town hall decides whether to build a river crossing",
            "A recipe for lemon cake",
        ),
    )
    return Check(
        name, good=likeness(one, same) > likeness(one, other), message=model.model
    )


def _second_opinion(settings: Settings) -> Check:
    """Look whether the model that is asked in doubt can be reached."""
    name = "second opinion"
    other = second_opinion(settings, clock=SystemClock())
    if other is None:
        return _good(name, "off")
    try:
        return _good(name, other.reach())
    except Unanswered as error:
        return _bad(name, error, error.advice)


def _database(settings: Settings) -> str:
    settings.make_state_directory()
    SqlStore(settings.database_url).close()
    kind = "SQLite" if settings.database_url.startswith("sqlite") else "PostgreSQL"
    return f"{kind} opens and is up to date"


def _account(settings: Settings, library: Library) -> Iterator[Check]:
    try:
        settings.check_credentials()
    except CivilbotError as error:
        yield _bad("credentials", error)
        return
    yield _good("credentials", "all there")
    try:
        reddit = PrawReddit(credentials(settings), clock=SystemClock())
        account = reddit.account()
    except RedditError as error:
        advice = "check the four credentials and that the app is of the type 'script'"
        yield _bad("login", error, advice)
        return
    yield _good("login", f"u/{account}")
    yield _attempt("scopes", lambda: _scopes(reddit))
    yield _clock(reddit)
    yield from _subreddits(reddit, library)
    yield from _wiki(reddit, library, settings)


def _scopes(reddit: PrawReddit) -> str:
    missing = reddit.missing_scopes()
    if missing:
        raise RedditError(f"the login lacks {', '.join(sorted(missing))}")
    return "all that are needed"


def _clock(reddit: PrawReddit) -> Check:
    skew = reddit.clock_skew()
    if skew is None:
        return _good("clock", "Reddit did not tell its time")
    message = f"{abs(skew):.0f} s {'ahead of' if skew > 0 else 'behind'} Reddit's"
    advice = "" if abs(skew) <= MAX_SKEW else "set this machine's time (NTP)"
    return Check("clock", good=abs(skew) <= MAX_SKEW, message=message, advice=advice)


def _subreddits(reddit: PrawReddit, library: Library) -> Iterator[Check]:
    try:
        granted = reddit.permissions()
    except RedditError as error:
        yield _bad("moderator", error)
        return
    for rules in library.shelf.rules.values():
        yield _subreddit(reddit, rules, granted.get(rules.subreddit.lower()))


def _subreddit(
    reddit: PrawReddit, rules: Rules, granted: frozenset[str] | None
) -> Check:
    name = f"r/{rules.subreddit}"
    if granted is None and not reddit.exists(rules.subreddit):
        return _bad("moderator", f"{name} does not exist")
    if granted is None:
        advice = "invite the account as a moderator and accept the invitation"
        message = f"the account is not a moderator of {name}"
        return _bad("moderator", message, advice)
    missing = sorted(_needed(rules) - granted) if "all" not in granted else []
    if missing:
        advice = f"give the account the permission {' and '.join(missing)}"
        return _bad("moderator", f"{name}: it may not do enough", advice)
    return _good("moderator", f"{name}: {', '.join(sorted(granted))}")


def _wiki(reddit: PrawReddit, library: Library, settings: Settings) -> Iterator[Check]:
    """Say what rules each subreddit, and how its switch stands."""
    try:
        store = SqlStore(settings.database_url)
    except CivilbotError:
        # The check of the database says why.
        return
    for file in library.shelf.rules.values():
        yield _health("wiki rules", rules_health(reddit, store, file))
        yield _health("wiki switch", switch_health(reddit, file))
    store.close()


def _health(name: str, health: Health) -> Check:
    return Check(name, health.good, health.message, health.advice)


def _needed(rules: Rules) -> frozenset[str]:
    """Give the moderator permissions that these rules need."""
    needed = {_POSTS}
    if rules.exempt.approved_users:
        needed.add(_ACCESS)
    actions = {
        *(deed for kind in Category for deed in rules.flags.actions_for(kind)),
        *(deed for rung in rules.flags.escalation for deed in rung.do),
        *(deed for rule in rules.rules for deed in rule.do),
    }
    if FlagAction.FLAIR in actions:
        needed.add(_FLAIR)
    mails = not actions.isdisjoint({FlagAction.MODMAIL, FlagAction.MOD_NOTE})
    asks = rules.briefings.mode is not ReplyMode.OFF
    if rules.mode is Mode.LIVE and (mails or asks):
        needed.add(_MAIL)
    return frozenset(needed)


def _attempt(name: str, look: Callable[[], str]) -> Check:
    try:
        return _good(name, look())
    except CivilbotError as error:
        return _bad(name, error)
