"""Moderators rule by a wiki page, and switch the bot off by another."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from civilbot.ledger import State
from civilbot.model import Listing, Mode, Outcome
from civilbot.rules import Rules
from civilbot.rules_lint import Finding, Severity
from civilbot.simulator import Simulator
from civilbot.store import Query
from civilbot.wiki import InForce, Verdict
from civilbot.yaml_text import Document
from tests.scenario.rig import HOME, Rig
from tests.scenario.wiki_rig import RULES, SWITCH, WikiRig

LIVE = "mode: live\nbriefings: {mode: off}\n"
ERROR = Severity.ERROR

#: A status of a broken server at which PRAW does not wait and ask again.
DOWN = 501

BROKEN = "mode: live\nflags:\n  cauton: eager\n"


@pytest.fixture
def rig(sim: Simulator, tmp_path: Path) -> Iterator[WikiRig]:
    """A bot whose operator's file says no more than the subreddit's name."""
    made = WikiRig(sim, f"sqlite:///{tmp_path / 'civilbot.sqlite3'}")
    made.file()
    made.look()
    yield made
    made.store.close()


# Rules


def test_a_page_that_moderators_save_is_in_force_within_a_minute_and_confirmed(
    rig: WikiRig,
) -> None:
    """With what changes, in words; and the bot acts by it."""
    saved = rig.save(LIVE + "flags: {caution: balanced}\n")
    rig.minute()
    assert rig.in_force().mode is Mode.LIVE
    assert rig.subjects() == [f"civilbot rules: revision {saved[:8]} is in force"]
    body = rig.body("civilbot rules")
    assert "u/mod_ada saved on [the wiki page civilbot](/r/HeatedDebate/" in body
    changed = [line for line in body.splitlines() if line.startswith("*")]
    assert changed == [
        "* mode: shadow -\\> live",
        "* briefings: mode ask -\\> off",
        "* flags: caution cautious -\\> balanced",
    ]
    rig.insult()
    rig.round()
    assert rig.reports() == 1
    rig.minute()
    assert len(rig.mail()) == 1


def test_an_edit_is_read_at_the_next_look_after_the_log_names_it(rig: WikiRig) -> None:
    """Not when it is that page's turn."""
    rig.save(LIVE)
    rig.read()
    assert rig.in_force().mode is Mode.LIVE


def test_without_a_page_the_operators_file_rules(rig: WikiRig) -> None:
    """And nobody is told anything."""
    rig.file(mode="live")
    rig.minute()
    assert rig.in_force().mode is Mode.LIVE
    assert rig.mail() == []


def test_broken_rules_are_answered_once_and_the_old_ones_still_act(
    rig: WikiRig,
) -> None:
    """With line, column and what was meant."""
    rig.save(LIVE)
    rig.minute()
    broken = rig.save(BROKEN)
    rig.minute()
    rig.minute()
    assert rig.subjects()[1:] == [
        f"civilbot rules: revision {broken[:8]} cannot be used"
    ]
    body = rig.body(f"civilbot rules: revision {broken[:8]}")
    assert f"    wiki/civilbot@{broken[:8]}:3:3: " in body
    assert "did you mean 'caution'?" in body
    rig.insult()
    rig.round()
    assert rig.reports() == 1
    newest = rig.store.revisions(HOME)[0]
    assert (newest.verdict, newest.text) == (Verdict.BAD, BROKEN)


def test_what_is_corrected_is_in_force_again(rig: WikiRig) -> None:
    """The confirmation compares with the last good rules."""
    rig.save(LIVE)
    rig.minute()
    rig.save(BROKEN)
    rig.minute()
    good = rig.save(LIVE + "flags: {caution: eager}\n")
    rig.minute()
    body = rig.body(f"civilbot rules: revision {good[:8]}")
    assert "* flags: caution cautious -\\> eager\n" in body
    assert "mode" not in body.partition("What changes")[2].partition("civilbot is")[0]


