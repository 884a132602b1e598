"""Replies that stand: corrected in place, let go when unwanted, silent past review."""

from datetime import date

from civilbot.briefings.article import Change
from civilbot.model import ActionKind, Listing
from civilbot.rules import Mode
from tests.scenario.rig import ABOUT_IT, DAY, HOME, Rig

SETTLED = (
    "- The toll is not settled. [^report][^letter]",
    "- The toll is three coins. [^report][^letter]",
)


def revise(rig: Rig, revision: int = 2) -> None:
    """Raise the briefing's revision, and say what changed."""
    changes = (Change(revision=revision, on=date(2026, 4, 2), what="the toll"),)
    rig.briefing = rig.revised(revision, SETTLED).model_copy(
        update={"changes": changes}
    )


def edits(rig: Rig) -> int:
    """How often Reddit was asked to edit something."""
    return rig.requests("POST", "/api/editusertext")


def test_a_revised_briefing_is_corrected_where_it_was_posted(rig: Rig) -> None:
    """Once, with what changed and when; the reply is the same comment."""
    rig.set_rules(mode="auto")
    rig.thread()
    rig.round()
    (before,) = rig.ours()
    assert "Corrected since" not in before["body"]
    revise(rig)
    rig.round()
    rig.round()
    (after,) = rig.ours()
    assert after["name"] == before["name"]
    assert "three coins" in after["body"]
    assert "**Corrected since it was posted**" in after["body"]
    assert "* 2 April 2026: the toll" in after["body"]
    assert "civilbot briefing harbour-bridge r2 case" in after["body"]
    assert edits(rig) == 1


def test_a_new_reply_with_a_later_revision_tells_of_no_correction(rig: Rig) -> None:
    """It never said anything else."""
    rig.set_rules(mode="auto")
    revise(rig)
    rig.thread()
    rig.round()
    (reply,) = rig.ours()
    assert "Corrected" not in reply["body"]


def test_a_correction_whose_answer_was_lost_is_not_repeated(rig: Rig) -> None:
    """The comment carries the new revision already."""
    rig.set_rules(mode="auto")
    rig.thread()
    rig.round()
    revise(rig)
    rig.control.fault(
        "/api/editusertext", method="POST", status=503, after_commit=True, times=1
    )
    rig.round()
    assert edits(rig) == 1
    entry = next(
        entry for entry in explained(rig) if entry.action.kind is ActionKind.EDIT_REPLY
    )
    assert entry.note == "found: it was there already"


def explained(rig: Rig):
    """The ledger's entries of the only thread that was answered."""
    (reply,) = rig.ours()
    case = rig.store.explanation(reply["parent"])
    assert case is not None
    return case.entries


def test_an_older_correction_never_replaces_a_newer_one(rig: Rig) -> None:
    """Revision 2 was held up, revision 3 came first."""
    rig.set_rules(mode="auto")
    rig.thread()
    rig.round()
    revise(rig, 2)
    rig.upkeep.correct()
    (held_up,) = rig.store.due(now=rig.clock.now())
    revise(rig, 3)
    rig.upkeep.correct()
    newer = next(
        entry
        for entry in rig.store.due(now=rig.clock.now())
        if entry.key != held_up.key
    )
    rig.executor.act(newer.key, 0)
    rig.executor.act(held_up.key, 0)
    (reply,) = rig.ours()
    assert "harbour-bridge r3" in reply["body"]
    left = rig.store.entry(held_up.key)
    assert left is not None
    assert left.note == "the reply carries revision 3 already"


def test_corrections_have_a_days_budget_and_begin_with_the_newest_thread(
    rig: Rig,
) -> None:
    """The rest follows on the next days."""
    rig.set_rules(mode="auto", max_edits_per_day=2)
    now = rig.clock.now()
    threads = [rig.thread(created_utc=now - 3600 * n) for n in (3, 1, 2)]
    rig.round()
    revise(rig)
    rig.round()
    rig.round()
    assert corrected(rig) == {threads[1], threads[2]}
    rig.pass_time(DAY + 60)
    rig.round()
    assert corrected(rig) == set(threads)


def corrected(rig: Rig) -> set[str]:
    """The threads whose reply carries revision 2."""
    return {
        reply["parent"] for reply in rig.ours() if "harbour-bridge r2" in reply["body"]
    }


def test_in_shadow_nothing_is_corrected(rig: Rig) -> None:
    """The bot does nothing on Reddit there."""
    rig.set_rules(mode="auto")
    rig.thread()
    rig.round()
    revise(rig)
    rig.rules[HOME.lower()] = rig.rules[HOME.lower()].model_copy(
        update={"mode": Mode.SHADOW}
    )
    assert rig.upkeep.look() == 0
    rig.round()
    assert edits(rig) == 0


