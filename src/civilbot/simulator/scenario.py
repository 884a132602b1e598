"""A scenario: who and what exists on the simulated Reddit, and what happens when."""

from functools import partial
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from civilbot import yaml_text
from civilbot.errors import BadInput, Place, Problem
from civilbot.simulator.faults import FaultOrder
from civilbot.simulator.orders import (
    MODERATOR,
    CommentOrder,
    Deed,
    DeedOrder,
    Order,
    SettingsOrder,
    SubmissionOrder,
    SubredditName,
    SubredditOrder,
    UserName,
    UserOrder,
    WikiOrder,
)
from civilbot.simulator.settings import (
    BOT_NAME,
    CLIENT_ID,
    CLIENT_SECRET,
    PASSWORD,
    Credentials,
)
from civilbot.simulator.site import Site
from civilbot.simulator.stagehand import Stagehand

DEFAULT_SUBREDDITS = (
    SubredditOrder(name="HeatedDebate"),
    SubredditOrder(name="QuietCorner"),
)


class BotOrder(Order):
    """The account the bot logs in with."""

    name: UserName = BOT_NAME
    password: str = PASSWORD
    client_id: str = CLIENT_ID
    client_secret: str = CLIENT_SECRET


class ThingEvent(DeedOrder):
    """Do something to a thing that an earlier event made."""

    thing: str
    """The label of the event that made it."""
    action: Deed


class WikiEvent(WikiOrder):
    """Write a wiki page."""

    subreddit: SubredditName
    page: str


class Event(Order):
    """Something that happens at a set time; exactly one thing."""

    at_s: Annotated[float, Field(ge=0)] = 0.0
    """Seconds after the start; at 0 it is there from the beginning."""
    label: str | None = None
    """What later events call the thing this one makes."""
    submission: SubmissionOrder | None = None
    comment: CommentOrder | None = None
    act: ThingEvent | None = None
    wiki: WikiEvent | None = None
    fault: FaultOrder | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        whats = (self.submission, self.comment, self.act, self.wiki, self.fault)
        if sum(one is not None for one in whats) != 1:
            raise ValueError(
                "an event is exactly one of submission, comment, act, wiki, fault"
            )
        return self


class Scenario(Order):
    """A world and its events."""

    bot: BotOrder = BotOrder()
    settings: SettingsOrder = SettingsOrder()
    users: tuple[UserOrder, ...] = ()
    subreddits: tuple[SubredditOrder, ...] = DEFAULT_SUBREDDITS
    events: tuple[Event, ...] = ()

    @model_validator(mode="after")
    def _names_known(self) -> Self:
        places = {one.name.lower() for one in self.subreddits}
        labels: set[str] = set()
        # Events at the same moment happen in the order they are written.
        for number, event in sorted(enumerate(self.events), key=lambda e: e[1].at_s):
            _check_event(number, event, places, labels)
            labels |= {event.label} if event.label else set()
        return self

    def credentials(self) -> Credentials:
        """What a bot needs to log in."""
        bot = self.bot
        return Credentials(bot.client_id, bot.client_secret, bot.name, bot.password)


def load_scenario(path: Path) -> Scenario:
    """Read a scenario from a YAML or JSON file.

    Raises:
        BadInput: the file cannot be read, or something in it is wrong.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        problem = Problem(Place(str(path)), f"cannot read the scenario: {why}")
        raise BadInput(problem) from None
    return yaml_text.load(text, Scenario, source=str(path))


def _check_event(number: int, event: Event, places: set[str], labels: set[str]) -> None:
    """Refuse an event that names something which does not exist by then."""
    for named in (event.submission, event.wiki):
        if named is not None and named.subreddit.lower() not in places:
            raise ValueError(
                f"events.{number}: there is no subreddit {named.subreddit}"
            )
    label = event.comment.parent if event.comment else None
    label = event.act.thing if event.act else label
    label = event.submission.crosspost_of if event.submission else label
    if label is not None and label not in labels:
        raise ValueError(f"events.{number}: no earlier event has the label {label}")


def play(scenario: Scenario, site: Site) -> None:
    """Build the world and plan what happens later."""
    hand = Stagehand(site.world)
    bot = scenario.bot
    hand.user(UserOrder(name=bot.name, password=bot.password))
    hand.user(UserOrder(name=MODERATOR))
    for user in scenario.users:
        hand.user(user)
    for subreddit in scenario.subreddits:
        hand.found(subreddit)
    director = _Director(site, hand)
    start = site.world.now()
    for event in scenario.events:
        site.timeline.add(start + event.at_s, partial(director.happen, event))
    site.timeline.play()


class _Director:
    """Lets events happen, and remembers what things they made."""

    def __init__(self, site: Site, hand: Stagehand) -> None:
        self._site = site
        self._hand = hand
        self._labels: dict[str, str] = {}

    def happen(self, event: Event, at: float) -> None:
        """Let one event happen."""
        made = self._do(event, at)
        if made is not None and event.label is not None:
            self._labels[event.label] = made

    def _do(self, event: Event, at: float) -> str | None:
        hand = self._hand
        if event.submission is not None:
            repeated = self._labels.get(event.submission.crosspost_of or "")
            post = event.submission.model_copy(update={"crosspost_of": repeated})
            return hand.submit(post, at=at).name
        if event.comment is not None:
            parent = self._labels[event.comment.parent]
            order = event.comment.model_copy(update={"parent": parent})
            return hand.comment(order, at=at).name
        if event.act is not None:
            hand.deed(self._labels[event.act.thing], event.act.action, event.act)
        if event.wiki is not None:
            hand.write_wiki(event.wiki.subreddit, event.wiki.page, event.wiki)
        if event.fault is not None:
            self._site.faults.add(event.fault)
        return None