@pytest.mark.parametrize(
    ("by", "powers"), [("mallory", None), ("mod_zoe", ["posts", "mail"])]
)
def test_an_edit_by_somebody_who_may_not_is_ignored_and_told_once(
    rig: WikiRig, by: str, powers: list[str] | None
) -> None:
    """A wiki may be open to readers, and not every moderator may edit it."""
    if powers:
        make_moderator(rig, by, powers)
    rig.save("mode: shadow\n")
    rig.minute()
    strange = rig.save(LIVE, by=by)
    rig.minute()
    rig.minute()
    assert rig.in_force().mode is Mode.SHADOW
    about = f"civilbot rules: revision {strange[:8]} does not count"
    assert rig.subjects()[1:] == [about]
    assert f"u/{by} saved" in rig.body(about)
    assert rig.store.revisions(HOME)[0].verdict is Verdict.IGNORED


@pytest.mark.parametrize("power", ["wiki", "config", "all"])
def test_who_may_edit_the_wiki_or_the_settings_may_rule(
    rig: WikiRig, power: str
) -> None:
    """Any one of the permissions will do."""
    make_moderator(rig, "mod_zoe", [power])
    rig.save(LIVE, by="Mod_Zoe")
    rig.minute()
    assert rig.in_force().mode is Mode.LIVE


def make_moderator(rig: Rig, name: str, permissions: list[str]) -> None:
    """Let somebody moderate, with these permissions."""
    path = f"subreddits/{HOME}/moderators"
    rig.control.order("POST", path, name=name, permissions=permissions)


def test_the_operator_may_keep_the_wiki_out(rig: WikiRig) -> None:
    """`wiki: off` in the file; a page that ruled before rules no more."""
    rig.save(LIVE)
    rig.minute()
    rig.file(wiki="off")
    rig.save(LIVE + "flags: {caution: eager}\n")
    rig.minute()
    assert rig.in_force().mode is Mode.SHADOW
    assert len(rig.mail()) == 1


def test_rules_survive_a_restart_while_reddit_is_down(rig: WikiRig) -> None:
    """They are in force before anything is read."""
    rig.save(LIVE + "flags: {caution: eager}\n")
    rig.minute()
    rig.control.fault(status=DOWN)
    rig.start()
    assert rig.in_force().flags.caution.value == "eager"
    assert rig.in_force().subreddit == HOME


def test_rules_that_a_later_civilbot_does_not_understand_do_nothing(
    rig: WikiRig,
) -> None:
    """Neither does the file act in their place."""
    rig.file(mode="live")
    rig.save(LIVE)
    rig.minute()
    force = rig.store.in_force()["heateddebate"]
    forget_a_key(rig, force)
    rig.start()
    assert rig.in_force().mode is Mode.SHADOW
    (line,) = rig.lines.of("rules.unreadable")
    assert line["revision"] == force.revision[:8]


def forget_a_key(rig: WikiRig, force: InForce) -> None:
    """Let a revision that is in force hold a key that is not known."""
    with rig.store._database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE rule_revisions SET text = 'of_old: 1' WHERE id = ?",
            (force.revision,),
        )


@pytest.mark.parametrize("status", [403, 404])
def test_a_page_that_is_gone_or_hidden_is_told_once_and_its_rules_run_on(
    rig: WikiRig, status: int
) -> None:
    """Whatever Reddit calls it."""
    rig.save(LIVE)
    rig.minute()
    hide(rig, RULES, status)
    for _ in range(4):
        rig.minute()
    assert rig.in_force().mode is Mode.LIVE
    [_, told] = rig.subjects()
    assert told.startswith("civilbot rules: the page cannot be read since 20")
    rig.control.clear_faults()
    rig.minute()
    assert len(rig.mail()) == 2


def hide(rig: Rig, page: str, status: int) -> None:
    """Let Reddit refuse to show a page, or say that there is none."""
    reason = "PAGE_NOT_FOUND" if status == 404 else "MAY_NOT_VIEW"
    path = f"/r/{HOME}/wiki/{page}"
    rig.control.fault(path, method="GET", status=status, reason=reason)