def test_what_a_moderator_removed_is_neither_corrected_nor_posted_again(
    rig: Rig,
) -> None:
    """It goes and stays gone."""
    rig.set_rules(mode="auto")
    thread = rig.thread()
    rig.round()
    (reply,) = rig.ours()
    rig.control.act(reply["name"], "remove", by="mod_ada")
    rig.pass_time(1)
    rig.round()
    revise(rig)
    assert rig.upkeep.look() == 0
    rig.round()
    rig.round()
    assert edits(rig) == 0
    assert rig.requests("POST", "/api/comment") == 1
    assert rig.store.refused(thread) == "a moderator removed civilbot's reply here"


def test_past_its_review_a_briefing_is_silent_and_the_moderators_are_told_once(
    rig: Rig,
) -> None:
    """Once for each revision, in each subreddit that uses it."""
    rig.set_rules(mode="auto")
    rig.set_rules("QuietCorner", mode="ask")
    rig.expire()
    rig.thread()
    rig.round()
    rig.round()
    assert rig.ours() == []
    subjects = [mail["subject"] for mail in rig.mail()]
    assert subjects == ["Briefing harbour-bridge r1: review is due"] * 2
    assert {mail["subreddit"] for mail in rig.mail()} == {HOME, "QuietCorner"}
    assert "Ines stands for it." in rig.mail()[0]["messages"][0]["body"]
    rig.briefing = rig.revised(2)
    rig.expire()
    rig.round()
    assert len(rig.mail()) == 4


def test_a_reply_that_was_held_up_past_the_review_is_not_posted(rig: Rig) -> None:
    """It was planned while the briefing was current."""
    rig.set_rules(mode="auto")
    rig.thread()
    rig.pipeline.poll(Listing.NEW)
    rig.expire()
    rig.act()
    assert rig.ours() == []


def test_nobody_is_told_of_a_briefing_that_is_not_used(rig: Rig) -> None:
    """Where briefings are off, or in shadow, or others are chosen."""
    rig.set_rules(mode="off")
    rig.set_rules("QuietCorner", mode="ask", use=["another"])
    rig.expire()
    rig.round()
    assert rig.mail() == []


def test_a_reply_that_is_voted_far_down_goes_and_stays_gone(rig: Rig) -> None:
    """And its thread is left alone, also when a moderator asks by another way."""
    rig.set_rules(mode="auto")
    thread = rig.thread()
    rig.round()
    (reply,) = rig.ours()
    rig.control.act(reply["name"], "vote", score=-5)
    rig.round()
    assert len(rig.ours()) == 1
    rig.control.act(reply["name"], "vote", score=-6)
    rig.round()
    revise(rig)
    rig.round()
    assert rig.ours() == []
    assert edits(rig) == 0
    assert rig.store.refused(thread) == "civilbot's reply here was voted far down"


def test_a_reply_that_a_moderator_approved_stands_whatever_its_score(
    rig: Rig,
) -> None:
    """A person looked, and lets it stand."""
    rig.set_rules(mode="auto")
    rig.thread()
    rig.round()
    (reply,) = rig.ours()
    rig.control.act(reply["name"], "approve", by="mod_ada")
    rig.pass_time(1)
    rig.control.act(reply["name"], "vote", score=-50)
    rig.round()
    assert len(rig.ours()) == 1


def test_scores_are_looked_at_for_some_days_only(rig: Rig) -> None:
    """Then a reply stands; and at 0 days they are not looked at."""
    rig.set_rules(mode="auto", watch_score_days=1)
    rig.thread()
    rig.round()
    (reply,) = rig.ours()
    rig.pass_time(DAY + 60)
    rig.control.act(reply["name"], "vote", score=-50)
    rig.round()
    assert len(rig.ours()) == 1


def test_two_subreddits_never_get_the_same_text(rig: Rig) -> None:
    """Each its own introduction, by its rules or by its name."""
    rig.set_rules(mode="auto")
    rig.set_rules("QuietCorner", mode="auto", intro="Kept by the ferry club.")
    rig.thread()
    rig.control.submit("QuietCorner", title=ABOUT_IT)
    rig.round()
    bodies = {reply["subreddit"]: reply["body"] for reply in rig.ours()}
    assert "Kept by the ferry club." in bodies["QuietCorner"]
    first, second = (body.split("\n\n")[1] for body in bodies.values())
    assert first != second
