"""A subreddit's own rules, carried out on the simulated Reddit."""

from typing import Any

from civilbot.model import Listing, Outcome
from civilbot.rules import Rules
from tests.scenario.rig import HOME, Rig


def live(rig: Rig, *rules: dict[str, Any], **changes: Any) -> None:
    """Let the subreddit go live with rules of its own."""
    own = [
        {"name": f"rule {n}", "mode": "live", **rule} for n, rule in enumerate(rules)
    ]
    fields = {"subreddit": HOME, "mode": "live", "rules": own, **changes}
    rig.rules[HOME.lower()] = Rules.model_validate(fields)


def the(rig: Rig, name: str) -> dict[str, Any]:
    """A thing as it stands now."""
    things = rig.control.state()["things"]
    [found] = [thing for thing in things if thing["name"] == name]
    return dict(found)


def test_a_rule_removes_says_why_and_locks(rig: Rig) -> None:
    """In whichever order; the reply is posted once."""
    live(
        rig,
        {
            "when": {"domain": "spam.example"},
            "do": ["remove", "lock"],
            "message": "Hello {author}, no links to spam.example here.",
        },
    )
    thread = rig.control.submit(title="Look", url="https://www.spam.example/offer")
    rig.round()
    rig.round()
    assert the(rig, thread)["removed"]
    assert the(rig, thread)["locked"]
    [reply] = rig.ours()
    assert reply["body"].startswith("Hello alice, no links to spam.example here.")
    assert "I am a bot" in reply["body"]


def test_a_rule_gives_a_flair(rig: Rig) -> None:
    """A free text, or a template of the subreddit's."""
    live(
        rig,
        {"when": {"title": ["poll"]}, "do": ["flair"], "flair": "Opinion"},
    )
    thread = rig.control.submit(title="A poll on tea")
    rig.round()
    item = rig.reddit.items([thread])[thread]
    assert item.flair == "Opinion"


def test_an_account_is_asked_about_once_and_only_where_it_matters(rig: Rig) -> None:
    """Each question is a request."""
    live(
        rig,
        {
            "when": {"body": ["gold"], "author": {"account_age_days": {"below": 1e5}}},
            "do": ["report"],
        },
    )
    thread = rig.control.submit(title="Metals")
    rig.control.comment(thread, "Silver is fine.")
    gold = rig.control.comment(thread, "Buy gold.")
    rig.control.comment(thread, "Gold, I say!")
    rig.round()
    assert rig.requests("GET", "/user/bob/about") == 1
    [report] = the(rig, gold)["reports"]
    assert "rule 0: “gold”" in str(report)


def test_an_account_that_cannot_be_read_makes_no_rule_fire(rig: Rig) -> None:
    """What is unknown is not guessed; the comment is judged by all other rules."""
    live(
        rig,
        {"when": {"author": {"total_karma": {"below": 1e9}}}},
        {"when": {"body": ["gold"]}},
    )
    rig.control.fault("/user/bob/about", status=500, times=20)
    thread = rig.control.submit(title="Metals")
    comment = rig.control.comment(thread, "Buy gold.")
    rig.pipeline.poll(Listing.COMMENTS)
    case = rig.store.explanation(comment)
    assert case is not None
    [judged] = case.judged
    assert judged.decision.outcome is Outcome.ACT
    assert [one.rule for one in judged.decision.fired] == ["rule 1"]


def test_an_action_is_not_done_once_its_rule_went_back_to_shadow(rig: Rig) -> None:
    """Decided a moment ago, no longer wanted now."""
    live(rig, {"when": {"body": ["gold"]}})
    thread = rig.control.submit(title="Metals")
    comment = rig.control.comment(thread, "Buy gold.")
    rig.pipeline.poll(Listing.COMMENTS)
    live(rig, {"when": {"body": ["gold"]}, "mode": "shadow"})
    rig.act()
    assert the(rig, comment)["reports"] == []
    case = rig.store.explanation(comment)
    assert case is not None
    assert case.entries[0].note == "the rules were set to shadow"


def test_what_a_moderator_approved_no_rule_flags_again(rig: Rig) -> None:
    """Not even after an edit."""
    live(rig, {"when": {"body": ["gold"]}})
    thread = rig.control.submit(title="Metals")
    comment = rig.control.comment(thread, "Buy gold.")
    rig.round()
    rig.control.act(comment, "approve", by="mod_ada")
    rig.pass_time(5)
    rig.control.act(comment, "edit", body="Do buy gold.")
    rig.round()
    rig.pipeline.poll(Listing.EDITED)
    rig.round()
    case = rig.store.explanation(comment)
    assert case is not None
    assert [one.decision.outcome for one in case.judged] == [
        Outcome.ACT,
        Outcome.LEAVE,
    ]
