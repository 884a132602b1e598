"""A crosspost is matched by what it repeats, too."""

from tests.scenario.rig import ABOUT_IT, HOME, Rig


def test_a_crosspost_whose_own_title_says_little_is_asked_about(rig: Rig) -> None:
    """What it repeats is about the subject; that is never enough for a reply."""
    rig.set_rules(mode="auto")
    rig.control.order("POST", "subreddits", name="Elsewhere", moderators=["somebody"])
    origin = rig.thread(subreddit="Elsewhere", selftext="It is a close vote.")
    thread = rig.thread(title="About that bridge: thoughts?", crosspost_of=origin)
    rig.round()
    assert rig.ours() == []
    assert len(rig.mail()) == 1
    case = rig.store.explanation(thread)
    assert case is not None
    (judged,) = case.judged
    item = judged.decision.item
    assert (item.subreddit, item.crosspost_of) == (HOME, origin)
    assert item.crosspost_title == ABOUT_IT
    match = judged.decision.match
    assert match is not None
    assert any(why.endswith("in the post") for why in match.why)


def test_a_crosspost_of_something_else_is_left_alone(rig: Rig) -> None:
    """The other way round proves nothing."""
    origin = rig.thread(title="A new bakery opens")
    rig.thread(title="About that bridge: thoughts?", crosspost_of=origin)
    rig.round()
    assert rig.mail() == []


def test_only_a_thread_can_be_repeated(rig: Rig) -> None:
    """As on Reddit; the order says what is wrong."""
    comment = rig.control.comment(rig.thread(title="A new bakery opens"))
    wanted = {"subreddit": HOME, "title": "x", "author": "ann", "crosspost_of": comment}
    answer = rig.control.raw("POST", "submissions", **wanted)
    assert answer.status_code == 400
    assert f"{comment} is no submission" in answer.text
