"""The bot's parts on a simulated Reddit and a real database, one step at a time."""

import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

from civilbot.accounts import Accounts
from civilbot.briefings import Briefing
from civilbot.executor import Executor
from civilbot.ledger import State
from civilbot.model import Listing
from civilbot.pipeline import Pipeline, Watching
from civilbot.ports import Shelf
from civilbot.reddit import Credentials, PrawReddit
from civilbot.replies import Listener, Retraction, Upkeep
from civilbot.rules import Rules
from civilbot.simulator import Simulator
from civilbot.store import SqlStore
from tests.builders import Lines
from tests.control import Control
from tests.unit.briefings.made_up import bridge

ABOUT_IT = "Council votes on the harbour bridge"
HOME = "HeatedDebate"
SETTLE = 1.0
DAY = 86_400.0

#: What a poll of every source reads, in the order of a start.
_SOURCES = (Listing.MOD_LOG, Listing.NEW, Listing.COMMENTS)


class Ahead:
    """A clock that runs by itself, and that a test moves on."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def now(self) -> float:
        """The real time, and what was added."""
        return time.time() + self.ahead

    def today(self) -> date:
        """The day it is, by that time."""
        return datetime.fromtimestamp(self.now(), UTC).date()

    def sleep(self, seconds: float) -> None:
        """Let time pass, without waiting."""
        self.ahead += seconds


class Rig:
    """Everything but the queue: what is planned is done at the end of each round."""

    def __init__(self, sim: Simulator, url: str, mode: str = "ask") -> None:
        self.sim = sim
        self.control = Control(sim)
        self.clock = Ahead()
        self.store = SqlStore(url)
        self.lines = Lines()
        self.briefing = self.revised(1)
        self.rules: dict[str, Rules] = {}
        self.set_rules(mode=mode)
        self.start()

    def start(self) -> None:
        """Begin a new life: nothing is kept but the database."""
        login = self.sim.credentials
        self.reddit = PrawReddit(
            Credentials(
                client_id=login.client_id,
                client_secret=login.client_secret,
                username=login.username,
                password=login.password,
                user_agent="linux:civilbot:0.1.0 (by /u/keeper)",
                reddit_url=self.sim.url,
                oauth_url=self.sim.url,
            ),
            clock=self.clock,
        )
        parts: dict[str, Any] = {
            "reddit": self.reddit,
            "store": self.store,
            "clock": self.clock,
            "log": self.lines.log,
        }
        seen: dict[str, Any] = {"shelf": self.shelf, "submit": lambda _keys: None}
        accounts = Accounts(self.reddit.author, self.clock, self.lines.log)
        self.pipeline = Pipeline(
            **parts, **seen, account=accounts.about, watching=Watching()
        )
        self.listener = Listener(**parts, **seen)
        self.upkeep = Upkeep(**parts, **seen)
        self.executor = Executor(
            **parts,
            rules=lambda: self.rules,
            briefings=lambda: (self.briefing,),
            worker="rig",
            settle=SETTLE,
        )

    def retraction(self, **options: Any) -> Retraction:
        """What `civilbot briefing retract` does, without the command."""
        executor = Executor(
            reddit=self.reddit,
            store=self.store,
            clock=self.clock,
            log=self.lines.log,
            rules=dict,
            worker="retract",
            settle=SETTLE,
        )
        return Retraction(
            reddit=self.reddit,
            store=self.store,
            clock=self.clock,
            act=executor.act,
            **{"briefing": "harbour-bridge", **options},
        )

    def shelf(self) -> Shelf:
        """What is in force."""
        return Shelf(self.rules, (self.briefing,))

    def set_rules(self, subreddit: str = HOME, **briefings: Any) -> None:
        """Let a subreddit go live with rules for briefings."""
        fields = {"subreddit": subreddit, "mode": "live", "briefings": briefings}
        self.rules[subreddit.lower()] = Rules.model_validate(fields)

    def revised(self, revision: int, *swaps: tuple[str, str]) -> Briefing:
        """The briefing on the bridge, current, at a revision."""
        today = self.clock.today()
        made = bridge(("revision: 3", f"revision: {revision}"), *swaps)
        dates = {"as_of": today, "review_by": today + timedelta(days=90)}
        return made.model_copy(update=dates)

    def expire(self) -> None:
        """Let the briefing's review be overdue."""
        yesterday = self.clock.today() - timedelta(days=1)
        self.briefing = self.briefing.model_copy(update={"review_by": yesterday})

    def thread(self, **fields: Any) -> str:
        """Begin a thread that the briefing fits."""
        return self.control.submit(**{"title": ABOUT_IT, **fields})

    def round(self) -> None:
        """Look at everything, and do what is due."""
        for listing in _SOURCES:
            self.pipeline.poll(listing)
        self.listener.listen()
        self.upkeep.look()
        self.act()

    def act(self) -> None:
        """Do what is due, and wait for what is to be looked at again."""
        while entries := self.store.due(now=self.clock.now()):
            for entry in entries:
                state = self.executor.act(entry.key, entry.attempts)
                if state is State.UNKNOWN:
                    self.pass_time(SETTLE + 1)

    def pass_time(self, seconds: float) -> None:
        """Let time pass for the bot and for Reddit."""
        self.clock.sleep(seconds)
        self.control.advance(seconds)

    def say(self, body: str, by: str = "mod_ada", number: int = 0) -> None:
        """Answer in the conversation that the bot began, of that number."""
        mail = self.mail()[number]
        path = f"modmail/{mail['id']}"
        self.control.order("POST", path, author=by, body=body)
        self.pass_time(1)

    def mail(self) -> list[dict[str, Any]]:
        """The conversations of moderators."""
        found: list[dict[str, Any]] = self.control.state()["modmail"]
        return found

    def told(self, number: int = 0) -> list[str]:
        """What the bot wrote in a conversation after its first message."""
        said = self.mail()[number]["messages"]
        return [one["body"] for one in said[1:] if one["author"] == "civilbot"]

    def ours(self) -> list[dict[str, Any]]:
        """What the bot wrote in threads and did not take back."""
        things = self.control.state()["things"]
        return [thing for thing in things if thing["author"] == "civilbot"]

    def requests(self, method: str, path: str) -> int:
        """How often something was asked of Reddit."""
        return len(self.control.journal(method, path))
