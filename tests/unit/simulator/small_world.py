"""A subreddit with one thread, one comment and three people, built by hand."""

from dataclasses import dataclass

from civilbot.simulator.clock import VirtualClock
from civilbot.simulator.community import Moderator, RemovalReason, Subreddit
from civilbot.simulator.records import User
from civilbot.simulator.things import Comment, Submission
from civilbot.simulator.world import World

NOW = 1_760_000_000.0


@dataclass(slots=True)
class SmallWorld:
    """r/Garden: mia moderates, ann posts, bob comments."""

    world: World
    subreddit: Subreddit
    post: Submission
    comment: Comment


def small_world() -> SmallWorld:
    """Build it anew."""
    world = World(VirtualClock(start=NOW, frozen=True), seed=1)
    for number, name in enumerate(("mia", "ann", "bob"), start=1):
        world.users[name] = User(
            number=number, id=f"u{number}", name=name, created_utc=NOW - 1000.0
        )
    subreddit = Subreddit(
        number=1, id="g1", name="Garden", title="Gardens", created_utc=NOW - 900.0
    )
    subreddit.moderators["mia"] = Moderator("mia", ("all",), NOW - 800.0, "rb_1")
    reason = RemovalReason("r1", "Be kind", "Please be kind.")
    subreddit.removal_reasons["r1"] = reason
    world.subreddits["garden"] = subreddit
    post = Submission(
        number=36**5 + 1,
        subreddit="Garden",
        author="ann",
        created_utc=NOW - 100.0,
        title="Roses & thorns",
        selftext="First <b>line</b>\n\nSecond",
        domain="self.Garden",
    )
    comment = Comment(
        number=36**5 + 2,
        subreddit="Garden",
        author="bob",
        created_utc=NOW - 50.0,
        submission=post,
        parent=post,
        body="Nice <script>",
    )
    post.replies.append(comment)
    world.things = {post.name: post, comment.name: comment}
    world.by_author["ann"].append(post)
    world.by_author["bob"].append(comment)
    return SmallWorld(world, subreddit, post, comment)