def test_a_page_that_is_for_others_only_is_seen_to_be_hidden(rig: WikiRig) -> None:
    """As moderators do it: by the page's settings and the bot's permissions."""
    rig.save(LIVE)
    rig.minute()
    rig.sim.site.world.subreddits[HOME.lower()].wiki[RULES].permlevel = 2
    make_moderator(rig, "civilbot", ["posts", "mail"])
    for _ in range(3):
        rig.minute()
    assert rig.subjects()[-1].startswith("civilbot rules: the page cannot be read")
    assert rig.in_force().mode is Mode.LIVE


def test_an_older_version_from_a_cache_changes_nothing(rig: WikiRig) -> None:
    """Reddit's caches lag."""
    path = f"/r/{HOME}/wiki/{RULES}"
    rig.save(LIVE)
    rig.control.fault(path, method="GET", stale_s=120)
    rig.read()
    rig.control.clear_faults()
    rig.pass_time(60)
    newer = rig.save("mode: shadow\n")
    rig.read()
    assert rig.store.in_force()["heateddebate"].revision == newer
    older = rig.store.revisions(HOME)[1]
    body = page_body(older.id, LIVE, older.saved_at)
    rig.control.fault(path, method="GET", status=200, body=body)
    rig.minute()
    assert rig.in_force().mode is Mode.SHADOW
    assert len(rig.mail()) == len(rig.lines.of("rules.in_force")) == 2
    assert rig.lines.of("wiki.unread") != []


def page_body(revision: str, text: str, saved_at: float) -> str:
    """A wiki page as Reddit sends it."""
    by = {"kind": "t2", "data": {"name": "mod_ada"}}
    data = {
        "content_md": text,
        "revision_id": revision,
        "revision_date": saved_at,
        "revision_by": by,
    }
    return json.dumps({"kind": "wikipage", "data": data})


BOMB = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BOMB, "anchor"),
        ("mode: shadow\n#" + "x" * 400_000, "the document has 400,014 characters"),
        ("mode: live\nflags:\n\tcaution: eager\n", ":3:1: a tab"),
        ("mode: \u201clive\u201d\n", ":1:7: "),
        ("mode: live\n\ud800", "U+D800"),
        ("mode: live\n\x00", "U+0000"),
        ("[" * 50_000, "nested too deeply"),
        ("subreddit: QuietCorner\nmode: live\n", "this is the page of r/HeatedDebate"),
        ("wiki: off\n", "the operator's to say"),
        ("just some words\n", ":1:1: "),
        (
            "rules:\n" + "- {name: r, when: {title: x}}\n" * 1_001,
            "1,000",
        ),
    ],
    ids=[
        "bomb",
        "too long",
        "tab",
        "smart quotes",
        "half a character",
        "nul",
        "deep",
        "other subreddit",
        "wiki key",
        "no mapping",
        "too many rules",
    ],
)
def test_bad_input_is_answered_and_the_bot_runs_on(
    rig: WikiRig, text: str, said: str
) -> None:
    """Each with a mail that Reddit takes."""
    rig.save(text)
    rig.minute()
    [mail] = rig.mail()
    body = mail["messages"][0]["body"]
    assert said in body
    assert len(body) <= 10_000
    assert "Traceback" not in body
    rig.save(LIVE)
    rig.minute()
    assert rig.in_force().mode is Mode.LIVE


def test_of_very_many_problems_as_many_are_told_as_fit(rig: WikiRig) -> None:
    """Reddit takes 10,000 characters."""
    lines = "".join(f"  {'long' * 40}_{n}: 1\n" for n in range(300))
    rig.save(f"flags:\n{lines}")
    rig.minute()
    body = rig.mail()[0]["messages"][0]["body"]
    assert len(body) <= 10_000
    assert "more" in body.splitlines()[-3]


def test_an_empty_page_watches_in_shadow(rig: WikiRig) -> None:
    """As an empty file does; that is confirmed as well."""
    rig.save(LIVE)
    rig.minute()
    rig.save("")
    rig.minute()
    assert rig.in_force().mode is Mode.SHADOW
    assert len(rig.mail()) == 2


