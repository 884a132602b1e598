"""When a rule of the subreddit's own holds for an item, and when it surely does not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civilbot.conditions import Facts, compiled
from civilbot.model import Author, Category, Context, Item, Target
from civilbot.rules import Rules
from tests.builders import DAY, NOW, a_context, a_finding, an_item, some_rules


def rules_with(**rule: Any) -> Rules:
    """Rules with one of their own."""
    return some_rules(rules=[{"name": "the rule", **rule}])


def holds(when: dict[str, Any], item: Item, context: Context | None = None) -> bool:
    """Whether a rule with these conditions fires."""
    facts = Facts(item, context or a_context(), ())
    return bool(compiled(rules_with(when=when)).fires(facts))


def a_comment(text: str, **changes: Any) -> Item:
    """A comment of these words."""
    return an_item(text=text, **changes)


def a_post(title: str = "A title", **changes: Any) -> Item:
    """A thread."""
    return an_item("t3_a", title=title, **changes)


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("I sell cheap watches.", True),
        ("CHEAP\n watches!", True),
        ("cheap_watches", False),
        ("my cheap watcheses", False),
        ("cheaper watches", False),
    ],
)
def test_a_list_of_phrases_means_whole_words_in_any_case(
    text: str, *, fires: bool
) -> None:
    """As AutoModerator does it for titles and bodies."""
    assert holds({"body": ["cheap watches"]}, a_comment(text)) is fires


def test_words_of_other_alphabets_have_borders_too() -> None:
    """An ASCII word border would find «кот» inside «скотный»."""
    assert holds({"body": ["кот"]}, a_comment("Это кот."))
    assert not holds({"body": ["кот"]}, a_comment("скотный двор"))


@pytest.mark.parametrize(
    ("test", "text", "fires"),
    [
        ({"includes": "watch"}, "wristwatches", True),
        ({"starts_with": "hello"}, "  Hello there", True),
        ({"starts_with": "hello"}, "well, hello", False),
        ({"ends_with": "bye"}, "good bye \n", True),
        ({"equals": "me too"}, " Me  too\n", True),
        ({"equals": "me too"}, "me too!", False),
        ({"regex": r"\bv[i1]agra\b"}, "V1AGRA here", True),
        ({"regex": "buy", "case_sensitive": True}, "BUY", False),
        ({"words": "a.c"}, "abc", False),
        ({"words": "shill", "ignore_quotes": True}, "> shill\n\nno.", False),
        ({"words": "shill"}, "> shill\n\nno.", True),
    ],
)
def test_there_are_other_ways_to_look(
    test: dict[str, Any], text: str, *, fires: bool
) -> None:
    """Each as its name says."""
    assert holds({"body": test}, a_comment(text)) is fires


def test_a_comment_has_no_title_of_its_own() -> None:
    """Its thread's title is not what its author wrote."""
    comment = a_comment("fine", title="cheap watches")
    assert not holds({"title": ["watches"]}, comment)
    assert holds({"title": ["watches"]}, a_post("cheap watches"))


def test_text_looks_in_title_and_body() -> None:
    """Either will do."""
    assert holds({"text": ["watches"]}, a_post("watches"))
    assert holds({"text": ["watches"]}, a_post(text="watches"))
    assert not holds({"text": ["watches"]}, a_post())


@pytest.mark.parametrize(
    ("item", "fires"),
    [
        (a_post(url="https://www.spam.example/a"), True),
        (a_post(url="https://shop.spam.example/"), True),
        (a_post(url="https://notspam.example/"), False),
        (a_post(url="https://spam.example.org/"), False),
        (a_comment("see [this](https://SPAM.example/x?y) now"), True),
        (a_comment("spam.example is no link"), False),
        (a_post(url="https://[broken"), False),
    ],
)
def test_a_domain_holds_for_all_below_it_and_for_links_in_the_text(
    item: Item, *, fires: bool
) -> None:
    """And for nothing that only looks like it."""
    assert holds({"domain": ["spam.example"]}, item) is fires


@pytest.mark.parametrize(
    ("on", "fires"),
    [
        ("any", (True, True, True)),
        ("submission", (True, True, False)),
        ("text_submission", (True, False, False)),
        ("link_submission", (False, True, False)),
        ("comment", (False, False, True)),
    ],
)
def test_a_rule_looks_at_some_kinds_only(on: str, fires: tuple[bool, ...]) -> None:
    """Text posts, link posts, comments."""
    items = (
        a_post(text="watches"),
        a_post(text="watches", url="https://a.example/"),
        a_comment("watches"),
    )
    asked = compiled(rules_with(on=on, when={"body": ["watches"]}))
    found = tuple(bool(asked.fires(Facts(item, a_context()))) for item in items)
    assert found == fires


