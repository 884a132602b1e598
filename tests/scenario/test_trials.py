"""Rules prove themselves on the simulated Reddit: shadow, trial, live, and back."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from civilbot.errors import Refused
from civilbot.model import ActionKind, Listing
from civilbot.proving import StandingWatch, promoted, records
from civilbot.rules import Rules
from civilbot.simulator import Simulator
from civilbot.standing import Rank
from civilbot.store import SqlStore
from tests.control import Control
from tests.scenario.bot import civilbot, configure, environment
from tests.scenario.rig import DAY, HOME, Ahead, Rig

RULE = "no gold"
WEEK = 7 * DAY

GOLD = {"name": RULE, "when": {"body": ["gold"]}, "reason": "No trading"}
TRIALS = {"reviewed": 5, "precision": 0.5}


class TrialRig(Rig):
    """Everything but the queue, with rules of the subreddit's own."""

    def start(self) -> None:
        """Begin a new life: nothing is kept but the database."""
        super().start()
        self.standings = self.watch(self.store)
        tried = self.standings.on_trial
        self.pipeline = replace(self.pipeline, on_trial=tried)
        self.executor = replace(self.executor, on_trial=tried)

    def watch(self, store: SqlStore) -> StandingWatch:
        """What looks after standings, with a database."""
        return StandingWatch(
            reddit=self.reddit,
            store=store,
            clock=self.clock,
            log=self.lines.log,
            shelf=self.shelf,
            submit=lambda _keys: None,
        )

    def own(self, *rules: dict[str, Any], **changes: Any) -> Rules:
        """Let the subreddit have rules of its own."""
        fields = {
            "subreddit": HOME,
            "mode": "live",
            "briefings": {"mode": "off"},
            "rules": rules,
            "trials": TRIALS,
            **changes,
        }
        made = self.rules[HOME.lower()] = Rules.model_validate(fields)
        return made

    def round(self) -> None:
        """Look at everything, and do what is due."""
        for listing in (Listing.MOD_LOG, Listing.NEW, Listing.COMMENTS):
            self.pipeline.poll(listing)
        self.standings.look()
        self.act()

    def comments(self, number: int, text: str = "Buy gold now") -> Sequence[str]:
        """Let somebody write so many comments; their names."""
        thread = self.control.submit(title="A quiet evening")
        return [self.control.comment(thread, f"{text}, {n}") for n in range(number)]

    def moderate(self, names: Sequence[str], deed: str) -> None:
        """Let a moderator remove or approve things."""
        self.pass_time(60)
        for name in names:
            self.control.act(name, deed, by="mod_ada")

    def reported(self, names: Sequence[str]) -> int:
        """How many of these the bot reported."""
        return sum(bool(self.control.thing(name)["reports"]) for name in names)

    def subjects(self) -> Sequence[str]:
        """What moderators got mail about, oldest first."""
        return [talk["subject"] for talk in self.mail()]

    def text(self, number: int = -1) -> str:
        """What stands in one of the mails."""
        return str(self.mail()[number]["messages"][0]["body"])

    def rank(self, rule: str = RULE) -> Rank:
        """Where a rule stands."""
        return self.store.earned(HOME)[rule].rank


@pytest.fixture
def trial(sim: Simulator, tmp_path: Path) -> Iterator[TrialRig]:
    """The bot's parts, with an empty database."""
    made = TrialRig(sim, f"sqlite:///{tmp_path / 'civilbot.sqlite3'}")
    yield made
    made.store.close()


