"""The one place that knows all parts and puts them together."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import civilbot
from civilbot import classifier, sentences
from civilbot.accounts import Accounts
from civilbot.bot import Bot, Tries
from civilbot.clock import SystemClock
from civilbot.executor import Executor
from civilbot.library import Library
from civilbot.links import LINKS_FILE, LinkCheck, LinkWatch, Memory
from civilbot.observe import get_logger
from civilbot.pipeline import Pipeline, Watching
from civilbot.ports import Clock, Embedder, Scorer
from civilbot.proving import StandingWatch
from civilbot.reddit import Credentials, PrawReddit
from civilbot.replies import Listener, Retraction, Upkeep
from civilbot.rulebook import Rulebook, WikiWatch
from civilbot.rules import Rules
from civilbot.rules_examples import Models, failing
from civilbot.rules_lint import Finding
from civilbot.second_opinion import HttpSecondOpinion
from civilbot.settings import Settings
from civilbot.store import SqlStore
from civilbot.yaml_text import Document

#: So many of the examples on a wiki page are tried: the switch is not read meanwhile.
MOST_EXAMPLES = 200


def build(settings: Settings, *, clock: Clock | None = None) -> Bot:
    """Build the bot from its settings; the files are read, Reddit is not called.

    Args:
        settings: of the process.
        clock: the time; the machine's by default.

    Raises:
        BadInput: a file or a credential is wrong.
        Refused: the database cannot be used, or a model that ships is damaged.
    """
    settings.check_credentials()
    clock = clock or SystemClock()
    encoder, scorer = sentences.load(), classifier.load()
    library = Library(settings.directory, encoder)
    library.open(clock.today())
    reddit = PrawReddit(credentials(settings), clock=clock)
    settings.make_state_directory()
    store = SqlStore(settings.database_url)
    library.follow(store.lessons)
    tries = Tries(store=store, reddit=reddit, clock=clock)
    rulebook = Rulebook(
        store=store,
        clock=clock,
        log=get_logger("rulebook"),
        files=lambda: library.shelf,
    )
    # The last good rules are in force at once, also while Reddit is down.
    rulebook.refresh()
    standings = StandingWatch(
        reddit=reddit,
        store=store,
        clock=clock,
        log=get_logger("standings"),
        shelf=rulebook.shelf,
        submit=tries.submit,
    )
    accounts = Accounts(ask=reddit.author, clock=clock, log=get_logger("accounts"))
    return Bot(
        settings=settings,
        clock=clock,
        reddit=reddit,
        store=store,
        library=library,
        rulebook=rulebook,
        wiki=WikiWatch(
            reddit=reddit,
            store=store,
            clock=clock,
            log=get_logger("rulebook"),
            rulebook=rulebook,
            submit=tries.submit,
            try_examples=partial(_failing, library, scorer, encoder, clock),
        ),
        pipeline=Pipeline(
            reddit=reddit,
            store=store,
            scorer=scorer,
            embedder=encoder,
            second_opinion=second_opinion(settings, clock=clock),
            account=accounts.about,
            on_trial=standings.on_trial,
            clock=clock,
            log=get_logger("pipeline"),
            shelf=rulebook.shelf,
            submit=tries.submit,
            watching=_watching(settings),
        ),
        listener=Listener(
            reddit=reddit,
            store=store,
            clock=clock,
            log=get_logger("replies"),
            shelf=rulebook.shelf,
            submit=tries.submit,
        ),
        upkeep=Upkeep(
            reddit=reddit,
            store=store,
            clock=clock,
            log=get_logger("replies"),
            shelf=rulebook.acting,
            submit=tries.submit,
        ),
        standings=standings,
        executor=Executor(
            reddit=reddit,
            store=store,
            clock=clock,
            log=get_logger("executor"),
            rules=lambda: rulebook.shelf().rules,
            briefings=lambda: library.shelf.briefings,
            stopped=rulebook.stop,
            on_trial=standings.on_trial,
            worker=settings.worker,
            settle=settings.file.settle_seconds,
        ),
        tries=tries,
        links=LinkWatch(
            shelf=rulebook.acting,
            ledger=store,
            account=reddit.account,
            check=LinkCheck(clock=clock),
            memory=lambda: Memory(settings.state_directory / LINKS_FILE),
            clock=clock,
            log=get_logger("links"),
            submit=tries.submit,
        )
        if _looks_at_links(settings)
        else None,
        log=get_logger("bot"),
    )


@contextmanager
def retracting(
    settings: Settings, briefing: str, *, revision: int = 0, strikes: bool = False
) -> Iterator[Retraction]:
    """Prepare to take replies back, beside a service that may be running.

    Needs neither rules nor briefings: what is to go may stand in a broken file.

    Args:
        settings: of the process.
        briefing: its id.
        revision: only replies that carry it now; 0 for all.
        strikes: edit the replies instead of deleting them.

    Raises:
        BadInput: a credential is wrong.
        Refused: the database cannot be used.
    """
    settings.check_credentials()
    clock = SystemClock()
    reddit = PrawReddit(credentials(settings), clock=clock)
    settings.make_state_directory()
    store = SqlStore(settings.database_url)
    worker = f"{settings.worker}-retract"
    settle = settings.file.settle_seconds
    executor = Executor(
        reddit=reddit,
        store=store,
        clock=clock,
        log=get_logger("executor"),
        rules=dict,
        worker=worker,
        settle=settle,
    )
    try:
        # What an earlier call left in sending when it was stopped.
        store.release(worker, now=clock.now(), settle=settle)
        yield Retraction(
            reddit=reddit,
            store=store,
            clock=clock,
            act=executor.act,
            briefing=briefing,
            revision=revision,
            strikes=strikes,
        )
    finally:
        store.close()


def _failing(
    library: Library,
    scorer: Scorer,
    embedder: Embedder,
    clock: Clock,
    page: Document[Rules],
) -> tuple[Finding, ...]:
    """Try the examples on a rules page, with what the bot judges with."""
    shelf = library.shelf
    models = Models(
        scorer=scorer,
        embedder=embedder,
        briefings=shelf.briefings,
        taught=shelf.taught,
    )
    return failing(page, models, today=clock.today(), most=MOST_EXAMPLES)


def _looks_at_links(settings: Settings) -> bool:
    """Whether references are followed: never from a rehearsal on a simulated Reddit."""
    return settings.file.check_links and not settings.environment.reddit_url


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
