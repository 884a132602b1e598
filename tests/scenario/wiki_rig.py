"""The bot's parts, ruled by the moderators' wiki pages."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

from civilbot.errors import RedditBusy
from civilbot.ledger import Entry
from civilbot.model import Listing
from civilbot.ports import Shelf
from civilbot.rulebook import Rulebook, WikiWatch
from civilbot.rules import Rules
from tests.scenario.rig import HOME, Rig

RULES, SWITCH = "civilbot", "civilbot/switch"

#: Words that are flagged at every caution.
INSULT = "You are a complete idiot"

#: How often the wiki is looked at, in seconds.
LOOK = 10.0


class WikiRig(Rig):
    """Everything but the queue; moderators write on the wiki."""

    def start(self) -> None:
        """Begin a new life: nothing is kept but the database."""
        super().start()
        parts: dict[str, Any] = {
            "store": self.store,
            "clock": self.clock,
            "log": self.lines.log,
        }
        self.rulebook = Rulebook(**parts, files=self.files)
        self.rulebook.refresh()
        self.watch = self.watcher()
        self.pipeline = replace(self.pipeline, shelf=self.rulebook.shelf)
        self.listener = replace(self.listener, shelf=self.rulebook.shelf)
        self.upkeep = replace(self.upkeep, shelf=self.rulebook.acting)
        self.executor = replace(
            self.executor,
            rules=lambda: self.rulebook.shelf().rules,
            stopped=self.rulebook.stop,
        )

    def watcher(self, **changes: Any) -> WikiWatch:
        """What reads the wiki."""
        usual: dict[str, Any] = {
            "reddit": self.reddit,
            "store": self.store,
            "clock": self.clock,
            "log": self.lines.log,
            "rulebook": self.rulebook,
            "submit": lambda _keys: None,
        }
        return WikiWatch(**{**usual, **changes})

    def files(self) -> Shelf:
        """What stands in the operator's files."""
        return Shelf(self.rules, (self.briefing,))

    def file(self, subreddit: str = HOME, **fields: Any) -> None:
        """Write the operator's file for a subreddit."""
        values = {"subreddit": subreddit, **fields}
        self.rules[subreddit.lower()] = Rules.model_validate(values)

    def in_force(self, subreddit: str = HOME) -> Rules:
        """The rules by which the bot judges and acts now."""
        return self.rulebook.shelf().rules[subreddit.lower()]

    def save(self, text: str, page: str = RULES, by: str = "mod_ada") -> str:
        """Save a wiki page as somebody; gives the revision's id."""
        return self.control.wiki(HOME, page, text, by=by)

    def minute(self) -> None:
        """Let a minute pass, with the looks at the wiki that belong to it."""
        for _ in range(6):
            self.pass_time(LOOK)
            self.look()

    def look(self) -> None:
        """Look at the wiki, and do what is due."""
        self.read()
        self.act()

    def read(self) -> None:
        """Look at the wiki, as the running bot does when Reddit is busy, too."""
        with suppress(RedditBusy):
            self.watch.look()

    def minute_of_reading(self) -> None:
        """Let a minute pass while nothing can be done."""
        for _ in range(6):
            self.pass_time(LOOK)
            self.read()

    def judge(self) -> None:
        """Read threads and comments and judge them; nothing is done yet."""
        for listing in (Listing.MOD_LOG, Listing.NEW, Listing.COMMENTS):
            self.pipeline.poll(listing)

    def insult(self) -> str:
        """Somebody writes what is flagged; the comment's name."""
        thread = self.control.submit(title="Ferries")
        return self.control.comment(thread, INSULT)

    def reports(self) -> int:
        """How often the bot reported something."""
        return self.requests("POST", "/api/report")

    def subjects(self) -> list[str]:
        """What the mails to moderators are about, oldest first."""
        return [one["subject"] for one in self.mail()]

    def body(self, subject: str) -> str:
        """The only mail whose subject begins so."""
        [found] = [one for one in self.mail() if one["subject"].startswith(subject)]
        return str(found["messages"][0]["body"])

    def entries(self, name: str) -> tuple[Entry, ...]:
        """What the ledger holds about a comment or thread."""
        case = self.store.explanation(name)
        assert case is not None
        return case.entries