def test_rules_that_can_be_read_and_cannot_work_are_not_used(rig: WikiRig) -> None:
    """A pattern that RE2 does not know would fail at each comment."""
    rig.save('mode: live\nrules:\n- {name: r, when: {body: {regex: "(?=a)"}}}\n')
    rig.minute()
    body = rig.body("civilbot rules: revision")
    assert ":3:" in body
    assert "looks ahead" in body
    assert rig.in_force().mode is Mode.SHADOW


def test_an_example_that_fails_keeps_rules_from_being_used(rig: WikiRig) -> None:
    """The moderators wrote down what they expect."""

    def failing(page: Document[Rules]) -> Sequence[Finding]:
        return [
            Finding(page.marks.problem(("tests", n, "expect"), "fails"), ERROR, "x")
            for n, _ in enumerate(page.value.tests)
        ]

    rig.watch = rig.watcher(try_examples=failing)
    rig.save("mode: live\ntests:\n- {body: hello, expect: flag}\n")
    rig.minute()
    assert ":3:25: fails" in rig.body("civilbot rules: revision")
    assert rig.in_force().mode is Mode.SHADOW


def test_what_is_only_odd_or_can_still_be_granted_is_told_with_the_confirmation(
    rig: WikiRig,
) -> None:
    """The rules are in force."""
    make_moderator(rig, "civilbot", ["wiki", "mail", "access"])
    rig.save("mode: live\nflags: {actions: [remove], max_per_day: 0}\n")
    rig.minute()
    assert rig.in_force().mode is Mode.LIVE
    body = rig.body("civilbot rules: revision")
    assert "It works, but look at this:" in body
    assert "'remove' needs the permission 'posts'" in body
    assert "max_per_day" in body


# Going back


def test_an_older_revision_is_put_in_force_again_and_told_and_superseded(
    rig: WikiRig,
) -> None:
    """The page on the wiki stays as it is, and does not come back by itself."""
    first = rig.save(LIVE)
    rig.minute()
    second = rig.save(LIVE + "flags: {caution: eager}\n")
    rig.minute()
    go_back(rig, first)
    rig.minute()
    assert rig.in_force().flags.caution.value == "cautious"
    told = rig.subjects()[-1]
    assert told.startswith(f"civilbot rules: back to revision {first[:8]} at 20")
    body = rig.body("civilbot rules: back")
    assert "* flags: caution eager -\\> cautious\n" in body
    assert "keeper decided that" in body
    rig.start()
    rig.minute()
    assert rig.in_force().flags.caution.value == "cautious"
    assert len(rig.mail()) == 3
    third = rig.save(LIVE + "flags: {caution: balanced}\n")
    rig.minute()
    assert rig.in_force().flags.caution.value == "balanced"
    ruled = [one.revision for one in rig.store.ruled(HOME)]
    assert ruled == [third, first, second, first]


def go_back(rig: WikiRig, revision: str) -> None:
    """Put an older revision in force, as the command does."""
    force = InForce(
        subreddit=HOME.lower(),
        revision=revision,
        since=rig.clock.now(),
        by="keeper",
        rollback=True,
    )
    rig.store.put_in_force(force)


# The switch


@pytest.fixture
def live(rig: WikiRig) -> WikiRig:
    """A bot that is live, by its operator's file."""
    rig.file(mode="live", briefings={"mode": "off"})
    rig.look()
    return rig


def switch(rig: WikiRig, text: str, by: str = "mod_ada") -> None:
    """Write on the switch page, and let the bot look."""
    rig.save(text, SWITCH, by)
    rig.read()


@pytest.mark.parametrize(
    "text", ["off", "OFF", "Off: we talk about it first", "**off**", "\n\n`off`\n"]
)
def test_off_stops_everything_within_a_minute(live: WikiRig, text: str) -> None:
    """What is judged is recorded as shadow, with the reason."""
    switch(live, text)
    name = live.insult()
    live.round()
    live.minute()
    assert live.reports() == 0
    [judged] = live.store.decisions(Query(outcome=Outcome.SHADOW))
    assert judged.decision.item.fullname == name
    assert "u/mod_ada switched civilbot off" in judged.decision.reasons
    [told] = live.subjects()
    assert told.startswith("civilbot switch: off since 20")


