"""The running bot: what ticks, what the queue runs, how it starts and stops."""

import fcntl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import civilbot
from civilbot.errors import LoginRefused, RedditBusy, RedditError, Refused
from civilbot.executor import Executor
from civilbot.library import Library
from civilbot.links import LinkWatch
from civilbot.model import Listing
from civilbot.observe import Logger, get_logger
from civilbot.pipeline import Pipeline
from civilbot.ports import Clock, Reddit, Store
from civilbot.proving import StandingWatch
from civilbot.replies import Listener, Upkeep, listening, upkeep
from civilbot.rulebook import SOURCE as WIKI
from civilbot.rulebook import Rulebook, WikiWatch
from civilbot.schedule import Schedule, Tick
from civilbot.settings import Settings
from civilbot.store import SqlStore

if TYPE_CHECKING:
    from civilbot.engine import Engine

#: A worker that has not beaten for this long is taken for dead, in seconds.
DEAD_AFTER = 60.0

#: What to read first after a start: what moderators decided while the bot was away
#: must be known before anything is judged.
_FIRST = (
    WIKI,
    Listing.MOD_LOG.value,
    listening.SOURCE,
    Listing.NEW.value,
    Listing.COMMENTS.value,
    Listing.EDITED.value,
    Listing.MODQUEUE.value,
    upkeep.SOURCE,
)

#: How long ended workflows are remembered, in seconds.
WORKFLOWS_KEPT = 3600.0


