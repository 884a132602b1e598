"""The weekly look: what is gone is told once, to those whom it concerns."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from civilbot.briefings import Briefing
from civilbot.links import LinkCheck, LinkWatch, Memory
from civilbot.model import Action, ActionKind
from civilbot.ports import Shelf
from civilbot.rules import Rules
from civilbot.store import SqlStore
from tests.builders import ACCOUNT, DAY, Lines, StoppedClock, a_briefing, some_rules
from tests.unit.links.site import Page, Site


class Rig:
    """A watch over one briefing, on a store of its own."""

    def __init__(self, folder: Path, site: Site, clock: StoppedClock) -> None:
        self.site = site
        self.clock = clock
        self.lines = Lines()
        self.store = SqlStore(f"sqlite:///{folder / 'civilbot.sqlite3'}")
        self.file = folder / "links.json"
        self.submitted: list[str] = []
        self.shelf = Shelf({}, (_briefing(site),))
        site.put("/report", Page())
        site.put("/letter", Page())

    def rules(self, *rules: Rules) -> None:
        """Put rules in force."""
        by_name = {one.subreddit.lower(): one for one in rules}
        self.shelf = Shelf(by_name, self.shelf.briefings)

    def look(self) -> None:
        """Look once, as another process would."""
        check = LinkCheck(clock=self.clock, private_too=True, timeout_s=5.0)
        LinkWatch(
            shelf=lambda: self.shelf,
            ledger=self.store,
            account=lambda: ACCOUNT,
            check=check,
            memory=lambda: Memory(self.file),
            clock=self.clock,
            log=self.lines.log,
            submit=self.submitted.extend,
        ).look()

    @property
    def mails(self) -> list[Action]:
        """What is planned."""
        entries = self.store.due(now=self.clock.now())
        return [entry.action for entry in entries]


def _briefing(site: Site) -> Briefing:
    return a_briefing(
        ("https://council.example/report", site.url("/report")),
        ("https://gazette.example/letter_(2031)", site.url("/letter")),
    )


@pytest.fixture(name="rig")
def _rig(tmp_path: Path, site: Site, clock: StoppedClock) -> Iterator[Rig]:
    """Watch for one live subreddit."""
    rig = Rig(tmp_path, site, clock)
    rig.rules(some_rules())
    yield rig
    rig.store.close()


def test_as_long_as_all_answers_nobody_is_written_to(rig: Rig) -> None:
    """The log says that it looked."""
    rig.look()
    assert rig.mails == []
    assert [line["count"] for line in rig.lines.of("links.checked")] == [2]


def test_a_link_that_is_gone_is_told_to_the_moderators(rig: Rig) -> None:
    """With the briefing, the source, the address and what was seen."""
    rig.site.put("/letter", Page(404))
    rig.look()
    (mail,) = rig.mails
    assert (mail.kind, mail.subreddit) == (ActionKind.MODMAIL, "News")
    assert mail.subject.startswith("civilbot: references that are gone [")
    gone = f"- harbour-bridge, 'letter': {rig.site.url('/letter')} (HTTP 404)"
    assert gone in mail.text.splitlines()
    assert "/report" not in mail.text
    assert len(rig.submitted) == 1


def test_it_is_told_once_however_often_one_looks(rig: Rig) -> None:
    """Week after week."""
    rig.site.put("/letter", Page(404))
    for _ in range(4):
        rig.look()
        rig.clock.sleep(8 * DAY)
    assert len(rig.mails) == 1


def test_it_is_told_once_even_if_what_was_seen_is_forgotten(rig: Rig) -> None:
    """On another machine, or after a crash, the mail has the same key."""
    rig.site.put("/letter", Page(404))
    rig.look()
    rig.file.unlink()
    rig.look()
    assert len(rig.mails) == 1


def test_the_next_link_that_goes_is_told_by_itself(rig: Rig) -> None:
    """Not the first one again."""
    rig.site.put("/letter", Page(404))
    rig.look()
    rig.site.put("/report", Page(410))
    rig.clock.sleep(8 * DAY)
    rig.look()
    first, second = rig.mails
    assert first.subject != second.subject
    assert "'report'" in second.text
    assert "'letter'" not in second.text


def test_within_a_week_nothing_is_asked_again(rig: Rig) -> None:
    """Restarts do not add requests."""
    rig.look()
    rig.clock.sleep(6 * DAY)
    rig.look()
    assert len(rig.site.asked) == 2
    rig.clock.sleep(DAY)
    rig.look()
    assert len(rig.site.asked) == 4


@pytest.mark.parametrize(
    "rules",
    [
        some_rules(mode="shadow"),
        some_rules(briefings={"mode": "off"}),
        some_rules(briefings={"mode": "auto", "use": ["another-briefing"]}),
    ],
)
def test_who_does_not_use_the_briefing_is_not_written_to(
    rig: Rig, rules: Rules
) -> None:
    """In shadow, with briefings off, or with others in use; the log says it."""
    rig.rules(rules)
    rig.site.put("/letter", Page(404))
    rig.look()
    assert rig.mails == []
    (line,) = rig.lines.of("links.dead")
    assert line["links"] == [rig.site.url("/letter")]


def test_a_server_that_is_down_is_no_news(rig: Rig) -> None:
    """It is asked again tomorrow."""
    rig.site.put("/letter", Page(503))
    rig.look()
    assert rig.mails == []
    rig.site.put("/letter", Page(404))
    rig.clock.sleep(DAY)
    rig.look()
    assert len(rig.mails) == 1
