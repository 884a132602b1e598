"""One thread of the simulated Reddit with its comments as a tree."""

from typing import Any

import praw
import pytest

from civilbot.simulator import Simulator
from tests.contract.clients import Raw
from tests.control import Control


def names(listing: Any) -> list[str]:
    """The full names in a listing, in order."""
    return [thing.fullname for thing in listing]


def test_a_thread_is_a_tree(reddit: praw.Reddit, control: Control) -> None:
    """Replies stand below what they answer, oldest first, the pinned one on top."""
    thread = control.submit()
    first = control.comment(thread, "first")
    below = control.comment(first, "below")
    control.comment(thread, "second")
    pinned = reddit.submission(thread[3:]).reply("pinned")
    assert pinned is not None
    pinned.mod.distinguish(sticky=True)
    forest: Any = reddit.submission(thread[3:]).comments
    assert [top.body for top in forest] == ["pinned", "first", "second"]
    assert forest[1].replies[0].fullname == below
    newest_first = reddit.submission(thread[3:])
    newest_first.comment_sort = "new"
    control.comment(below, "deeper")
    flat: Any = newest_first.comments.list()
    assert (flat[-1].body, flat[-1].depth) == ("deeper", 2)


def test_a_long_thread_ends_in_more(
    sim: Simulator, reddit: praw.Reddit, control: Control
) -> None:
    """PRAW can fetch what was left out."""
    control.settings(comments_per_page=5)
    thread = control.submit()
    top = [control.comment(thread, f"top {n}") for n in range(8)]
    below = control.comment(top[6], "below")
    submission: Any = reddit.submission(thread[3:])
    assert len(submission.comments) == 6
    assert submission.comments[5].count == 4
    unknown = {"children": "zzz", "link_id": thread}
    nothing = Raw(sim).get("/api/morechildren", **unknown).json()["json"]["data"]
    assert nothing == {"things": []}
    assert submission.comments.replace_more(limit=None) == []
    assert set(names(submission.comments.list())) == {*top, below}


def test_a_deep_thread_goes_on_elsewhere(reddit: praw.Reddit, control: Control) -> None:
    """Ten levels are shown; below, PRAW follows the link to go on."""
    thread = control.submit()
    chain = [control.comment(thread, "level 0")]
    for level in range(1, 13):
        chain.append(control.comment(chain[-1], f"level {level}"))
    submission = reddit.submission(thread[3:])
    assert len(submission.comments.list()) == 11
    submission.comments.replace_more(limit=None)
    assert names(submission.comments.list()) == chain


def test_a_comment_is_shown_with_what_stands_above(
    sim: Simulator, reddit: praw.Reddit, control: Control
) -> None:
    """As much context as was asked for, and everything below."""
    thread = control.submit()
    top = control.comment(thread, "top")
    middle = control.comment(top, "middle")
    control.comment(middle, "sibling")
    low = control.comment(middle, "low")
    control.comment(low, "lowest")
    comment: Any = reddit.comment(low[3:])
    comment.refresh()
    assert [reply.body for reply in comment.replies] == ["lowest"]
    raw = Raw(sim)
    path = f"/comments/{thread[3:]}/_/{low[3:]}"
    _, with_parent = raw.get(path, context=1).json()
    shown = with_parent["data"]["children"][0]["data"]
    assert shown["body"] == "middle"
    replies = shown["replies"]["data"]["children"]
    assert [one["data"]["body"] for one in replies] == ["low"]
    _, nothing = raw.get(f"/comments/{thread[3:]}/_/zzz").json()
    assert nothing["data"]["children"] == []
    assert raw.get("/comments/zzz").status_code == 404


@pytest.mark.parametrize("deed", ["delete", "remove"])
def test_gaps_in_a_tree_are_kept_only_above_something(
    sim: Simulator, control: Control, deed: str
) -> None:
    """A gone comment without replies disappears, one with replies leaves a mark."""
    thread = control.submit()
    above, alone = control.comment(thread), control.comment(thread)
    below = control.comment(above)
    late = control.comment(thread, visible_after_s=99)
    control.act(above, deed)
    control.act(alone, deed)
    _, tree = Raw(sim, "carol").get(f"/r/HeatedDebate/comments/{thread[3:]}").json()
    rows = [child["data"] for child in tree["data"]["children"]]
    assert [row["name"] for row in rows] == [above]
    assert rows[0]["body"] == f"[{deed}d]"
    assert rows[0]["author"] == "[deleted]"
    assert rows[0]["replies"]["data"]["children"][0]["data"]["name"] == below
    assert late not in str(tree)


def test_the_limit_of_a_thread_is_respected(sim: Simulator, control: Control) -> None:
    """Limit and depth cut the tree where they say."""
    thread = control.submit()
    top = control.comment(thread)
    control.comment(top)
    control.comment(thread)
    raw = Raw(sim)
    _, short = raw.get(f"/comments/{thread[3:]}", limit=1).json()
    kinds = [child["kind"] for child in short["data"]["children"]]
    assert kinds == ["t1", "more"]
    _, flat = raw.get(f"/comments/{thread[3:]}/title", depth=1).json()
    replies = flat["data"]["children"][0]["data"]["replies"]
    assert [one["kind"] for one in replies["data"]["children"]] == ["more"]