@dataclass(kw_only=True)
class Tries:
    """Hands ledger entries to the durable queue, while it runs.

    What is not handed over is still in the ledger, where the sweep finds it.
    """

    store: Store
    reddit: Reddit
    clock: Clock
    engine: "Engine | None" = None

    def submit(self, keys: Sequence[str]) -> None:
        """Queue the first try of new entries."""
        for key in keys:
            self._queue(key, attempts=0, account=self.reddit.account())

    def sweep(self) -> None:
        """Queue every action that is due: retries, and what a crash left behind."""
        for entry in self.store.due(now=self.clock.now()):
            self._queue(entry.key, attempts=entry.attempts, account=entry.account)

    def _queue(self, key: str, *, attempts: int, account: str) -> None:
        if self.engine is None:
            return
        # The same try is queued once in five minutes, however often it is swept.
        slot = int(self.clock.now() // 300)
        self.engine.act(key, attempts=attempts, account=account, slot=slot)


@dataclass(kw_only=True)
class Bot:
    """The running bot."""

    settings: Settings
    clock: Clock
    reddit: Reddit
    store: SqlStore
    library: Library
    rulebook: Rulebook
    wiki: WikiWatch
    pipeline: Pipeline
    listener: Listener
    upkeep: Upkeep
    standings: StandingWatch
    executor: Executor
    tries: Tries
    #: None where references are not looked at.
    links: LinkWatch | None = None
    log: Logger
    #: Why it gave up, if nothing more can be done without a person.
    gave_up: str = ""
    #: Set to end `run`.
    ended: threading.Event = field(default_factory=threading.Event)
    #: Sources that could not be read when last tried.
    _put_off: set[str] = field(default_factory=set, init=False)

    # What the queue runs

    def _poll(self, source: str, tick: int) -> str:
        try:
            count = self._read(source, tick)
        except LoginRefused as error:
            self._give_up(str(error))
            return "refused"
        except RedditError as error:
            if source not in self._put_off:
                self.log.warning("poll.put_off", source=source, why=str(error))
            self._put_off.add(source)
            return "put off"
        if source in self._put_off:
            self._put_off.discard(source)
            self.log.info("poll.resumed", source=source)
        return f"{count} new"

    def _read(self, source: str, tick: int) -> int:
        if source == WIKI:
            return self.wiki.look()
        if source == listening.SOURCE:
            return self.listener.listen()
        if source == upkeep.SOURCE:
            return self.standings.look() + self.upkeep.look()
        return self.pipeline.poll(Listing(source), tick=tick)

    def _act(self, key: str, attempts: int) -> str:
        state = self.executor.act(key, attempts)
        return state.value if state is not None else "taken"

    def _give_up(self, why: str) -> None:
        self.gave_up = why
        self.log.error("login.refused", why=why)
        self.ended.set()

    # What ticks

    def beat(self) -> None:
        """Say that this worker lives, and take over from those that do not."""
        now = self.clock.now()
        self.store.beat(self.settings.worker, now=now)
        self.store.release("", now=now, settle=self.settings.file.settle_seconds)
        if self.tries.engine is not None:
            self.tries.engine.free(self.store.living(now=now, within=DEAD_AFTER))

    def refresh(self) -> None:
        """Read edited files again and check where the account moderates."""
        self.reload()
        try:
            self.pipeline.refresh()
        except LoginRefused as error:
            self._give_up(str(error))
        except RedditError as error:
            self.log.warning("refresh.put_off", why=str(error))

    def reload(self) -> None:
        """Read edited files again; what is broken keeps its last good version.

        What another process read on the wiki is in force here as well.
        """
        for problem in self.library.reload(self.clock.today()):
            self.log.error(
                "file.refused", problem=str(problem), kept="the last good version"
            )
        self.rulebook.refresh()

    def tidy(self) -> None:
        """Forget what is not needed any more."""
        now = self.clock.now()
        if self.tries.engine is not None:
            self.tries.engine.tidy(before=now - WORKFLOWS_KEPT)
        self.store.prune(now=now, keep_days=self.settings.file.keep_days)

    def forget(self) -> None:
        """Delete here what its authors deleted on Reddit."""
        try:
            count = self.pipeline.forget_deleted()
        except RedditError as error:
            self.log.warning("forget.put_off", why=str(error))
            return
        if count:
            self.log.info("deleted.forgotten", decisions=count)

    def check_links(self) -> None:
        """Look whether the briefings' references still answer, once a week each."""
        if self.links is not None:
            self.links.look(self.ended.is_set)

    # Life

    def ticks(self, engine: "Engine") -> tuple[Tick, ...]:
        """All that is done regularly."""
        every = self.settings.file.every
        polls = (
            (Listing.NEW.value, every.new),
            (Listing.COMMENTS.value, every.comments),
            (Listing.EDITED.value, every.edited),
            (Listing.MOD_LOG.value, every.log),
            (Listing.MODQUEUE.value, every.modqueue),
            (WIKI, every.wiki),
            (listening.SOURCE, every.modmail),
            (upkeep.SOURCE, every.replies),
        )
        return (
            *(Tick(f"poll {s}", n, _poller(self, engine, s, n)) for s, n in polls),
            Tick(
                "sweep", min(5.0, self.settings.file.settle_seconds), self.tries.sweep
            ),
            Tick("beat", 15.0, self.beat),
            Tick("reload", 5.0, self.reload),
            Tick("refresh", 600.0, self.refresh),
            Tick("tidy", 600.0, self.tidy),
            Tick("forget", every.deleted, self.forget),
            # Each link is due once a week; looking what is due costs nothing.
            Tick("links", 21_600.0, self.check_links),
        )

    def check(self) -> None:
        """Log in and check that every subreddit exists and is ours.

        Raises:
            LoginRefused: wrong credentials.
            Refused: a subreddit that does not exist or is not moderated by us.
            RedditBusy: Reddit cannot be reached now.
        """
        account = self.reddit.account()
        granted = self.reddit.permissions()
        for name in self.library.shelf.subreddits:
            if name.lower() in granted:
                continue
            if not self.reddit.exists(name):
                raise Refused(f"r/{name} does not exist: check its rules file's name")
            message = f"u/{account} is not a moderator of r/{name}"
            raise Refused(f"{message}: invite it, or remove the rules file")

    def reach_reddit(self) -> bool:
        """Check as `check` does, and wait while Reddit cannot be reached.

        Returns:
            False if `ended` was set while waiting.
        """
        while not self.ended.is_set():
            try:
                self.check()
            except RedditBusy as error:
                self.log.warning("reddit.unreachable", why=str(error))
                self.ended.wait(min(error.retry_after, 60.0))
            else:
                return True
        return False

    @contextmanager
    def working(self) -> Iterator[None]:
        """Hold this worker's name, and free what its earlier life left behind."""
        with _only_one(self.settings):
            now, worker = self.clock.now(), self.settings.worker
            self.store.release(
                worker, now=now, settle=self.settings.file.settle_seconds
            )
            self.store.beat(worker, now=now)
            yield

    def look(self) -> bool:
        """Read every source once, at once; what it plans is found by the sweep.

        Returns:
            Whether all could be read.
        """
        tick = int(self.clock.now())
        sources = (source for source in _FIRST if not self.ended.is_set())
        return "put off" not in [self._poll(source, tick) for source in sources]

    @contextmanager
    def queue(self) -> "Iterator[Engine]":
        """Keep the durable queue running."""
        # Loading it takes longer than a first look at Reddit, which need not wait.
        from civilbot.engine import Engine, Jobs, Queueing  # noqa: PLC0415

        engine = Engine(
            Jobs(poll=self._poll, act=self._act),
            Queueing(
                url=self.settings.queue_url,
                worker=self.settings.worker,
                look_every=self.settings.file.every.queue,
                actions_per_minute=self.settings.file.actions_per_minute,
            ),
        )
        engine.start()
        self.tries.engine = engine
        try:
            yield engine
        finally:
            self.tries.engine = None
            engine.stop()

    def run(self) -> None:
        """Serve until `ended` is set."""
        with self.working():
            self.log.info(
                "civilbot.started",
                version=civilbot.__version__,
                account=self.reddit.account(),
                subreddits=list(self.library.shelf.subreddits),
            )
            self.look()
            with self.queue() as engine:
                self._serve(engine)
        self.log.info("civilbot.stopped", why=self.gave_up or "asked to")

    def _serve(self, engine: "Engine") -> None:
        schedule = Schedule(
            self.ticks(engine), get_logger("schedule"), now=self.clock.now()
        )
        schedule.start()
        try:
            self.ended.wait()
        finally:
            schedule.stop()

    def once(self, *, patience: float = 120.0) -> None:
        """Do one full round: read every source, then act until nothing is due.

        Args:
            patience: seconds to wait for actions that must be looked at again.

        Raises:
            RedditBusy: a source could not be read.
        """
        with self.working():
            read = self.look()
            end = self.clock.now() + patience
            if self._busy(end):
                with self.queue():
                    while self._busy(end):
                        self.tries.sweep()
                        self.clock.sleep(0.2)
        if not read:
            raise RedditBusy("not everything could be read; nothing is lost, try again")

    def _busy(self, end: float) -> bool:
        """Whether there is something to wait for, and time left."""
        late = self.ended.is_set() or self.clock.now() >= end
        return not late and bool(self.store.open_entries(end))


def _poller(
    bot: Bot, engine: "Engine", source: str, seconds: float
) -> Callable[[], object]:
    def poll() -> None:
        engine.poll(source, int(bot.clock.now() / seconds))

    return poll


@contextmanager
def _only_one(settings: Settings) -> Iterator[None]:
    """Hold this worker's lock file: two processes of one name would act twice."""
    path = settings.make_state_directory() / f"{settings.worker}.lock"
    try:
        opened = path.open("w", encoding="ascii")
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}") from None
    with opened as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            message = f"another civilbot named '{settings.worker}' is running here"
            raise Refused(f"{message}: stop it, or set CIVILBOT_WORKER") from None
        yield
