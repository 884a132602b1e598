"""People find a decision by whatever they have at hand, and see all of it."""

import pytest

from civilbot.errors import BadInput, Refused
from civilbot.ledger import State, Step, case_id
from civilbot.model import ActionKind, Agreement, Gap, Kind, Outcome
from civilbot.store import Agreed, Query, SqlStore
from tests.contract.store.samples import (
    ACCOUNT,
    HOUR,
    NOW,
    briefed,
    comment,
    flagged,
    key_of,
    left,
    logged,
    reply,
    report,
    submission,
)

#: Two case ids that begin alike, found by trying names.
ALIKE = ("c154", "c356")


@pytest.fixture
def known(store: SqlStore) -> SqlStore:
    """A store with a flagged comment, its edit, a thread with a reply, and more."""
    store.record([flagged(comment("def"))], account=ACCOUNT, now=NOW)
    edited = comment("def", edited_utc=NOW)
    store.record([left(edited)], account=ACCOUNT, now=NOW + 1)
    thread = submission("abc")
    store.record([briefed(thread)], account=ACCOUNT, now=NOW + 2)
    done = Step(State.DONE, 0.0, "")
    store.move(key_of(reply(thread)), done, external_id="t1_ours")
    other = comment("zz", subreddit="Other")
    shadow = flagged(other, outcome=Outcome.SHADOW)
    store.record([shadow], account=ACCOUNT, now=NOW + 3)
    return store


@pytest.mark.parametrize(
    "text",
    [
        case_id("t1_def@0"),
        case_id("t1_def@0").upper(),
        case_id("t1_def@0")[:4],
        case_id("t1_def@1700000000"),
        "t1_def",
        "/r/x/comments/abc/slug/def/",
        "https://www.reddit.com/r/x/comments/abc/slug/def/",
        "https://old.reddit.com/r/x/comments/abc/slug/def/?context=3",
        "<https://new.reddit.com/r/x/comments/abc/comment/def/>",
        " https://WWW.reddit.com/r/X/comments/ABC/slug/DEF ",
        "reddit.com/user/someone/comments/abc/slug/def.json",
        "https://a.frontend.example/r/x/comments/abc//def#more",
    ],
)
def test_a_comment_is_found_by_any_of_its_names(known, text):
    """Case id, its beginning, full name, permalink, any front end's address."""
    case = known.explanation(text)
    assert case.fullname == "t1_def"
    assert [judged.case for judged in case.judged] == [
        case_id("t1_def@0"),
        case_id("t1_def@1700000000"),
    ]
    assert [entry.key for entry in case.entries] == [key_of(report(comment("def")))]


@pytest.mark.parametrize(
    "text",
    [
        "t3_abc",
        "https://www.reddit.com/r/x/comments/abc/slug/",
        "https://www.reddit.com/r/x/comments/abc/slug/?utm=/a/b",
        "https://www.reddit.com/comments/abc",
        "https://np.reddit.com/r/x/comments/abc.json",
        "https://redd.it/abc",
        "redd.it/abc?x=1",
        "https://www.reddit.com/gallery/abc",
        "https://reddit.com/tb/abc",
        "https://www.reddit.com/r/x/comments/abc/comment/ours/",
        "t1_ours",
    ],
)
def test_a_thread_is_found_by_its_address_or_by_our_reply(known, text):
    """Also by the bot's own reply, which is what people see."""
    case = known.explanation(text)
    assert case.fullname == "t3_abc"
    assert case.entries[0].external_id == "t1_ours"


@pytest.mark.parametrize(
    "text", ["t1_nothing", "0123456789", "abc", "", "%", "https://i.redd.it/abc.png"]
)
def test_what_is_unknown_has_no_explanation(known, text):
    """Neither an unknown name nor too little of one finds anything."""
    assert known.explanation(text) is None


def test_a_share_link_is_refused_with_what_to_do(known):
    """It hides what it leads to, and we do not call Reddit to find out."""
    with pytest.raises(BadInput, match="open it and copy the address"):
        known.explanation("https://www.reddit.com/r/x/s/AbCdEf")


def test_a_beginning_that_fits_several_cases_is_refused(store):
    """Nobody is shown the wrong case."""
    store.record([left(comment(name)) for name in ALIKE], account=ACCOUNT, now=NOW)
    ids = [case_id(f"t1_{name}@0") for name in ALIKE]
    assert ids[0][:4] == ids[1][:4]
    with pytest.raises(Refused, match=f"several cases begin with '{ids[0][:4]}'"):
        store.explanation(ids[0][:4])
    assert store.explanation(ids[0]).fullname == f"t1_{ALIKE[0]}"


def test_an_explanation_tells_what_moderators_said(known):
    """With the log entry, the moderator and the time."""
    entry = logged("removecomment", "t1_ours")
    known.judge_by_moderators([entry], account=ACCOUNT, now=NOW + HOUR)
    assert known.explanation("t3_abc").agreements == (
        Agreed(
            log_id="ModAction_1",
            case=case_id("t3_abc@0"),
            fullname="t1_ours",
            agreement=Agreement.OVERTURNED,
            moderator="kind_mod",
            at=NOW + HOUR,
        ),
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(), ["t1_zz", "t3_abc", "t1_def", "t1_def"]),
        (Query(limit=1), ["t1_zz"]),
        (Query(subreddit="NEWS"), ["t3_abc", "t1_def", "t1_def"]),
        (Query(outcome=Outcome.SHADOW), ["t1_zz"]),
        (Query(outcome=Outcome.ACT, kind=Kind.COMMENT), ["t1_def"]),
        (Query(kind=Kind.SUBMISSION), ["t3_abc"]),
        (Query(since=NOW + 2), ["t1_zz", "t3_abc"]),
        (Query(before=NOW + 2), ["t1_def", "t1_def"]),
        (Query(text="t1_def"), ["t1_def", "t1_def"]),
        (Query(text=case_id("t1_def@0")), ["t1_def"]),
        (Query(text="/r/x/comments/abc/slug/"), ["t3_abc"]),
        (Query(text="nothing"), []),
    ],
)
def test_decisions_are_listed_newest_first(known, query, found):
    """Every filter narrows the list; what is left out does not."""
    listed = known.decisions(query)
    assert [judged.decision.item.fullname for judged in listed] == found


def test_a_summary_counts_what_happened_since(known):
    """By subreddit and outcome, by kind and state, with gaps and agreements."""
    gap = Gap("new", NOW - 60, NOW, "the listing did not reach back")
    known.record([], account=ACCOUNT, now=NOW, gap=gap)
    entry = logged("approvecomment", "t1_zz")
    known.judge_by_moderators([entry], account=ACCOUNT, now=NOW + HOUR)
    counts = known.counts(NOW)
    assert counts.decisions == {
        ("news", Outcome.ACT): 2,
        ("news", Outcome.LEAVE): 1,
        ("other", Outcome.SHADOW): 1,
    }
    assert counts.actions == {
        (ActionKind.REPORT, State.PLANNED): 1,
        (ActionKind.REPLY, State.DONE): 1,
    }
    assert counts.agreements == {("other", Agreement.OVERTURNED): 1}
    assert counts.gaps == (gap,)
    later = known.counts(NOW + 2 * HOUR)
    assert (later.decisions, later.actions) == ({}, {})
    assert (later.agreements, later.gaps) == ({}, ())
