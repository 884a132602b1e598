"""How each rule fared by moderators' last word, and where it stands."""

from dataclasses import replace

import pytest

from civilbot.consent import Answer, Said
from civilbot.ledger import State, Step, case_id, planned
from civilbot.model import (
    Action,
    ActionKind,
    Agreement,
    Decision,
    Fired,
    Item,
    Mode,
    Outcome,
)
from civilbot.ports import Sample
from civilbot.standing import Earned, Rank, Tally
from civilbot.store import SqlStore
from tests.contract.store.samples import (
    ACCOUNT,
    DAY,
    HOUR,
    NOW,
    READING,
    comment,
    flagged,
    key_of,
    logged,
    reply,
    report,
    submission,
)

CATEGORY = "flags.personal_attack"
LATER = NOW + 9 * HOUR

EARNED = Earned(
    subreddit="news",
    rule="no gold",
    rank=Rank.TRIAL,
    since=NOW,
    why="the rules ask for live",
    tally=Tally(3, 1),
    counts_from=NOW - DAY,
    override="we are sure",
    conditions="abc",
)


def held(
    item: Item, *rules: str, mode: Mode = Mode.SHADOW, action: Action | None = None
) -> Decision:
    """A decision in which rules held."""
    wanted = replace(action or report(item), rules=rules)
    fired = [Fired(rule=r, mode=mode, reason="so", actions=(wanted,)) for r in rules]
    acts = Outcome.ACT if mode is Mode.LIVE else Outcome.SHADOW
    return replace(flagged(item, wanted, outcome=acts), fired=tuple(fired))


def keep(store: SqlStore, *decisions: Decision, now: float = NOW) -> None:
    """Record decisions."""
    store.record(decisions, account=ACCOUNT, now=now)


def read(store: SqlStore, *entries) -> None:
    """Read entries of the moderation log."""
    store.judge_by_moderators(entries, account=ACCOUNT, now=LATER)


def words(store: SqlStore, *, since: float = 0.0) -> dict[str, Agreement | None]:
    """What was last said, by rule."""
    found = store.reviews("News", since=since)
    return {review.rule: review.word for review in found}


@pytest.mark.parametrize("mode", [Mode.SHADOW, Mode.LIVE])
@pytest.mark.parametrize(
    ("deed", "word"),
    [
        ("removecomment", Agreement.CONFIRMED),
        ("approvecomment", Agreement.OVERTURNED),
        ("lock", None),
    ],
)
def test_what_moderators_do_to_an_item_speaks_of_each_rule_that_held(
    store, mode, deed, word
):
    """In shadow as well, where they cannot know of the rule."""
    keep(store, held(comment(), CATEGORY, "no gold", mode=mode))
    read(store, logged(deed, "t1_c1"))
    assert words(store) == {CATEGORY: word, "no gold": word}
    assert {review.mode for review in store.reviews("News", since=0.0)} == {mode}


def test_what_nobody_looked_at_is_neither_right_nor_wrong(store):
    """It is counted by itself."""
    keep(store, held(comment(), "no gold"))
    assert words(store) == {"no gold": None}


@pytest.mark.parametrize("who", ["AutoModerator", "civilbot", "reddit"])
def test_only_people_speak_of_a_rule(store, who):
    """A filter that agrees proves nothing, least of all our own removal."""
    keep(store, held(comment(), "no gold", mode=Mode.LIVE))
    read(store, logged("removecomment", "t1_c1", moderator=who))
    assert words(store) == {"no gold": None}


def test_the_last_word_of_people_counts(store):
    """Whoever changes their mind has said so."""
    keep(store, held(comment(), "no gold"))
    read(
        store,
        logged("approvecomment", "t1_c1", id_="ModAction_9", at=NOW + 1),
        logged("removecomment", "t1_c1", id_="ModAction_1", at=NOW + 2),
    )
    assert words(store) == {"no gold": Agreement.CONFIRMED}