@pytest.mark.parametrize("mode", ["live", "shadow"])
def test_what_was_decided_in_shadow_is_told_once_after_the_week(
    trial: TrialRig, mode: str
) -> None:
    """With links, reasons and figures, whatever is started anew; also where all is."""
    trial.own({**GOLD, "mode": "shadow"}, mode=mode)
    first, second, _third = trial.comments(3)
    trial.round()
    trial.moderate([first], "remove")
    trial.moderate([second], "approve")
    trial.round()
    assert trial.subjects() == []
    trial.pass_time(WEEK)
    trial.round()
    trial.start()
    trial.round()
    [subject] = trial.subjects()
    assert subject.startswith("civilbot digest: 2")
    told = trial.text()
    assert "* **no gold**: 3 times. In all 2 reviewed, 1 right: 50% (95 " in told
    assert f"[{first}](/r/{HOME}/comments/" in told
    assert "No trading: “gold” (you removed it)" in told
    assert "No trading: “gold” (you approved it)" in told
    assert ("All of r/HeatedDebate is in shadow" in told) is (mode == "shadow")
    trial.pass_time(WEEK)
    trial.round()
    assert len(trial.subjects()) == 1


def test_a_quiet_week_and_a_digest_that_is_off_bring_no_mail(trial: TrialRig) -> None:
    """Nothing to tell is not told."""
    trial.own({**GOLD, "mode": "shadow"}, digest="off")
    trial.comments(2)
    trial.round()
    trial.pass_time(WEEK)
    trial.round()
    assert trial.subjects() == []
    trial.own({**GOLD, "mode": "shadow"}, digest="daily")
    trial.round()
    assert trial.subjects() == []


def test_a_digest_does_not_come_in_quiet_hours(trial: TrialRig) -> None:
    """It comes when they are over."""
    hour = trial.clock.now() // 3600 % 24
    quiet = {"from": f"{int(hour):02}:00", "to": f"{int(hour + 2) % 24:02}:00"}
    trial.own({**GOLD, "mode": "shadow"}, quiet_hours=quiet)
    trial.comments(1)
    trial.round()
    trial.pass_time(WEEK)
    trial.round()
    assert trial.subjects() == []
    assert trial.store.open_entries() == 0
    trial.pass_time(3 * 3600)
    trial.round()
    assert len(trial.subjects()) == 1


def test_a_digest_says_which_rule_is_ready_and_how_it_goes_live(
    trial: TrialRig,
) -> None:
    """Without that, nobody would dare."""
    trial.own({**GOLD, "mode": "shadow"})
    names = trial.comments(5)
    trial.round()
    trial.moderate(names, "remove")
    trial.round()
    trial.pass_time(WEEK)
    trial.round()
    assert "**Ready**: write `mode: live` in it, and it acts." in trial.text()
    trial.own({**GOLD, "mode": "live"})
    trial.round()
    [_digest, subject] = trial.subjects()
    assert subject.endswith(": 'no gold' is live")
    later = trial.comments(1)
    trial.round()
    assert trial.reported(later) == 1


def test_a_digest_is_short_and_nothing_in_it_is_markup(trial: TrialRig) -> None:
    """At most ten examples of a rule; users' words are words."""
    rules = [
        {"name": f"*rule* {n}", "when": {"body": {"regex": [r"\[gold.*\)"]}}}
        for n in range(60)
    ]
    trial.own(*rules, digest="daily")
    trial.comments(12, "[gold](https://evil.example) u/mod_ada")
    trial.round()
    trial.pass_time(DAY)
    trial.round()
    told = trial.text()
    assert len(told) < 10_000
    assert r"\*rule\* 0" in told
    assert "](https://evil.example" not in told
    assert "u/mod_ada" not in told
    trial.own(rules[0], digest="daily")
    trial.comments(12, "[gold](https://evil.example) u/mod_ada")
    trial.round()
    trial.pass_time(DAY)
    trial.round()
    assert trial.text().count("](/r/HeatedDebate/comments/") == 10
    assert "… and 2 more" in trial.text()


