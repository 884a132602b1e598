"""Lists the moderators' conversations; one closed mailbox does not hide the others."""

from collections.abc import Iterator, Sequence

from civilbot.consent import Conversation
from civilbot.errors import SubredditClosed
from civilbot.observe import Logger
from civilbot.ports import Reddit

#: Subreddits whose mail is listed in one request.
GROUP = 50


def conversations(
    reddit: Reddit, subreddits: Sequence[str], *, since: float, log: Logger
) -> Iterator[Conversation]:
    """Give what was written in since a time; tell of mail that may not be read."""
    for start in range(0, len(subreddits), GROUP):
        group = subreddits[start : start + GROUP]
        try:
            yield from reddit.mail(group, since=since)
        except SubredditClosed:
            for name in group:
                yield from _one(reddit, name, since, log)


def _one(
    reddit: Reddit, subreddit: str, since: float, log: Logger
) -> Sequence[Conversation]:
    try:
        return reddit.mail([subreddit], since=since)
    except SubredditClosed as error:
        log.warning(
            "mail.unread",
            subreddit=subreddit,
            why=str(error),
            advice="give the account the permission 'mail'",
        )
        return ()
