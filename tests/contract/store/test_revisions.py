"""What is kept of the moderators' wiki pages, on both databases."""

from dataclasses import replace

import pytest

from civilbot.errors import Refused
from civilbot.ledger import Entry, State, key_for
from civilbot.model import Action, ActionKind
from civilbot.store import SqlStore
from civilbot.wiki import (
    RULES_PAGE,
    SWITCH_PAGE,
    InForce,
    Position,
    Revision,
    Verdict,
    Watched,
)
from tests.contract.store.samples import ACCOUNT, HOUR, NOW, flagged, key_of, reply
from tests.contract.store.samples import submission as a_thread

SWITCH = Watched(
    subreddit="news",
    page=SWITCH_PAGE,
    revision="s1",
    author="mod_ada",
    saved_at=NOW - HOUR,
    position=Position.OFF,
    changed_at=NOW,
    looked_at=NOW,
    read_at=NOW,
    fresh_at=NOW,
)
PAGE = replace(SWITCH, page=RULES_PAGE, revision="aaaa1111", position=Position.ON)
GOOD = Revision(
    subreddit="news",
    id="aaaa1111",
    author="mod_ada",
    saved_at=NOW - HOUR,
    text="mode: live\n\x00\ud800",
    verdict=Verdict.GOOD,
    seen_at=NOW,
)
FORCE = InForce(subreddit="news", revision="aaaa1111", since=NOW, by="mod_ada")


def mail(subject: str = "civilbot rules: x") -> Entry:
    """A mail to moderators that follows from no decision."""
    action = Action(
        kind=ActionKind.MODMAIL, subreddit="News", fullname="", subject=subject
    )
    return Entry(
        key=key_for(action, ACCOUNT),
        account=ACCOUNT,
        case="",
        action=action,
        planned_at=NOW,
    )


def test_a_look_its_revision_and_the_mail_are_kept_together(store: SqlStore) -> None:
    """And again under another process: nothing twice."""
    keys = store.watch(PAGE, revision=GOOD, force=FORCE, entries=[mail()])
    assert keys == (mail().key,)
    assert store.watched() == (PAGE,)
    assert store.in_force() == {"news": FORCE}
    again = replace(PAGE, looked_at=NOW + 1)
    assert store.watch(again, revision=GOOD, force=FORCE, entries=[mail("y")]) == ()
    assert len(store.ruled("NEWS")) == 1
    assert store.entry(mail("y").key) is None


def test_nothing_is_kept_of_a_look_whose_mail_cannot_be_planned(
    store: SqlStore,
) -> None:
    """All or nothing: or rules would change and nobody hear of it."""
    stray = replace(mail(), case="no such case")
    with pytest.raises(Refused):
        store.watch(PAGE, revision=GOOD, force=FORCE, entries=[stray])
    assert store.watched() == ()
    assert store.in_force() == {}
    assert store.revisions("News") == ()


def test_an_older_look_does_not_undo_a_later_one(store: SqlStore) -> None:
    """A process that was held up comes late."""
    store.watch(SWITCH)
    late = replace(SWITCH, position=Position.ON, looked_at=NOW - 1)
    assert store.watch(late, entries=[mail()]) == ()
    assert store.switch("News") == SWITCH
    assert store.entry(mail().key) is None


def test_a_switch_is_fresh_while_the_log_names_no_edit_of_it(store: SqlStore) -> None:
    """But not one that could not be read when last tried, nor back in time."""
    store.watch(SWITCH)
    store.watch(replace(SWITCH, subreddit="talk", failed_at=NOW))
    store.watch(PAGE)
    store.confirm(["News", "Talk"], now=NOW + 9)
    store.confirm(["News", "Talk"], now=NOW + 5)
    fresh = {(one.subreddit, one.page): one.fresh_at for one in store.watched()}
    assert fresh == {
        ("news", SWITCH_PAGE): NOW + 9,
        ("talk", SWITCH_PAGE): NOW,
        ("news", RULES_PAGE): NOW,
    }


def test_a_switch_that_nobody_looked_at_is_not_known(store: SqlStore) -> None:
    """It is not on."""
    store.watch(PAGE)
    assert store.switch("News") is None


def test_every_revision_is_kept_with_its_text_as_far_as_a_database_can(
    store: SqlStore,
) -> None:
    """The newest first."""
    store.watch(PAGE, revision=GOOD)
    bad = replace(
        GOOD,
        id="aaaa2222",
        saved_at=NOW,
        text="x",
        verdict=Verdict.BAD,
        why="r:1:1: no",
    )
    store.watch(replace(PAGE, revision="aaaa2222"), revision=bad)
    found = store.revisions("NEWS")
    assert found == (bad, replace(GOOD, text="mode: live\n\ufffd\ufffd"))
    assert store.revisions("News", limit=1) == (bad,)


def test_a_revision_is_found_by_the_beginning_of_its_id(store: SqlStore) -> None:
    """If only one begins so; no sign means anything but itself."""
    other = replace(GOOD, id="aaaa2222")
    store.watch(PAGE, revision=GOOD)
    store.watch(PAGE, revision=other)
    found = store.revision("News", "AAAA2")
    assert found is not None
    assert found.id == "aaaa2222"
    assert store.revision("News", "b") is None
    assert store.revision("News", "%") is None
    assert store.revision("Talk", "aaaa1111") is None
    with pytest.raises(Refused, match="several revisions begin with 'aaaa'"):
        store.revision("News", "aaaa")


def test_an_older_revision_is_put_in_force_again_if_it_was_good(
    store: SqlStore,
) -> None:
    """The last one that was put in force rules."""
    newer = replace(GOOD, id="bbbb", saved_at=NOW)
    bad = replace(GOOD, id="cccc", verdict=Verdict.BAD)
    store.watch(PAGE, revision=GOOD, force=FORCE)
    store.watch(PAGE, revision=newer, force=replace(FORCE, revision="bbbb"))
    store.watch(PAGE, revision=bad)
    back = replace(FORCE, since=NOW + 1, by="keeper", rollback=True)
    store.put_in_force(back)
    assert store.in_force() == {"news": back}
    assert [one.revision for one in store.ruled("News")] == [
        "aaaa1111",
        "bbbb",
        "aaaa1111",
    ]
    for wrong in ("cccc", "dddd"):
        with pytest.raises(Refused, match="never was good"):
            store.put_in_force(replace(back, revision=wrong))


def test_an_entry_waits_without_a_try_unless_somebody_took_it(store: SqlStore) -> None:
    """What is closed or being sent is not touched."""
    thread = a_thread()
    store.record([flagged(thread)], account=ACCOUNT, now=NOW)
    [entry] = store.due(now=NOW)
    assert store.put_off(entry.key, attempts=0, until=NOW + 15, note="waits")
    assert store.due(now=NOW + 14) == ()
    waiting = store.entry(entry.key)
    assert waiting is not None
    assert (waiting.state, waiting.attempts) == (State.PLANNED, 0)
    assert waiting.note == "waits"
    store.claim(entry.key, attempts=0, worker="w", now=NOW + 15)
    assert not store.put_off(entry.key, attempts=0, until=NOW + 99, note="")
    assert not store.put_off(entry.key, attempts=1, until=NOW + 99, note="")
    assert not store.put_off(key_of(reply(thread)), attempts=0, until=NOW, note="")