def test_an_approval_says_nothing_of_what_it_was_edited_into(store):
    """Each revision has its own word."""
    keep(store, held(comment(), "no gold"))
    keep(store, held(comment(edited_utc=NOW + 2 * HOUR), "no gold"))
    read(store, logged("approvecomment", "t1_c1", at=NOW + HOUR))
    found = {one.key: one.word for one in store.reviews("News", since=0.0)}
    assert found == {
        "t1_c1@0": Agreement.OVERTURNED,
        "t1_c1@1700007200": None,
    }
    late = logged("removecomment", "t1_c1", id_="ModAction_2", at=NOW + 3 * HOUR)
    read(store, late)
    found = {one.key: one.word for one in store.reviews("News", since=0.0)}
    assert found == {
        "t1_c1@0": Agreement.OVERTURNED,
        "t1_c1@1700007200": Agreement.CONFIRMED,
    }


def test_a_rule_in_shadow_is_reviewed_beside_a_briefing_that_was_posted(store):
    """The decision is no flag, but the rule held all the same."""
    item = submission()
    briefed = held(item, "briefings.harbour", mode=Mode.LIVE, action=reply(item))
    quiet = Fired(rule="no gold", mode=Mode.SHADOW, reason="", actions=(report(item),))
    keep(store, replace(briefed, fired=(*briefed.fired, quiet)))
    read(store, logged("removelink", "t3_x1"))
    assert words(store) == {
        "briefings.harbour": None,
        "no gold": Agreement.CONFIRMED,
    }


@pytest.mark.parametrize(
    ("deed", "word"),
    [
        ("removecomment", Agreement.OVERTURNED),
        ("approvecomment", Agreement.CONFIRMED),
    ],
)
def test_what_moderators_do_to_our_reply_speaks_of_its_briefing(store, deed, word):
    """A reply that is removed was not wanted."""
    _posted(store)
    read(store, logged(deed, "t1_ours"))
    assert words(store) == {"briefings.harbour": word}


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ([Said.APPROVE], Agreement.CONFIRMED),
        ([Said.SUMMON], Agreement.CONFIRMED),
        ([Said.DECLINE], Agreement.OVERTURNED),
        # One who declines outweighs those who approve, whoever was first.
        ([Said.DECLINE, Said.APPROVE], Agreement.OVERTURNED),
        # Readers are no moderators.
        ([Said.DOWNVOTED], None),
    ],
)
def test_what_moderators_answer_to_a_proposal_speaks_of_its_briefing(store, said, word):
    """As they were asked."""
    item = submission()
    keep(store, held(item, "briefings.harbour", mode=Mode.LIVE, action=reply(item)))
    store.hear([_answer(n, one) for n, one in enumerate(said)], [], now=LATER)
    assert words(store) == {"briefings.harbour": word}


def test_an_approved_proposal_whose_reply_is_removed_was_wrong_after_all(store):
    """The last word counts here, too."""
    _posted(store)
    store.hear([_answer(0, Said.APPROVE)], [], now=LATER)
    read(store, logged("removecomment", "t1_ours", at=NOW + 5 * HOUR))
    assert words(store) == {"briefings.harbour": Agreement.OVERTURNED}


def test_a_removed_nudge_speaks_of_the_rules_that_asked_for_it(store):
    """Unless moderators said something of the comment itself."""
    item = comment()
    nudge = Action(
        kind=ActionKind.REPLY, subreddit="News", fullname="t1_c1", rules=("no gold",)
    )
    decision = held(item, "no gold", mode=Mode.LIVE, action=nudge)
    other = Fired(rule="other", mode=Mode.SHADOW, reason="", actions=(report(item),))
    keep(store, replace(decision, fired=(*decision.fired, other)))
    store.claim(key_of(nudge), attempts=0, worker="a", now=NOW)
    store.move(key_of(nudge), Step(State.DONE, 0.0, ""), external_id="t1_ours")
    read(store, logged("removecomment", "t1_ours", id_="ModAction_2"))
    assert words(store) == {"no gold": Agreement.OVERTURNED, "other": None}
    read(store, logged("removecomment", "t1_c1"))
    assert words(store) == {
        "no gold": Agreement.CONFIRMED,
        "other": Agreement.CONFIRMED,
    }