def test_off_gives_up_what_was_planned(live: WikiRig) -> None:
    """It is not done when the switch goes on again: nobody would expect it then."""
    name = live.insult()
    live.judge()
    switch(live, "off")
    asked = live.requests("GET", "/api/info")
    live.act()
    [entry] = live.entries(name)
    assert entry.state is State.CANCELLED
    assert live.requests("GET", "/api/info") == asked
    assert entry.note == "u/mod_ada switched civilbot off"
    switch(live, "on")
    live.minute()
    assert live.reports() == 0


def test_on_lets_it_go_on_and_each_turn_is_told_once(live: WikiRig) -> None:
    """From the next comment on."""
    switch(live, "off")
    live.minute()
    switch(live, "on again, thank you")
    live.minute()
    live.insult()
    live.round()
    assert live.reports() == 1
    said = [subject.partition(" since")[0] for subject in live.subjects()]
    assert said == ["civilbot switch: off", "civilbot switch: on"]


@pytest.mark.parametrize("text", ["", "maybe", "on-hold", "on/off", "o n", "yes", "1"])
def test_what_is_not_clearly_on_counts_as_off_and_what_was_planned_waits(
    live: WikiRig, text: str
) -> None:
    """A slip of the pen does not lose a report."""
    name = live.insult()
    live.judge()
    switch(live, text)
    live.act()
    live.minute()
    assert live.reports() == 0
    [entry] = live.entries(name)
    assert (entry.state, entry.attempts) == (State.PLANNED, 0)
    assert "neither `on` nor `off`" in live.body("civilbot switch: off")
    switch(live, "on")
    live.minute()
    assert live.reports() == 1


def test_a_page_that_says_on_from_the_first_is_not_worth_a_mail(live: WikiRig) -> None:
    """Nothing changed by it."""
    switch(live, "on")
    live.insult()
    live.round()
    assert live.reports() == 1
    assert live.mail() == []


@pytest.mark.parametrize("status", [403, 404, 501])
def test_an_unreadable_switch_counts_as_off_within_a_minute(
    live: WikiRig, status: int
) -> None:
    """Private, gone or broken: what was planned waits until it can be read."""
    switch(live, "on")
    name = live.insult()
    live.judge()
    hide(live, SWITCH, status)
    live.pass_time(61)
    live.look()
    assert live.reports() == 0
    [entry] = live.entries(name)
    assert entry.state is State.PLANNED
    assert entry.note.startswith("waits: the switch page cannot be read")
    live.minute()
    assert live.reports() == 0
    live.control.clear_faults()
    live.minute()
    assert live.reports() == 1


def test_moderators_are_told_of_a_hidden_switch_once_and_when_it_is_back(
    live: WikiRig,
) -> None:
    """The mail is sent although the switch counts as off."""
    switch(live, "on")
    hide(live, SWITCH, 403)
    for _ in range(4):
        live.minute()
    [gone] = live.subjects()
    assert gone.startswith("civilbot switch: cannot be read since 20")
    live.control.clear_faults()
    live.minute()
    live.minute()
    [_, back] = live.subjects()
    assert back.startswith("civilbot switch: can be read again")


def test_a_short_outage_stops_nothing_and_is_not_told(live: WikiRig) -> None:
    """Forty seconds without Reddit, and no comment is left out because of it."""
    switch(live, "on")
    live.control.fault(status=DOWN)
    for _ in range(4):
        live.pass_time(10)
        live.read()
    live.control.clear_faults()
    live.insult()
    live.judge()
    live.look()
    assert live.reports() == 1
    assert live.mail() == []


def test_a_long_outage_is_no_news_for_moderators(live: WikiRig) -> None:
    """They can see that Reddit is down."""
    switch(live, "on")
    live.control.fault(status=DOWN)
    for _ in range(5):
        live.minute_of_reading()
    live.control.clear_faults()
    live.minute()
    assert live.mail() == []


def test_what_waits_for_a_day_is_given_up(live: WikiRig) -> None:
    """A report of yesterday helps nobody."""
    name = live.insult()
    live.judge()
    switch(live, "perhaps")
    live.act()
    live.pass_time(86_400)
    live.look()
    [entry] = live.entries(name)
    assert entry.state is State.CANCELLED
    assert live.reports() == 0


