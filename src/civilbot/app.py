"""The one place that knows all parts and puts them together."""

import sys

import civilbot
from civilbot import classifier
from civilbot.bot import Bot, Tries
from civilbot.clock import SystemClock
from civilbot.executor import Executor
from civilbot.library import Library
from civilbot.observe import get_logger
from civilbot.pipeline import Pipeline, Watching
from civilbot.ports import Clock
from civilbot.reddit import Credentials, PrawReddit
from civilbot.second_opinion import HttpSecondOpinion
from civilbot.settings import Settings
from civilbot.store import SqlStore


def build(settings: Settings, *, clock: Clock | None = None) -> Bot:
    """Build the bot from its settings; the files are read, Reddit is not called.

    Args:
        settings: of the process.
        clock: the time; the machine's by default.

    Raises:
        BadInput: a file or a credential is wrong.
        Refused: the database cannot be used.
    """
    settings.check_credentials()
    clock = clock or SystemClock()
    library = Library(settings.directory)
    library.open(clock.today())
    reddit = PrawReddit(credentials(settings), clock=clock)
    settings.make_state_directory()
    store = SqlStore(settings.database_url)
    tries = Tries(store=store, reddit=reddit, clock=clock)
    return Bot(
        settings=settings,
        clock=clock,
        reddit=reddit,
        store=store,
        library=library,
        pipeline=Pipeline(
            reddit=reddit,
            store=store,
            scorer=classifier.load(),
            second_opinion=second_opinion(settings, clock=clock),
            clock=clock,
            log=get_logger("pipeline"),
            shelf=lambda: library.shelf,
            submit=tries.submit,
            watching=_watching(settings),
        ),
        executor=Executor(
            reddit=reddit,
            store=store,
            clock=clock,
            log=get_logger("executor"),
            rules=lambda: library.shelf.rules,
            worker=settings.worker,
            settle=settings.file.settle_seconds,
        ),
        tries=tries,
        log=get_logger("bot"),
    )


def _watching(settings: Settings) -> Watching:
    return Watching(
        first_look_back=settings.file.first_look_back_hours * 3600,
        overlap=settings.file.overlap_seconds,
        pseudonym_key=settings.pseudonym_key,
    )


def credentials(settings: Settings) -> Credentials:
    """Give the account's credentials, with the user agent that Reddit asks for."""
    environment = settings.environment
    contact = settings.file.contact or environment.username or "unknown"
    version = f"{sys.platform}:civilbot:{civilbot.__version__}"
    server = environment.reddit_url.rstrip("/")
    return Credentials(
        client_id=environment.client_id,
        client_secret=environment.client_secret.get_secret_value(),
        username=environment.username,
        password=environment.password.get_secret_value(),
        refresh_token=environment.refresh_token.get_secret_value(),
        user_agent=f"{version} (by /u/{contact})",
        **({"reddit_url": server, "oauth_url": server} if server else {}),
    )


def second_opinion(settings: Settings, *, clock: Clock) -> HttpSecondOpinion | None:
    """Give whom to ask about doubtful texts; None where nobody is set up."""
    asked = settings.file.second_opinion
    if asked is None:
        return None
    return HttpSecondOpinion(
        url=asked.url,
        model=asked.model,
        key=settings.environment.second_opinion_key,
        timeout_s=asked.timeout_seconds,
        per_day=asked.per_day,
        clock=clock,
        log=get_logger("second_opinion"),
    )
