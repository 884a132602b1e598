"""What is said of rules is true: tried on many rules and many items."""

from collections.abc import Sequence
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from civilbot import flags
from civilbot.conditions import Facts
from civilbot.model import Author, Category, Context, Finding, Item, Kind, Target
from civilbot.rules import Rules
from civilbot.rules_lint import check
from civilbot.yaml_text import Document, Marks
from tests.builders import NOW, a_context, an_item

WORDS = ("coin", "free coin", "token", "Coin", "coins")
TITLES = ("coin", "a free coin here", "tokens", "Token coin", "> coin\nand so on", "x")


def _texts() -> st.SearchStrategy[dict[str, Any]]:
    words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)
    ways = st.sampled_from(["words", "includes", "starts_with", "ends_with", "equals"])
    regex = st.lists(st.sampled_from(["coin", "^coin$", "^$"]), min_size=1, max_size=2)
    return st.one_of(
        st.dictionaries(ways, words, min_size=1, max_size=2),
        st.fixed_dictionaries({"regex": regex}),
        st.fixed_dictionaries({"words": words, "case_sensitive": st.just(value=True)}),
        st.fixed_dictionaries(
            {"includes": words, "ignore_quotes": st.just(value=True)}
        ),
    )


def _numbers() -> st.SearchStrategy[dict[str, Any]]:
    bounds = st.sampled_from(["below", "above", "at_least", "at_most"])
    return st.dictionaries(bounds, st.integers(-1, 4), min_size=1, max_size=2)


def _several(*names: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), min_size=1, max_size=2)


def _author() -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(
        st.sampled_from(["moderator", "contributor", "submitter"]),
        st.booleans(),
        min_size=1,
        max_size=2,
    ) | st.fixed_dictionaries({"account_age_days": _numbers()})


def _conditions() -> st.SearchStrategy[dict[str, Any]]:
    one = st.one_of(
        st.tuples(st.sampled_from(["title", "body", "text", "url"]), _texts()),
        st.tuples(
            st.sampled_from(["title_length", "body_length", "reports"]), _numbers()
        ),
        st.tuples(
            st.sampled_from(["edited", "top_level", "crosspost", "link_post"]),
            st.booleans(),
        ),
        st.tuples(st.just("found"), _several("threat", "personal_attack")),
        st.tuples(st.just("aimed_at"), _several("group", "other_user", "nobody")),
        st.tuples(st.just("domain"), _several("example.org", "a.example.org")),
        st.tuples(st.just("author"), _author()),
    )
    return st.lists(one, min_size=1, max_size=3).map(dict)


def _rules() -> st.SearchStrategy[dict[str, Any]]:
    several = st.lists(_conditions(), max_size=2)
    return st.fixed_dictionaries(
        {
            "on": st.sampled_from(
                ["any", "any", "submission", "text_submission", "comment"]
            ),
            "when": _conditions(),
            "any_of": several,
            "unless": several,
            "exempt": st.booleans(),
        }
    )


def _items() -> Sequence[tuple[Item, Context, tuple[Finding, ...]]]:
    """Posts and comments of many kinds, by many people."""
    found = [()] + [
        (Finding(category, target, 0.9, (), "so"),)
        for category in (Category.THREAT, Category.PERSONAL_ATTACK)
        for target in (Target.GROUP, Target.OTHER_USER)
    ]
    made = []
    for number, (kind, title, body) in enumerate(
        product(("t1_a", "t1_b", "t3_a", "t3_b"), TITLES, TITLES)
    ):
        thread = kind.startswith(Kind.SUBMISSION)
        item = an_item(
            kind,
            title=title,
            text=body if number % 5 else f"see https://a.example.org/{number}",
            url="https://example.org/coin" if kind == "t3_b" else "",
            parent="" if thread else ("t1_up" if kind == "t1_b" else "t3_root"),
            num_reports=number % 5,
            edited_utc=NOW if number % 3 == 0 else 0.0,
            crosspost_of="t3_x" if thread and number % 4 == 0 else "",
            submitter=not thread and number % 2 == 0,
        )
        names = frozenset({"some_person"})
        context = a_context(
            author=Author(name="some_person", created_utc=NOW - (number % 5) * 86_400),
            moderators=names if number % 7 == 0 else frozenset(),
            approved_users=names if number % 6 == 0 else frozenset(),
            drafts=True,
        )
        made.append((item, context, found[number % len(found)]))
    return made


ITEMS = _items()


def _fired(rules: Rules) -> list[frozenset[str]]:
    """Which rules fire for each of the items."""
    return [
        frozenset(
            one.rule for one in flags.by_rules(Facts(item, context, findings), rules)
        )
        for item, context, findings in ITEMS
    ]


def _read(*rules: dict[str, Any]) -> Rules:
    named = [{"name": f"rule {n}", **rule} for n, rule in enumerate(rules)]
    return Rules.model_validate({"subreddit": "News", "rules": named})


def _told(rules: Rules, kind: str) -> list[str]:
    found = check(Document(rules, Marks("", "x")))
    return [one.problem.message for one in found if one.check == kind]


@settings(max_examples=400, deadline=None)
@given(_rules())
def test_a_rule_of_which_it_is_said_never_fires(rule: dict[str, Any]) -> None:
    """Not for any of a hundred and more posts and comments."""
    rules = _read(rule)
    if _told(rules, "never-fires"):
        assert set().union(*_fired(rules)) == set()


@settings(max_examples=400, deadline=None)
@given(_conditions(), _rules(), st.lists(_conditions(), max_size=1))
def test_a_rule_that_another_hides_fires_only_with_it(
    when: dict[str, Any], narrow: dict[str, Any], unless: list[dict[str, Any]]
) -> None:
    """So that it can be removed, and nothing changes."""
    wide = {"when": when, "unless": unless, "exempt": narrow["exempt"]}
    rules = _read(wide, {**narrow, "when": {**narrow["when"], **when}})
    if _told(rules, "hidden"):
        assert all("rule 0" in fired for fired in _fired(rules) if "rule 1" in fired)


def test_the_items_are_of_all_kinds() -> None:
    """Most conditions hold for some of them, or the tests above would show little."""
    rules = _read(
        {"when": {"title": ["coin"]}},
        {"when": {"body": ["tokens"]}, "on": "comment"},
        {"when": {"found": ["threat"], "aimed_at": ["group"]}},
        {"when": {"author": {"moderator": True}}, "exempt": False},
        {"when": {"domain": ["example.org"], "top_level": True}},
        {"when": {"crosspost": True, "reports": {"above": 3}}},
        {"when": {"url": {"includes": ["coin"]}, "edited": False}},
        {"when": {"author": {"account_age_days": {"below": 1}}}},
    )
    assert set().union(*_fired(rules)) == {f"rule {n}" for n in range(8)}