def test_waiting_uses_up_no_tries(live: WikiRig) -> None:
    """Twenty tries with unknown outcomes make it a person's business."""
    name = live.insult()
    live.judge()
    switch(live, "perhaps")
    for _ in range(5):
        live.minute()
    [entry] = live.entries(name)
    assert entry.attempts == 0


def test_before_anybody_looked_at_the_switch_actions_wait(
    sim: Simulator, tmp_path: Path
) -> None:
    """A new database does not know that it is off."""
    rig = WikiRig(sim, f"sqlite:///{tmp_path / 'new.sqlite3'}")
    rig.file(mode="live", briefings={"mode": "off"})
    rig.save("off", SWITCH)
    name = rig.insult()
    rig.judge()
    rig.act()
    [entry] = rig.entries(name)
    assert entry.state is State.PLANNED
    assert entry.note == "waits: the switch page was not looked at yet"
    rig.minute()
    assert rig.reports() == 0
    [entry] = rig.entries(name)
    assert entry.state is State.CANCELLED
    rig.store.close()


def test_only_moderators_switch_it_on(live: WikiRig) -> None:
    """Whoever can write there can switch it off."""
    switch(live, "off", by="mallory")
    live.minute()
    switch(live, "on", by="mallory")
    live.minute()
    live.insult()
    live.round()
    assert live.reports() == 0
    [_, ignored] = live.subjects()
    assert ignored.startswith("civilbot switch: revision ")
    assert ignored.endswith(" does not count")
    switch(live, "on")
    live.round()
    live.insult()
    live.round()
    assert live.reports() == 1


def test_on_by_a_stranger_where_nobody_else_said_so_counts_as_off(
    live: WikiRig,
) -> None:
    """It fails closed."""
    switch(live, "on", by="mallory")
    live.minute()
    live.insult()
    live.round()
    assert live.reports() == 0


def test_another_worker_does_not_act_though_it_never_read_the_page(
    live: WikiRig, sim: Simulator, tmp_path: Path
) -> None:
    """What it knows is old; the store is asked before every action."""
    name = live.insult()
    live.judge()
    other = WikiRig(sim, f"sqlite:///{tmp_path / 'civilbot.sqlite3'}")
    other.file(mode="live", briefings={"mode": "off"})
    other.start()
    switch(live, "off")
    [entry] = live.entries(name)
    assert other.executor.act(entry.key, 0) is State.CANCELLED
    assert live.reports() == 0
    other.store.close()


def test_when_nobody_reads_the_switch_any_more_no_worker_acts(live: WikiRig) -> None:
    """The process that read it died."""
    switch(live, "on")
    name = live.insult()
    live.judge()
    live.pass_time(61)
    live.act()
    assert live.reports() == 0
    [entry] = live.entries(name)
    assert entry.state is State.PLANNED


def test_a_switch_that_goes_off_while_we_look_for_our_report_stops_it(
    live: WikiRig,
) -> None:
    """The last look at the switch comes right before the request."""
    live.insult()
    live.judge()
    find = live.reddit.find

    def find_slowly(action: Any) -> str:
        switch(live, "off")
        return find(action)

    live.reddit.find = find_slowly  # type: ignore[method-assign]
    live.act()
    assert live.reports() == 0


def test_the_switch_works_though_the_operator_keeps_the_wiki_out(
    live: WikiRig,
) -> None:
    """It is the moderators' own."""
    live.file(mode="live", wiki="off")
    switch(live, "off")
    live.insult()
    live.round()
    assert live.reports() == 0


def test_nothing_is_planned_by_itself_while_it_is_off(live: WikiRig) -> None:
    """Or a notice would be lost for good."""
    switch(live, "off")
    assert live.rulebook.acting().rules[HOME.lower()].mode is Mode.SHADOW
    assert live.in_force().mode is Mode.LIVE