def test_all_of_when_one_of_any_and_none_of_unless() -> None:
    """The three ways to put conditions together."""
    rules = rules_with(
        when={"body": ["buy"]},
        any_of=[{"body": ["gold"]}, {"body": ["silver"]}],
        unless=[{"body": ["advice"]}, {"author": {"name": ["trader"]}}],
    )
    asked = compiled(rules)

    def fires(text: str, author: str = "somebody") -> bool:
        item = a_comment(text, author=author)
        return bool(asked.fires(Facts(item, a_context())))

    assert fires("buy gold")
    assert fires("buy silver")
    assert not fires("buy bread")
    assert not fires("sell gold")
    assert not fires("my advice: buy gold")
    assert not fires("buy gold", author="trader")


def test_numbers_are_held_to_their_bounds() -> None:
    """Length, reports, karma, age: all alike."""
    short = {"body_length": {"below": 5}}
    assert holds(short, a_comment("hm"))
    assert not holds(short, a_comment("hm, no"))
    reported = {"reports": {"at_least": 2, "at_most": 3}}
    found = [holds(reported, a_comment("x", num_reports=n)) for n in range(5)]
    assert found == [False, False, True, True, False]


def test_what_reddit_does_not_tell_neither_holds_nor_fails() -> None:
    """An unknown age makes no account new, and none old."""
    new = {"author": {"account_age_days": {"below": 7}}}
    old = {"author": {"account_age_days": {"at_least": 7}}}
    item = a_comment("hello")
    assert not holds(new, item)
    assert not holds(old, item)
    asked = compiled(rules_with(when=new))
    assert asked.undecided(Facts(item, a_context()))
    author = Author(name="some_person", created_utc=NOW - DAY)
    assert holds(new, item, a_context(author=author))


def test_a_rule_does_not_fire_where_an_exception_is_unknown() -> None:
    """Perhaps it is excepted: nobody knows."""
    rules = rules_with(
        when={"body": ["gold"]}, unless={"author": {"total_karma": {"above": 100}}}
    )
    facts = Facts(a_comment("gold"), a_context())
    assert not compiled(rules).fires(facts)
    known = Author(name="some_person", comment_karma=1, post_karma=2)
    facts = Facts(a_comment("gold"), a_context(author=known))
    assert compiled(rules).fires(facts)


def test_what_is_decided_without_the_account_does_not_wait_for_it() -> None:
    """No request is spent on an author whose words do not matter."""
    rules = rules_with(
        when={"body": ["gold"], "author": {"total_karma": {"below": 10}}}
    )
    assert not compiled(rules).undecided(Facts(a_comment("bread"), a_context()))
    assert compiled(rules).undecided(Facts(a_comment("gold"), a_context()))


def test_who_the_author_is() -> None:
    """A moderator, an approved user, the one who asked, one with a flair."""
    item = a_comment("x", author="Ann", submitter=True, author_flair="New here")
    context = a_context(
        moderators=frozenset({"ann"}), approved_users=frozenset({"bob"})
    )
    assert holds({"author": {"moderator": True}}, item, context)
    assert holds({"author": {"contributor": False}}, item, context)
    assert holds({"author": {"submitter": True}}, item, context)
    assert holds({"author": {"flair": ["new"]}}, item, context)
    assert holds({"author": {"name": {"equals": "ann"}}}, item, context)
    unread = a_context(approved_users=None)
    assert not holds({"author": {"contributor": False}}, item, unread)
    assert not holds({"author": {"contributor": True}}, item, unread)


def test_those_who_do_it_again() -> None:
    """Earlier flags are counted."""
    again = {"author": {"earlier_flags": {"at_least": 2}}}
    assert not holds(again, a_comment("x"), a_context(earlier_flags=(NOW - DAY,)))
    twice = a_context(earlier_flags=(NOW - DAY, NOW - 2 * DAY))
    assert holds(again, a_comment("x"), twice)


def test_what_the_detector_found_and_at_whom() -> None:
    """Where it did not judge, nobody knows."""
    insult = a_finding(Category.PERSONAL_ATTACK)
    when = {"found": "personal_attack", "aimed_at": "other_user"}
    asked = compiled(rules_with(when=when))
    item = a_comment("x")
    assert asked.fires(Facts(item, a_context(), (insult,)))
    assert not asked.fires(Facts(item, a_context(), ()))
    assert asked.undecided(Facts(item, a_context(), None))
    assert insult.target is Target.OTHER_USER


def test_the_words_that_made_it_fire_are_told() -> None:
    """They go into the reason."""
    rules = rules_with(when={"body": ["gold"]}, any_of=[{"body": ["now"]}])
    [hit] = compiled(rules).fires(Facts(a_comment("Buy Gold, now!"), a_context()))
    assert hit.words == "Gold"


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=5), st.text())
def test_a_phrase_is_found_in_whatever_holds_it(
    phrases: list[str], around: str
) -> None:
    """Any characters, none of them special."""
    words = [phrase for phrase in phrases if phrase.split()]
    if words:
        inside = f"{around} {' '.join(words[0].split())} {around}"
        assert holds({"body": {"includes": words}}, a_comment(inside))


def test_rules_that_say_the_same_are_made_ready_once() -> None:
    """However often they are read."""
    rule = {"when": {"body": ["gold"]}}
    assert compiled(rules_with(**rule)) is compiled(rules_with(**rule))