def test_a_rule_that_asks_to_be_live_acts_only_when_it_has_earned_it(
    trial: TrialRig,
) -> None:
    """Refused with its figures, then live by itself, and its moderators know."""
    rules = trial.own({**GOLD, "mode": "live"})
    names = trial.comments(3)
    trial.round()
    assert trial.reported(names) == 0
    assert trial.rank() is Rank.TRIAL
    [asked] = trial.subjects()
    assert asked.endswith("UTC: 'no gold' is on trial")
    trial.moderate(names, "remove")
    trial.round()
    known = trial.store.earned(HOME)
    found = records(trial.store, rules, now=trial.clock.now())
    with pytest.raises(Refused) as refusal:
        promoted(RULE, rules, known, found)
    assert str(refusal.value) == (
        "'no gold' has not earned it: in shadow, 3 reviewed, 3 right: 100% (95 % range "
        "44% to 100%); the rules ask for 5 reviewed in 90 days, and 50% right at the "
        "low end of the range (--override WHY lets it go live all the same)"
    )
    more = trial.comments(2)
    trial.round()
    [decision] = trial.store.explanation(more[0]).judged  # type: ignore[union-attr]
    assert decision.decision.reasons[-1] == (
        "rule no gold is on trial: 3 of 5 reviewed, 3 right"
    )
    trial.moderate(more, "remove")
    trial.round()
    assert trial.rank() is Rank.LIVE
    assert trial.subjects()[-1].endswith(": 'no gold' is live")
    later = trial.comments(1)
    trial.round()
    assert trial.reported(later) == 1
    assert trial.reported([*names, *more]) == 0


def test_an_override_lets_a_rule_act_at_once_and_stays_on_record(
    trial: TrialRig,
) -> None:
    """Also after it is gone from the rules."""
    trial.own({**GOLD, "mode": "live", "override": "proven on AutoModerator"})
    names = trial.comments(1)
    trial.round()
    assert trial.reported(names) == 1
    trial.own({**GOLD, "mode": "live"})
    trial.round()
    [kept] = trial.store.ranked(HOME)
    assert (kept.rank, kept.override) == (Rank.LIVE, "proven on AutoModerator")
    assert "override: proven on AutoModerator" in trial.text()


def fall(trial: TrialRig) -> Sequence[str]:
    """Let a live rule be overturned too often; what it reported."""
    trial.own({**GOLD, "mode": "live", "override": "we are sure"})
    names = trial.comments(5)
    trial.round()
    assert trial.reported(names) == 5
    trial.moderate(names[:4], "approve")
    trial.moderate(names[4:], "remove")
    trial.round()
    return names


def test_a_live_rule_that_moderators_overturn_goes_back_to_shadow_and_says_so(
    trial: TrialRig,
) -> None:
    """Once, with its figures and links; it does nothing any more."""
    names = fall(trial)
    assert trial.rank() is Rank.DEMOTED
    trial.round()
    [_live, subject] = trial.subjects()
    assert subject.endswith("UTC: 'no gold' is back in shadow")
    told = trial.text()
    assert "while live, 5 reviewed, 1 right: 20% (95 % range 4% to 62%)" in told
    assert all(f"[{name}](/r/HeatedDebate/" in told for name in names[:4])
    assert f"[{names[4]}]" not in told
    later = trial.comments(1)
    trial.round()
    assert trial.reported(later) == 0


def test_standings_outlive_a_restart(trial: TrialRig) -> None:
    """What fell stays down, and what was said once is not said again."""
    fall(trial)
    trial.start()
    later = trial.comments(1)
    trial.round()
    assert trial.rank() is Rank.DEMOTED
    assert trial.reported(later) == 0
    assert len(trial.subjects()) == 2


def test_a_rule_that_fell_rises_by_what_moderators_say_afterwards(
    trial: TrialRig,
) -> None:
    """Or by an override in other words."""
    fall(trial)
    names = trial.comments(5)
    trial.round()
    trial.moderate(names, "remove")
    trial.round()
    assert trial.rank() is Rank.LIVE