def test_a_page_from_a_cache_does_not_hide_that_it_was_switched_off(
    live: WikiRig,
) -> None:
    """The log names the edit; what Reddit still shows is older."""
    switch(live, "on")
    path = f"/r/{HOME}/wiki/{SWITCH}"
    live.control.fault(path, method="GET", stale_s=300)
    live.pass_time(20)
    live.read()
    live.pass_time(5)
    live.save("off", SWITCH)
    for _ in range(7):
        live.pass_time(10)
        live.read()
    stopped = live.rulebook.stop(HOME)
    assert stopped is not None
    assert "cannot be read" in stopped.why
    live.control.clear_faults()
    live.read()
    stopped = live.rulebook.stop(HOME)
    assert stopped is not None
    assert stopped.final


@pytest.mark.parametrize("seconds", [120, 7_200])
def test_a_clock_that_was_set_back_does_not_blind_the_bot(
    live: WikiRig, seconds: float
) -> None:
    """What it saw in a time to come counts for nothing."""
    live.clock.ahead += seconds
    switch(live, "on")
    live.clock.ahead -= seconds
    stopped = live.rulebook.stop(HOME)
    assert stopped is not None
    live.save("off", SWITCH)
    live.insult()
    live.judge()
    for _ in range(4):
        live.minute()
    assert live.reports() == 0
    stopped = live.rulebook.stop(HOME)
    assert stopped is not None
    assert stopped.final


def test_moderators_are_answered_while_it_is_off(live: WikiRig) -> None:
    """What they write to it, and what they save; else they would wait for nothing."""
    live.file(mode="live", briefings={"mode": "ask"})
    live.thread()
    live.round()
    live.say("approve")
    switch(live, "off")
    live.round()
    live.round()
    assert live.ours() == []
    (told,) = live.told()
    assert told.startswith("Not posted: u/mod_ada switched civilbot off")


# Many subreddits


def test_many_subreddits_cost_few_requests_and_are_seen_at_once_by_the_log(
    live: WikiRig,
) -> None:
    """A hundred pages take turns; one that is edited does not wait for its turn."""
    for number in range(50):
        name = f"Place{number}"
        live.control.order("POST", "subreddits", name=name)
        make_bot_moderator(live, name)
        live.file(name, mode="live")
    for _ in range(4):
        live.minute()
    before = len(live.control.journal("GET"))
    live.minute()
    assert len(live.control.journal("GET")) - before <= 6 * 4
    live.control.wiki("Place7", SWITCH, "off", by="mod_ada")
    live.control.wiki("Place8", SWITCH, "on", by="mod_ada")
    live.read()
    stopped = live.rulebook.stop("place7")
    assert stopped is not None
    assert stopped.final
    for _ in range(3):
        live.minute()
        assert live.rulebook.stop("place8") is None


def make_bot_moderator(rig: Rig, subreddit: str) -> None:
    """Let the bot moderate another subreddit."""
    path = f"subreddits/{subreddit}/moderators"
    for name in ("civilbot", "mod_ada"):
        rig.control.order("POST", path, name=name, permissions=["all"])


def test_a_subreddit_that_shuts_us_out_does_not_stop_the_others(
    live: WikiRig,
) -> None:
    """Its log cannot be read, so the log of its group cannot."""
    switch(live, "on")
    live.file("QuietCorner", mode="live")
    live.control.order(
        "POST", "subreddits/QuietCorner/moderators", name="civilbot", permissions=[]
    )
    for _ in range(2):
        live.minute()
    live.insult()
    live.judge()
    live.look()
    assert live.reports() == 1


def test_a_log_that_words_it_otherwise_is_taken_for_either_page(
    live: WikiRig,
) -> None:
    """Reddit's wording is its own to change."""
    live.pass_time(1)
    live.save("off", SWITCH)
    entry = live.sim.site.world.mod_log[-1]
    entry.details = "civilbot/switch was revised"
    live.read()
    stopped = live.rulebook.stop(HOME)
    assert stopped is not None
    assert stopped.final


def test_polls_know_what_they_read(live: WikiRig) -> None:
    """The listings go on while the switch is off."""
    switch(live, "off")
    live.insult()
    assert live.pipeline.poll(Listing.COMMENTS) == 1