def test_only_the_subreddits_own_decisions_since_a_time_are_given(store):
    """Oldest first."""
    keep(store, held(comment("c1"), "old"), now=NOW - DAY)
    keep(store, held(comment("c2"), "late"), now=NOW + 2)
    keep(store, held(comment("c3"), "early"), now=NOW + 1)
    keep(store, held(comment("c4", subreddit="Olds"), "other"), now=NOW)
    assert list(words(store, since=NOW)) == ["early", "late"]


def test_decisions_are_shown_without_what_was_deleted(store):
    """A digest quotes nobody who took their words back."""
    keep(store, held(comment(), CATEGORY))
    assert store.samples(["t1_c1@0", "t1_gone@0"]) == {
        "t1_c1@0": Sample(
            case=case_id("t1_c1@0"),
            fullname="t1_c1",
            permalink="/r/News/comments/x1/a_heated_title/c1/",
            reasons=("an insult, 'total fool', aimed at another user",),
            findings={"personal_attack": READING.findings[0].reason},
        )
    }
    store.forget(["t1_c1"])
    [shown] = store.samples(["t1_c1@0"]).values()
    assert "total fool" not in str(shown)
    assert shown.permalink == "/comments/x1/_/c1/"


def test_standings_are_kept_and_the_last_counts(store):
    """With all that led to them."""
    assert store.rank([EARNED], []) == ()
    live = replace(EARNED, rank=Rank.LIVE, since=NOW + DAY, number=2)
    store.rank([live], [])
    assert store.earned("News") == {"no gold": live}
    assert store.earned("Olds") == {}
    assert store.ranked("news") == (EARNED, live)


def test_of_two_who_change_a_standing_at_once_one_does_it(store):
    """With its mail; the other's mail is not planned, nor the rest of its changes."""
    mail = [_mail("first"), _mail("second")]
    assert store.rank([EARNED], mail[:1]) == (mail[0].key,)
    other = replace(EARNED, rule="other")
    assert store.rank([other, EARNED], mail[1:]) is None
    assert store.entry(mail[1].key) is None
    assert store.earned("news") == {"no gold": EARNED}


def test_figures_are_kept_without_a_change_of_standing(store):
    """They belong to the standing that they were counted for."""
    store.rank([EARNED], [])
    live = replace(EARNED, rank=Rank.LIVE, number=2, tally=Tally())
    store.rank([live], [])
    store.measure([replace(live, tally=Tally(7, 2))])
    assert [one.tally for one in store.ranked("news")] == [Tally(3, 1), Tally(7, 2)]


def _posted(store: SqlStore) -> None:
    item = submission()
    keep(store, held(item, "briefings.harbour", mode=Mode.LIVE, action=reply(item)))
    key = key_of(reply(item))
    store.claim(key, attempts=0, worker="a", now=NOW)
    store.move(key, Step(State.DONE, 0.0, ""), external_id="t1_ours")


def _answer(number: int, said: Said) -> Answer:
    return Answer(
        id=f"message{number}",
        said=said,
        case=case_id("t3_x1@0"),
        subreddit="News",
        thread="t3_x1",
        briefing="harbour@3",
        moderator="kind_mod",
        at=NOW + HOUR + number,
    )


def _mail(subject: str):
    action = Action(
        kind=ActionKind.MODMAIL, subreddit="News", fullname="", subject=subject
    )
    return planned(action, account=ACCOUNT, case="", now=NOW)


def test_two_rules_of_one_name_are_one(store):
    """A slip in the rules must not stop the bot."""
    keep(store, held(comment(), "no gold", "no gold"))
    assert [one.rule for one in store.reviews("News", since=0.0)] == ["no gold"]