def test_a_category_falls_and_rises_like_a_rule(trial: TrialRig) -> None:
    """It went live with the document, and was wrong here."""
    trial.own()
    insult = "You are a complete idiot"
    names = trial.comments(5, insult)
    trial.round()
    assert trial.reported(names) == 5
    trial.moderate(names, "approve")
    trial.round()
    assert trial.rank("flags.personal_attack") is Rank.DEMOTED
    later = trial.comments(1, insult)
    trial.round()
    assert trial.reported(later) == 0
    said = {"personal_attack": {"override": "we looked at all of them"}}
    trial.own(flags={"categories": said})
    last = trial.comments(1, insult)
    trial.round()
    assert trial.reported(last) == 1


def test_what_a_moderator_approved_is_reported_by_no_rule_again(
    trial: TrialRig,
) -> None:
    """Not when it is edited, and not by a rule that exempts nobody."""
    rule = {**GOLD, "mode": "live", "override": "sure", "exempt": False}
    other = {**rule, "name": "no silver", "when": {"body": ["silver"]}, "do": ["lock"]}
    trial.own(rule, other)
    [name] = trial.comments(1)
    trial.round()
    assert trial.reported([name]) == 1
    trial.moderate([name], "approve")
    trial.round()
    trial.control.act(name, "edit", body="Buy silver then")
    trial.pipeline.poll(Listing.EDITED)
    trial.round()
    case = trial.store.explanation(name)
    assert case is not None
    assert [entry.action.kind for entry in case.entries] == [ActionKind.REPORT]
    assert [len(judged.decision.fired) for judged in case.judged] == [1, 0]


def test_two_workers_tell_everything_once(trial: TrialRig, tmp_path: Path) -> None:
    """They look at the same moment, each with a connection and a clock of its own."""
    trial.own({**GOLD, "mode": "shadow"}, {**GOLD, "name": "other", "mode": "live"})
    trial.comments(3)
    for listing in (Listing.NEW, Listing.COMMENTS):
        trial.pipeline.poll(listing)
    trial.pass_time(WEEK)
    url = f"sqlite:///{tmp_path / 'civilbot.sqlite3'}"
    stores = [SqlStore(url) for _ in range(4)]
    start = Barrier(len(stores))

    def look(number: int) -> int:
        clock = Ahead()
        clock.sleep(trial.clock.ahead + number)
        watch = replace(trial.watch(stores[number]), clock=clock)
        start.wait()
        return watch.look()

    with ThreadPoolExecutor(len(stores)) as pool:
        new = list(pool.map(look, range(len(stores))))
    for store in stores:
        store.close()
    trial.act()
    assert sum(new) == 2
    assert sorted(subject[:17] for subject in trial.subjects()) == [
        "civilbot digest: ",
        "civilbot trials 2",
    ]
    assert len(trial.store.ranked(HOME)) == 2


@pytest.mark.slow
def test_the_whole_bot_keeps_a_new_rule_on_trial(
    sim: Simulator, tmp_path: Path
) -> None:
    """As it is put together for moderators: it acts by the other rule alone."""
    control = Control(sim)
    sure = {**GOLD, "name": "no silver", "when": {"body": ["silver"]}}
    rules = {
        "subreddit": HOME,
        "mode": "live",
        "rules": [
            {**GOLD, "mode": "live"},
            {**sure, "mode": "live", "override": "we know"},
        ],
    }
    directory = configure(tmp_path / "config", rules)
    thread = control.submit(title="A quiet evening")
    gold = control.comment(thread, "Buy gold now")
    silver = control.comment(thread, "Buy silver now")
    env = environment(sim)
    config = ("--config", str(directory))
    ended = civilbot("run", "--once", *config, env=env)
    assert ended.returncode == 0, ended.stderr
    assert control.thing(gold)["reports"] == []
    assert len(control.thing(silver)["reports"]) == 1
    told = civilbot("explain", gold, *config, env=env).stdout
    assert "because rule no gold is on trial: 0 of 20 reviewed, 0 right" in told
    shown = civilbot("rules", "stats", HOME, *config, env=env).stdout
    assert "no gold: on trial\n" in shown
    assert "no silver: live\n" in shown
    [mail] = control.state()["modmail"]
    assert mail["subject"].endswith("UTC: 'no silver' is live and 1 more")
