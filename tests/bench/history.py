"""Makes a dump of comments and posts to replay: lengths and fields as in real ones.

python -m tests.bench.history COUNT > FILE; always the same for the same count.
"""

import json
import random
import sys
from collections.abc import Iterator
from typing import Any

from tests.bench.comments import made

#: Texts that are put together anew; a million different ones would take minutes.
_TEXTS = 20_000
_SUBREDDIT = "News"
#: Midnight of 1 January 2024 (UTC), and how long the history is.
_BEGIN, _DAYS = 1_704_067_200, 30
_AUTHORS = 40_000
_POSTS = 0.03
#: Shares of what moderators and authors did.
_REMOVED, _HOSTILE_REMOVED, _APPROVED, _GONE = 0.01, 0.4, 0.003, 0.02


def lines(count: int, *, seed: int = 0) -> Iterator[str]:
    """Make a dump, line by line."""
    dice = random.Random(seed)
    texts = made(_TEXTS, seed=seed)
    for number in range(count):
        at = _BEGIN + number * _DAYS * 86_400 // count
        yield json.dumps(_thing(number, at, texts, dice))


def _thing(number: int, at: int, texts: list[str], dice: random.Random) -> Any:
    first, second = dice.choice(texts), dice.choice(texts)
    body = first if dice.random() < 0.7 else f"{first} {second}"
    common = _common(number, at, dice)
    if dice.random() < _POSTS:
        return common | _post(number, body)
    return common | _comment(number, _kept(body, common, dice))


def _kept(body: str, common: dict[str, Any], dice: random.Random) -> str:
    """Have some comments removed, approved or deleted."""
    removed = _HOSTILE_REMOVED if "idiot" in body or "scum" in body else _REMOVED
    drawn = dice.random()
    if drawn < _GONE:
        return dice.choice(("[removed]", "[deleted]"))
    if drawn < _GONE + _APPROVED:
        common["approved_by"] = "a_moderator"
    elif drawn < _GONE + _APPROVED + removed:
        common["_meta"] |= {"removal_type": "removed", "was_deleted_later": True}
    return body


def _common(number: int, at: int, dice: random.Random) -> dict[str, Any]:
    author = dice.randrange(_AUTHORS)
    return {
        "_meta": {"retrieved_2nd_on": at + 129_600},
        "all_awardings": [],
        "approved_at_utc": None,
        "approved_by": None,
        "archived": False,
        "associated_award": None,
        "author": f"user_{author}",
        "author_flair_background_color": None,
        "author_flair_css_class": None,
        "author_flair_richtext": [],
        "author_flair_template_id": None,
        "author_flair_text": None,
        "author_flair_type": "text",
        "author_fullname": f"t2_{author}",
        "author_is_blocked": False,
        "author_patreon_flair": False,
        "author_premium": False,
        "awarders": [],
        "banned_at_utc": None,
        "banned_by": None,
        "can_gild": False,
        "can_mod_post": False,
        "created": at,
        "created_utc": at,
        "distinguished": None,
        "downs": 0,
        "edited": False,
        "gilded": 0,
        "gildings": {},
        "id": f"k{number:07x}",
        "likes": None,
        "locked": False,
        "mod_note": None,
        "mod_reason_by": None,
        "mod_reason_title": None,
        "mod_reports": [],
        "name": f"t1_k{number:07x}",
        "no_follow": True,
        "num_reports": None,
        "removal_reason": None,
        "report_reasons": None,
        "retrieved_on": at + 5,
        "saved": False,
        "score": dice.randrange(-5, 200),
        "send_replies": True,
        "stickied": False,
        "subreddit": _SUBREDDIT,
        "subreddit_id": "t5_2qh3l",
        "subreddit_name_prefixed": f"r/{_SUBREDDIT}",
        "subreddit_type": "public",
        "top_awarded_type": None,
        "total_awards_received": 0,
        "treatment_tags": [],
        "unrepliable_reason": None,
        "user_reports": [],
    }


def _comment(number: int, body: str) -> dict[str, Any]:
    thread = f"t3_p{number // 200:05x}"
    return {
        "body": body,
        "collapsed": False,
        "collapsed_reason": None,
        "controversiality": 0,
        "is_submitter": number % 17 == 0,
        "link_id": thread,
        "parent_id": thread,
        "permalink": f"/r/{_SUBREDDIT}/comments/{thread[3:]}/a_thread/k{number:07x}/",
        "score_hidden": False,
    }


def _post(number: int, body: str) -> dict[str, Any]:
    return {
        "domain": f"self.{_SUBREDDIT}",
        "is_self": True,
        "link_flair_text": "Politics",
        "name": f"t3_k{number:07x}",
        "permalink": f"/r/{_SUBREDDIT}/comments/k{number:07x}/a_thread/",
        "removed_by_category": None,
        "selftext": body,
        "title": body[:120],
        "url": f"https://www.reddit.com/r/{_SUBREDDIT}/comments/k{number:07x}/",
    }


def main() -> None:
    """Write a dump of so many items to standard output."""
    for line in lines(int(sys.argv[1])):
        print(line)


if __name__ == "__main__":
    main()
