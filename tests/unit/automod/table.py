"""Posts and comments of a made-up subreddit, on which rules are tried."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace

from civilbot.model import Author, Context, Item
from tests.builders import DAY, NOW, a_context, an_item

TITLES = (
    "Council votes on the pier",
    "[Review] The new quay",
    "Weekly thread",
    "WTS: two oars for $40",
    "HARBOUR closed, says MAYOR",
    "Did the mayor take a bribe?",
    "The council and the bribery of 2026",
    "Ferry timetable for the winter",
    "Mega thread: the storm",
    "Regattas on sunday",
    "rumour: the pier is sold",
    "A question on drama in the harbour",
    "Fire at the pier now!!",
    "Testing, testing",
    "Wo das Schiff änderte: für sale",
    "False alarm, 493 boats",
    "That captain again",
)
BODIES = (
    "",
    "this",
    "Same",
    "lol!!",
    "  «haha»",
    "first",
    "\n second ...",
    "I see it in another way, and I say so here.",
    "You numbskull",
    "you ânumbskull",
    "a dock rat, that is what he is",
    "I code in c++ at sea",
    "c++11 is not the same",
    "call @ssistance",
    "mail@ss",
    "> scallywag\n\nI would not say so",
    "you scallywag\n> quoted",
    "Solved, thank you!",
    "see https://oldforum.example/thread/7 for it",
    "see https://m.facebook.com/pier for it",
    "watch my channels",
    "look at my channel",
    "crew wanted, DM me",
    "crewwanted: dm mess",
    "The source is http://council.example/a",
    "12 knots in the bay",
    "٣ knots",
    "may they sink the old\nferry",
    "sinking the ferry",
    "the sink. ferry",
    "The mayor speaks",
    "the mayoress speaks",
    "#storm is here\nreally",
    "no #storm here",
    "first line\n#second line",
    "drop the anchor",
    "anchors away",
    "flair me, please",
    "harpoon",
    "a word " * 60,
    "." * 40 + "short" + "!" * 40,
)
URLS = (
    "",
    "https://tinyharbour.example/x",
    "https://www.bit.example/?u=1",
    "http://a.go.pier.example:80/x",
    "https://nottinyharbour.example/",
    "https://tinyharbour.example.net/",
    "https://evil.example/tinyharbour.example",
    "https://harbourgazette.example/news",
    "https://i.harbour.example/cat.PNG",
    "https://i.harbour.example/cat.jpeg?w=1",
    "https://i.harbour.example/png",
    "https://facebook.com/pier",
    "https://oldforum.example/user/7",
)
FLAIRS = ("", "For sale", "wanted", "Megathread", "Wanted!")
AUTHORS = (
    ("some_person", ""),
    ("harbour_bot", "Bot"),
    ("pier_master", "old captain"),
    ("boat_sales7", "Trusted"),
    ("boat_promo", "captains"),
    ("boat-sales-office", "Captain"),
    ("mod_anna", ""),
    ("approved_ben", ""),
)
#: Age in days, comment karma, post karma.
ACCOUNTS = (
    (1.0, 5, 3),
    (2.999, 500, 9),
    (3.0, -21, 0),
    (10.0, 20, 9),
    (13.9, -20, 9),
    (14.0, 10, 5),
    (366.0, 4000, 101),
    (365.0, 4000, 101),
    (900.0, 0, 5000),
)


def people(account: tuple[float, int, int]) -> Context:
    """An evening at the harbour, and what is known of the author."""
    days, comments, posts = account
    return a_context(
        moderators=frozenset({"mod_anna"}),
        approved_users=frozenset({"approved_ben"}),
        author=Author(
            name="x",
            created_utc=NOW - days * DAY,
            comment_karma=comments,
            post_karma=posts,
        ),
    )


def table() -> Iterator[tuple[Item, Context]]:
    """Every text once as a post, as a link's and as a comment's, and many mixtures."""
    chance = random.Random(7)
    for number, (body, title) in enumerate(
        itertools.zip_longest(BODIES, TITLES * 3, fillvalue="")
    ):
        yield a_post(chance, number, title or "Boats", body)
        yield a_post(chance, number, title or "Boats", body, linked=True)
        yield a_comment(chance, number, body or "x")
    for number in range(500):
        title, body = chance.choice(TITLES), chance.choice(BODIES)
        kind = chance.choice("plc")
        if kind == "c":
            yield a_comment(chance, number, body or "x")
        else:
            yield a_post(chance, number, title, body, linked=kind == "l")


def a_post(
    chance: random.Random, number: int, title: str, body: str, *, linked: bool = False
) -> tuple[Item, Context]:
    """A post with a text, or a link with or without one."""
    url = chance.choice(URLS[1:]) if linked else ""
    text = body if not linked or chance.random() < 0.4 else ""
    item = an_item(f"t3_{number}", title=title, text=text.strip(), url=url)
    crosspost = "t3_other" if linked and chance.random() < 0.3 else ""
    item = replace(item, flair=chance.choice(FLAIRS), crosspost_of=crosspost)
    return _by_somebody(chance, item)


def a_comment(chance: random.Random, number: int, body: str) -> tuple[Item, Context]:
    """A comment under a post or under another comment."""
    parent = chance.choice(("t3_root", "t1_above"))
    item = an_item(f"t1_{number}", text=body.strip(), parent=parent)
    return _by_somebody(chance, replace(item, submitter=chance.random() < 0.4))


def _by_somebody(chance: random.Random, item: Item) -> tuple[Item, Context]:
    author, flair = chance.choice(AUTHORS)
    return (
        replace(
            item,
            subreddit="HarbourTalk",
            author=author,
            author_flair=flair,
            num_reports=chance.choice((0, 0, 2, 3, 5)),
            edited_utc=chance.choice((0.0, NOW)),
        ),
        people(chance.choice(ACCOUNTS)),
    )
